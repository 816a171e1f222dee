"""An authority made up from known distributions, forecast as at one day and judged by what was to come.

``python -m tests.bench.forecasting --seeds 200`` judges many such authorities; the tests judge a few.
"""

import argparse
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from send_desktop.forecast.breach import PLAN, forecast
from send_desktop.forecast.calibration import BANDS, band_of
from send_desktop.forecast.history import courses, history_from, spells
from send_desktop.forecast.survival import History
from send_desktop.records import AdviceRow, TimelinessRow
from tests.helpers.truth import advice_row, timeliness_row

OPENED = date(2023, 1, 2)
AS_AT = date(2026, 11, 20)

USUAL_WAITS = {"EP": (55.0, 0.5, 1.0), "SaLT": (38.0, 0.4, 0.6), "OT": (45.0, 0.4, 0.3)}
"""By service: the middle wait in days, its spread on the log scale, and the share of assessments that ask it."""

SUMMER = 1.5
"""What is asked from June to August waits so many times as long."""


@dataclass(frozen=True)
class Authority:
    """Every case to its end, what lies after ``AS_AT`` included: a forecast must not look there."""

    rows: list[TimelinessRow]
    advice: list[AdviceRow]


def authority(seed: int, cases: int = 1500) -> Authority:
    """Make up an authority: steps that mind neither one another nor the clock, each of a length drawn at random."""
    source = np.random.default_rng(seed)
    rows: list[TimelinessRow] = []
    advice: list[AdviceRow] = []
    for case_id in range(1, cases + 1):
        received = OPENED + timedelta(days=int(source.integers(0, (AS_AT - OPENED).days)))
        row, asked = _case(source, case_id, received)
        rows.append(row)
        advice.extend(asked)
    return Authority(rows, advice)


def _case(source: np.random.Generator, case_id: int, received: date) -> tuple[TimelinessRow, list[AdviceRow]]:
    told = _later(received, source.gamma(9, 4))
    is_agreed = source.random() > 0.2
    asked = [_asked(source, case_id, service, told) for service in USUAL_WAITS] if is_agreed else []
    known = [one for one in asked if one is not None]
    last_in = max((one.received_on for one in known if one.received_on), default=told)
    issue = _later(last_in, source.integers(2, 18))
    draft = _later(issue, source.integers(3, 16))
    final = _later(draft, source.integers(18, 40))
    is_withdrawn = source.random() < 0.05
    row = timeliness_row(
        case_id=case_id,
        reference=f"EHC-{case_id:05}",
        received_on=received,
        assess_outcome="assess" if is_agreed else "refuse",
        assess_told_on=told,
        issue_outcome="issue" if is_agreed else None,
        issue_told_on=issue if is_agreed else None,
        draft_served_on=draft if is_agreed else None,
        final_sent_on=final if is_agreed and not is_withdrawn else None,
        is_withdrawn=is_withdrawn,
        withdrawn_on=_later(received, source.integers(1, 120)) if is_withdrawn else None,
    )
    return row, known


def _asked(source: np.random.Generator, case_id: int, service: str, told: date) -> AdviceRow | None:
    middle, spread, share = USUAL_WAITS[service]
    if source.random() > share:
        return None
    on = _later(told, source.integers(0, 5))
    wait = source.lognormal(np.log(middle), spread) * (SUMMER if on.month in (6, 7, 8) else 1)
    return advice_row(case_id=case_id, service=service, requested_on=on, received_on=_later(on, wait))


def _later(on: date, days: float) -> date:
    return on + timedelta(days=round(days))


def judged(made: Authority, as_at: date = AS_AT) -> list[tuple[float, bool]]:
    """Return the chance of each open case of which a plan came to be made, and whether it came late."""
    known = courses(made.rows, made.advice, as_at)
    history = History(spells(known, history_from(as_at)))
    truth = {row.case_id: row for row in made.rows}
    found = []
    for one in known:
        said, row = forecast(one, history, PLAN), truth[one.case_id]
        if said is not None and said.chance is not None and row.final_sent_on is not None:
            found.append((said.chance, row.final_sent_on > said.due))
    return found


def lies_inside(found: list[tuple[float, bool]]) -> bool:
    """Say whether as many came late as lie within the middle 90 per cent of what the chances allow."""
    expected, late = sum(chance for chance, _ in found), sum(late for _, late in found)
    spread = sum(chance * (1 - chance) for chance, _ in found) ** 0.5
    return abs(late - expected) <= 1.645 * spread + 0.5


def main() -> None:
    """Judge many authorities and print what was said beside what came, band by band; and how long a county takes."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.forecasting", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    seeds = parser.parse_args().seeds
    bands: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    inside = 0
    for seed in range(seeds):
        found = judged(authority(seed))
        inside += lies_inside(found)
        for chance, late in found:
            bands[band_of(chance).id].append((chance, late))
    print(f"{seeds} made-up authorities, as at {AS_AT}")
    for band in BANDS:
        found = bands[band.id] or [(0.0, False)]
        said, came = np.mean([chance for chance, _ in found]), np.mean([late for _, late in found])
        print(f"  {band.words:22} {len(found):7,} forecasts: {100 * said:5.1f}% said, {100 * came:5.1f}% came late")
    print(f"  of all open cases so many were late as lie in the 90 per cent range in {inside} of {seeds}")
    county = authority(1, 4000)
    began = time.perf_counter()
    judged(county)
    print(f"4,000 cases read, learnt from and forecast in {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
