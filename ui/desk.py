"""What every page works with: the store, the day, who is at the desk, the workers and what is remembered."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from send_desktop.records import Officer
from send_desktop.store import Store
from send_desktop.wording import day_month
from ui.opened_copies import OpenedCopies
from ui.tasks import Tasks


class Memory:
    """What the window remembers between starts: where it was, theme, text size. Never anything about a child."""

    def __init__(self, file: Path | None = None) -> None:
        self._settings = QSettings(str(file or _usual_file()), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """Return a remembered text."""
        return str(self._settings.value(name, default))

    def number(self, name: str, default: int) -> int:
        """Return a remembered whole number, or the default where what was kept is none."""
        kept = self.text(name)
        return int(kept) if kept.lstrip("-").isdigit() else default

    def bytes(self, name: str) -> QByteArray:
        """Return remembered bytes, empty when there are none."""
        kept = self._settings.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def backup_line(self, where: str, today: date) -> str:
        """Say in a few words when the store at ``where`` was last backed up from this desk."""
        kept = self.text(_backup_name(where))
        if not kept:
            return "Not backed up yet"
        when = datetime.fromisoformat(kept)
        return f"Backed up {when:%H:%M}" if when.date() == today else f"Backed up {day_month(when.date(), today)}"

    def keep_backup(self, where: str, when: datetime) -> None:
        """Remember that the store at ``where`` was backed up at ``when``."""
        self.keep(_backup_name(where), when.isoformat())

    def keep(self, name: str, value: object) -> None:
        """Remember a value under a name."""
        self._settings.setValue(name, value)


def _backup_name(where: str) -> str:
    return f"backup/{zlib.crc32(where.encode()):08x}"


def _usual_file() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "send-desktop" / "window.ini"


@dataclass(slots=True)
class Desk:
    """Handed to every page and form. ``by`` is the name under which acts are recorded."""

    store: Store
    today: date
    by: str
    tasks: Tasks
    memory: Memory
    sign_in: str = ""
    officer: Officer | None = None
    copies: OpenedCopies = field(default_factory=OpenedCopies)
    """Of documents opened in their own programs: they go when the window does."""
    whose: str = ""
    """Whose Today is looked at until the program ends: a name, ``TEAM``, or empty for one's own."""

    def whose_or_own(self) -> str:
        """Return the name of the officer who is looked at; one's own where that is the whole team."""
        return self.by if self.whose in ("", TEAM) else self.whose


TEAM = "*"
"""In ``Desk.whose``, the whole team."""
