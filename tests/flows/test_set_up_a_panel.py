"""A panel from nothing: its series, its meetings, the calendar, an agenda put in order, the queue spread over it."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from send_desktop.services import school_holidays
from send_desktop.services.panel_days import usual_holidays
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, Person
from ui.pages.options import OptionsPage
from ui.pages.panels.calendar import CalendarPart
from ui.pages.panels.page import PanelsPage
from ui.pages.panels.series import SeriesPart

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
    person.fill(kind="issue", weekday="3", capacity="2", chair="Head of SEND", slot_minutes="20")
    assert person.form.preview.text().startswith(
        "Every Thursday, in term time: 26 Nov 2026, 3 Dec, 10 Dec, 17 Dec, 7 Jan, 14 Jan. "
        "Falls out: 24 Dec (school holiday: Christmas), 31 Dec (school holiday: Christmas). 09:30 to 10:10"
    )
    person.save()
    assert person.status == "Issue panel is set up; make its meetings next."
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
    assert person.form.preview.text() == "6 meetings of Issue panel; 2 days left out."
    assert "Thu 24 Dec 2026: no meeting, school holiday: Christmas" in person.form.reading.toPlainText()
    person.save()
    assert person.status == "6 meetings of Issue panel made until 14 Jan 2027; 2 days left out."
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
    assert person.window.focusWidget() is calendar.months
    person.press(calendar.months, Qt.Key.Key_Right, SHIFT)
    assert calendar._told.text() == ("Thursday 26 November 2026: Issue panel, all areas, 09:30, 2 places left of 2")
    person.press(calendar.months, Qt.Key.Key_Down)
    assert calendar._told.text().startswith("Thursday 3 December 2026: Issue panel")
    calendar.choose_look("list")
    assert [row.cells[0].words for row in calendar.table.rows][-1] == "Thu 14 Jan 2027"
    calendar.choose_look("months")
    person.press(calendar.months, Qt.Key.Key_Return)
    assert page.shown is not None
    assert page.shown.meeting.on.isoformat() == "2026-12-03"


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
