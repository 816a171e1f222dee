"""What a decision starts: the call after a refusal, the letter with its notices, the windows and the duties."""

from dataclasses import replace
from datetime import date

import pytest

from send_desktop.panel_types import OUTCOME_LIST
from send_desktop.records import Case
from send_desktop.services.letter_kinds import kind
from send_desktop.services.panel_follow_up import REFUSALS, follow_ups
from send_desktop.statute.working_days import england
from tests.helpers.packs import case as some_case

FRIDAY = date(2026, 11, 20)


def codes(outcome: str, case: Case | None = None) -> list[str]:
    return [one.code for one in follow_ups(outcome, case or some_case(1, date(2026, 8, 3)), made_on=FRIDAY)]


def test_every_decision_has_a_letter_that_the_program_ships() -> None:
    for one in OUTCOME_LIST:
        assert bool(one.letter) == one.is_decision, one.code
        if one.letter:
            assert kind(one.letter).title


@pytest.mark.parametrize("outcome", ["refuse", "no_plan", "cease", "not_reassess"])
def test_a_refusal_that_can_be_appealed_is_followed_by_a_call_the_five_notices_and_both_windows(outcome: str) -> None:
    assert codes(outcome) == ["feedback_call", "letter", "mediation", "appeal"]
    (letter,) = [
        one for one in follow_ups(outcome, some_case(1, date(2026, 8, 3)), made_on=FRIDAY) if one.code == "letter"
    ]
    assert "with 5 notices: the right of appeal;" in letter.words


def test_the_family_is_called_two_working_days_after_a_refusal() -> None:
    call = follow_ups("refuse", some_case(1, date(2026, 8, 3)), made_on=FRIDAY)[0]
    assert call.due_on == date(2026, 11, 24)
    christmas = follow_ups("refuse", some_case(1, date(2026, 8, 3)), made_on=date(2026, 12, 24))[0]
    assert christmas.due_on == england().add(date(2026, 12, 24), 2) == date(2026, 12, 30)


def test_an_appeal_window_runs_two_months_from_the_day_the_letter_goes() -> None:
    found = follow_ups("refuse", some_case(1, date(2026, 8, 3)), made_on=FRIDAY, notify_by=date(2026, 11, 27))
    appeal = next(one for one in found if one.code == "appeal")
    assert "if the letter goes on 27 Nov 2026" in appeal.words
    assert appeal.due_on is not None
    assert appeal.due_on >= date(2027, 1, 27)


def test_a_decision_to_assess_asks_for_advice_within_six_weeks_once_only() -> None:
    asked_already = some_case(1, date(2026, 8, 3))
    assert codes("assess", asked_already) == ["letter"]
    found = follow_ups("assess", replace(asked_already, advice=()), made_on=FRIDAY, notify_by=FRIDAY)
    assert [one.code for one in found] == ["letter", "ask_advice"]
    assert found[-1].due_on == date(2027, 1, 1)


def test_what_the_meeting_settles_by_itself_starts_nothing_and_no_yes_asks_for_a_call() -> None:
    assert codes("defer") == []
    assert codes("issue") == ["letter", "draft"]
    assert {"assess", "issue", "maintain", "top_up"}.isdisjoint(REFUSALS)
