"""Reading: cases whole, flat lists, and the rules that the lists follow."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from db import cases
from db.facts import FEW
from db.store import SqlStore
from send_desktop.errors import Refused
from send_desktop.measures.status import status_as_at
from send_desktop.records import (
    AgendaItem,
    Area,
    Carer,
    Consultation,
    Contact,
    Derived,
    Document,
    ExceptionPeriod,
    FactsRow,
    LaterDecision,
    Note,
    Officer,
    PanelMeeting,
    PlanVersion,
    Provision,
    Request,
    Setting,
    Team,
)
from send_desktop.statute.stages import status
from send_desktop.store import Work
from tests.storage.making import RECEIVED, a_case, add_advice, add_case, add_final, with_status

DAY = timedelta(days=1)


@contextmanager
def counted(store: SqlStore) -> Iterator[list[str]]:
    """The statements that a block sends to the database."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    yield sent
    event.remove(store._engine, "before_cursor_execute", note)


def _full_case(work: Work) -> Request:
    team = work.add(Team(name="North and East"))
    area = work.add(Area(name="East"))
    officer = work.add(Officer(name="Imran Sparrowladle", team_id=team.id, sign_in="CORP\\isparrow"))
    school = work.add(Setting(name="Custardmoor Primary School"))
    wished = work.add(Setting(name="Alderwick School"))
    request = add_case(
        work,
        area_id=area.id,
        officer_id=officer.id,
        setting_id=school.id,
        family_preference_setting_id=wished.id,
    )
    of_case: dict[str, Any] = {"case_id": request.id}
    work.add(Carer(person_id=request.person_id, name="Mr Peppergoggle"))
    add_advice(work, request.id, "School", requested_on=RECEIVED)
    add_advice(work, request.id, "EP", requested_on=RECEIVED)
    work.add(Consultation(**of_case, setting="Alderwick School", sent_on=RECEIVED))
    work.add(Provision(**of_case, kind="proposed", annual_cost=1_200_000))
    work.add(PlanVersion(**of_case, kind="draft", sent_on=RECEIVED + 100 * DAY, number=2))
    work.add(PlanVersion(**of_case, kind="draft", sent_on=RECEIVED + 90 * DAY))
    work.add(ExceptionPeriod(**of_case, reason="school_closed"))
    work.add(LaterDecision(**of_case, about="contents", outcome="amend", route="mediation", made_on=RECEIVED))
    work.add(Contact(**of_case, on=RECEIVED + DAY, kind="call"))
    work.add(Contact(**of_case, on=RECEIVED, kind="letter"))
    work.add(Note(**of_case, on=RECEIVED, text="Rang the school"))
    work.add(Document(**of_case, title="EP report"))
    meeting = work.add(PanelMeeting(kind="issue", on=RECEIVED + 80 * DAY, starts_at=time(9, 30), area_id=area.id))
    work.add(AgendaItem(**of_case, meeting_id=meeting.id, position=1, asked="issue"))
    return request


def test_a_case_is_read_whole_with_its_names_and_everything_in_order(store: SqlStore) -> None:
    with store.work("Ann", "Set up") as work:
        request = _full_case(work)
    with store.look() as reading:
        case = reading.case(request.id)
    assert case.request == request
    assert case.person.name == "Peppergoggle, Matilda"
    assert (case.setting, case.area, case.officer) == ("Custardmoor Primary School", "East", "Imran Sparrowladle")
    assert (case.team, case.preferred_setting) == ("North and East", "Alderwick School")
    assert [carer.name for carer in case.carers] == ["Mr Peppergoggle"]
    assert [advice.service for advice in case.advice] == ["EP", "School"]
    assert [plan.number for plan in case.plans] == [1, 2]
    assert [contact.kind for contact in case.contacts] == ["letter", "call"]
    assert (case.agenda[0].item.asked, case.agenda[0].meeting.kind, case.agenda[0].area) == ("issue", "issue", "East")
    for hung in (case.consultations, case.provision, case.exceptions, case.later_decisions, case.notes, case.documents):
        assert len(hung) == 1
    assert case.draft_served_on == RECEIVED + 100 * DAY


def test_a_case_with_nothing_in_it_reads_as_open_and_empty(store: SqlStore) -> None:
    request = a_case(store)
    with store.look() as reading:
        case = reading.case(request.id)
    assert (case.derived, case.setting, case.advice, case.agenda) == (Derived(), "", (), ())


def test_any_number_of_cases_is_read_in_the_same_number_of_queries(store: SqlStore) -> None:
    first = a_case(store, "0")
    with store.look() as reading, counted(store) as for_one:
        assert len(reading.cases([first.id])) == 1
    with store.work("Ann", "Many") as work:
        for number in range(1, 40):
            add_advice(work, add_case(work, str(number)).id)
    with store.look() as reading, counted(store) as for_many:
        assert len(reading.cases()) == 40
    assert len(for_one) == len(for_many) == 20


def test_more_ids_than_one_statement_takes_are_read_in_portions(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [a_case(store, str(number)).id for number in range(5)]
    monkeypatch.setattr(cases, "CHUNK", 2)
    with store.look() as reading:
        assert [case.id for case in reading.cases([*reversed(ids), ids[0], 999])] == ids
        assert reading.cases([]) == []


def test_the_lists_take_the_same_few_queries_however_long_they_are(store: SqlStore) -> None:
    with store.work("Ann", "Many") as work:
        for number in range(30):
            request = add_case(work, str(number))
            add_advice(work, request.id, requested_on=RECEIVED)
            add_final(work, request.id, RECEIVED + 140 * DAY)
    with store.look() as reading:
        for read, most in ((reading.caseload, 6), (reading.timeliness_rows, 5), (reading.advice_rows, 1)):
            with counted(store) as sent:
                assert len(read()) == 30
            assert len(sent) <= most


def test_a_case_that_is_not_there_is_refused_in_a_sentence(store: SqlStore) -> None:
    with store.look() as reading:
        with pytest.raises(Refused, match="no longer in the store"):
            reading.case(7)
        with pytest.raises(Refused, match="This meeting is no longer in the store"):
            reading.agenda(7)


def test_the_caseload_says_of_each_case_what_its_page_says(store: SqlStore) -> None:
    with store.work("Ann", "Set up") as work:
        request = _full_case(work)
    derived = Derived(status="open", stage="consultation", next_duty="final_plan", next_due=date(2027, 1, 19))
    with_status(store, {request.id: derived})
    with store.look() as reading:
        (row,), case = reading.caseload(), reading.case(request.id)
    assert (row.id, row.version, row.reference) == (case.id, 1, case.reference)
    assert (row.forename, row.surname, row.upn) == ("Matilda", "Peppergoggle", None)
    assert (row.setting, row.area, row.officer, row.team) == (case.setting, case.area, case.officer, case.team)
    assert (row.draft_served_on, row.final_sent_on) == (case.draft_served_on, case.final_sent_on)
    assert (row.received_on, row.clock_start_on) == (RECEIVED, case.clock_start_on)
    assert row.advice_outstanding == "EP, School"
    assert row.derived == derived


def test_the_caseload_is_in_order_of_next_legal_date_and_those_without_come_last(store: SqlStore) -> None:
    ids = {reference: a_case(store, reference).id for reference in ("late", "early", "finished", "also finished")}
    with_status(
        store,
        {
            ids["late"]: Derived(next_due=date(2027, 3, 1)),
            ids["early"]: Derived(next_due=date(2026, 12, 1)),
            ids["finished"]: Derived(status="plan_issued"),
            ids["also finished"]: Derived(status="refused"),
        },
    )
    with store.look() as reading:
        assert [row.reference for row in reading.caseload()] == ["early", "late", "also finished", "finished"]


def test_a_clock_started_under_section_24_runs_from_that_day(store: SqlStore) -> None:
    a_case(store, became_responsible_on=RECEIVED + 7 * DAY)
    with store.look() as reading:
        assert reading.caseload()[0].clock_start_on == RECEIVED + 7 * DAY
        assert reading.timeliness_rows()[0].clock_start_on == RECEIVED + 7 * DAY


def test_advice_awaited_is_what_was_asked_for_and_has_not_come_on_an_open_case(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Ask") as work:
        add_advice(work, request.id, "SaLT", requested_on=RECEIVED)
        add_advice(work, request.id, "EP", requested_on=RECEIVED, received_on=RECEIVED + DAY)
        add_advice(work, request.id, "OT")
    with store.look() as reading:
        assert reading.caseload()[0].advice_outstanding == "SaLT"
        assert reading.case_ids_waiting_for(["SaLT"]) == reading.case_ids_waiting_for(["OT"]) == [request.id]
        assert reading.case_ids_waiting_for(["EP", "Physio"]) == reading.case_ids_waiting_for([]) == []
        assert reading.open_case_ids() == [request.id]
    with_status(store, {request.id: Derived(status="withdrawn")})
    with store.look() as reading:
        assert reading.caseload()[0].advice_outstanding == ""
        assert reading.case_ids_waiting_for(["SaLT"]) == reading.open_case_ids() == []
        assert not any(row.is_case_open for row in reading.advice_rows())


def test_delays_are_counted_of_what_was_returned_in_the_period_both_days_included(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Ask") as work:
        for days in (9, 10, 20, 21):
            add_advice(work, request.id, "EP", requested_on=RECEIVED, received_on=RECEIVED + days * DAY)
        add_advice(work, request.id, "EP", received_on=RECEIVED + 15 * DAY)
        add_advice(work, request.id, "OT", requested_on=RECEIVED, received_on=RECEIVED + 15 * DAY)
    with store.look() as reading:
        assert sorted(reading.returned_delays("EP", RECEIVED + 10 * DAY, RECEIVED + 20 * DAY)) == [10, 20]


def _later(store: SqlStore, case_id: int, **fields: Any) -> None:
    with store.work("Ann", "Later decision") as work:
        work.add(LaterDecision(case_id=case_id, **fields))


@pytest.mark.parametrize(
    ("about", "outcome", "route", "days_before", "is_after"),
    [
        ("assess", "assess", "mediation", 30, True),
        ("issue", "issue", "tribunal", 30, True),
        ("issue", "issue", "conceded", 0, True),
        ("issue", "issue", "own_motion", 30, False),
        ("issue", "dismissed", "tribunal", 30, False),
        ("contents", "amend", "tribunal", 30, False),
        ("assess", "assess", "mediation", -1, False),
    ],
)
def test_a_plan_counts_as_after_dispute_when_it_followed_a_reversal_of_that_kind(
    store: SqlStore, about: str, outcome: str, route: str, days_before: int, is_after: bool
) -> None:
    request = a_case(store)
    sent = RECEIVED + 200 * DAY
    with store.work("Ann", "Send") as work:
        add_final(work, request.id, sent)
    _later(store, request.id, about=about, outcome=outcome, route=route, made_on=sent - days_before * DAY)
    with store.look() as reading:
        assert reading.timeliness_rows()[0].is_after_dispute is is_after


def test_a_reversal_without_a_plan_is_not_a_plan_after_dispute(store: SqlStore) -> None:
    request = a_case(store)
    _later(store, request.id, about="assess", outcome="assess", route="tribunal", made_on=RECEIVED)
    with store.look() as reading:
        row = reading.timeliness_rows()[0]
    assert (row.final_sent_on, row.is_after_dispute) == (None, False)


def test_a_refusal_is_overturned_on_the_first_day_that_the_family_was_told(store: SqlStore) -> None:
    request = a_case(store, assess_outcome="refuse", assess_told_on=RECEIVED + 30 * DAY)
    again: dict[str, Any] = {"about": "assess", "outcome": "assess", "route": "mediation"}
    _later(store, request.id, **again, made_on=RECEIVED + 60 * DAY, told_on=RECEIVED + 70 * DAY)
    _later(store, request.id, **again, made_on=RECEIVED + 65 * DAY)
    _later(store, request.id, about="issue", outcome="no_plan", route="own_motion", made_on=RECEIVED + 90 * DAY)
    with store.look() as reading:
        row = reading.timeliness_rows()[0]
    assert row.overturned_assess_on == RECEIVED + 65 * DAY
    assert row.overturned_issue_on is None
    assert (row.assess_outcome, row.assess_told_on) == ("refuse", RECEIVED + 30 * DAY)


@pytest.mark.parametrize("route", ["tribunal", "mediation", "conceded", "own_motion"])
def test_a_plan_that_is_to_be_made_overturns_the_refusal_to_assess_as_the_law_sees_it(
    store: SqlStore, route: str
) -> None:
    request = a_case(store, assess_outcome="refuse", assess_told_on=RECEIVED + 30 * DAY)
    _later(store, request.id, about="issue", outcome="issue", route=route, made_on=RECEIVED + 80 * DAY)
    with store.look() as reading:
        row = reading.timeliness_rows()[0]
        assert status(reading.case(request.id).facts()) == "open"
    assert row.overturned_assess_on == RECEIVED + 80 * DAY
    assert status_as_at(row, RECEIVED + 79 * DAY) == "refused"
    assert status_as_at(row, RECEIVED + 80 * DAY) == "open"


def test_what_comes_of_the_refusal_of_a_plan_says_nothing_about_assessing(store: SqlStore) -> None:
    request = a_case(store, assess_outcome="assess", issue_outcome="no_plan", issue_told_on=RECEIVED + 110 * DAY)
    _later(store, request.id, about="issue", outcome="issue", route="tribunal", made_on=RECEIVED + 200 * DAY)
    with store.look() as reading:
        row = reading.timeliness_rows()[0]
    assert (row.overturned_assess_on, row.overturned_issue_on) == (None, RECEIVED + 200 * DAY)


@pytest.mark.parametrize("count", [3, FEW + 1])
def test_cases_as_the_law_sees_them_are_read_alike_with_the_case_and_without_it(store: SqlStore, count: int) -> None:
    with store.work("Ann", "Make") as work:
        first = _full_case(work).id
        for number in range(count - 2):
            add_case(work, str(number), assess_outcome="refuse")
        other = add_case(work, "other").id
        for kind, days in (("draft", 95), ("draft", 90), ("final", 400), ("final", 140)):
            work.add(PlanVersion(case_id=other, kind=kind, sent_on=RECEIVED + days * DAY, representations_by=RECEIVED))
        add_advice(work, other, "SaLT", requested_on=RECEIVED)
        add_advice(work, other, "EP", requested_on=RECEIVED, received_on=RECEIVED + DAY)
    _later(store, first, about="issue", outcome="issue", route="tribunal", made_on=RECEIVED + 200 * DAY)
    with store.look() as reading:
        wanted = [case for case in reading.cases() if case.id != first + 1]
        rows = reading.facts([case.id for case in wanted] + [10_000])
        assert rows == [FactsRow(case_id=case.id, area=case.area, facts=case.facts()) for case in wanted]
        assert reading.facts([]) == []


def test_the_first_final_plan_and_the_latest_draft_are_what_lists_show(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Send") as work:
        for kind, days in (("draft", 90), ("draft", 95), ("final", 140), ("final", 400)):
            work.add(PlanVersion(case_id=request.id, kind=kind, sent_on=RECEIVED + days * DAY))
    with store.look() as reading:
        assert reading.caseload()[0].draft_served_on == RECEIVED + 95 * DAY
        assert reading.caseload()[0].final_sent_on == RECEIVED + 140 * DAY
        assert reading.timeliness_rows()[0].final_sent_on == RECEIVED + 140 * DAY


def test_meetings_come_by_date_with_the_places_that_are_taken(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Plan") as work:
        area = work.add(Area(name="East"))
        late = work.add(PanelMeeting(kind="issue", on=date(2026, 12, 8), starts_at=time(9, 30), area_id=area.id))
        early = work.add(PanelMeeting(kind="issue", on=date(2026, 12, 1), starts_at=time(9, 30)))
        work.add(AgendaItem(meeting_id=late.id, case_id=request.id, position=1))
    with store.look() as reading:
        first, second = reading.meetings()
        assert (first.meeting, first.area, first.taken, first.case_ids) == (early, "", 0, frozenset())
        assert (second.meeting, second.area, second.taken, second.case_ids) == (late, "East", 1, {request.id})
        assert [summary.meeting for summary in reading.meetings(since=date(2026, 12, 8))] == [late]


def test_an_agenda_gives_its_items_in_order_each_with_its_case(store: SqlStore) -> None:
    first, second = a_case(store, "1"), a_case(store, "2")
    with store.work("Ann", "Plan") as work:
        meeting = work.add(PanelMeeting(kind="issue", on=date(2026, 12, 8), starts_at=time(9, 30)))
        work.add(AgendaItem(meeting_id=meeting.id, case_id=first.id, position=2))
        work.add(AgendaItem(meeting_id=meeting.id, case_id=second.id, position=1))
    with store.look() as reading:
        agenda = reading.agenda(meeting.id)
    assert agenda.meeting == meeting
    assert [(item.position, case.reference) for item, case in agenda.items] == [(1, "2"), (2, "1")]


def test_a_sign_in_is_known_in_any_capitals_and_an_active_officer_comes_first(store: SqlStore) -> None:
    with store.work("Ann", "Officers") as work:
        left = work.add(Officer(name="Left Long Ago", sign_in="isparrow", is_active=False))
        here = work.add(Officer(name="Imran Sparrowladle", sign_in="ISparrow"))
        work.add(Officer(name="No Sign-in"))
    with store.look() as reading:
        assert reading.officer_for_sign_in("ISPARROW") == here
        assert reading.officer_for_sign_in("somebody") is None
        assert reading.officer_for_sign_in("") is None
    with store.work("Ann", "Left") as work:
        work.remove(here, "entered twice")
        assert work.officer_for_sign_in("isparrow") == left


def test_lists_of_names_are_in_order_whatever_their_capitals(store: SqlStore) -> None:
    with store.work("Ann", "Set up") as work:
        for name in ("north", "East", "West"):
            work.add(Area(name=name))
        first = work.directory().services[0]
        work.replace(first, replace(first, sort_order=99))
    with store.look() as reading:
        directory = reading.directory()
    assert [area.name for area in directory.areas] == ["East", "north", "West"]
    assert directory.services[-1].code == "EP"
