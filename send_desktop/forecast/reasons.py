"""What a chance is made of, in plain sentences, each with its inputs."""

from datetime import timedelta

from send_desktop.forecast.breach import CHANCE, PLAN, Forecast, Running, forecast, running
from send_desktop.forecast.history import Course
from send_desktop.forecast.stages import ADVICE, AFTER, STAGE, season_of
from send_desktop.forecast.survival import HORIZON, Floats, History, Learnt, TooLittle
from send_desktop.wording import days, full_date, sentence_case

EVEN = 0.5
"""As likely as not."""


def reasons(one: Course, history: History, question: str = PLAN) -> tuple[str, ...]:
    """Return the reasons for a case's forecast: the days left, the stage it is in, and what follows."""
    made = forecast(one, history, question)
    if made is None:
        return ()
    if made.state != CHANCE:
        return (made.why_none,)
    found = [f"{sentence_case(days(made.days_left))} left until {_limit(question)}, {full_date(made.due)}."]
    found.extend(_of_running(spell, spell.learnt, made) for spell in running(one, history) if _is_learnt(spell))
    rest = history.rest(one.stage, made.days_left, season_of(one.as_at))
    if question == PLAN and one.stage in AFTER and not isinstance(rest, TooLittle):
        found.append(_of_rest(one, history, rest, made))
    if one.has_exception:
        found.append("An exception is on record. The forecast is of the day itself, whether or not it is relieved.")
    return tuple(found)


def percent(share: float) -> str:
    """Return '58 per cent'; never none or all, for nothing ahead is certain."""
    if share < 0.005:
        return "under 1 per cent"
    if share >= 0.995:
        return "over 99 per cent"
    return f"{round(100 * share)} per cent"


def _limit(question: str) -> str:
    return "day 140" if question == PLAN else "day 42"


def _of_running(spell: Running, learnt: Learnt | TooLittle, made: Forecast) -> str:
    assert isinstance(learnt, Learnt)
    curve, left = learnt.curve, made.days_left
    reached = int(curve.reached[min(spell.age, HORIZON)])
    long = "," if reached == curve.spells else f", {reached:,} lasted longer than that, and of these"
    took = percent(curve.longer_than(spell.age + left, spell.age))
    low, high = curve.interval(spell.age + left, spell.age)
    sure = f" (95 per cent confidence: {round(100 * low)} to {round(100 * high)})" if low < high else ""
    return f"{_heading(spell)}: of {curve.spells:,} {learnt.pool.words}{long} {took} took {_more(spell, left)}{sure}."


def _heading(spell: Running) -> str:
    title = f"{spell.service} advice" if spell.stage == ADVICE else sentence_case(STAGE[spell.stage].title)
    return f"{title}, {STAGE[spell.stage].since} {f'{days(spell.age)} ago' if spell.age else 'today'}"


def _more(spell: Running, left: int) -> str:
    return f"more than {'the ' if not spell.age else ''}{days(left)}{' longer' if spell.age else ' that are left'}"


def _of_rest(one: Course, history: History, rest: Floats, made: Forecast) -> str:
    learnt = history.learn(AFTER[one.stage], season=season_of(one.as_at), days_left=made.days_left)
    assert isinstance(learnt, Learnt)
    share = float(rest[made.days_left])
    told = (
        f"{sentence_case(STAGE[AFTER[one.stage]].title)}: of {learnt.curve.spells:,} {learnt.pool.words}, "
        f"{percent(share)} had the plan in time."
    )
    least = _least_left(rest, made.days_left)
    if least is None:
        return told
    last = full_date(made.due - timedelta(days=least))
    return f"{told} {last} is the last day to get there that leaves it as likely as not."


def _least_left(rest: Floats, left: int) -> int | None:
    """Return the fewest days left with which, and with any more up to those there are, half were in time."""
    found = None
    for days_left in range(left, -1, -1):
        if rest[days_left] < EVEN:
            break
        found = days_left
    return found


def _is_learnt(spell: Running) -> bool:
    return isinstance(spell.learnt, Learnt)
