"""Status and stage: what stands decided, and the furthest act recorded."""

from datetime import timedelta

import pytest

from send_desktop.statute.facts import AdviceFact, CaseFacts, ConsultationFact
from send_desktop.statute.outcomes import no_plan_told_on
from send_desktop.statute.stages import STAGE_TITLES, final_from, stage, status
from tests.helpers.law import agreed, case, day, later, no_plan, refused

IN = AdviceFact("EP", day(42), None, day(80))
OUT = AdviceFact("SaLT", day(42))
SERVED = day(100)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (case(), "open"),
        (agreed(), "open"),
        (refused(), "refused"),
        (case(assess_outcome="refuse"), "refused"),
        (refused(assess_told_on=None), "open"),
        (no_plan(), "no_plan"),
        (agreed(issue_outcome="no_plan"), "no_plan"),
        (no_plan(issue_told_on=None), "open"),
        (agreed(final_sent_on=day(139)), "plan_issued"),
        (case(final_sent_on=day(139)), "plan_issued"),
        (case(is_withdrawn=True), "withdrawn"),
        (case(withdrawn_on=day(9)), "withdrawn"),
        (refused(is_withdrawn=True), "withdrawn"),
        (case(closure="moved", closed_on=day(50)), "moved"),
        (case(closure="ceased"), "ceased"),
        (agreed(final_sent_on=day(139), closure="moved", closed_on=day(200)), "plan_issued"),
        (refused(closure="moved", closed_on=day(200)), "refused"),
        (refused(assess_told_on=None, closure="moved"), "moved"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_status_is_tested_in_the_departments_order(facts: CaseFacts, expected: str) -> None:
    assert status(facts) == expected


@pytest.mark.parametrize("route", ["tribunal", "mediation", "conceded", "own_motion"])
def test_an_overturned_refusal_opens_the_case_again_by_any_route(route: str) -> None:
    facts = refused(later_decisions=(later("assess", route, day(90)),))

    assert status(facts) == "open"
    assert stage(facts, day(91)) == "advice"
    assert facts.assess_outcome == "refuse"


@pytest.mark.parametrize("route", ["tribunal", "mediation", "conceded", "own_motion"])
def test_an_overturned_refusal_to_issue_opens_the_case_again_in_draft(route: str) -> None:
    facts = no_plan(later_decisions=(later("issue", route, day(150)),))

    assert status(facts) == "open"
    assert stage(facts, day(151)) == "draft"


def test_a_dismissed_appeal_changes_nothing() -> None:
    assert status(refused(later_decisions=(later("assess", "tribunal", day(200), outcome="dismissed"),))) == "refused"
    assert status(no_plan(later_decisions=(later("issue", "tribunal", day(200), outcome="dismissed"),))) == "no_plan"


def test_a_plan_refused_after_an_order_to_assess_is_refused_all_the_same() -> None:
    ordered = (later("assess", "tribunal", day(90), day(95)),)
    facts = refused(later_decisions=ordered, issue_outcome="no_plan", issue_made_on=day(150), issue_told_on=day(152))

    assert status(facts) == "no_plan"


def test_a_change_of_mind_against_a_plan_counts_once_the_family_is_told() -> None:
    issue = {"issue_outcome": "issue", "issue_made_on": day(90), "issue_told_on": day(90)}

    untold = agreed(**issue, later_decisions=(later("issue", "own_motion", day(95), outcome="no_plan"),))
    told = agreed(**issue, later_decisions=(later("issue", "own_motion", day(95), day(96), outcome="no_plan"),))

    assert (status(untold), status(told)) == ("open", "no_plan")
    assert (no_plan_told_on(untold), no_plan_told_on(told)) == (None, day(96))
    assert stage(untold, day(97)) == "decision_to_issue"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (case(), "request"),
        (case(advice=(IN,)), "request"),
        (refused(assess_told_on=None), "request"),
        (agreed(assess_told_on=None), "advice"),
        (agreed(), "advice"),
        (agreed(advice=(IN, OUT)), "advice"),
        (agreed(advice=(AdviceFact("EP"),)), "advice"),
        (agreed(advice=(IN, AdviceFact("OT"))), "decision_to_issue"),
        (agreed(advice=(IN,)), "decision_to_issue"),
        (agreed(advice=(IN,), issue_outcome="no_plan", issue_made_on=day(99)), "decision_to_issue"),
        (agreed(advice=(IN, OUT), issue_outcome="issue", issue_made_on=day(99)), "draft"),
        (agreed(issue_outcome="issue", issue_told_on=day(99)), "draft"),
        (case(draft_served_on=SERVED), "consultation"),
        (agreed(final_sent_on=day(139)), None),
        (refused(), None),
        (case(is_withdrawn=True), None),
    ],
    ids=lambda value: str(value) if isinstance(value, str | None) else "",
)
def test_stage_follows_the_furthest_act_recorded(facts: CaseFacts, expected: str | None) -> None:
    assert stage(facts, SERVED) == expected


def test_the_familys_window_closes_after_15_days_and_the_stage_is_final() -> None:
    facts = agreed(draft_served_on=SERVED)

    assert final_from(facts) == SERVED + timedelta(days=15)
    assert stage(facts, SERVED + timedelta(days=14)) == "consultation"
    assert stage(facts, SERVED + timedelta(days=15)) == "final"


def test_a_letter_that_gives_longer_keeps_the_window_open() -> None:
    facts = agreed(draft_served_on=SERVED, representations_by=SERVED + timedelta(days=20))

    assert final_from(facts) == SERVED + timedelta(days=21)


def test_a_letter_that_gives_less_than_15_days_does_not_shorten_them() -> None:
    facts = agreed(draft_served_on=SERVED, representations_by=SERVED + timedelta(days=7))

    assert final_from(facts) == SERVED + timedelta(days=15)


def test_a_setting_that_has_not_replied_holds_the_window_for_its_15_days() -> None:
    sent = SERVED + timedelta(days=4)
    facts = agreed(draft_served_on=SERVED, consultations=(ConsultationFact("Oak School", sent),))

    assert final_from(facts) == sent + timedelta(days=16)


def test_a_reply_closes_a_settings_window_and_one_not_consulted_opens_none() -> None:
    sent = SERVED + timedelta(days=4)
    replied = ConsultationFact("Oak School", sent, sent + timedelta(days=12))
    early = ConsultationFact("Elm School", SERVED, SERVED + timedelta(days=2))

    assert final_from(agreed(draft_served_on=SERVED, consultations=(replied,))) == sent + timedelta(days=12)
    assert final_from(agreed(draft_served_on=SERVED, consultations=(early, ConsultationFact("Ash")))) == day(115)


def test_a_reply_after_its_15_days_opens_the_window_no_longer() -> None:
    late = ConsultationFact("Oak School", SERVED, SERVED + timedelta(days=40))

    assert final_from(agreed(draft_served_on=SERVED, consultations=(late,))) == SERVED + timedelta(days=16)


def test_a_draft_served_again_gives_fifteen_new_days() -> None:
    again = agreed(draft_served_on=SERVED + timedelta(days=10))

    assert stage(again, SERVED + timedelta(days=15)) == "consultation"


def test_no_final_stage_before_a_draft_or_after_the_end() -> None:
    assert final_from(agreed()) is None
    assert final_from(agreed(draft_served_on=SERVED, final_sent_on=day(139))) is None


def test_every_stage_has_a_title() -> None:
    assert list(STAGE_TITLES) == ["request", "advice", "decision_to_issue", "draft", "consultation", "final"]
