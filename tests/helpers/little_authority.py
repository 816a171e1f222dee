"""A little authority that lives day by day: its own people, its own chance, nothing of the program's simulation.

Requests come by chance through the year. A clerk decides. Each educational psychologist works at one child at a
time, is away sick now and then and in August, and takes the child asked for longest ago. Other services take their
time. A panel sits every Wednesday. Officers draft one plan at a time. Families have their days. Plain Python.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from send_desktop.records import AdviceRow, TimelinessRow

BEGINS = date(2024, 1, 1)


@dataclass
class Child:
    number: int
    asked_on: date
    decided_on: date | None = None
    refused: bool = False
    ep_asked_on: date | None = None
    ep_came_on: date | None = None
    others: dict[str, date] = field(default_factory=dict)
    panel_on: date | None = None
    no_plan: bool = False
    draft_on: date | None = None
    final_on: date | None = None
    leaves_on: date | None = None

    def is_there(self, on: date) -> bool:
        return self.leaves_on is None or self.leaves_on > on


@dataclass
class Worker:
    """Somebody who does one thing at a time and is away now and then."""

    child: Child | None = None
    days_left: float = 0.0
    away_until: date = BEGINS


class Authority:
    """Run it with ``until``; then read its rows, as known on a day."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed * 7919 + 13)
        pick = self.chance
        self.requests_a_day = pick.uniform(2.2, 4.5)
        self.refusal = pick.uniform(0.18, 0.32)
        self.children: list[Child] = []
        accepted = self.requests_a_day * (1 - self.refusal)
        self.ep_days = pick.uniform(5.0, 7.0)
        self.eps = [Worker() for _ in range(max(3, round(accepted * self.ep_days * pick.uniform(0.98, 1.12))))]
        self.draft_days = pick.uniform(2.0, 3.0)
        self.officers = [Worker() for _ in range(max(2, round(accepted * self.draft_days * pick.uniform(1.15, 1.4))))]
        self.for_ep: list[Child] = []
        self.for_panel: list[Child] = []
        self.for_officers: list[Child] = []

    def until(self, last: date) -> "Authority":
        on = BEGINS
        while on <= last:
            if on.weekday() < 5:
                self._day(on)
            on += timedelta(days=1)
        return self

    def _day(self, on: date) -> None:
        for _ in range(self._poisson(self.requests_a_day * (0.45 if on.month == 8 else 1.05))):
            self._arrive(on)
        for child in self.children:
            if child.decided_on == on and not child.refused and child.is_there(on):
                self._assess(child, on)
        self._work(self.eps, self.for_ep, self.ep_days, on, self._ep_done)
        if on.weekday() == 2:
            self._panel(on)
        self._work(self.officers, self.for_officers, self.draft_days, on, self._draft_done)

    def _poisson(self, mean: float) -> int:
        events, left = 0, self.chance.expovariate(1)
        while left < mean:
            events, left = events + 1, left + self.chance.expovariate(1)
        return events

    def _arrive(self, on: date) -> None:
        child = Child(len(self.children) + 1, on)
        child.decided_on = _working(on + timedelta(days=round(self.chance.triangular(14, 56, 38))))
        child.refused = self.chance.random() < self.refusal
        if self.chance.random() < 0.03:
            child.leaves_on = on + timedelta(days=self.chance.randint(5, 150))
        self.children.append(child)

    def _assess(self, child: Child, on: date) -> None:
        child.ep_asked_on = on
        for service, usual in (("Health", 30), ("Social care", 20)):
            took = self.chance.lognormvariate(0, 0.5) * usual
            child.others[service] = _working(on + timedelta(days=round(took)))
        self.for_ep.append(child)

    def _work(self, workers: list[Worker], line: list[Child], usual: float, on: date, done: object) -> None:
        for worker in workers:
            if worker.away_until > on:
                continue
            if self.chance.random() < 0.008:
                worker.away_until = on + timedelta(days=self.chance.randint(1, 20))
                continue
            if workers is self.eps and on.month == 8 and self.chance.random() < 0.5:
                continue
            if worker.child is None:
                line[:] = [child for child in line if child.is_there(on)]
                if not line:
                    continue
                worker.child = line.pop(0)
                worker.days_left = max(1.0, self.chance.gauss(usual, usual / 3))
            worker.days_left -= 1
            if worker.days_left <= 0:
                done(worker.child, on)  # type: ignore[operator]
                worker.child = None

    def _ep_done(self, child: Child, on: date) -> None:
        child.ep_came_on = on
        self.for_panel.append(child)

    def _panel(self, on: date) -> None:
        papers = on - timedelta(days=5)
        there = [child for child in self.for_panel if child.is_there(on)]
        ready = [child for child in there if max([child.ep_came_on or on, *child.others.values()]) <= papers]
        ready.sort(key=lambda child: child.asked_on)
        for child in ready[:60]:
            self.for_panel.remove(child)
            child.panel_on, child.no_plan = on, self.chance.random() < 0.06
            if not child.no_plan:
                self.for_officers.append(child)

    def _draft_done(self, child: Child, on: date) -> None:
        child.draft_on = on
        child.final_on = _working(on + timedelta(days=15 + round(self.chance.gammavariate(2, 6))))

    # --- its records --------------------------------------------------------------------------------

    def rows(self, on: date) -> list[TimelinessRow]:
        """Return the records as they stood on a day: nothing later is in them."""
        return [self._row(child, on) for child in self.children if child.asked_on <= on]

    def _row(self, child: Child, on: date) -> TimelinessRow:
        ended = _by(child.final_on, on)
        if child.no_plan:
            ended = _by(child.panel_on, on)
        if child.refused:
            ended = _by(child.decided_on, on)
        left = _by(child.leaves_on, on)
        gone = left is not None and (ended is None or left < ended)
        limit = left - timedelta(days=1) if gone and left else on
        decided, panel = _by(child.decided_on, limit), _by(child.panel_on, limit)
        return TimelinessRow(
            case_id=child.number, reference=f"R{child.number}", received_on=child.asked_on,
            clock_start_on=child.asked_on,
            assess_outcome=None if decided is None else "refuse" if child.refused else "assess",
            assess_told_on=decided, issue_outcome=None if panel is None else "no_plan" if child.no_plan else "issue",
            issue_told_on=panel, final_sent_on=None if gone else _by(child.final_on, on), is_exception_claimed=False,
            is_withdrawn=gone, withdrawn_on=left if gone else None, closure=None, closed_on=None,
            overturned_assess_on=None, overturned_issue_on=None, is_after_dispute=False, area="", officer="", team="",
            draft_served_on=_by(child.draft_on, limit),
        )  # fmt: skip

    def advice(self, on: date) -> list[AdviceRow]:
        """Return the requests for advice as they stood on a day."""
        asked = [child for child in self.children if child.ep_asked_on and child.ep_asked_on <= on]
        found = [
            (child, service, came)
            for child in asked
            for service, came in [("EP", child.ep_came_on), *child.others.items()]
        ]
        return [
            AdviceRow(
                id=number, case_id=child.number, reference=f"R{child.number}", service=service,
                requested_on=child.ep_asked_on, promised_on=None, received_on=_by(came, on), last_chased_on=None,
                is_case_open=True,
            )
            for number, (child, service, came) in enumerate(found, 1)
        ]  # fmt: skip


def _working(on: date) -> date:
    while on.weekday() > 4:
        on += timedelta(days=1)
    return on


def _by(on: date | None, until: date) -> date | None:
    return on if on is not None and on <= until else None
