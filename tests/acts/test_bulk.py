"""One act on many cases: what would change on each, why some cannot be, and one audited act for the rest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from send_desktop.errors import Cancelled, Refused
from send_desktop.records import Carer, Case, Officer, PanelMeeting
from send_desktop.services import decisions, family, panels
from send_desktop.services.bulk import MANY_ACTS, AgendaPlan, many_act, plan_agenda, plan_on_many
from send_desktop.services.planned_changes import CHANGE, REFUSED, SAME, ChangePlan
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases

CONTACT = {"kind": "email", "on": TODAY, "summary": "The panel has been moved", "with_whom": "", "promised_by": None}


@pytest.fixture
def cases(store: Store) -> Cases:
    with store.work(LEAD, "Found authority") as work:
        work.add(Officer(name=LEAD))
        work.add(Officer(name="Tom Kestrellark"))
    return Cases(store)


@pytest.fixture
def plan(store: Store) -> Callable[..., ChangePlan]:
    def make(act_id: str, given: list[Case], **values: Any) -> ChangePlan:
        with store.look() as reading:
            return plan_on_many(reading, act_id, [case.id for case in given], values, TODAY)

    return make


@pytest.fixture
def meeting(store: Store) -> PanelMeeting:
    return panels.create_meeting(
        store, kind="assessment", on=date(2026, 11, 25), starts_at=time(9, 30), capacity=2, by=LEAD, today=TODAY
    )


def agenda(store: Store, meeting: PanelMeeting, given: list[Case], **more: Any) -> AgendaPlan:
    with store.look() as reading:
        return plan_agenda(reading, meeting.id, [case.id for case in given], TODAY, **more)


def outcomes(plan: ChangePlan) -> list[str]:
    return [one.outcome for one in plan.changes]


def test_many_cases_are_given_to_an_officer_in_one_act(
    store: Store, cases: Cases, plan: Callable[..., ChangePlan]
) -> None:
    given = [cases.request(), cases.request("Otterbuckle"), cases.request("Thistlewane", officer="Tom Kestrellark")]
    made = plan("officer", given, officer="Tom Kestrellark")
    assert outcomes(made) == [CHANGE, CHANGE, SAME]
    assert (made.changes[0].before, made.changes[0].after) == (LEAD, "Tom Kestrellark")
    changes = made.adopt(store, LEAD)
    assert {read(store, case.id).officer for case in given} == {"Tom Kestrellark"}
    assert changes.note == "Assign officer: 2 changes on 2 cases saved."
    assert changes.undo
    assert len(changes.undo.replaced) == 2
    with store.look() as reading:
        lines = [line for line in reading.audit() if line.act == "Assign officer"]
    assert len({line.at for line in lines}) == 1


def test_the_same_words_are_logged_on_each_with_what_must_be_known_before(
    store: Store, cases: Cases, plan: Callable[..., ChangePlan]
) -> None:
    case = cases.request()
    carer = Carer(person_id=case.person.id, name="Wren Peppergoggle", do_not_disclose_to="Jay Peppergoggle")
    case = cases.adopt(family.save_carer(case, carer))
    made = plan("contact", [case, cases.request("Otterbuckle")], **CONTACT)
    assert made.changes[0].after == "Email: The panel has been moved"
    assert "Do not disclose to Jay Peppergoggle" in made.changes[0].says
    made.adopt(store, LEAD)
    assert [one.summary for one in read(store, case.id).contacts] == ["The panel has been moved"]


def test_a_contact_without_words_is_refused_on_every_case_and_nothing_can_be_saved(
    store: Store, cases: Cases, plan: Callable[..., ChangePlan]
) -> None:
    made = plan("contact", [cases.request()], **(CONTACT | {"summary": " "}))
    assert outcomes(made) == [REFUSED]
    with pytest.raises(Refused, match="nothing here"):
        made.adopt(store, LEAD)


def test_a_note_goes_onto_each(store: Store, cases: Cases, plan: Callable[..., ChangePlan]) -> None:
    given = [cases.request(), cases.request("Otterbuckle")]
    plan("note", given, text="Files moved to the new room").adopt(store, LEAD)
    assert all(read(store, one.id).notes[-1].text == "Files moved to the new room" for one in given)


def test_the_next_reminder_to_one_service_is_recorded_on_each_case_that_awaits_it(
    store: Store, cases: Cases, plan: Callable[..., ChangePlan]
) -> None:
    late, early, done = cases.in_advice(), cases.in_advice("Otterbuckle", 50), cases.to_decide("Thistlewane")
    given = [late, early, done]
    made = plan("chase", given, service="EP", channel="email", on=TODAY, to_whom="EP team", note="")
    assert outcomes(made) == [CHANGE, CHANGE, REFUSED]
    assert made.changes[0].after == "EP, first reminder"
    assert "It was not due until" in made.changes[1].says
    assert "EP owes nothing on this case" in made.changes[2].says
    made.adopt(store, LEAD)
    for case in given[:2]:
        after = read(store, case.id)
        assert [(one.rung, one.channel, one.to_whom) for one in after.chases] == [(1, "email", "EP team")]
        assert next(one for one in after.advice if one.service == "EP").last_chased_on == TODAY
    again = plan("chase", given[:1], service="EP", channel="call", on=TODAY, to_whom="", note="")
    assert "on record already" in again.changes[0].says


def test_a_case_changed_by_a_colleague_is_left_and_the_rest_is_done(store: Store, cases: Cases) -> None:
    given = [cases.request(), cases.request("Otterbuckle")]
    with store.look() as reading:
        seen = {row.id: row for row in reading.caseload()}
    with store.work("Tom Kestrellark", "Rename") as work:
        work.replace(given[0].person, replace(given[0].person, surname="Otherwise"))
    with store.look() as reading:
        made = plan_on_many(reading, "note", [one.id for one in given], {"text": "x"}, TODAY, seen=seen)
    assert outcomes(made) == [REFUSED, CHANGE]
    assert made.cases(REFUSED) == {given[0].id}


def test_cases_go_onto_an_agenda_until_it_is_full(store: Store, cases: Cases, meeting: PanelMeeting) -> None:
    given = [cases.request(name) for name in ("Peppergoggle", "Otterbuckle", "Thistlewane")]
    made = agenda(store, meeting, given)
    assert outcomes(made) == [CHANGE, CHANGE, REFUSED]
    assert made.changes[0].says.startswith("Item 1.")
    assert "All 2 places are taken" in made.changes[2].says
    changes = made.adopt(store, LEAD)
    assert changes.note == "2 cases put on the agenda of the assessment panel of 25 Nov 2026."
    with store.look() as reading:
        items = reading.agenda(meeting.id).items
    assert [(item.position, case.id) for item, case in items] == [(1, given[0].id), (2, given[1].id)]
    assert changes.undo
    assert {one.id for one in changes.undo.added} == {item.id for item, _ in items}


def test_one_that_is_there_already_or_decided_is_refused_kindly(
    store: Store, cases: Cases, meeting: PanelMeeting
) -> None:
    there, decided = cases.request(), cases.in_advice("Otterbuckle")
    panels.add_item(store, meeting.id, there.id, LEAD, TODAY)
    made = agenda(store, meeting, [there, decided])
    assert outcomes(made) == [REFUSED, REFUSED]
    assert "on this agenda already" in made.changes[0].says
    assert "decided already" in made.changes[1].says


def test_an_agenda_that_filled_up_meanwhile_takes_none(store: Store, cases: Cases, meeting: PanelMeeting) -> None:
    given = [cases.request(name) for name in ("Peppergoggle", "Otterbuckle", "Thistlewane")]
    made = agenda(store, meeting, given[:2])
    panels.add_item(store, meeting.id, given[2].id, LEAD, TODAY)
    with pytest.raises(Refused, match="places are taken"):
        made.adopt(store, LEAD)
    with store.look() as reading:
        assert len(reading.agenda(meeting.id).items) == 1


def test_a_place_on_the_agenda_says_what_it_does_to_the_clock(store: Store, cases: Cases) -> None:
    """Two meetings: the near one is full but for one place, so the case that takes it is the one it helps."""
    near = panels.create_meeting(
        store, kind="assessment", on=date(2026, 11, 25), starts_at=time(9, 30), capacity=1, by=LEAD, today=TODAY,
        papers_by=TODAY - timedelta(days=1),
    )  # fmt: skip
    panels.create_meeting(store, kind="assessment", on=date(2026, 12, 16), starts_at=time(9, 30), by=LEAD, today=TODAY)
    case = cases.request(days_ago=35)
    assert outcomes(agenda(store, near, [case])) == [REFUSED], "nobody has allowed a late paper"
    made = agenda(store, near, [case], allowed=panels.Allowed("Head of SEND", "Its date passes"))
    assert "Its papers come after the deadline." in made.changes[0].says
    assert "Risk: " in made.changes[0].says


def test_long_work_can_be_stopped_before_anything_is_saved(store: Store, cases: Cases) -> None:
    case = cases.request()

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled("Stopped. Everything is as it was before.")

    with store.look() as reading, pytest.raises(Cancelled):
        plan_on_many(reading, "note", [case.id], {"text": "x"}, TODAY, progress=stop)
    assert read(store, case.id).notes == ()


def test_every_act_on_many_is_found_by_its_id() -> None:
    assert [many_act(one.id) for one in MANY_ACTS] == list(MANY_ACTS)
    with pytest.raises(KeyError):
        many_act("fly")


def test_a_closed_case_can_change_hands_but_no_panel_is_asked_about_it(
    store: Store, cases: Cases, meeting: PanelMeeting, plan: Callable[..., ChangePlan]
) -> None:
    case = cases.request()
    case = cases.adopt(decisions.withdraw(case, on=TODAY, reason="Family moved abroad", today=TODAY))
    assert outcomes(plan("officer", [case], officer="Tom Kestrellark")) == [CHANGE]
    assert "is closed" in agenda(store, meeting, [case]).changes[0].says
