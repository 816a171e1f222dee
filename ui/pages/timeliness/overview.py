"""Overview: the figures the Department will publish, the months behind them, and the weekly sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from send_desktop.progress import Progress
from send_desktop.services.known import known_store
from send_desktop.wording import full_date
from ui.desk import Desk
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.dialogs.save_picture import picture_file
from ui.pages.page import Page
from ui.pages.timeliness import words as say
from ui.pages.timeliness.behind import Behind, CasesBehind
from ui.pages.timeliness.board import Board
from ui.pages.timeliness.part import Asked, Part
from ui.theme import px
from ui.widgets.bar_cells import BarDelegate
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Row
from ui.widgets.chart_card import Picture
from ui.widgets.empty import EmptyState
from ui.widgets.figure_tile import EvenGrid, FigureTile
from ui.widgets.labels import button, label
from ui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from send_desktop.exports.timeliness.sheet import TimelinessSheet
    from send_desktop.services.dashboard import Dashboard

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


@dataclass(frozen=True, slots=True)
class OverviewView:
    """What the overview shows: the weekly sheet's figures, and what its charts show beside them."""

    sheet: TimelinessSheet
    board: Dashboard


class OverviewPart(Part):
    """The figures as at a day, and the act that exports them."""

    id = "overview"
    title = "Overview"
    can_look_back = True
    help_text = (
        "Press a figure to see how it is counted. In a chart the arrows go from mark to mark, and Enter lists the "
        "cases that one counts, as a click does; Enter there opens a case. Every chart can be read as a table, saved "
        "as a picture and copied to a slide. A hatched month is not over.\n\n"
        "What cases wait for, their stage and their officer are as the records stand now, also for a past day. The "
        "load of officers is in hours of the Department's time study, which the options change: an aid to share work, "
        "no ranking.\n\n"
        "Weekly sheet writes the workbook for the director: these figures, the forecast month by month, and the rows "
        "behind them. Formulas in it count the rows again, and turn red where a figure and its rows part."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.sheet: TimelinessSheet | None = None
        self.dashboard: Dashboard | None = None
        self.export_button = button("Weekly sheet", self.open_export, role="accent")
        self.tiles = [FigureTile() for _ in range(6)]
        self.board = Board(self.open_behind)
        self._make_tables()
        self._stack = QStackedWidget()
        self._build()
        for tile in self.tiles:
            tile.clicked.connect(partial(self.explain, tile))

    # --- reading ---------------------------------------------------------------------------------

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.export_button,)

    @staticmethod
    def read(asked: Asked) -> OverviewView:
        from send_desktop.measures import moment
        from send_desktop.services import timeliness
        from send_desktop.services.dashboard import dashboard

        asked.progress(0, 0, "Counting cases")
        with asked.store.look() as reading:
            gathered = timeliness.sheet(reading, asked.as_at, "named", asked.today)
            board = dashboard(reading, moment(asked.as_at))
        asked.progress(0, 0, "Counted")
        return OverviewView(gathered, board)

    def subtitle(self) -> str:
        is_counted = self.sheet is not None and self.sheet.earliest_request is not None
        return say.period_words(self.sheet.figures) if self.sheet and is_counted else ""

    def show_read(self, view: OverviewView) -> None:
        sheet = self.sheet = view.sheet
        self.dashboard = view.board
        shown = sheet.figures
        is_empty = sheet.earliest_request is None
        self._stack.setCurrentIndex(1 if is_empty else 0)
        self.export_button.setVisible(not is_empty)
        for tile, figure in zip(self.tiles, say.tiles(sheet, view.board.due_to_date), strict=True):
            tile.show_figure(figure)
        self.board.show(sheet, view.board)
        self._bands.aside.setText(f"{shown.open_cases:,} open on {full_date(shown.as_at)}")
        self.bands.show_rows(say.band_rows(shown))
        this, before = (say.week_words(week, self.desk.today) for week in (sheet.this_week, sheet.week_before))
        self._weeks.aside.setText(f"{this}, beside {before}")
        self.weeks.show_rows(say.week_rows(sheet.this_week, sheet.week_before))
        self._fill(self._officers, self.officers, say.officer_rows(sheet.officers), "No case is open.")

    def _fill(self, card: Card, table: CardTable, rows: list[Row], nothing: str) -> None:
        table.show_rows(rows)
        table.setVisible(bool(rows))
        card.aside.setText("" if rows else nothing)

    # --- acts ------------------------------------------------------------------------------------

    def open_behind(self, behind: Behind) -> None:
        """List the cases behind a mark at the side."""
        if self.dashboard:
            lines = self.dashboard.lines_of(behind.case_ids)
            self.page.wants_form.emit(CasesBehind(behind, lines, self.page.wants_case.emit, self.show_in_caseload))

    def open_picture(self, picture: Picture) -> None:
        """Open the form that writes a chart's picture to a file."""
        form = SaveFile(picture_file(self.desk, picture), self.desk)
        form.made.connect(lambda file: self.page.said.emit(f"The picture is in {file}."))
        self.page.wants_form.emit(form)

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
        count = 76
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
        board = self.board
        for one in board.cards:
            one.wants_save.connect(self.open_picture)
            one.copied.connect(self.page.said.emit)
        self._bands, self._weeks = _card("Open cases", self.bands), _card("This week", self.weeks)
        self._officers = _card("Open cases by officer", self.officers)
        self._pairs = [
            _pair(board.months, board.ahead, 1, 1),
            _pair(board.weeks, board.flow, 1, 1),
            _pair(board.advice, self._weeks, 7, 6),
            _pair(board.load, self._bands, 7, 6),
        ]
        column.addWidget(EvenGrid(self.tiles, 136))
        for pair in self._pairs:
            column.addLayout(pair)
        column.addWidget(self._officers)
        column.addStretch(1)
        self._stack.addWidget(scrolling(content))
        self._stack.addWidget(self._empty())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

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
        "headlines, months, open cases with their risk, advice, officers, panels, the way to the target and what lies "
        "ahead, delays, and the rows behind them. That it left is written to the export log.",
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
