"""What stands on Today, and in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from send_desktop.records import AdviserRequest, Case, Chase, Letter
from send_desktop.services import contacts, decisions, disputes, exceptions, letters, panels
from send_desktop.services.amendments import Amendment
from send_desktop.services.today import Today, TodayLine, last_working_day, today
from send_desktop.services.today_lines import KINDS, LISTS, ORDER, in_order
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, cases, store

__all__ = ["cases", "store"]


def shown(store: Store, officer: str | None = LEAD, on: date = TODAY) -> Today:
    return today(store, officer, on)


def of_kind(store: Store, kind: str, on: date = TODAY) -> list[TodayLine]:
    return [one for one in shown(store, on=on).lines if one.kind == kind]


def say(case: Case, **fields: object) -> Amendment:
    values: dict[str, object] = {"kind": "call", "on": TODAY, "summary": "Told where it stands", "today": TODAY}
    return contacts.log_contact(case, **(values | fields))  # type: ignore[arg-type]


# --- the order ------------------------------------------------------------------------------------


def test_what_hurts_first_stands_first() -> None:
    do_now = [kind.code for kind in KINDS if kind.list == "do_now"]
    assert do_now == [
        "breached", "appeal", "limit", "letter", "served", "promise_due", "action", "chase", "adviser", "untold",
        "contact", "unexplained",
    ]  # fmt: skip


def test_every_list_has_its_kinds_and_every_kind_its_reason() -> None:
    assert {kind.list for kind in KINDS} == set(LISTS)
    assert all(kind.hurts for kind in KINDS)
    assert len(ORDER) == len(KINDS)


def test_within_a_kind_the_earlier_date_stands_first_and_no_date_last() -> None:
    lines = [TodayLine(kind="limit", words=name, on=on) for name, on in (("none", None), ("late", TODAY))]
    lines += [TodayLine(kind="limit", words="soon", on=TODAY - timedelta(days=1))]
    lines += [TodayLine(kind="breached", words="worst")]
    assert [one.words for one in in_order(iter(lines))] == ["worst", "soon", "late", "none"]


def test_a_breached_case_stands_above_a_promise_that_is_overdue(store: Store, cases: Cases) -> None:
    late = cases.request("Wimbleknot", days_ago=60)
    case = cases.request(days_ago=10)
    cases.adopt(say(case, on=TODAY - timedelta(days=9), promised_by=TODAY - timedelta(days=2)))
    kinds = [(one.kind, one.case_id) for one in shown(store).of("do_now")]
    assert kinds[0] == ("breached", late.id)
    assert ("promise_due", case.id) in kinds


# --- the lines ------------------------------------------------------------------------------------


def test_a_decision_made_and_not_told_asks_for_the_letter(store: Store, cases: Cases) -> None:
    case = cases.request()
    cases.adopt(
        decisions.decide_to_assess(case, outcome="refuse", made_on=TODAY, told_on=None, today=TODAY, reasons="Steady")
    )
    (line,) = of_kind(store, "limit")
    assert (line.act_id, line.act_words) == ("letter:decision_refuse", "Write")
    assert line.words.startswith("The family has not been told")


def test_a_refusal_told_without_its_letter_asks_for_the_letter_while_it_can_be_appealed(
    store: Store, cases: Cases
) -> None:
    """Answers the fault: no decision letter, so no appeal right."""
    case = cases.refused(days_ago=60)
    (line,) = of_kind(store, "letter")
    assert (line.case_id, line.act_id, line.act_words) == (case.id, "letter:decision_refuse", "Write")
    assert line.words.startswith("The family was told of the refusal on 26 Oct; the letter with its right of appeal")
    assert of_kind(store, "letter", TODAY + timedelta(days=60)) == []
    made = Letter(
        case_id=case.id, template="decision_refuse", title="Decision not to assess", recipient="family",
        addressee="Mrs Peppergoggle", made_on=TODAY,
    )  # fmt: skip
    stands = cases.adopt(Amendment(case, "Make letter", "", added=(made,)))
    (line,) = of_kind(store, "letter")
    assert (line.act_id, line.chosen_id) == ("letter_sent", stands.letters[0].id)
    cases.adopt(letters.record_sent(stands, stands.letters[0], on=TODAY, channel="hand", today=TODAY))
    assert of_kind(store, "letter") == []


def test_a_refusal_that_a_tracker_brought_as_told_has_its_letter_elsewhere(store: Store, cases: Cases) -> None:
    case = cases.refused(days_ago=60)
    cases.adopt(Amendment(case, "x", "", replaced=((case.request, replace(case.request, source_file="t.xlsx")),)))
    assert of_kind(store, "letter") == []


def test_a_line_says_what_the_case_page_says(store: Store, cases: Cases) -> None:
    from send_desktop.services.cases import case_view_by_reference

    case = cases.request(days_ago=60)
    (line,) = of_kind(store, "breached")
    seen = case_view_by_reference(store, case.reference, TODAY)
    assert line.words == seen.sentence.reason
    assert line.next_step == seen.sentence.next_step


def test_advice_that_is_late_asks_to_be_chased_and_afterwards_waits(store: Store, cases: Cases) -> None:
    case = cases.in_advice(days_ago=85, services=("EP",))
    (line,) = of_kind(store, "chase")
    assert (line.act_id, line.chosen_id) == ("chase", case.advice[0].id)
    assert "first reminder is due" in line.words.lower()
    asked = case.advice[0]
    reminder = Chase(case_id=case.id, advice_id=asked.id, on=TODAY, rung=1)
    chased = replace(asked, last_chased_on=TODAY)
    cases.adopt(Amendment(case, "Chase", "Chased.", added=(reminder,), replaced=((asked, chased),)))
    assert of_kind(store, "chase") == []
    (waiting,) = of_kind(store, "awaited_late")
    assert (waiting.list, waiting.act_id) == ("waiting", "received")
    assert "second reminder is due" in of_kind(store, "chase", TODAY + timedelta(days=7))[0].words.lower()


def test_a_setting_that_is_late_is_chased_itself_and_not_the_advice_of_the_same_number(
    store: Store, cases: Cases
) -> None:
    case = cases.consulted()
    assert case.advice[0].id == case.consultations[0].id, "both are the first of their kind"
    lines = shown(store, on=TODAY + timedelta(days=30)).lines
    assert ("chase_setting", case.consultations[0].id) in [(one.act_id, one.chosen_id) for one in lines]


def test_a_mediation_to_be_arranged_shows_how_it_stands_itself_and_not_how_its_closed_case_ended(
    store: Store, cases: Cases
) -> None:
    case = cases.refused(days_ago=60)
    cases.adopt(disputes.ask_mediation(case, about="assess", on=TODAY, today=TODAY))
    assert [one.state for one in of_kind(store, "appeal")] == ["on_track"]
    assert [one.state for one in of_kind(store, "appeal", TODAY + timedelta(days=60))] == ["breached"]


def test_advice_not_yet_due_is_waited_for(store: Store, cases: Cases) -> None:
    cases.in_advice(days_ago=60)
    (line,) = of_kind(store, "awaited")
    assert line.list == "waiting"


def test_a_promise_comes_up_on_its_day_and_stands_under_promised_before(store: Store, cases: Cases) -> None:
    cases.adopt(say(cases.request(days_ago=5), promised_by=TODAY + timedelta(days=3), with_whom="Ms Dunnock"))
    (ahead,) = of_kind(store, "promise")
    assert ahead.list == "promised"
    assert ahead.words.startswith("Ms Dunnock was promised an answer")
    (due,) = of_kind(store, "promise_due", TODAY + timedelta(days=3))
    assert (due.list, due.act_id) == ("do_now", "kept")


def test_a_promise_on_a_case_that_has_ended_is_still_a_promise(store: Store, cases: Cases) -> None:
    case = cases.adopt(say(cases.request(days_ago=5), promised_by=TODAY))
    cases.adopt(decisions.withdraw(case, on=TODAY, reason="Moved school", today=TODAY))
    assert [one.case_id for one in of_kind(store, "promise_due")] == [case.id]


def test_an_exception_that_the_family_does_not_know_of_comes_up_until_it_is_told(store: Store, cases: Cases) -> None:
    case = cases.request(days_ago=5)
    case = cases.adopt(
        exceptions.record_exception(case, reason="school_closed", starts_on=TODAY, ends_on=None, today=TODAY)
    )
    (line,) = of_kind(store, "untold")
    assert line.act_id == "told_exception"
    told = exceptions.tell_family(case, case.exceptions[0], on=TODAY, reason_text="The school is shut", today=TODAY)
    cases.adopt(told)
    assert of_kind(store, "untold") == []


def test_fault_a_family_s_request_for_an_adviser_is_not_considered(store: Store, cases: Cases) -> None:
    """It stands under Do now until it is decided, and then until the family is told."""
    case = cases.in_advice(days_ago=60)
    asked = AdviserRequest(case_id=case.id, asked_on=TODAY - timedelta(days=4), adviser="an OT")
    case = cases.adopt(Amendment(case, "Ask", "Asked.", added=(asked,)))
    assert of_kind(store, "adviser")[0].words == "The family asked for an OT as an adviser; nobody has decided."
    before = case.adviser_requests[0]
    decided = replace(before, outcome="refused", decided_on=TODAY, reason="Known already")
    case = cases.adopt(Amendment(case, "Decide", "Decided.", replaced=((before, decided),)))
    assert "has not been told" in of_kind(store, "adviser")[0].words


def test_papers_that_close_are_shown_for_a_case_that_needs_that_panel(store: Store, cases: Cases) -> None:
    case = cases.to_decide(days_ago=80)
    panels.create_meeting(
        store, kind="issue", on=TODAY + timedelta(days=12), starts_at=time(9, 30),
        papers_by=TODAY + timedelta(days=5), by=LEAD, today=TODAY,
    )  # fmt: skip
    (line,) = of_kind(store, "papers")
    assert (line.case_id, line.act_id, line.on) == (case.id, "agenda", TODAY + timedelta(days=5))
    panels.add_item(store, line.chosen_id, case.id, LEAD, TODAY)
    (line,) = of_kind(store, "papers")
    assert (line.act_id, line.words) == (
        "views",
        "On the agenda of the issue panel of 2 Dec: its papers close in 5 days.",
    )


# --- the Ombudsman's faults -------------------------------------------------------------------------


def test_fault_no_contact_while_waiting(store: Store, cases: Cases) -> None:
    """A family that has not heard for the team's interval comes up, and goes when it has heard."""
    case = cases.request(days_ago=30)
    (line,) = of_kind(store, "contact")
    assert line.words.startswith("Family has not heard from us since the request, 30 days ago")
    cases.adopt(say(case))
    assert of_kind(store, "contact") == []
    assert of_kind(store, "contact", TODAY + timedelta(days=27)) == []
    assert len(of_kind(store, "contact", TODAY + timedelta(days=28))) == 1


def test_fault_delay_after_a_tribunal_order(store: Store, cases: Cases) -> None:
    """An order to assess opens the case again with its own limit, which comes up under Do now."""
    case = cases.refused(days_ago=120)
    ordered = TODAY - timedelta(days=10)
    cases.adopt(
        decisions.record_later_decision(
            case, about="assess", route="tribunal", made_on=ordered, told_on=None, today=TODAY
        )
    )
    lines = [one for one in shown(store).of("do_now") if one.case_id == case.id and one.kind in ("breached", "limit")]
    assert len(lines) == 1
    assert lines[0].on is not None


# --- whose, and what is new ---------------------------------------------------------------------------


def children(lines: Sequence[TodayLine]) -> set[str]:
    return {one.child for one in lines if one.case_id}


def test_mine_are_mine_and_the_team_is_everybody(store: Store, cases: Cases) -> None:
    cases.request("Wimbleknot", days_ago=60)
    cases.request("Fernlatch", days_ago=60, officer="Tom Kestrellark")
    assert children(shown(store).lines) == {"Wimbleknot, Ada"}
    assert children(shown(store, "Tom Kestrellark").of("do_now")) == {"Fernlatch, Ada"}
    assert children(shown(store, None).of("do_now")) == {"Wimbleknot, Ada", "Fernlatch, Ada"}


def test_what_others_did_on_my_cases_is_new_and_what_i_did_is_not(store: Store, cases: Cases) -> None:
    from send_desktop.services.amendments import adopt

    now = date.today()
    case = cases.request(days_ago=5)
    assert shown(store, on=now).of("new") == ()
    adopt(store, contacts.add_note(case, text="Seen", today=TODAY), "Tom Kestrellark", TODAY)
    (line,) = shown(store, on=now).of("new")
    assert line.words == "Tom Kestrellark: add note."


def test_a_case_given_to_me_is_new(store: Store, cases: Cases) -> None:
    from send_desktop.services.amendments import adopt
    from send_desktop.services.requests import assign_officer

    case = cases.request(days_ago=5, officer="Tom Kestrellark")
    with store.look() as reading:
        directory = reading.directory()
    adopt(store, assign_officer(case, directory, LEAD), "Tom Kestrellark", TODAY)
    (line,) = shown(store, on=date.today()).of("new")
    assert (line.kind, line.words) == ("given", "Tom Kestrellark gave you this case.")


def test_new_on_a_monday_is_since_friday() -> None:
    assert last_working_day(date(2026, 11, 23)) == date(2026, 11, 20)
    assert last_working_day(date(2026, 12, 29)) == date(2026, 12, 24)


def test_when_nothing_is_due_what_comes_next_is_said(store: Store, cases: Cases) -> None:
    case = cases.request(days_ago=5)
    seen = shown(store)
    assert seen.is_quiet
    assert [one.case_id for one in seen.coming] == [case.id]
