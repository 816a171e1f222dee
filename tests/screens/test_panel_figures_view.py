"""Figures on the panels screen: by keyboard from a figure to its cases and on to one of them; empty, and exported."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

from PySide6.QtCore import Qt

from send_desktop.panel_measures import CAUTION
from send_desktop.records import AgendaItem, Decision, PanelMeeting, Recommendation
from send_desktop.services.moments import at_time
from send_desktop.store import Store
from tests.helpers.acting import LEAD
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.pages.case import CasePage
from ui.pages.panels.figure_rows import CasesBehind
from ui.pages.panels.figures import FiguresPart
from ui.pages.panels.page import PanelsPage

HELD_ON = date(2026, 10, 14)


def figures(person: Person) -> FiguresPart:
    """Go to the figures and wait until they stand."""
    person.window.go_to("panels")
    person.settle()
    page = person.window.page
    assert isinstance(page, PanelsPage)
    page.choose_view("figures")
    person.settle()
    part = page.part_of("figures")
    assert isinstance(part, FiguresPart)
    return part


def held(store: Store, cases: Cases) -> None:
    """A meeting that was held with two cases: one assessed, one not reached."""
    when = at_time(HELD_ON, time(10))
    first, second = (cases.request(surname=name, days_ago=60) for name in ("Wimbleknot", "Fernlatch"))
    with store.work(LEAD, "Hold a meeting") as work:
        meeting = work.add(PanelMeeting(kind="assessment", on=HELD_ON, starts_at=time(9, 30), status="held"))
        for place, (case, outcome) in enumerate(((first, "assess"), (second, "not_reached")), 1):
            item = work.add(AgendaItem(meeting_id=meeting.id, case_id=case.id, position=place))
            said = Recommendation(
                case_id=case.id, meeting_id=meeting.id, item_id=item.id, outcome=outcome, made_at=when
            )
            work.add(said)
            if outcome == "assess":
                work.add(
                    Decision(
                        case_id=case.id, meeting_id=meeting.id, item_id=item.id, outcome=outcome,
                        decided_by="Head of SEND", decided_at=when, made_on=HELD_ON,
                    )
                )  # fmt: skip


def test_a_figure_opens_to_its_cases_and_a_case_from_there(
    sit_down: Callable[..., Person], store: Store, cases: Cases, tmp_path: Path
) -> None:
    person = sit_down()
    part = figures(person)
    assert not part.table.isVisible()
    assert not part.export_button.isEnabled()
    held(store, cases)
    part = figures(person)
    shown = {row.cells[0].words.strip(): row for row in part.table.rows}
    assert [cell.words for cell in shown["Heard"].cells[1:4]] == ["1", "of 2", "50.0%"]
    assert shown["Not reached, rolled over"].cells[4].words == "15 minutes lost"
    assert part.by_area.rows[0].cells[4].words == CAUTION
    assert part.table.hasFocus()
    part.table.selectRow([row.cells[0].words.strip() for row in part.table.rows].index("Not reached, rolled over"))
    person.press(part.table, Qt.Key.Key_Return)
    behind = person.window.sheet.inside
    assert isinstance(behind, CasesBehind)
    assert behind.table.rows[0].cells[1].words.startswith("Fernlatch, ")
    person.press(behind.table, Qt.Key.Key_Return)
    assert isinstance(person.window.page, CasePage)
    part = figures(person)
    part.choose_period("month")
    assert part.shown is not None
    assert part.shown.is_empty
    part.choose_period("quarter")
    part.open_export()
    person.settle()
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    form.place.line.setText(str(tmp_path / "figures.xlsx"))
    form.save_button.click()
    person.settle()
    assert (tmp_path / "figures.xlsx").exists()
    with store.look() as reading:
        assert reading.exports("statistics")[0].profile == "reference"
