"""The cases behind the months: issued in each, and due in each; the same that ``timeliness`` counts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.measures.marks import due_marks, plan_days
from send_desktop.measures.moments import Moment
from send_desktop.measures.status import status_as_at
from send_desktop.records import TimelinessRow

CasesByMonth = dict[date, tuple[int, ...]]


def issued_cases(rows: Iterable[TimelinessRow], at: Moment, *, excluding: bool = True) -> CasesByMonth:
    """Return the cases whose plan was issued in the period, by the first day of its month.

    ``excluding`` leaves out those that have an exception.
    """
    found: defaultdict[date, list[int]] = defaultdict(list)
    for row in rows:
        is_counted = status_as_at(row, at.as_at) is not None and plan_days(row, at) is not None
        if is_counted and row.final_sent_on and not (excluding and row.is_exception_claimed):
            found[row.final_sent_on.replace(day=1)].append(row.case_id)
    return _sorted(found)


def due_cases(rows: Iterable[TimelinessRow], as_at: date, year: int) -> CasesByMonth:
    """Return the cases whose plan falls due in a calendar year, by the first day of its month."""
    at = Moment(as_at, date(year, 1, 1), date(year, 12, 31), min(as_at, date(year, 12, 31)))
    found: defaultdict[date, list[int]] = defaultdict(list)
    for row in rows:
        status = status_as_at(row, as_at)
        if status is not None and due_marks(row, at, status):
            found[(row.clock_start_on + timedelta(days=TWENTY_WEEKS)).replace(day=1)].append(row.case_id)
    return _sorted(found)


def _sorted(found: dict[date, list[int]]) -> CasesByMonth:
    return {month: tuple(sorted(cases)) for month, cases in found.items()}
