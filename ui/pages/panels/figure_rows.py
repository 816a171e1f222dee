"""How the panels' figures stand in tables: words, bars and a caution, and the list of cases behind each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_desktop.codes import SEN_TYPES
from send_desktop.panel_measures import CAUTION, Entry, Figure, PanelLine, Rate
from send_desktop.panel_types import PANELS
from send_desktop.wording import counted, full_date
from ui.theme import px
from ui.widgets.bar_cells import BarCell
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.labels import label

NONE = "–"
LONGEST_LIST = 400
"""Cases that the list at the side shows; the workbook has every one."""

Open = Callable[[Figure], object]


def value_words(one: Figure) -> str:
    """Return a figure in words: '12', '17 min', '5.5 days'."""
    if one.value is None:
        return NONE
    if one.measure.unit == "minutes":
        return f"{one.value:g} min"
    return f"{one.value:g} {'day' if one.value == 1 else 'days'}" if one.measure.unit == "days" else f"{one.value:,.0f}"


def of_words(one: Figure) -> str:
    """Say of how many a figure is: 'of 12', or how many a middle value is taken from."""
    if not one.of:
        return ""
    return f"of {one.of:,}" if one.measure.unit == "share" else f"from {one.of:,}"


def share_cell(one: Figure) -> Cell:
    """Return a share with its bar; nothing for a figure that is none."""
    if one.pct is None:
        return Cell("")
    words = "100%" if one.pct == 100 else f"{one.pct:.1f}%"
    return BarCell(words, share=one.pct / 100)


def figure_row(one: Figure, opened: Open) -> Row:
    """Return a figure's line; Enter opens what it counts."""
    title = f"    {one.measure.title}" if one.measure.is_part else one.measure.title
    return Row(
        (
            Cell(title, "text" if one.measure.is_part else "strong", one.measure.definition),
            Cell(value_words(one), "strong"),
            Cell(of_words(one), "secondary"),
            share_cell(one),
            Cell(one.note, "secondary", one.note),
        ),
        act=lambda: opened(one),
    )


def rate_row(rate: Rate, opened: Open) -> Row:
    """Return the agree rate of one area or need, with its caution."""
    one = rate.figure
    return Row(
        (
            Cell(SEN_TYPES.get(rate.name, rate.name), "strong", SEN_TYPES.get(rate.name, rate.name)),
            Cell(value_words(one), "strong"),
            Cell(of_words(one), "secondary"),
            share_cell(one),
            Cell(CAUTION if rate.is_small else "", "secondary", CAUTION if rate.is_small else ""),
        ),
        act=lambda: opened(one),
    )


def panel_row(line: PanelLine, opened: Open) -> Row:
    """Return one panel's line beside the others."""
    found = line.figures
    cells = [Cell(value_words(one)) for code, one in found.items() if code != "listed"]
    return Row((Cell(line.name, "strong"), *cells), act=lambda: opened(found["listed"]))


class CasesBehind(QWidget):
    """At the side: how a figure is counted, and the cases or meetings that it counts; Enter opens one."""

    def __init__(
        self, figure: Figure, name: str, open_case: Callable[[int], object], open_meeting: Callable[[int], object]
    ) -> None:
        super().__init__()
        self.setWindowTitle(name)
        self.table = CardTable(name, CardColumn("", 130), CardColumn(""), CardColumn("", 96, True), has_headings=False)
        self._open_case, self._open_meeting = open_case, open_meeting
        shown = figure.entries[:LONGEST_LIST]
        self.table.show_rows([self._row(one) for one in shown])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(label(figure.measure.definition, "secondary", wraps=True))
        column.addWidget(label(_told(figure), "strong", wraps=True))
        column.addWidget(self.table)
        column.addStretch(1)
        self.table.setVisible(bool(shown))
        if shown:
            self.setFocusProxy(self.table)

    def _row(self, one: Entry) -> Row:
        case, meeting = one.case, one.meeting
        if case:
            first = Cell(case.reference, "accent")
            second = Cell(f"{case.surname}, {case.forename}: {one.words[:1].lower()}{one.words[1:]}")
            return Row((first, second, Cell(full_date(one.on), "secondary")), act=lambda: self._open_case(case.id))
        assert meeting is not None
        panel = PANELS.get(meeting.kind, "Panel")
        cells = (Cell(panel, "accent"), Cell(one.words), Cell(full_date(one.on), "secondary"))
        return Row(cells, act=lambda: self._open_meeting(meeting.id))


def _told(figure: Figure) -> str:
    count = len(figure.entries)
    if not count:
        return "It counts nothing in this period."
    noun = "case" if figure.entries[0].case else "meeting"
    more = f"; the first {LONGEST_LIST} are here, the workbook has every one" if count > LONGEST_LIST else ""
    return f"{counted(count, noun)}{more}. Enter opens one."
