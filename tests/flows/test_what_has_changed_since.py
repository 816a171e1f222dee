"""A week later: which figures of the sheet that was sent differ now, why, and what was known then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt

from send_desktop.services import plans
from send_desktop.services.timeliness import export_weekly
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.clock import days_ago, written_at
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.pages.timeliness.breakdowns import BreakdownsPart
from ui.pages.timeliness.overview import OverviewPart
from ui.pages.timeliness.page import TimelinessPage
from ui.pages.timeliness.sent import SentPart
from ui.pages.timeliness.sent_rows import WholeChange

SitDown = Callable[..., Person]


def timeliness(person: Person) -> TimelinessPage:
    person.window.go_to("timeliness")
    person.settle()
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    return page


def sent_sheets(person: Person) -> SentPart:
    page = timeliness(person)
    page.choose_part("sent")
    person.settle()
    part = page.part
    assert isinstance(part, SentPart)
    return part


def words(part: SentPart) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in part.cases.rows]


def test_what_was_put_in_late_is_told_case_by_case_opened_and_saved(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    drafted = cases.consulted("Wimbleknot")
    export_weekly(store, TODAY, tmp_path / "friday.xlsx", "reference", LEAD, today=TODAY)
    cases.adopt(plans.send_final(drafted, sent=plans.FinalSent.to_all(TODAY - timedelta(days=3)), today=TODAY))
    cases.request("Coombevale")
    person = sit_down()
    part = sent_sheets(person)

    assert [row.cells[0].words for row in part.sheets.rows] == ["As at 20 Nov 2026"]
    assert "differ now" in part._figures.aside.text()
    shown = {row.cells[0].words: (row.cells[1].words, row.cells[2].words) for row in part.figures.rows}
    assert shown["Plans issued"] == ("0", "1")
    plan, whole = words(part)
    assert plan[0] == "Wimbleknot, Ada"
    assert plan[1].splitlines()[:2] == ["Late entry", "Final plan sent: – → 17 Nov 2026"]
    assert "Into “Plans issued”; into “Issued within 20 weeks”" in plan[1]
    assert plan[2] == LEAD
    assert whole[1].splitlines()[0] == "Whole case entered late"

    part.cases.rows[0].more[-1][1]()
    person.settle()
    side = person.window.sheet.inside
    assert isinstance(side, WholeChange)
    assert f"Late entry. Final plan sent: – → 17 Nov 2026\n{LEAD}" in side.facts.rows[0].cells[0].words
    person.window.sheet.close_now()

    person.press(part.save_button, Qt.Key.Key_Space)
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    file = tmp_path / "changes.xlsx"
    form.place.line.setText(str(file))
    person.press(form.place.line, Qt.Key.Key_Return)
    assert form.done_words.text() == f"The changes are in {file}."
    assert any(cell.value == "Late entry" for row in load_workbook(file)["Cases"].iter_rows() for cell in row)
    person.window.sheet.close_now()

    part.cases.setFocus()
    person.press(part.cases, Qt.Key.Key_Return)
    assert person.case_page.heading.text() == "Wimbleknot, Ada"


def test_the_view_says_what_will_stand_in_it_then_shows_any_sheet_with_every_figure(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    cases.request("Wimbleknot")
    person = sit_down()
    part = sent_sheets(person)
    assert part._stack.currentIndex() == 1
    assert part.save_button.isHidden()

    for day in (date(2026, 11, 13), TODAY):
        export_weekly(store, day, tmp_path / "sheet.xlsx", "public", LEAD, today=TODAY)
    part.page.reload()
    person.settle()
    assert part._figures.heading.text() == "As at 20 Nov 2026"
    assert not part._same.isHidden()
    part.show_more_figures()
    assert len(part.figures.rows) > 40
    assert "small counts were withheld" in part._beside.text()

    part.sheets.setFocus()
    person.press(part.sheets, Qt.Key.Key_Down)
    person.press(part.sheets, Qt.Key.Key_Return)
    assert part._figures.heading.text() == "As at 13 Nov 2026"


def test_the_overview_of_a_past_day_is_shown_as_was_known_that_day(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    today, then = datetime.now().date(), days_ago(6).date()
    first = cases.request("Wimbleknot")
    with store.work(LEAD, "Move the request to last month") as work:
        request = read(store, first.id).request
        work.replace(request, replace(request, received_on=then - timedelta(days=20)))
    written_at(tmp_path / "window.db", days_ago(9), last=50)
    late = cases.request("Coombevale")
    with store.work(LEAD, "Received before the day") as work:
        request = read(store, late.id).request
        work.replace(request, replace(request, received_on=then - timedelta(days=5)))
    person = sit_down()
    person.come_back(today, "timeliness")
    page = timeliness(person)
    overview = page.part
    assert isinstance(overview, OverviewPart)
    assert page.known.isHidden()

    page.choose_day(then)
    person.settle()
    assert overview.sheet is not None
    assert (overview.sheet.figures.open_cases, page.known.isHidden()) == (2, False)
    page.known.setFocus()
    person.press(page.known, Qt.Key.Key_Down)
    assert overview.sheet.figures.open_cases == 1
    assert "as was known that day" in page.subtitle.text()

    # so are the other views that look back; one that cannot does not offer it
    for part_id, looks_back in (("delays", True), ("benchmarks", True), ("queues", True), ("milestones", False)):
        page.choose_part(part_id)
        person.settle()
        assert (page.is_known, page.known.isHidden()) == (looks_back, not looks_back)
        assert ("as was known that day" in page.subtitle.text()) == looks_back
    page.choose_part("breakdowns")
    person.settle()
    assert isinstance(page.part, BreakdownsPart)
    assert page.part.view is not None
    assert len(page.part.view.held.cases) == 1
    page.choose_part("overview")
    person.settle()

    page.choose_day(date(2020, 1, 6))
    person.settle()
    assert "history begins on" in page.notice.words
    assert page.known.currentIndex() == 0
    assert overview.sheet.known_at is None
