"""Overview: the figures the Department will publish, the months behind them, and the weekly sheet."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from send_desktop.progress import Progress
from send_desktop.services.known import known_store
from send_desktop.wording import full_date
from ui.desk import Desk
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.pages.page import Page
from ui.pages.timeliness import words as say
from ui.pages.timeliness.part import Asked, Part
from ui.theme import px
from ui.widgets.bar_cells import BarDelegate
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Row
from ui.widgets.empty import EmptyState
from ui.widgets.figure_tile import EvenGrid, FigureTile
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.month_chart import MonthChart

if TYPE_CHECKING:
    from send_desktop.exports.timeliness.sheet import TimelinessSheet

NARROW = 960
"""Below this width, in pixels at 100 per cent, cards stand one under the other."""

FOLDER = "timeliness/folder"

PROFILES = (
    ("reference", "References only", "Cases by reference, officers by number. For a management meeting."),
    ("initials", "Initials", "Children and officers by their initials."),
    ("named", "Names", "Children and officers by name. Only for the team itself."),
    ("public", "For publication", "No single case or officer; small counts are withheld."),
)
"""Each export profile, its words, and what it leaves in."""

VIEWS = (("issued", "By month of issue"), ("due", "By month due"))


class OverviewPart(Part):
    """The figures as at a day, and the act that exports them."""

    id = "overview"
    title = "Overview"
    can_look_back = True
    help_text = (
        "Press a figure to see how it is counted. The chart can be read by month of issue or by month due, and as "
        "a table. A hatched bar is a month that is not over.\n\n"
        "Weekly sheet writes the workbook for the director. The figures here and in the workbook are the same."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.sheet: TimelinessSheet | None = None
        self._view = "issued"
        self._is_table = False
        self.export_button = button("Weekly sheet", self.open_export, role="accent")
        self.tiles = [FigureTile() for _ in range(6)]
        self.chart = MonthChart()
        self._make_tables()
        self._stack = QStackedWidget()
        self._build()
        for tile in self.tiles:
            tile.clicked.connect(partial(self.explain, tile))

    # --- reading ---------------------------------------------------------------------------------

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.export_button,)

    @staticmethod
    def read(asked: Asked) -> TimelinessSheet:
        from send_desktop.services import timeliness

        asked.progress(0, 0, "Counting cases")
        with asked.store.look() as reading:
            gathered = timeliness.sheet(reading, asked.as_at, "named", asked.today)
        asked.progress(0, 0, "Counted")
        return gathered

    def subtitle(self) -> str:
        is_counted = self.sheet is not None and self.sheet.earliest_request is not None
        return say.period_words(self.sheet.figures) if self.sheet and is_counted else ""

    def show_read(self, view: TimelinessSheet) -> None:
        sheet = self.sheet = view
        shown = sheet.figures
        is_empty = sheet.earliest_request is None
        self._stack.setCurrentIndex(1 if is_empty else 0)
        self.export_button.setVisible(not is_empty)
        for tile, figure in zip(self.tiles, say.tiles(sheet), strict=True):
            tile.show_figure(figure)
        self._show_months()
        self._fill(self._advice, self.advice, say.advice_rows(sheet), "No advice is waiting on an open case.")
        self._bands.aside.setText(f"{shown.open_cases:,} open on {full_date(shown.as_at)}")
        self.bands.show_rows(say.band_rows(shown))
        this, before = (say.week_words(week, self.desk.today) for week in (sheet.this_week, sheet.week_before))
        self._weeks.aside.setText(f"{this}, beside {before}")
        self.weeks.show_rows(say.week_rows(sheet.this_week, sheet.week_before))
        self._fill(self._officers, self.officers, say.officer_rows(sheet.officers), "No case is open.")

    def _show_months(self) -> None:
        if self.sheet is None:
            return
        shown, by_issue = self.sheet.figures, self._view == "issued"
        name = "Plans issued in 20 weeks" if by_issue else "Plans due, issued in time"
        self._months.heading.setText(name)
        self._months.setAccessibleName(name)
        self._hint.setVisible(not self._is_table)
        self._hint.setText(
            "Per cent of the plans issued, whose number stands under the month, without those that have an exception. "
            "Hatched: the month is not over."
            if by_issue
            else "Per cent of the plans due, whose number stands under the month. "
            "Hatched: the month is not over, and open plans may yet be in time."
        )
        self.chart.show_months(
            f"{name}, by month",
            say.issued_bars(shown) if by_issue else say.due_bars(shown),
            say.levels(self.sheet) if by_issue else say.target(self.sheet),
        )
        self.issued.show_rows(say.issued_rows(shown))
        self.due.show_rows(say.due_rows(shown))
        self.chart.setVisible(not self._is_table)
        self.issued.setVisible(self._is_table and by_issue)
        self.due.setVisible(self._is_table and not by_issue)

    def _fill(self, card: Card, table: CardTable, rows: list[Row], nothing: str) -> None:
        table.show_rows(rows)
        table.setVisible(bool(rows))
        card.aside.setText("" if rows else nothing)

    # --- acts ------------------------------------------------------------------------------------

    def choose_view(self, view: str) -> None:
        """Show the months by issue ('issued') or by the month in which plans fell due ('due')."""
        self._view = view
        self.views[view].setChecked(True)
        self._show_months()

    def choose_table(self, is_table: bool) -> None:
        """Show the months as a table, or as the chart."""
        self._is_table = is_table
        self.as_table.setChecked(is_table)
        self._show_months()

    def explain(self, tile: FigureTile) -> None:
        """Open how a figure is counted at the side."""
        words = label(say.definition(tile.shown), wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setWindowTitle("How it is counted")
        self.page.wants_form.emit(words)

    def open_export(self) -> None:
        """Open the form that writes the weekly sheet to a workbook."""
        as_at = self.sheet.figures.as_at if self.sheet else self.desk.today
        form = SaveFile(
            weekly_sheet(self.desk, as_at, known=self.sheet is not None and self.sheet.known_at is not None), self.desk
        )
        form.made.connect(lambda file: self.page.said.emit(f"The weekly sheet is in {file}."))
        self.page.wants_form.emit(form)

    # --- building --------------------------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        narrow = width < px(NARROW)
        for pair in self._pairs:
            pair.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _make_tables(self) -> None:
        share, count = 92, 76
        self.issued = CardTable(
            "Plans issued by month", CardColumn("Month"), CardColumn("Issued", count, True),
            CardColumn("In 20 weeks", share, True), CardColumn("Share", count, True),
            CardColumn("No exception", 112, True, gives_way=2), CardColumn("Share", count, True, gives_way=1),
        )  # fmt: skip
        self.due = CardTable(
            "Plans due by month", CardColumn("Month"), CardColumn("Due", 56, True), CardColumn("In time", count, True),
            CardColumn("Late", 56, True, gives_way=3), CardColumn("Overdue", count, True, gives_way=2),
            CardColumn("Not yet due", share, True, gives_way=1),
            CardColumn("Share", count, True),
        )  # fmt: skip
        self.advice = CardTable(
            "Advice waiting by service", CardColumn("Service"), CardColumn("Waiting", 124, True),
            CardColumn("Over 6 weeks", 94, True, gives_way=2), CardColumn("Oldest", count, True, gives_way=1),
        )  # fmt: skip
        self.advice.setItemDelegateForColumn(1, BarDelegate(self.advice))
        self.bands = CardTable(
            "Open cases by weeks open", CardColumn("", 132), CardColumn("", 0, True), has_headings=False
        )
        self.bands.setItemDelegateForColumn(1, BarDelegate(self.bands))
        self.weeks = CardTable(
            "This week beside the week before", CardColumn(""), CardColumn("This week", 84, True),
            CardColumn("Week before", 96, True), CardColumn("Change", count, True, gives_way=1),
        )  # fmt: skip
        states = (CardColumn(title, 84, True, gives_way=6 - place) for place, title in enumerate(say.state_titles()))
        self.officers = CardTable(
            "Open cases by officer", CardColumn("Officer"), CardColumn("Open", 56, True),
            CardColumn("Past 20 weeks", 104, True), CardColumn("Undecided", 84, True, gives_way=1), *states,
        )  # fmt: skip

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.setSpacing(px(12))
        self._months, self._advice = self._month_card(), _card("Advice waiting", self.advice)
        self._bands, self._weeks = _card("Open cases", self.bands), _card("This week", self.weeks)
        self._officers = _card("Open cases by officer", self.officers)
        self._pairs = [_pair(self._months, self._advice, 7, 6), _pair(self._bands, self._weeks, 7, 6)]
        column.addWidget(EvenGrid(self.tiles, 136))
        for pair in self._pairs:
            column.addLayout(pair)
        column.addWidget(self._officers)
        column.addStretch(1)
        self._stack.addWidget(_scrolling(content))
        self._stack.addWidget(self._empty())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _month_card(self) -> Card:
        card = Card("Plans issued in 20 weeks")
        self._hint = label("", "secondary", wraps=True)
        chips = Flow(8)
        group = QButtonGroup(self)
        self.views = {}
        for view, words in VIEWS:
            chip = button(words, partial(self.choose_view, view), role="chip")
            chip.setCheckable(True)
            group.addButton(chip)
            self.views[view] = chip
            chips.add(chip)
        self.views["issued"].setChecked(True)
        self.as_table = button("As a table", role="chip")
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self.choose_table)
        chips.add(self.as_table)
        card.body.addWidget(chips)
        card.body.addWidget(self.chart, 1)
        for table in (self.issued, self.due):
            card.body.addWidget(table)
            table.hide()
        card.body.addWidget(self._hint)
        return card

    def _empty(self) -> EmptyState:
        return EmptyState(
            "Nothing to count yet",
            "Timeliness shows how many plans were issued within 20 weeks, month by month, and what is open and "
            "waiting. It counts as soon as there are cases: import the tracker that the team keeps today.",
            button("Import a tracker", partial(self.page.wants_page.emit, "import")),
        )


def weekly_sheet(desk: Desk, as_at: date, *, known: bool = False) -> FileAct:
    """Return the form that writes the weekly sheet as at a day; ``known``: as was known when that day ended."""

    def make(path: Path, profile: str, report: Progress) -> str:
        from send_desktop.services.timeliness import export_weekly

        store = known_store(desk.store, as_at, desk.today) if known else desk.store
        export_weekly(store, as_at, path, profile, desk.by, today=desk.today, progress=report)
        return f"The weekly sheet as at {full_date(as_at)} is in {path}."

    return FileAct(
        title="Weekly sheet",
        intro=f"A workbook with the figures as at {full_date(as_at)}{', as was known that day' if known else ''}: "
        "headlines, months, open cases with their risk, "
        "advice waiting, officers and definitions. That it left is written to the export log.",
        save_words="Save sheet",
        running_words="Writing the weekly sheet",
        start=usual_folder(desk, FOLDER) / f"timeliness-{as_at.isoformat()}.xlsx",
        ending=".xlsx",
        kind_words="Excel workbook",
        make=make,
        choice_label="Who may read it",
        choices=tuple((code, words) for code, words, _ in PROFILES),
        choice="reference",
        choice_hints=tuple((code, hint) for code, _, hint in PROFILES),
        remembered_as=FOLDER,
        may_replace=True,
    )


def _card(heading: str, table: CardTable) -> Card:
    card = Card(heading)
    card.body.addWidget(table)
    card.body.addStretch(1)
    return card


def _pair(left: QWidget, right: QWidget, first: int, second: int) -> QBoxLayout:
    pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    pair.setSpacing(px(12))
    pair.addWidget(left, first)
    pair.addWidget(right, second)
    return pair


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
