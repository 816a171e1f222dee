from datetime import date

import pytest

from send_desktop.errors import Refused, Stale
from send_desktop.risk import state
from send_desktop.services import decisions
from send_desktop.services.acts import risk_context
from send_desktop.services.amendments import adopt, preview
from send_desktop.services.cases import chronology
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase

RECEIVED = date(2026, 10, 12)
SIX_WEEKS = date(2026, 11, 23)
TWENTY_WEEKS = date(2027, 3, 1)


def test_agreeing_to_assess_moves_the_next_legal_date_to_the_final_plan(new_case: NewCase, done: Adopt) -> None:
    after = done(
        decisions.decide_to_assess(
            new_case(RECEIVED), outcome="assess", made_on=date(2026, 11, 18), told_on=TODAY, today=TODAY
        )
    )

    assert after.derived.stage == "advice"
    assert (after.derived.next_duty, after.derived.next_due) == ("final_plan", TWENTY_WEEKS)


def test_a_decision_made_is_not_a_decision_told(new_case: NewCase, done: Adopt) -> None:
    made = done(
        decisions.decide_to_assess(
            new_case(RECEIVED), outcome="assess", made_on=date(2026, 11, 18), told_on=None, today=TODAY
        )
    )
    assert (made.derived.next_duty, made.derived.next_due) == ("assess_decision", SIX_WEEKS)

    told = done(decisions.tell_family(made, told_on=TODAY, today=TODAY))
    assert told.derived.next_duty == "final_plan"


def test_a_refusal_made_but_not_told_keeps_the_case_open_and_due(new_case: NewCase, done: Adopt) -> None:
    after = done(
        decisions.decide_to_assess(
            new_case(RECEIVED),
            outcome="refuse",
            made_on=date(2026, 11, 18),
            told_on=None,
            today=TODAY,
            reasons="Progress is expected.",
        )
    )

    assert after.derived.status == "open"
    assert after.derived.next_due == SIX_WEEKS


def test_a_refusal_told_on_day_42_is_in_time_and_on_day_43_late(new_case: NewCase, done: Adopt) -> None:
    for day, expected in ((SIX_WEEKS, "in_time"), (date(2026, 11, 24), "late")):
        after = done(
            decisions.decide_to_assess(
                new_case(RECEIVED), outcome="refuse", made_on=day, told_on=day, today=day, reasons="Progress."
            ),
            day,
        )
        assert after.derived.status == "refused"
        assert state(after.derived, day) == expected


def test_a_refusal_without_reasons_is_refused(new_case: NewCase) -> None:
    with pytest.raises(Refused, match="reasons"):
        decisions.decide_to_assess(new_case(), outcome="refuse", made_on=TODAY, told_on=TODAY, today=TODAY)


def test_the_first_decision_is_never_overwritten(new_case: NewCase, done: Adopt) -> None:
    refused = done(
        decisions.decide_to_assess(
            new_case(RECEIVED), outcome="refuse", made_on=TODAY, told_on=TODAY, today=TODAY, reasons="Progress."
        )
    )
    with pytest.raises(Refused):
        decisions.decide_to_assess(refused, outcome="assess", made_on=TODAY, told_on=TODAY, today=TODAY)

    ordered = done(
        decisions.record_later_decision(
            refused, about="assess", route="tribunal", made_on=TODAY, told_on=TODAY, today=TODAY
        )
    )

    assert ordered.request.assess_outcome == "refuse"
    assert ordered.derived.status == "open"
    assert ordered.derived.next_due == date(2027, 2, 26), "fourteen weeks from the order (reg 44(2)(b)(ii))"


def test_an_order_of_the_tribunal_replaces_the_first_three_limits(new_case: NewCase, done: Adopt) -> None:
    refused = done(
        decisions.decide_to_assess(
            new_case(RECEIVED), outcome="refuse", made_on=TODAY, told_on=TODAY, today=TODAY, reasons="Progress."
        )
    )
    amendment = decisions.record_later_decision(
        refused, about="assess", route="tribunal", made_on=TODAY, told_on=TODAY, today=TODAY
    )
    from send_desktop.services.amendments import amended
    from send_desktop.statute.clock import case_duties
    from send_desktop.statute.working_days import england

    states = {duty.id: duty.state for duty in case_duties(amended(amendment).facts(), TODAY, england())}
    assert states["final_plan"] == "replaced"
    assert states["order_assess_final"] == "due"


def test_withdrawing_and_opening_again_runs_on_the_original_clock(new_case: NewCase, done: Adopt) -> None:
    case = new_case(RECEIVED)
    gone = done(decisions.withdraw(case, on=TODAY, reason="The family moved abroad", today=TODAY))
    assert (gone.derived.status, gone.derived.next_due) == ("withdrawn", None)

    back = done(decisions.reopen(gone, reason="They came back", today=TODAY))

    assert (back.derived.status, back.derived.next_due) == ("open", SIX_WEEKS)
    assert back.notes[-1].text == (
        "Opened again: They came back. It had been withdrawn on 20 Nov 2026 (The family moved abroad)."
    )


def test_moving_and_closing_end_a_case_with_a_reason(new_case: NewCase, done: Adopt) -> None:
    moved = done(decisions.move(new_case(), on=TODAY, moved_to="Elsewhere", today=TODAY))
    assert moved.derived.status == "moved"

    with pytest.raises(Refused, match="why"):
        decisions.close(new_case(), on=TODAY, reason=" ", today=TODAY)
    assert done(decisions.close(new_case(), on=TODAY, reason="Duplicate", today=TODAY)).derived.status == "ceased"


def test_nothing_is_decided_on_a_withdrawn_case(new_case: NewCase, done: Adopt) -> None:
    gone = done(decisions.withdraw(new_case(), on=TODAY, reason="Asked to", today=TODAY))

    with pytest.raises(Refused):
        decisions.decide_to_assess(gone, outcome="assess", made_on=TODAY, told_on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("made_on", "told_on"),
    [
        (date(2026, 10, 11), None),
        (date(2026, 11, 21), None),
        (date(2026, 11, 18), date(2026, 11, 17)),
        (date(2026, 11, 18), date(2026, 11, 21)),
    ],
)
def test_a_decision_before_the_request_after_today_or_told_before_made_is_refused(
    new_case: NewCase, made_on: date, told_on: date | None
) -> None:
    with pytest.raises(Refused):
        decisions.decide_to_assess(new_case(RECEIVED), outcome="assess", made_on=made_on, told_on=told_on, today=TODAY)


def test_the_form_says_what_a_decision_will_do_before_it_is_saved(store: Store, new_case: NewCase) -> None:
    case = new_case(RECEIVED)
    amendment = decisions.decide_to_assess(case, outcome="assess", made_on=TODAY, told_on=TODAY, today=TODAY)
    with store.look() as reading:
        said = preview(amendment, risk_context(reading), TODAY)

    assert "1 Mar 2027" in said.text
    assert "Advice" in said.text
    with store.look() as reading:
        assert reading.case(case.id) == case, "a preview saves nothing"


def test_whoever_saves_second_is_told_and_keeps_nothing(store: Store, new_case: NewCase) -> None:
    case = new_case()
    adopt(store, decisions.withdraw(case, on=TODAY, reason="Asked to", today=TODAY), LEAD, TODAY)

    with pytest.raises(Stale):
        adopt(store, decisions.move(case, on=TODAY, moved_to="", today=TODAY), "Tom Kettletrumpet", TODAY)
    with store.look() as reading:
        assert reading.case(case.id).derived.status == "withdrawn"


def test_the_chronology_gives_who_decided_why_and_whether_the_family_knows(new_case: NewCase, done: Adopt) -> None:
    case = done(
        decisions.decide_to_assess(
            new_case(RECEIVED),
            outcome="refuse",
            made_on=TODAY,
            told_on=None,
            today=TODAY,
            decided_by="J. Harrow",
            reasons="Progress is steady",
        )
    )

    first = chronology(case)[0]
    assert first.text == (
        "Decided not to assess; decided by J. Harrow; Progress is steady. The family has still to be told."
    )


def test_of_one_day_the_chronology_puts_the_last_step_first(new_case: NewCase, done: Adopt) -> None:
    case = done(
        decisions.decide_to_assess(new_case(TODAY), outcome="assess", made_on=TODAY, told_on=TODAY, today=TODAY)
    )

    assert [entry.title for entry in chronology(case)] == ["Decision", "Request"]


@pytest.mark.parametrize("route", sorted(decisions.ROUTES))
@pytest.mark.parametrize("about", sorted(decisions.LATER_OUTCOMES))
def test_a_later_decision_with_nothing_to_change_is_refused(
    new_case: NewCase, done: Adopt, about: str, route: str
) -> None:
    agreed = done(
        decisions.decide_to_assess(new_case(RECEIVED), outcome="assess", made_on=TODAY, told_on=TODAY, today=TODAY)
    )

    with pytest.raises(Refused, match="nothing that this later decision could change"):
        decisions.record_later_decision(agreed, about=about, route=route, made_on=TODAY, told_on=TODAY, today=TODAY)
