"""Reasons for delay: which limits ask, what the records propose, and giving, changing and removing why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from send_desktop.errors import Refused, Stale
from send_desktop.measures.delays import delays
from send_desktop.records import Advice, Case, Consultation, Derived, Person, PlanVersion, Request
from send_desktop.services import advice, decisions, delay_reasons, exceptions, plans, undo
from send_desktop.services.amendments import Amendment, adopt
from send_desktop.services.bulk import plan_on_many
from send_desktop.services.caseload_filter import Known, known_of, understand
from send_desktop.services.caseload_line import CaseLine
from send_desktop.services.delay_proposals import Proposal, propose
from send_desktop.services.delay_reasons import give, passed_limit, passed_limits, with_reason
from send_desktop.services.planned_changes import CHANGE, REFUSED
from send_desktop.services.replay import past_view
from send_desktop.services.today import today
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase, read

DAY = timedelta(days=1)
START = date(2026, 5, 4)


@pytest.fixture
def late(new_case: NewCase, done: Adopt, store: Store) -> Case:
    """Agreed on day 30, EP advice asked then and never come; the 20 weeks passed on 21 September."""
    case = new_case(START)
    told = START + 30 * DAY
    case = done(decisions.decide_to_assess(case, outcome="assess", made_on=told, told_on=told, today=TODAY))
    with store.look() as reading:
        directory = reading.directory()
    return done(advice.ask_for_advice(case, directory, services=("EP", "OT"), on=told + DAY, today=TODAY))


def given(case: Case, reason: str = "ep_late", **more: str) -> Amendment:
    return give(case, duty="final_plan", reason=reason, today=TODAY, by=LEAD, **more)


def proposed(case: Case, duty: str = "final_plan") -> Proposal | None:
    passed = passed_limit(case, duty, TODAY)
    assert passed is not None
    return propose(case, passed, TODAY)


# --- which limits ask -------------------------------------------------------------------------------


def test_a_passed_limit_asks_until_somebody_says_why(late: Case, done: Adopt) -> None:
    (passed,) = passed_limits(late, TODAY)
    assert (passed.duty, passed.late.days, passed.is_asked) == ("final_plan", 60, True)
    assert passed.words == "Final plan (20 weeks), 60 days past"

    case = done(given(late))

    (passed,) = passed_limits(case, TODAY)
    assert passed.given is not None
    assert (passed.given.reason, passed.given.given_by, passed.given.given_on) == ("ep_late", LEAD, TODAY)
    assert not passed.is_asked


def test_a_case_in_time_has_nothing_to_explain(new_case: NewCase) -> None:
    case = new_case(TODAY - 30 * DAY)
    assert passed_limits(case, TODAY) == ()
    with pytest.raises(Refused, match="nothing to explain"):
        given(case)


def test_a_listed_exception_is_not_asked_about_and_can_be_explained_all_the_same(late: Case, done: Adopt) -> None:
    case = done(
        exceptions.record_exception(
            late, reason="personal_circumstances", starts_on=START + 60 * DAY, ends_on=None, today=TODAY
        )
    )
    assert not passed_limits(case, TODAY)[0].is_asked
    assert done(given(case, "family")).delay_reasons


# --- giving, changing, removing ----------------------------------------------------------------------


def test_a_reason_moves_no_date_and_no_risk(late: Case, done: Adopt) -> None:
    case = done(given(late))
    assert case.derived == late.derived


def test_a_change_replaces_what_was_said_and_removing_asks_again(late: Case, done: Adopt) -> None:
    case = done(given(late))
    case = done(given(case, "health_late", service="OT", note="No locum"))
    (one,) = case.delay_reasons
    assert (one.reason, one.service, one.note) == ("health_late", "OT", "No locum")
    assert delay_reasons.in_words(one) == "Health advice came late (OT)"
    with pytest.raises(Refused, match="on record"):
        given(case, "health_late", service="OT", note="No locum")
    with pytest.raises(Refused, match="Say why"):
        delay_reasons.remove(case, one, why=" ")

    case = done(delay_reasons.remove(case, one, why="Given on the wrong child"))
    assert case.delay_reasons == ()
    assert passed_limits(case, TODAY)[0].is_asked


def test_a_service_is_kept_only_with_a_reason_that_names_one(late: Case, done: Adopt) -> None:
    assert done(given(late, "panel_late", service="OT")).delay_reasons[0].service == ""


@pytest.mark.parametrize(
    ("reason", "more", "words"),
    [
        ("health_late", {}, "which service"),
        ("health_late", {"service": "EP"}, "not a service"),
        ("other", {}, "few words"),
        ("setting_unknown", {}, "from the list"),
        ("", {}, "from the list"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_saved(
    late: Case, store: Store, reason: str, more: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        given(late, reason, **more)
    assert read(store, late.id).delay_reasons == ()


def test_a_reason_that_cannot_explain_that_limit_is_refused(new_case: NewCase) -> None:
    case = new_case(TODAY - 60 * DAY)
    with pytest.raises(Refused, match="from the list"):
        give(case, duty="assess_decision", reason="ep_late", today=TODAY, by=LEAD)
    give(case, duty="assess_decision", reason="panel_late", today=TODAY, by=LEAD)


def test_two_officers_at_the_same_case_do_not_both_explain_it(late: Case, store: Store) -> None:
    adopt(store, given(late), LEAD, TODAY)
    with pytest.raises(Stale, match="Somebody else"):
        adopt(store, given(late, "panel_late"), "Tom", TODAY)
    case = read(store, late.id)
    adopt(store, given(case, "panel_late"), LEAD, TODAY)
    with pytest.raises(Stale):
        adopt(store, given(case, "family"), "Tom", TODAY)
    assert [one.reason for one in read(store, late.id).delay_reasons] == ["panel_late"]


def test_a_reason_is_audited_undone_and_looked_back_upon(late: Case, store: Store) -> None:
    changes = adopt(store, given(late), LEAD, TODAY)
    with store.look() as reading:
        case = reading.case(late.id)
        assert reading.history(late.id)[-1].act == "Give a reason for delay"
        assert past_view(reading, case, TODAY - DAY, "recorded").case.delay_reasons == ()
    assert changes.undo is not None
    undo.undo(store, changes.undo, LEAD, TODAY)
    assert read(store, late.id).delay_reasons == ()


# --- together with the act that is late -----------------------------------------------------------------


def test_the_final_plan_and_its_reason_are_one_act(late: Case, store: Store) -> None:
    sent = plans.send_final(_to_final(late, store), sent=plans.FinalSent.to_all(TODAY), today=TODAY)
    whole = with_reason(sent, duty="final_plan", reason="ep_late", today=TODAY, by=LEAD)
    changes = adopt(store, whole, LEAD, TODAY)
    case = read(store, late.id)
    assert (case.final_sent_on, case.delay_reasons[0].reason) == (TODAY, "ep_late")
    assert "reason for the delay" in changes.note
    assert changes.undo is not None
    undo.undo(store, changes.undo, LEAD, TODAY)
    assert read(store, late.id).delay_reasons == ()


def test_no_reason_and_one_beside_a_plan_in_time_leave_the_act_as_it_is(late: Case, store: Store) -> None:
    case = _to_final(late, store)
    sent = plans.send_final(case, sent=plans.FinalSent.to_all(TODAY), today=TODAY)
    assert with_reason(sent, duty="final_plan", reason="", today=TODAY, by=LEAD) is sent
    in_time = plans.send_final(case, sent=plans.FinalSent.to_all(START + 139 * DAY), today=TODAY)
    assert with_reason(in_time, duty="final_plan", reason="ep_late", today=TODAY, by=LEAD) is in_time


def _to_final(case: Case, store: Store) -> Case:
    """Bring a case to where its final plan can be sent, by the records alone."""
    on = START + 100 * DAY
    with store.work(LEAD, "Bring it on") as work:
        for one in case.advice:
            work.replace(one, replace(one, received_on=on))
        decided = replace(case.request, issue_outcome="issue", issue_made_on=on, issue_told_on=on)
        work.replace(case.request, decided)
        work.add(PlanVersion(case_id=case.id, kind="draft", sent_on=on + DAY))
    return read(store, case.id)


# --- what the records show --------------------------------------------------------------------------------


def made(**parts: object) -> Case:
    """A case of which only what is given is on record: told on day 30, past its 20 weeks."""
    told = START + 30 * DAY
    request = Request(
        id=1, reference="EHC-26-0001", person_id=1, received_on=START, assess_outcome="assess", assess_made_on=told,
        assess_told_on=told, **parts.pop("request", {}),  # type: ignore[arg-type]
    )  # fmt: skip
    person = Person(id=1, forename="Ada", surname="Peppergoggle")
    return Case(request=request, person=person, derived=Derived(), **parts)  # type: ignore[arg-type]


def asked(service: str, came: int | None, **more: date) -> Advice:
    on = START + 31 * DAY
    received = START + came * DAY if came is not None else None
    return Advice(case_id=1, service_id=1, service=service, requested_on=on, received_on=received, **more)


@pytest.mark.parametrize(
    ("build", "reason", "service"),
    [
        (lambda: made(advice=(asked("EP", None), asked("OT", 90))), "ep_late", ""),
        (lambda: made(advice=(asked("EP", 60), asked("OT", 190))), "health_late", "OT"),
        (lambda: made(advice=(asked("EP", 180, returned_on=START + 90 * DAY),)), "advice_returned", "EP"),
        (lambda: made(), "team_late_step", ""),
        (
            lambda: made(
                advice=(asked("EP", 70),),
                request={"issue_panel_on": START + 170 * DAY, "issue_made_on": START + 170 * DAY,
                         "issue_outcome": "issue"},
            ),
            "panel_late", "",
        ),
        (
            lambda: made(
                advice=(asked("EP", 70),),
                request={"issue_made_on": START + 75 * DAY, "issue_outcome": "issue"},
                plans=(PlanVersion(case_id=1, kind="draft", sent_on=START + 85 * DAY,
                                   representations_received_on=START + 190 * DAY),),
            ),
            "family", "",
        ),
        (
            lambda: made(
                advice=(asked("EP", 70),),
                request={"issue_made_on": START + 75 * DAY, "issue_outcome": "issue"},
                plans=(PlanVersion(case_id=1, kind="draft", sent_on=START + 85 * DAY),),
                consultations=(Consultation(case_id=1, setting="Larkenfold", sent_on=START + 86 * DAY),),
            ),
            "setting_reply", "",
        ),
    ],
)  # fmt: skip
def test_what_came_latest_against_its_own_time_is_proposed(
    build: Callable[[], Case], reason: str, service: str
) -> None:
    shown = proposed(build())
    assert shown is not None
    assert (shown.reason, shown.service) == (reason, service)
    assert shown.words.startswith("The records point to ")


def test_a_decision_in_time_whose_letter_was_late_is_ours(new_case: NewCase, done: Adopt) -> None:
    case = new_case(TODAY - 60 * DAY)
    on = case.clock_start_on + 40 * DAY
    case = done(
        decisions.decide_to_assess(case, outcome="assess", made_on=on, told_on=on + 9 * DAY, today=TODAY)
    )  # fmt: skip
    shown = proposed(case, "assess_decision")
    assert shown is not None
    assert (shown.reason, shown.days, shown.is_sure) == ("team_late_step", 7, True)


def test_nothing_is_proposed_where_nothing_on_record_was_late(new_case: NewCase) -> None:
    assert proposed(new_case(TODAY - 60 * DAY), "assess_decision") is None


# --- many at once, and where they are found ------------------------------------------------------------------


def test_one_reason_is_given_to_many_and_what_is_on_record_stays(
    late: Case, new_case: NewCase, done: Adopt, store: Store
) -> None:
    other, in_time = new_case(START, surname="Otterbuckle"), new_case(TODAY - 20 * DAY, surname="Thistlewane")
    done(given(late))
    values = {"duty": "final_plan", "reason": "panel_late", "service": "", "note": "", "replaces": False, "by": LEAD}
    ids = [late.id, other.id, in_time.id]
    with store.look() as reading:
        plan = plan_on_many(reading, "delay", ids, values, TODAY)
        again = plan_on_many(reading, "delay", ids, values | {"replaces": True}, TODAY)
    assert [one.outcome for one in plan.changes] == [REFUSED, CHANGE, REFUSED]
    assert "EP advice came late. It stays." in plan.changes[0].says
    assert (again.changes[0].before, again.changes[0].after) == (
        "EP advice came late", "The panel met too late or put it off",
    )  # fmt: skip
    plan.adopt(store, LEAD)
    assert [one.reason for one in read(store, other.id).delay_reasons] == ["panel_late"]
    assert [one.reason for one in read(store, late.id).delay_reasons] == ["ep_late"]


def test_the_caseload_finds_who_has_no_reason_and_whose_the_delay_was(
    late: Case, new_case: NewCase, done: Adopt, store: Store
) -> None:
    undecided = new_case(TODAY - 50 * DAY, surname="Otterbuckle")
    new_case(TODAY - 20 * DAY, surname="Thistlewane")
    done(given(late, "health_late", service="OT"))
    with store.look() as reading:
        lines = [CaseLine(row, TODAY) for row in reading.caseload()]
        known = known_of(reading.directory(), TODAY)

    def found(words: str) -> list[int]:
        return [line.row.id for line in understand(words, known).among(lines)]

    assert found("no delay reason") == [undecided.id]
    assert found("delay health") == found("delay OT") == [late.id]
    assert found("delay EP") == []
    assert {line.row.id: line.delay for line in lines if line.passed} == {
        late.id: "Health advice came late (OT)", undecided.id: "No reason given",
    }  # fmt: skip


def test_today_has_one_line_for_all_that_nobody_has_explained(
    late: Case, new_case: NewCase, done: Adopt, store: Store
) -> None:
    new_case(TODAY - 50 * DAY, surname="Otterbuckle")
    (line,) = (one for one in today(store, None, TODAY).of("do_now") if one.kind == "unexplained")
    assert (line.words, line.filter) == ("2 open cases are past a limit without a reason why.", "no delay reason")
    done(given(late))
    (line,) = (one for one in today(store, None, TODAY).of("do_now") if one.kind == "unexplained")
    assert line.words == "1 open case is past a limit without a reason why."


def test_a_plan_that_went_late_is_asked_about_for_four_weeks_after(late: Case, store: Store, done: Adopt) -> None:
    case = done(plans.send_final(_to_final(late, store), sent=plans.FinalSent.to_all(TODAY - 5 * DAY), today=TODAY))
    (line,) = (one for one in today(store, None, TODAY).of("do_now") if one.kind == "unexplained")
    assert line.words == "1 case ended in the last four weeks, late and without a reason why."
    with store.look() as reading:
        lines = [CaseLine(row, TODAY) for row in reading.caseload()]
        known = known_of(reading.directory(), TODAY)
    assert understand(line.filter, Known(date.min)), "understood before the caseload has been read"
    found = understand(line.filter, known)
    assert found.phrases[0].wants_closed
    assert [one.row.id for one in found.among(lines)] == [case.id]
    later = today(store, None, TODAY + 28 * DAY).of("do_now")
    assert not [one for one in later if one.kind == "unexplained"]
    done(given(case))
    assert not [one for one in today(store, None, TODAY).of("do_now") if one.kind == "unexplained"]


def test_a_reason_for_what_was_put_right_meanwhile_is_not_kept(late: Case, done: Adopt, store: Store) -> None:
    seen = given(late)
    done(decisions.withdraw(late, on=TODAY, reason="The family moved", today=TODAY))
    with pytest.raises(Stale, match="needs no reason any more"):
        adopt(store, seen, LEAD, TODAY)
    assert read(store, late.id).delay_reasons == ()


@pytest.mark.parametrize(("reason", "asks"), [("not_statutory", True), ("absent_from_area", False)])
def test_only_a_listed_exception_answers_for_a_reason_and_on_every_screen_alike(
    late: Case, done: Adopt, store: Store, reason: str, asks: bool
) -> None:
    """Once the list is left, no exception excuses: the roll-up, the caseload and Today ask of the same cases."""
    begins = START + 150 * DAY
    case = done(exceptions.record_exception(late, reason=reason, starts_on=begins, ends_on=None, today=TODAY))
    assert who_asks(store, case) == [asks] * 4
    case = done(plans.send_final(_to_final(case, store), sent=plans.FinalSent.to_all(TODAY - 5 * DAY), today=TODAY))
    assert who_asks(store, case) == [asks] * 4


def who_asks(store: Store, case: Case) -> list[bool]:
    """Say whether the case, the roll-up, the caseload and Today ask why its limit passed."""
    with store.look() as reading:
        (line,) = (CaseLine(row, TODAY) for row in reading.caseload())
        figures = delays(reading.timeliness_rows(), TODAY)
    assert figures.unexplained.limits + figures.excepted.limits == 1
    return [
        passed_limits(case, TODAY)[0].is_asked,
        figures.unexplained.limits == 1,
        line.has_unexplained,
        any(one.kind == "unexplained" for one in today(store, None, TODAY).of("do_now")),
    ]
