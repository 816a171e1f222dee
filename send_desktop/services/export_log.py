"""The log of what left the building: one line for each file, found again by its checksum."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from send_desktop.records import Document, Export, SentSheet, Stored
from send_desktop.store import Work


def left(kind: str, content: bytes, target: Path, by: str, profile: str = "named", items: int = 1) -> Export:
    """Return the line for a file that was written: ``target``'s name without its folder, which may name a person."""
    return Export(
        kind=kind,
        profile=profile,
        made_at=datetime.now(UTC),
        made_by=by,
        target=target.name,
        sha256=sha256(content).hexdigest(),
        items=items,
    )


def why_it_stays(work: Work, added: tuple[Stored, ...]) -> str:
    """Return why records that an act added are not taken back: a copy of one has left. Empty where none has."""
    if any(isinstance(one, SentSheet) for one in added):
        return "The sheet has left the building; a later one says what has changed since."
    documents = [one for one in added if isinstance(one, Document)]
    gone = {line.sha256 for line in work.exports()} if documents else set()
    title = next((one.title for one in documents if one.sha256 in gone), "")
    return f"A copy of “{title}” has left the building; make or record what corrects it." if title else ""
