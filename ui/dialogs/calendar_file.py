"""The form for one's legal dates, promises and panels as a calendar file."""

from __future__ import annotations

from pathlib import Path

from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress
from send_desktop.services.calendar_file import export, told
from ui.desk import Desk
from ui.dialogs.chronology import PROFILE_WORDS
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder

FOLDER = "calendar/folder"

HINTS = {
    "named": "Children by name, and what was promised in words: only for a calendar that nobody else can open.",
    "initials": "Children by initials, with the reference.",
    "reference": "Children by reference only.",
}


def calendar_form(desk: Desk, officer: str) -> SaveFile:
    """Return the form that writes an officer's calendar."""

    def make(path: Path, profile: str, report: Progress) -> str:
        return told(export(desk.store, officer, path, profile, desk.by, desk.today, report), path)

    whose = "your cases" if officer == desk.by else f"the cases of {officer}"
    act = FileAct(
        title="Calendar file",
        intro=f"The legal dates, promises, panels and cut-offs ahead on {whose}, as whole days for Outlook or another "
        "calendar. A newer file brings the same dates up to date. That it left is written to the export log.",
        save_words="Make calendar file",
        running_words="Making the calendar file",
        start=usual_folder(desk, FOLDER) / f"send-dates-{desk.today.isoformat()}.ics",
        ending=".ics",
        kind_words="Calendar file",
        make=make,
        choice_label="How children are named",
        choices=tuple((code, PROFILE_WORDS[code]) for code in PROFILES),
        choice="reference",
        choice_hints=tuple(HINTS.items()),
        remembered_as=FOLDER,
        may_replace=True,
    )
    return SaveFile(act, desk)
