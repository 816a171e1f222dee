"""The card of the letters' templates on the options screen: whose stands, and what can be done to each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from send_desktop.changes import Changes
from send_desktop.progress import Progress
from send_desktop.services import letter_templates
from send_desktop.services.letter_templates import TemplateInUse
from ui.desk import Desk
from ui.dialogs.letter_fields import LetterFields
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.widgets.card import Card
from ui.widgets.card_table import MORE, CardColumn, CardTable, Cell, Row
from ui.widgets.labels import button, label
from ui.widgets.notice import Notice

FOLDER = "templates/folder"

TOLD = (
    "Enter on a letter offers what can be done. A changed template is checked before it is put in; with a fault in "
    "it, or without a notice that the law requires, it is refused and the one in use stays. Letters already made stay."
)


class TemplateCard(Card):
    """One row for each letter. ``wants_form`` asks for what stands on the sheet."""

    wants_form = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Letter templates", "for everyone on this store")
        self._desk = desk
        self.notice = Notice()
        self.table = CardTable(
            "Letter templates", CardColumn("Letter"), CardColumn("Template", 208, gives_way=1), CardColumn("", 52)
        )
        self.fields_button = button("Fields", self.show_fields, picture="document")
        self.fields_button.setToolTip("The fields that a template may name, with what each means")
        self.tools.addWidget(self.fields_button)
        for widget in (label(TOLD, "secondary", wraps=True), self.notice, self.table):
            self.body.addWidget(widget)

    def show_templates(self, found: Sequence[TemplateInUse]) -> None:
        """Show whose template each letter is made from."""
        self.table.show_rows([self._row(at, one) for at, one in enumerate(found)])

    def show_fields(self) -> None:
        """Show what a template may name."""
        self.wants_form.emit(LetterFields())

    def save_copy(self, one: TemplateInUse) -> None:
        """Ask where a copy of the template goes that is to be edited."""
        desk, code = self._desk, one.kind.code
        act = FileAct(
            title=f"Template: {one.kind.title}",
            intro=f"{one.words(desk.today)}. The copy is changed in Word and put in here; until then nothing changes.",
            save_words="Save a copy",
            running_words="Saving the template",
            start=usual_folder(desk, FOLDER) / f"Template {one.kind.title}.docx",
            ending=letter_templates.ENDING,
            kind_words="Word document",
            make=lambda target, _, __: letter_templates.save_copy(desk.store, code, target, desk.by),
            remembered_as=FOLDER,
        )
        self.wants_form.emit(SaveFile(act, desk))

    def choose_changed(self, one: TemplateInUse) -> None:
        """Ask for the changed template, which the window does not wait for."""
        dialog = QFileDialog(self, f"Changed template: {one.kind.title}", str(usual_folder(self._desk, FOLDER)))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Word documents (*.docx)", "All files (*)"])
        dialog.fileSelected.connect(lambda name: self.put_in(one, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def put_in(self, one: TemplateInUse, path: Path) -> None:
        """Check a changed template and make it the one in use."""
        desk = self._desk
        desk.memory.keep(FOLDER, str(path.parent))

        def act(_: Progress) -> Changes:
            return letter_templates.put_in(desk.store, one, path, desk.by, desk.today)

        self.notice.clear()
        desk.tasks.write(self, act, self._say_done, self.notice.show_failure)

    def go_back(self, one: TemplateInUse) -> None:
        """Make the shipped template the one in use again."""
        desk = self._desk

        def act(_: Progress) -> Changes:
            return letter_templates.go_back(desk.store, one, desk.by, desk.today)

        self.notice.clear()
        desk.tasks.write(self, act, self._say_done, self.notice.show_failure)

    def _say_done(self, changes: Changes) -> None:
        self.notice.say(changes.note)

    def _row(self, at: int, one: TemplateInUse) -> Row:
        more = [
            ("Save a copy to edit…", partial(self.save_copy, one)),
            ("Put in a changed one…", partial(self.choose_changed, one)),
        ]
        if one.is_own:
            more.append(("Go back to the shipped one", partial(self.go_back, one)))
        name = one.kept.file_name if one.kept else ""
        return Row(
            (
                Cell(one.kind.title, "strong", one.kind.purpose),
                Cell(one.words(self._desk.today), "text" if one.is_own else "secondary", tip=name),
                MORE,
            ),
            partial(self.table.open_menu, at),
            more=tuple(more),
        )
