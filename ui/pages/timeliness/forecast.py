"""Forecast: the open cases in bands of chance, each with its reasons, and a month's forecasts against what happened."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from send_desktop.changes import Changes
from send_desktop.services.forecast_view import (
    NOTE,
    PLAN,
    QUESTIONS,
    BinLine,
    CaseForecast,
    CaseLine,
    ForecastView,
    Group,
)
from send_desktop.wording import counted, full_date, month_name
from ui.pages.page import Page
from ui.pages.timeliness import forecast_rows as say
from ui.pages.timeliness.part import Asked, Part
from ui.theme import px
from ui.widgets.bar_cells import BarDelegate
from ui.widgets.calibration_chart import CalibrationChart
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from send_desktop.services.forecast import CaseForecaster

NARROW = 860
"""Below this width, in pixels at 100 per cent, the chart stands above its table."""


class ForecastPart(Part):
    """The bands of chance as at the day at the top, and the last whole month, or another, judged."""

    id = "forecast"
    title = "Forecast"
    help_text = (
        "How likely each open case is to pass day 140 (or, before the decision, day 42), from what happened here in "
        "the two years before. Cases stand in bands of chance, inside a band by reference: a forecast ranks no child "
        "and changes no date. Enter on a band lists its cases, Enter on a case says why, Shift+F10 opens it.\n\n"
        "Below, a month's forecasts are held against what happened. A dot on the dashed line is a band in which as "
        "many came late as was said; the bar is where it lies in 95 of 100 months when every forecast is right. The "
        "Brier score is the mean squared distance from what happened: 0 is perfect, and the score of saying the "
        "usual share of every case stands beside it.\n\n"
        "The first look at this view in a month, or the month's first sheet from the command line, keeps that month's "
        "forecasts, so that hindsight cannot change them. "
        "With fewer than 30 finished spells of a stage no chance is given. Options, Forecast, switches all of it off."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view: ForecastView | None = None
        self._question = PLAN
        self._month: date | None = None
        self._forecaster: CaseForecaster | None = None
        self.questions: dict[str, QPushButton] = {}
        self.month = QComboBox()
        self.month.setAccessibleName("Month of the forecasts")
        self.month.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.bands = CardTable(
            "Open cases by chance", CardColumn("Chance of being late", 250), CardColumn("", 250, gives_way=1),
            CardColumn("Cases", 0, True),
        )  # fmt: skip
        self.bands.setItemDelegateForColumn(2, BarDelegate(self.bands))
        self.chart = CalibrationChart()
        self.bins = CardTable(
            "Forecasts against what happened", CardColumn("What was said", 172),
            CardColumn("Cases", 56, True, gives_way=1), CardColumn("Said late", 76, True),
            CardColumn("Came late", 82, True), CardColumn(""),
        )  # fmt: skip
        self._build()
        self.month.activated.connect(self._month_chosen)

    # --- reading ---------------------------------------------------------------------------------

    def choice(self) -> tuple[str, date | None]:
        return self._question, self._month

    @staticmethod
    def read(asked: Asked) -> ForecastView:
        from send_desktop.services.forecast import forecast_view  # numpy comes with it

        asked.progress(0, 0, "Learning from history")
        question, month = asked.chosen
        return forecast_view(asked.store, asked.as_at, asked.today, question, month)

    def subtitle(self) -> str:
        if self.view is None or not self.view.is_on or self.view.is_empty:
            return ""
        noun = "open case" if self.view.question == PLAN else "undecided case"
        return counted(self.view.open_cases, noun)

    def show_read(self, view: ForecastView) -> None:
        self.view = view
        self._off.setVisible(not view.is_on)
        self._empty.setVisible(view.is_on and view.is_empty)
        self._tools.setVisible(view.is_on)
        self._content.setVisible(view.is_on and not (view.is_empty and not view.months))
        self._open_card.setVisible(not view.is_empty)
        self._empty.setMinimumHeight(px(320 if not view.months else 160))
        self._open_card.aside.setText(f"as at {full_date(view.as_at)}")
        self.bands.show_rows(say.group_rows(view.groups, self.open_group))
        self._lacking.setText(view.too_little)
        self._lacking.setVisible(bool(view.too_little))
        self._show_month(view)
        self._keep(view)

    def _show_month(self, view: ForecastView) -> None:
        self._judged_card.setVisible(view.judged is not None)
        if view.judged is None:
            return
        self.month.clear()
        for month in view.months:
            self.month.addItem(f"{month_name(month)} {month.year}", month)
        self.month.setCurrentIndex(view.months.index(view.judged.month))
        self._told.setText(" ".join(view.judged.sentences))
        self._source.setText(" ".join((view.judged.source, *view.judged.beside)))
        self.chart.show_bins(view.judged.bins)
        self.bins.show_rows(say.bin_rows(view.judged.bins[::-1], self.open_bin))
        self._judged_card.aside.setText("as they were kept" if view.judged.is_kept else "worked out again")
        for widget in (self.chart, self.bins):
            widget.setVisible(bool(view.judged.bins))

    def arrive(self) -> None:
        (self.bands if self.bands.isVisible() else self.questions[self._question]).setFocus()

    # --- acts ------------------------------------------------------------------------------------

    def choose_question(self, question: str) -> None:
        """Forecast the plan or the decision: one of ``QUESTIONS``."""
        self._question = question
        self.questions[question].setChecked(True)
        self.read_again()

    def choose_month(self, month: date) -> None:
        """Hold another month's forecasts against what happened."""
        self._month = month
        self.read_again()

    def _month_chosen(self, at: int) -> None:
        self.choose_month(self.month.itemData(at))

    def open_group(self, group: Group) -> None:
        """List the cases of a band at the side."""
        self.page.wants_form.emit(
            say.CasesOf(group, self.open_reasons, self.page.wants_case.emit, self.show_in_caseload)
        )

    def open_bin(self, one: BinLine) -> None:
        """List the forecasts of a band of the month at the side."""
        self.page.wants_form.emit(say.JudgedCases(one, self.page.wants_case.emit, self.show_in_caseload))

    def open_reasons(self, line: CaseLine) -> None:
        """Say at the side what the forecast of a case is made of."""
        desk, as_at = self.desk, self.view.as_at if self.view else self.desk.today

        def read(_: object) -> CaseForecast | None:
            from send_desktop.services.forecast import CaseForecaster

            self._forecaster = self._forecaster or CaseForecaster()
            with desk.store.look() as reading:
                return self._forecaster.of(reading, reading.case(line.case_id), as_at, desk.store.where)

        desk.tasks.read(self.page, read, partial(self._show_reasons, line), self.page.show_failure)

    def _show_reasons(self, line: CaseLine, found: CaseForecast | None) -> None:
        if found is None:
            self.page.wants_case.emit(line.case_id)  # a breach needs no reasons: the case says them
            return
        go = partial(self.page.wants_case.emit, line.case_id)
        self.page.wants_form.emit(say.ReasonsSheet(found, line.child, go))

    def _keep(self, view: ForecastView) -> None:
        """Keep this month's forecasts at the first look in it."""
        if not view.is_on or view.is_month_kept or view.is_empty or view.as_at != view.today:
            return
        desk = self.desk

        def keep(_: object) -> Changes:
            from send_desktop.services.forecast import keep_month

            return keep_month(desk.store, desk.by, desk.today)

        desk.tasks.write(self.page, keep, None, self.page.show_failure)

    # --- building --------------------------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._side_by_side.setDirection(down if width < px(NARROW) else across)

    def _build(self) -> None:
        self._tools, self._content = self._chips(), QWidget()
        self._lay_cards(QVBoxLayout(self._content))
        self._empty = EmptyState(
            "No open case to forecast",
            "A forecast says how likely an open case is to pass its date, from what happened here before. No case is "
            "open, or none of them still has this date ahead.",
        )
        self._off = EmptyState(
            "Forecasts are switched off",
            "The team has chosen not to see what is likely from its own history. Risk, dates and figures are as ever.",
            button("Open Options", partial(self.page.wants_page.emit, "options")),
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.setSpacing(px(12))
        for widget in (self._tools, self._off, self._empty, self._content):
            column.addWidget(widget)
        column.addStretch(1)
        self._off.setMinimumHeight(px(320))
        for widget in (self._off, self._empty):
            widget.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def _lay_cards(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self._open_card, self._judged_card = Card("Open cases by chance", " "), Card("How good they were", " ")
        self._lacking, self._told = label("", "strong", wraps=True), label("", wraps=True)
        self._source = label("", "secondary", wraps=True)
        self._open_card.body.addWidget(self._lacking)
        self._open_card.body.addWidget(self.bands)
        self._judged_card.tools.addWidget(self.month)
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side_by_side.setSpacing(px(16))
        self._side_by_side.addWidget(self.chart, 0, Qt.AlignmentFlag.AlignTop)
        self._side_by_side.addWidget(self.bins, 1, Qt.AlignmentFlag.AlignTop)
        self._judged_card.body.addWidget(self._told)
        self._judged_card.body.addLayout(self._side_by_side)
        self._judged_card.body.addWidget(self._source)
        for widget in (self._open_card, self._judged_card, label(NOTE, "secondary", wraps=True)):
            column.addWidget(widget)

    def _chips(self) -> QWidget:
        flow, group = Flow(6), QButtonGroup(self)
        for code, words in QUESTIONS.items():
            chip = button(words, partial(self.choose_question, code), role="chip")
            chip.setCheckable(True)
            chip.setChecked(code == self._question)
            group.addButton(chip)
            self.questions[code] = chip
            flow.add(chip)
        return flow
