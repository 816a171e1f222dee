"""What is said of each exception: whether it relieves the next legal date, or why it does not."""

from dataclasses import replace

import pytest
from hypothesis import given

from send_desktop.risk import derive
from send_desktop.statute.facts import CaseFacts, ReliefFact
from send_desktop.statute.limits import next_legal
from send_desktop.statute.relief import reliefs_of
from send_desktop.statute.working_days import england
from tests.helpers.law import agreed, case, day, later, refused, relief
from tests.law.risk_cases import CASE, context, open_facts


def said(facts: CaseFacts, one: ReliefFact) -> str:
    with_one = replace(facts, reliefs=(one,))
    (found,) = reliefs_of(with_one, next_legal(with_one, england())[0])
    assert found.is_relief == (found.words == "Relieves")
    return found.words


@pytest.mark.parametrize(
    ("facts", "one", "words"),
    [
        (agreed(), relief("absent_from_area", day(30), day(70)), "Relieves"),
        (agreed(), relief("absent_from_area", day(140)), "Relieves"),
        (agreed(), relief("absent_from_area", day(141)), "Began after the limit: relieves nothing"),
        (agreed(), relief("absent_from_area", day(30), day(50)), "Too short: relieves nothing"),
        (agreed(), relief("personal_circumstances", None), "No first day: relieves nothing"),
        (agreed(), relief("not_statutory", day(30)), "Relieves nothing"),
        (agreed(), relief("missed_appointment", day(30)), "Excuses the adviser only"),
        (agreed(), relief("absent_from_area", day(-90), day(-1)), "Ended before the clock began: relieves nothing"),
        (case(), relief("absent_from_area", day(50)), "Relieves only the final plan"),
        (case(), relief("absent_from_area", day(42)), "Relieves"),
        (
            agreed(final_sent_on=day(150)),
            relief("absent_from_area", day(145)),
            "Began after the limit: relieves nothing",
        ),
        (
            refused(later_decisions=(later("assess", "tribunal", day(200), day(201)),)),
            relief("absent_from_area", day(100), day(150)),
            "Ended before the clock began: relieves nothing",
        ),
    ],
)
def test_an_exception_says_what_it_relieves_or_why_nothing(facts: CaseFacts, one: ReliefFact, words: str) -> None:
    assert said(facts, one) == words


@given(open_facts())
def test_a_card_says_relieves_exactly_where_risk_gives_excepted(facts: CaseFacts) -> None:
    derived = derive(CASE, facts, "North", context())
    if derived.next_duty is not None:
        found = reliefs_of(facts, derived.next_duty)
        assert any(one.is_relief for one in found) == derived.is_relieved
