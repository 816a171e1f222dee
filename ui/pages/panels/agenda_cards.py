"""Parts of the panels screen: a meeting's tiles, and the card of those who wait for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from send_desktop.services.panel_agenda import over_words
from send_desktop.services.panel_view import MeetingView
from ui.pages.panels import cards
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.tiles import Tile

SHORT = 6
"""Lines of those who wait shown before 'Show all'."""


class MeetingTiles(Flow):
    """Places taken, what deferring would breach, how long it takes, and papers that came late."""

    def __init__(self) -> None:
        super().__init__(10)
        self.places = Tile("places taken")
        self.deferred = Tile("breach if deferred", shape="triangle", meaning="will_breach")
        self.none_deferred = Tile("breach if deferred")
        self.length = Tile("of the time")
        self.late = Tile("late papers")
        self.over = Tile("over", shape="diamond", meaning="at_risk")
        for tile in (self.places, self.deferred, self.none_deferred, self.length, self.over, self.late):
            self.add(tile)
        for tile in (self.deferred, self.none_deferred):
            tile.setToolTip("Cases whose date this meeting can still keep and the next one cannot")

    def show_view(self, shown: MeetingView) -> None:
        """Show a meeting's figures."""
        meeting = shown.meeting
        over = over_words(*shown.over)
        self.places.show_figure(f"{len(shown.lines)} of {meeting.capacity}")
        self.over.show_figure(_over_figure(*shown.over), over)
        self.over.setVisible(bool(over))
        count = shown.breach_if_deferred
        words = "breaches if deferred" if count == 1 else "breach if deferred"
        for tile, is_shown in ((self.deferred, count > 0), (self.none_deferred, count == 0)):
            tile.show_figure(str(count), words)
            tile.setVisible(is_shown)
        whole = meeting.slot_minutes * meeting.capacity
        self.length.show_figure(cards.hours(shown.minutes), f"of {cards.hours(whole)}")
        late = sum(line.item.is_late_paper for line in shown.lines)
        self.late.show_figure(str(late), "late paper" if late == 1 else "late papers")
        self.late.setVisible(late > 0)
        self.updateGeometry()


class WaitingCard(Card):
    """Those who wait for this kind of panel; ``wanted`` carries the case that somebody puts on the agenda."""

    wanted = Signal(int)
    spread = Signal()

    def __init__(self) -> None:
        super().__init__("Waiting for a panel", "by legal date")
        self.table = CardTable(
            "Waiting for a panel", CardColumn(""), CardColumn("", 96), CardColumn("", 142), has_headings=False
        )
        self.add_button = button("Add", self._add_marked)
        self.add_button.setAccessibleName("Add the marked case to the agenda")
        self.add_button.setToolTip("Puts the marked case on the agenda (Enter)")
        self._words = label("", "secondary", wraps=True)
        self._all = button("", self._show_all, role="link")
        self._shown: MeetingView | None = None
        self._shows_all = False
        self.spread_button = button("Spread", self.spread.emit)
        self.spread_button.setToolTip("Suggests the meeting of each case, so that the fewest pass their date")
        self.tools.addWidget(self.spread_button)
        self.tools.addWidget(self.add_button)
        for widget in (self._words, self.table):
            self.body.addWidget(widget)
        self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)

    def show_view(self, shown: MeetingView) -> None:
        """Show who waits, the first few until all are asked for."""
        if self._shown is None or self._shown.meeting.id != shown.meeting.id:
            self._shows_all = False
        self._shown = shown
        waiting = shown.waiting if self._shows_all else shown.waiting[:SHORT]
        self.table.show_rows(cards.waiting_rows(shown, waiting, self.wanted.emit))
        self.setVisible(shown.can_fill)
        self._all.setVisible(len(shown.waiting) > len(waiting))
        self._all.setText(f"Show all {len(shown.waiting)}")
        self.add_button.setVisible(bool(shown.waiting))
        self.spread_button.setVisible(bool(shown.waiting))
        words = "No case waits for this panel." if not shown.waiting else _by_name_words(shown)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _show_all(self) -> None:
        self._shows_all = True
        if self._shown:
            self.show_view(self._shown)
            self.table.setFocus()

    def _add_marked(self) -> None:
        at = max(0, self.table.currentIndex().row())
        if self._shown and at < len(self._shown.waiting):
            self.wanted.emit(self._shown.waiting[at].row.id)


def _over_figure(cases: int, minutes: int) -> str:
    return f"+{cases}" if cases else f"+{minutes} min"


def _by_name_words(shown: MeetingView) -> str:
    if shown.is_late_now:
        return "The papers have closed: a case is let on by name, as a late paper."
    return "" if shown.free else "Every place is taken: one more is let on by name."
