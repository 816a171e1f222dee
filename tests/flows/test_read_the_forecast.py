"""What is likely, read by keyboard: from a band to its cases, to the reasons of one and to the case; a month judged."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt

from send_desktop.records import KeptForecast
from send_desktop.services.forecast_view import TOLD
from send_desktop.services.replay import RECORDED
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.made_authority import authority, put
from tests.helpers.window import Person
from ui.pages.case import CasePage
from ui.pages.timeliness.forecast import ForecastPart
from ui.pages.timeliness.forecast_rows import CasesOf, JudgedCases, ReasonsSheet
from ui.pages.timeliness.page import TimelinessPage

SitDown = Callable[..., Person]


def forecast(person: Person) -> ForecastPart:
    """Go to the forecast and wait until it stands."""
    person.window.go_to("timeliness")
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    page.choose_part("forecast")
    person.settle()
    person.settle()
    part = page.part_of("forecast")
    assert isinstance(part, ForecastPart)
    return part


def test_a_lead_reads_what_is_likely_and_how_good_it_was(sit_down: SitDown, store: Store) -> None:
    put(store, authority(5, 260), TODAY)
    person = sit_down()
    part = forecast(person)
    assert part.bands.hasFocus()
    assert "as at 1 Nov 2026 are kept" in person.status
    with store.look() as reading:
        assert [one.made_on for one in reading.every(KeptForecast)] == [date(2026, 11, 1)]
    at = next(place for place, row in enumerate(part.bands.rows) if row.act)
    counted = part.bands.rows[at].cells[2].words
    part.bands.selectRow(at)
    person.press(part.bands, Qt.Key.Key_Return)
    cases = person.window.sheet.inside
    assert isinstance(cases, CasesOf)
    assert len(cases.table.rows) == int(counted)
    person.press(cases.table, Qt.Key.Key_Return)
    person.settle()
    reasons = person.window.sheet.inside
    assert isinstance(reasons, ReasonsSheet)
    assert "the plan is late" in reasons.lines[0].text()
    assert any("days left until day 140" in line.text() for line in reasons.lines)
    assert any("changes no date, ranks no child" in line.text() for line in reasons.lines)
    person.press(reasons.open_button, Qt.Key.Key_Space)
    assert isinstance(person.window.page, CasePage)

    page = person.window.page
    person.qtbot.waitUntil(lambda: page.clock.reasons.isEnabled(), timeout=5000)
    assert page.clock.forecast.text().startswith("From history alone, meetings and promised dates aside: ")
    person.press(page.clock.reasons, Qt.Key.Key_Space)
    again = person.window.sheet.inside
    assert isinstance(again, ReasonsSheet)
    assert again.lines[0].text() == page.clock.forecast.text()
    page.look_back_to(TODAY - timedelta(days=1), RECORDED)
    person.settle()
    assert not page.clock.forecast.isVisible(), "the past has no forecast beside it"

    part = forecast(person)
    assert part.view is not None
    assert part.view.judged is not None
    said = part.chart.accessibleDescription()
    for row, one in zip(part.bins.rows, part.view.judged.bins[::-1], strict=True):
        assert [cell.words for cell in row.cells[:4]] == [
            one.title, str(one.count), f"{one.expected * one.count:.1f}", str(one.late),
        ]  # fmt: skip
        assert f"{one.title}, {one.words}: {one.count} forecasts" in said
    part.bins.selectRow(0)
    person.press(part.bins, Qt.Key.Key_Return)
    judged = person.window.sheet.inside
    assert isinstance(judged, JudgedCases)
    assert judged.table.rows[0].cells[1].words.endswith(("said; late", "said; in time"))
    person.window.sheet.close_now()
    part.choose_month(date(2026, 8, 1))
    person.settle()
    assert part.month.currentText() == "August 2026"
    assert "worked out again, as at 1 Aug 2026" in part._source.text()
    part.choose_question(TOLD)
    person.settle()
    assert part.subtitle().endswith("undecided cases")


def test_without_cases_and_switched_off_it_says_so(sit_down: SitDown, store: Store) -> None:
    person = sit_down()
    part = forecast(person)
    assert part._empty.isVisible()
    assert not part.bands.isVisible()
    with store.work(LEAD, "Set options") as work:
        work.set_option("shows_forecasts", "no")
    part = forecast(person)
    assert part._off.isVisible()
    assert not part.questions["plan"].isVisible()
