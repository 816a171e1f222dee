"""One pass over the cases and one over the advice, from which every figure is made."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    mean_weeks,
    months_between,
    percentile_weeks,
)
from send_desktop.measures.limits import ADVICE_AGES, BANDS, FIFTY_TWO_WEEKS, TWENTY_WEEKS
from send_desktop.measures.marks import MARKS, case_marks, due_marks
from send_desktop.measures.moments import Moment, moment
from send_desktop.measures.status import STATUSES
from send_desktop.records import AdviceRow, TimelinessRow

_C = MARKS["case"]
_BAND_MARKS = {band: "open_in_time" if band == "under_20" else f"open_{band}" for band in BANDS}
_DUE_IN = timedelta(days=TWENTY_WEEKS)


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
    count = _Count(rows, moment(as_at, period_from, period_to))
    waiting, on_closed = advice_outstanding(advice, count.is_open, as_at, services)
    return count.figures(waiting, on_closed)


class _Plans:
    """Days to issue of the plans of a period, and by month, in one variant."""

    def __init__(self, issued: Sequence[TimelinessRow]) -> None:
        plans = [(row.final_sent_on, row.clock_start_on) for row in issued if row.final_sent_on is not None]
        self.days = [(sent - start).days for sent, start in plans]
        self.issued = Counter(_month(sent) for sent, _ in plans)
        self.on_time = Counter(_month(sent) for sent, start in plans if (sent - start).days <= TWENTY_WEEKS)

    def month(self, month: date) -> Ratio:
        return Ratio(self.on_time[_month(month)], self.issued[_month(month)])

    def between(self, over: int, at_most: int | None) -> Ratio:
        found = sum(1 for days in self.days if days > over and (at_most is None or days <= at_most))
        return Ratio(found, len(self.days))

    def within(self, limit: int) -> Ratio:
        return Ratio(sum(1 for days in self.days if days <= limit), len(self.days))


class _Count:
    """What the cases count for at one moment, and in which months."""

    def __init__(self, rows: Iterable[TimelinessRow], at: Moment) -> None:
        self.at = at
        self.is_open: dict[int, bool] = {}
        self.marks: Counter[int] = Counter()
        self.officers: Counter[str] = Counter()
        self.due: Counter[tuple[tuple[int, int], int]] = Counter()
        issued: list[TimelinessRow] = []
        years = moment(at.as_at, date(at.first.year, 1, 1), date(at.last.year, 12, 31))
        for row in rows:
            marks = case_marks(row, at)
            if marks:
                self._add(row, marks, years)
                if marks & _C["issued"]:
                    issued.append(row)
        self.plans = _Plans(issued)
        self.plans_excluding = _Plans([row for row in issued if not row.is_exception_claimed])

    def _add(self, row: TimelinessRow, marks: int, years: Moment) -> None:
        self.marks[marks] += 1
        is_open = bool(marks & _C["open"])
        self.is_open[row.case_id] = is_open
        if is_open:
            self.officers[row.officer or UNALLOCATED] += 1
        if is_open or marks & _C["is_plan_issued"]:
            due = due_marks(row, years, "open" if is_open else "plan_issued")
            if due:
                excepted = _C["excepted"] if row.is_exception_claimed else 0
                self.due[_month(row.clock_start_on + _DUE_IN), due | excepted] += 1

    def number(self, *codes: str) -> int:
        """Return how many cases carry every one of these marks."""
        wanted = sum(_C[code] for code in codes)
        return sum(count for marks, count in self.marks.items() if marks & wanted == wanted)

    def ratio(self, part: str, whole: str) -> Ratio:
        return Ratio(self.number(part), self.number(whole))

    def figures(self, advice: dict[str, AdviceWaiting], on_closed: dict[str, int]) -> Timeliness:
        both = Both(self.plans, self.plans_excluding)
        statuses = {status: self.number(status if status == "open" else f"is_{status}") for status in STATUSES}
        return Timeliness(
            as_at=self.at.as_at,
            period_from=self.at.first,
            period_to=self.at.last,
            cases=self.marks.total(),
            by_status=statuses,
            plans_issued=len(self.plans.days),
            plans_with_exception=len(self.plans.days) - len(self.plans_excluding.days),
            plans_after_dispute=self.number("after_dispute"),
            within_20_weeks=Both(both.including.within(TWENTY_WEEKS), both.excluding.within(TWENTY_WEEKS)),
            weeks_20_to_52=_banded(both, TWENTY_WEEKS, FIFTY_TWO_WEEKS),
            over_52_weeks=_banded(both, FIFTY_TWO_WEEKS, None),
            mean_weeks=Both(mean_weeks(self.plans.days), mean_weeks(self.plans_excluding.days)),
            median_weeks=_percentiles(both, Fraction(1, 2)),
            p90_weeks=_percentiles(both, Fraction(9, 10)),
            decisions_within_6_weeks=self.ratio("decided_in_6", "decided"),
            refusals_within_16_weeks=self.ratio("no_plan_in_16", "no_plan"),
            open_cases=statuses["open"],
            open_over_20_weeks=self.number("open_over_20"),
            open_bands={band: self.number(code) for band, code in _BAND_MARKS.items()},
            open_undecided=self.number("open_undecided"),
            open_undecided_over_6_weeks=self.number("open_undecided_over_6"),
            advice_outstanding=advice,
            advice_unreceived_on_closed_cases=on_closed,
            issued_by_month=tuple(self._issued_months()),
            due_by_month=tuple(map(self._due_month, self._due_months())),
            open_by_officer=dict(sorted(self.officers.items())),
        )

    def _issued_months(self) -> Iterable[IssuedMonth]:
        for month in months_between(self.at.first, self.at.last):
            on_time = self.plans.month(month)
            excluding = self.plans_excluding.month(month)
            yield IssuedMonth(month=month, issued=on_time.d, on_time=on_time, on_time_excluding=excluding)

    def _due_months(self) -> list[date]:
        return months_between(date(self.at.first.year, 1, 1), date(self.at.last.year, 12, 1))

    def _due_month(self, month: date) -> DueMonth:
        return DueMonth(
            month=month,
            issued_on_time=self._due(month, "due_on_time"),
            issued_late=self._due(month, "due_late"),
            open_overdue=self._due(month, "due_overdue"),
            open_not_yet_due=self._due(month, "due_not_yet"),
            on_time_excluding=Ratio(
                self._due(month, "due_on_time") - self._due(month, "due_on_time", "excepted"),
                self._due(month, "due") - self._due(month, "due", "excepted"),
            ),
        )

    def _due(self, month: date, *codes: str) -> int:
        wanted, key = sum(_C[code] for code in codes), _month(month)
        return sum(count for (on, marks), count in self.due.items() if on == key and marks & wanted == wanted)


def _month(on: date) -> tuple[int, int]:
    return on.year, on.month


def _banded(both: Both[_Plans], over: int, at_most: int | None) -> Both[Ratio]:
    return Both(both.including.between(over, at_most), both.excluding.between(over, at_most))


def _percentiles(both: Both[_Plans], share: Fraction) -> Both[float | None]:
    return Both(percentile_weeks(both.including.days, share), percentile_weeks(both.excluding.days, share))


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
    over = {name: sum(1 for age in ages if age > limit) for name, limit in ADVICE_AGES.items()}
    return AdviceWaiting(waiting=len(ages), oldest_days=max(ages, default=None), **over)
