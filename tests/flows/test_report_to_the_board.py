"""For the board: a milestone is promised, beside it stands what has been reached, and one page of A4 is written."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt

from send_desktop.services import plans
from send_desktop.store import Store
from tests.helpers.acting import TODAY
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.pages.timeliness.milestones import MilestonesPart
from ui.pages.timeliness.page import TimelinessPage
from ui.widgets.fields import LongTextField

SitDown = Callable[..., Person]


def milestones(person: Person) -> MilestonesPart:
    person.window.go_to("timeliness")
    person.settle()
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    page.choose_part("milestones")
    person.settle()
    part = page.part
    assert isinstance(part, MilestonesPart)
    return part


def told(part: MilestonesPart) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in part.table.rows]


def test_a_milestone_is_promised_judged_and_reported(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    case = cases.drafted("Ambleknot", 200)
    sent = plans.FinalSent.to_all(case.clock_start_on + timedelta(days=139))
    cases.adopt(plans.send_final(case, sent=sent, today=TODAY))
    person = sit_down()
    part = milestones(person)
    assert not part.table.isVisible()

    person.press(part.add_button, Qt.Key.Key_Space)
    person.fill(title="In time", baseline="45.5", target="sixty", due_on="31/3/27")
    person.press(person.form.save_button, Qt.Key.Key_Space)
    assert "“sixty” is not a number" in person.form.preview.text() + person.form.notice.words
    person.fill(target="60")
    person.press(person.form.save_button, Qt.Key.Key_Space)
    assert told(part) == [["In time", "45.5%", "60.0% by 31 Mar 2027", "100.0%", "Reached"]]

    part.table.setFocus()
    person.press(part.table, Qt.Key.Key_Return)
    person.fill(target="100", title="")
    person.press(person.form.save_button, Qt.Key.Key_Space)
    assert told(part)[0][:3] == ["Issued within 20 weeks", "45.5%", "100.0% by 31 Mar 2027"]

    person.press(part.board_button, Qt.Key.Key_Space)
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    commentary = form.fields["commentary"]
    assert isinstance(commentary, LongTextField)
    commentary.edit.setPlainText("One plan & <b>in time</b>.")
    form.place.line.setText(str(tmp_path / "board.pdf"))
    person.press(form.place.line, Qt.Key.Key_Return)
    book = pypdfium2.PdfDocument(tmp_path / "board.pdf")
    (page,) = (one.get_textpage().get_text_range() for one in book)
    book.close()
    assert "One plan & <b>in time</b>." in page
    assert "Reached" in page
    with store.look() as reading:
        assert [line.target for line in reading.exports("board_page")] == ["board.pdf"]

    part.table.setFocus()
    part.table.setCurrentIndex(part.table.model().index(0, 0))
    person.press(part.table, Qt.Key.Key_Delete)
    assert not part.table.isVisible()
