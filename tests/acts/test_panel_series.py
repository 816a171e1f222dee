"""A panel that meets again and again: its series, its members, school holidays, and the meetings made from it."""

from dataclasses import replace
from datetime import date, time

import pytest

from send_desktop.errors import Refused
from send_desktop.panel_types import PANEL_TYPES
from send_desktop.records import PanelMeeting, PanelMember, PanelSeries, SchoolHoliday
from send_desktop.services import panel_calendar, panel_series, panels, school_holidays
from send_desktop.services.panel_days import usual_holidays
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, NewCase

MARCH = date(2027, 3, 31)


def set_up(store: Store, kind: str = "issue", **fields: object) -> PanelSeries:
    series = replace(panel_series.new_series(kind, TODAY), **fields)  # type: ignore[arg-type]
    panel_series.add_series(store, series, LEAD, TODAY)
    with store.look() as reading:
        return reading.every(PanelSeries)[-1]


def holidays_kept(store: Store) -> None:
    school_holidays.add_holidays(store, usual_holidays(TODAY), LEAD, TODAY)


def meetings(store: Store) -> list[PanelMeeting]:
    with store.look() as reading:
        return [one.meeting for one in reading.meetings()]


@pytest.mark.parametrize("kind", PANEL_TYPES)
def test_a_series_of_every_kind_starts_from_what_its_kind_asks_for(store: Store, kind: str) -> None:
    series = set_up(store, kind)
    assert series.quorum_roles == PANEL_TYPES[kind].quorum_roles
    assert (series.name, series.rhythm) == (PANEL_TYPES[kind].title, PANEL_TYPES[kind].rhythm)


def test_a_weekly_panel_gives_its_meetings_until_a_day_without_holidays(store: Store) -> None:
    with store.look() as reading:
        blind = panel_calendar.first_dates(
            panel_calendar.known(reading), panel_series.new_series("issue", TODAY), TODAY
        )
    assert blind.endswith("School holidays are not on record yet: keep them under Options.")
    holidays_kept(store)
    series = set_up(store, weekday=3, papers_days=6, circulate_days=5, outcome_days=7, chair="Head of SEND")
    with store.look() as reading:
        said = panel_calendar.first_dates(panel_calendar.known(reading), series, TODAY)
        plan = panel_calendar.plan_meetings(panel_calendar.known(reading), series, date(2027, 1, 31), TODAY)
    assert said == (
        "Every Thursday, in term time: 26 Nov 2026, 3 Dec, 10 Dec, 17 Dec, 7 Jan, 14 Jan. "
        "Falls out: 24 Dec (school holiday: Christmas), 31 Dec (school holiday: Christmas)."
    )
    assert [day.why_not for day in plan.skipped] == ["School holiday: Christmas"] * 2
    assert plan.words == "8 meetings of Issue panel; 2 days left out."
    words = panel_calendar.plan_words(plan).splitlines()
    assert words[0] == "Thu 26 Nov 2026: papers close Fri 20 Nov at 17:00, pack out Fri 20 Nov"
    assert words[4] == "Thu 24 Dec 2026: no meeting, school holiday: Christmas"

    changes = panel_calendar.make_meetings(store, series, date(2027, 1, 31), LEAD, TODAY)

    assert changes.note == "8 meetings of Issue panel made until 31 Jan 2027; 2 days left out."
    made = meetings(store)
    assert [one.on.day for one in made] == [26, 3, 10, 17, 7, 14, 21, 28]
    assert {(one.chair, one.papers_time, one.quorum_roles) for one in made} == {
        ("Head of SEND", time(17), ("chair", "ep"))
    }
    assert (made[0].papers_by, made[0].circulate_on, made[0].outcome_by) == (
        date(2026, 11, 20), date(2026, 11, 20), date(2026, 12, 3),
    )  # fmt: skip
    assert changes.undo is not None
    undo(store, changes.undo, LEAD, TODAY)
    assert meetings(store) == []


def test_only_what_is_not_made_yet_is_made(store: Store) -> None:
    """One meeting was moved within its week and one was cancelled: neither turn is made again."""
    series = set_up(store, weekday=1, is_term_time_only=False)
    panel_calendar.make_meetings(store, series, date(2026, 12, 15), LEAD, TODAY)
    first, second, *_ = meetings(store)
    panels.change_meeting(store, first, panel_calendar.moved_to(first, date(2026, 11, 26), series), LEAD, TODAY)
    panels.cancel_meeting(store, second, "No quorum", LEAD, TODAY)
    with pytest.raises(Refused, match="made already, or falls out"):
        panel_calendar.make_meetings(store, series, date(2026, 12, 15), LEAD, TODAY)
    note = panel_calendar.make_meetings(store, series, date(2027, 1, 6), LEAD, TODAY).note
    assert note.startswith("3 meetings")
    assert [one.on for one in meetings(store)][-3:] == [date(2026, 12, 22), date(2026, 12, 29), date(2027, 1, 5)]
    assert meetings(store)[1].cancelled_reason == "No quorum"


def test_moving_a_meeting_works_its_days_out_anew(store: Store) -> None:
    series = set_up(store, weekday=3, is_term_time_only=False)
    on = date(2026, 12, 31)
    meeting = panel_calendar.meeting_of(series, date(2026, 12, 17))
    moved = panel_calendar.moved_to(meeting, on, series)
    assert (moved.papers_by, moved.circulate_on, moved.outcome_by) == (
        date(2026, 12, 24), date(2026, 12, 24), date(2027, 1, 7),
    )  # fmt: skip
    alone = panel_calendar.moved_to(replace(meeting, papers_by=date(2026, 12, 11)), on, None)
    assert alone.papers_by == date(2026, 12, 24), "it keeps its distance, moved back over Christmas"
    holidays = list(usual_holidays(TODAY))
    assert panel_calendar.odd_about(replace(series, is_term_time_only=True), on, holidays) == (
        "31 December 2026 is closed: school holiday: Christmas."
    )
    assert panel_calendar.odd_about(None, date(2026, 12, 28), holidays) == "28 December 2026 is a bank holiday."


def test_changing_a_series_changes_its_meetings_but_for_what_was_set_by_hand(store: Store) -> None:
    series = set_up(store, weekday=3, is_term_time_only=False, venue="Room 2", capacity=8)
    panel_calendar.make_meetings(store, series, date(2026, 12, 10), LEAD, TODAY)
    first = meetings(store)[0]
    panels.change_meeting(store, first, replace(first, venue="Online"), LEAD, TODAY)

    after = replace(series, venue="Room 5", capacity=10, papers_days=8)
    changes = panel_series.change_series(store, series, after, LEAD, TODAY, also_made=True)

    assert changes.note == "Issue panel changed. 3 meetings to come changed with it."
    assert [(one.venue, one.capacity) for one in meetings(store)] == [("Online", 10), ("Room 5", 10), ("Room 5", 10)]
    assert [one.papers_by for one in meetings(store)][1] == date(2026, 11, 25)
    assert changes.undo is not None
    undo(store, changes.undo, LEAD, TODAY)
    assert [(one.venue, one.capacity) for one in meetings(store)] == [("Online", 8), ("Room 2", 8), ("Room 2", 8)]


def test_a_series_that_ends_keeps_its_meetings_and_can_be_taken_up_again(store: Store) -> None:
    series = set_up(store, weekday=3, is_term_time_only=False)
    panel_calendar.make_meetings(store, series, date(2026, 12, 4), LEAD, TODAY)
    with pytest.raises(Refused, match="Say why"):
        panel_series.retire_series(store, series, " ", LEAD, TODAY)
    note = panel_series.retire_series(store, series, "Merged with the county panel", LEAD, TODAY).note
    assert note == "Issue panel has ended. 2 meetings to come stay; cancel one by one."
    with store.look() as reading:
        (view,) = panel_series.all_series(reading, TODAY)
    with pytest.raises(Refused, match="has ended"):
        panel_calendar.make_meetings(store, view.series, MARCH, LEAD, TODAY)
    assert panel_series.resume_series(store, view.series, LEAD, TODAY).note.startswith("Issue panel meets again")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "Give the panel a name"),
        ({"rhythm": "daily"}, "how often"),
        ({"capacity": 0}, "places"),
        ({"slot_minutes": 0}, "minutes"),
        ({"capacity": 100, "slot_minutes": 30}, "midnight"),
        ({"papers_days": 3, "circulate_days": 5}, "before the papers have closed"),
        ({"outcome_days": 91}, "between 0 and 90 days"),
        ({"last_on": date(2026, 1, 1)}, "before the first"),
        ({"quorum_roles": ("wizard",)}, "Not known: wizard"),
        ({"weekday": 6}, "Monday to Friday"),
    ],
)
def test_a_series_that_cannot_be_is_refused_in_a_sentence(store: Store, fields: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        set_up(store, **fields)  # type: ignore[arg-type]


def test_a_name_is_one_panels_alone(store: Store) -> None:
    set_up(store, name="County issue")
    with pytest.raises(Refused, match="set up already"):
        set_up(store, name="county issue")


def test_members_are_added_changed_and_taken_off(store: Store) -> None:
    series = set_up(store)
    chair = PanelMember(series_id=series.id, name=" Ruth  Osterbloom ", role="chair", email="ruth@example.org")
    panel_series.add_member(store, chair, LEAD, TODAY)
    with pytest.raises(Refused, match="member already"):
        panel_series.add_member(store, chair, LEAD, TODAY)
    with pytest.raises(Refused, match="role"):
        panel_series.add_member(store, replace(chair, name="Ada", role=""), LEAD, TODAY)
    with store.look() as reading:
        (view,) = panel_series.all_series(reading, TODAY)
    assert view.lacking == ("Educational psychologist",)
    (kept,) = view.members
    assert kept.name == "Ruth Osterbloom"
    panel_series.change_member(store, kept, replace(kept, role="ep"), LEAD, TODAY)
    with store.look() as reading:
        (kept,) = panel_series.all_series(reading, TODAY)[0].members
    changes = panel_series.remove_member(store, kept, LEAD, TODAY)
    assert changes.note == "Ruth Osterbloom is no longer a member of the panel."
    with store.look() as reading:
        assert panel_series.all_series(reading, TODAY)[0].members == ()
        assert [one.name for one in reading.every(PanelMember)] == ["Ruth Osterbloom"], "where she sat stays on record"


def test_school_holidays_are_proposed_and_kept_only_as_they_are_confirmed(store: Store) -> None:
    with store.look() as reading:
        proposed = school_holidays.proposed_holidays(reading, TODAY)
        assert school_holidays.kept_holidays(reading) == []
    assert [one.name for one in proposed][:2] == ["Autumn half term", "Christmas"]
    note = school_holidays.add_holidays(store, proposed[:1], LEAD, TODAY).note
    assert note == "Autumn half term (26 Oct to 30 Oct 2026) on record."
    with store.look() as reading:
        assert school_holidays.proposed_holidays(reading, TODAY) == proposed[1:]
        (kept,) = school_holidays.kept_holidays(reading)
    with pytest.raises(Refused, match="overlaps Autumn half term"):
        school_holidays.add_holidays(store, [replace(proposed[0], name="October")], LEAD, TODAY)
    with pytest.raises(Refused, match="before the first"):
        school_holidays.change_holiday(store, kept, replace(kept, ends_on=date(2026, 10, 1)), LEAD, TODAY)
    changes = school_holidays.remove_holiday(store, kept, LEAD, TODAY)
    assert changes.undo is not None
    undo(store, changes.undo, LEAD, TODAY)
    with store.look() as reading:
        assert [one.name for one in school_holidays.kept_holidays(reading)] == ["Autumn half term"]


def test_a_holiday_that_comes_late_names_the_meetings_that_stand_in_it(store: Store) -> None:
    series = set_up(store, weekday=3)
    panel_calendar.make_meetings(store, series, date(2027, 1, 10), LEAD, TODAY)
    christmas = [one for one in usual_holidays(TODAY) if one.name == "Christmas"]
    note = school_holidays.add_holidays(store, christmas, LEAD, TODAY).note
    assert note.endswith("2 meetings of term-time panels stand in it: move or cancel them.")
    with store.look() as reading:
        year = panel_calendar.calendar_year(reading, date(2026, 9, 1), TODAY)
    assert [one.meeting.on for one in year.in_holidays] == [date(2026, 12, 24), date(2026, 12, 31)]


def test_the_year_is_seen_as_months_with_its_closed_days_in_words(store: Store, new_case: NewCase) -> None:
    holidays_kept(store)
    series = set_up(store, weekday=3, capacity=8)
    panel_calendar.make_meetings(store, series, MARCH, LEAD, TODAY)
    panels.fill_agenda(store, meetings(store)[0].id, LEAD, TODAY, at=time(9))
    with store.look() as reading:
        year = panel_calendar.calendar_year(reading, date(2026, 9, 1), TODAY, kind="issue")
        none = panel_calendar.calendar_year(reading, date(2026, 9, 1), TODAY, kind="joint")
    assert [month.first.month for month in year.months] == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]
    days = {day.on: day for month in year.months for day in month.days}
    assert len(days) == 365
    assert days[date(2026, 12, 25)].closed == "Bank holiday"
    assert days[date(2027, 2, 16)].closed == "February half term"
    assert [one.meeting.on for one in year.meetings] == [one.on for one in meetings(store)]
    assert none.meetings == ()
    assert year.kinds == ("issue",)
    assert year.has_holidays


def test_a_meeting_cannot_be_made_for_a_day_that_has_passed(store: Store) -> None:
    series = set_up(store)
    with store.look() as reading:
        for until, words in ((date(2026, 1, 1), "has passed"), (date(2126, 1, 1), "3 years ahead")):
            with pytest.raises(Refused, match=words):
                panel_calendar.plan_meetings(panel_calendar.known(reading), series, until, TODAY)
    with pytest.raises(Refused, match="Give the holiday a name"):
        school_holidays.add_holidays(store, [SchoolHoliday(name="", starts_on=TODAY, ends_on=TODAY)], LEAD, TODAY)
