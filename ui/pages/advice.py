"""Advice: what each service owes on open cases, whose and how late; one act chases many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from send_desktop.progress import Progress
from send_desktop.records import AdviserRow, AwaitedRow
from send_desktop.services.advice_queues import SETTINGS, Outstanding, ServiceQueue, read_outstanding
from send_desktop.services.chase_emails import Wanted, due_now
from send_desktop.wording import counted
from ui.desk import Desk
from ui.dialogs.chase_many import ChaseMany
from ui.pages.advice_rows import CASE_COLUMNS, LEFT_OUT, QUEUE_COLUMNS, adviser_row, case_cells, queue_row
from ui.pages.page import Page
from ui.tables.cell_table import CellTable
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Row
from ui.widgets.empty import EmptyState
from ui.widgets.labels import ElidedLabel, button

LEAST_CASES = 220
"""The least height of the cases, in pixels at 100 per cent; with less room the whole screen scrolls."""


@dataclass(frozen=True, slots=True)
class AdviceRead:
    """What the screen reads at once."""

    known: Outstanding
    advisers: tuple[AdviserRow, ...]


class AdvicePage(Page):
    """The queues above, the cases of the one chosen below; mine or everyone's."""

    title = "Advice"
    help_text = (
        "Above: what each service owes on open cases. Over 6, 13 and 19 weeks are counted since each request, as on "
        "the weekly sheet. To chase: how many have a reminder due by the team's own days (Options).\n\n"
        "Go to a service with the arrows to see its cases; Enter goes down to them. There, Enter records what "
        "arrived, Shift and arrows mark several, Ctrl+C copies them as a table, Esc returns to the services.\n\n"
        "Chase writes ready emails, one a service, with references only unless you choose otherwise, and logs each "
        "reminder on its case. With several lines marked it chases those; otherwise whatever is due of the service."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read: AdviceRead | None = None
        self._queues: list[ServiceQueue] = []
        self._service = ""
        self._has_begun = False
        self._officer = ""
        self.rows: Sequence[AwaitedRow] = ()
        self.scopes: dict[str, QPushButton] = {}
        self.queues = CardTable("Services", *QUEUE_COLUMNS)
        self.cases = CellTable("What is owed", *CASE_COLUMNS)
        self.advisers = CardTable(
            "Families' requests for an adviser",
            CardColumn("", 200), CardColumn("", 112), CardColumn(""), CardColumn("", 112), CardColumn("", 150),
            has_headings=False,
        )  # fmt: skip
        self.count_line = ElidedLabel("", "secondary")
        self.record_button = button("Record", self.record, picture="advice")
        self.promise_button = button("Promised or booked", self.promise, picture="clock")
        self.call_button = button("Chase by call", self.chase_by_call, picture="phone")
        self.case_button = button("Open case", self.open_case)
        self.chase_button = self.add_act(button("Chase", self.chase, role="accent"))
        self._stack = QStackedWidget()
        self._build()
        self._bind()

    # --- reading ---------------------------------------------------------------------------------

    def arrive(self) -> None:
        super().arrive()
        self.queues.setFocus()

    def reload(self) -> None:
        desk = self.desk

        def read(_: Progress) -> AdviceRead:
            with desk.store.look() as reading:
                return AdviceRead(read_outstanding(reading, desk.today), tuple(reading.open_adviser_requests()))

        desk.tasks.read(self, read, self._show, self.show_failure)

    def case_at_hand(self) -> int:
        row = self._gone_to()
        return row.case_id if row and self.cases.hasFocus() else 0

    def _show(self, read: AdviceRead) -> None:
        self._read = read
        self._stack.setCurrentIndex(0 if read.known.rows or read.advisers else 1)
        self.counted.emit(sum(queue.overdue for queue in read.known.queues()))
        self._show_queues()

    def _show_queues(self) -> None:
        if self._read is None:
            return
        self._queues = self._read.known.queues(self._officer)
        today = self.desk.today
        self.queues.show_rows([queue_row(one, today, self.cases.setFocus) for one in self._queues])
        if not self._has_begun:  # from then on it stays where it was gone to
            self._has_begun = True
            self.queues.selectRow(self._longest())
        self._show_advisers()
        self._show_cases()

    def _longest(self) -> int:
        """The queue that is shown first: the one with most overdue."""
        return max(range(len(self._queues)), key=lambda at: self._queues[at].overdue, default=0)

    def _show_advisers(self) -> None:
        assert self._read is not None
        kept = [one for one in self._read.advisers if not self._officer or one.officer == self._officer]
        self.advisers.show_rows([self._adviser_row(one) for one in kept])
        self._adviser_card.setVisible(bool(kept))

    def _adviser_row(self, one: AdviserRow) -> Row:
        act_id = "decide_adviser" if one.outcome is None else "tell_adviser"
        return adviser_row(one, self.desk.today, partial(self.wants_act.emit, one.case_id, act_id, one.id))

    def _show_cases(self) -> None:
        at = self.queues.currentIndex().row()
        if self._read is None or not 0 <= at < len(self._queues):
            return
        known, queue = self._read.known, self._queues[at]
        self._service = queue.service
        self.rows = rows = known.of(queue.service, self._officer)
        self._card.heading.setText(queue.name)
        self._card.setAccessibleName(queue.name)
        words = f"{counted(len(rows), 'case')} · longest asked first" if rows else "Nothing is owed here."
        self.count_line.setText(words)
        self.cases.left_out = LEFT_OUT[queue.service == SETTINGS]
        self.cases.show_lines(len(rows), lambda line: case_cells(rows[line], known.options, known.today))
        for one in (self.record_button, self.promise_button, self.call_button, self.case_button):
            one.setEnabled(bool(rows))

    # --- acts ------------------------------------------------------------------------------------

    def choose_scope(self, officer: str) -> None:
        """Show one officer's, or everyone's with an empty name."""
        self._officer = officer
        self._show_queues()

    def chase(self) -> None:
        """Chase the marked lines where several are, else whatever is due of the service that is shown."""
        wanted = self.wanted()
        if not wanted:
            self.said.emit("No reminder is due here. Mark lines with Shift and the arrows to chase them all the same.")
            return
        self.wants_form.emit(ChaseMany(self.desk, wanted))

    def chase_all(self) -> None:
        """Chase whatever is due of every service."""
        if self._read is None:
            return
        wanted = due_now(self._read.known, "", self._officer)
        if wanted:
            self.wants_form.emit(ChaseMany(self.desk, wanted))
        else:
            self.said.emit("No reminder is due of any service.")

    def wanted(self) -> list[Wanted]:
        """Return what Chase would chase."""
        marked = self.cases.marked()
        if len(marked) > 1:
            return [(self.rows[at].kind, self.rows[at].id) for at in marked]
        return due_now(self._read.known, self._service, self._officer) if self._read else []

    def record(self) -> None:
        """Open the form for what arrived on the line gone to."""
        row = self._gone_to()
        if row:
            self.wants_act.emit(row.case_id, "received" if row.kind == "advice" else "reply", row.id)

    def promise(self) -> None:
        """Open the form for what the service promised or booked."""
        row = self._gone_to()
        if row and row.kind == "advice":
            self.wants_act.emit(row.case_id, "promise", row.id)
        elif row:
            self.said.emit("A setting promises no date here; log what it said as a contact on the case.")

    def chase_by_call(self) -> None:
        """Open the form that records a call about the line gone to."""
        row = self._gone_to()
        if row:
            self.wants_act.emit(row.case_id, "chase" if row.kind == "advice" else "chase_setting", row.id)

    def open_case(self) -> None:
        """Go to the case of the line gone to."""
        row = self._gone_to()
        if row:
            self.wants_case.emit(row.case_id)

    def _gone_to(self) -> AwaitedRow | None:
        at = self.cases.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    # --- building --------------------------------------------------------------------------------

    def _bind(self) -> None:
        self.queues.selectionModel().currentRowChanged.connect(lambda *_: self._show_cases())
        self.cases.opened.connect(lambda _: self.record())
        self.cases.left_upwards.connect(self.queues.setFocus)
        self.cases.copied.connect(lambda count: self.said.emit(f"{count} lines copied as a table."))

    def _build(self) -> None:
        self.all_button = button("Chase all that is due", self.chase_all)
        self.acts.insertWidget(0, self.all_button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        column.addLayout(self._scope_row())
        services = Card()
        services.setAccessibleName("Services")
        services.body.addWidget(self.queues)
        self._adviser_card = Card("Families' requests for an adviser", "reg 6(1)(h)")
        self._adviser_card.body.addWidget(self.advisers)
        column.addWidget(services)
        column.addWidget(self._adviser_card)
        column.addWidget(self._case_card(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._stack.addWidget(area)
        self._stack.addWidget(self._empty())
        self.body.addWidget(self._stack)

    def _case_card(self) -> Card:
        self._card = Card("Advice")
        self._card.aside.hide()
        tools = self._card.tools
        tools.addWidget(self.count_line, 1)
        for one in (self.record_button, self.promise_button, self.call_button, self.case_button):
            tools.addWidget(one)
        self.cases.setProperty("role", "plain")
        self.cases.setMinimumHeight(px(LEAST_CASES))
        self._card.body.addWidget(self.cases, 1)
        return self._card

    def _scope_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        group = QButtonGroup(self)
        for code, words in (("", "Everyone's"), ("mine", "Mine")):
            chip = button(words, partial(self._scope_chosen, code), role="chip")
            chip.setCheckable(True)
            chip.setChecked(not code)
            group.addButton(chip)
            self.scopes[code] = chip
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def _scope_chosen(self, code: str) -> None:
        self.choose_scope(self.desk.by if code else "")

    def _empty(self) -> EmptyState:
        return EmptyState(
            "Nobody owes advice",
            "Once an assessment is agreed and services are asked for advice, what they owe stands here: what is due, "
            "what is late, and who is to be reminded. Settings that have been consulted stand here too.",
            button("Go to the caseload", lambda: self.wants_page.emit("caseload")),
        )
