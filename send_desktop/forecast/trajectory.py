"""From simulated runs to a fan by month, the day the backlog clears, the dip, and the day a target is reached."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from send_desktop.forecast.fan import ActualMonth, Band, MonthFan, Outcome, QuarterFan, When
from send_desktop.forecast.flow import Paths
from send_desktop.forecast.flow_inputs import FlowInputs
from send_desktop.forecast.rates import Floats
from send_desktop.forecast.whatif import Cost, WhatIf

CLEARED_SHARE, CLEARED_WEEKS = 0.05, 4
"""The backlog is cleared when at most this share of open cases is past 20 weeks, then and ever after.

For so many weeks at least, since ever after is only until the runs end. A share that is small for a time, because ever
more requests come and the new ones are young, is none.
"""

_TOGETHER = 3


def outcome(
    inputs: FlowInputs, what: WhatIf, cost: Cost, paths: Paths, actual: Sequence[ActualMonth], target: float
) -> Outcome:
    """Count one what-if's runs; ``actual`` are the months so far, the last of them the month under way."""
    as_at, weeks = inputs.as_at, paths.issued.shape[1]
    months, parts, last_weeks = _calendar(as_at, weeks)
    issued, on_time = paths.issued @ parts, paths.on_time @ parts
    if actual and months and actual[-1].month == months[0]:
        issued[:, 0] += actual[-1].issued
        on_time[:, 0] += actual[-1].on_time
    past = [one for one in actual if not months or one.month < months[0]][-_TOGETHER:]
    rolled = _share(_rolled(on_time, past, "on_time"), _rolled(issued, past, "issued"))
    clear_week = _clear_weeks(paths)
    lows, low_month = _lows(rolled, np.where(clear_week > 0, clear_week, weeks), last_weeks)
    return Outcome(
        what=what,
        cost=cost,
        months=tuple(
            MonthFan(
                month=month,
                share=band(_share(on_time[:, at], issued[:, at])),
                issued=band(issued[:, at]),
                open=band(paths.open[:, last_weeks[at]]),
                over=band(paths.over[:, last_weeks[at]]),
                ep_queue=band(paths.ep_queue[:, last_weeks[at]]),
            )
            for at, month in enumerate(months)
        ),
        quarters=tuple(
            QuarterFan(last=month, share=band(rolled[:, at]))
            for at, month in enumerate(months)
            if at % _TOGETHER == _TOGETHER - 1
        ),
        is_clear=bool(np.median(clear_week) == 0),
        clears=_when([None if week >= weeks else as_at + timedelta(weeks=int(week) + 1) for week in clear_week]),
        target_reached=_when(_first_months(rolled >= target, months)),
        dip=band(lows),
        dip_on=months[low_month] if months else None,
        now=_together(past),
        last_year=band(_share(paths.on_time[:, -52:].sum(axis=1), paths.issued[:, -52:].sum(axis=1))),
    )


def _calendar(as_at: date, weeks: int) -> tuple[list[date], Floats, list[int]]:
    """Return the months ahead that are whole, how much of each week falls in each, and each one's last week."""
    days = [as_at + timedelta(days=day) for day in range(1, 7 * weeks + 1)]
    firsts = sorted({day.replace(day=1) for day in days})
    ends_whole = (days[-1] + timedelta(days=1)).day == 1
    months = firsts if ends_whole else firsts[:-1]
    place = {month: at for at, month in enumerate(months)}
    parts, last = np.zeros((weeks, len(months))), [0] * len(months)
    for number, day in enumerate(days):
        at = place.get(day.replace(day=1))
        if at is not None:
            parts[number // 7, at] += 1 / 7
            last[at] = number // 7
    return months, parts, last


def _rolled(values: Floats, past: Sequence[ActualMonth], name: str) -> Floats:
    before = np.array([float(getattr(one, name)) for one in past[-(_TOGETHER - 1) :]])
    whole = np.concatenate((np.tile(before, (len(values), 1)), values), axis=1)
    sums = np.cumsum(np.pad(whole, ((0, 0), (_TOGETHER, 0))), axis=1)
    rolled = sums[:, _TOGETHER:] - sums[:, :-_TOGETHER]
    return np.asarray(rolled[:, len(before) :])


def _together(past: Sequence[ActualMonth]) -> float | None:
    issued = sum(one.issued for one in past)
    return 100 * sum(one.on_time for one in past) / issued if issued else None


def _clear_weeks(paths: Paths) -> Floats:
    """Return the first week (from nought) of each run from which the backlog is cleared; their number for never."""
    is_clear = paths.over <= CLEARED_SHARE * paths.open
    weeks = is_clear.shape[1]
    at_the_end = np.where(is_clear.all(axis=1), weeks, np.argmin(is_clear[:, ::-1], axis=1))
    return np.asarray(np.where(at_the_end >= CLEARED_WEEKS, weeks - at_the_end, weeks), dtype=np.float64)


def _lows(rolled: Floats, clear_week: Floats, last_weeks: Sequence[int]) -> tuple[Floats, int]:
    until = np.searchsorted(np.array(last_weeks), clear_week)
    counted = np.arange(rolled.shape[1])[None, :] <= until[:, None]
    shown = np.where(counted & np.isfinite(rolled), rolled, np.inf)
    return shown.min(axis=1), int(np.median(shown.argmin(axis=1))) if rolled.size else 0


def _first_months(reached: NDArray[np.bool_], months: Sequence[date]) -> list[date | None]:
    firsts = reached.argmax(axis=1)
    return [months[int(at)] if row[at] else None for at, row in zip(firsts, reached, strict=True)]


def _when(days: Sequence[date | None]) -> When:
    known = sorted(day for day in days if day is not None)
    ordered: list[date | None] = [*known, *([None] * (len(days) - len(known)))]
    early, middle, late = (ordered[min(int(share * len(ordered)), len(ordered) - 1)] for share in (0.05, 0.5, 0.95))
    return When(early=early, middle=middle, late=late, runs_that_do=round(100 * len(known) / max(len(days), 1)))


def _share(part: Floats, whole: Floats) -> Floats:
    """Return per cent, none where nothing was issued: what sums of parts of weeks leave over is no plan."""
    return np.asarray(100 * part / np.where(whole > 1e-6, whole, np.nan))


def band(values: Floats) -> Band:
    """Return the band of values over the runs, those that are none left out."""
    known = values[np.isfinite(values)]
    if not len(known):
        return Band(p5=None, p25=None, median=None, p75=None, p95=None)
    p5, p25, median, p75, p95 = (float(one) for one in np.percentile(known, [5, 25, 50, 75, 95]))
    return Band(p5=p5, p25=p25, median=median, p75=p75, p95=p95)
