"""How often what happened lies inside the forecast's 90 per cent band, over authorities of many seeds and two kinds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from send_desktop.forecast.flow import Paths, simulate
from send_desktop.forecast.flow_inputs import measure
from send_desktop.forecast.whatif import AS_NOW, defaults
from send_desktop.measures import status_as_at
from send_desktop.records import AdviceRow, TimelinessRow
from tests.helpers.little_authority import BEGINS, Authority
from tests.helpers.profiled_authority import ProfiledAuthority

KNOWN_UNTIL = BEGINS + timedelta(weeks=104, days=4)
WEEKS = 26

KINDS: dict[str, Callable[[int], Authority | ProfiledAuthority]] = {
    "in line": lambda seed: Authority(seed).until(KNOWN_UNTIL + timedelta(weeks=WEEKS)),
    "as settled": ProfiledAuthority,
}
"""Where children wait in line for people who work; where each one's way is settled as a whole."""

QUANTITIES = (
    "plans issued in 26 weeks",
    "issued in 20 weeks, first quarter",
    "issued in 20 weeks, second quarter",
    "open at the end",
    "open past 20 weeks at the end",
    "waiting for the EP at the end",
)


@dataclass(frozen=True, slots=True)
class Covered:
    """How often one quantity lay inside its band."""

    seeds: int
    inside: int
    """At or between the ends of the band."""
    shared: float
    """The same with ties shared out, as is right for counts: where nobody can be in time, a band from nought to nought
    always holds what comes and shows nothing (the randomised transform of Czado, Gneiting and Held 2009)."""


def covered(kind: str, seeds: Sequence[int], runs: int) -> dict[str, Covered]:
    """Return how often each quantity lay inside its band; a share of no plans is left out."""
    told = [_one_seed(kind, seed, runs) for seed in seeds]
    found = {}
    for name in QUANTITIES:
        known = [one[name] for one in told if name in one]
        inside = sum(ends[0] <= value <= ends[1] for ends, _, value in known)
        found[name] = Covered(len(known), inside, sum(_shared(drawn, value) for _, drawn, value in known))
    return found


def _one_seed(kind: str, seed: int, runs: int) -> dict[str, tuple[np.ndarray, np.ndarray, float]]:
    """Return, for each quantity, the band's ends, what each run gave and what happened."""
    ends = KNOWN_UNTIL + timedelta(weeks=WEEKS)
    authority = KINDS[kind](seed)
    inputs = measure(authority.rows(KNOWN_UNTIL), authority.advice(KNOWN_UNTIL), KNOWN_UNTIL)
    assert not inputs.too_little, inputs.too_little
    paths = simulate(inputs, AS_NOW, defaults(), weeks=WEEKS, runs=runs, seed=seed)
    drawn, happened = _forecast(paths), _happened(authority.rows(ends), authority.advice(ends), ends)
    return {
        name: (np.nanpercentile(drawn[name], [5, 95]), drawn[name], float(happened[name] or 0))
        for name in QUANTITIES
        if happened[name] is not None
    }


def _shared(drawn: np.ndarray, value: float) -> float:
    """Return how much of what lies at a value is inside the middle 90 per cent of what was drawn."""
    known = drawn[np.isfinite(drawn)]
    below, upto = (known < value).mean(), (known <= value).mean()
    if below == upto:
        return float(0.05 <= below <= 0.95)
    return float(max(min(upto, 0.95) - max(below, 0.05), 0.0) / (upto - below))


def _forecast(paths: Paths) -> dict[str, np.ndarray]:
    half = WEEKS // 2
    with np.errstate(invalid="ignore"):
        first = paths.on_time[:, :half].sum(axis=1) / paths.issued[:, :half].sum(axis=1)
        second = paths.on_time[:, half:].sum(axis=1) / paths.issued[:, half:].sum(axis=1)
    ends = (paths.issued.sum(axis=1), first, second, paths.open[:, -1], paths.over[:, -1], paths.ep_queue[:, -1])
    return dict(zip(QUANTITIES, ends, strict=True))


def _happened(rows: list[TimelinessRow], advice: list[AdviceRow], ends: date) -> dict[str, float | None]:
    middle = KNOWN_UNTIL + timedelta(weeks=WEEKS // 2)
    plans = [row for row in rows if row.final_sent_on and row.final_sent_on > KNOWN_UNTIL]
    halves = ([], [])  # type: tuple[list[bool], list[bool]]
    for row in plans:
        if row.final_sent_on:
            halves[row.final_sent_on > middle].append((row.final_sent_on - row.clock_start_on).days <= 140)
    still = [row for row in rows if status_as_at(row, ends) == "open"]
    ids = {row.case_id for row in still}
    over = [row for row in still if (ends - row.clock_start_on).days > 140]
    waiting = [one for one in advice if one.service == "EP" and not one.received_on]
    return {
        QUANTITIES[0]: len(plans),
        QUANTITIES[1]: sum(halves[0]) / len(halves[0]) if halves[0] else None,
        QUANTITIES[2]: sum(halves[1]) / len(halves[1]) if halves[1] else None,
        QUANTITIES[3]: len(still),
        QUANTITIES[4]: len(over),
        QUANTITIES[5]: sum(1 for one in waiting if one.case_id in ids),
    }
