"""Thursday: papers come in, are looked at and put in order; the pack goes out; what comes later is a supplement."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pikepdf
from PySide6.QtCore import Qt

from send_desktop.services import panel_agenda, panels
from send_desktop.store import Store
from tests.helpers import paper_files as made
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.pages.panels.page import PanelsPage
from ui.pages.panels.papers import PapersPart

ALT = Qt.KeyboardModifier.AltModifier


def at_papers(person: Person) -> PapersPart:
    person.window.go_to("panels")
    person.settle()
    page = person.window.page
    assert isinstance(page, PanelsPage)
    page.choose_part("papers")
    person.settle()
    part = page.part
    assert isinstance(part, PapersPart)
    return part


def lines(part: PapersPart) -> list[tuple[str, str, str]]:
    return [(row.cells[1].words, row.cells[2].words, row.cells[3].words) for row in part.table.rows]


def built(person: Person, part: PapersPart, target: Path, profile: str, password: str = "") -> SaveFile:
    person.press(part.pack_button, Qt.Key.Key_Space)
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    assert form.choice is not None
    form.choice.choose(profile)
    form.place.line.setText(str(target))
    form.fields["password"].put(password)
    person.press(form.place.line, Qt.Key.Key_Return)
    return form


def test_papers_come_in_the_pack_goes_out_and_what_is_late_is_a_supplement(
    sit_down: Callable[..., Person], store: Store, cases: Cases, tmp_path: Path
) -> None:
    cases.to_decide("Wimbleknot", 90)
    meeting = panels.create_meeting(
        store, kind="issue", on=date(2026, 11, 26), starts_at=time(9, 30), by=LEAD, today=TODAY
    )
    panel_agenda.fill_agenda(store, meeting.id, LEAD, TODAY)
    files = {"EP advice.pdf": made.pdf(3), "About Ada.pdf": made.pdf(1, "Ada is eight years old")}
    files["Photo.heic"] = made.HEIC
    for name, data in {**files, "Locked.pdf": made.locked("secret"), "Late.pdf": made.pdf(2)}.items():
        (tmp_path / name).write_bytes(data)
    person = sit_down()
    part = at_papers(person)
    assert lines(part) == [("Wimbleknot, Ada", "–", "No papers yet")]

    (item,) = part.shown.items if part.shown else ()
    part.add(item, [tmp_path / name for name in (*files, "Locked.pdf")])
    person.settle()
    person.save()
    assert person.status.startswith("3 papers added. Locked.pdf: It is locked with a password")
    assert "Photo.heic is a HEIC photo" in person.status
    assert lines(part) == [
        ("Wimbleknot, Ada", "5", ""),
        ("EP advice", "3", "Ready"),
        ("About Ada", "1", "Ready"),
        ("Locked", "1", "A page stands in its place"),
    ]

    part.table.selectRow(3)
    person.press(part.table, Qt.Key.Key_Delete)
    part.table.selectRow(2)
    person.press(part.table, Qt.Key.Key_Up, ALT)
    assert [line[0] for line in lines(part)] == ["Wimbleknot, Ada", "About Ada", "EP advice"]

    form = built(person, part, tmp_path / "pack.pdf", "initials")
    assert "1 paper must be looked at before names are left out: in “About Ada”" in form.notice.words
    person.press(form.leave_button, Qt.Key.Key_Space)
    part.table.selectRow(1)
    person.press(part.table, Qt.Key.Key_A)
    assert lines(part)[1][2] == f"Looked at by {LEAD}"

    form = built(person, part, tmp_path / "pack.pdf", "initials", "a long password")
    assert form.done_words.text().endswith("Send the password another way.")
    with pikepdf.open(tmp_path / "pack.pdf", password="a long password") as pack:
        assert len(pack.pages) >= 3 + 1 + 4
    form.finished.emit()

    person.press(part.sent_button, Qt.Key.Key_Space)
    person.settle()
    person.save()
    assert part.pack.sent.text().startswith("Sent to the members ")
    assert not part.pack_button.isVisible(), "nothing has come since"

    part.table.selectRow(1)
    person.press(part.table, Qt.Key.Key_Delete)
    assert part.page.notice.words.startswith("“About Ada” went out to the members")
    part.add(part.shown.items[0] if part.shown else item, [tmp_path / "Late.pdf"])
    person.settle()
    person.fill(allowed_by="Orla Quillfeather", allowed_reason="Came from the hospital today")
    person.save()
    assert lines(part)[-1][0] == "Late (S1, late, let in by Orla Quillfeather)"
    assert part.pack_button.text() == "Build supplement S1"
    built(person, part, tmp_path / "s1.pdf", "named")
    with pikepdf.open(tmp_path / "s1.pdf") as supplement:
        assert len(supplement.pages) == 3 + 2
