"""The team decides to be warned earlier: one option is changed and the caseload's risk follows."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.helpers.window import Cases, Person
from ui.pages.options import OptionsPage


def test_a_wider_threshold_puts_a_case_at_risk_on_the_caseload(sit_down: Callable[..., Person], cases: Cases) -> None:
    cases.in_advice("Wimbleknot", 80)
    person = sit_down()
    before = person.caseload.tiles["at_risk"].figure, person.caseload.tiles["on_track"].figure
    assert before == ("0", "1")

    person.window.go_to("options")
    person.settle()
    page = person.window.page
    assert isinstance(page, OptionsPage)
    row = page.rows["at_risk_days"]
    row.line.selectAll()
    person.qtbot.keyClicks(row.line, "60")
    person.press(row.line, Qt.Key.Key_Return)
    assert person.status == ("At risk when the expected finish is within: 60. Open cases are worked out again.")

    person.window.go_to("caseload")
    person.settle()
    assert (person.caseload.tiles["at_risk"].figure, person.caseload.tiles["on_track"].figure) == ("1", "0")
