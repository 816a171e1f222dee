"""After the panel: decisions as advised, the letters in one go, an action done, and the minutes signed, by keyboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from send_desktop.services.sitting_view import sitting_view
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.held import hear, panel
from tests.helpers.window import Person
from ui.dialogs.minutes import MinutesForm
from ui.dialogs.save_file import SaveFile
from ui.pages.panels.after import AfterPart
from ui.pages.panels.page import PanelsPage


def key(person: Person, widget: QWidget, which: Qt.Key) -> None:
    window = person.window
    if not window.isActiveWindow():
        window.activateWindow()
        person.qtbot.waitUntil(window.isActiveWindow)
    widget.setFocus()
    person.press(widget, which)
    person.settle()


def test_a_panel_is_finished_from_decisions_to_signed_minutes(
    sit_down: Callable[..., Person], store: Store, tmp_path: Path
) -> None:
    meeting_id = panel(store)
    person = sit_down()
    person.window.go_to("panels")
    person.settle()
    page = person.window.page
    assert isinstance(page, PanelsPage)
    page.choose_part("after")
    person.settle()
    part = page.part
    assert isinstance(part, AfterPart)
    assert part.go_button.isVisible(), "before it was opened there is nothing after it, and the way on is one button"
    assert not part.sign_button.isVisible()

    first = hear(store, meeting_id).items[0].case
    page.reload()
    person.settle()
    assert part.decision_list.rows[0].cells[3].words == "Waits for an officer's decision"
    assert part.decision_list.rows[2].cells[3].words.startswith("15 minutes lost.")

    part.decision_list.selectRow(0)
    key(person, part.decision_list, Qt.Key.Key_Space)
    assert "Then: call by 24 Nov; letter by 23 Nov; mediation adviser until" in person.form.preview.text()
    person.form.leave()
    key(person, part.decision_list, Qt.Key.Key_L)
    person.fill(decided_by="Head of SEND")
    person.save()
    assert not person.has_form, person.form.notice.words
    assert "appeal until" in part.decision_list.rows[0].cells[3].words
    assert [row.cells[4].words for row in part.decision_list.rows] == ["", "Ask advice", ""]
    assert [row.cells[2].words for row in part.letter_list.rows] == ["Not made", "Not made"]

    key(person, part.letter_list, Qt.Key.Key_M)
    assert [row.cells[2].words for row in part.letter_list.rows] == ["Made, not sent", "Made, not sent"]
    assert person.status.startswith("4 letters made on 2 cases.")
    part.letter_list.selectRow(0)
    key(person, part.letter_list, Qt.Key.Key_Space)
    person.fill(on="20/11/26", channel="email")
    person.save()
    assert part.letter_list.rows[0].cells[2].words == "Sent 20 Nov"
    said = [row.cells[3].words for row in part.decision_list.rows]
    assert ["etter by" in words for words in said] == [False, True, False], "a letter that went follows no more"
    assert read(store, first.id).request.assess_told_on == TODAY

    call = next(at for at, row in enumerate(part.action_list.rows) if "Call the family" in row.cells[1].words)
    part.action_list.selectRow(call)
    key(person, part.action_list, Qt.Key.Key_Space)
    person.fill(note="Spoke with the mother; a meeting on 2 December.")
    person.save()
    assert part.action_list.rows[-1].cells[3].words == "Done 20 Nov"
    key(person, part.action_list, Qt.Key.Key_N)
    person.fill(what="Send the local offer", owner=LEAD)
    person.save()
    assert "“Send the local offer” has no day" in [row.cells[1].words for row in part.check_list.rows][-1]
    key(person, part.action_list, Qt.Key.Key_T)
    person.fill(matters="The room is too small for twelve.")
    person.save()
    assert part.matters.text() == "The room is too small for twelve."

    key(person, part.decision_list, Qt.Key.Key_D)
    sheet = person.window.sheet.inside
    assert isinstance(sheet, MinutesForm)
    sheet.place.line.setText(str(tmp_path / "sheet.pdf"))
    person.press(sheet.save_button, Qt.Key.Key_Space)
    person.settle()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    sheet.finished.emit()

    key(person, part.decision_list, Qt.Key.Key_K)
    whole = person.window.sheet.inside
    assert isinstance(whole, SaveFile)
    whole.place.line.setText(str(tmp_path / "clerk.xlsx"))
    person.press(whole.save_button, Qt.Key.Key_Space)
    person.settle()
    assert (tmp_path / "clerk.xlsx").read_bytes()[:2] == b"PK"
    whole.finished.emit()

    file = tmp_path / "draft.docx"
    key(person, part.check_list, Qt.Key.Key_P)
    form = person.window.sheet.inside
    assert isinstance(form, MinutesForm)
    form.format.choose(".docx")
    form.place.line.setText(str(file))
    person.press(form.save_button, Qt.Key.Key_Space)
    person.settle()
    assert file.read_bytes()[:2] == b"PK"
    form.finished.emit()

    key(person, part.check_list, Qt.Key.Key_G)
    person.save()
    assert person.form.notice.words.startswith("Why it is signed in spite of it"), "nothing is signed unseen"
    person.fill(reason="The second letter goes on Monday")
    person.save()
    assert not person.has_form, person.form.notice.words
    assert part.standing.words == "Signed by Orla Vexley, 20 Nov"
    assert not part.sign_button.isVisible()
    meeting = sitting_view(store, meeting_id, TODAY).meeting
    with store.look() as reading:
        assert reading.content(meeting.minutes_sha256).startswith(b"%PDF")
        assert [line.kind for line in reading.exports("minutes")] == ["minutes"]
