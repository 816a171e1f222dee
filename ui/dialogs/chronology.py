"""The form for a chronology as a file: for whom, in which form, what it holds, and where it goes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_desktop.errors import Refused
from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress
from send_desktop.services.cases import CaseView
from send_desktop.services.chronology_file import KIND_WORDS, USUAL, Choice, export, file_name
from send_desktop.wording import counted
from ui.desk import Desk
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.theme import px
from ui.widgets.fields import ChoiceField, DateField, FieldWidget, ManyField
from ui.widgets.labels import label

FOLDER = "chronology/folder"

PROFILE_WORDS = {"named": "Names", "initials": "Initials", "reference": "References only"}

FORMATS = {".pdf": "PDF, to send", ".docx": "Word, to work on further"}

HINTS = {
    "named": "Children and officers by name: for the Tribunal, or the family's own complaint.",
    "initials": "Children and officers by initials, with the reference.",
    "reference": "The child by reference only, officers left out.",
}

INTRO = (
    "Everything on record about the case, oldest first, with who entered it and when, and a line for every limit met "
    "or missed and every promise kept or not. Read it before it goes: a name in free text may have been missed. "
    "That it left is written to the export log."
)


class ChronologyForm(SaveFile):
    """On the sheet. The file is named by the case's reference, never by the child."""

    def __init__(self, desk: Desk, seen: CaseView) -> None:
        self._seen = seen
        self._choice = Choice()
        self.format = ChoiceField(tuple(FORMATS.items()), ".pdf")
        self.kinds = ManyField(tuple(KIND_WORDS.items()), USUAL)
        self.since = DateField(desk.today, None, echoes=False, example="the request")
        self.until = DateField(desk.today, None, echoes=False, example="today")
        super().__init__(self._file_act(desk), desk)
        self.format.changed.connect(self._change_format)

    def save(self) -> None:
        """Take what was chosen, then make the file in the background."""
        try:
            self._choice = self._chosen()
        except (ValueError, Refused) as problem:
            self.notice.say(str(problem), kind="refused")
            return
        super().save()

    def _chosen(self) -> Choice:
        assert self.choice is not None
        return Choice(
            profile=self.choice.value(),
            kinds=self.kinds.value(),
            since=self.since.value(),
            until=self.until.value(),
        )

    def _make(self, path: Path, _profile: str, report: Progress) -> str:
        desk = self._desk
        line = export(desk.store, self._seen.case.id, path, self._choice, desk.by, desk.today, report)
        return f"The chronology, with {counted(line.items, 'line')}, is in {path}."

    def _file_act(self, desk: Desk) -> FileAct:
        name = file_name(self._seen.case.reference, desk.today, ".pdf")
        return FileAct(
            title="Chronology",
            intro=INTRO,
            save_words="Make chronology",
            running_words="Making the chronology",
            start=usual_folder(desk, FOLDER) / name,
            ending=".pdf",
            kind_words="PDF",
            make=self._make,
            choice_label="Who is named",
            choices=tuple((code, PROFILE_WORDS[code]) for code in PROFILES),
            choice="reference",
            choice_hints=tuple(HINTS.items()),
            remembered_as=FOLDER,
            may_replace=True,
        )

    def _change_format(self) -> None:
        """Put the ending into the file's name."""
        ending = self.format.value()
        kind = "PDF" if ending == ".pdf" else "Word document"
        self.act = replace(self.act, ending=ending, kind_words=kind)
        self.place.line.setText(str(self._target().with_suffix(ending)))

    def _asked(self) -> QWidget:
        asked = super()._asked()
        column = asked.layout()
        assert isinstance(column, QVBoxLayout)
        lines: tuple[tuple[tuple[str, FieldWidget], ...], ...] = (
            (("Form", self.format),),
            (("From", self.since), ("To", self.until)),
            (("What it holds", self.kinds),),
        )
        for at, line in enumerate(lines):
            row = QHBoxLayout()
            row.setSpacing(px(12))
            for words, field in line:
                row.addLayout(_labelled(words, field), 1)
            column.insertLayout(2 + at, row)
        return asked


def _labelled(words: str, field: FieldWidget) -> QVBoxLayout:
    field.name_for_readers(words)
    column = QVBoxLayout()
    column.setSpacing(px(4))
    column.addWidget(label(words, "secondary"))
    column.addWidget(field)
    return column
