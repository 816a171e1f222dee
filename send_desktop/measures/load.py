"""Officers' load in hours: what is left of the case officer's part of each plan. An aid to share work, no ranking.

The hours are of the Department's study of the time spent on 2,577 new plans in 100 authorities (2026): 17.4 of the
educational psychologist, 11.3 of the case officer, 9.9 of managers and 4.8 of the social worker for each plan.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from send_desktop.measures.figures import UNALLOCATED, half_up

STUDY_HOURS: Mapping[str, str] = {"ep": "17.4", "case_officer": "11.3", "manager": "9.9", "social_worker": "4.8"}
"""Hours a plan, as text, so that no fraction is lost."""
MINUTES_A_PLAN = 678
"""The case officer's 11.3 hours."""

STAGE_SHARES: Mapping[str, int] = {
    "request": 10, "advice": 20, "decision_to_issue": 10, "draft": 35, "consultation": 15, "final": 10,
}  # fmt: skip
"""How the case officer's hours are spread over the stages, in per cent: an assumption, which the options change."""


@dataclass(frozen=True, slots=True)
class Held:
    """One open case, who holds it (empty for nobody), and the stage that it is at."""

    case_id: int
    officer: str
    stage: str


@dataclass(frozen=True, slots=True)
class Weights:
    """How long a plan takes a case officer, and how that is spread; shares need not make up a hundred."""

    minutes: int = MINUTES_A_PLAN
    shares: Mapping[str, int] = field(default_factory=lambda: dict(STAGE_SHARES))

    def left(self, stage: str) -> Fraction:
        """Return the hours left of a case: those of its stage, which counts whole, and of every later one.

        A stage that is not known counts as the first.
        """
        stages = list(STAGE_SHARES)
        ahead = stages[stages.index(stage) if stage in stages else 0 :]
        whole = sum(self.shares.get(one, 0) for one in stages)
        part = sum(self.shares.get(one, 0) for one in ahead)
        return Fraction(self.minutes * part, 60 * whole) if whole else Fraction(0)


@dataclass(frozen=True, slots=True)
class OfficerLoad:
    """What one officer holds. ``hours`` has one decimal."""

    officer: str
    case_ids: tuple[int, ...]
    hours: float

    @property
    def cases(self) -> int:
        """How many cases."""
        return len(self.case_ids)


@dataclass(frozen=True, slots=True)
class Loads:
    """Officers in the order of the alphabet, what nobody holds apart, and the average of an officer who holds any."""

    officers: tuple[OfficerLoad, ...]
    nobody: OfficerLoad
    mean_hours: float
    mean_cases: float


def loads(held: Iterable[Held], weights: Weights) -> Loads:
    """Return what each officer holds in cases and in hours."""
    cases: defaultdict[str, list[Held]] = defaultdict(list)
    for one in held:
        cases[one.officer].append(one)
    nobody = _load(UNALLOCATED, cases.pop("", []), weights)
    officers = tuple(_load(name, cases[name], weights) for name in sorted(cases, key=str.casefold))
    every = [one for name in cases for one in cases[name]]
    return Loads(
        officers,
        nobody,
        half_up(_hours(every, weights) / max(1, len(officers)), 1),
        half_up(Fraction(len(every), max(1, len(officers))), 1),
    )


def _load(name: str, held: Iterable[Held], weights: Weights) -> OfficerLoad:
    cases = sorted(held, key=lambda one: one.case_id)
    return OfficerLoad(name, tuple(one.case_id for one in cases), half_up(_hours(cases, weights), 1))


def _hours(held: Iterable[Held], weights: Weights) -> Fraction:
    return sum((weights.left(one.stage) for one in held), Fraction(0))
