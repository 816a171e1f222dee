"""What is wrong in the records: blanks, impossible dates, doubles, and what the SEN2 return will ask for.

A query and not a verdict: each says what to look at, and the program changes nothing of itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from send_desktop.records import CaseloadRow, Person, TimelinessRow

BLANK, DATE, DOUBLE, SEN2 = "Blank", "Impossible date", "Double", "SEN2 return"
OLDEST = 25
"""An EHC plan can be kept until 25 (Children and Families Act 2014, s46)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem, with the cases that have it."""

    code: str
    kind: str
    title: str
    case_ids: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many cases have it."""
        return len(self.case_ids)


@dataclass(frozen=True, slots=True)
class Looked:
    """One case as it is looked at."""

    row: CaseloadRow
    facts: TimelinessRow
    person: Person | None
    today: date

    @property
    def is_going_on(self) -> bool:
        """Whether it is open or ended with a plan: what the return has most to say of."""
        return self.row.derived.status in ("open", "plan_issued")


Test = Callable[[Looked], bool]

_STEPS = ("assess_made_on", "assess_told_on", "issue_made_on", "issue_told_on", "final_sent_on", "closed_on")


def _age_at_request(one: Looked) -> int | None:
    born, on = one.row.date_of_birth, one.row.received_on
    return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _is_before_request(one: Looked) -> bool:
    return any((on := getattr(one.facts, name)) is not None and on < one.row.received_on for name in _STEPS)


def _is_ahead(one: Looked) -> bool:
    return any((on := getattr(one.facts, name)) is not None and on > one.today for name in ("received_on", *_STEPS))


def _is_plan_first(one: Looked) -> bool:
    final = one.facts.final_sent_on
    earlier = (one.facts.assess_told_on, one.facts.issue_made_on, one.facts.draft_served_on)
    return final is not None and not one.facts.is_after_dispute and any(on is not None and on > final for on in earlier)


def _is_born_after(one: Looked) -> bool:
    age = _age_at_request(one)
    return age is not None and age < 0


def _is_too_old(one: Looked) -> bool:
    age = _age_at_request(one)
    return age is not None and age >= OLDEST


def _has_no_number(one: Looked) -> bool:
    person = one.person
    return not one.row.upn and not (person and (person.uln or person.upn_unknown))


def _lacks(name: str) -> Test:
    return lambda one: one.person is not None and not getattr(one.person, name)


TESTS: tuple[tuple[str, str, str, Test], ...] = (
    ("no_birth", BLANK, "No date of birth", lambda one: one.row.date_of_birth is None),
    ("no_area", BLANK, "No area", lambda one: not one.row.area),
    ("no_officer", BLANK, "Open, no officer", lambda one: one.row.derived.status == "open" and not one.row.officer),
    ("no_setting", BLANK, "No setting", lambda one: not one.row.setting),
    (
        "decision_undated",
        BLANK,
        "A decision whether to assess without the day the family was told",
        lambda one: one.facts.assess_outcome is not None and one.facts.assess_told_on is None,
    ),
    (
        "exception_unexplained",
        BLANK,
        "An exception without its reason",
        lambda one: one.facts.is_exception_claimed and not one.facts.exception_reason,
    ),
    (
        "withdrawn_undated",
        BLANK,
        "Withdrawn, without the day",
        lambda one: one.facts.is_withdrawn and one.facts.withdrawn_on is None,
    ),
    ("before_request", DATE, "An act before the request came", _is_before_request),
    ("ahead", DATE, "A day that is still ahead", _is_ahead),
    ("plan_first", DATE, "The final plan before its decision or its draft", _is_plan_first),
    ("born_after", DATE, "Born after the request", _is_born_after),
    ("too_old", DATE, "25 or older on the day of the request", _is_too_old),
    ("no_number", SEN2, "No UPN, no ULN and no reason why (items 1.7 to 1.9)", _has_no_number),
    ("no_sex", SEN2, "No sex (item 1.4)", _lacks("sex")),
    ("no_ethnicity", SEN2, "No ethnicity (item 1.5)", _lacks("ethnicity_main")),
    ("no_postcode", SEN2, "No postcode (item 1.6)", _lacks("postcode")),
    ("no_source", SEN2, "Who asked is not known (item 2.2)", lambda one: one.facts.source == "not_known"),
    ("no_need", SEN2, "No primary need (item 5.8)", lambda one: one.is_going_on and not one.facts.need),
)
"""Code, kind and title of each, and what a case must be like to have it (the Department's SEN2 specification)."""


def problems(
    rows: Iterable[CaseloadRow],
    facts: Iterable[TimelinessRow],
    persons: Mapping[int, Person],
    today: date,
    upn_fault: Callable[[str], object] = lambda upn: None,
) -> tuple[Problem, ...]:
    """Return every kind of problem with its cases, in the order of ``TESTS`` and then the doubles; empty kinds too.

    ``persons`` is by the case's id; ``upn_fault`` says of a UPN what is wrong with it, or something that is false.
    """
    by_id = {one.case_id: one for one in facts}
    looked = [Looked(row, by_id[row.id], persons.get(row.id), today) for row in rows if row.id in by_id]
    found = [Problem(code, kind, title, _ids(looked, test)) for code, kind, title, test in TESTS]
    is_wrong = _ids(looked, lambda one: bool(one.row.upn and upn_fault(one.row.upn)))
    return (*found, Problem("upn_wrong", SEN2, "A UPN that cannot be one (item 1.7)", is_wrong), *_doubles(looked))


def _ids(looked: Sequence[Looked], test: Test) -> tuple[int, ...]:
    return tuple(one.row.id for one in looked if test(one))


def _doubles(looked: Sequence[Looked]) -> Iterator[Problem]:
    still_open = [one for one in looked if one.row.derived.status == "open"]
    same = _sharing(
        still_open, lambda one: (one.row.surname.casefold(), one.row.forename.casefold(), one.row.date_of_birth)
    )
    yield Problem("open_twice", DOUBLE, "Two open requests for one child (same name and date of birth)", same)
    yield Problem("upn_shared", DOUBLE, "One UPN on children of different names", _shared_upns(looked))


def _name(one: Looked) -> tuple[str, str]:
    return one.row.surname.casefold(), one.row.forename.casefold()


def _sharing(looked: Iterable[Looked], key: Callable[[Looked], object]) -> tuple[int, ...]:
    groups: dict[object, list[int]] = {}
    for one in looked:
        groups.setdefault(key(one), []).append(one.row.id)
    return tuple(sorted(case_id for ids in groups.values() if len(ids) > 1 for case_id in ids))


def _shared_upns(looked: Iterable[Looked]) -> tuple[int, ...]:
    groups: dict[str, list[Looked]] = {}
    for one in looked:
        if one.row.upn:
            groups.setdefault(one.row.upn, []).append(one)
    return tuple(
        sorted(one.row.id for group in groups.values() if len({_name(each) for each in group}) > 1 for one in group)
    )
