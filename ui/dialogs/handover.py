"""The form that hands a caseload over: the brief as a file, and the move of all its cases as one act."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.errors import SendDesktopError
from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress
from send_desktop.services.handover import export, held_by, reassign
from send_desktop.wording import counted
from ui.desk import Desk
from ui.dialogs.chronology import PROFILE_WORDS
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.theme import px
from ui.widgets.fields import ChoiceField, TickField
from ui.widgets.labels import label

FOLDER = "handover/folder"

HINTS = {
    "named": "Children and officers by name: for the officer who takes the cases.",
    "initials": "Children and officers by initials, with the reference.",
    "reference": "Children by reference only, officers left out.",
}

INTRO = (
    "For each open case: the 20 weeks, the state, what is promised, what is awaited from whom, the risks, the next ten "
    "working days and the last contacts; on the first page a table of them all."
)


class HandOver(SaveFile):
    """On the sheet: from whom, to whom, the file, and whether the cases move with it."""

    def __init__(self, desk: Desk, officers: list[str], start: str) -> None:
        first = start if start in officers else (officers[0] if officers else "")
        self.giver = ChoiceField([(name, name) for name in officers], first)
        self.taker = ChoiceField([("", "Choose an officer"), *((name, name) for name in officers)], "")
        self.moves = TickField("Give the cases to them as well, all in one act", True)
        self.held = label("", "secondary", wraps=True)
        super().__init__(self._file_act(desk), desk)
        self.giver.changed.connect(self._count)
        self._count()

    def save(self) -> None:
        """Make the brief; what is missing is pointed at first."""
        if not self.taker.value() or self.taker.value() == self.giver.value():
            self.notice.say(
                "Choose the officer who takes the cases, another than the one who gives them.", kind="refused"
            )
            self.taker.mark_wrong(True)
            self.taker.setFocus()
            return
        self.taker.mark_wrong(False)
        super().save()

    def _make(self, path: Path, profile: str, report: Progress) -> str:
        desk = self._desk
        giver, taker = self.giver.value(), self.taker.value()
        line = export(desk.store, giver, taker, path, profile, desk.by, desk.today, report)
        return f"The brief on {counted(line.items, 'case')} is in {path}."

    def _made(self, words: str) -> None:
        super()._made(words)
        if not self.moves.value():
            return
        desk, giver, taker = self._desk, self.giver.value(), self.taker.value()
        desk.tasks.write(
            self, lambda _: reassign(desk.store, giver, taker, desk.by, desk.today), self._moved, self._not_moved
        )

    def _moved(self, changes: Changes) -> None:
        self.done_words.setText(f"{self.done_words.text()} {changes.note}")
        self.done_words.setAccessibleName(self.done_words.text())

    def _not_moved(self, error: SendDesktopError) -> None:
        self.notice.say(f"The brief is made, but no case was moved. {error}", kind="refused")

    def _count(self) -> None:
        desk, giver = self._desk, self.giver.value()

        def show(count: int) -> None:
            if giver == self.giver.value():
                self.held.setText(f"{giver} holds {counted(count, 'open case')}." if giver else "")

        desk.tasks.read(self, lambda _: held_by(desk.store, giver), show)

    def _file_act(self, desk: Desk) -> FileAct:
        return FileAct(
            title="Hand over a caseload",
            intro=INTRO,
            save_words="Make the brief",
            running_words="Making the brief",
            start=usual_folder(desk, FOLDER) / f"handover-{desk.today.isoformat()}.pdf",
            ending=".pdf",
            kind_words="PDF",
            make=self._make,
            choice_label="How children are named",
            choices=tuple((code, PROFILE_WORDS[code]) for code in PROFILES),
            choice="named",
            choice_hints=tuple(HINTS.items()),
            remembered_as=FOLDER,
            may_replace=True,
        )

    def _asked(self) -> QWidget:
        asked = super()._asked()
        column = asked.layout()
        assert isinstance(column, QVBoxLayout)
        for at, (words, field) in enumerate((("From", self.giver), ("To", self.taker))):
            field.name_for_readers(words)
            one = QVBoxLayout()
            one.setSpacing(px(4))
            one.addWidget(label(words, "secondary"))
            one.addWidget(field)
            if field is self.giver:
                one.addWidget(self.held)
            column.insertLayout(1 + at, one)
        column.insertWidget(3, self.moves)
        return asked
