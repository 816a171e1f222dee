"""A tracker comes in: said beforehand, done in one transaction, and told row by row."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from send_desktop.imports.issues import IMPORTED, REJECTED, WITH_WARNING, Issue
from send_desktop.imports.plan import plan
from send_desktop.imports.planned import ImportPlan, RowOutcome
from send_desktop.imports.reconcile import Reconciled, reconcile
from send_desktop.imports.tracker import TrackerFile, mapping_with, read
from send_desktop.progress import Progress, silent
from send_desktop.records import Case
from send_desktop.services.acts import act
from send_desktop.services.tracker_records import write
from send_desktop.store import Reading, Store

ACT = "Import tracker"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do: counts, the mapping used, and what became of each row."""

    file: str
    as_at: date
    dry_run: bool
    sheets: tuple[str, ...]
    rows_read: int
    cases_created: int
    cases_updated: int
    cases_unchanged: int
    rows_ignored: int
    rows_rejected: int
    mapping: Mapping[str, str]
    unmapped: tuple[str, ...]
    issues: tuple[Issue, ...]
    rows: tuple[RowOutcome, ...]
    """Every row below the header with its outcome, in order."""

    def as_json(self) -> dict[str, Any]:
        """Return the shape of ``import --json``."""
        return {
            "file": self.file,
            "as_at": self.as_at.isoformat(),
            "dry_run": self.dry_run,
            "sheets": list(self.sheets),
            "rows_read": self.rows_read,
            "cases_created": self.cases_created,
            "cases_updated": self.cases_updated,
            "cases_unchanged": self.cases_unchanged,
            "rows_ignored": self.rows_ignored,
            "rows_rejected": self.rows_rejected,
            "mapping": dict(self.mapping),
            "unmapped": list(self.unmapped),
            "issues": [one.as_json() for one in self.issues],
        }


def preview(
    store: Store,
    path: Path,
    as_at: date | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Progress = silent,
    *,
    today: date,
) -> ImportReport:
    """Say what importing a tracker would do, and write nothing. Raises Refused or Unavailable for an unfit file."""
    tracker = read(path, progress)
    with store.look() as reading:
        planned = _plan(reading, tracker, mapping, as_at or tracker.as_at or today, progress)
        return _report(planned, reconcile(planned, _stored(reading)), dry_run=True)


def run(
    store: Store,
    path: Path,
    by: str,
    as_at: date | None = None,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    *,
    today: date,
    progress: Progress = silent,
) -> ImportReport:
    """Import a tracker in one transaction; a second time it finds everything unchanged and writes nothing.

    ``as_at`` is the day that the tracker speaks of: as given, else as its title block says, else today.
    ``mapping`` puts headings to fields over what is proposed. Raises Refused or Unavailable, with the
    store as it was; whatever ``progress`` raises undoes the import as well.
    """
    if dry_run:
        return preview(store, path, as_at, mapping, progress, today=today)
    with _collector_at_rest():
        return _run(store, path, by, as_at, mapping, today, progress)


def _run(
    store: Store,
    path: Path,
    by: str,
    as_at: date | None,
    mapping: Mapping[str, str] | None,
    today: date,
    progress: Progress,
) -> ImportReport:
    tracker = read(path, progress)
    with act(store, by, ACT, today, refresh_delays=True) as work:
        planned = _plan(work, tracker, mapping, as_at or tracker.as_at or today, progress)
        reconciled = reconcile(planned, _stored(work))
        progress(len(planned.rows), len(planned.rows), "Saving the cases")
        write(work, planned, reconciled)
        report = _report(planned, reconciled, dry_run=False)
        if report.cases_created or report.cases_updated:
            work.log(ACT, file=report.file, created=report.cases_created, updated=report.cases_updated)
    return report


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from searching the growing heap of an import for cycles, which took a sixth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _plan(
    reading: Reading, tracker: TrackerFile, mapping: Mapping[str, str] | None, as_at: date, progress: Progress
) -> ImportPlan:
    officers = reading.directory().officers
    initials = {officer.initials: officer.name for officer in officers if officer.initials}
    return plan(tracker, mapping_with(tracker, mapping), as_at, initials, progress=progress)


def _stored(reading: Reading) -> list[Case]:
    return [] if reading.is_empty() else reading.cases()


def _report(planned: ImportPlan, reconciled: Reconciled, dry_run: bool) -> ImportReport:
    issues = _merged(planned, reconciled)
    rows = tuple(_told(planned.rows, reconciled.issues))
    return ImportReport(
        file=planned.file,
        as_at=planned.as_at,
        dry_run=dry_run,
        sheets=planned.sheets,
        rows_read=len(rows),
        cases_created=len(reconciled.new),
        cases_updated=len(reconciled.amended),
        cases_unchanged=reconciled.unchanged,
        rows_ignored=planned.ignored,
        rows_rejected=sum(1 for row in rows if row.outcome == REJECTED),
        mapping=planned.mapping,
        unmapped=planned.unmapped,
        issues=issues,
        rows=rows,
    )


def _merged(planned: ImportPlan, reconciled: Reconciled) -> tuple[Issue, ...]:
    """Put what the store had to say among the file's own issues, in the order of the rows."""
    if not reconciled.issues:
        return planned.issues
    place = {sheet: number for number, sheet in enumerate(planned.sheets)}
    every = [*planned.issues, *reconciled.issues]
    return tuple(sorted(every, key=lambda one: (place.get(one.sheet, len(place)), one.row or 0)))


def _told(rows: tuple[RowOutcome, ...], issues: tuple[Issue, ...]) -> list[RowOutcome]:
    """Return the outcomes with those rows changed that the store had something to say about."""
    severe = {(one.sheet, one.row): one.severity for one in issues}
    told: list[RowOutcome] = []
    for row in rows:
        severity = severe.get((row.sheet, row.row))
        if severity == "error":
            row = replace(row, outcome=REJECTED)
        elif severity == "warning" and row.outcome == IMPORTED:
            row = replace(row, outcome=WITH_WARNING)
        told.append(row)
    return told
