"""How likely a case is to pass its date, from the authority's own history.

For each number of days that the stage it is in may still take (given how long that has lasted), the share of cases
that from there, with the days then left, had their plan in time; of several pieces of advice the last one counts.
Dates that services have promised, and meetings that are set up, are not looked at: they stand in the risk sentence,
which this never changes.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import mul

import numpy as np

from send_desktop.forecast.history import Course
from send_desktop.forecast.stages import ADVICE, REQUEST, STAGE, season_of
from send_desktop.forecast.survival import HORIZON, Floats, History, Learnt, TooLittle
from send_desktop.measures.limits import SIX_WEEKS, TWENTY_WEEKS
from send_desktop.wording import full_date

PLAN, TOLD = "plan", "told"

LIMITS = {PLAN: TWENTY_WEEKS, TOLD: SIX_WEEKS}
"""The days of each question: is the final plan later than day 140, is the family told of the decision after day 42."""

CHANCE, TODAY, PASSED, TOO_FEW, ELSEWHERE, UNDATED = "chance", "today", "passed", "too_few", "elsewhere", "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The chance that one case passes one of its dates, or why none is given."""

    case_id: int
    reference: str
    question: str
    """'plan' or 'told': a key of ``LIMITS``."""
    due: date
    days_left: int
    state: str
    """chance; today (its last day); passed; too_few (history); elsewhere (an order set other dates); undated."""
    chance: float | None = None
    """From 0 to 1, of the date passing unmet if a plan is made (of 'told': if it is not withdrawn)."""
    why_none: str = ""
    """Why there is no chance, where there is none."""


@dataclass(frozen=True, slots=True)
class Running:
    """A spell that a case is in: of which stage, of which service, how long so far, and what history says of it."""

    stage: str
    service: str
    since: date
    age: int
    learnt: Learnt | TooLittle


def forecast(one: Course, history: History, question: str = PLAN) -> Forecast | None:
    """Return the forecast of one open case; None where the question is behind it."""
    if not one.is_open or (question == TOLD and one.is_decided):
        return None
    due = one.start_on + timedelta(days=LIMITS[question])
    left = (due - one.as_at).days
    state, why = _without_chance(one, due, left)
    chance = None
    if not state:
        found = _chance(one, history, question, left)
        state, chance, why = (TOO_FEW, None, found.words) if isinstance(found, TooLittle) else (CHANCE, found, "")
    return Forecast(
        case_id=one.case_id,
        reference=one.reference,
        question=question,
        due=due,
        days_left=left,
        state=state,
        chance=chance,
        why_none=why,
    )


def running(one: Course, history: History) -> list[Running]:
    """Return the spells that a case is in: of each service still awaited, else of its stage."""
    if one.stage == ADVICE:
        waiting = [(ADVICE, asked.service, asked.on) for asked in one.advice if asked.received_on is None]
    else:
        waiting = [(one.stage, "", one.since or one.start_on)]
    return [_running(one, *begun, history) for begun in waiting]


def _without_chance(one: Course, due: date, left: int) -> tuple[str, str]:
    if left < 0:
        return PASSED, f"{full_date(due)} has passed: it is breached, and no longer a matter of chance."
    if one.is_ordered:
        return ELSEWHERE, "A refusal was overturned: other dates apply, and history says too little of them."
    if one.since is None:
        title = STAGE[one.stage].title
        return UNDATED, (
            f"The day on which {title} began to be waited for is not on record, so that no chance can be given."
        )
    if left == 0:
        return TODAY, "Today is its last day: it is met today, or it is breached."
    return "", ""


def _chance(one: Course, history: History, question: str, left: int) -> float | TooLittle:
    spells = running(one, history)
    for spell in spells:
        if isinstance(spell.learnt, TooLittle):
            return spell.learnt
    ended = reduce(mul, (_ended_within(spell, left) for spell in spells))
    if question == TOLD:
        return float(1 - ended[-1])
    rest = _rest_by_day(one, history, left)
    if isinstance(rest, TooLittle):
        return rest
    return float(np.clip(1 - np.diff(ended, prepend=0.0) @ rest, 0.0, 1.0))


def _rest_by_day(one: Course, history: History, left: int) -> Floats | TooLittle:
    """Return, for each day from today on which its stage may end, the chance that the plan goes in time from there."""
    if one.stage != REQUEST:
        rest = history.rest(one.stage, left)
        return rest if isinstance(rest, TooLittle) else rest[::-1]
    seasons = [season_of(one.as_at + timedelta(days=day)) for day in range(left + 1)]
    found = np.zeros(left + 1)
    for season in set(seasons):
        rest = history.rest(one.stage, left, season)
        if isinstance(rest, TooLittle):
            return rest
        found += np.where(np.array(seasons) == season, rest[::-1], 0.0)
    return found


def _ended_within(spell: Running, left: int) -> Floats:
    """Return, for each number of days from 0 to ``left``, the chance that the spell has ended within them."""
    assert isinstance(spell.learnt, Learnt)
    survival = spell.learnt.curve.survival
    ages = np.minimum(spell.age + np.arange(left + 1), HORIZON)
    ended: Floats = 1 - survival[ages] / survival[ages[0]]
    return ended


def _running(one: Course, stage: str, service: str, since: date, history: History) -> Running:
    age = max(0, (one.as_at - since).days)
    left = TWENTY_WEEKS - (since - one.start_on).days
    return Running(stage, service, since, age, history.learn(stage, service, season_of(since), left, age))
