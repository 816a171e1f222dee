"""Every counted measure of one moment, whole or by group, and the cases behind each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from send_desktop.measures.dictionary import COUNTED
from send_desktop.measures.dimensions import Dimension
from send_desktop.measures.figures import Ratio, half_up, mean_weeks, percentile_weeks
from send_desktop.measures.limits import CONTACT_DAYS
from send_desktop.measures.marks import (
    MARKS,
    advice_marks,
    case_marks,
    consultation_marks,
    dispute_marks,
)
from send_desktop.measures.measure import SUBJECTS, Measure
from send_desktop.measures.moments import Moment
from send_desktop.records import AdviceRow, Consultation, Dispute, TimelinessRow

_C, _A = MARKS["case"], MARKS["advice"]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that measures count, as the records stand."""

    cases: Sequence[TimelinessRow]
    advice: Sequence[AdviceRow] = ()
    consultations: Sequence[Consultation] = ()
    disputes: Sequence[Dispute] = ()
    contacts: Sequence[tuple[int, date]] = ()
    """Each contact with a family: the case's id and the day."""
    population: int = 0
    """Children and young people to 25 in the area; 0 where nobody has set it."""
    contact_days: int = CONTACT_DAYS

    def only(self, is_in: Callable[[TimelinessRow], bool]) -> "Facts":
        """Return the facts of some of the cases."""
        cases = [row for row in self.cases if is_in(row)]
        ids = {row.case_id for row in cases}
        return replace(
            self,
            cases=cases,
            advice=[row for row in self.advice if row.case_id in ids],
            consultations=[row for row in self.consultations if row.case_id in ids],
            disputes=[row for row in self.disputes if row.case_id in ids],
            contacts=[one for one in self.contacts if one[0] in ids],
        )

    def of(self, subjects: Collection[str]) -> "Facts":
        """Return the facts that measures of these subjects count: cases always, what stands beside them if asked."""
        return replace(
            self,
            advice=self.advice if "advice" in subjects else (),
            consultations=self.consultations if "consultation" in subjects else (),
            disputes=self.disputes if "dispute" in subjects else (),
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure counted: so many, out of so many for a share, and the value that is shown."""

    measure: Measure
    n: int
    d: int | None
    value: float | None
    """The count, the per cent, the weeks; None where there is nothing to make it of."""


@dataclass(slots=True)
class Tally:
    """What the facts of one group count for: how many carry each set of marks, and the days of those that have them."""

    marks: Counter[int] = field(default_factory=Counter)
    days: list[tuple[int, int]] = field(default_factory=list)

    def number(self, wanted: int, without: int = 0) -> int:
        """Return how many carry all the wanted marks and not ``without``."""
        return sum(count for marks, count in self.marks.items() if marks & wanted == wanted and not marks & without)

    def days_of(self, wanted: int, without: int = 0) -> list[int]:
        """Return the days of those that carry all the wanted marks and not ``without``."""
        return [days for marks, days in self.days if marks & wanted == wanted and not marks & without]


@dataclass(frozen=True, slots=True)
class Marked:
    """The facts of one subject, what each counts for, and whose they are; the three go together by place."""

    case_ids: Sequence[int]
    marks: Sequence[int]
    days: Sequence[int | None]
    groups: Sequence[str] = ()
    """A group of their own, for advice the service."""

    def tally(self) -> Tally:
        """Return all as one group."""
        return Tally(Counter(self.marks), self._days())

    def _days(self) -> list[tuple[int, int]]:
        return [(marks, days) for marks, days in zip(self.marks, self.days, strict=True) if days is not None and marks]

    def by(self, groups: Sequence[str]) -> dict[str, Tally]:
        """Return a tally for each group, given the group of each fact in order."""
        found: defaultdict[str, Tally] = defaultdict(Tally)
        for (group, marks), count in Counter(zip(groups, self.marks, strict=True)).items():
            if marks:
                found[group].marks[marks] += count
        for group, marks, days in zip(groups, self.marks, self.days, strict=True):
            if days is not None and marks:
                found[group].days.append((marks, days))
        return dict(found)


class Counted:
    """Everything counted at one moment. Making it goes once over the facts; asking it is quick."""

    def __init__(self, facts: Facts, at: Moment) -> None:
        self.at = at
        self.population = facts.population
        self._rows = facts.cases
        self.subjects: dict[str, Marked] = {"case": _cases(facts, at)}
        marks = dict(zip(self.subjects["case"].case_ids, self.subjects["case"].marks, strict=True))
        self.subjects["advice"] = _advice(facts.advice, at, marks)
        self.subjects["consultation"] = _beside(facts.consultations, at, marks, consultation_marks, "consultation")
        self.subjects["dispute"] = _beside(facts.disputes, at, marks, dispute_marks, "dispute")
        self._whole = {subject: marked.tally() for subject, marked in self.subjects.items()}

    def figure(self, one: Measure, *, excluding: bool = False) -> Figure:
        """Return one measure over every case, with or without those that have an exception."""
        return figure_of(one, self._whole[one.subject], self.population, excluding=excluding)

    def figures(self, measures: Iterable[Measure] = COUNTED) -> dict[str, Figure]:
        """Return measures over every case, by id, exceptions included."""
        return {one.id: self.figure(one) for one in measures}

    def by(self, dimension: Dimension) -> dict[str, dict[str, Tally]]:
        """Return the tallies of each group of a dimension, by subject."""
        group_of = {row.case_id: dimension.value(row) for row in self._rows}
        found: defaultdict[str, dict[str, Tally]] = defaultdict(dict)
        for subject in SUBJECTS:
            marked = self.subjects[subject]
            for group, tally in marked.by([group_of.get(case_id, "") for case_id in marked.case_ids]).items():
                found[group][subject] = tally
        return dict(found)

    def by_service(self) -> dict[str, Tally]:
        """Return the tallies of advice by the service's code."""
        advice = self.subjects["advice"]
        return advice.by(advice.groups)

    def behind(
        self,
        one: Measure,
        *,
        dimension: Dimension | None = None,
        group: str = "",
        excluding: bool = False,
        is_whole: bool = False,
    ) -> tuple[int, ...]:
        """Return the ids of the cases that a figure counts, in order, or of those it is out of (``is_whole``)."""
        marked = self.subjects[one.subject]
        wanted = _bits(one.subject, one.whole if is_whole and one.whole else one.part)
        without = MARKS[one.subject]["excepted"] if excluding else 0
        found = {
            case_id
            for case_id, marks in zip(marked.case_ids, marked.marks, strict=True)
            if marks & wanted == wanted and not marks & without
        }
        if dimension is not None:
            found &= {row.case_id for row in self._rows if dimension.value(row) == group}
        return tuple(sorted(found))


def figure_of(one: Measure, tally: Tally, population: int = 0, *, excluding: bool = False) -> Figure:
    """Return one measure over a tally of its subject."""
    without = MARKS[one.subject]["excepted"] if excluding else 0
    part = _bits(one.subject, one.part)
    n = tally.number(part, without)
    if one.unit == "count":
        return Figure(one, n, None, n)
    if one.unit == "share":
        d = tally.number(_bits(one.subject, one.whole), without)
        return Figure(one, n, d, Ratio(n, d).pct)
    if one.unit == "per_1000":
        return Figure(one, n, population or None, half_up(Fraction(1000 * n, population), 2) if population else None)
    return Figure(one, n, None, _WEEKS[one.unit](tally.days_of(part, without)))


def _oldest(days: Sequence[int]) -> float | None:
    return half_up(Fraction(max(days), 7), 2) if days else None


_WEEKS: dict[str, Callable[[Sequence[int]], float | None]] = {
    "mean_weeks": mean_weeks,
    "median_weeks": lambda days: percentile_weeks(days, Fraction(1, 2)),
    "p90_weeks": lambda days: percentile_weeks(days, Fraction(9, 10)),
    "oldest_weeks": _oldest,
}


def _bits(subject: str, codes: str) -> int:
    known = MARKS[subject]
    return sum(known[code] for code in codes.split("+"))


def _cases(facts: Facts, at: Moment) -> Marked:
    heard = _last_contacts(facts.contacts, at.as_at)
    is_open, issued, unheard = _C["open"], _C["issued"], _C["open_unheard"]
    found: list[int] = []
    days: list[int | None] = []
    for row in facts.cases:
        marks = case_marks(row, at)
        age = (at.as_at - row.clock_start_on).days
        if marks & is_open:
            last = heard.get(row.case_id, row.clock_start_on)
            marks |= unheard if (at.as_at - last).days > facts.contact_days else 0
        found.append(marks)
        took = (row.final_sent_on - row.clock_start_on).days if marks & issued and row.final_sent_on else None
        days.append(age if marks & is_open else took)
    return Marked([row.case_id for row in facts.cases], found, days)


def _last_contacts(contacts: Iterable[tuple[int, date]], as_at: date) -> dict[int, date]:
    last: dict[int, date] = {}
    for case_id, on in contacts:
        if on <= as_at and on > last.get(case_id, date.min):
            last[case_id] = on
    return last


def _advice(rows: Sequence[AdviceRow], at: Moment, cases: dict[int, int]) -> Marked:
    is_open, is_excepted, excepted = _C["open"], _C["excepted"], _A["excepted"]
    returned = _A["advice_returned"]
    found: list[int] = []
    days: list[int | None] = []
    for row in rows:
        case = cases.get(row.case_id, 0)
        marks = advice_marks(row, at, bool(case & is_open)) if case else 0
        found.append(marks | excepted if marks and case & is_excepted else marks)
        days.append(_advice_days(row, at, bool(marks & returned)) if marks else None)
    return Marked([row.case_id for row in rows], found, days, [row.service for row in rows])


def _advice_days(row: AdviceRow, at: Moment, is_returned: bool) -> int | None:
    if row.requested_on is None:
        return None
    if is_returned and row.received_on is not None:
        return (row.received_on - row.requested_on).days
    return (at.as_at - row.requested_on).days


def _beside(
    rows: Sequence[Any], at: Moment, cases: dict[int, int], marks_of: Callable[[Any, Moment, bool], int], subject: str
) -> Marked:
    is_open, is_excepted, excepted = _C["open"], _C["excepted"], MARKS[subject]["excepted"]
    found: list[int] = []
    for row in rows:
        case = cases.get(row.case_id, 0)
        marks = marks_of(row, at, bool(case & is_open)) if case else 0
        found.append(marks | excepted if marks and case & is_excepted else marks)
    return Marked([row.case_id for row in rows], found, [None] * len(rows))
