"""The files kept with the case: added by choosing or dropping, opened as copies, in versions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent

from send_desktop.exports.placing import safe_name
from send_desktop.progress import Progress
from send_desktop.records import Document
from send_desktop.services import documents
from send_desktop.wording import day_month
from ui.cards.case_card import CaseCard
from ui.cards.spec import DAY, CardSpec, OnCard, act_tool
from ui.dialogs.case_form import OnCase
from ui.dialogs.documents import add_form
from ui.dialogs.form import Form
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.widgets.card_table import MORE, CardColumn, Cell, Row

FOLDER = "documents/folder"


def rows(on: OnCard) -> list[Row]:
    """Return the documents in their newest versions; Enter opens one, its menu has the rest."""
    return [_row(one, on) for one in documents.current(on.case)]


def _row(document: Document, on: OnCard) -> Row:
    used = documents.sent_as(on.case, document)
    parts = (document.file_name, documents.size_words(document.size), documents.stamp(document), document.added_by)
    tip = ", ".join(filter(None, parts))
    title = f"{document.title}\nKept as {used}" if used else document.title
    return Row(
        (
            Cell(title, "strong", tip),
            Cell(documents.KINDS.get(document.kind, document.kind), "secondary"),
            Cell(f"Version {document.number}", "secondary"),
            Cell(day_month(document.added_on, on.view.today)),
            MORE,
        ),
        partial(open_copy, on, document),
        more=_more(document, on),
    )


def _more(document: Document, on: OnCard) -> tuple[tuple[str, Callable[[], object]], ...]:
    before = tuple(
        (f"Open version {one.number}, {day_month(one.added_on, on.view.today)}", partial(open_copy, on, one))
        for one in documents.older(on.case, document)
    )
    return (
        ("Open a copy", partial(open_copy, on, document)),
        ("Save a copy elsewhere…", partial(save_copy, on, document)),
        *before,
        ("New version…", partial(on.open_act, "document", document.id)),
        ("Rename…", partial(on.open_act, "rename_document", document.id)),
        ("Remove…", partial(on.open_act, "remove_document", document.id)),
    )


def open_copy(on: OnCard, document: Document) -> None:
    """Open a read-only copy in its own program; say so, or why it could not be."""
    desk, page = on.desk, on.page
    if not documents.opens(document):
        _offer_copy(on, document)
        return

    def write(_: Progress) -> Path:
        return desk.copies.write(document, documents.content(desk.store, document))

    def show(path: Path) -> None:
        words = documents.in_words(document)
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            page.said.emit(f"{words} opens as a read-only copy. To keep a change, put the file in as a new version.")
        else:
            page.notice.say(f"No program on this computer opens {words}; save a copy of it elsewhere.", kind="warning")

    desk.tasks.read(page, write, show, page.notice.show_failure)


def _offer_copy(on: OnCard, document: Document) -> None:
    on.page.notice.say(
        f"{documents.in_words(document)} ({document.file_name}) is no kind of document that is opened from here: "
        "such a file might run something. Save a copy of it where it can be looked at safely.",
        kind="warning",
        way_on="Save a copy",
        go=partial(save_copy, on, document),
    )


def save_copy(on: OnCard, document: Document) -> None:
    """Ask where a copy goes, then write it there; that it went is on record."""
    desk = on.desk
    name = safe_name(document.file_name)
    act = FileAct(
        title="Save a copy",
        intro="A copy leaves the store: keep it where only those who may see it can. That it was taken is on record.",
        save_words="Save copy",
        running_words="Writing the copy",
        start=usual_folder(desk, FOLDER) / name,
        ending=Path(name).suffix.lower(),
        kind_words="Document",
        remembered_as=FOLDER,
        can_open=documents.opens(document),
        make=lambda target, _, progress: documents.save_copy(desk.store, document, target, desk.by),
    )
    on.page.wants_form.emit(SaveFile(act, desk))


class DocumentsCard(CaseCard):
    """Takes a file that is dropped on it, and tells of copies that were changed outside."""

    def __init__(self, spec: CardSpec) -> None:
        super().__init__(spec)
        self.setAcceptDrops(True)

    def show_on(self, on: OnCard) -> None:
        super().show_on(on)
        self.tell_of_changed()

    def tell_of_changed(self) -> None:
        """Offer to put in as a new version what was changed in a copy."""
        if self.on is None or self.on.view.past:
            return
        on = self.on
        for document, path in on.desk.copies.changed(on.case.id)[:1]:
            on.page.notice.say(
                f"The copy of {documents.in_words(document)} that was opened has been changed outside: {path.name}. "
                "The case still has it as it was.",
                kind="warning",
                way_on="Put in as new version",
                go=partial(self.add_file, path, document),
            )

    def add_file(self, path: Path, before: Document | None = None) -> None:
        """Open the form that keeps a file, as the next version of ``before`` where it is given."""
        if self.on is None or self.on.view.past:
            return
        on = self.on
        stands = documents.newer(on.case, before) or before if before else None
        chosen = OnCase(on.desk, on.view, on.directory, stands.id if stands else 0)
        form = Form(add_form(chosen, path), on.desk)
        form.saved.connect(lambda _: on.desk.copies.settle(path))
        on.page.wants_form.emit(form)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_of(event.mimeData())
        if len(files) == 1:
            event.acceptProposedAction()
            self.add_file(files[0])
        elif self.on is not None:
            self.on.page.notice.say("Drop one file at a time, so that each gets its title. Nothing was added.")


def _files_of(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


CARD = CardSpec(
    id="documents",
    heading="Documents",
    side="left",
    columns=(
        CardColumn("Title"), CardColumn("Kind", 130, gives_way=1), CardColumn("", 78, gives_way=2),
        CardColumn("Added", DAY), CardColumn("", 52),
    ),
    rows=rows,
    tools=(act_tool("document", "Add a file"),),
    empty="No file is kept with this case yet. Drop one here, or choose Add a file.",
    make=DocumentsCard,
)  # fmt: skip
