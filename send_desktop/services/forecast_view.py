"""What the forecasts show: frozen, in words, and without the arithmetic, so that a window can hold it."""

from dataclasses import dataclass
from datetime import date

PLAN, TOLD = "plan", "told"
QUESTIONS = {PLAN: "Final plan after day 140", TOLD: "Family told after day 42"}
"""What can be forecast of a case, in the words by which it is chosen."""

NOTE = (
    "A forecast is of what is likely, from what happened here before. It changes no date, ranks no child and decides "
    "nothing; it stands in no letter, and Options switches it off."
)
"""What stands beside every forecast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One open case in a group."""

    case_id: int
    reference: str
    child: str
    officer: str
    stage: str
    due: date
    days_left: int
    chance: float | None
    words: str
    """The chance, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Open cases of one band of chance, or those without one; by reference."""

    id: str
    title: str
    words: str
    is_band: bool
    lines: tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedLine:
    """One forecast of a month beside what happened."""

    case_id: int
    reference: str
    child: str
    due: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BinLine:
    """The forecasts of one band beside what happened: counts, shares from 0 to 1, and the cases."""

    title: str
    words: str
    count: int
    expected: float
    late: int
    least: float
    most: float
    """Between which numbers late lie 95 per cent of the months in which every forecast is right."""
    verdict: str
    """as forecast, more were late or fewer were late."""
    cases: tuple[JudgedLine, ...]

    @property
    def observed(self) -> float:
        """The share that was late."""
        return self.late / self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationView:
    """A month's forecasts of one question against what happened."""

    month: date
    question: str
    count: int
    bins: tuple[BinLine, ...]
    brier: float | None
    usual: float | None
    usual_brier: float | None
    sentences: tuple[str, ...]
    beside: tuple[str, ...]
    """What is not among the forecasts judged, each in a sentence."""
    source: str
    """Whether these are the forecasts that were kept, or were worked out again from the records as they now stand."""
    is_kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastView:
    """The open cases in bands of chance as at a day, and a month's forecasts judged."""

    as_at: date
    today: date
    question: str
    is_on: bool
    """Whether the team shows forecasts at all."""
    open_cases: int = 0
    groups: tuple[Group, ...] = ()
    too_little: str = ""
    """What history lacks, where no case has a chance for want of it."""
    months: tuple[date, ...] = ()
    """Months that can be judged, the newest first."""
    judged: CalibrationView | None = None
    is_month_kept: bool = False
    """Whether this month's forecasts have been kept."""

    @property
    def is_empty(self) -> bool:
        """Whether no open case is asked this question."""
        return not self.open_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForecast:
    """What history says of one case: a line for each question, with its reasons."""

    line: str
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    """For each question a heading and its reasons."""
