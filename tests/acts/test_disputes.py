"""Mediation, appeals and the authority's own change of mind, with what each starts, ends and replaces."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from send_desktop.errors import Refused
from send_desktop.records import Case, PlanVersion
from send_desktop.services import decisions, disputes
from send_desktop.services.acts import derived_of, risk_context
from send_desktop.services.amendments import amended, preview
from send_desktop.services.duties import duties_of
from send_desktop.services.inputs import facts_of_duty
from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.working_days import england
from send_desktop.store import Store
from tests.helpers.acting import TODAY, Adopt, NewCase

RECEIVED = date(2026, 7, 1)
TOLD = date(2026, 8, 10)


@pytest.fixture
def refused(new_case: NewCase, done: Adopt) -> Case:
    """A case on which the authority decided not to assess and told the family on 10 August 2026."""
    case = new_case(RECEIVED)
    return done(
        decisions.decide_to_assess(
            case, outcome="refuse", made_on=TOLD, told_on=TOLD, today=TODAY, reasons="Progress is steady"
        )
    )


def _duty(case: Case, duty_id: str, today: date = TODAY) -> DutyState:
    return next(one for one in duties_of(case, today, england()) if one.id == duty_id)


def _ids(case: Case) -> list[str]:
    return [one.id for one in duties_of(case, TODAY, england())]


def test_a_refusal_shows_until_when_the_family_can_ask_for_mediation_and_appeal(refused: Case) -> None:
    contact, appeal = disputes.until_when(refused, date(2026, 9, 1), england())
    assert (contact.id, contact.due, contact.state) == ("mediation_adviser_contact", date(2026, 10, 10), "due")
    assert (appeal.id, appeal.due) == ("appeal", date(2026, 10, 12)), "10 October is a Saturday: rule 12 moves it"
    assert appeal.binds == "parent"
    assert "The family has" in appeal.explanation


def test_the_familys_time_that_passes_is_nobodys_breach(refused: Case) -> None:
    assert {one.state for one in disputes.until_when(refused, TODAY, england())} == {"passed"}


def test_mediation_is_to_be_held_within_30_days_of_being_asked_for(refused: Case, done: Adopt) -> None:
    case = done(disputes.ask_mediation(refused, about="assess", on=date(2026, 9, 1), today=TODAY))
    arranged = _duty(case, "mediation_arrange")
    assert (arranged.due, arranged.state) == (date(2026, 10, 1), "overdue")
    assert _duty(case, "mediation_adviser_contact").met_on == date(2026, 9, 1)
    case = done(disputes.arrange_mediation(case, case.disputes[0], on=date(2026, 9, 24), today=TODAY))
    assert _duty(case, "mediation_arrange").state == "met"
    assert _duty(case, "mediation_certificate").due == date(2026, 9, 29)


def test_a_mediation_arranged_for_too_late_a_day_says_so(refused: Case, done: Adopt) -> None:
    case = done(disputes.ask_mediation(refused, about="assess", on=date(2026, 11, 2), today=TODAY))
    case = done(disputes.arrange_mediation(case, case.disputes[0], on=date(2026, 12, 9), today=TODAY))
    assert "arranged for Wed 9 Dec 2026, 7 days too late" in _duty(case, "mediation_arrange").explanation
    assert _duty(case, "mediation_meeting_notice").due == date(2026, 12, 2)


def test_a_certificate_gives_the_family_a_month_more_to_appeal(refused: Case, done: Adopt) -> None:
    case = done(disputes.ask_mediation(refused, about="assess", on=date(2026, 10, 1), today=TODAY))
    held = date(2026, 10, 20)
    case = done(disputes.end_dispute(case, case.disputes[0], outcome="not_agreed", on=held, today=TODAY))
    case = done(disputes.record_certificate(case, case.disputes[0], on=date(2026, 10, 22), today=TODAY))
    assert _duty(case, "appeal").due == date(2026, 11, 23), "22 November is a Sunday"
    assert _duty(case, "mediation_certificate").state == "met"
    assert case.later_decisions == ()


def test_a_family_that_declines_mediation_has_its_certificate_in_three_working_days(refused: Case, done: Adopt) -> None:
    case = done(
        disputes.decline_mediation(refused, about="assess", on=date(2026, 8, 27), certificate_on=None, today=TODAY)
    )
    assert _duty(case, "mediation_certificate").due == date(2026, 9, 2), "31 August is a bank holiday"
    assert "mediation_arrange" not in _ids(case)


def test_a_mediation_agreement_leads_to_the_later_decision_and_its_dates(refused: Case, done: Adopt) -> None:
    case = done(disputes.ask_mediation(refused, about="assess", on=date(2026, 10, 1), today=TODAY))
    case = done(disputes.end_dispute(case, case.disputes[0], outcome="agreed", on=date(2026, 10, 22), today=TODAY))
    (later,) = case.later_decisions
    assert (later.route, later.about, later.made_on) == ("mediation", "assess", date(2026, 10, 22))
    assert (case.derived.status, case.derived.next_duty) == ("open", "order_assess_notify")
    assert case.disputes[0].held_on == date(2026, 10, 22)
    assert _duty(case, "appeal").state == "not_needed"


def test_the_appeal_papers_start_30_working_days_without_august(refused: Case, done: Adopt) -> None:
    case = done(
        disputes.register_appeal(
            refused, about="assess", on=date(2026, 8, 12), papers_received_on=date(2026, 8, 13), today=TODAY
        )
    )
    response = _duty(case, "appeal_response")
    assert (response.due, response.state) == (date(2026, 10, 12), "overdue")
    case = done(disputes.respond(case, case.disputes[0], on=date(2026, 10, 9), today=TODAY))
    assert _duty(case, "appeal_response").state == "met"
    assert _duty(case, "appeal").met_on == date(2026, 8, 12)


def test_a_tribunal_order_starts_the_clock_of_reg_44_and_the_20_weeks_stay_on_record(
    refused: Case, done: Adopt, store: Store
) -> None:
    case = done(
        disputes.register_appeal(
            refused, about="assess", on=date(2026, 9, 1), papers_received_on=date(2026, 9, 3), today=TODAY
        )
    )
    ordered = date(2026, 11, 9)
    amendment = disputes.end_dispute(case, case.disputes[0], outcome="allowed", on=ordered, today=TODAY)
    with store.look() as reading:
        context = risk_context(reading)
    said = preview(amendment, context, TODAY)
    assert "becomes notice that the authority will assess, after an order by 23 Nov" in said.text
    case = done(amendment)
    assert _duty(case, "order_assess_notify").due == date(2026, 11, 23)
    assert _duty(case, "order_assess_no_plan").due == date(2027, 1, 18)
    assert _duty(case, "order_assess_final").due == date(2027, 2, 15)
    assert _duty(case, "final_plan").state == "replaced"
    assert _duty(case, "final_plan").due == RECEIVED + timedelta(days=140)
    assert _duty(case, "appeal_response").state == "not_needed"


def test_a_concession_counts_from_the_day_the_tribunal_was_told(refused: Case, done: Adopt) -> None:
    case = done(
        disputes.register_appeal(refused, about="assess", on=date(2026, 9, 1), papers_received_on=None, today=TODAY)
    )
    case = done(
        disputes.end_dispute(
            case, case.disputes[0], outcome="conceded", on=date(2026, 9, 14), today=TODAY, note="New report"
        )
    )
    assert case.later_decisions[0].route == "conceded"
    assert _duty(case, "concede_assess_final").due == date(2026, 12, 21)


def test_a_dismissed_appeal_changes_nothing(refused: Case, done: Adopt) -> None:
    case = done(
        disputes.register_appeal(refused, about="assess", on=date(2026, 9, 1), papers_received_on=None, today=TODAY)
    )
    case = done(disputes.end_dispute(case, case.disputes[0], outcome="dismissed", on=date(2026, 11, 2), today=TODAY))
    assert (case.later_decisions, case.derived.status) == ((), "refused")


def test_a_reversal_of_the_authoritys_own_keeps_the_first_dates_and_adds_working_limits(
    refused: Case, done: Adopt
) -> None:
    made = date(2026, 10, 5)
    case = done(
        disputes.reverse(refused, about="assess", made_on=made, told_on=made, reasons="New evidence", today=TODAY)
    )
    limits = {one.id: (one.due, one.statutory) for one in duties_of(case, TODAY, england()) if "reversal" in one.id}
    assert limits == {
        "reversal_no_plan": (made + timedelta(weeks=10), False),
        "reversal_final": (made + timedelta(weeks=14), False),
    }
    assert case.derived.next_duty == "final_plan", "the original clock runs on"


def test_today_is_told_what_running_disputes_ask_of_us_the_first_due_first(
    refused: Case, done: Adopt, store: Store
) -> None:
    case = done(disputes.ask_mediation(refused, about="assess", on=date(2026, 11, 2), today=TODAY))
    done(
        disputes.register_appeal(
            case, about="assess", on=date(2026, 9, 1), papers_received_on=date(2026, 9, 3), today=TODAY
        )
    )
    with store.look() as reading:
        found = disputes.due(reading.open_disputes(), TODAY, england())
    assert [(one.title, one.is_overdue) for one in found] == [
        ("Response to the appeal", True),
        ("Mediation arranged", False),
    ]
    assert found[0].case_id == case.id


def test_there_is_nothing_to_dispute_before_a_decision_was_told(new_case: NewCase) -> None:
    case = new_case(RECEIVED)
    assert disputes.disputable(case) == {}
    with pytest.raises(Refused, match="no decision that could be disputed"):
        disputes.ask_mediation(case, about="assess", on=TODAY, today=TODAY)


def test_a_second_appeal_about_the_same_is_refused_while_one_runs(refused: Case, done: Adopt) -> None:
    case = done(
        disputes.register_appeal(refused, about="assess", on=date(2026, 9, 1), papers_received_on=None, today=TODAY)
    )
    with pytest.raises(Refused, match="running already"):
        disputes.register_appeal(case, about="assess", on=date(2026, 9, 2), papers_received_on=None, today=TODAY)


def test_days_that_cannot_be_are_refused_where_they_stand(refused: Case, done: Adopt) -> None:
    with pytest.raises(Refused, match="told of the decision on 10 Aug 2026"):
        disputes.ask_mediation(refused, about="assess", on=date(2026, 8, 1), today=TODAY)
    case = done(disputes.ask_mediation(refused, about="assess", on=date(2026, 9, 1), today=TODAY))
    running = case.disputes[0]
    with pytest.raises(Refused, match="held on or after"):
        disputes.arrange_mediation(case, running, on=date(2026, 8, 31), today=TODAY)
    with pytest.raises(Refused, match="cannot have ended before"):
        disputes.end_dispute(case, running, outcome="not_agreed", on=date(2026, 8, 31), today=TODAY)
    with pytest.raises(Refused, match="Record first when the appeal papers"):
        disputes.respond(case, running, on=TODAY, today=TODAY)


def test_every_duty_of_a_dispute_knows_what_it_was_counted_from(refused: Case, done: Adopt) -> None:
    case = done(disputes.ask_mediation(refused, about="assess", on=date(2026, 9, 1), today=TODAY))
    case = done(
        disputes.register_appeal(
            case, about="assess", on=date(2026, 9, 8), papers_received_on=date(2026, 9, 9), today=TODAY
        )
    )
    for duty in duties_of(case, TODAY, england()):
        assert facts_of_duty(case, duty), duty.id


def test_the_familys_time_after_a_plan_runs_from_the_day_it_was_sent_to_the_family(new_case: NewCase) -> None:
    case = new_case(RECEIVED)
    sent = PlanVersion(
        case_id=case.id, kind="final", sent_on=date(2026, 10, 5), family_sent_on=date(2026, 10, 1), id=1, version=1
    )
    with_plan = replace(case, plans=(sent,))
    appeal = next(one for one in duties_of(with_plan, TODAY, england()) if one.id == "appeal")
    assert appeal.due == date(2026, 12, 1)
    assert facts_of_duty(with_plan, appeal)[0][1] == "family_sent_on"


# --- one test for each fault that the Ombudsman found ------------------------------------------------


def test_fault_delay_starting_the_assessment_after_a_tribunal_order(refused: Case, done: Adopt, store: Store) -> None:
    """Control: the order is a clock trigger, and a fortnight later the case is breached until the family is told."""
    case = done(
        disputes.register_appeal(refused, about="assess", on=date(2026, 9, 1), papers_received_on=None, today=TODAY)
    )
    case = done(disputes.end_dispute(case, case.disputes[0], outcome="allowed", on=date(2026, 10, 20), today=TODAY))
    assert (case.derived.next_duty, case.derived.next_due) == ("order_assess_notify", date(2026, 11, 3))
    with store.look() as reading:
        context = risk_context(reading)
    assert derived_of(case, context).next_due == date(2026, 11, 3)
    assert _duty(case, "order_assess_notify").state == "overdue"


def test_fault_no_reasoning_recorded(new_case: NewCase, refused: Case) -> None:
    """Control: a refusal, a reversal and an exception that the family was told of are not saved without reasons."""
    from send_desktop.services import exceptions

    case = new_case(RECEIVED)
    with pytest.raises(Refused, match="must give its reasons"):
        decisions.decide_to_assess(case, outcome="refuse", made_on=TOLD, told_on=TOLD, today=TODAY)
    with pytest.raises(Refused, match="why the refusal is changed"):
        disputes.reverse(refused, about="assess", made_on=TODAY, told_on=None, reasons=" ", today=TODAY)
    for route in ("own_motion", "conceded"):
        with pytest.raises(Refused, match="Say in words why"):
            decisions.record_later_decision(
                refused, about="assess", route=route, made_on=TODAY, told_on=None, today=TODAY
            )
    with pytest.raises(Refused, match="what the family was told"):
        exceptions.record_exception(
            case, reason="personal_circumstances", starts_on=TOLD, ends_on=None, told_family_on=TOLD, today=TODAY
        )


def test_fault_no_decision_letter_so_no_right_of_appeal(new_case: NewCase, store: Store) -> None:
    """Control: a refusal without the day of its letter cannot close the case, nor start the family's time."""
    case = new_case(RECEIVED)
    made = decisions.decide_to_assess(
        case, outcome="refuse", made_on=TOLD, told_on=None, today=TODAY, reasons="Progress is steady"
    )
    with store.look() as reading:
        context = risk_context(reading)
    after = amended(made)
    derived = derived_of(after, context)
    assert (derived.status, derived.next_duty, derived.blocker) == ("open", "assess_decision", "tell_family_assess")
    assert disputes.until_when(after, TODAY, england()) == ()
    with pytest.raises(Refused, match="has not been told"):
        decisions.close(after, on=TODAY, reason="Refused", today=TODAY)
