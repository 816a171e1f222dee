"""What is marked goes to Excel as a table, and one cell as its words."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_marked_block_is_copied_with_its_headings_as_text_and_as_a_table(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle", forename="Jude")
    cases.request("=cmd|x", forename="Ada", days_ago=10)
    person = sit_down()
    grid = person.caseload.grid
    grid.go_to(0, 1)
    grid.go_to(1, 2, extends=True)
    person.press(grid, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().mimeData()
    lines = copied.text().split("\n")
    assert lines[0] == "Child\tAge"
    assert lines[1].startswith("Peppergoggle, Jude\t")
    assert lines[2].startswith("'=cmd")
    assert copied.html().count("<tr>") == 3
    assert "<th>Child</th>" in copied.html()
    assert ">=cmd" not in copied.html()
    assert person.status == "2 lines copied as a table."


def test_one_cell_is_copied_as_its_words_alone(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request("Peppergoggle")
    person = sit_down()
    person.caseload.grid.go_to(0, 0)
    person.press(person.caseload.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == case.reference
