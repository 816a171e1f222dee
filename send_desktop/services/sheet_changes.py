"""What has changed since a weekly sheet was sent, with who changed it and when, from the history of each case."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from send_desktop.errors import Refused, Unavailable
from send_desktop.exports.placing import place, require_workbook
from send_desktop.exports.profile import PROFILES
from send_desktop.exports.sheet_changes.sheet import ChangedLine, ChangesSheet
from send_desktop.measures.figures import UNALLOCATED
from send_desktop.measures.frozen import FrozenSheet
from send_desktop.measures.since import GONE, REASONS, WHOLE, CaseChange, Comparison, FactChange, compare
from send_desktop.options import Options
from send_desktop.records import AuditLine, Export, SentSheet, TimelinessRow
from send_desktop.services.export_log import left
from send_desktop.services.known import COUNTED
from send_desktop.services.moments import day_and_time, day_of
from send_desktop.services.profiles import Names
from send_desktop.services.sent_sheets import opened, sent_sheets
from send_desktop.services.sheet_words import FigureLine, fact_words, figure_lines, move_words, reason_words
from send_desktop.store import Reading, Store
from send_desktop.wording import counted, full_date

EXPORT = "Export changes since a weekly sheet"

_OF_REQUEST: Mapping[str, tuple[str, ...]] = {
    "officer": ("officer_id",),
    "team": ("officer_id",),
    "area": ("area_id",),
    "setting_kind": ("setting_id",),
    "need": ("primary_need",),
    "clock_start_on": ("became_responsible_on", "received_on"),
}
"""Facts of the request whose fields are called otherwise in the audit."""

_OF_OTHERS: Mapping[str, str] = {
    "overturned_assess_on": "LaterDecision",
    "overturned_issue_on": "LaterDecision",
    "is_after_dispute": "LaterDecision",
    "limits_replaced_on": "LaterDecision",
    "exception_reason": "ExceptionPeriod",
    "delay_reason": "DelayReason",
    "decision_delay_reason": "DelayReason",
    "refusal_delay_reason": "DelayReason",
    "delay_service": "DelayReason",
    "refusal_delay_service": "DelayReason",
}
"""Facts that come of other records, with their kind."""

_PLANS = {"final_sent_on": "final", "draft_served_on": "draft"}


@dataclass(frozen=True, slots=True)
class ToldFact:
    """One change in words, why it counts, and the line of the audit that made it."""

    words: str
    reason: str
    """A code of ``REASONS``."""
    line: AuditLine | None
    """None where the lists of the authority changed and not the case."""

    @property
    def who(self) -> str:
        """Return 'Priya Maplenoodle, 25 Nov 2026 at 14:32'; empty where nobody changed the case."""
        return f"{self.line.by}, {day_and_time(self.line.at)}" if self.line else ""


@dataclass(frozen=True, slots=True)
class ChangedCase:
    """A case that is not as a sheet counted it."""

    change: CaseChange
    child: str
    """As a register lists it; empty where the case is no longer in the store."""
    told: tuple[ToldFact, ...]

    @property
    def moves(self) -> tuple[str, ...]:
        """Which figures it moved into or out of."""
        return move_words(self.change.moves)


@dataclass(frozen=True, slots=True)
class SheetChanges:
    """A sheet that was sent beside the records as they stand now."""

    sheet: SentSheet
    comparison: Comparison
    figures: tuple[FigureLine, ...]
    """Every figure then and now, those that differ first."""
    cases: tuple[ChangedCase, ...]

    @property
    def differing(self) -> tuple[FigureLine, ...]:
        """The figures that are not what they were."""
        return tuple(one for one in self.figures if not one.is_same)

    @property
    def moved(self) -> tuple[ChangedCase, ...]:
        """The cases that count otherwise."""
        return tuple(one for one in self.cases if one.change.moves)


@dataclass(frozen=True, slots=True)
class SentSheets:
    """The sheets that were sent, newest first, and what has changed since the one that is looked at."""

    sheets: tuple[SentSheet, ...]
    shown: SheetChanges | None = None
    chosen: SentSheet | None = None
    problem: str = ""
    """Why the one chosen cannot be read, in a sentence; the others can be looked at."""


def read_sheets(store: Store, sheet_id: int = 0) -> SentSheets:
    """Read the sheets, with the changes since one of them: the newest where 0 or an id of none is given."""
    with store.look() as reading:
        sheets = tuple(sent_sheets(reading))
        chosen = next((one for one in sheets if one.id == sheet_id), sheets[0] if sheets else None)
        if chosen is None:
            return SentSheets(())
        try:
            return SentSheets(sheets, changes_since(reading, chosen), chosen)
        except (Refused, Unavailable) as error:
            return SentSheets(sheets, None, chosen, str(error))


def sheet_of(reading: Reading, as_at: date) -> SentSheet:
    """Return the newest sheet that was sent as at a day. Raises Refused where there is none."""
    found = next((one for one in sent_sheets(reading) if one.as_at == as_at), None)
    if found is None:
        raise Refused(f"No weekly sheet as at {full_date(as_at)} has been sent from this store; nothing was compared.")
    return found


def changes_since(reading: Reading, sheet: SentSheet, names: Names | None = None) -> SheetChanges:
    """Compare a sheet with the records as they stand; officers stand under ``names`` where it is given."""
    frozen, rows = opened(reading, sheet), reading.timeliness_rows()
    if names is not None:
        frozen, rows = _under(names, frozen), _renamed(names, rows)
    found = compare(frozen, rows, reading.advice_rows())
    lines = _lines_by_case(reading, frozen)
    children = {one.case_id: f"{one.surname}, {one.forename}" for one in reading.child_names()}
    cases = tuple(
        ChangedCase(one, children.get(one.case_id, ""), tuple(_told(reading, one, lines.get(one.case_id, ()))))
        for one in found.cases
    )
    return SheetChanges(sheet, found, figure_lines(found), cases)


def told_in_a_line(found: SheetChanges) -> str:
    """Return '3 figures differ now; 2 cases count otherwise.'"""
    differing, moved = len(found.differing), len(found.moved)
    if not differing:
        return "Every figure is as it was sent."
    figures = f"{counted(differing, 'figure')} {'differs' if differing == 1 else 'differ'} now"
    return f"{figures}; {counted(moved, 'case')} {'counts' if moved == 1 else 'count'} otherwise."


def changes_as_json(found: SheetChanges) -> dict[str, Any]:
    """Return what ``timeliness --changes-since --json`` prints: cases by reference alone."""
    sheet = found.sheet
    return {
        "as_at": sheet.as_at.isoformat(),
        "period": {"from": sheet.period_from.isoformat(), "to": sheet.period_to.isoformat()},
        "sent_at": sheet.made_at.isoformat(),
        "sent_by": sheet.made_by,
        "profile": sheet.profile,
        "figures": [
            {"path": path, "then": found.comparison.then.get(path), "now": found.comparison.now.get(path)}
            for path in found.comparison.differing
        ],
        "cases": [_case_as_json(one) for one in found.cases],
    }


def _case_as_json(one: ChangedCase) -> dict[str, Any]:
    told = [
        {
            "fact": fact.words or None,
            "reason": fact.reason,
            "by": fact.line.by if fact.line else None,
            "at": fact.line.at.isoformat() if fact.line else None,
            "act": fact.line.act if fact.line else None,
        }
        for fact in one.told
    ]
    moves = [{"path": move.path, "then": move.then, "now": move.now} for move in one.change.moves]
    return {"reference": one.change.reference, "reasons": list(one.change.reasons), "changes": told, "moves": moves}


# --- who and when ----------------------------------------------------------------------------------------


def _lines_by_case(reading: Reading, frozen: FrozenSheet) -> dict[int, list[AuditLine]]:
    found: dict[int, list[AuditLine]] = defaultdict(list)
    for line in reading.audit_since(frozen.read_at, [kind.__name__ for kind in COUNTED]):
        if line.case_id is not None:
            found[line.case_id].append(line)
    return found


def _told(reading: Reading, change: CaseChange, lines: Sequence[AuditLine]) -> Iterable[ToldFact]:
    """Yield the case's own coming or going, or each fact of it, with the newest line that made it so."""
    if change.whole:
        came = [line for line in lines if line.record == "Request" and line.is_new == (change.whole == WHOLE)]
        yield ToldFact("", change.whole, came[-1] if came else None)
    for one in change.facts:
        # What was being saved while the sheet was read has an earlier moment: then the whole history is looked at.
        line = _newest(one, lines) or _newest(one, reading.history(change.case_id))
        yield ToldFact(fact_words(one), one.reason, line)


def _newest(one: FactChange, lines: Sequence[AuditLine]) -> AuditLine | None:
    return next((line for line in reversed(lines) if _made(one, line)), None)


def _made(one: FactChange, line: AuditLine) -> bool:
    """Say whether a line of the audit could have made this change."""
    if one.advice_id:
        return (line.record, line.record_id) == ("Advice", one.advice_id) and one.field in line.changes
    if one.field in _PLANS:
        kinds = line.changes.get("kind", (_PLANS[one.field],))
        return line.record == "PlanVersion" and "sent_on" in line.changes and _PLANS[one.field] in kinds
    if one.field in _OF_OTHERS:
        return line.record == _OF_OTHERS[one.field]
    return line.record == "Request" and any(name in line.changes for name in _OF_REQUEST.get(one.field, (one.field,)))


# --- names -----------------------------------------------------------------------------------------------


def _under(names: Names, frozen: FrozenSheet) -> FrozenSheet:
    """Return a sheet with its officers as a profile shows them, in its rows and in its figures."""
    held: dict[str, int] = frozen.counted["open_by_officer"]
    shown = {name if name == UNALLOCATED else names.officer(name): count for name, count in held.items()}
    figures = {**frozen.counted, "open_by_officer": shown}
    return replace(frozen, rows=tuple(_renamed(names, frozen.rows)), counted=figures)


def _renamed(names: Names, rows: Iterable[TimelinessRow]) -> list[TimelinessRow]:
    return [replace(row, officer=names.officer(row.officer)) if row.officer else row for row in rows]


_LINES = {"reference": "Reference: children by reference only, officers by number"}
"""The line of a profile where officers stand by number and are not left out."""


# --- the file --------------------------------------------------------------------------------------------


def gather(reading: Reading, sheet: SentSheet, profile: str, today: date) -> ChangesSheet:
    """Return what the workbook of the changes holds. Raises Refused for a profile that names nobody's case."""
    if profile not in PROFILES:
        raise Refused(f"There is no profile {profile}; choose one of {', '.join(PROFILES)}.")
    names = Names(profile, reading.directory().officers)
    found = changes_since(reading, sheet, names)
    children = {one.case_id: names.child(one.forename, one.surname) for one in reading.child_names()}
    return ChangesSheet(
        authority=Options.read(reading.options()).authority_name,
        profile=_LINES.get(profile, PROFILES[profile]),
        heading=heading(sheet),
        made_on=today,
        figures=tuple((one.title, one.then, one.now, one.is_same) for one in found.figures),
        cases=tuple(line for one in found.cases for line in _changed_lines(one, children, names)),
        names_children=profile != "reference",
    )


def heading(sheet: SentSheet) -> str:
    """Return what a sheet is called: 'Sheet as at 20 Nov 2026, sent 20 Nov 2026 at 15:02'."""
    return f"Sheet as at {full_date(sheet.as_at)}, sent {day_and_time(sheet.made_at)}"


def file_name(sheet: SentSheet) -> str:
    """Return the workbook's usual name."""
    return f"changes-since-{sheet.as_at.isoformat()}.xlsx"


def export_changes(
    store: Store, sheet: SentSheet, path: Path, profile: str, by: str, today: date | None = None
) -> Export:
    """Write what has changed since a sheet to a workbook and log that it left; return the line of the export log.

    Raises Refused for a profile that does not exist and a name that is no workbook's, Unavailable when it cannot
    be written; then nothing is written and nothing logged.
    """
    require_workbook(path)
    with store.look() as reading:
        gathered = gather(reading, sheet, profile, today or sheet.as_at)
    from send_desktop.exports.sheet_changes.workbook import draw  # openpyxl is slow to load, and only needed here

    content = draw(gathered)
    line = left("figures", content, path, by, profile, len({one.reference for one in gathered.cases}))
    with store.work(by, EXPORT) as work:
        logged = work.add(line)
        place(content, path)  # last, inside the transaction: what is not logged does not leave, nor the other way
    return logged


def _changed_lines(one: ChangedCase, children: Mapping[int, str], names: Names) -> Iterable[ChangedLine]:
    """Yield a line for each fact of a case; the first carries the figures that it moved."""
    for place_, told in enumerate(one.told or (ToldFact("", "", None),)):
        line = told.line
        yield ChangedLine(
            reference=one.change.reference,
            child=children.get(one.change.case_id, ""),
            reason=REASONS.get(told.reason, reason_words(one.change)),
            fact=told.words or _WHOLE_WORDS.get(told.reason, ""),
            moves="; ".join(one.moves) if place_ == 0 else "",
            by=names.officer(line.by) if line else "",
            on=day_of(line.at) if line else None,
            act=line.act if line else "",
        )


_WHOLE_WORDS = {WHOLE: "The case was not in the store yet", GONE: "The case is no longer in the store"}
