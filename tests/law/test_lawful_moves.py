"""Which acts a case allows as it stands, and which dates."""

from datetime import date

import pytest

from send_desktop.statute.facts import CaseFacts
from send_desktop.statute.stages import ACTS, date_problem, date_warning, why_not, why_not_later
from tests.helpers.law import agreed, case, day, later, no_plan, refused

CLOSED = {
    "withdrawn": case(withdrawn_on=day(20)),
    "refused": refused(),
    "no plan": no_plan(),
    "plan issued": agreed(draft_served_on=day(100), final_sent_on=day(139)),
    "moved": case(closure="moved", closed_on=day(20)),
    "ceased": case(closure="ceased", closed_on=day(20)),
}
TODAY = day(150)


@pytest.mark.parametrize("act", sorted(set(ACTS) - {"reopen", "record_later_decision"}))
@pytest.mark.parametrize("name", CLOSED)
def test_nothing_is_recorded_on_a_closed_case(act: str, name: str) -> None:
    said = why_not(CLOSED[name], act)

    assert said is not None
    assert said.endswith(".")


@pytest.mark.parametrize("name", ["withdrawn", "moved", "ceased"])
def test_a_case_that_left_may_be_opened_again(name: str) -> None:
    assert why_not(CLOSED[name], "reopen") is None


@pytest.mark.parametrize("name", ["refused", "no plan", "plan issued"])
def test_a_decision_is_changed_by_a_later_one_and_not_by_opening_again(name: str) -> None:
    assert why_not(CLOSED[name], "reopen") is not None
    assert why_not(CLOSED[name], "record_later_decision") is None


@pytest.mark.parametrize("act", sorted(ACTS))
def test_an_open_case_with_everything_before_it_allows_what_comes_next(act: str) -> None:
    before: dict[str, CaseFacts] = {
        "decide_to_assess": case(),
        "request_advice": agreed(),
        "record_advice": agreed(),
        "decide_to_issue": agreed(),
        "serve_draft": agreed(issue_outcome="issue"),
        "consult": agreed(draft_served_on=day(100)),
        "send_final": agreed(draft_served_on=day(100)),
        "reopen": CLOSED["withdrawn"],
        "record_later_decision": refused(),
    }
    assert why_not(before.get(act, case()), act) is None


@pytest.mark.parametrize(
    ("facts", "act", "says"),
    [
        (agreed(), "decide_to_assess", "told of the decision on"),
        (
            refused(later_decisions=(later("assess", "tribunal", day(90)),)),
            "decide_to_assess",
            "nothing left to decide",
        ),
        (refused(assess_told_on=None), "request_advice", "not to assess"),
        (case(), "decide_to_issue", "decision to assess first"),
        (refused(assess_told_on=None), "serve_draft", "not to assess"),
        (no_plan(issue_told_on=None), "serve_draft", "not to issue"),
        (no_plan(issue_told_on=None), "send_final", "not to issue"),
        (case(), "send_final", "decision to assess first"),
        (agreed(), "send_final", "draft plan first"),
        (agreed(issue_outcome="issue", issue_told_on=day(99)), "decide_to_issue", "told of the decision on"),
        (no_plan(later_decisions=(later("issue", "conceded", day(150)),)), "decide_to_issue", "nothing left to decide"),
        (case(), "reopen", "open already"),
        (case(), "record_later_decision", "no decision yet"),
    ],
)
def test_the_impossible_is_refused_with_its_reason(facts: CaseFacts, act: str, says: str) -> None:
    assert says in (why_not(facts, act) or "")


def test_a_decision_made_but_not_told_may_still_be_recorded_as_told() -> None:
    assert why_not(agreed(assess_told_on=None), "decide_to_assess") is None


def test_messy_order_is_allowed() -> None:
    assert why_not(case(), "request_advice") is None, "advice asked for before the decision"
    assert why_not(agreed(), "serve_draft") is None, "no decision to issue on record"
    assert why_not(agreed(draft_served_on=day(90)), "decide_to_issue") is None


def test_after_an_order_the_assessment_goes_on() -> None:
    facts = refused(later_decisions=(later("assess", "tribunal", day(90)),))

    assert why_not(facts, "request_advice") is None
    assert why_not(facts, "decide_to_issue") is None


def test_an_amended_plan_may_follow_an_order_about_a_plan_that_was_issued() -> None:
    issued = {"draft_served_on": day(100), "final_sent_on": day(139)}

    assert why_not(agreed(**issued, later_decisions=(later("contents", "tribunal", day(300)),)), "send_final") is None
    assert why_not(agreed(**issued), "send_final") is not None


def test_an_unknown_act_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        why_not(case(), "delete_everything")


@pytest.mark.parametrize(
    ("facts", "act", "on", "says"),
    [
        (case(), "decide_to_assess", TODAY.replace(year=2027), "after today"),
        (case(), "decide_to_assess", day(-1), "before the request was received"),
        (agreed(), "decide_to_issue", day(37), "before the decision to assess was made"),
        (agreed(draft_served_on=day(100)), "send_final", day(99), "before the draft plan was served"),
        (refused(), "record_later_decision", day(10), "before the first decision was made"),
    ],
)
def test_a_date_that_cannot_be_is_refused(facts: CaseFacts, act: str, on: date, says: str) -> None:
    assert says in (date_problem(facts, act, on, TODAY) or "")


@pytest.mark.parametrize(
    ("facts", "act", "on"),
    [
        (case(), "decide_to_assess", day(0)),
        (case(), "decide_to_assess", TODAY),
        (agreed(), "record_advice", day(-30)),
        (case(), "record_exception", day(-30)),
        (case(), "record_exception", day(400)),
        (agreed(draft_served_on=day(100)), "send_final", day(100)),
    ],
)
def test_a_date_on_the_edge_is_taken(facts: CaseFacts, act: str, on: date) -> None:
    assert date_problem(facts, act, on, TODAY) is None


def test_odd_dates_are_warned_about_and_not_refused() -> None:
    early = agreed(draft_served_on=day(100))

    assert "told of the decision to assess" in (date_warning(agreed(), "serve_draft", day(39)) or "")
    assert "have they all replied" in (date_warning(early, "send_final", day(110)) or "")
    assert date_warning(early, "send_final", day(115)) is None
    assert date_problem(agreed(), "serve_draft", day(39), TODAY) is None


ISSUED = {"draft_served_on": day(100), "final_sent_on": day(139)}


@pytest.mark.parametrize(
    ("facts", "lawful"),
    [
        (case(), set()),
        (agreed(), set()),
        (agreed(assess_told_on=None), set()),
        (refused(), {"assess"}),
        (refused(assess_told_on=None), {"assess"}),
        (refused(later_decisions=(later("assess", "mediation", day(90)),)), set()),
        (refused(later_decisions=(later("assess", "tribunal", day(90), outcome="dismissed"),)), {"assess"}),
        (no_plan(), {"issue"}),
        (no_plan(issue_told_on=None), {"issue"}),
        (no_plan(later_decisions=(later("issue", "conceded", day(150)),)), set()),
        (agreed(**ISSUED), {"contents", "placement"}),
        (agreed(draft_served_on=day(100)), set()),
    ],
)
def test_a_later_decision_is_lawful_only_against_what_stands(facts: CaseFacts, lawful: set[str]) -> None:
    abouts = ("assess", "issue", "contents", "placement")

    assert {about for about in abouts if why_not_later(facts, about) is None} == lawful
    assert (why_not(facts, "record_later_decision") is None) == bool(lawful)


def test_what_a_later_decision_lacks_is_said() -> None:
    assert "no decision not to assess stands" in (why_not_later(agreed(), "assess") or "")
    assert "no decision not to issue a plan stands" in (why_not_later(refused(), "issue") or "")
    assert "no final plan has been sent" in (why_not_later(agreed(), "contents") or "")
    assert "No refusal stands" in (why_not(agreed(), "record_later_decision") or "")
