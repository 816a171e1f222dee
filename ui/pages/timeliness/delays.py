"""Delay reasons: why limits passed, by cause and by agency; who has still to be asked; what it may cost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from send_desktop.delay_reasons import NOT_AN_EXCEPTION
from send_desktop.measures import PERIODS
from send_desktop.measures.delays import LateLimit
from send_desktop.measures.exposure import LABEL, TITLE, assumptions
from send_desktop.services.delay_figures import DelayView, read_delays
from send_desktop.wording import counted, full_date, span
from ui.dialogs.delay_reasons import chosen_number
from ui.pages.page import Page
from ui.pages.timeliness import delay_rows as say
from ui.pages.timeliness.part import Asked, Part
from ui.theme import px
from ui.widgets.bar_cells import BarDelegate
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.scrolling import scrolling

NARROW = 1000
"""Below this width, in pixels at 100 per cent, the tables stand one under the other."""

FEW, MORE = 10, 100
"""Limits without a reason that are shown at first, and how many more at each press of the button under them."""


class DelaysPart(Part):
    """The delays of a period and the open breaches, each figure opening to its cases."""

    id = "delays"
    title = "Delay reasons"
    can_look_back = True
    help_text = (
        "Why limits passed: plans sent late and decisions told late in the period, and every limit that has passed "
        "and is still to be met on the day at the top. Each stands once by cause and once by agency, so that both "
        "tables add up to all of them. Enter on a line lists its cases.\n\n"
        "Under Without a reason stands whom nobody has explained: Enter or Space gives the reason, and the next line "
        "is marked when it is saved; Shift+F10 offers the case. Give one reason to many in the caseload: filter by "
        "no delay reason, mark, and press Ctrl+M.\n\n"
        f"{NOT_AN_EXCEPTION} For a past day reasons are counted as the records stand now, or as they were known then: "
        "the choice beside the day says which.\n\n"
        "The estimate of remedies is what the Ombudsman's usual sum for each month of delay would come to. It is no "
        "debt and no advice, it never leaves the team in a letter, and it can be switched off, or its sum changed, "
        "under Options, Figures and reports."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view: DelayView | None = None
        self._period = "year"
        self._room = FEW
        self.periods: dict[str, QPushButton] = {}
        self.causes, self.agencies = _counted_table("Delays by cause", "Cause"), _counted_table("By agency", "Agency")
        self.waiting = CardTable(
            "Limits without a reason", CardColumn("Child", 170), CardColumn("Limit"), CardColumn("Delay", 136),
            CardColumn("Officer", 190, gives_way=1), CardColumn("", 84, gives_way=2),
        )  # fmt: skip
        self.sums = _money_table("Estimate of remedies", "")
        self.by_team, self.by_agency = _money_table("Estimate by team", "Team"), _money_table("By agency", "Agency")
        self._build()

    # --- reading ---------------------------------------------------------------------------------

    def choice(self) -> str:
        return self._period

    @staticmethod
    def read(asked: Asked) -> DelayView:
        asked.progress(0, 0, "Counting delays")
        return read_delays(asked.store, asked.as_at, str(asked.chosen), asked.today)

    def subtitle(self) -> str:
        if self.view is None or self.view.is_empty:
            return ""
        return span(self.view.figures.period_from, self.view.figures.period_to)

    def show_read(self, view: DelayView) -> None:
        self.view = view
        figures = view.figures
        self._cards.setVisible(not view.is_empty)
        self.empty.setVisible(view.is_empty)
        self.causes.show_rows(say.cause_rows(figures, self.open_late))
        self.agencies.show_rows(say.agency_rows(figures, self.open_late))
        self._causes.aside.setText(self._explained_words())
        beside = figures.after_dispute
        self._beside.setVisible(bool(beside.late))
        self._beside.setText(
            f"Beside these: {counted(len(beside.case_ids), 'case')} past 20 weeks with other limits since an order, a "
            "concession or mediation."
        )
        self._show_waiting()
        self._show_exposure()

    def _explained_words(self) -> str:
        assert self.view is not None
        figures = self.view.figures
        return f"{figures.explained:,} of {counted(figures.whole.limits, 'late limit')} explained"

    def _show_waiting(self) -> None:
        assert self.view is not None
        waiting, is_now = self.view.waiting, self.view.is_now
        shown, left = waiting[: self._room], len(waiting) - self._room
        names, go = self.view.names, self.page.wants_case.emit
        self.waiting.show_rows([say.waiting_row(one, names, self.give, go) for one in shown])
        self.waiting.setVisible(bool(waiting) and is_now)
        self.many.setVisible(bool(waiting) and is_now)
        self._all.setVisible(is_now and left > 0)
        self._all.setText(f"Show {MORE} more of {left:,}" if left > MORE else f"Show all {len(waiting):,}")
        self._waiting.aside.setText(counted(len(waiting), "limit") if waiting else "")
        if not is_now:
            self._none.setText("Reasons are given as things stand today: set the day at the top to today to give them.")
        else:
            self._none.setText("Somebody has said why for every limit that was not kept.")
        self._none.setVisible(not waiting or not is_now)

    def _show_exposure(self) -> None:
        assert self.view is not None
        found = self.view.exposure
        self.exposure_card.setVisible(found is not None)
        if found is None:
            return
        self.exposure_card.aside.setText(f"as at {full_date(found.as_at)}")
        self.sums.show_rows(say.exposure_rows(found, self.open_cases))
        self.by_team.show_rows(say.part_rows(found.by_team, self.open_cases))
        self.by_agency.show_rows(say.part_rows(found.by_agency, self.open_cases))
        self._basis.setText("\n\n".join(assumptions(found.pounds_a_month)))

    def arrive(self) -> None:
        (self.causes if self.causes.rows and self.causes.isVisible() else self.periods[self._period]).setFocus()

    # --- acts ------------------------------------------------------------------------------------

    def choose_period(self, code: str) -> None:
        """Count over another period, one of ``PERIODS``."""
        self._period = code
        self.periods[code].setChecked(True)
        self.read_again()

    def open_late(self, title: str, late: Sequence[LateLimit]) -> None:
        """List the limits that a line counts at the side."""
        names = self.view.names if self.view else {}
        self.page.wants_form.emit(say.LateCases(title, late, names, self.page.wants_case.emit, self.show_in_caseload))

    def open_cases(self, title: str, case_ids: Sequence[int]) -> None:
        """List the plans that are late on these cases at the side."""
        assert self.view is not None
        wanted = set(case_ids)
        late = [one for one in self.view.figures.whole.late if one.case_id in wanted and one.duty == "final_plan"]
        self.open_late(title, late)

    def give(self, one: LateLimit) -> None:
        """Open the form that gives the reason for a limit; the line goes when it is saved, and the next is marked."""
        self.page.wants_act.emit(one.case_id, "delay_reason", chosen_number(one.duty))

    def _show_more(self) -> None:
        self._room += MORE
        self._show_waiting()
        self.waiting.setFocus()

    # --- building --------------------------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        for pair in (self._tables, self._sums, self._parts):
            pair.setDirection(down if width < px(NARROW) else across)

    def _build(self) -> None:
        self._cards = QWidget()
        self._lay_cards(QVBoxLayout(self._cards))
        self.empty = EmptyState(
            "No limit was missed",
            "Every plan and decision of this period was in time, and no case is past its limit. Choose a longer "
            "period above to see earlier delays.",
        )
        self.empty.setMinimumHeight(px(320))
        self.empty.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.setSpacing(px(12))
        for widget in (self._chips(), self._cards, self.empty):
            column.addWidget(widget)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def _lay_cards(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self._causes, agencies = _card("By cause", self.causes), _card("By agency", self.agencies)
        self._tables = _pair(self._causes, agencies, 7, 5)
        self._beside = label("", "secondary", wraps=True)
        column.addLayout(self._tables)
        column.addWidget(self._beside)
        column.addWidget(self._waiting_card())
        column.addWidget(self._exposure_card())

    def _waiting_card(self) -> Card:
        card = self._waiting = Card("Without a reason", " ")
        many = button("Open in the caseload", partial(self.page.wants_caseload.emit, "no delay reason"), role="small")
        many.setToolTip("To give one reason to many: mark their lines there, then Reason for delay")
        self.many = many
        card.tools.addWidget(many)
        self._none = label("", "secondary", wraps=True)
        self._all = button("", self._show_more, role="link")
        card.body.addWidget(self._none)
        card.body.addWidget(self.waiting)
        card.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _exposure_card(self) -> Card:
        card = self.exposure_card = Card(TITLE, " ")
        self._basis = label("", "secondary", wraps=True)
        self._sums, self._parts = _pair(self.sums, self._basis), _pair(self.by_team, self.by_agency)
        card.body.addWidget(label(LABEL, "strong", wraps=True))
        card.body.addLayout(self._sums)
        card.body.addLayout(self._parts)
        return card

    def _chips(self) -> QWidget:
        flow, group = Flow(6), QButtonGroup(self)
        for code, words in PERIODS.items():
            chip = button(words, partial(self.choose_period, code), role="chip")
            chip.setCheckable(True)
            chip.setChecked(code == self._period)
            chip.setAccessibleName(f"Period: {words.lower()}")
            group.addButton(chip)
            self.periods[code] = chip
            flow.add(chip)
        return flow


def _counted_table(name: str, title: str) -> CardTable:
    table = CardTable(name, CardColumn(title), *say.COLUMNS)
    table.setItemDelegateForColumn(1, BarDelegate(table))
    return table


def _money_table(name: str, title: str) -> CardTable:
    return CardTable(
        name, CardColumn(title), CardColumn("Cases", 64, True), CardColumn("Months", 70, True),
        CardColumn("Pounds", 92, True),
    )  # fmt: skip


def _card(heading: str, table: CardTable) -> Card:
    card = Card(heading, " ")
    card.body.addWidget(table)
    card.body.addStretch(1)
    return card


def _pair(left: QWidget, right: QWidget, first: int = 1, second: int = 1) -> QBoxLayout:
    """Set two side by side; cards grow to one height, tables and words stand at the top."""
    pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    pair.setSpacing(px(12 if isinstance(left, Card) else 24))
    for widget, share in ((left, first), (right, second)):
        if isinstance(widget, Card):
            pair.addWidget(widget, share)
        else:
            pair.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
    return pair
