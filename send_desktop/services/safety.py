"""Safety: copies that can be put back, and a check that the store says what it should."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from send_desktop.errors import Refused, Unavailable
from send_desktop.progress import Progress, silent
from send_desktop.services import documents, letters, panel_contents, sent_sheets
from send_desktop.services.acts import derived_of, risk_context
from send_desktop.store import Reading, Store

CHUNK = 500
"""Cases whose derived columns are worked out again between two reports of progress."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at and what it found, in sentences."""

    cases: int
    problems: tuple[str, ...]
    unwritten: tuple[str, ...] = ()
    """Refusals whose letter to the family never went, in sentences: the newest first. The store may be sound
    and the case is not."""


def back_up(store: Store, target: Path) -> Path:
    """Write a whole copy of the store to a new file. Raises Refused when the file is there already."""
    if target.exists():
        raise Refused(f"{target.name} is there already; nothing has been written. Choose another name.")
    store.backup(target)
    return target


def restore(backup: Path, target: Path, open_store: Callable[[Path], Store]) -> Path | None:
    """Put a backup in place of the store at ``target``; what stood there is kept beside it and returned.

    The backup is opened and checked first. Raises Refused for one that is not sound.
    """
    if not backup.is_file():
        raise Refused(f"There is no backup file called {backup.name}; nothing has been changed.")
    candidate = target.with_name(f"{target.name}.restoring")
    try:
        shutil.copyfile(backup, candidate)
        _prove_sound(candidate, open_store)
        kept = _set_aside(target)
        os.replace(candidate, target)
    except OSError as error:
        raise Unavailable(
            f"The backup could not be put in place ({error.strerror}); the store is as it was."
        ) from error
    finally:
        for leftover in target.parent.glob(f"{candidate.name}*"):
            leftover.unlink(missing_ok=True)
    return kept


def check(store: Store, progress: Progress = silent) -> CheckReport:
    """Recompute every derived column, read every file against its checksum, and ask the storage about its own file."""
    problems, unwritten = list(store.check()), list[str]()
    with store.look() as reading:
        context = risk_context(reading)
        ids = sorted(reading.references().values())
        kept = reading.contents()
        damaged = _damaged(reading, kept, progress)
        problems += panel_contents.lost_and_damaged(reading, damaged, set(kept))
        problems += sent_sheets.lost_and_damaged(reading, damaged, set(kept))
        for start in range(0, len(ids), CHUNK):
            progress(start, len(ids), "Checking derived dates")
            cases = reading.cases(ids[start : start + CHUNK])
            unwritten += letters.decisions_without_letters(cases)
            problems += documents.lost_and_damaged(cases, damaged, set(kept))
            for case in cases:
                if case.derived != derived_of(case, context):
                    problems.append(f"{case.reference}: the derived dates are not what its facts give.")
    progress(len(ids), len(ids), "Checked")
    return CheckReport(len(ids), tuple(problems), tuple(reversed(unwritten)))


def _damaged(reading: Reading, kept: list[str], progress: Progress) -> set[str]:
    """Return the checksums whose bytes no longer fit them: each is read once, and none is held."""
    found = set()
    for number, sha256 in enumerate(kept):
        progress(number, len(kept), "Checking files")
        try:
            reading.content(sha256)
        except Unavailable:
            found.add(sha256)
    return found


def _prove_sound(candidate: Path, open_store: Callable[[Path], Store]) -> None:
    store = open_store(candidate)
    try:
        problems = store.check()
    finally:
        store.close()
    if problems:
        raise Refused(f"The backup is damaged ({problems[0]}); the store is as it was.")


def _set_aside(target: Path) -> Path | None:
    if not target.exists():
        return None
    kept = target.with_name(f"{target.stem}-before-restore-{datetime.now():%Y%m%d-%H%M%S}{target.suffix}")
    for suffix in ("", "-wal", "-shm"):
        part = target.with_name(target.name + suffix)
        if part.exists():
            os.replace(part, kept.with_name(kept.name + suffix))
    return kept
