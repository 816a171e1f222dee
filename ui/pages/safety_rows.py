"""What the Safety screen says of exports, audit and backups: pure, from records to words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from send_desktop.records import AuditLine, Export
from send_desktop.wording import full_date
from ui.pages.audit_words import EXPORT_KINDS, PROFILE_WORDS, change_words, record_words
from ui.widgets.card_table import Cell, Row


@dataclass(frozen=True, slots=True)
class Held:
    """What the screen reads: the newest exports and audit lines, and the references of the cases in them."""

    exports: tuple[Export, ...]
    audit: tuple[AuditLine, ...]
    references: Mapping[int, str]


def export_rows(exports: tuple[Export, ...], opened: Callable[[Export], object]) -> list[Row]:
    """Return the export log, newest first; Enter shows a line whole."""
    return [
        Row(
            (
                Cell(moment(one.made_at)),
                Cell(EXPORT_KINDS.get(one.kind, one.kind.replace("_", " ").capitalize()), "strong"),
                Cell(PROFILE_WORDS.get(one.profile, one.profile.capitalize())),
                Cell(one.made_by),
                Cell(Path(one.target).name or "–", tip=one.target),
                Cell(one.sha256[:12] or "–", "secondary", tip=one.sha256),
            ),
            partial(opened, one),
        )
        for one in exports
    ]


def export_words(one: Export) -> str:
    """Say everything that the log holds of one export, the checksum to be copied."""
    kind = EXPORT_KINDS.get(one.kind, one.kind)
    return "\n\n".join(
        (
            f"{kind}, made by {one.made_by} on {moment(one.made_at)}.",
            f"Profile: {PROFILE_WORDS.get(one.profile, one.profile)}. Cases in it: {one.items:,}.",
            f"File: {one.target or 'not known'}",
            f"SHA-256 checksum:\n{_in_groups(one.sha256) if one.sha256 else 'none'}",
            "A file with the same checksum is the very file that left.",
        )
    )


def audit_rows(held: Held, opened: Callable[[int], object]) -> list[Row]:
    """Return the newest acts; Enter opens the case."""
    return [_audit_row(line, held.references, opened) for line in held.audit]


def moment(at: datetime) -> str:
    """Return '22 Nov 2026, 05:14' by the clock of this computer."""
    here = at.astimezone()
    return f"{full_date(here)}, {here:%H:%M}"


def size_words(count: int) -> str:
    """Return '4.6 MB'."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{max(1, count // 1000)} kB"


def backup_name(store: Path, at: datetime) -> Path:
    """Return the usual file of a backup: in a folder 'backups' beside the store, named by the minute."""
    return store.parent / "backups" / f"{store.stem}-{at:%Y-%m-%d-%H%M}{store.suffix or '.db'}"


def restore_command(store: str, backup: str) -> str:
    """Return the command that puts a backup in place of the store."""
    return f"send-desktop --store {_quoted(store)} restore {_quoted(backup)}"


def _audit_row(line: AuditLine, references: Mapping[int, str], opened: Callable[[int], object]) -> Row:
    case_id = line.case_id
    about = references.get(case_id or 0, "")
    record = record_words(line.record)
    cells = (
        Cell(moment(line.at)),
        Cell(line.by),
        Cell(line.act, "strong"),
        Cell(f"{record} · {about}" if about else record),
        Cell(change_words(line), "secondary"),
    )
    return Row(cells, partial(opened, case_id) if case_id else None)


def _in_groups(digest: str) -> str:
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
