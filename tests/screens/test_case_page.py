"""The case page: the clock at the top, and why every date is what it is."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from PySide6.QtWidgets import QBoxLayout

from send_desktop.records import Carer, Case, Decision
from send_desktop.services import (
    adviser_requests,
    contacts,
    decisions,
    delay_reasons,
    disputes,
    documents,
    exceptions,
    family,
    letters,
    panel_actions,
)
from send_desktop.services.amendments import Amendment
from send_desktop.services.why import why_duty
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person
from ui.cards.chronology import ChronologyCard
from ui.dialogs.case_acts import ACTS, likeliest, offered
from ui.dialogs.why import WhySheet

SitDown = Callable[..., Person]


def test_the_header_says_who_the_child_is(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice("Peppergoggle"))
    page = person.case_page
    assert page.heading.text() == "Peppergoggle, Ada"
    assert page.subtitle.text().startswith("EHC-26-0001")


def test_the_clock_says_the_same_sentence_as_the_caseload(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice(days_ago=130)
    person = sit_down()
    listed = person.caseload.model.lines[0].sentence
    person.open_case(case)
    clock = person.case_page.clock
    assert f"{clock.reason.text()} {clock.step.text()}" == listed
    assert clock.track.accessibleName() == clock.reason.text()


@pytest.mark.parametrize("width", [500, 700, 1000, 1500, 1900])
def test_the_labels_of_the_track_never_stand_over_each_other(sit_down: SitDown, cases: Cases, width: int) -> None:
    person = sit_down()
    person.open_case(cases.consulted())
    track = person.case_page.clock.track
    track.resize(width, track.height())
    assert any(words.startswith("Today") for words in track.labels)
    for one, other in combinations(track._words, 2):
        assert not one.box.intersects(other.box), (one.text, other.text)


def test_a_date_in_law_says_why_with_its_source_and_who_entered_it(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    page = person.case_page
    assert page.view is not None
    duty = next(one for one in page.view.duties if one.id == "final_plan")
    told = why_duty(page.view, duty)
    assert told.counting == duty.explanation
    assert "reg" in told.citation
    assert "Entered by Priya Maplenoodle" in told.text
    row = next(row for row in person.rows("duties") if row.cells[0].words == duty.title)
    assert row.act is not None
    row.act()
    inside = person.window.sheet.inside
    assert isinstance(inside, WhySheet)
    assert inside.told == told


def test_the_chronology_shows_one_kind_when_asked(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    everything = len(person.chronology())
    chronology = person.case_page.cards["chronology"]
    assert isinstance(chronology, ChronologyCard)
    chronology.choose("decision")
    assert 0 < len(person.chronology()) < everything


def test_a_card_with_nothing_on_it_is_not_shown(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request())
    assert not person.case_page.cards["exceptions"].table.isVisible()
    assert not person.case_page.cards["advice"].table.isVisible()
    assert person.case_page.cards["duties"].table.isVisible()


def test_a_narrow_window_puts_the_columns_under_each_other(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    person.window.resize(820, 700)
    person.settle()
    assert person.case_page._columns.direction() == QBoxLayout.Direction.TopToBottom


def _owed(cases: Cases, case: Case) -> Case:
    """A promise that is open, and an exception that the family has not been told of."""
    case = cases.adopt(
        contacts.log_contact(case, kind="call", on=TODAY, summary="When?", promised_by=TODAY, today=TODAY)
    )
    return cases.adopt(
        exceptions.record_exception(case, reason="school_closed", starts_on=TODAY, ends_on=None, today=TODAY)
    )


def _disputed(cases: Cases, case: Case) -> Case:
    on = TODAY - timedelta(days=5)
    asked = cases.adopt(disputes.ask_mediation(case, about="assess", on=on, today=TODAY))
    papers = on if case.person.surname == "G" else None
    return cases.adopt(disputes.register_appeal(asked, about="assess", on=on, papers_received_on=papers, today=TODAY))


def _explained(cases: Cases, case: Case) -> Case:
    """Past its six weeks, with the reason why."""
    return cases.adopt(delay_reasons.give(case, duty="assess_decision", reason="panel_late", today=TODAY, by=LEAD))


def _after_a_panel(cases: Cases, case: Case) -> Case:
    """Two decisions taken outside the panel that no other letter tells of, and an action."""
    told = tuple(
        Decision(
            case_id=case.id,
            outcome=outcome,
            decided_by=LEAD,
            decided_at=datetime.now(UTC),
            made_on=TODAY,
            is_out_of_panel=True,
        )
        for outcome in ("top_up", "maintain")
    )
    decided = cases.adopt(Amendment(case, "Decide", "", added=told))
    return cases.adopt(panel_actions.add(decided, what="Call the school", owner=LEAD, today=TODAY))


def test_every_act_that_is_offered_opens_its_form_with_what_it_does_or_says(sit_down: SitDown, cases: Cases) -> None:
    made = [cases.request("A"), cases.in_advice("B"), cases.to_decide("C"), cases.to_draft("D"), cases.consulted("E")]
    made.append(cases.refused("F"))
    made.append(_with_advisers(cases, cases.in_advice("I")))
    report = documents.FileRead("Report.pdf", b"a report")
    made[0] = cases.adopt(documents.add(made[0], report, title="Report", today=TODAY, by=LEAD))
    made.append(_disputed(cases, cases.refused("G")))
    made.append(_disputed(cases, cases.refused("H")))
    made.append(_owed(cases, _explained(cases, cases.request("I", days_ago=60))))
    made.append(_without_a_plan(cases, cases.to_decide("J")))
    made.append(_with_a_letter(cases, cases.request("K")))
    made.append(_after_a_panel(cases, cases.request("L")))
    person = sit_down()
    opened: Counter[str] = Counter()
    for case in made:
        person.open_case(case)
        assert person.case_page.view is not None
        for act in (one for one in offered(person.case_page.view.case) if opened[one.id] < 2):
            form = person.open_act(act.id)
            person.settle()
            assert form.reading.toPlainText() if form.spec.reads else form.preview.text(), act.id
            assert all(widget.accessibleName() for widget in _focusable(form)), act.id
            opened[act.id] += 1
            form.leave()
    assert {act.id for act in ACTS} - opened.keys() == {"reopen"}


def _without_a_plan(cases: Cases, case: Case) -> Case:
    return cases.adopt(
        decisions.decide_to_issue(
            case, outcome="no_plan", made_on=TODAY, told_on=None, today=TODAY, reasons="Needs can be met at school."
        )
    )


def _with_a_letter(cases: Cases, case: Case) -> Case:
    case = cases.adopt(family.save_carer(case, Carer(person_id=case.person.id, name="Mrs Peppergoggle")))
    with cases.store.look() as reading:
        found = letters.ready(reading, case, "acknowledgement", TODAY, LEAD)
    to = [one.to.key for one in found]
    letters.make(cases.store, case, "acknowledgement", to=to, on=TODAY, by=LEAD, today=TODAY, is_checked=True)
    return read(cases.store, case.id)


def _with_advisers(cases: Cases, case: Case) -> Case:
    """A case with one request for an adviser to be decided, and one that is decided and to be told."""
    for adviser in ("Occupational therapist", "Physiotherapist"):
        case = cases.adopt(adviser_requests.record_adviser_request(case, on=TODAY, adviser=adviser, today=TODAY))
    return cases.adopt(
        adviser_requests.decide_adviser_request(
            case, case.adviser_requests[0], outcome="agreed", on=TODAY, by=LEAD, today=TODAY
        )
    )


def test_the_accent_is_on_the_act_most_likely_next(sit_down: SitDown, cases: Cases) -> None:
    in_consultation = cases.consulted("E", days_ago=105)
    wanted = {"A": "assess", "B": "received", "C": "issue", "D": "draft", "E": "reply"}
    made = [cases.request("A"), cases.in_advice("B"), cases.to_decide("C"), cases.to_draft("D"), in_consultation]
    person = sit_down()
    for case in made:
        person.open_case(case)
        assert person.case_page.view is not None
        assert likeliest(person.case_page.view).id == wanted[case.person.surname]


def test_a_closed_case_waits_for_nothing(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice(days_ago=300)
    person = sit_down()
    person.open_case(case)
    assert [row.cells[4].role for row in person.rows("advice")] == ["breached", "breached"]
    person.do("withdraw", on="today", reason="The parent has withdrawn")
    page = person.case_page
    assert [(row.cells[4].words, row.cells[4].role) for row in person.rows("advice")] == [
        ("Not received", "secondary")
    ] * 2
    assert all(row.act is None for row in person.rows("advice"))
    titles = [action.text() for action in page.menu.actions()]
    assert not {"Chase advice", "Promised date", "Advice received"} & set(titles)
    assert (page.clock.state.words, page.clock.state.shape) == ("Withdrawn", "ring")
    assert page.clock.stage.text() == "Closed"


def test_a_setting_that_never_replied_is_not_overdue_once_the_plan_is_sent(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.consulted(days_ago=130))
    assert person.rows("consultations")[0].cells[4].role == "breached"
    person.do("final", family_on="today", setting_on="today", board_on="today")
    assert person.rows("consultations")[0].cells[4].words == "No reply yet"
    assert (person.case_page.clock.state.words, person.case_page.clock.stage.text()) == ("In time", "Plan issued")


def test_advice_that_came_late_is_drawn_alike_wherever_it_stands(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice(days_ago=130, services=("EP",)))
    person.do("received", on="today")
    late = next(row for row in person.rows("chronology") if row.cells[3].words == "Late")
    duty = next(row for row in person.rows("duties") if row.cells[3].words == "Met late")
    assert late.cells[3].role == person.rows("advice")[0].cells[4].role == duty.cells[3].role == "at_risk"


def _focusable(form):  # type: ignore[no-untyped-def]
    from ui.widgets.fields import ManyField

    return [
        field.focusProxy() for field in form.fields.values() if field.focusProxy() and not isinstance(field, ManyField)
    ]
