"""A date that was recorded wrong is put right with a reason, and one that cannot be is refused."""

from dataclasses import replace
from datetime import date

import pytest

from send_desktop.errors import Refused
from send_desktop.records import Case, PlanVersion
from send_desktop.services import advice, contacts, decisions, exceptions, plans
from send_desktop.services.amendments import Amendment
from send_desktop.services.corrections import correct_date
from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.store import Store
from tests.helpers.acting import TODAY, Adopt, NewCase

RECEIVED = date(2026, 6, 29)
TOLD = date(2026, 7, 30)


@pytest.fixture
def long_case(store: Store, new_case: NewCase, done: Adopt) -> Case:
    """A case with a date of every kind."""
    case = new_case(RECEIVED, date_of_birth=date(2018, 5, 4))
    case = done(
        decisions.decide_to_assess(case, outcome="assess", made_on=date(2026, 7, 28), told_on=TOLD, today=TODAY)
    )
    with store.look() as reading:
        directory = reading.directory()
    case = done(advice.ask_for_advice(case, directory, services=["EP"], on=date(2026, 8, 3), today=TODAY))
    case = done(advice.record_received(case, case.advice[0], on=date(2026, 9, 14), today=TODAY))
    decided = date(2026, 9, 24)
    case = done(decisions.decide_to_issue(case, outcome="issue", made_on=decided, told_on=decided, today=TODAY))
    case = done(plans.serve_draft(case, on=date(2026, 10, 12), today=TODAY, representations_by=date(2026, 10, 30)))
    case = done(plans.consult(case, setting="Ferncastle School", on=date(2026, 10, 13), today=TODAY))
    case = done(plans.record_reply(case, case.consultations[0], on=date(2026, 10, 27), outcome="full", today=TODAY))
    case = done(
        exceptions.record_exception(
            case, reason="absent_from_area", starts_on=date(2026, 8, 1), ends_on=date(2026, 9, 1), today=TODAY
        )
    )
    case = done(contacts.log_contact(case, kind="call", on=date(2026, 6, 1), summary="First call", today=TODAY))
    return done(contacts.add_note(case, text="Paper file in cabinet 3", today=TODAY))


def key(case: Case, title: str) -> str:
    return next(one.key for one in recorded_dates(case) if one.title == title)


def correct(case: Case, title: str, on: date, reason: str = "The letter says so.") -> Amendment:
    return correct_date(case, key(case, title), on=on, reason=reason, today=TODAY)


def test_every_date_on_record_is_listed_with_what_it_is_the_date_of(long_case: Case) -> None:
    assert [one.title for one in recorded_dates(long_case)] == [
        "Request received",
        "Decision to assess made",
        "Decision to assess: family told",
        "Decision to issue made",
        "Decision to issue: family told",
        "EP advice asked",
        "EP advice received",
        "Draft 1 sent",
        "Draft 1 family may answer until",
        "Ferncastle School consulted",
        "Ferncastle School replied",
        "Exception from",
        "Exception to",
        "Call on",
        "Note “Paper file in cabinet 3”",
    ]


def test_every_one_of_them_can_be_moved_by_a_day(long_case: Case, done: Adopt) -> None:
    for title in [one.title for one in recorded_dates(long_case)]:
        was = next(one.on for one in recorded_dates(long_case) if one.title == title)
        on = was.replace(day=was.day - 1 if title.endswith("made") or was == TODAY else was.day + 1)
        long_case = done(correct(long_case, title, on))
        assert next(one.on for one in recorded_dates(long_case) if one.title == title) == on


def test_a_correction_keeps_its_reason_in_a_note_and_both_dates_in_the_history(
    store: Store, long_case: Case, done: Adopt
) -> None:
    case = done(correct(long_case, "Decision to assess: family told", date(2026, 7, 31), "Postmark of the letter."))

    assert (case.request.assess_told_on, case.request.assess_outcome) == (date(2026, 7, 31), "assess")
    note = next(one for one in case.notes if one.subject == "Correction")
    assert note.text == (
        "Decision to assess: family told: 30 Jul 2026 corrected to 31 Jul 2026. Postmark of the letter."
    )
    with store.look() as reading:
        lines = [line for line in reading.history(case.id) if line.act == "Correct date"]
    assert {"assess_told_on": ("2026-07-30", "2026-07-31")}.items() <= lines[0].changes.items()


def test_the_day_of_the_request_moves_the_whole_clock(long_case: Case, done: Adopt) -> None:
    case = done(correct(long_case, "Request received", date(2026, 7, 6)))
    assert case.derived.next_due == date(2026, 11, 23)


def test_advice_that_turns_out_older_than_its_request_is_an_existing_report(long_case: Case, done: Adopt) -> None:
    case = done(correct(long_case, "EP advice received", date(2026, 7, 20)))
    assert case.advice[0].is_existing_report
    case = done(correct(case, "EP advice received", date(2026, 9, 15)))
    assert not case.advice[0].is_existing_report


@pytest.mark.parametrize(
    ("title", "on", "said"),
    [
        ("Request received", RECEIVED, "on record already"),
        ("Request received", date(2026, 11, 21), "after today"),
        ("Request received", date(2026, 8, 1), "would come before “Request received"),
        ("Request received", date(2018, 5, 3), "born"),
        ("Decision to assess: family told", date(2026, 7, 27), "would come before “Decision to assess made"),
        ("Decision to issue made", date(2026, 7, 1), "would come before “Decision to assess made"),
        ("EP advice asked", date(2026, 6, 28), "would come before “Request received"),
        ("Draft 1 sent", date(2026, 10, 20), "at least 15 days"),
        ("Draft 1 family may answer until", date(2026, 10, 20), "at least 15 days"),
        ("Ferncastle School replied", date(2026, 10, 1), "would come before “Ferncastle School consulted"),
        ("Exception to", date(2026, 7, 1), "would come before “Exception from"),
    ],
)
def test_a_date_that_cannot_be_is_refused(long_case: Case, title: str, on: date, said: str) -> None:
    with pytest.raises(Refused, match=said):
        correct(long_case, title, on)


def test_a_correction_needs_its_reason_and_a_date_that_is_on_record(long_case: Case) -> None:
    with pytest.raises(Refused, match="Say how"):
        correct(long_case, "EP advice asked", date(2026, 8, 4), " ")
    with pytest.raises(Refused, match="Choose which"):
        correct_date(long_case, "Advice:999:requested_on", on=TODAY, reason="Slip.", today=TODAY)


def test_a_final_plan_cannot_go_before_the_draft(long_case: Case) -> None:
    final = PlanVersion(id=77, case_id=long_case.id, kind="final", sent_on=date(2026, 11, 9))
    case = replace(long_case, plans=(*long_case.plans, final))
    with pytest.raises(Refused, match="would come before “Draft 1 sent"):
        correct(case, "Final plan sent", date(2026, 10, 11))


def test_disorder_elsewhere_does_not_stop_a_correction(long_case: Case) -> None:
    """Trackers come as they are: only the date that is being put right has to fit."""
    request = replace(long_case.request, issue_made_on=date(2026, 7, 1))
    assert correct(replace(long_case, request=request), "EP advice received", date(2026, 9, 15)).replaced
