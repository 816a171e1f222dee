from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy.exc import IntegrityError

from db.store import SqlStore
from send_desktop.errors import Refused, Stale
from send_desktop.records import (
    AgendaItem,
    Carer,
    Derived,
    Note,
    PanelMeeting,
    Person,
    Request,
    Setting,
)
from tests.storage.making import RECEIVED, a_case, add_advice, add_case


def test_a_new_store_holds_the_seven_services_and_no_case(store: SqlStore) -> None:
    with store.look() as reading:
        services = reading.directory().services
        assert reading.is_empty()
    assert [service.code for service in services] == ["EP", "SaLT", "OT", "Physio", "Health", "Social care", "School"]
    assert [service.code for service in services if service.is_section_31_body] == ["SaLT", "OT", "Physio", "Health"]
    assert all(service.version == 1 and service.usual_delay_days == 42 for service in services)


def test_what_is_added_comes_back_with_an_id_and_version_one(store: SqlStore) -> None:
    request = a_case(store)
    assert (request.id, request.version) == (1, 1)
    with store.look() as reading:
        assert reading.case(request.id).request == request


def test_many_added_at_once_come_back_in_their_order(store: SqlStore) -> None:
    with store.work("Ann", "Import") as work:
        added = work.add_many([Setting(name=name) for name in ("Custardmoor", "Alderwick", "Bramblehurst")])
        assert work.add_many([]) == []
    assert [(setting.id, setting.name) for setting in added] == [
        (1, "Custardmoor"),
        (2, "Alderwick"),
        (3, "Bramblehurst"),
    ]
    with store.look() as reading:
        assert [setting.name for setting in reading.directory().settings] == [
            "Alderwick",
            "Bramblehurst",
            "Custardmoor",
        ]


def test_the_id_of_a_removed_record_is_never_given_again(store: SqlStore) -> None:
    with store.work("Ann", "Tidy up") as work:
        first = work.add(Setting(name="Opened twice by mistake"))
        work.remove(first, "entered twice")
    with store.work("Ann", "Add a setting") as work:
        assert work.add(Setting(name="Another")).id > first.id


def test_a_replaced_record_takes_the_next_version(store: SqlStore) -> None:
    before = a_case(store)
    with store.work("Ann", "Record the decision") as work:
        after = work.replace(before, replace(before, assess_outcome="assess", assess_told_on=date(2026, 10, 1)))
    assert after.version == 2
    with store.look() as reading:
        assert reading.case(before.id).request == after


def test_a_record_that_somebody_else_changed_first_is_stale_and_nothing_is_kept(store: SqlStore) -> None:
    seen = a_case(store)
    with store.work("Ann", "Change") as work:
        work.replace(seen, replace(seen, comments="Ann was faster"))
    with pytest.raises(Stale, match="Someone else changed this request"):
        _note_and_comment(store, seen, "Bob was slower")
    with store.look() as reading:
        case = reading.case(seen.id)
    assert case.request.comments == "Ann was faster"
    assert case.notes == ()


def _note_and_comment(store: SqlStore, seen: Request, comment: str) -> None:
    with store.work("Bob", "Change") as work:
        work.add(Note(case_id=seen.id, on=RECEIVED, text="Bob's note goes with Bob's change"))
        work.replace(seen, replace(seen, comments=comment))


def test_saving_a_record_unchanged_is_still_stale_when_somebody_changed_it(store: SqlStore) -> None:
    seen = a_case(store)
    with store.work("Ann", "Change") as work:
        assert work.replace(seen, seen) == seen
        work.replace(seen, replace(seen, comments="changed"))
    with pytest.raises(Stale), store.work("Bob", "Change") as work:
        work.replace(seen, seen)


def test_a_removed_record_can_be_neither_changed_nor_removed_again(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Note") as work:
        note = work.add(Note(case_id=request.id, on=RECEIVED, text="Rang the school"))
        work.remove(note, "on the wrong child")
    with pytest.raises(Stale, match="Someone else removed this note"), store.work("Bob", "Note") as work:
        work.replace(note, replace(note, text="Rang the nursery"))
    with pytest.raises(Stale, match="removed"), store.work("Bob", "Note") as work:
        work.remove(note, "again")


def test_an_error_in_the_middle_of_an_act_leaves_nothing_of_it(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError):
        _import_that_fails(store)
    with store.look() as reading:
        assert reading.is_empty()
        assert reading.options() == {}
        assert {line.act for line in reading.audit()} == {"Make the store"}


def _import_that_fails(store: SqlStore) -> None:
    with store.work("Ann", "Import") as work:
        add_case(work)
        work.set_option("at_risk_days", "5")
        work.log("import", rows=1)
        raise ZeroDivisionError


def test_two_requests_cannot_have_one_reference_however_it_is_written(store: SqlStore) -> None:
    a_case(store, "EHC-26-0001")
    with pytest.raises(Refused, match="already a request with this reference"):
        a_case(store, "ehc-26-0001 ")


def test_a_changed_reference_is_found_by_its_new_name_only(store: SqlStore) -> None:
    request = a_case(store, "EHC-26-0001")
    with store.work("Ann", "Correct the reference") as work:
        work.replace(request, replace(request, reference="EHC-26-0002"))
    with store.look() as reading:
        assert reading.case_by_reference("ehc-26-0002").id == request.id
        assert reading.references() == {"EHC-26-0002": request.id}
        with pytest.raises(Refused, match="no case with the reference EHC-26-0001"):
            reading.case_by_reference("EHC-26-0001")


def test_what_others_still_belong_to_cannot_be_removed(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Ask") as work:
        add_advice(work, request.id)
    with pytest.raises(Refused, match="another record still needs"), store.work("Ann", "Remove") as work:
        work.remove(request, "mistake")


def test_a_code_outside_its_closed_set_is_a_fault_of_the_program_not_of_the_person(store: SqlStore) -> None:
    with pytest.raises(IntegrityError):
        a_case(store, source="pigeon")


def test_codes_that_others_publish_are_kept_as_given(store: SqlStore) -> None:
    with store.work("Ann", "Import") as work:
        person = work.add(Person(forename="A", surname="B", sex="U", ethnicity_main="XXXX", upn_unknown="UN77"))
        work.add(Request(reference="1", person_id=person.id, received_on=RECEIVED, primary_need="ADHD"))
    with store.look() as reading:
        assert reading.cases()[0].person.ethnicity_main == "XXXX"


def test_advice_carries_its_services_code_whatever_it_was_given(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Ask") as work:
        asked = add_advice(work, request.id, "EP")
        wrong = work.replace(asked, replace(asked, service="OT", adviser="Dr Quillfeather"))
    assert wrong.service == "EP"
    with store.work("Ann", "Rename") as work:
        service = work.directory().services[0]
        work.replace(service, replace(service, code="Ed Psych"))
        again = add_advice(work, request.id, "Ed Psych")
    assert again.service == "Ed Psych"
    with store.look() as reading:
        assert [advice.service for advice in reading.case(request.id).advice] == ["Ed Psych", "Ed Psych"]


def test_an_option_is_kept_until_it_is_returned_to_its_default(store: SqlStore) -> None:
    with store.work("Ann", "Options") as work:
        work.set_option("at_risk_days", "5")
        work.set_option("at_risk_days", "7")
    with store.look() as reading:
        assert reading.options() == {"at_risk_days": "7"}
    with store.work("Ann", "Options") as work:
        work.set_option("at_risk_days", None)
    with store.look() as reading:
        assert reading.options() == {}


def test_derived_columns_are_written_without_a_version_or_an_audit_line(store: SqlStore) -> None:
    request = a_case(store)
    derived = Derived(status="open", stage="advice", next_duty="final_plan", next_due=date(2027, 1, 19))
    with store.work("Ann", "Recompute") as work:
        work.save_derived({request.id: derived})
    with store.look() as reading:
        case = reading.case(request.id)
        assert case.derived == derived
        assert case.request.version == 1
        assert {line.act for line in reading.history(request.id)} == {"Record a request"}


def test_a_transaction_knows_which_cases_it_touched(store: SqlStore) -> None:
    first, second, third = (a_case(store, reference) for reference in ("1", "2", "3"))
    with store.work("Ann", "Work") as work:
        assert work.touched() == frozenset()
        add_advice(work, first.id)
        assert work.touched() == {first.id}
        work.replace(second, replace(second, comments="seen"))
        assert work.touched() == {first.id, second.id}
        work.add(Carer(person_id=third.person_id, name="Mrs Peppergoggle"))
        assert work.touched() == {first.id, second.id, third.id}
        fourth = add_case(work, "4")
        assert work.touched() == {first.id, second.id, third.id, fourth.id}
        work.add(Setting(name="Touches nobody"))
        assert work.touched() == {first.id, second.id, third.id, fourth.id}


def test_a_change_to_the_child_touches_each_of_the_childs_cases(store: SqlStore) -> None:
    request = a_case(store, "1")
    with store.work("Ann", "Second request") as work:
        again = work.add(Request(reference="2", person_id=request.person_id, received_on=RECEIVED))
    with store.work("Ann", "Correct the date of birth") as work:
        person = work.case(request.id).person
        work.replace(person, replace(person, date_of_birth=date(2019, 1, 1)))
        assert work.touched() == {request.id, again.id}


def test_an_agenda_touches_its_case_and_its_meeting(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Plan") as work:
        meeting = work.add(PanelMeeting(kind="issue", on=date(2026, 12, 1), starts_at=time(9, 30)))
        assert work.touched_meetings() == {meeting.id}
        other = work.add(PanelMeeting(kind="issue", on=date(2026, 12, 8), starts_at=time(9, 30)))
    with store.work("Ann", "Agenda") as work:
        item = work.add(AgendaItem(meeting_id=meeting.id, case_id=request.id, position=1, asked="issue"))
        assert (work.touched(), work.touched_meetings()) == ({request.id}, {meeting.id})
    with store.work("Ann", "Move") as work:
        item = work.replace(item, replace(item, meeting_id=other.id))
        assert work.touched_meetings() == {meeting.id, other.id}
    with store.work("Ann", "Take off") as work:
        work.remove(item, "withdrawn")
        assert (work.touched(), work.touched_meetings()) == ({request.id}, {other.id})


def test_a_case_takes_one_place_on_an_agenda(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Plan") as work:
        meeting = work.add(PanelMeeting(kind="issue", on=date(2026, 12, 1), starts_at=time(9, 30)))
        work.add(AgendaItem(meeting_id=meeting.id, case_id=request.id, position=1))
    with pytest.raises(Refused, match="already on that agenda"), store.work("Ann", "Again") as work:
        work.add(AgendaItem(meeting_id=meeting.id, case_id=request.id, position=2))
