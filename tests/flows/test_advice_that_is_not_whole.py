"""Advice comes incomplete, is sent back, was there already, or is asked for by the family."""

from collections.abc import Callable

from send_desktop.records import Case
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person, typed

SitDown = Callable[..., Person]
DAY = typed(TODAY)


def at_case(sit_down: SitDown, case: Case) -> Person:
    person = sit_down()
    person.open_case(case)
    return person


def test_incomplete_advice_stays_awaited_with_what_is_missing(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice("Peppergoggle", 90, ("EP",))
    person = at_case(sit_down, case)
    person.open_act("received")
    person.fill(what="incomplete")
    person.save()
    assert "what is missing" in person.form.notice.words
    person.fill(missing="No recommended provision")
    person.save()

    item = read(person.store, case.id).advice[0]
    assert (item.received_on, item.incomplete_on, item.fault) == (None, TODAY, "No recommended provision")
    assert read(person.store, case.id).derived.blocker == "advice"
    assert any("came incomplete; No recommended provision" in words for words in person.chronology())


def test_advice_sent_back_is_awaited_again_and_keeps_the_day_it_first_came(sit_down: SitDown, cases: Cases) -> None:
    case = cases.to_decide("Peppergoggle", 90)
    first = case.advice[0].received_on
    person = at_case(sit_down, case)
    person.do("return_advice", why="Provision is not specific", on=DAY)

    now = read(person.store, case.id)
    assert (now.advice[0].received_on, now.advice[0].first_received_on) == (None, first)
    assert (now.derived.stage, now.derived.blocker) == ("advice", "advice")
    assert any(
        "returned for its quality" in words and "Provision is not specific" in words for words in person.chronology()
    )


def test_a_promise_and_an_appointment_stand_beside_the_due_date(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice("Peppergoggle", 90, ("EP",))
    person = at_case(sit_down, case)
    person.do("promise", promised_on="1/12/26", booked_on="25/11/26")
    row = person.case_page.cards["advice"].table.rows[0]
    assert row.cells[3].words == "1 Dec"
    assert "expected standard six weeks" in row.cells[2].tip
    item = read(person.store, case.id).advice[0]
    assert str(item.booked_on) == "2026-11-25"


def test_existing_advice_is_used_only_with_all_three_satisfied(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice("Peppergoggle", 60, ("EP",))
    person = at_case(sit_down, case)
    person.open_act("existing")
    person.fill(service="OT", provided_on="1/9/26", provider_on="1/11/26")
    person.save()
    assert "The authority and the family must be satisfied" in person.form.notice.words
    person.fill(authority_on="2/11/26", family_on="3/11/26")
    person.save()
    assert not person.has_form
    assert "OT" not in person.open_act("ask").fields["services"].boxes  # type: ignore[attr-defined]


def test_ot_request_not_considered_the_familys_request_waits_until_it_is_decided_with_its_reason(
    sit_down: SitDown, cases: Cases
) -> None:
    """Ombudsman fault: an OT request not considered."""
    case = cases.in_advice("Peppergoggle", 60, ("EP",))
    person = at_case(sit_down, case)
    person.do("adviser", adviser="Occupational therapist", why="Cannot hold a pencil")
    with person.store.look() as reading:
        assert [one.adviser for one in reading.open_adviser_requests()] == ["Occupational therapist"]

    person.open_act("decide_adviser")
    person.fill(outcome="refused")
    person.save()
    assert "Give the reason" in person.form.notice.words
    person.fill(reason="The school's own report covers it")
    person.save()
    assert "refused" in person.case_page.cards["adviser_requests"].table.rows[0].cells[2].words.lower()
    person.do("tell_adviser", on=DAY)
    wanted = read(person.store, case.id).adviser_requests[0]
    assert (wanted.outcome, wanted.told_on, wanted.reason) == ("refused", TODAY, "The school's own report covers it")
    with person.store.look() as reading:
        assert reading.open_adviser_requests() == []
