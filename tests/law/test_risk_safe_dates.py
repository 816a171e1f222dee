"""The latest safe date of every remaining step: kept, the limit is met; missed by a day, it is not."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from send_desktop.risk import RiskContext, SafeDate, derive, finishes, latest_safe_dates
from send_desktop.statute.facts import AdviceFact, CaseFacts, ConsultationFact
from tests.law.risk_cases import (
    CASE,
    DAY,
    START,
    WEEK_6,
    WEEK_20,
    agreed,
    asked,
    assessment_panel,
    context,
    contexts,
    decided,
    issue_panel,
    open_facts,
    requested,
    served,
)

TODAY = date(2026, 11, 20)
EP = agreed(asked("EP", date(2026, 9, 30)))
PANELS = (issue_panel(date(2026, 12, 15), papers_by=date(2026, 12, 4)), issue_panel(date(2027, 1, 12)))


def dates(facts: CaseFacts, surroundings: RiskContext, today: date = TODAY) -> dict[str, SafeDate]:
    return {item.step: item for item in latest_safe_dates(CASE, facts, "North", surroundings, today)}


def earliest(facts: CaseFacts, surroundings: RiskContext, today: date) -> date:
    found = finishes(CASE, facts, "North", surroundings, today).earliest
    assert found is not None
    return found


def test_every_remaining_step_has_its_date_in_order() -> None:
    found = latest_safe_dates(CASE, EP, "North", context(*PANELS), TODAY)
    assert [(item.title, item.on) for item in found] == [
        ("EP advice in", date(2026, 12, 4)),
        ("Issue panel", date(2026, 12, 15)),
        ("Draft served (15 days for the family)", date(2026, 12, 23)),
        ("Final plan sent", WEEK_20),
    ]


def test_before_the_decision_to_assess_the_steps_are_the_panel_and_the_letter() -> None:
    panel = assessment_panel(date(2026, 9, 29), papers_by=date(2026, 9, 22))
    found = latest_safe_dates(CASE, requested(), "North", context(panel), date(2026, 9, 1))
    assert [(item.title, item.on) for item in found] == [
        ("Assessment panel", date(2026, 9, 29)),
        ("Family told", WEEK_6),
    ]


def test_without_a_panel_the_decision_has_a_date_of_its_own() -> None:
    found = dates(requested(), context(), date(2026, 9, 1))["assess_decision"]
    assert (found.title, found.on) == ("Decision to assess", date(2026, 10, 1))


def test_a_step_is_marked_once_its_date_cannot_be_kept() -> None:
    surroundings = context(*PANELS)
    assert {step: item.state for step, item in dates(EP, surroundings).items()} == dict.fromkeys(
        ["advice", "issue_decision", "draft", "final_plan"], "on_track"
    )
    assert {step: item.state for step, item in dates(EP, surroundings, date(2026, 12, 5)).items()} == {
        "advice": "breached",
        "issue_decision": "will_breach",
        "draft": "will_breach",
        "final_plan": "will_breach",
    }


def test_a_step_is_marked_when_it_is_expected_too_late() -> None:
    slow = context(*PANELS, delays={"EP": 80})  # 19 December
    assert dates(EP, slow)["advice"].state == "at_risk"


def test_a_served_draft_leaves_the_reply_and_the_plan() -> None:
    waiting = served(date(2026, 11, 17), ConsultationFact("Hawthorn Lane", date(2026, 11, 18)))
    found = latest_safe_dates(CASE, waiting, "North", context(), TODAY)
    assert [(item.title, item.on) for item in found] == [
        ("Reply from Hawthorn Lane in", date(2027, 1, 7)),
        ("Final plan sent", WEEK_20),
    ]


def test_a_closed_case_has_no_safe_dates() -> None:
    assert latest_safe_dates(CASE, decided(final_sent_on=TODAY), "North", context(), TODAY) == ()


def test_what_is_kept_beside_the_case_is_the_first_of_its_safe_dates() -> None:
    derived = derive(CASE, EP, "North", context(*PANELS))
    assert (derived.safe_by, derived.panel_on) == (date(2026, 12, 4), date(2026, 12, 15))


def test_a_deadline_after_the_meeting_gives_no_day_more_than_the_meeting() -> None:
    odd = issue_panel(date(2026, 12, 15), papers_by=date(2026, 12, 18))
    assert dates(EP, context(odd))["advice"].on == date(2026, 12, 15)


def test_a_panel_that_met_before_the_advice_was_in_is_not_the_last_in_time() -> None:
    facts = agreed(asked("EP", date(2026, 9, 30), received_on=date(2026, 11, 9)))
    before = issue_panel(date(2026, 11, 3))
    assert derive(CASE, facts, "North", context(before)).panel_on is None
    assert dates(facts, context(before))["issue_decision"].on == date(2026, 12, 16)


def test_a_setting_is_consulted_early_enough_to_have_its_15_days() -> None:
    nobody = served(date(2026, 11, 17))
    assert dates(nobody, context())["consultation_not_sent"].on == date(2026, 12, 23)
    one_after_the_other = context(representations_then_consultation=True)
    assert dates(nobody, one_after_the_other)["consultation_not_sent"].on == date(2026, 12, 27)
    assert earliest(nobody, one_after_the_other, date(2026, 12, 27)) == WEEK_20
    assert earliest(nobody, one_after_the_other, date(2026, 12, 28)) > WEEK_20


def advice_in_on(facts: CaseFacts, day: date) -> CaseFacts:
    items = [item if item.received_on else replace(item, received_on=day) for item in facts.advice]
    return replace(facts, advice=(*items, AdviceFact("School", START, None, day)))


def step_done_on(facts: CaseFacts, step: str, day: date) -> CaseFacts | None:
    """The case as it is when a step has happened on a day, or None for a step that ends it."""
    if step in ("advice", "advice_not_asked"):
        return advice_in_on(facts, day)
    if step == "issue_decision":
        return replace(facts, issue_outcome="issue", issue_made_on=day)
    if step == "assess_decision":
        return replace(facts, assess_outcome="assess", assess_made_on=day)
    if step == "draft":
        return replace(facts, draft_served_on=day, representations_by=None, consultations=_consulted_on(day))
    if step == "consultation":
        replied = [replace(item, replied_on=item.replied_on or day) for item in facts.consultations if item.sent_on]
        return replace(facts, consultations=tuple(replied))
    return None


def _consulted_on(day: date) -> tuple[ConsultationFact, ...]:
    return (ConsultationFact("Hawthorn Lane", day),)


def without_agendas(surroundings: RiskContext) -> RiskContext:
    """A case that stands on no agenda, so that papers deadlines bind it throughout."""
    places = tuple(replace(place, case_ids=frozenset()) for place in surroundings.meetings)
    return replace(surroundings, meetings=places)


@given(open_facts(), contexts())
def test_the_next_step_on_its_safe_date_meets_the_limit_and_a_day_later_does_not(
    facts: CaseFacts, surroundings: RiskContext
) -> None:
    surroundings = without_agendas(surroundings)
    derived = derive(CASE, facts, "North", surroundings)
    safe = latest_safe_dates(CASE, facts, "North", surroundings, START)
    if not safe or derived.next_due is None or (derived.panel_on is None and not derived.has_no_panel):
        return
    step, on, limit = safe[0].step, derived.safe_by, derived.next_due
    assert on is not None
    if step not in ("advice", "advice_not_asked"):
        return
    done, later = step_done_on(facts, step, on), step_done_on(facts, step, on + DAY)
    assert done is not None
    assert later is not None
    assert earliest(done, surroundings, on) <= limit
    # Where the calendar ends the step waits for no meeting, so that only the meeting is missed.
    is_missed = earliest(later, surroundings, on + DAY) > limit
    assert is_missed or derived.panel_on is not None


@given(open_facts(), contexts())
def test_each_later_step_on_its_safe_date_meets_the_limit(facts: CaseFacts, surroundings: RiskContext) -> None:
    for item in latest_safe_dates(CASE, facts, "North", surroundings, START):
        limit = derive(CASE, facts, "North", surroundings).next_due
        assert limit is not None
        done = step_done_on(facts, item.step, item.on)
        if item.step in ("issue_decision", "assess_decision", "draft") and done is not None:
            assert earliest(done, surroundings, item.on) <= limit


@given(contexts())
def test_the_last_day_to_serve_is_the_last(surroundings: RiskContext) -> None:
    """Served on its safe date and consulted the same day, the plan can be sent in time; a day later it cannot."""
    facts = decided()
    on = dates(facts, surroundings)["draft"].on
    assert earliest(_served(facts, on, surroundings), surroundings, on) <= WEEK_20
    assert earliest(_served(facts, on + DAY, surroundings), surroundings, on + DAY) > WEEK_20


def _served(facts: CaseFacts, day: date, surroundings: RiskContext) -> CaseFacts:
    is_after = surroundings.options.representations_then_consultation
    return replace(facts, draft_served_on=day, consultations=() if is_after else _consulted_on(day))


def test_every_step_taken_on_its_safe_date_ends_on_or_before_the_limit() -> None:
    surroundings, facts = context(*PANELS), EP
    safe = dates(facts, surroundings)
    facts = advice_in_on(facts, safe["advice"].on)
    assert dates(facts, surroundings)["issue_decision"].on == safe["issue_decision"].on
    facts = replace(facts, issue_outcome="issue", issue_made_on=safe["issue_decision"].on)
    assert dates(facts, surroundings)["draft"].on == safe["draft"].on
    facts = replace(facts, draft_served_on=safe["draft"].on, consultations=_consulted_on(safe["draft"].on))
    assert earliest(facts, surroundings, safe["draft"].on) <= WEEK_20


def test_day_110_is_the_last_day_to_serve_when_one_follows_the_other() -> None:
    found = dates(EP, context(representations_then_consultation=True))["draft"]
    assert found.on == START + DAY * 110
