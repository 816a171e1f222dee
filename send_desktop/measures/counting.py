"""One pass over the cases and one over the advice, from which every figure is made."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from send_desktop.measures.figures import (
    UNALLOCATED,
    AdviceWaiting,
    Both,
    DueMonth,
    IssuedMonth,
    Ratio,
    Timeliness,
    half_up,
    months_between,
)
from send_desktop.measures.status import STATUSES, is_undecided, status_as_at
from send_desktop.records import AdviceRow, TimelinessRow

SIX_WEEKS, SIXTEEN_WEEKS, TWENTY_WEEKS, FIFTY_TWO_WEEKS = 42, 112, 140, 364
"""Days. Practice puts 20 weeks at 140 days with the day of receipt as day 0; SEND Regulations 2014, regs 5, 10, 13."""

OPEN_BANDS = {"under_20": TWENTY_WEEKS, "20_to_26": 182, "26_to_39": 273, "39_to_52": FIFTY_TWO_WEEKS}
"""The longest age in days of each band of open cases; older ones are ``over_52``."""

_BAND_NAMES = (*OPEN_BANDS, "over_52")
_BAND_LIMITS = tuple(OPEN_BANDS.values())
_ADVICE_AGES = {"over_6_weeks": SIX_WEEKS, "over_13_weeks": 91, "over_19_weeks": 133}
_DUE_STATUSES = frozenset({"plan_issued", "open"})


def timeliness(
    rows: Iterable[TimelinessRow],
    advice: Iterable[AdviceRow],
    as_at: date,
    period_from: date | None = None,
    period_to: date | None = None,
    services: Sequence[str] = (),
) -> Timeliness:
    """Count every figure as at a date, over a period (both days included).

    The period is by default the calendar year up to ``as_at``. ``services`` gives the order in
    which services are listed, those that nobody waits for among them.
    """
    until = period_to or as_at
    count = _Count(as_at, period_from or date(until.year, 1, 1), until)
    for row in rows:
        count.add(row)
    waiting, on_closed = advice_outstanding(advice, count.is_open, as_at, services)
    return count.figures(waiting, on_closed)


def open_band(age: int) -> str:
    """Return the band of open cases that an age in days belongs to; day 140 itself is under_20."""
    return _BAND_NAMES[bisect_left(_BAND_LIMITS, age)]


@dataclass(slots=True)
class _Month:
    """The plans that fell due in one month."""

    on_time: int = 0
    late: int = 0
    overdue: int = 0
    not_yet: int = 0
    on_time_excluding: int = 0
    excepted: int = 0

    def figures(self, month: date) -> DueMonth:
        due = self.on_time + self.late + self.overdue + self.not_yet
        return DueMonth(
            month=month,
            issued_on_time=self.on_time,
            issued_late=self.late,
            open_overdue=self.overdue,
            open_not_yet_due=self.not_yet,
            on_time_excluding=Ratio(self.on_time_excluding, due - self.excepted),
        )


@dataclass(slots=True)
class _Plans:
    """Days to issue of the plans of a period, and by month, in one variant."""

    days: list[int] = field(default_factory=list)
    issued: Counter[tuple[int, int]] = field(default_factory=Counter)
    on_time: Counter[tuple[int, int]] = field(default_factory=Counter)

    def add(self, days: int, sent_on: date) -> None:
        month = (sent_on.year, sent_on.month)
        self.days.append(days)
        self.issued[month] += 1
        if days <= TWENTY_WEEKS:
            self.on_time[month] += 1

    def month(self, month: date) -> Ratio:
        key = (month.year, month.month)
        return Ratio(self.on_time[key], self.issued[key])

    def between(self, over: int, at_most: int | None) -> Ratio:
        found = sum(1 for days in self.days if days > over and (at_most is None or days <= at_most))
        return Ratio(found, len(self.days))

    def within(self, limit: int) -> Ratio:
        return Ratio(sum(1 for days in self.days if days <= limit), len(self.days))

    def mean(self) -> float | None:
        return half_up(Fraction(sum(self.days), 7 * len(self.days)), 2) if self.days else None

    def percentile(self, share: Fraction) -> float | None:
        """Interpolate linearly between the nearest two, as PERCENTILE.INC does; in weeks."""
        if not self.days:
            return None
        ordered = sorted(self.days)
        place = share * (len(ordered) - 1)
        below = place.numerator // place.denominator
        above = min(below + 1, len(ordered) - 1)
        days = ordered[below] + (place - below) * (ordered[above] - ordered[below])
        return half_up(days / 7, 2)


class _Count:
    """The running counts of one pass."""

    def __init__(self, as_at: date, period_from: date, period_to: date) -> None:
        self.as_at, self.period_from, self.period_to = as_at, period_from, period_to
        self.last_fact = min(as_at, period_to)
        self.due_years = (period_from.year, period_to.year)
        self.statuses: Counter[str] = Counter()
        self.is_open: dict[int, bool] = {}
        self.officers: Counter[str] = Counter()
        self.bands: Counter[str] = Counter()
        self.undecided = self.undecided_late = self.after_dispute = 0
        self.decisions: list[int] = []
        self.refusals: list[int] = []
        self.plans, self.plans_excluding = _Plans(), _Plans()
        self.due: defaultdict[tuple[int, int], _Month] = defaultdict(_Month)

    def add(self, row: TimelinessRow) -> None:
        status = status_as_at(row, self.as_at)
        if status is None:
            return
        self.statuses[status] += 1
        self.is_open[row.case_id] = status == "open"
        if status == "open":
            self._add_open(row)
        if status in _DUE_STATUSES:
            self._add_due(row, status)
        self._add_period(row)

    def _add_open(self, row: TimelinessRow) -> None:
        age = (self.as_at - row.clock_start_on).days
        self.bands[open_band(age)] += 1
        self.officers[row.officer or UNALLOCATED] += 1
        if is_undecided(row, self.as_at):
            self.undecided += 1
            self.undecided_late += age > SIX_WEEKS

    def _add_due(self, row: TimelinessRow, status: str) -> None:
        due = row.clock_start_on + timedelta(days=TWENTY_WEEKS)
        if not self.due_years[0] <= due.year <= self.due_years[1]:
            return
        month = self.due[due.year, due.month]
        month.excepted += row.is_exception_claimed
        if status == "open":
            if due < self.as_at:
                month.overdue += 1
            else:
                month.not_yet += 1
        elif row.final_sent_on is not None and row.final_sent_on <= due:
            month.on_time += 1
            month.on_time_excluding += not row.is_exception_claimed
        else:
            month.late += 1

    def _add_period(self, row: TimelinessRow) -> None:
        start, final = row.clock_start_on, row.final_sent_on
        told, refused = row.assess_told_on, row.issue_told_on
        if final is not None and self._is_in_period(final):
            self._add_plan(row, final)
        if row.assess_outcome is not None and told is not None and self._is_in_period(told):
            self.decisions.append((told - start).days)
        if row.issue_outcome == "no_plan" and refused is not None and self._is_in_period(refused):
            self.refusals.append((refused - start).days)

    def _add_plan(self, row: TimelinessRow, final: date) -> None:
        if row.is_after_dispute:
            self.after_dispute += 1
            return
        days = (final - row.clock_start_on).days
        self.plans.add(days, final)
        if not row.is_exception_claimed:
            self.plans_excluding.add(days, final)

    def _is_in_period(self, on: date) -> bool:
        return self.period_from <= on <= self.last_fact

    def figures(self, advice: dict[str, AdviceWaiting], on_closed: dict[str, int]) -> Timeliness:
        both = Both(self.plans, self.plans_excluding)
        open_cases = self.statuses["open"]
        return Timeliness(
            as_at=self.as_at,
            period_from=self.period_from,
            period_to=self.period_to,
            cases=self.statuses.total(),
            by_status={status: self.statuses[status] for status in STATUSES},
            plans_issued=len(self.plans.days),
            plans_with_exception=len(self.plans.days) - len(self.plans_excluding.days),
            plans_after_dispute=self.after_dispute,
            within_20_weeks=Both(both.including.within(TWENTY_WEEKS), both.excluding.within(TWENTY_WEEKS)),
            weeks_20_to_52=_banded(both, TWENTY_WEEKS, FIFTY_TWO_WEEKS),
            over_52_weeks=_banded(both, FIFTY_TWO_WEEKS, None),
            mean_weeks=Both(both.including.mean(), both.excluding.mean()),
            median_weeks=_percentiles(both, Fraction(1, 2)),
            p90_weeks=_percentiles(both, Fraction(9, 10)),
            decisions_within_6_weeks=_within(self.decisions, SIX_WEEKS),
            refusals_within_16_weeks=_within(self.refusals, SIXTEEN_WEEKS),
            open_cases=open_cases,
            open_over_20_weeks=open_cases - self.bands["under_20"],
            open_bands={band: self.bands[band] for band in _BAND_NAMES},
            open_undecided=self.undecided,
            open_undecided_over_6_weeks=self.undecided_late,
            advice_outstanding=advice,
            advice_unreceived_on_closed_cases=on_closed,
            issued_by_month=tuple(self._issued_months()),
            due_by_month=tuple(self.due[month.year, month.month].figures(month) for month in self._due_months()),
            open_by_officer=dict(sorted(self.officers.items())),
        )

    def _issued_months(self) -> Iterable[IssuedMonth]:
        for month in months_between(self.period_from, self.period_to):
            on_time = self.plans.month(month)
            excluding = self.plans_excluding.month(month)
            yield IssuedMonth(month=month, issued=on_time.d, on_time=on_time, on_time_excluding=excluding)

    def _due_months(self) -> list[date]:
        first, last = self.due_years
        return months_between(date(first, 1, 1), date(last, 12, 1))


def _banded(both: Both[_Plans], over: int, at_most: int | None) -> Both[Ratio]:
    return Both(both.including.between(over, at_most), both.excluding.between(over, at_most))


def _percentiles(both: Both[_Plans], share: Fraction) -> Both[float | None]:
    return Both(both.including.percentile(share), both.excluding.percentile(share))


def _within(days: list[int], limit: int) -> Ratio:
    return Ratio(sum(1 for one in days if one <= limit), len(days))


def advice_outstanding(
    advice: Iterable[AdviceRow], is_open: Mapping[int, bool], as_at: date, services: Sequence[str]
) -> tuple[dict[str, AdviceWaiting], dict[str, int]]:
    """Return what is unanswered as at a date by service, with 'all' last, and what never came on cases now closed.

    ``is_open`` says of each case that existed at that date whether it was open.
    """
    ages: dict[str, list[int]] = {service: [] for service in services}
    on_closed: dict[str, int] = dict.fromkeys(services, 0)
    for row in advice:
        ages.setdefault(row.service, [])
        on_closed.setdefault(row.service, 0)
        asked, case_is_open = row.requested_on, is_open.get(row.case_id)
        if asked is None or asked > as_at or case_is_open is None:
            continue
        if row.received_on is not None and row.received_on <= as_at:
            continue
        if case_is_open:
            ages[row.service].append((as_at - asked).days)
        else:
            on_closed[row.service] += 1
    waiting = {service: _waiting(found) for service, found in ages.items()}
    waiting["all"] = _waiting([age for found in ages.values() for age in found])
    return waiting, on_closed


def _waiting(ages: list[int]) -> AdviceWaiting:
    over = {name: sum(1 for age in ages if age > limit) for name, limit in _ADVICE_AGES.items()}
    return AdviceWaiting(waiting=len(ages), oldest_days=max(ages, default=None), **over)
