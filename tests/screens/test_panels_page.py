"""The panels screen: meetings by date, an agenda worked from the keyboard, who waits, and what nobody can reach."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPushButton, QTableView

from send_desktop.records import PanelMeeting
from send_desktop.services import panels
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, Person
from ui.pages.panels.agenda import AgendaPart
from ui.pages.panels.page import PanelsPage
from ui.pages.panels.papers import PapersPart

ALT = Qt.KeyboardModifier.AltModifier


def meet(store: Store, days_ahead: int = 6, kind: str = "issue", **fields: object) -> PanelMeeting:
    """Set up a meeting some days ahead."""
    values: dict[str, object] = {"starts_at": time(9, 30), "capacity": 6}
    on = TODAY + timedelta(days=days_ahead)
    return panels.create_meeting(store, kind=kind, on=on, by=LEAD, today=TODAY, **(values | fields))  # type: ignore[arg-type]


def at_panels(person: Person) -> PanelsPage:
    """Go to the screen and wait until it stands."""
    person.window.go_to("panels")
    person.settle()
    page = person.window.page
    assert isinstance(page, PanelsPage)
    return page


def agenda(page: PanelsPage) -> AgendaPart:
    part = page.part_of("agenda")
    assert isinstance(part, AgendaPart)
    return part


def papers(page: PanelsPage) -> PapersPart:
    part = page.part_of("papers")
    assert isinstance(part, PapersPart)
    return part


def on_agenda(page: PanelsPage) -> list[str]:
    return [row.cells[2].words for row in agenda(page).table.rows]


def times(page: PanelsPage) -> list[str]:
    return [row.cells[1].words for row in agenda(page).table.rows]


@pytest.fixture
def three_to_decide(cases: Cases) -> None:
    for surname, days_ago in (("Wimbleknot", 90), ("Fernlatch", 100), ("Tasselbrook", 95)):
        cases.to_decide(surname, days_ago)


def test_without_a_meeting_the_screen_says_what_to_do_first(sit_down: Callable[..., Person]) -> None:
    page = at_panels(sit_down())
    words = [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]
    assert words == ["Meetings", "Calendar", "Panels", "Figures", "Set up a panel", "New meeting"]
    assert page.shown is None


def test_the_next_meeting_stands_on_the_screen_with_its_date_and_when_papers_close(
    sit_down: Callable[..., Person], store: Store
) -> None:
    meet(store, 20)
    meet(store, 6, area="North", papers_by=date(2026, 11, 23))
    page = at_panels(sit_down())
    assert page.heading.text() == "Issue panel, North"
    assert page.subtitle.text() == "Thursday 26 November 2026, 09:30 · papers close 23 November"
    assert [one.meeting.on.day for one in page.strip.meetings] == [26, 10]


def test_filling_puts_cases_on_in_order_of_legal_date_with_their_times(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meet(store)
    person = sit_down()
    page = at_panels(person)
    person.qtbot.mouseClick(agenda(page).fill_button, Qt.MouseButton.LeftButton)
    person.settle()
    assert on_agenda(page) == ["Fernlatch, Ada", "Tasselbrook, Ada", "Wimbleknot, Ada"]
    assert times(page) == ["09:30", "09:45", "10:00"]
    assert agenda(page).tiles.places.figure == "3 of 6"
    assert agenda(page).tiles.length.figure == "0 h 45"
    assert not agenda(page).fill_button.isVisible()
    assert person.status == "3 cases put on the agenda; 3 places are free."


def test_every_item_says_why_it_comes_to_this_meeting(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    page = at_panels(sit_down())
    assert {row.cells[5].words for row in agenda(page).table.rows} == {"No later meeting is set up"}
    assert {row.cells[5].role for row in agenda(page).table.rows} == {"at_risk"}


def test_alt_and_the_arrows_move_an_item_and_the_times_follow(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    person = sit_down()
    page = at_panels(person)
    agenda(page).table.selectRow(0)
    person.press(agenda(page).table, Qt.Key.Key_Down, ALT)
    assert on_agenda(page) == ["Tasselbrook, Ada", "Fernlatch, Ada", "Wimbleknot, Ada"]
    assert times(page) == ["09:30", "09:45", "10:00"]
    assert agenda(page).table.currentIndex().row() == 1, "the item stays marked"
    person.press(agenda(page).table, Qt.Key.Key_Up, ALT)
    assert on_agenda(page)[0] == "Fernlatch, Ada"


def test_two_moves_in_one_breath_both_happen(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    person = sit_down()
    page = at_panels(person)
    agenda(page).table.selectRow(0)
    person.qtbot.keyClick(agenda(page).table, Qt.Key.Key_Down, ALT)
    person.qtbot.keyClick(agenda(page).table, Qt.Key.Key_Down, ALT)
    person.settle()
    person.settle()
    assert on_agenda(page)[2] == "Fernlatch, Ada"
    assert page.notice.words == ""


def test_delete_takes_an_item_off_once_a_reason_is_given(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    person = sit_down()
    page = at_panels(person)
    agenda(page).table.selectRow(1)
    person.press(agenda(page).table, Qt.Key.Key_Delete)
    person.save()
    assert person.has_form, "no reason, no removal"
    person.fill(reason="Advice is not in")
    person.save()
    assert on_agenda(page) == ["Fernlatch, Ada", "Wimbleknot, Ada"]
    assert [row.cells[0].words for row in agenda(page).waiting.table.rows] == ["Tasselbrook, Ada"]


def test_enter_opens_the_case_and_enter_among_those_who_wait_adds_it(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meet(store)
    person = sit_down()
    page = at_panels(person)
    agenda(page).waiting.table.selectRow(2)
    person.press(agenda(page).waiting.table, Qt.Key.Key_Return)
    assert on_agenda(page) == ["Wimbleknot, Ada"]
    agenda(page).table.selectRow(0)
    person.press(agenda(page).table, Qt.Key.Key_Return)
    assert person.case_page.heading.text() == "Wimbleknot, Ada"


def test_the_recommendation_is_written_from_the_agenda(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    person = sit_down()
    page = at_panels(person)
    agenda(page).table.selectRow(0)
    person.press(agenda(page).table, Qt.Key.Key_F2)
    person.fill(outcome_issue="issue", recommendation="Needs cannot be met from what is ordinarily available.")
    assert person.form.preview.text() == "Whether to issue an EHC plan. The officer recommends: issue a plan."
    person.save()
    assert agenda(page).table.rows[0].cells[6].words == "Issue a plan"


def test_a_full_agenda_says_so_and_names_whom_no_meeting_reaches(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store, capacity=1)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    page = at_panels(sit_down())
    assert not agenda(page).fill_button.isVisible()
    assert agenda(page).waiting._words.text() == "Every place is taken: one more is let on by name."
    assert agenda(page).reach.rows[0].cells[1].words.replace("\u00a0", " ") == (
        "Tasselbrook, Ada passes the date on 4 Jan; no issue panel with a place is set up."
    )


def test_a_date_that_passes_before_the_meeting_is_not_called_past_yet(
    sit_down: Callable[..., Person], store: Store, cases: Cases
) -> None:
    cases.to_decide("Wimbleknot", 139)
    cases.to_decide("Fernlatch", 150)
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    page = at_panels(sit_down())
    assert [(row.cells[5].words, row.cells[5].role) for row in agenda(page).table.rows] == [
        ("Past its date", "breached"),
        ("Passes its date before then", "will_breach"),
    ]


def test_a_cancelled_meeting_stays_to_be_read_and_offers_nothing(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    person = sit_down()
    page = at_panels(person)
    page.cancel_meeting()
    person.settle()
    person.fill(reason="The chair cannot come")
    assert person.form.preview.text().startswith("3 cases go back to the queue.")
    person.save()
    assert page.subtitle.text().endswith("cancelled")
    assert not papers(page).pack_button.isVisible()
    assert not agenda(page).fill_button.isVisible()


def test_a_meeting_with_more_cases_than_places_is_refused_in_place(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    person = sit_down()
    page = at_panels(person)
    page.change_meeting()
    person.settle()
    person.fill(capacity="2")
    person.save()
    assert person.form.notice.words == "3 cases stand on this agenda; take some off to leave 2 places."
    assert person.form.fields["capacity"].value() == "2", "what was typed stays"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("starts_at", "half past", "“half past” is not a time; type it as 09:30."),
        ("capacity", "many", "How many places? “many” is not a whole number of places."),
        ("on", "1/11/26", "1 Nov 2026 has passed; choose a day from today on."),
    ],
)
def test_a_slip_in_a_new_meeting_is_pointed_at(
    sit_down: Callable[..., Person], field: str, typed: str, says: str
) -> None:
    person = sit_down()
    page = at_panels(person)
    page.new_meeting()
    person.settle()
    person.fill(**{field: typed})
    person.save()
    assert person.form.notice.words == says


def test_past_meetings_are_listed_apart(sit_down: Callable[..., Person], store: Store) -> None:
    with store.work(LEAD, "Past meeting") as work:
        work.add(PanelMeeting(kind="issue", on=TODAY - timedelta(days=7), starts_at=time(9, 30), status="held"))
    meet(store)
    person = sit_down()
    page = at_panels(person)
    person.qtbot.mouseClick(page.scopes["past"], Qt.MouseButton.LeftButton)
    person.settle()
    assert page.subtitle.text() == "Friday 13 November 2026, 09:30 · held"
    assert not papers(page).pack_button.isVisible()


def test_an_agenda_ordered_by_the_last_day_to_refuse_shows_that_day(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    page = at_panels(sit_down())
    assert [row.cells[4].note for row in agenda(page).table.rows] == [
        "Refuse by 2 Dec",
        "Refuse by 7 Dec",
        "Refuse by 12 Dec",
    ]
    assert agenda(page).table.rows[0].cells[4].whole == "30 Dec, refuse by 2 Dec"


def test_a_last_day_to_refuse_that_has_passed_orders_nothing_and_is_not_shown(
    sit_down: Callable[..., Person], store: Store, cases: Cases
) -> None:
    cases.to_decide("Wimbleknot", 120)
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    page = at_panels(sit_down())
    assert [row.cells[4].note for row in agenda(page).table.rows] == [""]


def test_the_focus_goes_on_from_setting_up_to_filling_to_the_agenda(
    sit_down: Callable[..., Person], three_to_decide: None
) -> None:
    person = sit_down()
    page = at_panels(person)
    page.new_meeting()
    person.settle()
    person.fill(kind="issue")
    person.save()
    assert person.window.focusWidget() is agenda(page).fill_button
    person.press(agenda(page).fill_button, Qt.Key.Key_Space)
    person.settle()
    assert person.window.focusWidget() is agenda(page).table
    assert agenda(page).table.currentIndex().row() == 0


def test_everything_on_the_screen_has_a_name_and_can_be_reached_by_key(
    sit_down: Callable[..., Person], store: Store, three_to_decide: None
) -> None:
    meeting = meet(store)
    panels.fill_agenda(store, meeting.id, LEAD, TODAY)
    page = at_panels(sit_down())
    for kind in (QPushButton, QTableView, QListView, QComboBox, QLineEdit):
        for one in page.findChildren(kind):
            if one.isVisible():
                assert one.accessibleName() or getattr(one, "text", str)(), one
                assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, one


def test_a_case_names_its_panels_and_enter_opens_the_meeting(
    sit_down: Callable[..., Person], cases: Cases, store: Store
) -> None:
    case = cases.to_decide("Wimbleknot")
    meet(store, 6)
    meeting = meet(store, 13)
    panels.add_item(store, meeting.id, case.id, by=LEAD, today=TODAY)
    person = sit_down()
    person.open_case(case)
    (line,) = person.case_page.cards["panels"].table.rows
    assert [cell.words for cell in line.cells] == ["3 Dec", "Issue panel", "Issue", "Nothing recorded yet"]
    assert line.act is not None
    line.act()
    person.settle()
    page = person.window.page
    assert isinstance(page, PanelsPage)
    assert page.shown is not None
    assert page.shown.meeting.id == meeting.id
