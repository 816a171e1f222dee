"""One item of a meeting as it stands on the screen, or stood when it was decided: painted from a ``Shown`` alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from send_desktop.services.quiet_record import SECTIONS, Pair, Rows, Shown, Word
from ui.theme import px
from ui.widgets.big_track import BigTrack
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.shapes import StateLabel

NARROW = 760
"""Below this width, in pixels at 100 per cent, the two columns stand one under the other."""

COLUMNS: dict[str, tuple[CardColumn, ...]] = {
    "limits": (CardColumn("Limit"), CardColumn("Last day", 96), CardColumn("How it stands", 120)),
    "advice": (CardColumn("Service", 96), CardColumn("Asked", 92, gives_way=2), CardColumn("Due", 92, gives_way=1),
               CardColumn("Stands", 132), CardColumn("Key point")),
    "consultations": (CardColumn("Setting", 180), CardColumn("Sent", 92, gives_way=1),
                      CardColumn("Replied", 92, gives_way=2), CardColumn("Answer")),
    "provision": (CardColumn("", 76), CardColumn("Setting and band"), CardColumn("Cost", 240)),
    "exceptions": (CardColumn(""),),
    "earlier": (CardColumn("Day", 92), CardColumn("", 72), CardColumn("Outcome", 180), CardColumn("Conditions")),
    "papers": (CardColumn("Paper"), CardColumn("File", 200, gives_way=1), CardColumn("Checksum", 110, gives_way=2)),
    "attendance": (CardColumn("Name"), CardColumn("Role", 170), CardColumn("As", 84, gives_way=1),
                   CardColumn("", 150)),
    "conflicts": (CardColumn("Who", 130), CardColumn("Interest"), CardColumn("What they did", 136, gives_way=1)),
}  # fmt: skip
"""The columns of each table of ``SECTIONS``."""

CHECKSUM_SHOWN = 12
"""So many signs of a checksum are enough to tell two papers apart; the tip has the whole."""


class Pairs(QWidget):
    """Labels with words beside them, in as many columns as are asked for."""

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(4))
        self._made: list[QLabel] = []
        self._pairs: Sequence[Pair] = ()

    def stand_in(self, columns: int) -> None:
        """Stand in so many columns from now on."""
        if columns != self._columns:
            for column in range(2 * self._columns):
                self._grid.setColumnMinimumWidth(column, 0)
                self._grid.setColumnStretch(column, 0)
            self._columns = columns
            self.show_pairs(self._pairs)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show labels and words; hidden where there are none."""
        for old in self._made:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._made, self._pairs = [], pairs
        for at, (name, words) in enumerate(pairs):
            row, column = divmod(at, self._columns)
            self._put(label(name, "secondary", wraps=True), row, 2 * column)
            self._put(label(words, wraps=True), row, 2 * column + 1)
        for column in range(self._columns):
            self._grid.setColumnMinimumWidth(2 * column, px(112))
            self._grid.setColumnStretch(2 * column + 1, 1)
        self.setVisible(bool(pairs))

    def _put(self, made: QLabel, row: int, column: int) -> None:
        self._grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignTop)
        self._made.append(made)

    @property
    def words(self) -> str:
        """Everything it says, a line for each pair."""
        texts = [one.text() for one in self._made]
        return "\n".join(f"{name}: {said}" for name, said in zip(texts[::2], texts[1::2], strict=True))


class StateWords(QWidget):
    """A state with its shape, and what it means in a line that wraps."""

    def __init__(self) -> None:
        super().__init__()
        self.state = StateLabel()
        self.said = label("", "secondary", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self.state)
        column.addWidget(self.said)

    def show_word(self, shown: Word) -> None:
        """Show a sentence that begins with its state, such as 'Quorum met: 3 members present.'"""
        head, colon, rest = shown.words.partition(":")
        if shown.code:
            self.state.show_state(shown.code, head if colon else shown.words)
        else:
            self.state.show_plainly(head if colon else shown.words.partition(";")[0])
        said = rest.strip() if colon else shown.words.partition(";")[2].strip()
        self.said.setText(said[:1].upper() + said[1:])
        self.said.setVisible(bool(said))
        self.setAccessibleName(shown.words)


class ShownItem(QWidget):
    """The item: child, question, clock, the officer's advice, the room, and its front sheet below when asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self._front = False
        self.place = label("", "secondary")
        self.child = ElidedLabel("", "child", takes_rest=False)
        self.reference = label("", "secondary")
        self.asked = label("", "asked", wraps=True)
        self.beside = QVBoxLayout()
        self.track = BigTrack()
        self.state = StateLabel(size=15)
        self.stage = label("", "secondary", wraps=True)
        self.stage.setMinimumWidth(px(220))
        self.legal = label("", "strong", wraps=True)
        self.refuse = label("", "secondary")
        self.sentence = label("", wraps=True)
        self.recommends = label("", "strong", wraps=True)
        self.reasons = label("", wraps=True)
        self.views = Pairs()
        self.quorum = StateWords()
        self.facts = Pairs(2)
        self.said = Pairs()
        self.why = StateLabel()
        self.tables: dict[str, CardTable] = {}
        """Of the sections that have had rows; each is made when it is first needed."""
        self.cards: dict[str, QWidget] = {}
        self.under_said = QVBoxLayout()
        self.under_room = QVBoxLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._clock_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    # --- showing ---------------------------------------------------------------------------------

    def show_item(self, shown: Shown, said: Sequence[Pair], today: date) -> None:
        """Paint an item; ``said`` is what has been recorded of it, or what the form held."""
        self.shown = shown
        self.place.setText(" · ".join(part for part in (shown.place, shown.panel) if part))
        self.child.setText(shown.child)
        self.reference.setText(shown.reference)
        self.reference.setVisible(bool(shown.reference))
        self.asked.setText(shown.asked)
        self._show_clock(shown, today)
        self.recommends.setText(shown.recommends.words or "No recommendation yet")
        self.reasons.setText(shown.reasons)
        self.reasons.setVisible(bool(shown.reasons))
        self.views.show_pairs(shown.views)
        self.quorum.show_word(shown.quorum_item)
        self.facts.show_pairs(shown.facts)
        self.said.show_pairs(said)
        self.cards["said"].setVisible(bool(said))
        self._show_sections()

    def show_front(self, is_shown: bool) -> None:
        """Show or hide the tables of the front sheet below the item."""
        self._front = is_shown
        self._show_sections()

    @property
    def has_front(self) -> bool:
        """Say whether the front sheet is in view."""
        return self._front

    def _show_clock(self, shown: Shown, today: date) -> None:
        day = datetime.fromisoformat(shown.at).astimezone().date() if shown.at else today
        self.track.show_track(shown.track, day, "Then" if shown.at else "Today")
        if shown.state.code in ("", "plain"):
            self.state.show_plainly(shown.state.words)
        else:
            self.state.show_state(shown.state.code, shown.state.words)
        self.stage.setText(shown.stage)
        self.legal.setText(shown.legal)
        self.refuse.setText(shown.refuse)
        self.refuse.setVisible(bool(shown.refuse))
        self.sentence.setText(" ".join(part for part in (shown.sentence, shown.next_step) if part))
        self.why.show_state(shown.why_here.code or None, shown.why_here.words)
        self.why.setVisible(bool(shown.why_here.words))

    def _show_sections(self) -> None:
        sections = self.shown.sections if self.shown else {}
        for key in SECTIONS:
            rows: Rows = sections.get(key, ())
            is_shown = bool(rows) and (self._front or key in _ALWAYS)
            if is_shown:
                self._table(key).show_rows([_row(key, row) for row in rows])
            if key in self.cards:
                self.cards[key].setVisible(is_shown)
        self.cards["front"].setVisible(self._front)

    def _table(self, key: str) -> CardTable:
        """Return the table of a section; it stands in its place on the screen from now on."""
        if key not in self.tables:
            table = self.tables[key] = CardTable(SECTIONS[key], *COLUMNS[key])
            if key == "conflicts":
                self._conflicts.addWidget(table)
            else:
                card = self.cards[key] = Card(SECTIONS[key])
                card.body.addWidget(table)
                (self._papers if key == "papers" else self._tables[key]).addWidget(card)
        return self.tables[key]

    # --- laying out ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for row, shares in ((self._columns, (3, 2)), (self._clock_row, (2, 3))):
            row.setDirection(direction)
            for at, share in enumerate(shares):
                row.setStretch(at, 0 if narrow else share)  # shares of the width; of the height each has what it needs
        self._clock_row.setSpacing(px(8 if narrow else 24))
        self.facts.stand_in(1 if narrow else 2)
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Take the height that is needed: what is turned while it is laid out keeps the one that it had before."""
        for one in (self.track, self.sentence, self):
            one.updateGeometry()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(self._head())
        column.addWidget(self._clock_card())
        self._columns.setSpacing(px(12))
        self._columns.addLayout(_stacked(self._officer_card(), self._said_card()), 3)
        self._papers = QVBoxLayout()
        right = _stacked(self._room_card())
        right.insertLayout(1, self._papers)
        self._columns.addLayout(right, 2)
        column.addLayout(self._columns)
        column.addWidget(self._front_card())
        self._tables = {key: QVBoxLayout() for key in SECTIONS if key not in _ALWAYS}
        for place in self._tables.values():
            column.addLayout(place)
        column.addStretch(1)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.child)
        row.addWidget(self.reference, 1, Qt.AlignmentFlag.AlignBottom)
        words.addLayout(row)
        words.addWidget(self.asked)
        whole = QHBoxLayout()
        whole.addLayout(words, 1)
        whole.addLayout(self.beside)
        return whole

    def _clock_card(self) -> Card:
        card = Card()
        card.setAccessibleName("Clock")
        card.body.addWidget(self.track)
        row = self._clock_row
        row.setSpacing(px(24))
        row.addLayout(_stacked(self.state, self.stage, self.why), 2)
        row.addLayout(_stacked(self.legal, self.refuse), 3)
        card.body.addLayout(row)
        card.body.addWidget(self.sentence)
        return card

    def _officer_card(self) -> Card:
        card = self.cards["officer"] = Card("Officer recommends")
        for widget in (self.recommends, self.reasons, self.views):
            card.body.addWidget(widget)
        return card

    def _said_card(self) -> Card:
        card = self.cards["said"] = Card("Recorded")
        card.body.addWidget(self.said)
        card.body.addLayout(self.under_said)
        return card

    def _room_card(self) -> Card:
        card = self.cards["room"] = Card("In the room for this item")
        card.body.addWidget(self.quorum)
        holder = self.cards["conflicts"] = QWidget()
        self._conflicts = QVBoxLayout(holder)
        self._conflicts.setContentsMargins(0, 0, 0, 0)
        self._conflicts.addWidget(label(SECTIONS["conflicts"], "secondary"))
        card.body.addWidget(holder)
        card.body.addLayout(self.under_room)
        return card

    def _front_card(self) -> Card:
        card = self.cards["front"] = Card("Front sheet")
        card.body.addWidget(self.facts)
        return card


_ALWAYS = frozenset({"conflicts", "papers"})
"""Tables that stand beside the item; the others belong to the front sheet and the record."""


def _row(key: str, row: tuple[Word, ...]) -> Row:
    cells = [Cell(one.words, one.code or ("strong" if at == 0 else "text")) for at, one in enumerate(row)]
    if key == "papers":
        whole = row[2].words
        cells[2] = Cell(whole[:CHECKSUM_SHOWN], "secondary", tip=whole)
    return Row(tuple(cells))


def _stacked(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(6) if isinstance(widgets[0], QLabel | StateLabel) else px(12))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column


__all__ = ["Pairs", "ShownItem", "StateWords"]
