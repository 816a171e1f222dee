"""The calendar file: whole days, one event each, ids that stay, and nobody's name unless it is asked for."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from send_desktop.errors import Refused
from send_desktop.exports.calendar import CalendarEvent, draw
from send_desktop.services import contacts, panels
from send_desktop.services.calendar_file import export
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, cases, store

__all__ = ["cases", "store"]


def made(store: Store, path: Path, profile: str = "reference") -> list[dict[str, object]]:
    export(store, LEAD, path, profile, LEAD, TODAY)
    calendar = Calendar.from_ical(path.read_bytes())
    return [
        {
            "uid": str(event["uid"]),
            "on": event.decoded("dtstart"),
            "ends": event.decoded("dtend"),
            "title": str(event["summary"]),
            "text": str(event.get("description", "")),
            "category": event["categories"].to_ical().decode(),
        }
        for event in calendar.walk("VEVENT")
    ]


def filled(store: Store, cases: Cases) -> None:
    case = cases.request("Wimbleknot", days_ago=3)
    cases.adopt(
        contacts.log_contact(
            case, kind="call", on=TODAY, summary="Tell Una of the visit", promised_by=TODAY + timedelta(days=4),
            today=TODAY,
        )
    )  # fmt: skip
    panels.create_meeting(
        store, kind="assessment", on=TODAY + timedelta(days=12), starts_at=time(9, 30),
        papers_by=TODAY + timedelta(days=5), by=LEAD, today=TODAY,
    )  # fmt: skip
    with store.look() as reading:
        (summary,) = reading.meetings()
    panels.add_item(store, summary.meeting.id, case.id, LEAD, TODAY)


def test_each_legal_date_promise_panel_and_cut_off_is_one_whole_day(store: Store, cases: Cases, tmp_path: Path) -> None:
    filled(store, cases)
    events = made(store, tmp_path / "a.ics")
    assert [(one["category"], one["on"]) for one in events] == [
        ("Promise", date(2026, 11, 24)),
        ("Papers close", date(2026, 11, 25)),
        ("Panel", date(2026, 12, 2)),
        ("Legal date", date(2026, 12, 29)),
    ]
    assert all(one["ends"] == one["on"] + timedelta(days=1) for one in events)  # type: ignore[operator]


def test_by_reference_no_name_and_no_words_of_a_call_leave_the_building(
    store: Store, cases: Cases, tmp_path: Path
) -> None:
    filled(store, cases)
    made(store, tmp_path / "a.ics")
    text = (tmp_path / "a.ics").read_text("utf-8")
    assert "EHC-26-0001" in text
    assert "Wimbleknot" not in text
    assert "Una" not in text
    named = made(store, tmp_path / "b.ics", "named")
    assert "Wimbleknot, Ada (EHC-26-0001): promised an answer" in [one["title"] for one in named]


def test_the_same_event_keeps_its_id_when_its_day_moves(store: Store, cases: Cases, tmp_path: Path) -> None:
    filled(store, cases)
    before = {one["uid"] for one in made(store, tmp_path / "a.ics")}
    with store.look() as reading:
        (case,) = reading.cases()
    cases.adopt(contacts.move_promise(case, case.contacts[0], to=TODAY + timedelta(days=9), reason="Ill", today=TODAY))
    after = made(store, tmp_path / "b.ics")
    assert {one["uid"] for one in after} == before
    assert TODAY + timedelta(days=9) in [one["on"] for one in after]


def test_that_it_left_stands_in_the_export_log(store: Store, cases: Cases, tmp_path: Path) -> None:
    filled(store, cases)
    made(store, tmp_path / "mine.ics")
    with store.look() as reading:
        (line,) = reading.exports("calendar")
    assert (line.target, line.profile, line.items) == ("mine.ics", "reference", 4)


def test_nothing_ahead_writes_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing has been written"):
        export(store, LEAD, tmp_path / "a.ics", "reference", LEAD, TODAY)
    assert not (tmp_path / "a.ics").exists()


def test_what_was_pasted_with_odd_line_ends_still_stands_in_one_event() -> None:
    typed = "a,b;c\\d\r\nEND:VEVENT\re\0f"
    content = draw(
        [CalendarEvent(kind="promise", about="1", on=TODAY, title=typed, text=typed)], "x", datetime.now(UTC)
    )
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["summary"]) == "a,b;c\\d END:VEVENT ef"
    assert str(event["description"]) == "a,b;c\\d\nEND:VEVENT\nef"
