"""The figures themselves: frozen, rounded the way the Department rounds, and their JSON shape."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import Any, Generic, TypeVar

UNALLOCATED = "(unallocated)"
"""How a case without an officer is listed."""

T = TypeVar("T")
Json = dict[str, Any]


def half_up(value: Fraction, decimals: int) -> float:
    """Return the value at this many decimals, a half rounded up; exact until the last step."""
    scale: int = 10**decimals
    return float((2 * value.numerator * scale + value.denominator) // (2 * value.denominator)) / scale


def mean_weeks(days: Sequence[int]) -> float | None:
    """Return the mean of days as weeks to two decimals, half up; None for none."""
    return half_up(Fraction(sum(days), 7 * len(days)), 2) if days else None


def percentile_weeks(days: Sequence[int], share: Fraction) -> float | None:
    """Interpolate linearly between the nearest two, as PERCENTILE.INC does; in weeks to two decimals."""
    if not days:
        return None
    ordered = sorted(days)
    place = share * (len(ordered) - 1)
    below = place.numerator // place.denominator
    above = min(below + 1, len(ordered) - 1)
    return half_up((ordered[below] + (place - below) * (ordered[above] - ordered[below])) / 7, 2)


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many (``n``) out of so many (``d``)."""

    n: int
    d: int

    @property
    def pct(self) -> float | None:
        """100 n / d to one decimal, half up; None when d is 0."""
        return half_up(Fraction(100 * self.n, self.d), 1) if self.d else None

    def as_json(self) -> Json:
        """Return n, d and pct."""
        return {"n": self.n, "d": self.d, "pct": self.pct}


@dataclass(frozen=True, slots=True)
class Both(Generic[T]):
    """A measure in its two variants: every plan, and without the plans that have an exception."""

    including: T
    excluding: T

    def as_json(self) -> Json:
        """Return both variants."""
        return {"including": _plain(self.including), "excluding": _plain(self.excluding)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceWaiting:
    """Requests for advice from one service that are unanswered on open cases. The bands overlap."""

    waiting: int = 0
    over_6_weeks: int = 0
    over_13_weeks: int = 0
    over_19_weeks: int = 0
    oldest_days: int | None = None
    """Days since the oldest of them was asked for; None when nothing waits."""

    def as_json(self) -> Json:
        """Return every field under its name."""
        return _fields(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedMonth:
    """Plans issued in one month, and how many of them within 20 weeks."""

    month: date
    issued: int
    on_time: Ratio
    on_time_excluding: Ratio

    def as_json(self) -> Json:
        """Return every field under its name, the month as 2026-01."""
        return _fields(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMonth:
    """Plans that fell due in one month (clock start + 140 days) and what became of them."""

    month: date
    issued_on_time: int
    issued_late: int
    open_overdue: int
    open_not_yet_due: int
    on_time_excluding: Ratio

    @property
    def due(self) -> int:
        """All that fell due: the sum of the four parts."""
        return self.issued_on_time + self.issued_late + self.open_overdue + self.open_not_yet_due

    @property
    def on_time(self) -> Ratio:
        """Issued on time, out of all that fell due."""
        return Ratio(self.issued_on_time, self.due)

    def as_json(self) -> Json:
        """Return the parts and the ratios, the month as 2026-01."""
        parts = _fields(self)
        excluding = parts.pop("on_time_excluding")
        head = {"month": parts.pop("month"), "due": self.due}
        return {**head, **parts, "on_time": self.on_time.as_json(), "on_time_excluding": excluding}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeliness:
    """Every timeliness figure for a period, as at a date. ``MEASURES`` says how each is defined."""

    as_at: date
    period_from: date
    period_to: date
    cases: int
    by_status: dict[str, int]
    plans_issued: int
    plans_with_exception: int
    plans_after_dispute: int
    within_20_weeks: Both[Ratio]
    weeks_20_to_52: Both[Ratio]
    over_52_weeks: Both[Ratio]
    mean_weeks: Both[float | None]
    median_weeks: Both[float | None]
    p90_weeks: Both[float | None]
    decisions_within_6_weeks: Ratio
    refusals_within_16_weeks: Ratio
    open_cases: int
    open_over_20_weeks: int
    open_bands: dict[str, int]
    open_undecided: int
    open_undecided_over_6_weeks: int
    advice_outstanding: dict[str, AdviceWaiting]
    """By service, with 'all' last."""
    advice_unreceived_on_closed_cases: dict[str, int]
    issued_by_month: tuple[IssuedMonth, ...]
    due_by_month: tuple[DueMonth, ...]
    open_by_officer: dict[str, int]

    def as_json(self) -> Json:
        """Return the shape that ``timeliness --json`` prints."""
        figures = _fields(self)
        period = {"from": figures.pop("period_from"), "to": figures.pop("period_to")}
        return {"as_at": figures.pop("as_at"), "period": period, **figures}


def months_between(first: date, last: date) -> list[date]:
    """Return the first day of every month that the period from ``first`` to ``last`` touches."""
    from_month, to_month = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(from_month, to_month + 1)]


def _fields(record: Any) -> Json:
    return {
        field.name: f"{record.month:%Y-%m}" if field.name == "month" else _plain(getattr(record, field.name))
        for field in fields(record)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.as_json() if hasattr(value, "as_json") else value
