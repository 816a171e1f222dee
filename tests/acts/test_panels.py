"""Panels as a panel manager works them: a meeting, its agenda in order of legal date, its pack."""

import hashlib
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from send_desktop.errors import Cancelled, Refused, Stale, Unavailable
from send_desktop.records import AgendaItem, Case, PanelMeeting, Provision
from send_desktop.services import advice, decisions, exceptions, packs, panels, people, plans
from send_desktop.services.acts import act
from send_desktop.services.panel_queue import (
    BREACHES_BEFORE_NEXT,
    DUE_ON_THE_DAY,
    LAST_WITH_SLACK,
    NEXT_ALSO_IN_TIME,
    PASSES_BEFORE,
    PAST_ITS_DATE,
)
from send_desktop.services.rights import leaving_day, rights_holder
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase, read

PANEL_DAY = date(2026, 11, 25)
NextMeeting = Callable[..., PanelMeeting]
SIX_WEEKS = timedelta(days=42)


@pytest.fixture
def meeting(store: Store) -> NextMeeting:
    """Set up a meeting next Wednesday, an assessment panel unless told otherwise."""

    def make(kind: str = "assessment", on: date = PANEL_DAY, **fields: object) -> PanelMeeting:
        values: dict[str, object] = {"kind": kind, "on": on, "starts_at": time(9, 30), "by": LEAD, "today": TODAY}
        return panels.create_meeting(store, **(values | fields))  # type: ignore[arg-type]

    return make


@pytest.fixture
def all_advice_in(store: Store, new_case: NewCase, done: Adopt) -> Callable[..., Case]:
    """A case with a decision to assess whose one piece of advice is in, unless it is left out."""

    def make(received_on: date, *, is_in: bool = True, **fields: object) -> Case:
        asked = received_on + timedelta(days=30)
        case = done(
            decisions.decide_to_assess(
                new_case(received_on, **fields), outcome="assess", made_on=asked, told_on=asked, today=TODAY
            )
        )
        with store.look() as reading:
            asking = advice.ask_for_advice(case, reading.directory(), services=["EP"], on=asked, today=TODAY)
        case = done(asking)
        if not is_in:
            return case
        back = min(asked + timedelta(days=14), TODAY)
        return done(advice.record_received(case, case.advice[0], on=back, today=TODAY, key_point="Needs small steps."))

    return make


def filled(store: Store, meeting: PanelMeeting) -> list[Case]:
    """Fill an agenda and return its cases in order."""
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    return [case for _, case in agenda_of(store, meeting)]


def agenda_of(store: Store, meeting: PanelMeeting) -> list[tuple[AgendaItem, Case]]:
    with store.look() as reading:
        return list(reading.agenda(meeting.id).items)


def queue_of(store: Store, meeting: PanelMeeting) -> list[panels.Candidate]:
    with store.look() as reading:
        return panels.candidates(reading, meeting, TODAY)


# --- filling --------------------------------------------------------------------------------------


def test_an_assessment_panel_takes_the_undecided_in_order_of_the_six_weeks(
    store: Store, new_case: NewCase, done: Adopt, meeting: NextMeeting
) -> None:
    later, sooner, decided = (new_case(day) for day in (date(2026, 10, 26), date(2026, 10, 12), date(2026, 10, 5)))
    done(decisions.decide_to_assess(decided, outcome="assess", made_on=TODAY, told_on=None, today=TODAY))

    assert [case.id for case in filled(store, meeting())] == [sooner.id, later.id]


def test_an_issue_panel_takes_those_with_all_advice_in_and_only_offers_those_nearly_there(
    store: Store, all_advice_in: Callable[..., Case], meeting: NextMeeting
) -> None:
    ready, waiting = all_advice_in(date(2026, 8, 10)), all_advice_in(date(2026, 8, 3), is_in=False)
    panel = meeting("issue")
    offered = queue_of(store, panel)

    assert [case.id for case in filled(store, panel)] == [ready.id]
    assert [(one.row.id, one.waits_for) for one in offered if not one.is_ready] == [(waiting.id, "Waits for EP advice")]


def test_the_last_day_to_refuse_orders_an_issue_panel_until_it_has_passed(
    store: Store, all_advice_in: Callable[..., Case], meeting: NextMeeting
) -> None:
    past_week_16 = all_advice_in(TODAY - timedelta(days=113))
    refuse_in_ten_days = all_advice_in(TODAY - timedelta(days=102))
    last_day_today = all_advice_in(TODAY - timedelta(days=112))

    order = [case.id for case in filled(store, meeting("issue"))]

    assert order == [last_day_today.id, refuse_in_ten_days.id, past_week_16.id]


def test_a_provision_panel_takes_cases_whose_draft_is_served(
    store: Store, all_advice_in: Callable[..., Case], done: Adopt, meeting: NextMeeting
) -> None:
    case = all_advice_in(date(2026, 8, 3))
    case = done(decisions.decide_to_issue(case, outcome="issue", made_on=TODAY, told_on=TODAY, today=TODAY))
    all_advice_in(date(2026, 8, 3))
    case = done(plans.serve_draft(case, on=TODAY, today=TODAY))

    panel = meeting("provision")

    assert [one.id for one in filled(store, panel)] == [case.id]
    assert agenda_of(store, panel)[0][0].asked == "provision"


def test_filling_stops_at_the_last_place_and_says_how_many_wait(
    store: Store, new_case: NewCase, meeting: NextMeeting
) -> None:
    for day in range(1, 5):
        new_case(date(2026, 10, day))
    panel = meeting(capacity=3)

    changes = panels.fill_agenda(store, panel.id, LEAD, TODAY)

    assert changes.note == "3 cases put on the agenda; every place is taken; 1 more case waits for a panel."
    assert len(changes.cases) == 3
    assert changes.meetings == {panel.id}


def test_filling_twice_adds_nothing_and_a_case_on_one_agenda_is_not_put_on_the_next(
    store: Store, new_case: NewCase, meeting: NextMeeting
) -> None:
    new_case()
    first, second = meeting(), meeting(on=date(2026, 12, 2))
    filled(store, first)

    assert panels.fill_agenda(store, first.id, LEAD, TODAY).note.startswith("No case needs this meeting now")
    assert filled(store, second) == []


def test_a_panel_of_one_area_takes_only_its_cases(store: Store, new_case: NewCase, meeting: NextMeeting) -> None:
    for name in ("North", "South"):
        people.add_area(store, name, LEAD)
    northern, southern = new_case(area="North"), new_case(area="South")

    assert [case.id for case in filled(store, meeting(area="south"))] == [southern.id]
    assert [case.id for case in filled(store, meeting(on=date(2026, 12, 2)))] == [northern.id]


def test_what_comes_after_the_papers_closed_is_marked_late(
    store: Store, new_case: NewCase, meeting: NextMeeting
) -> None:
    new_case()
    panel = meeting(papers_by=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="papers closed on Thursday 19 November 2026; say who allows"):
        filled(store, panel)
    assert agenda_of(store, panel) == []

    allowed = panels.Allowed("Head of SEND", "Its date passes before the next panel")
    panels.fill_agenda(store, panel.id, LEAD, TODAY, allowed=allowed)
    item = agenda_of(store, panel)[0][0]
    assert item.is_late_paper
    assert (item.late_allowed_by, item.late_reason) == (allowed.by, allowed.reason)


def test_being_on_an_agenda_counts_in_the_risk_of_the_case(
    store: Store, new_case: NewCase, meeting: NextMeeting
) -> None:
    case = new_case()
    filled(store, meeting())

    assert read(store, case.id).derived.agenda_on == PANEL_DAY


@pytest.mark.parametrize(
    ("due", "reason"),
    [
        (date(2026, 11, 19), PAST_ITS_DATE),
        (date(2026, 11, 24), PASSES_BEFORE),
        (PANEL_DAY, DUE_ON_THE_DAY),
        (date(2026, 12, 1), BREACHES_BEFORE_NEXT),
        (date(2026, 12, 3), LAST_WITH_SLACK),
        (date(2026, 12, 4), NEXT_ALSO_IN_TIME),
    ],
)
def test_the_queue_says_why_a_case_comes_to_this_meeting(
    store: Store, new_case: NewCase, meeting: NextMeeting, due: date, reason: str
) -> None:
    panel = meeting()
    meeting(on=date(2026, 12, 2))  # a decision then is posted two working days later, on the 4th
    new_case(due - SIX_WEEKS)

    assert [one.reason for one in queue_of(store, panel)] == [reason]


# --- what is refused ------------------------------------------------------------------------------


def test_a_cancelled_meeting_cannot_be_filled_and_its_cases_go_back_to_the_queue(
    store: Store, new_case: NewCase, meeting: NextMeeting
) -> None:
    case = new_case()
    panel, following = meeting(), meeting(on=date(2026, 12, 2))
    filled(store, panel)

    changes = panels.cancel_meeting(store, panel, "The chair is ill.", LEAD, TODAY)

    assert changes.note == "Assessment panel of 25 Nov 2026 cancelled; 1 case back in the queue."
    assert [one.row.id for one in queue_of(store, following)] == [case.id]
    assert read(store, case.id).derived.agenda_on is None
    with pytest.raises(Refused, match="was cancelled; its agenda stays as it was"):
        panels.fill_agenda(store, panel.id, LEAD, TODAY)


def test_a_held_meeting_cannot_be_filled(store: Store, meeting: NextMeeting) -> None:
    panel = meeting()
    with act(store, LEAD, "Hold meeting", TODAY) as work:
        work.replace(panel, replace(panel, status="held"))

    with pytest.raises(Refused, match="has been held"):
        panels.fill_agenda(store, panel.id, LEAD, TODAY)


def test_a_meeting_whose_day_has_passed_cannot_be_filled(store: Store, meeting: NextMeeting) -> None:
    with pytest.raises(Refused, match="has passed"):
        panels.fill_agenda(store, meeting().id, LEAD, PANEL_DAY + timedelta(days=1))


def test_a_kind_of_panel_that_officers_fill_by_hand_says_so(store: Store, meeting: NextMeeting) -> None:
    with pytest.raises(Refused, match="filled by hand"):
        panels.fill_agenda(store, meeting("early_years").id, LEAD, TODAY)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "tea"}, "no panel of the kind 'tea'"),
        ({"on": TODAY - timedelta(days=1)}, "has passed"),
        ({"on": date.max}, "check the year"),
        ({"area": "Atlantis"}, "There is no area called Atlantis"),
        ({"capacity": 0}, "between 1 and 200 places"),
        ({"papers_by": PANEL_DAY + timedelta(days=1)}, "papers must close"),
        ({"starts_at": time(22, 0), "capacity": 12}, "past midnight"),
        ({"slot_minutes": 0}, "between 1 and 240 minutes"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_and_none_is_kept(
    store: Store, meeting: NextMeeting, wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        meeting(**wrong)

    with store.look() as reading:
        assert reading.meetings() == []


# --- the agenda by hand ---------------------------------------------------------------------------


def test_a_case_put_on_by_hand_comes_last_and_only_while_there_is_room(
    store: Store, new_case: NewCase, meeting: NextMeeting
) -> None:
    first, second, third = new_case(), new_case(), new_case()
    panel = meeting(capacity=2)
    panels.add_item(store, panel.id, first.id, LEAD, TODAY)
    panels.add_item(store, panel.id, second.id, LEAD, TODAY, recommendation="Assess.")

    assert [case.id for _, case in agenda_of(store, panel)] == [first.id, second.id]
    assert [item.recommendation for item, _ in agenda_of(store, panel)] == ["", "Assess."]
    with pytest.raises(Refused, match="All 2 places are taken"):
        panels.add_item(store, panel.id, third.id, LEAD, TODAY)


def test_a_case_is_not_put_on_two_agendas_nor_twice_on_one(
    store: Store, new_case: NewCase, meeting: NextMeeting
) -> None:
    case, panel, other = new_case(), meeting(), meeting(on=date(2026, 12, 2))
    panels.add_item(store, panel.id, case.id, LEAD, TODAY)

    with pytest.raises(Refused, match="on this agenda already"):
        panels.add_item(store, panel.id, case.id, LEAD, TODAY)
    with pytest.raises(Refused, match="on the agenda of the assessment panel of 25 Nov 2026"):
        panels.add_item(store, other.id, case.id, LEAD, TODAY)


def test_what_has_been_decided_is_not_asked_again(
    store: Store, new_case: NewCase, done: Adopt, meeting: NextMeeting
) -> None:
    case = done(decisions.decide_to_assess(new_case(), outcome="assess", made_on=TODAY, told_on=TODAY, today=TODAY))

    with pytest.raises(Refused, match="whether to assess has been decided already"):
        panels.add_item(store, meeting().id, case.id, LEAD, TODAY)


def test_times_follow_when_an_item_is_moved(store: Store, new_case: NewCase, meeting: NextMeeting) -> None:
    cases = [new_case(date(2026, 10, day)) for day in (12, 13, 14)]
    panel = meeting(slot_minutes=20)
    filled(store, panel)
    last = agenda_of(store, panel)[-1][0]

    assert panels.move_item(store, last, "up", LEAD, TODAY).note == "Moved up: now item 2."

    assert [case.id for _, case in agenda_of(store, panel)] == [cases[0].id, cases[2].id, cases[1].id]
    with store.look() as reading:
        assert panels.agenda_times(reading.agenda(panel.id)) == [time(9, 30), time(9, 50), time(10, 10)]


def test_the_first_item_stays_where_it_is_when_moved_up(store: Store, new_case: NewCase, meeting: NextMeeting) -> None:
    new_case()
    panel = meeting()
    filled(store, panel)

    changes = panels.move_item(store, agenda_of(store, panel)[0][0], "up", LEAD, TODAY)

    assert changes.note == "It stands at the end of the agenda already."
    assert not changes.cases


def test_an_item_taken_off_frees_its_place_and_the_reason_is_kept(
    store: Store, new_case: NewCase, meeting: NextMeeting
) -> None:
    case, panel = new_case(), meeting()
    filled(store, panel)
    item = agenda_of(store, panel)[0][0]
    with pytest.raises(Refused, match="Say why"):
        panels.remove_item(store, item, " ", LEAD, TODAY)

    panels.remove_item(store, item, "Withdrawn by the school.", LEAD, TODAY)

    assert agenda_of(store, panel) == []
    with store.look() as reading:
        assert any("Withdrawn by the school." in str(line.changes) for line in reading.history(case.id))


def test_two_officers_changing_one_item_do_not_overwrite_each_other(
    store: Store, new_case: NewCase, meeting: NextMeeting
) -> None:
    new_case()
    panel = meeting()
    filled(store, panel)
    seen = agenda_of(store, panel)[0][0]
    panels.set_item(store, seen, LEAD, TODAY, asked="assess", recommendation="Assess.", recommended_outcome="assess")

    with pytest.raises(Stale):
        panels.set_item(store, seen, LEAD, TODAY, asked="assess", recommendation="Do not assess.")

    assert agenda_of(store, panel)[0][0].recommendation == "Assess."


def test_a_meeting_keeps_a_place_for_every_case_on_it(store: Store, new_case: NewCase, meeting: NextMeeting) -> None:
    new_case()
    new_case()
    panel = meeting()
    filled(store, panel)

    with pytest.raises(Refused, match="2 cases stand on this agenda"):
        panels.change_meeting(store, panel, replace(panel, capacity=1), LEAD, TODAY)

    panels.change_meeting(store, panel, replace(panel, venue="Room 4"), LEAD, TODAY)
    with store.look() as reading:
        assert reading.agenda(panel.id).meeting.venue == "Room 4"


# --- the pack -------------------------------------------------------------------------------------


def test_the_pack_is_logged_with_its_checksum_and_counts_its_versions(
    store: Store, new_case: NewCase, meeting: NextMeeting, tmp_path: Path
) -> None:
    new_case()
    panel, target = meeting(), tmp_path / "pack.pdf"
    filled(store, panel)

    packs.build_pack(store, panel.id, target, "named", LEAD, TODAY)
    line = packs.build_pack(store, panel.id, target, "initials", LEAD, TODAY)

    assert line.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (line.kind, line.profile, line.items, line.meeting_id) == ("pack", "initials", 1, panel.id)
    assert line.target == "pack.pdf"
    with store.look() as reading:
        assert [one.profile for one in reading.exports("pack")] == ["initials", "named"]
    assert "Version of this pack" in text_of(target)


def test_the_pack_says_of_a_case_what_its_own_page_says(
    store: Store, all_advice_in: Callable[..., Case], done: Adopt, meeting: NextMeeting, tmp_path: Path
) -> None:
    case = all_advice_in(
        date(2026, 8, 3), forename="Zoë", surname="Łuczakerry", date_of_birth=date(2018, 9, 1), primary_need="SLCN"
    )
    case = done(decisions.decide_to_issue(case, outcome="issue", made_on=TODAY, told_on=TODAY, today=TODAY))
    case = done(plans.serve_draft(case, on=TODAY, today=TODAY))
    with act(store, LEAD, "Propose provision", TODAY) as work:
        work.add(Provision(case_id=case.id, kind="proposed", setting="Larchmount School", annual_cost=2_734_000))
    panel = meeting("provision")
    filled(store, panel)

    packs.build_pack(store, panel.id, tmp_path / "pack.pdf", "named", LEAD, TODAY)

    text = text_of(tmp_path / "pack.pdf")
    assert text.endswith("Pack 4 of 4")
    for said in (
        "Łuczakerry, Zoë",
        "8 years, Year 3",
        "Speech, language and communication",
        "Parent",
        "Consultation",
        "21 Dec 2026, 26 days left",
        "Met 2 Sep",
        "£27,340",
    ):
        assert said in text, said


def test_stopping_or_failing_leaves_no_file_and_no_line_in_the_log(
    store: Store, new_case: NewCase, meeting: NextMeeting, tmp_path: Path
) -> None:
    new_case()
    panel = meeting()
    filled(store, panel)

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled("Stop.")

    with pytest.raises(Cancelled):
        packs.build_pack(store, panel.id, tmp_path / "pack.pdf", "named", LEAD, TODAY, stop)
    with pytest.raises(Unavailable, match="There is no folder"):
        packs.build_pack(store, panel.id, tmp_path / "gone" / "pack.pdf", "named", LEAD, TODAY)
    with pytest.raises(Refused, match="one of these profiles"):
        packs.build_pack(store, panel.id, tmp_path / "pack.pdf", "public", LEAD, TODAY)

    assert not list(tmp_path.glob("*pack*"))
    with store.look() as reading:
        assert reading.exports() == []


def test_an_empty_agenda_gives_a_pack_and_a_cancelled_meeting_none(
    store: Store, meeting: NextMeeting, tmp_path: Path
) -> None:
    panel = meeting()
    assert packs.build_pack(store, panel.id, tmp_path / "pack.pdf", "named", LEAD, TODAY).items == 0

    panels.cancel_meeting(store, panel, "Too few cases.", LEAD, TODAY)
    with pytest.raises(Refused, match="there is no pack to build"):
        packs.build_pack(store, panel.id, tmp_path / "pack.pdf", "named", LEAD, TODAY)


# --- who holds the rights -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "last_day"),
    [
        (date(2010, 9, 1), date(2027, 6, 25)),
        (date(2011, 8, 31), date(2027, 6, 25)),
        (date(2010, 8, 31), date(2026, 6, 26)),
    ],
)
def test_compulsory_school_age_ends_on_the_last_friday_in_june(born: date, last_day: date) -> None:
    assert leaving_day(born) == last_day


def test_rights_pass_to_the_young_person_the_day_after_unless_recorded_otherwise(
    store: Store, new_case: NewCase
) -> None:
    person = new_case(date_of_birth=date(2010, 8, 31)).person

    assert rights_holder(person, date(2026, 6, 26)) == "Parent"
    assert rights_holder(person, date(2026, 6, 27)) == "Young person"
    assert rights_holder(replace(person, rights_holder="parent"), date(2026, 6, 27)) == "Parent"
    assert rights_holder(replace(person, date_of_birth=None), date(2026, 6, 27)) == ""


def text_of(path: Path) -> str:
    """Return the text of a PDF with every space and line end as one space."""
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.split())


def test_the_pack_says_which_limit_an_exception_came_too_late_for(
    store: Store, new_case: NewCase, done: Adopt, meeting: NextMeeting, tmp_path: Path
) -> None:
    case = new_case(date(2026, 9, 1))  # its six weeks ended on 13 October
    done(
        exceptions.record_exception(
            case, reason="personal_circumstances", starts_on=date(2026, 10, 20), ends_on=None, today=TODAY
        )
    )
    panel = meeting("assessment")
    filled(store, panel)

    packs.build_pack(store, panel.id, tmp_path / "pack.pdf", "named", LEAD, TODAY)

    assert "Relieves only the final plan. The clock runs on." in text_of(tmp_path / "pack.pdf")
