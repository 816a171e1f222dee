"""What is coming: open cases whose 20 weeks end soon, by what they wait for; and open cases by week of the pathway."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.measures.status import open_spans, status_as_at
from send_desktop.measures.weeks import FLOW_WEEKS
from send_desktop.records import TimelinessRow

WEEKS_AHEAD = 8
LAST_WEEK = 40
"""The last bar of open cases by week holds this week of the pathway and every later one."""

WAITS: Mapping[str, str] = {
    "ep": "EP advice",
    "advice": "other advice",
    "decision": "a decision",
    "reply": "a reply",
    "ours": "our next step",
    "other": "nothing of these",
}
"""What an open case can wait for, in the order in which charts stack them. A reply is the family's or a setting's; the
last holds what is excepted, and what has ended since."""

_OF_BLOCKER = {
    "assess_decision": "decision",
    "tell_family_assess": "decision",
    "issue_decision": "decision",
    "tell_family_no_plan": "decision",
    "advice_not_asked": "ours",
    "draft": "ours",
    "consultation_not_sent": "ours",
    "final_plan": "ours",
    "representations": "reply",
    "consultation": "reply",
}
EP = "EP"
"""The code of the educational psychology service."""


def waits_for(blocker: str | None, services: Iterable[str] = (), *, is_excepted: bool = False) -> str:
    """Return what a case waits for, a code of WAITS, from its blocker. One that waits for EP advice too is EP's."""
    if is_excepted or blocker is None:
        return "other"
    if blocker == "advice":
        return "ep" if EP in services else "advice"
    return _OF_BLOCKER.get(blocker, "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAhead:
    """Seven days to come, both ends included, and the open cases whose 20 weeks end in them, by what they wait for."""

    first: date
    last: date
    by_wait: Mapping[str, tuple[int, ...]]

    @property
    def case_ids(self) -> tuple[int, ...]:
        """Every case of the week, in order."""
        return tuple(sorted(one for found in self.by_wait.values() for one in found))


def ahead(
    rows: Iterable[TimelinessRow], waits: Mapping[int, str], as_at: date, weeks: int = WEEKS_AHEAD
) -> tuple[WeekAhead, ...]:
    """Return the weeks to come, the first beginning on ``as_at``, on which day a limit can still be met.

    A case counts in the week of its day 140. One whose limits a Tribunal order, a concession or an agreement has
    replaced is left out. ``waits`` gives a code of WAITS by the case's id; 'other' where it gives none.
    """
    found: list[defaultdict[str, list[int]]] = [defaultdict(list) for _ in range(weeks)]
    for row in rows:
        week = (row.clock_start_on + timedelta(days=TWENTY_WEEKS) - as_at).days // 7
        if 0 <= week < weeks and not _is_replaced(row, as_at) and status_as_at(row, as_at) == "open":
            found[week][waits.get(row.case_id, "other")].append(row.case_id)
    return tuple(_week(as_at + timedelta(weeks=at), held) for at, held in enumerate(found))


def _week(first: date, held: Mapping[str, list[int]]) -> WeekAhead:
    by_wait = {code: tuple(sorted(held[code])) for code in WAITS if held.get(code)}
    return WeekAhead(first=first, last=first + timedelta(days=6), by_wait=by_wait)


def _is_replaced(row: TimelinessRow, as_at: date) -> bool:
    return row.limits_replaced_on is not None and row.limits_replaced_on <= as_at


def week_of(start: date, on: date) -> int:
    """Return the week of the pathway that a day is in: 0 on the day of receipt, 20 until day 140, at most 40."""
    return min(LAST_WEEK, -(-(on - start).days // 7))


def open_by_week(rows: Iterable[TimelinessRow], as_at: date) -> tuple[tuple[int, ...], ...]:
    """Return the open cases of each week of the pathway from 0; past 20 weeks are those of week 21 and later."""
    found: list[list[int]] = [[] for _ in range(LAST_WEEK + 1)]
    for row in rows:
        if status_as_at(row, as_at) == "open":
            found[week_of(row.clock_start_on, as_at)].append(row.case_id)
    return tuple(tuple(sorted(one)) for one in found)


@dataclass(slots=True)
class FlowCases:
    """The cases of one week of ``measures.weeks.net_flow``: come in or open again, ended, and open at its end."""

    came: list[int]
    ended: list[int]
    open: list[int]


def flow_cases(rows: Iterable[TimelinessRow], as_at: date, weeks: int = FLOW_WEEKS) -> tuple[FlowCases, ...]:
    """Return the cases behind net flow, week by week, the oldest first."""
    found = [FlowCases([], [], []) for _ in range(weeks)]
    for row in rows:
        for begins, ends in open_spans(row):
            first, last = _weeks_ago(begins, as_at), _weeks_ago(ends, as_at) if ends else -1
            if 0 <= first < weeks:
                found[weeks - 1 - first].came.append(row.case_id)
            if 0 <= last < weeks:
                found[weeks - 1 - last].ended.append(row.case_id)
            for ago in range(max(0, last + 1), min(weeks - 1, first) + 1):
                found[weeks - 1 - ago].open.append(row.case_id)
    return tuple(found)


def _weeks_ago(on: date, as_at: date) -> int:
    """Return how many whole weeks before ``as_at`` the week that holds a day ended; below 0 for a day to come."""
    return (as_at - on).days // 7
