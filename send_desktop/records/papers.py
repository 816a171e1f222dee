"""The papers of a panel: files as they were found when added, where each stands, and the packs built of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from send_desktop.records.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile(Stored):
    """What became of a file when it was first added: checked, repaired, converted, its text read; by checksum."""

    sha256: str
    """The checksum of the file as it was given."""
    media: str
    """pdf, image, word or other."""
    pdf_sha256: str = ""
    """The content that holds the PDF made of it; empty where none could be, as ``problem`` says."""
    pages: int = 0
    texts_sha256: str = ""
    """The content that holds the pages' texts, as a JSON list: of each its text, and whether it could be read."""
    problem: str = ""
    """Why a page that says so stands in its place; one sentence."""
    mended: str = ""
    """What was repaired or left out, if anything; one sentence."""
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Stored):
    """A paper before the panel, under one item of an agenda."""

    case_id: int
    meeting_id: int
    item_id: int
    title: str
    file_name: str
    sha256: str
    """The ``PaperFile`` that it is."""
    position: int
    document_id: int | None = None
    """The document of the case that it was taken from, if one."""
    added_by: str
    added_at: datetime
    supplement: int = 0
    """0 for the pack itself; S1, S2 and on for what came after circulation."""
    is_late: bool = False
    late_allowed_by: str = ""
    late_reason: str = ""
    accepted_by: str = ""
    """Who accepted the pages that could not be read, and those on which an identifier stands."""
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack(Stored):
    """A pack, or a supplement, as it was built once; its manifest says what lies on which page."""

    meeting_id: int
    number: int
    """1 for the first build of this meeting, one more for each that followed."""
    supplement: int = 0
    profile: str
    pages: int
    papers: int
    manifest_sha256: str
    """The content that holds the manifest: items, papers, checksums and first pages, as JSON."""
    built_at: datetime
    built_by: str
    circulated_at: datetime | None = None
    """Once set, its numbers never move again."""
    circulated_by: str = ""
