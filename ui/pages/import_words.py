"""What an import says, as lines: its issues before, and what became of each row after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from send_desktop.imports.issues import IGNORED, IMPORTED, REJECTED, WITH_WARNING, Issue
from send_desktop.services.tracker_import import ImportReport
from send_desktop.wording import counted
from ui.tables.told_table import Kind, Told

SEVERITIES = {
    "error": Kind("Rejected", "square", "breached"),
    "warning": Kind("Warning", "diamond", "at_risk", "Warnings"),
    "note": Kind("Note", many="Notes"),
}
"""How each weight of an issue is shown."""

OUTCOMES = {
    IMPORTED: Kind("Imported", "disc", "on_track"),
    WITH_WARNING: Kind("With a warning", "diamond", "at_risk"),
    REJECTED: Kind("Rejected", "square", "breached"),
    IGNORED: Kind("Not a case"),
}
"""How each outcome of a row is shown."""

_WEIGHT = {"error": 0, "warning": 1, "note": 2}


def issue_lines(report: ImportReport) -> list[Told]:
    """Return the issues as lines: those that reject a row first, then warnings, then notes."""
    ordered = sorted(report.issues, key=lambda one: _WEIGHT[one.severity])
    return [Told(one.sheet, one.row, SEVERITIES[one.severity], (_place(one), one.message)) for one in ordered]


def row_lines(report: ImportReport) -> list[Told]:
    """Return every row with its outcome and why, in the order of the file."""
    why: dict[tuple[str, int | None], list[Issue]] = defaultdict(list)
    for one in report.issues:
        why[one.sheet, one.row].append(one)
    return [
        Told(row.sheet, row.row, OUTCOMES[row.outcome], (row.reference, _reasons(why[row.sheet, row.row])))
        for row in report.rows
    ]


def file_words(report: ImportReport) -> str:
    """Return 'county.xlsx · sheet Tracker · 1,815 rows'."""
    noun = "sheet" if len(report.sheets) == 1 else "sheets"
    return f"{report.file} · {noun} {', '.join(report.sheets)} · {counted(report.rows_read, 'row')}"


def done_words(report: ImportReport) -> str:
    """Return what an import did, as one sentence."""
    parts = (
        (report.cases_created, "new"),
        (report.cases_updated, "updated"),
        (report.cases_unchanged, "unchanged"),
    )
    said = ", ".join(f"{count:,} {word}" for count, word in parts if count) or "no case"
    rejected = f"; {counted(report.rows_rejected, 'row')} rejected" if report.rows_rejected else ""
    return f"{report.file} is in: {said}{rejected}."


def _place(one: Issue) -> str:
    if one.row is None:
        return f"Sheet {one.sheet}"
    return one.column.replace(" > ", " › ")


def _reasons(issues: Iterable[Issue]) -> str:
    ordered = sorted(issues, key=lambda one: _WEIGHT[one.severity])
    return " ".join(f"{_place(one)}: {one.message}" if one.column else one.message for one in ordered)
