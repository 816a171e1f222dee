"""What is said of a case: one sentence and one next step for each state and for everything that can hold it."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.records import Derived
from send_desktop.risk import (
    BLOCKERS,
    RiskContext,
    Sentence,
    blocker_on,
    blocker_phrase,
    derive,
    sentence,
)
from send_desktop.statute.facts import CaseFacts, ConsultationFact, LaterDecisionFact, ReliefFact
from tests.law.risk_cases import (
    CASE,
    DAY,
    START,
    WEEK_6,
    agreed,
    asked,
    assessment_panel,
    context,
    contexts,
    decided,
    issue_panel,
    open_facts,
    requested,
    served,
)

TODAY = date(2026, 11, 20)
ON_THE_15TH = issue_panel(date(2026, 12, 15), papers_by=date(2026, 12, 4))
TOO_LATE = issue_panel(date(2027, 1, 12))
EP = agreed(asked("EP", date(2026, 9, 30)))
ALL_IN = agreed(asked("EP", date(2026, 9, 30), received_on=date(2026, 11, 9)))


OF_THE_PRODUCT = (
    "EP advice is 9 days overdue; it must arrive by 4 December for the panel of 15 December, the last before week 20."
)


def said(facts: CaseFacts, surroundings: RiskContext, today: date = TODAY) -> Sentence:
    return sentence(derive(CASE, facts, "North", surroundings), today)


def short(facts: CaseFacts, surroundings: RiskContext, today: date = TODAY) -> str:
    return blocker_phrase(derive(CASE, facts, "North", surroundings), today)


def test_the_sentence_of_the_product() -> None:
    words = said(EP, context(ON_THE_15TH, TOO_LATE))
    assert words.reason == OF_THE_PRODUCT
    assert words.next_step == "Chase EP for its advice."


def test_the_sentence_of_the_product_when_no_later_panel_is_set_up() -> None:
    words = said(EP, context(ON_THE_15TH))
    assert words.reason == OF_THE_PRODUCT


def test_one_day_is_a_day() -> None:
    assert short(EP, context(), date(2026, 11, 12)) == "EP advice 1 day overdue"
    assert said(EP, context(), date(2026, 11, 12)).reason.startswith("EP advice is 1 day overdue; ")


def test_advice_is_due_on_its_day_and_overdue_the_day_after() -> None:
    assert short(EP, context(), date(2026, 11, 10)) == "EP advice due 11 Nov"
    assert short(EP, context(), date(2026, 11, 11)) == "EP advice due today"
    assert short(EP, context(), date(2027, 1, 1)) == "EP advice 51 days overdue"


def test_after_the_papers_have_closed_the_sentence_says_when() -> None:
    words = said(EP, context(ON_THE_15TH, TOO_LATE), date(2026, 12, 5))
    assert words.reason == (
        "EP advice is 24 days overdue. Even if it came today, the last issue panel before week 20 is on 15 December "
        "and its papers closed on 4 December."
    )
    assert words.next_step == "Chase EP for its advice, and propose a decision without waiting for a panel."


def test_when_the_calendar_ends_the_sentence_asks_for_a_later_panel() -> None:
    words = said(EP, context(ON_THE_15TH), date(2026, 12, 5))
    assert words.reason == (
        "EP advice is 24 days overdue; it is too late for the panel of 15 December, and no later issue panel is set up."
    )
    assert words.next_step == "Chase EP for its advice, and set up an issue panel by 16 December."


def test_with_no_panel_set_up_the_sentence_says_so() -> None:
    assert said(EP, context()).reason == (
        "EP advice is 9 days overdue; it must arrive by 16 December to meet week 20, 11 January 2027, "
        "and no issue panel is set up."
    )
    assert said(requested(), context(), date(2026, 9, 1)) == Sentence(
        "The decision whether to assess has not been made; it must be made by 1 October to meet week 6, 5 October, "
        "and no assessment panel is set up.",
        "Set up an assessment panel by 1 October, or decide without one.",
    )
    assert short(requested(), context(), date(2026, 9, 1)) == "Decide; no panel set up"


def test_panels_that_are_full_are_said_to_be() -> None:
    full = assessment_panel(date(2026, 9, 22), free=0)
    after = assessment_panel(date(2026, 10, 20))
    words = said(requested(), context(full, after), date(2026, 9, 1))
    assert words.reason.endswith("No assessment panel with a free place is in time for week 6, 5 October.")
    assert words.next_step == "Propose a decision without waiting for a panel."


def test_a_case_on_an_agenda_in_time_is_said_to_be() -> None:
    surroundings = context(issue_panel(date(2026, 12, 15), case_ids=frozenset({CASE}), free=0), TOO_LATE)
    assert short(ALL_IN, surroundings) == "On agenda, panel 15 Dec"
    assert said(ALL_IN, surroundings) == Sentence(
        "All advice is in, but the decision whether to issue has not been made; it is on the agenda of the panel of "
        "15 December, the last before week 20.",
        "Have it decided at the panel of 15 December.",
    )


def test_a_case_on_an_agenda_that_comes_too_late_is_said_to_be() -> None:
    surroundings = context(ON_THE_15TH, issue_panel(date(2027, 1, 12), case_ids=frozenset({CASE})))
    assert short(ALL_IN, surroundings) == "On agenda too late, panel 12 Jan 2027"
    assert said(ALL_IN, surroundings).next_step == "Put the case on an issue panel by 4 December."


def test_services_from_which_advice_is_due_together_are_named_together() -> None:
    two = agreed(asked("SaLT", date(2026, 9, 30)), asked("EP", date(2026, 9, 30)))
    assert short(two, context()) == "EP and SaLT advice 9 days overdue"
    assert said(two, context()).next_step == "Chase EP and SaLT for their advice."
    three = agreed(*(asked(name, date(2026, 9, 30)) for name in ("EP", "Health", "Social care")))
    assert short(three, context()) == "EP and 2 more: advice 9 days overdue"
    assert said(three, context()).reason.startswith("EP, Health and Social care advice is 9 days overdue; ")


def test_the_advice_that_is_expected_last_holds_the_case() -> None:
    both = agreed(asked("EP", date(2026, 9, 30)), asked("SaLT", date(2026, 10, 5)))
    assert short(both, context()) == "SaLT advice 4 days overdue"
    assert short(both, context(delays={"EP": 80})) == "EP advice 9 days overdue"


def test_a_date_that_the_service_has_given_is_said() -> None:
    promised = agreed(asked("EP", date(2026, 9, 30), promised_on=date(2026, 12, 1)))
    start = "EP advice is 9 days overdue and promised for 1 December; "
    assert said(promised, context(ON_THE_15TH)).reason.startswith(start)
    after = said(promised, context(ON_THE_15TH), date(2026, 12, 2)).reason
    assert after.startswith("EP advice is 21 days overdue and was promised for 1 December; ")


def test_advice_that_nobody_asked_for_is_asked_for() -> None:
    words = said(agreed(), context(ON_THE_15TH, TOO_LATE))
    assert words == Sentence(
        "No advice has been asked for; all of it must be in by 4 December for the panel of 15 December, "
        "the last before week 20.",
        "Ask for advice now.",
    )
    assert short(agreed(), context()) == "Advice not yet asked for"


def test_a_decision_that_was_made_asks_for_the_letter() -> None:
    made = requested(assess_outcome="assess", assess_made_on=date(2026, 9, 21))
    assert said(made, context(), date(2026, 9, 23)) == Sentence(
        "The family has not been told the decision whether to assess; the letter must go by 5 October.",
        "Send the family the decision letter by 5 October.",
    )
    assert short(made, context(), WEEK_6 + DAY) == "Family to be told; 1 day overdue"


def test_a_refusal_to_issue_is_told_by_the_last_day_to_refuse() -> None:
    made = agreed(issue_outcome="no_plan", issue_made_on=date(2026, 12, 10))
    assert said(made, context(), date(2026, 12, 10)) == Sentence(
        "The family has not been told the decision not to issue a plan; the letter must go by 14 December, "
        "the last day to refuse.",
        "Send the family the decision letter by 14 December.",
    )


def test_a_draft_is_served_by_its_latest_safe_date() -> None:
    assert said(decided(), context()) == Sentence(
        "The draft plan has not been served; it must be served by 23 December for the final plan to be sent by "
        "week 20, 11 January 2027.",
        "Serve the draft plan by 23 December.",
    )
    assert said(decided(), context(), date(2026, 12, 24)) == Sentence(
        "The draft plan has not been served; it had to be served by 23 December for the final plan to be sent by "
        "week 20, 11 January 2027.",
        "Serve the draft plan now.",
    )


def test_a_reply_is_waited_for_and_then_chased() -> None:
    waiting = served(date(2026, 11, 17), ConsultationFact("Hawthorn Lane", date(2026, 11, 18)))
    assert short(waiting, context()) == "Reply from Hawthorn Lane due 3 Dec"
    assert said(waiting, context()).next_step == "Expect its reply by 3 December."
    assert short(waiting, context(), date(2026, 12, 15)) == "Reply from Hawthorn Lane 12 days overdue"
    assert said(waiting, context(), date(2026, 12, 15)).next_step == "Chase Hawthorn Lane for its reply."


def test_nobody_is_chased_before_the_reply_is_due() -> None:
    late = served(date(2026, 12, 28), ConsultationFact("Hawthorn Lane", date(2027, 1, 15)))
    steps = {day: said(late, context(), date(2027, 1, day)).next_step for day in (15, 29, 30, 31)}
    assert steps == {
        15: "Expect its reply by 30 January.",
        29: "Expect its reply by 30 January.",
        30: "Expect its reply today.",
        31: "Chase Hawthorn Lane for its reply.",
    }


def test_a_reply_that_is_due_too_late_is_asked_for_sooner() -> None:
    tight = served(date(2026, 12, 17), ConsultationFact("Hawthorn Lane", date(2026, 12, 25)))
    assert said(tight, context(), date(2026, 12, 26)).next_step == (
        "Ask Hawthorn Lane for its reply by 7 January 2027, before it is due."
    )


def test_advice_is_chased_only_once_it_is_overdue() -> None:
    surroundings = context(ON_THE_15TH, TOO_LATE)
    assert said(EP, surroundings, date(2026, 10, 1)).next_step == (
        "Nothing to chase from EP yet; expect its advice by 11 November."
    )
    assert said(EP, surroundings, date(2026, 11, 11)).next_step == (
        "Nothing to chase from EP yet; expect its advice today."
    )
    assert said(EP, surroundings, date(2026, 11, 12)).next_step == "Chase EP for its advice."


def test_advice_that_is_due_after_the_papers_close_is_asked_for_sooner() -> None:
    asked_late = agreed(asked("EP", date(2026, 10, 26)))  # due on 7 December; the papers close on the 4th
    assert said(asked_late, context(ON_THE_15TH, TOO_LATE)).next_step == (
        "Ask EP for its advice by 4 December, before it is due."
    )
    assert said(asked_late, context(ON_THE_15TH, TOO_LATE), date(2026, 12, 5)).next_step == (
        "Expect EP advice by 7 December, and propose a decision without waiting for a panel."
    )


def test_a_promise_that_was_broken_is_chased_before_the_six_weeks_are_up() -> None:
    promised = agreed(asked("EP", date(2026, 10, 26), promised_on=date(2026, 11, 18)))
    assert said(promised, context(ON_THE_15TH, TOO_LATE)).next_step.startswith("Chase EP for its advice")


def test_advice_asked_for_after_week_20_is_not_chased_on_the_day_it_was_asked_for() -> None:
    words = said(agreed(asked("EP", date(2027, 2, 1))), context(), date(2027, 2, 1))
    assert words.reason.startswith("EP advice is due on 15 March; week 20 passed 21 days ago")
    assert words.next_step == "Nothing to chase from EP yet; expect its advice by 15 March."


def test_a_breached_case_on_a_coming_agenda_names_it() -> None:
    coming = issue_panel(date(2027, 2, 9), case_ids=frozenset({CASE}))
    soon, early = date(2027, 2, 1), date(2027, 1, 13)
    assert said(ALL_IN, context(coming), soon).next_step == (
        "It is on the agenda of 9 February; propose a decision without waiting if it cannot hold."
    )
    assert said(ALL_IN, context(coming), early).next_step == (
        "Propose a decision without waiting for the panel of 9 February."
    )
    assert said(ALL_IN, context(coming), date(2027, 2, 10)).next_step == (
        "Propose a decision without waiting for a panel."
    )


def test_an_undecided_case_past_week_6_on_a_coming_agenda_names_it() -> None:
    coming = assessment_panel(date(2026, 10, 20), case_ids=frozenset({CASE}))
    assert said(requested(), context(coming), date(2026, 10, 14)).next_step.startswith(
        "It is on the agenda of 20 October; "
    )


def test_of_two_windows_the_one_that_ends_last_is_named() -> None:
    consulted = ConsultationFact("Hawthorn Lane", date(2026, 11, 18))  # its reply is due on 3 December
    for until, words in [
        (date(2026, 12, 2), "Reply from Hawthorn Lane due 3 Dec"),
        (date(2026, 12, 3), "Reply from Hawthorn Lane due 3 Dec"),
        (date(2026, 12, 4), "Representations until 4 Dec"),
    ]:
        assert short(served(date(2026, 11, 17), consulted, representations_by=until), context()) == words


def test_a_long_name_is_cut_so_that_the_days_stay_in_sight() -> None:
    name = "Saint Bartholomew and All Angels Church of England Primary School"
    waiting = served(date(2026, 11, 17), ConsultationFact(name, date(2026, 11, 18)))
    assert short(waiting, context()) == "Reply from Saint Bartholomew and… due 3 Dec"
    assert name in said(waiting, context()).reason


def test_once_every_window_has_closed_the_final_plan_is_what_is_left() -> None:
    replied = ConsultationFact("Hawthorn Lane", date(2026, 11, 17), date(2026, 11, 20))
    facts = served(date(2026, 11, 17), replied)
    assert short(facts, context(), date(2026, 12, 1)) == "Representations until 1 Dec"
    assert said(facts, context(), date(2026, 12, 1)).next_step == "Make the final plan ready to send from 2 December."
    assert short(facts, context(), date(2026, 12, 2)) == "Final plan to be sent by 11 Jan 2027"
    assert said(facts, context(), date(2027, 1, 12)) == Sentence(
        "The final plan has not been sent; week 20 passed 1 day ago, on 11 January.", "Send the final plan now."
    )


def test_a_draft_with_the_family_and_no_setting_consulted_asks_for_one() -> None:
    assert said(served(date(2026, 11, 17)), context()) == Sentence(
        "No setting has been consulted; one must be consulted by 23 December to have its 15 days.",
        "Consult a setting by 23 December.",
    )


def test_a_breach_is_counted_and_dated() -> None:
    words = said(EP, context(ON_THE_15TH, TOO_LATE), date(2027, 1, 23))
    assert words.reason == "EP advice is 73 days overdue; week 20 passed 12 days ago, on 11 January."


def test_an_excepted_case_says_why_and_still_names_what_holds_it() -> None:
    relief = ReliefFact("absent_from_area", date(2026, 9, 1), date(2026, 10, 15), ("final_plan",))
    facts = agreed(asked("EP", date(2026, 9, 30)), reliefs=(relief,))
    assert said(facts, context(), date(2027, 1, 12)).reason == (
        "Week 20 passed 1 day ago, on 11 January, and is excepted because the child was absent from the area "
        "from 1 September 2026 to 15 October 2026; EP advice is 62 days overdue."
    )
    assert short(facts, context(), date(2027, 1, 12)) == "Absent from area 1 Sep 2026 to 15 Oct 2026"
    assert short(facts, context()) == "EP advice 9 days overdue"


def test_an_order_is_named_by_its_own_limit_and_not_by_week_20() -> None:
    order = LaterDecisionFact("assess", "assess", "tribunal", date(2027, 2, 2), date(2027, 2, 5))
    facts = requested(assess_outcome="refuse", assess_told_on=WEEK_6, later_decisions=(order,))
    assert "to meet the limit of 11 May, and" in said(facts, context(), date(2027, 2, 8)).reason
    assert said(facts, context(), date(2027, 5, 20)).reason.endswith("; the limit of 11 May passed 9 days ago.")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (decided(final_sent_on=START + DAY * 131), "Final plan sent on day 131, 9 days inside the limit."),
        (decided(final_sent_on=START + DAY * 140), "Final plan sent on day 140, the last day of the limit."),
        (decided(final_sent_on=START + DAY * 141), "Final plan sent on day 141, 1 day after the limit."),
        (
            requested(assess_outcome="refuse", assess_told_on=START + DAY * 50),
            "Decided not to assess; the family was told on day 50, 8 days after the limit.",
        ),
        (
            requested(assess_outcome="refuse"),
            "Decided not to assess; the day the family was told is not recorded.",
        ),
        (
            decided(issue_outcome="no_plan", issue_told_on=START + DAY * 100),
            "Decided not to issue a plan; the family was told on day 100, 12 days inside the limit.",
        ),
        (
            requested(is_withdrawn=True, withdrawn_on=date(2026, 9, 4)),
            "The request was withdrawn on 4 September.",
        ),
        (agreed(closure="moved", closed_on=date(2026, 11, 2)), "The child moved out of the area on 2 November."),
        (agreed(closure="ceased"), "The case was closed; the day is not recorded."),
    ],
)
def test_a_closed_case_says_how_it_ended(facts: CaseFacts, reason: str) -> None:
    assert said(facts, context()).reason == reason
    assert short(facts, context()) == ""


def test_a_case_that_was_never_worked_out_still_reads_as_a_sentence() -> None:
    assert sentence(Derived(), TODAY) == Sentence("No legal date is ahead.", "Nothing more is due.")


BAD = re.compile(r"None|  |\b1 days|\.\.|;\.|, ,|\bis is\b|\{|\(\)")


@given(open_facts(), contexts(), st.integers(-10, 300))
def test_every_case_on_every_day_reads_as_plain_english(
    facts: CaseFacts, surroundings: RiskContext, number: int
) -> None:
    today = START + DAY * number
    derived = derive(CASE, facts, "North", surroundings)
    words = sentence(derived, today)
    for text in (words.reason, words.next_step):
        assert text[0].isupper()
        assert text.endswith(".")
        assert not BAD.search(text), text
    assert len(blocker_phrase(derived, today)) <= 45
    assert bool(blocker_phrase(derived, today)) == (derived.next_due is not None)
    if derived.next_due is not None:
        assert blocker_on(derived, today) in {blocker.code for blocker in BLOCKERS}


KEPT_BY = re.compile(r"must (?:not )?[a-z ]*? by (\d+) ([A-Z][a-z]+)(?: (\d{4}))?")


@given(open_facts(), contexts(), st.integers(0, 200))
def test_a_date_that_must_be_kept_is_never_in_the_past(
    facts: CaseFacts, surroundings: RiskContext, number: int
) -> None:
    today = START + DAY * number
    words = sentence(derive(CASE, facts, "North", surroundings), today)
    for day, month, year in KEPT_BY.findall(words.reason):
        kept = datetime.strptime(f"{day} {month} {year or today.year}", "%d %B %Y").date()
        assert kept >= today, words.reason
