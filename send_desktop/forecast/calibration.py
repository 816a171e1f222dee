"""A month's forecasts against what happened: as many late as was said, and nearer than saying the usual share of each.

Each forecast was made as at one day, of every case whose date then fell in the month. What happened is read on the
date itself: still open (or, of a decision, not told) is late; a plan sent by then is in time; what was withdrawn,
moved, ceased or refused a plan by then answers nothing, and is counted beside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from send_desktop.forecast.breach import CHANCE, LIMITS, PLAN, TOLD, Forecast
from send_desktop.forecast.history import Course
from send_desktop.measures import is_undecided, months_between, status_as_at
from send_desktop.records import TimelinessRow
from send_desktop.wording import counted, month_name


@dataclass(frozen=True, slots=True)
class Band:
    """A band of chance, from ``least`` up to but without the next one's."""

    id: str
    title: str
    words: str
    least: float


BANDS: tuple[Band, ...] = (
    Band("very_unlikely", "Very unlikely to be late", "under 10 per cent", 0.0),
    Band("unlikely", "Unlikely to be late", "10 to 35 per cent", 0.1),
    Band("even", "Could go either way", "35 to 65 per cent", 0.35),
    Band("likely", "Likely to be late", "65 to 90 per cent", 0.65),
    Band("very_likely", "Very likely to be late", "90 per cent and more", 0.9),
)
"""Bands, and not a list by score: nobody is told that one child comes before another."""

FEW = 20
"""Of fewer forecasts than this a month says little of how good they are."""

USUAL_DAYS = 365
"""The usual share is that of the dates that fell in the year before the forecasts were made."""


def band_of(chance: float) -> Band:
    """Return the band of a chance."""
    return next(one for one in reversed(BANDS) if chance >= one.least)


@dataclass(frozen=True, slots=True)
class Judged:
    """One forecast and what happened."""

    forecast: Forecast
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The forecasts of one band beside what happened."""

    band: Band
    judged: tuple[Judged, ...]
    expected: float
    """The mean of the chances, from 0 to 1."""
    late: int
    least: float
    most: float
    """Between which numbers late lie 95 per cent of the months in which every forecast is right."""

    @property
    def count(self) -> int:
        """How many forecasts."""
        return len(self.judged)

    @property
    def observed(self) -> float:
        """The share that was late."""
        return self.late / self.count

    @property
    def verdict(self) -> str:
        """'as forecast', 'more were late' or 'fewer were late'."""
        if self.least <= self.late <= self.most:
            return "as forecast"
        return "more were late" if self.late > self.most else "fewer were late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A month's forecasts of one question against what happened."""

    month: date
    question: str
    made_on: date
    bins: tuple[Bin, ...]
    brier: float | None
    """The mean of (chance - happened) squared: 0 is perfect."""
    usual: float | None
    """The share late of what fell due in the year before; None where nothing did."""
    usual_brier: float | None
    """The same score for saying the usual share of every case."""
    left: int
    """Cases that left without an answer before their date."""
    without_chance: int
    """Cases that no chance was given for, whatever became of them."""
    still_ahead: int
    """Cases whose date has not passed yet."""

    @property
    def count(self) -> int:
        """How many forecasts were judged."""
        return sum(one.count for one in self.bins)

    @property
    def expected(self) -> float:
        """How many late the forecasts said."""
        return sum(one.expected * one.count for one in self.bins)

    @property
    def late(self) -> int:
        """How many were."""
        return sum(one.late for one in self.bins)


def calibrate(
    month: date, question: str, made_on: date, made: Iterable[Forecast], rows: Sequence[TimelinessRow], today: date
) -> Calibration:
    """Judge the forecasts made as at one day of the dates that fell in a month, by the records as at ``today``."""
    by_case = {row.case_id: row for row in rows}
    due = [one for one in made if one.question == question and _is_in_month(one.due, month) and one.due >= made_on]
    passed = [one for one in due if one.due < today]
    outcomes = [(one, _is_late(by_case.get(one.case_id), question, one.due)) for one in passed]
    judged = [Judged(one, late) for one, late in outcomes if late is not None and one.chance is not None]
    usual = usual_share(rows, question, made_on)
    return Calibration(
        month=month,
        question=question,
        made_on=made_on,
        bins=_bins(judged),
        brier=brier([(one.forecast.chance or 0.0, one.is_late) for one in judged]),
        usual=usual,
        usual_brier=None if usual is None else brier([(usual, one.is_late) for one in judged]),
        left=sum(late is None for _, late in outcomes),
        without_chance=sum(one.state != CHANCE and late is not None for one, late in outcomes),
        still_ahead=len(due) - len(passed),
    )


def brier(judged: Sequence[tuple[float, bool]]) -> float | None:
    """Return the mean squared distance of chances from what happened (G. W. Brier, 1950); None of none."""
    if not judged:
        return None
    return sum((chance - late) ** 2 for chance, late in judged) / len(judged)


def usual_share(rows: Iterable[TimelinessRow], question: str, before: date) -> float | None:
    """Return the share late of the dates that fell in the year before a day; None where none did."""
    since, length = before - timedelta(days=USUAL_DAYS), timedelta(days=LIMITS[question])
    due = ((row, row.clock_start_on + length) for row in rows)
    found = [_is_late(row, question, on) for row, on in due if since <= on < before]
    known = [late for late in found if late is not None]
    return sum(known) / len(known) if known else None


def sentences(one: Calibration) -> tuple[str, ...]:
    """Say in plain words how good the month's forecasts were."""
    if not one.count or one.brier is None:
        return ("No forecast of this month can be judged yet.",)
    what = "plan" if one.question == PLAN else "decision"
    found = [
        f"Of {counted(one.count, what)} due in {month_name(one.month)} {one.month.year}, the forecasts said that "
        f"{one.expected:.1f} would be late; {one.late} {'was' if one.late == 1 else 'were'}."
    ]
    if one.usual is not None and one.usual_brier is not None:
        better = "nearer than" if one.brier < one.usual_brier else "no nearer than"
        found.append(
            f"They were {better} saying of every case the year's usual share, {100 * one.usual:.0f} per cent: "
            f"a Brier score of {one.brier:.3f} beside {one.usual_brier:.3f} (0 is perfect)."
        )
    if one.count < FEW:
        found.append(f"{counted(one.count, 'forecast')} are too few to judge them by.")
    return tuple(found)


def _bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    groups: Mapping[str, list[Judged]] = {band.id: [] for band in BANDS}
    for one in judged:
        groups[band_of(one.forecast.chance or 0.0).id].append(one)
    return tuple(_bin(band, groups[band.id]) for band in BANDS if groups[band.id])


def _bin(band: Band, judged: Sequence[Judged]) -> Bin:
    chances = [one.forecast.chance or 0.0 for one in judged]
    mean = sum(chances)
    # How many are late is a sum of independent yes and no: near enough normal, widened by the half step between counts.
    spread = 1.96 * sqrt(sum(chance * (1 - chance) for chance in chances)) + 0.5
    return Bin(
        band=band,
        judged=tuple(sorted(judged, key=lambda one: one.forecast.reference)),
        expected=mean / len(chances),
        late=sum(one.is_late for one in judged),
        least=max(0.0, mean - spread),
        most=min(float(len(chances)), mean + spread),
    )


def _is_late(row: TimelinessRow | None, question: str, due: date) -> bool | None:
    """Say whether a date passed unmet; None for a case that has left without an answer, or is no longer on record."""
    status = status_as_at(row, due) if row else None
    if row is None or status is None:
        return None
    if question == TOLD:
        return is_undecided(row, due) if status == "open" else _told_by(row, due)
    return {"open": True, "plan_issued": False}.get(status)


def _told_by(row: TimelinessRow, due: date) -> bool | None:
    return None if is_undecided(row, due) else False


def falls_in(one: Course, question: str, month: date) -> bool:
    """Say whether the date that a question asks of a case falls in a month."""
    return _is_in_month(one.start_on + timedelta(days=LIMITS[question]), month)


def _is_in_month(on: date, month: date) -> bool:
    return (on.year, on.month) == (month.year, month.month)


def month_before(on: date) -> date:
    """Return the first day of the month before."""
    return (on.replace(day=1) - timedelta(days=1)).replace(day=1)


def months_to_judge(rows: Iterable[TimelinessRow], today: date, most: int = 12) -> list[date]:
    """Return the months that have passed since the first request, the newest first, at most so many."""
    first = min((row.clock_start_on for row in rows), default=today)
    return months_between(first, month_before(today))[::-1][:most] if first <= month_before(today) else []
