"""The audit read backwards: records as they were before the lines that were written on them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, get_type_hints

from send_desktop import records
from send_desktop.records import AuditLine, Stored

R = TypeVar("R", bound=Stored)


@dataclass(slots=True)
class Ledger:
    """Records by kind and id, taken back line by line; lines about other kinds are passed over."""

    held: dict[tuple[str, int], Stored]
    kinds: dict[str, type[Stored]]

    @classmethod
    def of(cls, standing: Iterable[Stored], kinds: dict[str, type[Stored]]) -> "Ledger":
        """Open a ledger on records as they stand."""
        return cls({(type(one).__name__, one.id): one for one in standing}, kinds)

    def take_back(self, line: AuditLine) -> None:
        """Undo one line of the audit; the newest comes first."""
        key = (line.record, line.record_id)
        kind = self.kinds.get(line.record)
        if kind is None:
            return
        if line.is_new:
            self.held.pop(key, None)
        elif "why_removed" in line.changes:
            self.held[key] = _restored(kind, line)
        elif key in self.held:
            before: dict[str, Any] = {name: _value(kind, name, old) for name, (old, _) in line.changes.items()}
            self.held[key] = replace(self.held[key], **before)

    def every(self, kind: type[R]) -> list[R]:
        """Return the records of a kind, by their ids."""
        found = [record for record in self.held.values() if type(record) is kind]
        return sorted(found, key=lambda one: one.id)


def _restored(kind: type[Stored], line: AuditLine) -> Stored:
    """Return a record that was removed as its last line tells what it held."""
    held = {name: old for name, (old, _) in line.changes.items() if name != "why_removed"}
    values: dict[str, Any] = {name: _value(kind, name, text) for name, text in held.items()}
    return kind(id=line.record_id, **values)


def _value(kind: type[Stored], name: str, text: str | None) -> Any:
    """Return the value that the audit keeps as text."""
    if text is None:
        return None
    return _readers(kind.__name__).get(name, str)(text)


@cache
def _readers(kind: str) -> dict[str, Callable[[str], Any]]:
    return {name: _reader(hint) for name, hint in get_type_hints(getattr(records, kind)).items()}


def _reader(hint: Any) -> Callable[[str], Any]:
    words = str(hint)
    if "datetime.datetime" in words:
        return datetime.fromisoformat
    if "datetime.date" in words:
        return date.fromisoformat
    if "bool" in words:
        return lambda text: text == "yes"
    if "tuple" in words:
        return lambda text: tuple(text.split(", ")) if text else ()
    return int if "int" in words else str
