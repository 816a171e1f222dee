"""Mediation and appeals in law: the same dates as the timetable gives, and as the worked cases say."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.disputes import DisputeFact, appeal_by, dispute_duties, notices, why_no_dispute
from send_desktop.statute.facts import CaseFacts, LaterDecisionFact
from send_desktop.statute.timetable import timetable
from send_desktop.statute.working_days import england

CASES = json.loads((Path(__file__).parents[1] / "reference" / "law_cases.json").read_text(encoding="utf-8"))
DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def refused(told_on: date) -> CaseFacts:
    return CaseFacts(
        request_received=told_on - 30 * DAY, assess_outcome="refuse", assess_made_on=told_on, assess_told_on=told_on
    )


def worked(*events: str) -> list[object]:
    return [pytest.param(one, id=one["id"]) for one in CASES if set(one["events"]) == set(events)]


def found(facts: CaseFacts, disputes: list[DisputeFact], today: date = date(2026, 1, 1)) -> dict[str, DutyState]:
    return {one.id: one for one in dispute_duties(facts, disputes, today, england())}


def due(facts: CaseFacts, disputes: list[DisputeFact], duty_id: str) -> str | None:
    on = found(facts, disputes)[duty_id].due
    return on.isoformat() if on else None


@pytest.mark.parametrize("case", worked("decision_notice_sent"))
def test_a_refusals_windows_are_those_of_the_worked_cases(case: dict[str, dict[str, str]]) -> None:
    told_on = date.fromisoformat(case["events"]["decision_notice_sent"])
    for duty_id, expected in case["due"].items():
        assert due(refused(told_on), [], duty_id) == expected


@pytest.mark.parametrize("case", worked("decision_notice_sent", "mediation_certificate_issued"))
def test_a_certificate_moves_the_appeal_as_in_the_worked_cases(case: dict[str, dict[str, str]]) -> None:
    told_on, issued = (date.fromisoformat(on) for on in case["events"].values())
    mediation = DisputeFact(kind="mediation", about="assess", opened_on=told_on, certificate_on=issued)
    assert due(refused(told_on), [mediation], "appeal") == case["due"]["appeal"]


@pytest.mark.parametrize("case", worked("mediation_requested"))
def test_mediation_is_due_as_in_the_worked_cases(case: dict[str, dict[str, str]]) -> None:
    asked = date.fromisoformat(case["events"]["mediation_requested"])
    mediation = DisputeFact(kind="mediation", about="assess", opened_on=asked)
    assert due(refused(asked), [mediation], "mediation_arrange") == case["due"]["mediation_arrange"]


@pytest.mark.parametrize("case", worked("mediation_declined"))
def test_a_declined_mediation_has_its_certificate_as_in_the_worked_cases(case: dict[str, dict[str, str]]) -> None:
    on = date.fromisoformat(case["events"]["mediation_declined"])
    declined = DisputeFact(kind="mediation", about="assess", opened_on=on, outcome="withdrawn", ended_on=on)
    assert due(refused(on), [declined], "mediation_certificate") == case["due"]["mediation_certificate"]


def test_the_appeal_papers_of_13_july_are_answered_by_22_september() -> None:
    on = date(2026, 7, 13)
    appeal = DisputeFact(kind="appeal", about="assess", opened_on=on, papers_received_on=on)
    assert due(refused(on), [appeal], "appeal_response") == "2026-09-22"


@given(told_on=DAYS, after=st.none() | st.integers(0, 100))
def test_every_window_is_the_timetables_own(told_on: date, after: int | None) -> None:
    events = {"decision_notice_sent": told_on}
    disputes = []
    certificate = told_on + after * DAY if after is not None else None
    if certificate:
        events["mediation_certificate_issued"] = certificate
        disputes = [DisputeFact(kind="mediation", about="assess", opened_on=told_on, certificate_on=certificate)]
    expected = {one.id: one.due for one in timetable(events, england())}
    here = found(refused(told_on), disputes)
    assert here["appeal"].due == expected["appeal"] == appeal_by(told_on, certificate, england())
    assert here["mediation_adviser_contact"].due == expected["mediation_adviser_contact"]


@given(told_on=DAYS, certificate=st.integers(0, 200))
def test_a_certificate_never_shortens_the_familys_time(told_on: date, certificate: int) -> None:
    assert appeal_by(told_on, told_on + certificate * DAY, england()) >= appeal_by(told_on, None, england())


@given(opened=DAYS, later=st.integers(0, 60), today=st.integers(-5, 200))
def test_what_is_held_is_never_overdue_and_what_has_ended_asks_for_nothing(
    opened: date, later: int, today: int
) -> None:
    now = opened + max(today, later) * DAY
    held = DisputeFact(kind="mediation", about="assess", opened_on=opened, held_on=opened + later * DAY)
    assert found(refused(opened), [held], now)["mediation_arrange"].state in ("met", "met_late")
    ended = DisputeFact(kind="appeal", about="assess", opened_on=opened, papers_received_on=opened, outcome="withdrawn")
    assert found(refused(opened), [ended], now)["appeal_response"].state == "not_needed"


def test_a_refusal_not_told_starts_no_time_for_the_family() -> None:
    facts = CaseFacts(request_received=date(2026, 7, 1), assess_outcome="refuse", assess_made_on=date(2026, 8, 1))
    assert notices(facts) == ()


def test_a_refusal_that_was_overturned_leaves_nothing_to_dispute() -> None:
    told_on = date(2026, 8, 1)
    later = LaterDecisionFact("assess", "assess", "tribunal", told_on + 60 * DAY)
    facts = CaseFacts(
        request_received=told_on - 30 * DAY,
        assess_outcome="refuse",
        assess_made_on=told_on,
        assess_told_on=told_on,
        later_decisions=(later,),
    )
    assert "overturned already" in (why_no_dispute(facts, "assess") or "")
    assert found(facts, [])["appeal"].state == "not_needed"


def test_a_plan_that_was_sent_can_be_appealed_while_its_two_months_last() -> None:
    sent = date(2026, 10, 1)
    facts = CaseFacts(request_received=date(2026, 6, 1), final_sent_on=sent)
    assert found(facts, [], date(2026, 11, 1))["appeal"].due == date(2026, 12, 1)
    assert found(facts, [], date(2027, 3, 1)) == {}
