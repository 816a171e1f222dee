"""The forms of the minutes: other matters, the chair's sign-off, and the file that is saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress
from send_desktop.services import clerks_sheet, minutes
from send_desktop.services.minutes_checks import Check, summary
from send_desktop.services.minutes_sign_off import Acceptance, sign
from send_desktop.services.panel_after import AfterView
from send_desktop.services.panel_rules import name_of
from send_desktop.services.sitting_view import SittingItem, SittingView
from send_desktop.wording import counted
from ui.desk import Desk
from ui.dialogs.chronology import FORMATS, PROFILE_WORDS
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.theme import px
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import label

FOLDER = "minutes/folder"

SHOWN = 6
"""Problems that the form of signing lists; the screen behind it lists all."""

HINTS = {
    "named": "Children and officers by name: for the file, and for members who may read it.",
    "initials": "Children and officers by initials, with the reference.",
    "reference": "Children by reference only, officers left out.",
}


def matters_form(desk: Desk, view: SittingView) -> FormSpec:
    """Return the form of what was said that belongs to no case."""
    meeting = view.meeting
    return FormSpec(
        title="Other matters",
        save_words="Save matters",
        say_heading="In the minutes",
        intro=f"{name_of(meeting)}. What was said that belongs to no case: it stands in the minutes before the cases.",
        fields=(Field(name="matters", label="Other matters", kind="long_text", start=meeting.matters),),
        say=lambda _: "",
        save=lambda values: minutes.set_matters(desk.store, meeting, values["matters"], desk.by, desk.today),
    )


def sign_form(desk: Desk, after: AfterView) -> FormSpec:
    """Return the form by which the chair signs, with what was found and who accepts it."""
    view = after.sitting
    found = [problem for check in after.checks for problem in check.problems]
    accepts = bool(found) and not any(one.blocks for one in found)

    def save(values: Values) -> Changes:
        accepted = Acceptance(values["accepted_by"], values["reason"]) if accepts else None
        return sign(desk.store, view, values["signed_by"], desk.by, desk.today, accepted)

    return FormSpec(
        title="Sign the minutes",
        save_words="Sign",
        say_heading="Before signing",
        intro=f"{name_of(view.meeting)}. The PDF is kept as it is signed, and what was recorded of the meeting can "
        "no longer be changed; a decision or a letter that comes later is recorded on its case.",
        fields=(
            Field(name="signed_by", label="Chair who signs", start=view.meeting.chair, suggestions=view.officers,
                  is_required=True, blamed_for=("Name the chair",)),
            *(_accepting(view) if accepts else ()),
        ),
        say=lambda _: _said(after.checks),
        save=save,
    )  # fmt: skip


def _accepting(view: SittingView) -> tuple[Field, ...]:
    return (
        Field(name="accepted_by", label="Accepted by", start=view.meeting.chair, suggestions=view.officers,
              is_required=True, blamed_for=("who accepts",)),
        Field(name="reason", label="Why it is signed in spite of it", kind="long_text", is_required=True,
              hint="It stands at the end of the minutes, with what was accepted."),
    )  # fmt: skip


def _said(found: tuple[Check, ...]) -> str:
    lines = [
        f"{f'Item {problem.number}: ' if problem.number else ''}{problem.words.rstrip('.')}."
        for check in found
        for problem in check.problems
    ]
    more = [f"And {len(lines) - SHOWN} more, listed on the screen."] * (len(lines) > SHOWN)
    return "\n".join((summary(found), *lines[:SHOWN], *more))


def _standing(view: SittingView, one: SittingItem | None) -> str:
    meeting = view.meeting
    if one is not None:
        return f"what was advised and decided on {view.veil_of(one).label}, for the case's own file"
    if meeting.signed_at:
        return (
            f"signed by {meeting.signed_by}; the PDF under the meeting's own profile is the very file that was signed"
        )
    return "a draft until the chair signs, and marked so on every page"


def clerks_sheet_file(desk: Desk, view: SittingView) -> FileAct:
    """Return the form that saves the clerk's attendance and decision sheet as a workbook."""
    meeting = view.meeting

    def make(path: Path, profile: str, report: Progress) -> str:
        report(0, 0, "Writing the clerk's sheet")
        clerks_sheet.export_sheet(desk.store, meeting.id, path, profile, desk.by, desk.today)
        return f"The clerk's sheet is in {path}."

    return FileAct(
        title="Clerk's sheet",
        intro=f"{name_of(meeting)}. A workbook of who was there, and of each case's recommendation, decision, by "
        "whom, by when the family is told, and its letter. That it left is written to the export log.",
        save_words="Save clerk's sheet",
        running_words="Writing the clerk's sheet",
        start=usual_folder(desk, FOLDER) / clerks_sheet.file_name(meeting),
        ending=".xlsx",
        kind_words="Excel workbook",
        make=make,
        choice_label="Who may read it",
        choices=tuple(PROFILE_WORDS.items()),
        choice=meeting.profile,
        choice_hints=tuple(HINTS.items()),
        remembered_as=FOLDER,
        may_replace=True,
    )


class MinutesForm(SaveFile):
    """On the sheet: as a PDF or a Word document, under which profile, and where it goes.

    Of the whole meeting, or as the decision sheet of one case.
    """

    def __init__(self, desk: Desk, view: SittingView, one: SittingItem | None = None) -> None:
        self._view, self._one = view, one
        self.format = ChoiceField(tuple(FORMATS.items()), ".pdf")
        super().__init__(self._file_act(desk), desk)
        self.format.changed.connect(self._change_format)

    def _make(self, path: Path, profile: str, _: Progress) -> str:
        desk, one = self._desk, self._one
        if one is not None:
            minutes.export_decision_sheet(
                desk.store, self._view.meeting.id, one.item.id, path, profile, desk.by, desk.today
            )
            return f"The decision sheet is in {path}."
        line = minutes.export(desk.store, self._view.meeting.id, path, profile, desk.by, desk.today)
        return f"The minutes, of {counted(line.items, 'case')}, are in {path}."

    def _name(self, profile: str) -> str:
        if self._one is not None:
            return minutes.sheet_name(self._one, self._view.meeting, self.format.value())
        return minutes.file_name(self._view.meeting, self._view.agenda.area, profile, self.format.value())

    def _file_act(self, desk: Desk) -> FileAct:
        meeting = self._view.meeting
        standing = _standing(self._view, self._one)
        return FileAct(
            title="Decision sheet" if self._one else "Minutes",
            intro=f"{name_of(meeting)}: {standing}. Read it before it goes: a name in free text may have been "
            "missed. That it left is written to the export log.",
            save_words="Save decision sheet" if self._one else "Save minutes",
            running_words="Making the file",
            start=usual_folder(desk, FOLDER) / self._name(meeting.profile),
            ending=".pdf",
            kind_words="PDF",
            make=self._make,
            choice_label="Who is named",
            choices=tuple((code, PROFILE_WORDS[code]) for code in PROFILES),
            choice=meeting.profile,
            choice_hints=tuple(HINTS.items()),
            name_under=self._name,
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
        self.format.name_for_readers("Form")
        line = QVBoxLayout()
        line.setSpacing(px(4))
        line.addWidget(label("Form", "secondary"))
        line.addWidget(self.format)
        column.insertLayout(2, line)
        return asked
