"""Papers and pack: what the members of the meeting read, from the files that come in to the pack that goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QPushButton, QVBoxLayout, QWidget

from send_desktop.errors import Refused
from send_desktop.services import papers
from send_desktop.services.panel_papers_view import ItemPapers, PapersView, papers_view
from ui.dialogs import papers as forms
from ui.dialogs.form import FormSpec
from ui.dialogs.save_file import SaveFile
from ui.pages.page import Page
from ui.pages.panels import paper_cards as cards
from ui.pages.panels.pack_card import PROFILE, PackCard, pack_act
from ui.pages.panels.paper_cards import Place
from ui.pages.panels.paper_copies import open_copy
from ui.pages.panels.part import Asked, Part
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardTable
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label

NARROW = 1040
"""Below this width, in pixels at 100 per cent, the pack stands under the papers."""

FILES = "Papers (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.docx *.doc *.odt *.rtf);;Every file (*)"


KEYS = {
    Qt.Key.Key_Insert: "add",
    Qt.Key.Key_N: "add",
    Qt.Key.Key_K: "from_case",
    Qt.Key.Key_F2: "rename",
    Qt.Key.Key_Delete: "take_out",
    Qt.Key.Key_A: "accept",
}
"""Keys of the table by themselves, and what each asks for."""


class PapersTable(CardTable):
    """The papers by item. Keys and dropped files are told on; the part carries them out on the marked line."""

    keyed = Signal(str)
    """add, from_case, up, down, rename, take_out or accept."""
    dropped = Signal(object, int)
    """Files that were let go over the table, and the row they were let go on."""

    def __init__(self) -> None:
        super().__init__("Papers", *cards.COLUMNS)
        self.setAcceptDrops(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.keyed.emit("up" if event.key() == Qt.Key.Key_Up else "down")
        elif not event.modifiers() and event.key() in KEYS:
            self.keyed.emit(KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.dropped.emit(files, self.rowAt(round(event.position().y())))
            event.acceptProposedAction()


class PapersPart(Part):
    """The papers of the meeting chosen, and its pack."""

    id = "papers"
    title = "Papers and pack"
    help_text = (
        "Under each case of the agenda stand its papers. N adds files (or drop them on the case), K takes documents "
        "that the case keeps; each is checked, repaired, turned into pages and read for names as it comes in. Alt+Up "
        "and Alt+Down put the papers of a case in order, F2 gives another title, Delete takes one out, Enter opens it. "
        "A records that you have looked at the pages on which a name stands or that could not be read.\n\n"
        "Build pack makes one PDF for all, or one for each member with their name over every page; a password locks "
        "it. Once it is recorded as sent, its page numbers stay, and what comes later goes in a supplement."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.shown: PapersView | None = None
        self._marked: tuple[int, int] | None = None
        self.table = PapersTable()
        self.pack = PackCard()
        self.sent_button = button("Record as sent", self.record_sent)
        self.pack_button = button("Build pack", self.build_pack, role="accent")
        self._build()
        self._bind()

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.sent_button, self.pack_button)

    @staticmethod
    def read(asked: Asked) -> PapersView:
        return papers_view(asked.store, asked.meeting_id, asked.today)

    def arrive(self) -> None:
        (self.table if self.table.isVisibleTo(self) else self.go_button).setFocus()

    # --- acts ------------------------------------------------------------------------------------

    def add_files(self) -> None:
        """Ask for files in the system's own dialog, which the window does not wait for, and add them."""
        one = self.item
        if one is None or not self._may_add():
            return
        dialog = QFileDialog(self, f"Papers for item {one.number}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(FILES)
        dialog.filesSelected.connect(lambda names: self.add(one, [Path(name) for name in names]))
        dialog.open()

    def add(self, one: ItemPapers, files: Sequence[Path]) -> None:
        """Open the form that adds these files under an item."""
        view = self.shown
        if view and files and self._may_add():
            self._open(lambda: forms.add_files_form(self.desk, view, one, files))

    def add_from_case(self) -> None:
        """Open the form that takes documents of the case as papers."""
        view, one = self.shown, self.item
        if view and one and self._may_add():
            self._open(lambda: forms.from_case_form(self.desk, view, one))

    def move_paper(self, by: int) -> None:
        """Move the marked paper up or down its item; it stays marked."""
        line = self._paper()
        if line:
            desk = self.desk
            self.act(lambda: papers.move_paper(desk.store, line.paper, by, desk.by, desk.today))

    def take_out(self) -> None:
        """Take the marked paper out; Ctrl+Z puts it back."""
        line = self._paper()
        if line:
            desk = self.desk
            self.act(lambda: papers.take_out(desk.store, line.paper, desk.by, desk.today))

    def rename(self) -> None:
        """Open the form of the marked paper's title."""
        line = self._paper()
        if line:
            self._open(lambda: forms.rename_form(self.desk, line))

    def accept(self) -> None:
        """Record who looked at what the scan found in the marked paper, or in every paper of the marked item."""
        place = self._place()
        if place is None:
            return
        lines = [place.paper] if place.paper else list(place.item.papers)
        waiting = [one.paper for one in lines if one.is_usable and not one.scan.is_clear and not one.is_accepted]
        if not waiting:
            self.page.said.emit("Nothing here waits to be looked at.")
            return
        desk = self.desk
        self.act(lambda: papers.accept(desk.store, waiting, desk.by, desk.today))

    def build_pack(self) -> None:
        """Open the form that builds the pack, or the supplement, of the meeting on the screen."""
        if self.shown:
            form = SaveFile(pack_act(self.desk, self.shown), self.desk)
            form.made.connect(partial(self._built, form))
            self.page.wants_form.emit(form)

    def record_sent(self) -> None:
        """Open the form that records what was built last as sent to the members."""
        view = self.shown
        last = view.state.last if view else None
        if view and last:
            self._open(lambda: forms.sent_form(self.desk, view, last))

    def _built(self, form: SaveFile, file: Path) -> None:
        if form.choice:
            self.desk.memory.keep(PROFILE, form.choice.value())
        self.pack.was_built(file)
        self.page.said.emit(f"The pack is in {file}.")
        self.page.reload()

    def _opened(self, place: Place) -> None:
        """Open a paper as it was given, read-only, in its own program; of an item, the case."""
        if place.paper is None:
            self.page.wants_case.emit(place.item.case.id)
            return
        open_copy(self.page, place.paper.paper)

    def _open(self, make: Callable[[], FormSpec]) -> None:
        self.page.notice.clear()
        try:
            self.open(make())
        except Refused as refusal:
            self.page.show_failure(refusal)

    def _may_add(self) -> bool:
        may = self.shown is not None and self.shown.can_add
        if not may:
            self.page.said.emit("The meeting is over, so its papers stay as they were.")
        return may

    # --- what is marked --------------------------------------------------------------------------

    @property
    def item(self) -> ItemPapers | None:
        """The item that is marked, or whose paper is."""
        place = self._place()
        return place.item if place else None

    def _place(self) -> Place | None:
        at = self.table.currentIndex().row()
        listed = cards.places(self.shown) if self.shown else []
        return listed[at] if 0 <= at < len(listed) else None

    def _paper(self) -> papers.PaperLine | None:
        place = self._place()
        if place is None or place.paper is None:
            self.page.said.emit("Go to a paper first; the lines in bold are the cases.")
            return None
        self._marked = (place.item.item.id, place.paper.paper.id)
        return place.paper

    def _dropped(self, files: Sequence[Path], row: int) -> None:
        listed = cards.places(self.shown) if self.shown else []
        if 0 <= row < len(listed):
            self.add(listed[row].item, files)

    def _keyed(self, what: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "add": self.add_files,
            "from_case": self.add_from_case,
            "up": partial(self.move_paper, -1),
            "down": partial(self.move_paper, 1),
            "rename": self.rename,
            "take_out": self.take_out,
            "accept": self.accept,
        }
        acts[what]()

    # --- showing ---------------------------------------------------------------------------------

    def show_read(self, view: PapersView) -> None:
        at = max(0, self.table.currentIndex().row())
        had_focus = self.table.hasFocus()
        self.shown = view
        self._empty.setVisible(not view.items)
        self._content.setVisible(bool(view.items))
        self.table.show_rows(cards.rows(view, self._opened))
        listed = cards.places(view)
        marked = [(one.item.item.id, one.paper.paper.id) if one.paper else None for one in listed]
        self.table.selectRow(marked.index(self._marked) if self._marked in marked else min(at, max(0, len(listed) - 1)))
        if had_focus:
            self.table.setFocus()
        self._item_acts.setVisible(view.can_add)
        self.pack.show_view(view)
        self.pack_button.setVisible(view.can_build)
        self.pack_button.setText(f"Build supplement S{view.state.supplement}" if view.state.sent else "Build pack")
        last = view.state.last
        self.sent_button.setVisible(last is not None and last.circulated_at is None and view.can_add)

    # --- building --------------------------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        narrow = width < px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self._content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._content)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(px(12))
        self._columns.addLayout(_top(self._papers_card()), 9)
        self._columns.addLayout(_top(self.pack), 5)
        self.go_button = button("Go to the agenda", lambda: self.wants_part.emit("agenda"), role="accent")
        self._empty = EmptyState(
            "No case is on this agenda yet",
            "Papers stand under the cases of the agenda. Put the cases on it first; then add what members are to read.",
            self.go_button,
        )
        self._empty.hide()
        column.addWidget(self._content)
        column.addWidget(self._empty, 1)
        column.addStretch(1)

    def _papers_card(self) -> Card:
        card = Card("Papers", "in the order of the agenda")
        self._item_acts = Flow(8)
        for words, keys, act in (
            ("Add files", "N", self.add_files),
            ("From the case", "K", self.add_from_case),
            ("Looked at", "A", self.accept),
            ("Title", "F2", self.rename),
            ("Move up", "Alt+Up", partial(self.move_paper, -1)),
            ("Move down", "Alt+Down", partial(self.move_paper, 1)),
            ("Take out", "Delete", self.take_out),
        ):
            made = button(words, act)
            made.setToolTip(f"{words} ({keys})")
            self._item_acts.add(made)
        card.body.addWidget(self._item_acts)
        card.body.addWidget(self.table)
        card.body.addWidget(label("Files can be dropped on the case that they belong to.", "secondary", wraps=True))
        return card

    def _bind(self) -> None:
        self.table.keyed.connect(self._keyed)
        self.table.dropped.connect(self._dropped)


def _top(card: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(card)
    column.addStretch(1)
    return column
