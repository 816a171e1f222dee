"""Recommendation is not decision: only a named officer's decision moves a case, and what was on screen is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256

import pytest

from send_desktop.errors import Refused, Stale
from send_desktop.panel_types import OUTCOMES
from send_desktop.records import Case, Decision, Letter, PanelSeries, Paper, PaperFile
from send_desktop.services import decisions, panel_decisions, panels, recommendations, sitting, standard_wordings
from send_desktop.services.amendments import preview
from send_desktop.services.moments import at_time
from send_desktop.services.panel_decisions import Decided
from send_desktop.services.quiet_record import as_it_stood, content_of, read_shown, shown
from send_desktop.services.recommendations import Said
from send_desktop.services.sitting_view import SittingItem, SittingView, sitting_view
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase, read

NOW = at_time(TODAY, time(14, 32))
OFFICER = "Hanna Brightwater"
REFUSAL = Said(outcome="refuse", evidence="Two terms of support, with progress", criteria="Section 36(8) is not met")
Look = Callable[[], SittingView]


@pytest.fixture
def heard(store: Store, new_case: NewCase) -> Look:
    """An assessment panel in session today with two cases: the first is agreed, the second refused."""
    for day in (12, 13):
        new_case(date(2026, 10, day))
    with store.work(LEAD, "Found a series") as work:
        series = work.add(
            PanelSeries(
                name="Assessment",
                kind="assessment",
                first_on=TODAY,
                starts_at=time(9, 30),
                outcome_days=2,
                delegation="Part 3, 4.2",
            )
        )
    made = panels.create_meeting(store, kind="assessment", on=TODAY, starts_at=time(9, 30), by=LEAD, today=TODAY)
    with store.work(LEAD, "Belong to the series") as work:
        made = work.replace(made, replace(made, series_id=series.id))
    panels.fill_agenda(store, made.id, LEAD, TODAY)
    sitting.open_meeting(store, sitting_view(store, made.id, TODAY).meeting, LEAD, TODAY)

    def look() -> SittingView:
        return sitting_view(store, made.id, TODAY)

    for at, said in enumerate((Said(outcome="assess", conditions="EP first"), REFUSAL)):
        view = look()
        recommendations.recommend(store, view, view.items[at], said, LEAD, TODAY, at=NOW - timedelta(hours=1))
    return look


def decided(one: SittingItem, **changes: object) -> Decided:
    return replace(panel_decisions.agreeing(one, OFFICER, NOW), **changes)  # type: ignore[arg-type]


def adopt(store: Store, view: SittingView, one: SittingItem, said: Decided) -> Case:
    amendment = panel_decisions.decide(view, one, said)
    panel_decisions.adopt_decisions(store, [amendment], amendment.note, LEAD, TODAY)
    return read(store, one.case.id)


# --- on a recommendation ------------------------------------------------------------------------------


def test_only_the_decision_moves_the_case_and_it_stays_due_until_the_family_is_told(
    store: Store, heard: Look, done: Adopt
) -> None:
    view = heard()
    one = view.items[0]
    assert read(store, one.case.id).request.assess_outcome is None, "recommended, and nothing has moved"
    case = adopt(store, view, one, decided(one))

    assert (case.request.assess_outcome, case.request.assess_made_on) == ("assess", TODAY)
    assert (case.request.assess_decided_by, case.request.assess_panel_on) == (OFFICER, TODAY)
    assert case.derived.stage == "advice"
    assert case.derived.next_duty == "assess_decision", "made is not told"
    (decision,) = case.decisions
    assert (decision.decided_by, decision.decided_at, decision.letter) == (OFFICER, NOW, "decision_assess")
    assert decision.conditions == "EP first"
    assert decision.effect.endswith("until then the case stays due.")

    case = done(decisions.tell_family(case, told_on=TODAY, today=TODAY))
    assert case.derived.next_duty == "final_plan"


def test_a_decision_is_taken_back_whole(store: Store, heard: Look) -> None:
    view = heard()
    before = view.items[0].case
    amendment = panel_decisions.decide(view, view.items[0], decided(view.items[0]))
    changes = panel_decisions.adopt_decisions(store, [amendment], amendment.note, LEAD, TODAY)
    assert changes.undo is not None
    undo(store, changes.undo, LEAD, TODAY)
    after = read(store, before.id)
    assert after.decisions == ()
    assert (after.request.assess_outcome, after.derived) == (None, before.derived)
    assert heard().items[0].recommendation is not None, "what the panel advised stays"


def test_a_decision_whose_letter_has_gone_is_not_undone(store: Store, new_case: NewCase) -> None:
    case = new_case(date(2026, 10, 9))
    made = panels.create_meeting(store, kind="review", on=TODAY, starts_at=time(9, 30), by=LEAD, today=TODAY)
    panels.add_item(store, made.id, case.id, LEAD, TODAY, asked="review")
    sitting.open_meeting(store, made, LEAD, TODAY)
    view = sitting_view(store, made.id, TODAY)
    advised = Said(outcome="cease", evidence="The plan's outcomes are met", criteria="s45(1)(b)")
    recommendations.recommend(store, view, view.items[0], advised, LEAD, TODAY, at=NOW - timedelta(hours=1))
    view = sitting_view(store, made.id, TODAY)
    amendment = panel_decisions.decide(view, view.items[0], decided(view.items[0]))
    changes = panel_decisions.adopt_decisions(store, [amendment], amendment.note, LEAD, TODAY)
    with store.work(LEAD, "Send the letter") as work:
        work.add(
            Letter(
                case_id=case.id, template="panel_outcome_appeal", title="The outcome", recipient="family",
                addressee="Mrs Vane", made_on=TODAY, channel="email", sent_on=TODAY,
            )
        )  # fmt: skip
    assert changes.undo is not None
    with pytest.raises(Refused, match="The family's letter has gone"):
        undo(store, changes.undo, LEAD, TODAY)


def test_what_it_would_do_stands_before_it_is_saved(heard: Look) -> None:
    view = heard()
    amendment = panel_decisions.decide(view, view.items[0], decided(view.items[0]))
    assert "Stage: Request to Advice." in preview(amendment, view.context, TODAY).text


def test_the_family_is_told_by_the_earlier_of_the_law_and_the_series(store: Store, heard: Look) -> None:
    view = heard()
    assert view.items[0].case.derived.next_due == date(2026, 11, 23)
    assert view.outcome_by == date(2026, 11, 22)
    case = view.items[0].case
    assert panel_decisions.notify_by(case, "assess", view.outcome_by) == date(2026, 11, 22)
    assert panel_decisions.notify_by(case, "assess", date(2026, 12, 22)) == date(2026, 11, 23)
    assert panel_decisions.notify_by(case, "issue", date(2026, 12, 22)) == date(2026, 12, 22)
    assert panel_decisions.notify_by(case, "maintain", None) is None


def test_an_officer_who_differs_says_why(store: Store, heard: Look) -> None:
    view = heard()
    one = view.items[1]
    with pytest.raises(Refused, match="The panel recommended “Do not assess”; say why the decision differs"):
        panel_decisions.decide(view, one, decided(one, outcome="assess"))
    case = adopt(store, view, one, decided(one, outcome="assess", differs_because="New evidence came at noon"))
    assert case.decisions[0].differs_because == "New evidence came at noon"
    assert case.recommendations[0].outcome == "refuse", "what the panel said stays as it said it"


def test_a_refusal_needs_its_reasons_a_name_and_a_day_that_can_be(heard: Look) -> None:
    view = heard()
    one = view.items[1]
    said = decided(one)
    assert said.reasons.startswith("Evidence relied on: Two terms of support")
    for changes, words in (
        ({"reasons": " "}, "needs its reasons"),
        ({"decided_by": ""}, "Name the officer who decides"),
        ({"decided_at": NOW + timedelta(days=1)}, "cannot be dated after today"),
        ({"decided_at": NOW - timedelta(days=2)}, "cannot be older than the recommendation"),
        ({"outcome": "defer"}, "is no decision of the authority"),
        ({"outcome": ""}, "Choose what was decided"),
    ):
        with pytest.raises(Refused, match=words):
            panel_decisions.decide(view, one, replace(said, **changes))


def test_what_the_meeting_settles_itself_is_no_decision(store: Store, heard: Look) -> None:
    assert [code for code, one in OUTCOMES.items() if not one.is_decision] == [
        "ratify",
        "learned",
        "defer",
        "refer",
        "withdrawn",
        "not_reached",
    ]
    view = heard()
    later = Said(outcome="defer", deferred_for="A report", deferred_to=TODAY + timedelta(days=9))
    recommendations.recommend(store, view, view.items[0], later, LEAD, TODAY)
    assert [one.line.number for one in panel_decisions.to_agree(heard())] == [2]


def test_a_first_decision_is_never_overwritten(store: Store, heard: Look, done: Adopt) -> None:
    view = heard()
    one = view.items[1]
    done(decisions.decide_to_assess(one.case, outcome="assess", made_on=TODAY, told_on=TODAY, today=TODAY))
    view = heard()
    with pytest.raises(Refused, match="was decided on 20 Nov 2026 already; what changes it is recorded"):
        panel_decisions.decide(view, view.items[1], decided(view.items[1]))


def test_the_chairs_list_is_decided_at_once_or_not_at_all(store: Store, heard: Look) -> None:
    view = heard()
    items = panel_decisions.to_agree(view)
    changes = panel_decisions.decide_several(store, view, items, OFFICER, NOW, LEAD)
    assert changes.note == f"{OFFICER} decided 2 cases as the panel recommended; the families are to be told."
    assert changes.cases == {one.case.id for one in items}
    with store.look() as reading:
        assert [one.outcome for one in reading.every(Decision, view.meeting.id)] == ["assess", "refuse"]
    assert panel_decisions.to_agree(heard()) == ()
    with pytest.raises(Refused, match=r"Item 1, .*decided on this on 20 Nov 2026 already\. Nothing was decided"):
        panel_decisions.decide_several(store, heard(), heard().items, OFFICER, NOW, LEAD)
    with pytest.raises(Stale, match="has just decided on this"):
        panel_decisions.decide_several(store, view, items, OFFICER, NOW, LEAD)
    now = heard()
    with pytest.raises(Refused, match="decided on this recommendation, so it stays"):
        recommendations.recommend(store, now, now.items[1], REFUSAL, LEAD, TODAY)


# --- outside the panel --------------------------------------------------------------------------------


def test_a_case_that_cannot_wait_is_decided_outside_the_panel_and_ratified_later(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    case = new_case(date(2026, 10, 9))
    with store.look() as reading:
        outside = panel_decisions.case_outside(reading, case.id, TODAY)
    said = Decided(
        outcome="assess",
        decided_by=OFFICER,
        decided_at=NOW,
        reasons="The six weeks end today",
        why_not_wait="The next meeting is on 4 December",
        consulted="The chair and the EP, by email on 19 November",
        delegation="Part 3, 4.2",
    )
    for name, words in (
        ("why_not_wait", "why it could not wait"),
        ("consulted", "who was consulted"),
        ("delegation", "scheme of delegation"),
        ("reasons", "Give the reasons"),
    ):
        with pytest.raises(Refused, match=words):
            panel_decisions.decide_out_of_panel(outside, replace(said, **{name: ""}), TODAY)

    case = done(panel_decisions.decide_out_of_panel(outside, said, TODAY))
    assert (case.request.assess_outcome, case.request.assess_panel_on) == ("assess", None)
    (decision,) = panel_decisions.unratified(case)
    assert decision.notify_by == date(2026, 11, 20)
    kept = as_it_stood(store, decision.shown_sha256)
    assert (kept.panel, kept.child) == ("Decided outside the panel", case.person.name)

    with pytest.raises(Refused, match="not later than today"):
        panel_decisions.ratify(case, decision, TODAY + timedelta(days=1), TODAY)
    case = done(panel_decisions.ratify(case, decision, TODAY, TODAY))
    assert case.decisions[0].ratified_on == TODAY
    with pytest.raises(Refused, match="ratified on 20 Nov 2026 already"):
        panel_decisions.ratify(case, case.decisions[0], TODAY, TODAY)


def test_a_panel_that_recommends_to_ratify_ratifies_it_in_the_same_act(store: Store, new_case: NewCase) -> None:
    case = new_case(date(2026, 10, 9))
    with store.look() as reading:
        outside = panel_decisions.case_outside(reading, case.id, TODAY)
    said = Decided(
        outcome="assess",
        decided_by=OFFICER,
        decided_at=NOW,
        reasons="Week 6 ends",
        why_not_wait="No meeting before",
        consulted="The chair",
        delegation="4.2",
    )
    amendment = panel_decisions.decide_out_of_panel(outside, said, TODAY)
    panel_decisions.adopt_decisions(store, [amendment], amendment.note, LEAD, TODAY)
    made = panels.create_meeting(store, kind="assessment", on=TODAY, starts_at=time(9, 30), by=LEAD, today=TODAY)
    panels.add_item(store, made.id, case.id, LEAD, TODAY, asked="ratify")
    sitting.open_meeting(store, made, LEAD, TODAY)
    view = sitting_view(store, made.id, TODAY)
    assert view.outcomes(view.items[0])[0].code == "ratify"
    changes = recommendations.recommend(store, view, view.items[0], Said(outcome="ratify"), LEAD, TODAY)
    (decision,) = read(store, case.id).decisions
    assert (decision.ratified_on, decision.ratified_meeting_id) == (TODAY, made.id)
    view = sitting_view(store, made.id, TODAY)
    away = Said(outcome="refer", conditions="The issue panel")
    corrected = recommendations.recommend(store, view, view.items[0], away, LEAD, TODAY)
    assert read(store, case.id).decisions[0].ratified_on is None, "a correction takes back what it ratified"
    for changed in (corrected, changes):
        assert changed.undo is not None
        undo(store, changed.undo, LEAD, TODAY)
    assert read(store, case.id).decisions[0].ratified_on is None


# --- the quiet record ---------------------------------------------------------------------------------


def test_everything_on_the_screen_is_shown_again_as_it_stood_whatever_has_changed_since(
    store: Store, heard: Look, done: Adopt
) -> None:
    view = heard()
    one = view.items[0]
    on_screen = shown(view, one)
    case = adopt(store, view, one, decided(one, words=(("Decision", "Assess"), ("Decided by", OFFICER))))

    person, request = case.person, case.request
    with store.work(LEAD, "Change everything") as work:
        work.replace(person, replace(person, forename="Zed", surname="Quillfeather", date_of_birth=date(2015, 1, 1)))
        work.replace(request, replace(request, family_view="All is well", received_on=date(2026, 9, 1)))
        work.replace(view.meeting, replace(view.meeting, quorum_roles=("chair",), chair="Somebody else"))
        work.replace(one.item, replace(one.item, asked="reassess", recommendation="Something else"))

    kept = as_it_stood(store, case.decisions[0].shown_sha256)
    assert kept.stood_at == "20 Nov 2026 at 14:32"
    assert kept.said[:2] == (("Decision", "Assess"), ("Decided by", OFFICER))
    assert kept.said[2][0] == "On the clock"
    assert replace(kept, said=(), at="", by="") == on_screen
    assert shown(heard(), heard().items[0]) != on_screen


def test_the_record_is_the_same_bytes_for_the_same_screen(heard: Look) -> None:
    view = heard()
    one = shown(view, view.items[0], at=NOW, by=OFFICER, words=(("Decision", "Assess"),))
    assert content_of(one) == content_of(one)
    assert read_shown(content_of(one)) == one


def test_a_meeting_under_initials_keeps_no_name(store: Store, heard: Look) -> None:
    view = heard()
    with store.work(LEAD, "Profile") as work:
        work.replace(view.meeting, replace(view.meeting, profile="initials"))
        work.add(PaperFile(sha256=work.keep_content(b"%PDF"), media="pdf", pages=1, checked_at=NOW))
    item = view.items[0].item
    with store.work(LEAD, "A paper named after the child") as work:
        work.add(
            Paper(
                case_id=item.case_id, meeting_id=item.meeting_id, item_id=item.id, title="Peppergoggle EP report",
                file_name="Peppergoggle_EP.pdf", sha256=sha256(b"%PDF").hexdigest(), position=1, added_by=LEAD,
                added_at=NOW,
            )
        )  # fmt: skip
    seen = heard()
    assert "EP report" in content_of(shown(seen, seen.items[0])).decode()
    text = content_of(shown(seen, seen.items[0])).decode()
    assert "Peppergoggle" not in text
    assert seen.items[0].case.reference in text


# --- wordings -----------------------------------------------------------------------------------------


def test_the_teams_own_wording_is_used_until_it_returns_to_the_shipped_one(store: Store, heard: Look) -> None:
    standard_wordings.set_wording(store, "assess", "We will assess.", LEAD)
    view = heard()
    again = Said(outcome="assess")
    recommendations.recommend(store, view, view.items[0], again, LEAD, TODAY)
    (made,) = read(store, view.items[0].case.id).recommendations
    assert made.wording == "We will assess."
    with pytest.raises(Refused, match="Write the wording"):
        standard_wordings.set_wording(store, "assess", " ", LEAD)
    standard_wordings.shipped_wording(store, "assess", LEAD)
    assert heard().wordings["assess"] == OUTCOMES["assess"].wording
    with pytest.raises(Refused, match="shipped wording already"):
        standard_wordings.shipped_wording(store, "assess", LEAD)


def test_a_moment_is_a_local_time_on_the_day(heard: Look) -> None:
    assert datetime.combine(TODAY, time(14, 32)) == NOW.astimezone().replace(tzinfo=None)
