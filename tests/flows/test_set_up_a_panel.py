"""A panel from nothing: its series, its meetings, the calendar, an agenda put in order, the queue spread over it."""

from collections.abc import Callable
from datetime import date, time, timedelta

from PySide6.QtCore import Qt

from send_desktop.records import PanelMeeting
from send_desktop.services import panels, school_holidays
from send_desktop.services.panel_days import usual_holidays
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, Person
from ui.dialogs.spread import SpreadForm
from ui.pages.options import OptionsPage
from ui.pages.panels.agenda import AgendaPart
from ui.pages.panels.calendar import CalendarPart
from ui.pages.panels.page import PanelsPage
from ui.pages.panels.series import SeriesPart
from ui.widgets.child_field import ChildField

SHIFT = Qt.KeyboardModifier.ShiftModifier


def at_panels(person: Person, view: str) -> PanelsPage:
    person.window.go_to("panels")
    person.settle()
    page = person.window.page
    assert isinstance(page, PanelsPage)
    page.choose_view(view)
    person.settle()
    return page


def set_up_issue_panel(person: Person, page: PanelsPage) -> SeriesPart:
    """Fill in the form of a new panel, look at its first dates, save, add its chair, make its meetings."""
    part = page.part
    assert isinstance(part, SeriesPart)
    person.press(part._first, Qt.Key.Key_Space)
    person.fill(kind="issue", name="Thursday panel", weekday="3", capacity="2", chair="Head of SEND", slot_minutes="20")
    assert person.form.preview.text().startswith(
        "Every Thursday, in term time: 26 Nov 2026, 3 Dec, 10 Dec, 17 Dec, 7 Jan, 14 Jan. "
        "Falls out: 24 Dec (school holiday: Christmas), 31 Dec (school holiday: Christmas). 09:30 to 10:10"
    )
    person.save()
    assert person.status == "Thursday panel is set up; make its meetings next."
    assert part._lacking.text().endswith("nobody has yet: chair and educational psychologist.")
    part.add_member()
    person.settle()
    assert person.form.preview.text() == "The quorum still lacks: educational psychologist."
    person.fill(name="Ruth Osterbloom", agency="Calderwick")
    person.save()
    assert [row.cells[0].words for row in part.members.rows] == ["Ruth Osterbloom"]
    part.make_meetings()
    person.settle()
    person.fill(until="14/1/27")
    person.settle()
    assert person.form.preview.text() == "6 meetings of Thursday panel; 2 days left out."
    assert "Thu 24 Dec 2026: no meeting, school holiday: Christmas" in person.form.reading.toPlainText()
    person.save()
    assert person.status == "6 meetings of Thursday panel made until 14 Jan 2027; 2 days left out."
    assert part.table.rows[0].cells[3].words == "6"
    return part


def test_a_panel_is_set_up_once_and_its_year_is_made(
    sit_down: Callable[..., Person], store: Store, cases: Cases
) -> None:
    school_holidays.add_holidays(store, usual_holidays(TODAY), LEAD, TODAY)
    for surname, days_ago in (("Wimbleknot", 90), ("Fernlatch", 100), ("Tasselbrook", 95)):
        cases.to_decide(surname, days_ago)
    person = sit_down()
    page = at_panels(person, "series")
    set_up_issue_panel(person, page)

    page.choose_view("calendar")
    person.settle()
    calendar = page.part
    assert isinstance(calendar, CalendarPart)
    assert calendar.months.hasFocus()
    person.press(calendar.months, Qt.Key.Key_Right, SHIFT)
    assert calendar._told.text() == ("Thursday 26 November 2026: Thursday panel, all areas, 09:30, 2 places left of 2")
    person.press(calendar.months, Qt.Key.Key_Down)
    assert calendar._told.text().startswith("Thursday 3 December 2026: Thursday panel")
    calendar.kind.setCurrentIndex(1)
    calendar.kind.activated.emit(1)
    person.settle()
    assert {one.meeting.kind for one in (calendar.year.meetings if calendar.year else ())} == {"issue"}
    calendar.choose_look("list")
    assert [row.cells[0].words for row in calendar.table.rows][-1] == "Thu 14 Jan 2027"
    calendar.choose_look("months")
    person.press(calendar.months, Qt.Key.Key_Return)
    assert page.shown is not None
    assert page.shown.meeting.on.isoformat() == "2026-12-03"
    assert page.heading.text() == "Thursday panel", "a panel is called by its own name"
    assert page.strip.model().index(0, 0).data() == "Thu 26 Nov, Thursday panel, 0 of 2 \u00b7 papers by 20 Nov"
    page.change_meeting()
    person.settle()
    person.fill(on="4/1/27")
    assert person.form.preview.text().endswith("Papers close Tuesday 29 December.")
    person.fill(on="29/12/26")
    assert person.form.preview.text().endswith("29 December 2026 is closed: school holiday: Christmas.")
    person.fill(on="4/12/26")
    person.save()
    assert page.subtitle.text().startswith("Friday 4 December 2026, 09:30 · papers close 27 November")
    with store.look() as reading:
        moved = reading.agenda(page.shown.meeting.id).meeting
    assert (moved.circulate_on, moved.outcome_by) == (date(2026, 11, 27), date(2026, 12, 11))


def agenda_of(page: PanelsPage) -> AgendaPart:
    part = page.part_of("agenda")
    assert isinstance(part, AgendaPart)
    return part


def names(part: AgendaPart) -> list[str]:
    return [row.cells[2].words.partition(",")[0] for row in part.table.rows]


def made(store: Store, *days: int, kind: str = "issue", **fields: object) -> list[PanelMeeting]:
    """Set up meetings so many days ahead."""
    values: dict[str, object] = {
        "starts_at": time(9, 30),
        "capacity": 2,
        "slot_minutes": 20,
        "by": LEAD,
        "today": TODAY,
    }
    return [
        panels.create_meeting(store, kind=kind, on=TODAY + timedelta(days=ahead), **(values | fields))  # type: ignore[arg-type]
        for ahead in days
    ]


def test_an_agenda_is_put_in_order_and_what_is_too_much_or_too_late_is_let_on_by_name(
    sit_down: Callable[..., Person], store: Store, cases: Cases
) -> None:
    for surname, days_ago in (("Wimbleknot", 90), ("Fernlatch", 100), ("Tasselbrook", 95), ("Otterbuckle", 85)):
        cases.to_decide(surname, days_ago)
    made(store, 6, 13)
    made(store, 4, capacity=3, papers_by=TODAY - timedelta(days=1))
    person = sit_down()
    page = at_panels(person, "meetings")
    part = agenda_of(page)

    person.press(part.fill_button, Qt.Key.Key_Space)
    assert person.form.preview.text().startswith("The papers closed on Thursday 19 November 2026.")
    person.save()
    assert person.form.notice.words == "Who allows it: this is needed."
    person.fill(allowed_by="Head of SEND", allowed_reason="Their dates pass")
    person.save()
    assert names(part) == ["Fernlatch", "Tasselbrook", "Wimbleknot"]
    assert part.table.rows[0].cells[5].note == "Late paper, Head of SEND"

    part.table.selectRow(2)
    person.press(part.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(part) == ["Fernlatch", "Wimbleknot", "Tasselbrook"]
    part.table.put_at(2, part.table.rowViewportPosition(0) + 2)
    person.settle()
    assert names(part) == ["Tasselbrook", "Fernlatch", "Wimbleknot"]
    assert part.table.currentIndex().row() == 0, "what was dragged stays marked"
    assert person.status == "Moved up: now item 1."

    person.press(part.table, Qt.Key.Key_F2)
    person.fill(minutes="45", presenter="Tom Kestrellark", child_view_form="none")
    person.save()
    assert person.form.notice.words.startswith("Say why the views of the child are not before the panel")
    person.fill(child_view_note="Asked twice; she prefers not to say")
    person.save()
    assert [row.cells[1].words for row in part.table.rows] == ["09:30", "10:15", "10:35"]
    assert part.tiles.over.isVisible()

    part.waiting.table.selectRow(0)
    person.press(part.waiting.table, Qt.Key.Key_Return)
    person.fill(allowed_by="Head of SEND", allowed_reason="The chair agreed to a longer meeting")
    person.save()
    assert person.status.endswith("The meeting is over by 1 case and 45 minutes.")


def test_the_queue_is_spread_and_whoever_no_meeting_reaches_is_decided_outside_and_ratified(
    sit_down: Callable[..., Person], store: Store, cases: Cases
) -> None:
    cases.request("Picklelark", 39)
    cases.request("Otterbuckle", 20)
    near, _ = made(store, 6, 13, kind="assessment", capacity=1)
    person = sit_down()
    page = at_panels(person, "meetings")
    part = agenda_of(page)
    assert [row.cells[1].words.replace("\u00a0", " ") for row in part.reach.rows] == [
        "Picklelark, Ada passes the date on 23 Nov; the next assessment panel with a place is 26 Nov."
    ]
    part.reach.selectRow(0)
    person.press(part.reach, Qt.Key.Key_Space)
    assert person.form.fields["why_not_wait"].value().startswith("It passes the date on 23 Nov;")
    assert person.form.preview.text().endswith("until then the case stays due.")
    person.fill(outcome="assess", decided_by=LEAD, consulted="EP and health, 20 Nov", delegation="4.2")
    person.save()
    assert person.form.notice.words == "Reasons: this is needed."
    person.fill(reasons="Two terms of support show little progress.")
    person.save()
    assert person.status.endswith("A panel is to ratify it.")
    assert [row.cells[0].words for row in part.ratify.rows] == ["Picklelark, Ada"]

    part.spread()
    person.settle()
    sheet = person.window.sheet.inside
    assert isinstance(sheet, SpreadForm)
    assert [row.cells[1].words for row in sheet.table.rows] == ["26 Nov"]
    assert sheet.words.text().startswith("1 case of 1 finds a place.")
    person.press(sheet.save_button, Qt.Key.Key_Space)
    assert person.status == "1 case put on the agenda of 1 meeting."
    assert names(part) == ["Otterbuckle"]
    person.shortcut(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(part) == []

    part.ratify.selectRow(0)
    person.press(part.ratify, Qt.Key.Key_Return)
    assert names(part) == ["Picklelark"]
    assert part.table.rows[0].cells[3].words == "Ratify"
    with store.look() as reading:
        assert [item.asked for item, _ in reading.agenda(near.id).items] == ["ratify"]


def test_a_panel_that_no_queue_fills_takes_any_case_by_its_name(
    sit_down: Callable[..., Person], store: Store, cases: Cases
) -> None:
    case = cases.request("Picklelark", 20)
    made(store, 6, kind="joint")
    person = sit_down()
    page = at_panels(person, "meetings")
    part = agenda_of(page)
    assert not part.fill_button.isVisible()
    assert part._no_agenda.text().endswith("add each case by its name.")
    person.press(part.any_button, Qt.Key.Key_Space)
    person.save()
    assert person.form.notice.words == "Type the name of a child, and choose the case."
    child = person.form.fields["child"]
    assert isinstance(child, ChildField)
    person.qtbot.keyClicks(child.line, "pick")
    person.settle()
    person.press(child.line, Qt.Key.Key_Return)
    person.save()
    assert person.status == f"{case.reference} is on the agenda of the joint panel of 26 Nov 2026."
    assert part.table.rows[0].cells[3].words == "Joint"


def test_school_holidays_are_kept_from_the_usual_dates_only_once_they_were_looked_at(
    sit_down: Callable[..., Person], store: Store
) -> None:
    person = sit_down()
    person.window.go_to("options")
    person.settle()
    page = person.window.page
    assert isinstance(page, OptionsPage)
    card = page.holidays
    person.press(card.usual_button, Qt.Key.Key_Space)
    assert person.form.preview.text() == "6 holidays of 6, as ticked."
    person.fill(is_so_5=False, ends_on_0="2/11/26")
    person.save()
    assert person.status.startswith(
        "Autumn half term, Christmas, February half term, Easter and May half term on record"
    )
    assert card.table.rows[0].cells[1].words == "26 Oct to 2 Nov 2026"
    card.table.selectRow(1)
    person.press(card.table, Qt.Key.Key_Delete)
    assert person.status.startswith("Christmas (21 Dec 2026 to 1 Jan 2027) is off the list")
    with store.look() as reading:
        assert len(school_holidays.kept_holidays(reading)) == 4
