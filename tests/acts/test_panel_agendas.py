"""An agenda put in order, longer than its meeting, late by name; and the queue spread over the meetings to come."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from send_desktop.errors import Refused
from send_desktop.records import AgendaItem, PanelMeeting
from send_desktop.services import panel_agenda, panel_spreading, panels, people
from send_desktop.services.panel_agenda import over_by, over_words
from send_desktop.services.panel_rules import Allowed, papers_closed
from send_desktop.services.panel_view import read_meeting
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, NewCase

CHAIR = Allowed("Head of SEND", "Its date passes before the next panel")


def meet(store: Store, days: int = 5, **fields: object) -> PanelMeeting:
    values: dict[str, object] = {"kind": "assessment", "starts_at": time(9, 30), "capacity": 3, "slot_minutes": 20}
    on = TODAY + timedelta(days=days)
    return panels.create_meeting(store, on=on, by=LEAD, today=TODAY, **(values | fields))  # type: ignore[arg-type]


def items(store: Store, meeting: PanelMeeting) -> list[AgendaItem]:
    with store.look() as reading:
        return [item for item, _ in reading.agenda(meeting.id).items]


def test_an_item_is_put_anywhere_and_the_times_follow_its_own_minutes(store: Store, new_case: NewCase) -> None:
    for _ in range(3):
        new_case()
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    first, second, third = items(store, meeting)
    beside = replace(third, minutes=35, presenter="Tom Kestrellark", setting_present="Head, Larkenfold Primary")
    panels.set_item(store, third, LEAD, TODAY, asked="assess", recommendation="", beside=beside)

    changes = panels.place_item(store, third, 0, LEAD, TODAY)

    assert changes.note == "Moved up: now item 1."
    assert [one.id for one in items(store, meeting)] == [third.id, first.id, second.id]
    with store.look() as reading:
        agenda = reading.agenda(meeting.id)
    assert panels.agenda_times(agenda) == [time(9, 30), time(10, 5), time(10, 25)]
    assert over_words(*over_by(agenda)) == "over by 15 minutes"
    assert changes.undo is not None
    undo(store, changes.undo, LEAD, TODAY)
    assert [one.id for one in items(store, meeting)] == [first.id, second.id, third.id]
    assert panels.place_item(store, first, 0, LEAD, TODAY).note == "It stands there already."


def test_a_view_that_is_not_before_the_panel_says_why(store: Store, new_case: NewCase) -> None:
    new_case()
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    (item,) = items(store, meeting)
    for beside, words in (
        (replace(item, child_view_form="none"), "views of the child are not before the panel"),
        (replace(item, family_view_form="none"), "views of the family are not before the panel"),
        (replace(item, minutes=0), "between 1 and 240 minutes"),
    ):
        with pytest.raises(Refused, match=words):
            panels.set_item(store, item, LEAD, TODAY, asked="assess", recommendation="", beside=beside)
    told = replace(item, child_view_form="none", child_view_note="Too young to be asked; observed instead")
    panels.set_item(store, item, LEAD, TODAY, asked="assess", recommendation="", beside=told)
    assert items(store, meeting)[0].child_view_note == "Too young to be asked; observed instead"


def test_the_cut_off_is_kept_to_the_hour(store: Store, new_case: NewCase) -> None:
    case = new_case()
    meeting = replace(meet(store), papers_by=TODAY, papers_time=time(17))
    assert not papers_closed(meeting, TODAY, time(16, 59))
    assert papers_closed(meeting, TODAY, time(17, 1))
    assert papers_closed(meeting, TODAY + timedelta(days=1), time(8))
    panels.change_meeting(store, meet(store, 6), replace(meet(store, 6), venue="Room 2"), LEAD, TODAY)
    panels.change_meeting(store, replace(meeting, papers_by=None, papers_time=None), meeting, LEAD, TODAY)
    with pytest.raises(Refused, match="closed on Friday 20 November 2026 at 17:00; say who allows a late paper"):
        panels.add_item(store, meeting.id, case.id, LEAD, TODAY, at=time(18))
    with pytest.raises(Refused, match="say who allows"):
        panels.add_item(store, meeting.id, case.id, LEAD, TODAY, at=time(18), allowed=Allowed("Head of SEND", " "))
    panels.add_item(store, meeting.id, case.id, LEAD, TODAY, at=time(18), allowed=CHAIR)
    (item,) = items(store, meeting)
    assert (item.is_late_paper, item.late_allowed_by) == (True, "Head of SEND")


def test_a_full_meeting_takes_one_more_by_name_and_says_by_how_much(store: Store, new_case: NewCase) -> None:
    first, second = new_case(), new_case()
    meeting = meet(store, capacity=1)
    panels.add_item(store, meeting.id, first.id, LEAD, TODAY)
    with pytest.raises(Refused, match="or say who allows one more"):
        panels.add_item(store, meeting.id, second.id, LEAD, TODAY)
    note = panels.add_item(store, meeting.id, second.id, LEAD, TODAY, allowed=CHAIR).note
    assert note.endswith("The meeting is over by 1 case and 20 minutes.")
    view = read_meeting(store, meeting.id, TODAY)
    assert view.over == (1, 20)
    item = view.lines[1].item
    assert (item.is_late_paper, item.late_allowed_by) == (False, "Head of SEND")
    panels.change_meeting(store, view.meeting, replace(view.meeting, venue="Room 2"), LEAD, TODAY)


def test_a_panel_filled_by_hand_is_asked_what_suits_the_case(store: Store, new_case: NewCase) -> None:
    case = new_case()
    for kind, asked in (("emergency", "assess"), ("early_years", "assess"), ("joint", "joint"), ("review", "review")):
        meeting = meet(store, kind=kind)
        panel_agenda.add_item(store, meeting.id, case.id, LEAD, TODAY)
        assert items(store, meeting)[0].asked == asked


def test_the_queue_is_spread_so_that_the_fewest_breach(store: Store, new_case: NewCase) -> None:
    """Filled in order, the county's panel goes to cases of the north, and the southern one comes too late."""
    for name in ("North", "South"):
        people.add_area(store, name, LEAD)
    north = new_case(TODAY - timedelta(days=33), area="North")
    south = new_case(TODAY - timedelta(days=32), area="South")
    late = new_case(TODAY - timedelta(days=60), area="North")
    county = meet(store, 3, capacity=1)
    northern = meet(store, 4, capacity=1, area="North")
    after = meet(store, 20)

    with store.look() as reading:
        found = panel_spreading.suggest(reading, "assessment", TODAY)

    assert found.seats == {north.id: northern.id, south.id: county.id, late.id: after.id}
    assert (found.in_order, found.breaches) == (2, 1)
    assert found.words == (
        "3 cases of 3 find a place. 2 would pass their date if each meeting were filled in turn; as suggested, 1."
    )
    told = {line.row.id: (line.is_in_time, line.why) for line in found.lines}
    assert told[south.id] == (True, "3 days to spare")
    assert told[late.id] == (False, "Its date passed on 2 Nov 2026")

    changes = panel_spreading.adopt(store, found.seats, LEAD, TODAY)

    assert changes.note == "3 cases put on the agendas of 3 meetings."
    assert [one.case_id for one in items(store, county)] == [south.id]
    with store.look() as reading:
        assert panel_spreading.suggest(reading, "assessment", TODAY).words == "No case waits for this kind of panel."
    assert changes.undo is not None
    undo(store, changes.undo, LEAD, TODAY)
    assert items(store, county) == []


def test_a_suggestion_that_no_longer_holds_changes_nothing(store: Store, new_case: NewCase) -> None:
    case, other = new_case(), new_case()
    meeting, second = meet(store, capacity=1), meet(store, 6, capacity=1)
    with store.look() as reading:
        seats = panel_spreading.suggest(reading, "assessment", TODAY).seats
    assert set(seats.values()) == {meeting.id, second.id}
    panels.cancel_meeting(store, second, "No quorum", LEAD, TODAY)
    with pytest.raises(Refused, match="was cancelled"):
        panel_spreading.adopt(store, seats, LEAD, TODAY)
    assert items(store, meeting) == []
    assert {case.id, other.id} == set(seats)


def test_who_waits_for_advice_is_spread_from_the_day_it_is_promised(store: Store) -> None:
    with store.look() as reading:
        assert panel_spreading.suggest(reading, "joint", TODAY).lines == (), "filled by hand"
        assert panel_spreading.suggest(reading, "issue", date(2026, 11, 20)).lines == ()
    with pytest.raises(Refused, match="make more meetings"):
        panel_spreading.adopt(store, {}, LEAD, TODAY)
