"""Actions after a panel: whose they are, by when, and how they stand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from send_desktop.errors import Refused
from send_desktop.records import Officer, PanelMeeting
from send_desktop.services import panel_actions
from send_desktop.services.chronology import chronology
from send_desktop.services.panel_decisions import Decided, case_outside, decide_out_of_panel
from send_desktop.services.today import today
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase

MEETING = PanelMeeting(
    id=4, kind="assessment", on=TODAY, starts_at=time(9, 30), started_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
)


def test_a_refusal_brings_the_call_to_the_family_with_it_and_the_call_is_a_contact(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    with store.work(LEAD, "Add officer") as work:
        work.add(Officer(name=LEAD))
    case = new_case(date(2026, 10, 12), officer=LEAD)
    with store.look() as reading:
        outside = case_outside(reading, case.id, TODAY)
    said = Decided(
        outcome="refuse", decided_by="Head of SEND", decided_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        reasons="Progress is steady.", delegation="4.2", why_not_wait="No panel in time", consulted="The EP",
    )  # fmt: skip
    case = done(decide_out_of_panel(outside, said, TODAY))
    (call,) = case.actions
    assert (call.kind, call.owner, call.due_on) == ("feedback_call", LEAD, date(2026, 11, 24))

    case = done(panel_actions.done(case, call, on=TODAY, by=LEAD, today=TODAY, note="Spoke with the mother."))
    assert case.actions[0].done_by == LEAD
    assert [(one.kind, one.party, one.summary) for one in case.contacts] == [
        ("call", "family", "Spoke with the mother.")
    ]
    with pytest.raises(Refused, match="already"):
        panel_actions.done(case, case.actions[0], on=TODAY, by=LEAD, today=TODAY)


def test_an_action_has_words_an_owner_and_a_day_ahead(new_case: NewCase, done: Adopt) -> None:
    case = new_case()
    for given, why in (
        ({"what": " ", "owner": "EP"}, "Say what"),
        ({"what": "Send the report", "owner": ""}, "Name who"),
        ({"what": "Send the report", "owner": "EP", "due_on": TODAY - timedelta(days=1)}, "behind us"),
    ):
        with pytest.raises(Refused, match=why):
            panel_actions.add(case, today=TODAY, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="are signed"):
        panel_actions.add(
            case, what="Ask", owner="EP", today=TODAY, meeting=replace(MEETING, signed_at=MEETING.started_at)
        )
    case = done(panel_actions.add(case, what="Send the report", owner="EP", today=TODAY, due_on=date(2026, 11, 27)))
    assert panel_actions.words(case.actions[0], TODAY) == "Action: Send the report; EP, by 27 Nov."


def test_how_an_action_stands_is_a_word_with_a_shape(new_case: NewCase) -> None:
    added = panel_actions.add(new_case(), what="Ask", owner="EP", today=TODAY, due_on=TODAY).added[0]
    said = [
        panel_actions.standing(replace(added, **given), TODAY)  # type: ignore[type-var]
        for given in (
            {"due_on": TODAY - timedelta(days=3)},
            {},
            {"due_on": date(2026, 12, 4)},
            {"due_on": None},
            {"done_on": TODAY},
        )
    ]
    assert [(one.code, one.word) for one in said] == [
        ("breached", "3 days overdue"),
        ("at_risk", "Due today"),
        (None, "Due 4 Dec"),
        (None, "No day set"),
        ("on_track", "Done 20 Nov"),
    ]


def test_open_actions_come_first_by_their_day(new_case: NewCase) -> None:
    case = new_case()
    made = [
        panel_actions.add(case, what=str(number), owner="EP", today=TODAY, due_on=due).added[0]
        for number, due in enumerate((None, date(2026, 12, 4), date(2026, 11, 27)))
    ]
    finished = replace(made[2], done_on=TODAY)  # type: ignore[type-var]
    ordered = panel_actions.in_order([finished, *made[:2]])  # type: ignore[list-item]
    assert [one.what for one in ordered] == ["1", "0", "2"]


def test_today_asks_for_what_is_mine_and_due_and_waits_for_what_others_owe(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    with store.work(LEAD, "Add officer") as work:
        work.add(Officer(name=LEAD))
    case = new_case(officer=LEAD)
    for what, owner, kind, due in (
        ("Ring the school", LEAD, "action", TODAY),
        ("Write the plan", LEAD, "action", date(2026, 12, 4)),
        ("Think of a setting", LEAD, "action", None),
        ("Whenever they can", "Specialist teachers", "action", None),
        ("The hearing test", "Health", "information", date(2026, 11, 27)),
        ("The outreach plan", "Specialist teachers", "action", TODAY),
    ):
        case = done(panel_actions.add(case, what=what, owner=owner, kind=kind, due_on=due, today=TODAY))

    def told(on: date, officer: str | None = LEAD) -> dict[str, list[str]]:
        lines = [one for one in today(store, officer, on).lines if one.act_id == "action_done"]
        said = [(one.list, one.words.rpartition(": ")[2].partition(" (")[0]) for one in lines]
        return {name: [words for where, words in said if where == name] for name in ("do_now", "waiting")}

    assert told(TODAY) == {"do_now": ["Ring the school", "Think of a setting"], "waiting": ["The hearing test"]}
    late = told(date(2026, 12, 1))
    assert late["do_now"] == ["Ring the school", "Think of a setting"]
    assert sorted(late["waiting"]) == ["The hearing test", "The outreach plan"]
    assert told(TODAY, None)["do_now"] == ["Ring the school", "Think of a setting"]

    ring = next(one for one in case.actions if one.what == "Ring the school")
    case = done(panel_actions.done(case, ring, on=TODAY, by=LEAD, today=TODAY, note="They will send it."))
    assert told(TODAY)["do_now"] == ["Think of a setting"]
    assert [one.text for one in chronology(case) if one.title == "Action" and "Ring" in one.text] == [
        f"Done: Ring the school; by {LEAD}; They will send it.", f"Ring the school; for {LEAD}; by 20 Nov 2026.",
    ]  # fmt: skip
