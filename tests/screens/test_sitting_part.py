"""The meeting's screen: what each item shows, its papers and front sheet by a key, and what cannot be done yet."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from send_desktop.records import PanelMeeting, Paper
from send_desktop.services import panels, sitting
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, Person
from ui.pages.panels.page import PanelsPage
from ui.pages.panels.sitting import SittingPart

Key = Qt.Key


class Desktop(QObject):
    """What opens files outside the program."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


def issue_panel(store: Store, *papers: str) -> PanelMeeting:
    """A meeting today with every case that needs it, and papers under its first item."""
    made = panels.create_meeting(store, kind="issue", on=TODAY, starts_at=time(9, 30), by=LEAD, today=TODAY)
    panels.fill_agenda(store, made.id, LEAD, TODAY)
    with store.work(LEAD, "Add papers") as work:
        item, case = work.agenda(made.id).items[0]
        for at, title in enumerate(papers, 1):
            sha256 = work.keep_content(f"%PDF-1.4 {title}".encode())
            work.add(
                Paper(
                    case_id=case.id,
                    meeting_id=made.id,
                    item_id=item.id,
                    title=title,
                    file_name=f"{title}.pdf",
                    sha256=sha256,
                    position=at,
                    added_by=LEAD,
                    added_at=datetime.now(UTC),
                )
            )
    return made


def at_meeting(person: Person) -> SittingPart:
    page = person.window.page
    assert isinstance(page, PanelsPage)
    page.choose_part("sitting")
    person.settle()
    part = page.part
    assert isinstance(part, SittingPart)
    return part


def test_papers_and_front_sheet_are_one_key_away(sit_down: Callable[..., Person], store: Store, cases: Cases) -> None:
    cases.to_decide("Fernlatch", 100)
    issue_panel(store, "EP advice", "School report")
    person = sit_down(screen="panels")
    part = at_meeting(person)
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    try:
        part.items.setFocus()
        person.press(part.items, Key.Key_P)
        papers = part.item.tables["papers"]
        assert papers.hasFocus(), "of several papers one is chosen first"
        person.press(papers, Key.Key_Down)
        person.press(papers, Key.Key_Return)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [file.read_bytes() for file in desktop.opened] == [b"%PDF-1.4 School report"]
    assert person.status == "School report opens as a read-only copy."

    assert part.item.cards["front"].isHidden()
    person.press(papers, Key.Key_F)
    assert not part.item.cards["front"].isHidden()
    assert part.item.tables["advice"].rows[0].cells[0].words == "EP"
    assert "Request received: " in part.item.facts.words


def test_what_cannot_be_done_yet_is_not_offered_or_says_why(
    sit_down: Callable[..., Person], store: Store, cases: Cases
) -> None:
    cases.to_decide("Fernlatch", 100)
    made = issue_panel(store)
    person = sit_down(screen="panels")
    part = at_meeting(person)
    shown = {name for name, one in part.acts_of_item.items() if one.isVisibleTo(part)}
    assert shown == {"views", "front"}, "nothing is recorded of a meeting that is not open"
    assert part.open_button.isVisibleTo(part.page)
    sitting.open_meeting(store, made, LEAD, TODAY)
    person.window.reload()
    person.settle()
    part.items.setFocus()
    person.press(part.items, Key.Key_I)
    assert part.page.notice.words == "Nobody is recorded as present yet; record the attendance first (A)."
    person.press(part.items, Key.Key_N)
    assert part.acts_of_item["not_reached"].isHidden(), "said once, it is corrected and not said again"
    assert part.item.said.words.splitlines()[0].startswith("The panel recommends: Not reached")
    person.window.undo()
    person.settle()
    assert part.items.rows[0].cells[2].words == "–"


def test_a_meeting_without_cases_leads_to_its_agenda(sit_down: Callable[..., Person], store: Store) -> None:
    panels.create_meeting(store, kind="issue", on=TODAY, starts_at=time(9, 30), by=LEAD, today=TODAY)
    person = sit_down(screen="panels")
    part = at_meeting(person)
    assert part.no_agenda.isVisibleTo(part)
    part.show_attendance()
    assert part.attendance.guest.isVisibleTo(part), "a meeting of no series takes its people as guests"
