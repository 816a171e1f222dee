"""A meeting held by keyboard alone: attended, heard, deferred, not reached, decided, closed, and shown again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from send_desktop.records import PanelMember, PanelSeries
from send_desktop.services import panels
from send_desktop.services.sitting_view import Seat
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.clerk import Clerk
from tests.helpers.window import Cases, Person
from ui.pages.panels.sitting import SittingPart
from ui.theme import appearance

NEXT = date(2026, 12, 4)
Key = Qt.Key


def found_panel(store: Store) -> None:
    """A series with three members, its meeting today with every case that needs it, and the next one."""
    with store.work(LEAD, "Found a series") as work:
        series = work.add(
            PanelSeries(name="Assessment", kind="assessment", first_on=TODAY, starts_at=time(9, 30), outcome_days=5)
        )
        for name, role in (("Orla Vexley", "chair"), ("Dr Ines Marlowe", "ep"), ("Sam Tarn", "health")):
            work.add(PanelMember(series_id=series.id, name=name, role=role))
        for number in range(4, 14):
            work.add(PanelMember(series_id=series.id, name=f"Observer {number}", capacity="observer"))
    for on in (TODAY, NEXT):
        made = panels.create_meeting(
            store, kind="assessment", on=on, starts_at=time(9, 30), chair="Orla Vexley", by=LEAD, today=TODAY
        )
        with store.work(LEAD, "Belong to the series") as work:
            work.replace(made, replace(made, series_id=series.id, quorum_roles=("chair", "ep")))
    with store.look() as reading:
        first = reading.meetings()[0].meeting.id
    panels.fill_agenda(store, first, LEAD, TODAY)


def test_a_meeting_is_held_by_keyboard_alone(sit_down: Callable[..., Person], store: Store, cases: Cases) -> None:
    ids = [cases.request(name, days).id for name, days in (("Fernlatch", 39), ("Oakpebble", 36), ("Wimbleknot", 34))]
    ids.append(cases.request("Applethwistle", 33).id)
    found_panel(store)
    person = sit_down(screen="panels")
    clerk = Clerk(person)
    clerk.key(Key.Key_Right, Key.Key_Left, modifier=Qt.KeyboardModifier.NoModifier)
    person.window.page.part_chips["sitting"].setFocus()  # type: ignore[attr-defined]
    clerk.key(Key.Key_Space)

    open_and_attend(clerk)
    hear_the_first(clerk, store, ids[0])
    defer_the_second(clerk, store, ids[1])
    not_reached_and_refused(clerk)
    decide(clerk, store, ids[0])
    show_to_the_room_and_close(clerk, store, ids)


def seats(part: SittingPart) -> tuple[Seat, ...]:
    assert part.shown is not None
    return part.shown.seats


def open_and_attend(clerk: Clerk) -> None:
    part = clerk.part
    assert part.bar.session.words == "Not opened yet"
    assert part.open_button.hasFocus(), "the act that comes next has the focus"
    clerk.key(Key.Key_A, Key.Key_Escape)
    assert part.items.hasFocus(), "a key of the meeting works from there too"
    part.open_button.setFocus()
    clerk.key(Key.Key_O)
    assert part.bar.session.words.startswith("In session since ")
    assert part.bar.people.text() == "Nobody is recorded as present"
    clerk.key(Key.Key_1, Key.Key_2)
    assert part.bar.quorum.state.words == "Quorum met"
    clerk.key(Key.Key_2)
    assert part.bar.quorum.said.text() == "No educational psychologist is present."
    clerk.key(Key.Key_2)
    clerk.key(Key.Key_Down, Key.Key_X)
    assert part.bar.people.text() == "2 in the room · 1 apology"
    assert [part.attendance.table.rows[at].cells[0].words for at in (9, 12)] == ["0", "D"]
    clerk.key(Key.Key_D)
    assert [seat.name for seat in seats(part) if seat.state == "present"][-1] == "Observer 13", (
        "on an item D defers; here it is a name"
    )
    clerk.key(Key.Key_D)
    clerk.key(Key.Key_G)
    clerk.write(name="Rae Pindle", agency="Larkenfold Primary School")
    clerk.save()
    assert part.bar.people.text() == "3 in the room · 1 left · 1 apology"
    assert part.bar.quorum.said.text() == "2 members present.", "who presents does not count"
    clerk.key(Key.Key_Escape)


def hear_the_first(clerk: Clerk, store: Store, case_id: int) -> None:
    part, person = clerk.part, clerk.person
    assert part.item.child.text() == "Fernlatch, Ada"
    clerk.key(Key.Key_S)
    assert clerk.said()[0] == "Being heard"
    assert part.timer.words.startswith("0:0")
    assert part.timer.words.endswith("of 15 min")
    clerk.key(Key.Key_I)
    clerk.to("who")
    clerk.key(Key.Key_Down)
    clerk.write(nature="Taught the brother")
    clerk.save()
    assert part.item.quorum.state.words == "Quorum not met"
    assert part.item.quorum.said.text().endswith("Dr Ines Marlowe left for this item.")
    assert part.bar.quorum.state.words == "Quorum met", "the meeting's own quorum stands"

    clerk.key(Key.Key_R)
    assert "Quorum not met" in person.form.preview.text()
    clerk.write(
        without_quorum="The EP's advice is in the papers",
        information="Attendance record; Larkenfold Primary; 4 Dec",
        views="Sam Tarn: Would have waited",
        evidence="Two terms of support",
    )
    clerk.save()
    assert clerk.said()[0] == "Assess"
    said = part.item.said.words
    assert "Still needed: Attendance record: Larkenfold Primary, by 4 Dec 2026" in said
    assert "Differing views: Sam Tarn: Would have waited" in said
    assert "Recommending moves nothing" in said
    assert read(store, case_id).derived.stage == "request", "recommended, and the case stands where it stood"


def defer_the_second(clerk: Clerk, store: Store, case_id: int) -> None:
    person = clerk.person
    clerk.key(Key.Key_PageDown, Key.Key_D)
    clerk.write(deferred_for="The school's reply", deferred_to="4 Dec")
    person.qtbot.wait(160)
    assert person.form.preview.text().startswith(
        "This deferral passes a statutory date. Decision to assess is due by 26 Nov 2026, 8 days before 4 Dec 2026; "
    )
    assert person.form.preview.text().endswith("It goes on the agenda of the assessment panel of 4 Dec 2026.")
    clerk.save()
    assert [place.meeting.on for place in read(store, case_id).agenda] == [TODAY, NEXT]


def not_reached_and_refused(clerk: Clerk) -> None:
    clerk.key(Key.Key_PageDown, Key.Key_N)
    assert clerk.said()[2] == "Not reached"
    assert "15 minutes lost." in clerk.part.item.said.words
    clerk.key(Key.Key_PageUp, Key.Key_PageDown, Key.Key_PageDown, Key.Key_R)
    clerk.to("outcome")
    clerk.key(Key.Key_Down)
    clerk.key(Key.Key_Return)
    assert "needs its reasons" in clerk.person.form.notice.words, "and what was typed stays"
    clerk.write(evidence="Progress in two terms", criteria="Section 36(8) is not met")
    clerk.save()
    assert clerk.said() == ["Assess", "Defer", "Not reached", "Do not assess"]


def decide(clerk: Clerk, store: Store, case_id: int) -> None:
    person, part = clerk.person, clerk.part
    clerk.key(Key.Key_Home) if part.items.hasFocus() else None
    while part.item.child.text() != "Fernlatch, Ada":
        clerk.key(Key.Key_PageUp)
    clerk.key(Key.Key_E)
    assert person.form.preview.text().startswith("Stage: Request to Advice.")
    assert "until then the case stays due" in person.form.preview.text()
    clerk.write(decided_by="Hanna Brightwater", at="14:32", conditions="EP first")
    clerk.save()
    case = read(store, case_id)
    assert (case.derived.stage, case.derived.next_duty) == ("advice", "assess_decision")
    assert case.decisions[0].decided_by == "Hanna Brightwater"
    assert "Tell the family by: 23 Nov 2026" in part.item.said.words


def show_to_the_room_and_close(clerk: Clerk, store: Store, ids: list[int]) -> None:
    person = clerk.person
    with store.work(LEAD, "Change the child's name") as work:
        one = work.case(ids[0]).person
        work.replace(one, replace(one, surname="Quillfeather"))
    clerk.key(Key.Key_F5)
    assert clerk.part.item.child.text() == "Quillfeather, Ada"
    clerk.key(Key.Key_H)
    stood = clerk.part.stood
    assert stood is not None
    assert clerk.part.stood_banner.words.startswith(
        "You are looking at the past. As it stood on 20 Nov 2026 at 14:32, when Hanna Brightwater recorded it."
    )
    assert stood.child.text() == "Fernlatch, Ada"
    assert "Conditions: EP first" in stood.said.words
    assert [row.cells[2].words for row in stood.tables["conflicts"].rows] == ["Left for the item"]
    clerk.key(Key.Key_Escape)
    assert clerk.part.item.child.text() == "Quillfeather, Ada"

    before = appearance().scale
    clerk.key(Key.Key_F11)
    person.settle()
    assert (appearance().scale, person.window.navigation.isHidden()) == (150, True)
    assert clerk.part.item.child.text() == "Quillfeather, Ada", "the same item, larger"
    clerk.key(Key.Key_Escape)
    person.settle()
    assert (appearance().scale, person.window.navigation.isHidden()) == (before, False)

    clerk.key(Key.Key_L)
    clerk.write(decided_by="Hanna Brightwater")
    clerk.save()
    assert read(store, ids[3]).request.assess_outcome == "refuse"
    clerk.key(Key.Key_K)
    assert "Every item is settled." in [label.text() for label in person.form.findChildren(QLabel)]
    clerk.key(Key.Key_Tab)
    clerk.save()
    assert clerk.part.bar.session.words.startswith("Closed at ")
    with store.look() as reading:
        assert reading.meetings()[0].meeting.status == "held"
    person.window.show_help()
    assert "Recommending moves nothing" in person.window.page.help_words()
