"""Undo: an act is taken back whole, as a new audited act, and the clock is what it was."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.engine import open_store
from send_desktop.changes import Undo
from send_desktop.errors import Refused, Stale
from send_desktop.records import Case
from send_desktop.services import advice, contacts, decisions, exceptions, panels, people, plans, requests
from send_desktop.services.amendments import Amendment, adopt, adopt_all
from send_desktop.services.requests import NewRequest, record_request
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, NewCase, read

Make = Callable[[Store, Case], Amendment]
_DAY = TODAY - timedelta(days=1)


def _directory(store: Store) -> Any:
    with store.look() as reading:
        return reading.directory()


def _received(store: Store, case: Case) -> Amendment:
    awaited = next((item for item in case.advice if item.received_on is None), None)
    if awaited is None:
        raise Refused("Nothing is awaited.")
    return advice.record_received(case, awaited, on=_DAY, today=TODAY)


ACTS: dict[str, Make] = {
    "assess": lambda store, case: decisions.decide_to_assess(
        case, outcome="assess", made_on=_DAY, told_on=_DAY, today=TODAY
    ),
    "refuse": lambda store, case: decisions.decide_to_assess(
        case, outcome="refuse", made_on=_DAY, told_on=_DAY, today=TODAY, reasons="Progress is steady"
    ),
    "ask": lambda store, case: advice.ask_for_advice(
        case, _directory(store), services=["EP", "OT"], on=_DAY, today=TODAY
    ),
    "received": _received,
    "issue": lambda store, case: decisions.decide_to_issue(
        case, outcome="issue", made_on=_DAY, told_on=_DAY, today=TODAY
    ),
    "draft": lambda store, case: plans.serve_draft(case, on=_DAY, today=TODAY),
    "consult": lambda store, case: plans.consult(case, setting="Ferncastle School", on=_DAY, today=TODAY),
    "exception": lambda store, case: exceptions.record_exception(
        case, reason="absent_from_area", starts_on=_DAY, ends_on=TODAY, today=TODAY
    ),
    "contact": lambda store, case: contacts.log_contact(
        case, kind="call", on=_DAY, summary="Rang", promised_by=TODAY, today=TODAY
    ),
    "note": lambda store, case: contacts.add_note(case, text="In cabinet 3", today=TODAY),
    "withdraw": lambda store, case: decisions.withdraw(case, on=_DAY, reason="Asked to", today=TODAY),
    "move": lambda store, case: decisions.move(case, on=_DAY, moved_to="Elsewhere", today=TODAY),
    "views": lambda store, case: requests.set_views(case, "Worried", "Assess"),
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store in which every example has a case of its own."""
    store = open_store(tmp_path_factory.mktemp("undo") / "shelf.db")
    yield store
    store.close()


def plainly(value: Any) -> Any:
    """A case without the versions of its records, which only ever go up."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: plainly(getattr(value, name)) for name in value.__dataclass_fields__ if name != "version"}
    return sorted(map(plainly, value), key=str) if isinstance(value, tuple | list) else value


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=7))
def test_whatever_was_done_undoing_it_gives_back_the_case_and_its_clock(shelf: Store, names: list[str]) -> None:
    new = NewRequest(forename="Ada", surname="Peppergoggle", received_on=TODAY - timedelta(days=70))
    case_id = min(record_request(shelf, new, LEAD, TODAY).cases)
    stood: list[Any] = []
    taken: list[Undo] = []
    for name in names:
        case = read(shelf, case_id)
        try:
            changes = adopt(shelf, ACTS[name](shelf, case), LEAD, TODAY)
        except Refused:
            continue
        stood.append(plainly(case))
        assert changes.undo
        taken.append(changes.undo)
    last = plainly(read(shelf, case_id))
    again: list[Undo] = []
    while taken:
        done = undo(shelf, taken.pop(), LEAD, TODAY)
        assert plainly(read(shelf, case_id)) == stood.pop()
        assert done.undo
        again.append(done.undo)
    while again:
        undo(shelf, again.pop(), LEAD, TODAY)
    assert plainly(read(shelf, case_id)) == last


def test_undo_is_an_act_of_its_own_in_the_audit(store: Store, new_case: NewCase) -> None:
    case = new_case()
    changes = adopt(store, contacts.add_note(case, text="In cabinet 3", today=TODAY), LEAD, TODAY)
    assert changes.undo
    done = undo(store, changes.undo, "Tom Kestrellark", TODAY)
    with store.look() as reading:
        line = reading.history(case.id)[-1]
    assert (line.act, line.by, line.record) == ("Undo: Add note", "Tom Kestrellark", "Note")
    assert done.note == f"Undone: {changes.note}"
    assert done.cases == {case.id}


def test_what_somebody_has_changed_since_is_left_alone_and_said(store: Store, new_case: NewCase) -> None:
    case = new_case()
    mine = adopt(store, requests.set_views(case, "Worried", "Assess"), LEAD, TODAY)
    later = read(store, case.id)
    adopt(store, requests.set_views(later, "Content", "Assess"), "Tom Kestrellark", TODAY)
    assert mine.undo
    with pytest.raises(Stale, match="Somebody has changed what this act left"):
        undo(store, mine.undo, LEAD, TODAY)
    assert read(store, case.id).request.family_view == "Content"


def test_an_act_that_was_done_again_is_not_done_a_third_time(store: Store, new_case: NewCase) -> None:
    made = adopt(store, contacts.add_note(new_case(), text="Rang", today=TODAY), LEAD, TODAY)
    assert made.undo
    undone = undo(store, made.undo, LEAD, TODAY)
    assert undone.undo
    undo(store, undone.undo, LEAD, TODAY)
    with pytest.raises(Stale, match="Somebody has changed what this act left"):
        undo(store, undone.undo, LEAD, TODAY)


def test_what_has_left_the_building_is_corrected_and_not_undone(store: Store, new_case: NewCase) -> None:
    amendment = replace(contacts.add_note(new_case(), text="Sent", today=TODAY), has_left="The letter has been sent.")
    changes = adopt(store, amendment, LEAD, TODAY)
    assert changes.undo
    with pytest.raises(Refused, match=r"“Add note” cannot be undone\. The letter has been sent\."):
        undo(store, changes.undo, LEAD, TODAY)


def test_many_cases_done_as_one_are_undone_as_one(store: Store, new_case: NewCase) -> None:
    cases = [new_case(), new_case(), new_case()]
    notes = [contacts.add_note(case, text="All of them", today=TODAY) for case in cases]
    changes = adopt_all(store, notes, "Add note", "3 notes added.", LEAD, TODAY)
    assert changes.undo
    assert undo(store, changes.undo, LEAD, TODAY).cases == {case.id for case in cases}
    assert not any(read(store, case.id).notes for case in cases)


def test_a_request_recorded_by_mistake_is_gone_and_no_longer_found(store: Store) -> None:
    new = NewRequest(forename="Ada", surname="Peppergoggle", received_on=TODAY)
    changes = record_request(store, new, LEAD, TODAY)
    assert changes.undo
    undo(store, changes.undo, LEAD, TODAY)
    with store.look() as reading:
        assert reading.is_empty()
        assert not reading.search("peppergoggle").hits
    assert store.check() == []


def test_a_request_on_which_something_was_recorded_since_stays(store: Store) -> None:
    new = NewRequest(forename="Ada", surname="Peppergoggle", received_on=TODAY)
    changes = record_request(store, new, LEAD, TODAY)
    case = read(store, min(changes.cases))
    adopt(store, contacts.add_note(case, text="In cabinet 3", today=TODAY), LEAD, TODAY)
    assert changes.undo
    with pytest.raises(Refused, match="another record still needs"):
        undo(store, changes.undo, LEAD, TODAY)
    assert read(store, case.id).notes


def test_an_option_goes_back_to_what_it_was_and_the_dates_with_it(store: Store, new_case: NewCase) -> None:
    case = new_case()
    taken = people.set_option(store, "at_risk_days", "25", LEAD, TODAY)
    assert read(store, case.id).derived != case.derived
    assert undo(store, taken, LEAD, TODAY).everything
    assert read(store, case.id).derived == case.derived
    with store.look() as reading:
        assert "at_risk_days" not in reading.options()


def test_acts_on_an_agenda_are_undone(store: Store, new_case: NewCase) -> None:
    cases = [new_case(), new_case()]
    meeting = panels.create_meeting(
        store,
        kind="assessment",
        on=date(2026, 12, 1),
        starts_at=time(9),
        capacity=5,
        papers_by=None,
        area="",
        by=LEAD,
        today=TODAY,
    )

    def stands() -> list[int]:
        with store.look() as reading:
            return [case.id for _, case in reading.agenda(meeting.id).items]

    filled = panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    order = stands()
    with store.look() as reading:
        first = reading.agenda(meeting.id).items[0][0]
    moved = panels.move_item(store, first, "down", LEAD, TODAY)
    assert stands() == order[::-1]
    with store.look() as reading:
        first = reading.agenda(meeting.id).items[0][0]
    off = panels.remove_item(store, first, "Not ready", LEAD, TODAY)
    for changes, then in ((off, order[::-1]), (moved, order), (filled, [])):
        assert changes.undo
        undo(store, changes.undo, LEAD, TODAY)
        assert stands() == then
    assert len(cases) == len(order)
