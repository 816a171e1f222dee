"""A team lead reads the dashboard: from a bar to its cases by keyboard, its table, its picture for a slide."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from send_desktop.measures import moment
from send_desktop.services.dashboard import dashboard
from send_desktop.store import Store
from tests.helpers.acting import TODAY
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.pages.case import CasePage
from ui.pages.timeliness.behind import CasesBehind
from ui.pages.timeliness.overview import OverviewPart
from ui.pages.timeliness.page import TimelinessPage

SitDown = Callable[..., Person]


def overview(person: Person) -> OverviewPart:
    person.window.go_to("timeliness")
    person.settle()
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    part = page.part_of("overview")
    assert isinstance(part, OverviewPart)
    return part


def test_from_a_finding_to_its_cases_its_table_its_file_and_a_slide(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    cases.in_advice("Ambleknot", 130)
    cases.in_advice("Bumblewick", 128, services=("SaLT",))
    cases.in_advice("Crumblestone", 200)
    cases.request("Dapplethwaite", 20)
    person = sit_down()
    board = overview(person).board
    with store.look() as reading:
        counted = dashboard(reading, moment(TODAY))

    # the finding, and every figure of the table is the service's
    assert board.ahead.title.text() == (
        "2 cases reach week 20 in the next eight weeks: 1 waits for EP advice and 1 for other advice"
    )
    assert board.weeks.title.text() == "1 of 4 open cases is past week 20"
    assert [int(row.cells[1].words) for row in board.ahead_table.rows] == [len(one.case_ids) for one in counted.ahead]
    assert [[int(cell.words) for cell in row.cells[1:]] for row in board.flow_table.rows] == [
        [one.received + one.reopened, one.closed, one.open_at_end] for one in counted.flow
    ]
    first, now = counted.flow[0], counted.flow[-1].open_at_end
    assert board.flow.title.text().startswith(
        f"Open cases rose from {first.open_at_end - first.net} to {now} in 13 weeks"
    )
    assert [row.cells[1].words for row in board.load_table.rows] == [str(one.cases) for one in counted.loads.officers]

    # the table, by keyboard
    person.press(board.ahead.as_table, Qt.Key.Key_Space)
    assert board.ahead_table.isVisible()
    person.press(board.ahead.as_table, Qt.Key.Key_Space)

    # a picture for a slide, and one in a file whose name names nobody
    person.press(board.ahead.copy_button, Qt.Key.Key_Space)
    assert not QGuiApplication.clipboard().image().isNull()
    person.press(board.ahead.save_button, Qt.Key.Key_Space)
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    form.place.line.setText(str(tmp_path / "breaches-ahead-2026-11-20.png"))
    form.save()
    person.settle()
    assert QImage(str(tmp_path / "breaches-ahead-2026-11-20.png")).width() > 2 * 300
    assert form.act.start.name == "breaches-ahead-2026-11-20.png"
    with store.look() as reading:
        (line,) = reading.exports("figures")
    assert (line.target, line.profile) == ("breaches-ahead-2026-11-20.png", "reference")
    person.window.sheet.close_now()

    # queues and loads are charts too: a part of a queue opens to its cases, the end of a bar says it in words
    queue = board.advice.chart
    assert queue.data.title == "Speech and language therapy keeps 3 waiting, the oldest 23 weeks"
    assert [(one.names[0], one.notes[0]) for one in queue.data.categories] == [
        (row.cells[0].words, f"{row.cells[1].words}, oldest {row.cells[3].words}") for row in board.advice_table.rows
    ]
    parts = [[int(mark.value or 0) for mark in one.marks] for one in queue.data.series]
    for place, row in enumerate(board.advice_table.rows):
        bar = [part[place] for part in parts]
        assert (sum(bar), sum(bar[1:])) == (int(row.cells[1].words), int(row.cells[2].words)), "all, and over 6 weeks"
    load = board.load.chart
    assert [mark.words for mark in load.data.series[0].marks] == [row.cells[2].words for row in board.load_table.rows]

    # from a bar to its cases and on to a case, by keyboard alone
    chart = board.ahead.chart
    assert chart is not None
    chart.setFocus()
    person.press(chart, Qt.Key.Key_Home)
    assert board.ahead.hint.text().endswith("1 case, EP advice. Enter lists the cases.")
    person.press(chart, Qt.Key.Key_Return)
    behind = person.window.sheet.inside
    assert isinstance(behind, CasesBehind)
    assert [row.cells[0].words for row in behind.table.rows] == ["Ambleknot, Ada"]
    assert behind.table.rows[0].cells[1].words.startswith("18 weeks: ")
    behind.table.selectRow(0)
    person.press(behind.table, Qt.Key.Key_Return)
    assert isinstance(person.window.page, CasePage)


def test_from_a_bar_to_exactly_its_cases_in_the_caseload_and_back(sit_down: SitDown, cases: Cases) -> None:
    cases.in_advice("Ambleknot", 130)
    cases.in_advice("Crumblestone", 200)
    cases.request("Dapplethwaite", 20)
    person = sit_down()
    chart = overview(person).board.weeks.chart
    assert chart is not None
    chart.setFocus()
    person.press(chart, Qt.Key.Key_End)
    person.press(chart, Qt.Key.Key_Return)
    behind = person.window.sheet.inside
    assert isinstance(behind, CasesBehind)
    person.press(behind.show_button, Qt.Key.Key_Space)

    caseload = person.caseload
    assert person.names == ["Crumblestone"]
    assert caseload.chips.words == ["Only: Open in week 29"]
    assert caseload.count_line.text().startswith("1 case: Open in week 29 · sorted by")
    assert person.status.startswith("Open in week 29: 1 case.")
    assert caseload.view_menu.shown().scope == "open", "a view that is saved now does not hold the set"

    # typing narrows it further, Esc lets everything in again, under the scope of before
    person.filter("amble")
    assert person.names == []
    person.press(caseload.filter_box, Qt.Key.Key_Escape)
    assert sorted(person.names) == ["Ambleknot", "Crumblestone", "Dapplethwaite"]
    assert caseload.scopes["open"].isChecked()
    assert caseload.chips.words == []
