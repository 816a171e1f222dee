"""The chance of a breach: right on made-up authorities whose truth is known, silent where it should be."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest

from send_desktop.forecast.breach import PLAN, TOLD, Forecast, forecast
from send_desktop.forecast.calibration import (
    BANDS,
    Calibration,
    band_of,
    brier,
    calibrate,
    month_before,
    months_to_judge,
    sentences,
)
from send_desktop.forecast.history import Asked, Course, courses, spells
from send_desktop.forecast.reasons import percent, reasons
from send_desktop.forecast.stages import ADVICE, AFTER_ADVICE, DECISION, FINAL, REQUEST
from send_desktop.forecast.survival import History, Spell
from send_desktop.records import TimelinessRow
from tests.bench.forecasting import AS_AT, Authority, authority, judged
from tests.helpers.truth import timeliness_row

DAY = timedelta(days=1)


def many(stage: str, days: int, count: int = 60, service: str = "", left: int = 40) -> list[Spell]:
    """History in which a step always took as long."""
    return [Spell(stage, service, "autumn", left, days, True)] * count


def waiting(days_left: int = 60, **changed: object) -> Course:
    """A case that waits for EP advice, asked for three weeks ago."""
    start = AS_AT + days_left * DAY - 140 * DAY
    plain = Course(
        case_id=1, reference="EHC-26-0001", as_at=AS_AT, start_on=start, status="open", is_decided=True,
        told_on=start + 30 * DAY, is_agreed=True, advice=(Asked("EP", AS_AT - 21 * DAY, None),), issue_told_on=None,
        is_to_issue=False, draft_on=None, final_on=None, ended_on=None, is_ordered=False, has_exception=False,
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]


def said(one: Course, *history: Spell, question: str = PLAN) -> Forecast:
    found = forecast(one, History(history), question)
    assert found is not None
    return found


# --- one case -----------------------------------------------------------------------------------


def test_what_is_left_of_the_advice_and_what_follows_it_make_the_chance() -> None:
    """A third came after 30 days, a third after 50 and a third after 70; what followed took 40 days."""
    history = [*many(ADVICE, 30, service="EP"), *many(ADVICE, 50, service="EP"), *many(ADVICE, 70, service="EP")]
    history += many(AFTER_ADVICE, 40, left=200)
    assert said(waiting(60), *history).chance == pytest.approx(2 / 3), "20 days are left for it: 41 since the asking"
    assert said(waiting(69), *history).chance == pytest.approx(1 / 3)
    assert said(waiting(89), *history).chance == pytest.approx(0)
    assert said(waiting(40), *history).chance == pytest.approx(1)


def test_of_several_services_the_last_one_counts() -> None:
    history = [*many(ADVICE, 30, service="EP"), *many(ADVICE, 50, service="EP"), *many(AFTER_ADVICE, 40, left=200)]
    history += [*many(ADVICE, 30, service="OT"), *many(ADVICE, 50, service="OT")]
    both = waiting(60, advice=(Asked("EP", AS_AT - 21 * DAY, None), Asked("OT", AS_AT - 21 * DAY, None)))
    assert said(waiting(60), *history).chance == pytest.approx(1 / 2)
    assert said(both, *history).chance == pytest.approx(3 / 4)


def test_before_the_decision_the_six_weeks_have_a_chance_of_their_own() -> None:
    early = waiting(110, is_decided=False, told_on=None, is_agreed=False, advice=())
    history = [*many(REQUEST, 35), *many(REQUEST, 50)]
    found = said(early, *history, question=TOLD)
    assert (found.days_left, found.due) == (12, early.start_on + 42 * DAY)
    assert found.chance == pytest.approx(1 / 2)
    assert forecast(waiting(), History(history), TOLD) is None, "it has been told"


def test_a_date_that_has_passed_is_no_matter_of_chance() -> None:
    found = said(waiting(-1))
    assert (found.state, found.chance) == ("passed", None)
    assert "it is breached" in found.why_none
    assert said(waiting(0)).why_none == "Today is its last day: it is met today, or it is breached."
    assert forecast(waiting(status="withdrawn"), History([])) is None


def test_a_case_under_an_order_and_one_without_its_dates_have_none_either() -> None:
    assert said(waiting(is_ordered=True)).state == "elsewhere"
    drafting = waiting(is_to_issue=True, issue_told_on=None)
    assert said(drafting).why_none == (
        "The day on which the draft began to be waited for is not on record, so that no chance can be given."
    )


def test_too_little_history_is_said_and_of_what() -> None:
    found = said(waiting(), *many(ADVICE, 40, 12, "EP"))
    assert (found.state, found.chance) == ("too_few", None)
    assert found.why_none == "Too little history: 12 finished pieces of advice of any service asked for; 30 are needed."
    rest = said(waiting(), *many(ADVICE, 40, 60, "EP"), *many(AFTER_ADVICE, 40, 7))
    assert rest.why_none == "Too little history: 7 finished cases with all advice in; 30 are needed."


def test_the_reasons_say_what_is_left_from_how_many_and_until_when_it_helps() -> None:
    history = [*many(ADVICE, 30, service="EP"), *many(ADVICE, 100, service="EP"), *many(AFTER_ADVICE, 40, left=45)]
    found = reasons(waiting(45, has_exception=True), History(history))
    assert found[0] == "45 days left until day 140, 4 Jan 2027."
    assert found[1].startswith("EP advice, asked for 21 days ago: of 120 pieces of EP advice asked for")
    assert "50 per cent took more than 45 days longer (95 per cent confidence: 41 to 59)." in found[1]
    assert found[2] == (
        "What follows the advice: of 60 cases with all advice in, with 42 to 48 days left, over 99 per cent had the "
        "plan in time. 4 Dec 2026 is the last day to get there that leaves it as likely as not."
    )
    assert "An exception is on record." in found[3]
    assert reasons(waiting(-3), History(history))[0].endswith("no longer a matter of chance.")


def test_no_chance_is_called_certain() -> None:
    assert (percent(0.0), percent(0.584), percent(1.0)) == ("under 1 per cent", "58 per cent", "over 99 per cent")


# --- many cases, and the truth ------------------------------------------------------------------


@pytest.fixture(scope="module")
def made() -> Authority:
    return authority(3, 900)


def test_on_made_up_authorities_as_many_are_late_as_was_said() -> None:
    """A short form of ``python -m tests.bench.forecasting``, which judges two hundred of them."""
    bands: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for seed in range(4):
        for chance, late in judged(authority(seed, 1200)):
            bands[band_of(chance).id].append((chance, late))
    assert sum(len(found) for found in bands.values()) > 300
    for found in bands.values():
        expected, late = sum(chance for chance, _ in found), sum(late for _, late in found)
        spread = sum(chance * (1 - chance) for chance, _ in found) ** 0.5
        assert abs(late - expected) <= 3 * spread + 0.06 * len(found)


def test_a_forecast_knows_nothing_of_what_came_after_its_day(made: Authority) -> None:
    before = courses(made.rows, made.advice, AS_AT)
    cut = [_without_later(row) for row in made.rows]
    later = [replace(one, received_on=_by(one.received_on)) for one in made.advice if _by(one.requested_on)]
    after = courses(cut, later, AS_AT)
    one, two = History(spells(before)), History(spells(after))
    assert [forecast(case, one) for case in before] == [forecast(case, two) for case in after]


def _without_later(row: TimelinessRow) -> TimelinessRow:
    is_told, is_issued = _by(row.assess_told_on) is not None, _by(row.issue_told_on) is not None
    return replace(
        row,
        assess_outcome=row.assess_outcome if is_told else None,
        assess_told_on=_by(row.assess_told_on),
        issue_outcome=row.issue_outcome if is_issued else None,
        issue_told_on=_by(row.issue_told_on),
        draft_served_on=_by(row.draft_served_on),
        final_sent_on=_by(row.final_sent_on),
        is_withdrawn=row.is_withdrawn and _by(row.withdrawn_on) is not None,
        withdrawn_on=_by(row.withdrawn_on),
    )


def _by(on: date | None) -> date | None:
    return on if on is not None and on <= AS_AT else None


# --- a month judged -----------------------------------------------------------------------------

OCTOBER = date(2026, 10, 1)


def due_on(case_id: int, due: date, **fields: object) -> TimelinessRow:
    return timeliness_row(case_id=case_id, received_on=due - 140 * DAY, **fields)


def claim(case_id: int, due: date, chance: float | None, state: str = "chance") -> Forecast:
    return Forecast(
        case_id=case_id, reference=f"EHC-{case_id}", question=PLAN, due=due, days_left=(due - OCTOBER).days,
        state=state, chance=chance,
    )  # fmt: skip


def october(rows: list[TimelinessRow], made: list[Forecast], today: date = AS_AT) -> Calibration:
    return calibrate(OCTOBER, PLAN, OCTOBER, made, rows, today)


def test_a_month_is_judged_by_what_happened_on_each_date() -> None:
    day = date(2026, 10, 20)
    rows = [
        due_on(1, day, final_sent_on=day), due_on(2, day, final_sent_on=day + DAY), due_on(3, day),
        due_on(4, day, is_withdrawn=True, withdrawn_on=day - DAY),
        due_on(5, day, is_withdrawn=True, withdrawn_on=day + DAY), due_on(6, date(2026, 11, 2)),
    ]  # fmt: skip
    made = [claim(1, day, 0.2), claim(2, day, 0.8), claim(3, day, 0.95), claim(4, day, 0.5), claim(5, day, 0.8)]
    found = october(rows, [*made, claim(6, date(2026, 11, 2), 0.9)])
    assert (found.count, found.late, found.left, found.still_ahead) == (4, 3, 1, 0)
    assert found.expected == pytest.approx(0.2 + 0.8 + 0.95 + 0.8)
    assert found.brier == pytest.approx((0.04 + 0.04 + 0.0025 + 0.04) / 4)
    assert [(one.band.id, one.count, one.late) for one in found.bins] == [
        ("unlikely", 1, 0), ("likely", 2, 2), ("very_likely", 1, 1),
    ]  # fmt: skip
    assert [one.verdict for one in found.bins] == ["as forecast"] * 3


def test_the_usual_share_beside_it_is_that_of_the_year_before_and_not_of_the_month() -> None:
    past = [due_on(n, date(2026, 5, 1), final_sent_on=date(2026, 5, 1) + (n % 4 == 0) * DAY) for n in range(1, 41)]
    rows = [*past, due_on(100, date(2026, 10, 5)), due_on(101, date(2026, 10, 6), final_sent_on=date(2026, 10, 6))]
    found = october(rows, [claim(100, date(2026, 10, 5), 0.9), claim(101, date(2026, 10, 6), 0.1)])
    assert found.usual == pytest.approx(0.25)
    assert found.usual_brier == pytest.approx((0.75**2 + 0.25**2) / 2)
    told = sentences(found)
    assert told[0] == "Of 2 plans due in October 2026, the forecasts said that 1.0 would be late; 1 was."
    assert told[1] == (
        "They were nearer than saying of every case the year's usual share, 25 per cent: "
        "a Brier score of 0.010 beside 0.312 (0 is perfect)."
    )
    assert told[2] == "2 forecasts are too few to judge them by."


def test_more_late_than_chance_explains_is_said_of_its_band() -> None:
    day = date(2026, 10, 20)
    rows = [due_on(n, day) for n in range(1, 31)]
    (only,) = october(rows, [claim(n, day, 0.2) for n in range(1, 31)]).bins
    assert (only.late, only.verdict) == (30, "more were late")


def test_cases_without_a_chance_and_dates_to_come_are_counted_beside() -> None:
    day = date(2026, 10, 20)
    rows = [due_on(1, day), due_on(2, date(2026, 10, 30))]
    made = [claim(1, day, None, "too_few"), claim(2, date(2026, 10, 30), 0.4)]
    found = october(rows, made, today=date(2026, 10, 25))
    assert (found.count, found.without_chance, found.still_ahead) == (0, 1, 1)
    assert sentences(found) == ("No forecast of this month can be judged yet.",)


def test_the_score_of_brier_is_the_mean_squared_distance() -> None:
    assert brier([(1.0, True), (0.0, False)]) == 0
    assert brier([(0.5, True), (0.5, False), (0.8, True)]) == pytest.approx((0.25 + 0.25 + 0.04) / 3)
    assert brier([]) is None


def test_every_chance_has_one_band_and_months_end_before_this_one() -> None:
    assert [band_of(chance).id for chance in (0, 0.0999, 0.1, 0.5, 0.65, 0.9, 1)] == [
        "very_unlikely", "very_unlikely", "unlikely", "even", "likely", "very_likely", "very_likely",
    ]  # fmt: skip
    assert [one.least for one in BANDS] == sorted(one.least for one in BANDS)
    assert month_before(date(2026, 3, 31)) == date(2026, 2, 1)
    rows = [timeliness_row(received_on=date(2026, 8, 9))]
    assert months_to_judge(rows, AS_AT) == [date(2026, 10, 1), date(2026, 9, 1), date(2026, 8, 1)]
    assert months_to_judge([], AS_AT) == []


def test_the_same_records_give_the_same_forecasts(made: Authority) -> None:
    assert judged(made) == judged(made)
    known = courses(made.rows, made.advice, AS_AT)
    assert {one.stage for one in known if one.is_open} >= {REQUEST, ADVICE, DECISION, FINAL}
