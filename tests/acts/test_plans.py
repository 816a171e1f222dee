from dataclasses import replace
from datetime import date

import pytest

from send_desktop.errors import Refused
from send_desktop.records import Case, Provision
from send_desktop.risk import state
from send_desktop.services import advice, decisions, plans
from send_desktop.services.acts import risk_context
from send_desktop.services.amendments import preview
from send_desktop.store import Store
from tests.helpers.acting import TODAY, Adopt, NewCase

RECEIVED = date(2026, 6, 29)
LAST_DAY = date(2026, 11, 16)


@pytest.fixture
def to_draft(store: Store, new_case: NewCase, done: Adopt) -> Case:
    case = done(
        decisions.decide_to_assess(
            new_case(RECEIVED), outcome="assess", made_on=date(2026, 7, 30), told_on=date(2026, 7, 30), today=TODAY
        )
    )
    with store.look() as reading:
        directory = reading.directory()
    case = done(advice.ask_for_advice(case, directory, services=["EP"], on=date(2026, 8, 3), today=TODAY))
    case = done(advice.record_received(case, case.advice[0], on=date(2026, 9, 14), today=TODAY))
    return done(
        decisions.decide_to_issue(
            case, outcome="issue", made_on=date(2026, 9, 24), told_on=date(2026, 9, 24), today=TODAY
        )
    )


def test_a_plan_sent_on_day_140_is_in_time_and_on_day_141_late(to_draft: Case, done: Adopt) -> None:
    assert to_draft.derived.stage == "draft"
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))

    in_time = done(plans.send_final(case, on=LAST_DAY, today=TODAY))

    assert in_time.derived.status == "plan_issued"
    assert state(in_time.derived, TODAY) == "in_time"


def test_a_plan_sent_a_day_after_the_limit_is_late(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))

    late = done(plans.send_final(case, on=date(2026, 11, 17), today=TODAY))

    assert state(late.derived, TODAY) == "late"


def test_the_family_has_fifteen_days_beginning_with_the_day_of_service(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 11, 2), today=TODAY))

    assert case.derived.stage == "consultation"
    assert case.derived.final_from == date(2026, 11, 17)
    with pytest.raises(Refused, match="15 days"):
        plans.serve_draft(to_draft, on=date(2026, 11, 2), today=TODAY, representations_by=date(2026, 11, 15))


def test_a_draft_served_again_starts_the_fifteen_days_again_but_not_the_clock(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))
    case = done(plans.serve_draft(case, on=date(2026, 11, 16), today=TODAY))

    assert [plan.number for plan in case.plans] == [1, 2]
    assert case.derived.final_from == date(2026, 12, 1)
    assert case.derived.next_due == LAST_DAY


def test_a_setting_is_consulted_and_replies_with_its_grounds(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 11, 2), today=TODAY))
    case = done(plans.consult(case, setting="Ferncastle  School", on=date(2026, 11, 3), today=TODAY))
    sent = case.consultations[0]
    assert (sent.setting, sent.sent_on) == ("Ferncastle School", date(2026, 11, 3))

    with pytest.raises(Refused, match="between"):
        plans.record_reply(case, sent, on=date(2026, 11, 2), outcome="full", today=TODAY)
    case = done(
        plans.record_reply(case, sent, on=date(2026, 11, 18), outcome="full", today=TODAY, grounds="Year group full")
    )

    assert (case.consultations[0].outcome, case.consultations[0].grounds) == ("full", "Year group full")


def test_no_final_plan_goes_out_on_a_case_that_was_refused(new_case: NewCase, done: Adopt) -> None:
    refused = done(
        decisions.decide_to_assess(
            new_case(), outcome="refuse", made_on=TODAY, told_on=TODAY, today=TODAY, reasons="Progress."
        )
    )

    with pytest.raises(Refused):
        plans.send_final(refused, on=TODAY, today=TODAY)


def test_the_shares_of_a_cost_must_add_up(new_case: NewCase, done: Adopt) -> None:
    case = new_case()
    proposed = Provision(
        case_id=case.id,
        kind="proposed",
        setting="Ferncastle School",
        band="Band 5",
        annual_cost=1_200_000,
        education_share=1_000_000,
        health_share=100_000,
    )
    with pytest.raises(Refused, match="add up"):
        plans.set_provision(case, proposed)

    case = done(plans.set_provision(case, replace(proposed, health_share=200_000)))
    case = done(plans.set_provision(case, replace(proposed, health_share=200_000, band="Band 6")))

    assert [item.band for item in case.provision] == ["Band 6"], "one of each kind, the later over the earlier"


def test_shares_without_a_cost_make_up_the_cost(new_case: NewCase, done: Adopt) -> None:
    case = new_case()
    split = Provision(case_id=case.id, kind="proposed", education_share=1_000_050, health_share=200_000)

    case = done(plans.set_provision(case, split))

    assert case.provision[0].annual_cost == 1_200_050


def test_now_and_proposed_are_saved_together_and_what_is_emptied_goes(new_case: NewCase, done: Adopt) -> None:
    case = new_case()
    now, proposed = (
        Provision(case_id=case.id, kind=kind, setting="Ferncastle School", band="Band 2")
        for kind in ("now", "proposed")
    )
    case = done(plans.set_provision(case, now, proposed))
    assert [item.kind for item in case.provision] == ["now", "proposed"]

    case = done(plans.set_provision(case, now, Provision(case_id=case.id, kind="proposed")))

    assert [item.kind for item in case.provision] == ["now"]
    with pytest.raises(Refused, match="has changed"):
        plans.set_provision(case, now)


@pytest.mark.parametrize(
    ("cost", "education", "health", "said"),
    [
        (None, None, None, "no cost yet"),
        (500_000, None, None, "£5,000 a year, not split"),
        (500_000, 500_000, None, "£5,000 a year, all education"),
        (500_000, 450_000, 50_000, "education £4,500 + health £500 = £5,000, the annual cost"),
        (500_000, 400_000, 50_000, "education £4,000 + health £500 = £4,500; £500 of £5,000 still to share out"),
        (
            500_000,
            600_000,
            50_050,
            "education £6,000 + health £500.50 = £6,500.50; £1,500.50 more than the annual cost of £5,000",
        ),
    ],
)
def test_the_shares_are_added_up_in_words(
    cost: int | None, education: int | None, health: int | None, said: str
) -> None:
    one = Provision(case_id=1, kind="now", annual_cost=cost, education_share=education, health_share=health)
    assert plans.shares_in_words(one) == said


def test_a_plan_sent_while_the_family_may_still_comment_is_cautioned_about(
    store: Store, to_draft: Case, done: Adopt
) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 11, 9), today=TODAY))

    early = plans.send_final(case, on=TODAY, today=TODAY)

    with store.look() as reading:
        said = preview(early, risk_context(reading), TODAY)
    assert "have they all replied?" in said.text
