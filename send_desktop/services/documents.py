"""Documents of a case: files kept with their checksum, in versions, and read back only whole."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from send_desktop.errors import Refused, Unavailable
from send_desktop.exports.placing import place, require_free
from send_desktop.progress import Progress, silent
from send_desktop.records import Case, Document
from send_desktop.services.amendments import Amendment
from send_desktop.services.export_log import left
from send_desktop.store import Store

LARGEST = 50 * 1024 * 1024
"""The most bytes that one file may have: 50 MB."""

CHUNK = 1024 * 1024
"""Bytes read between two reports of progress."""

KINDS = {
    "": "Other",
    "advice": "Advice or report",
    "draft": "Draft plan",
    "final": "Final plan",
    "letter": "Letter",
    "evidence": "Evidence",
    "views": "Views of the family or the child",
    "consultation": "Consultation or its reply",
}
"""What a document is, by its code."""

PROGRAMS = frozenset(
    {
        ".app", ".bat", ".cmd", ".com", ".cpl", ".exe", ".hta", ".jar", ".js", ".jse",
        ".lnk", ".msi", ".msp", ".pif", ".ps1", ".reg", ".scr", ".sh", ".vbe", ".vbs",
        ".wsf",
    }
)  # fmt: skip
"""Endings of files that act when they are opened: they are not kept, so that nobody opens one from a case."""


OPENED = frozenset(
    {
        ".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".xls", ".xlsx", ".ods", ".csv",
        ".ppt", ".pptx", ".odp", ".msg", ".eml", ".jpg", ".jpeg", ".png", ".gif", ".bmp",
        ".tif", ".tiff", ".heic", ".webp", ".mp3", ".m4a", ".wav", ".mp4", ".mov",
    }
)  # fmt: skip
"""Endings of what is opened from a case: documents, pictures and recordings. Whatever else might act is copied out."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file as it was read from the disk."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Its checksum."""
        return hashlib.sha256(self.data).hexdigest()


def read_file(path: Path, progress: Progress = silent) -> FileRead:
    """Read a file whole. Raises Refused for what cannot be kept, Unavailable for what cannot be read."""
    size = check_file(path)
    parts: list[bytes] = []
    try:
        with path.open("rb") as opened:
            while part := opened.read(CHUNK):
                parts.append(part)
                progress(sum(map(len, parts)), max(size, 1), f"Reading {path.name}")
    except OSError as error:
        raise _unreadable(path, error) from error
    return FileRead(path.name, b"".join(parts))


def check_file(path: Path) -> int:
    """Return a file's size in bytes without reading it. Raises Refused or Unavailable as ``read_file`` does."""
    try:
        if path.is_dir():
            raise Refused(f"{path.name} is a folder; choose one file in it. Nothing was kept.")
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path.name} there; choose it again. Nothing was kept.") from error
    except OSError as error:
        raise _unreadable(path, error) from error
    if Path(path.name.rstrip(". ")).suffix.lower() in PROGRAMS:
        raise Refused(f"{path.name} is a program, not a document, and is not kept with a case.")
    if size == 0:
        raise Refused(f"{path.name} is empty (0 bytes); check the file, and add it once it holds something.")
    if size > LARGEST:
        raise Refused(
            f"{path.name} has {size_words(size)}; a file on a case may have at most {size_words(LARGEST)}. "
            "Make it smaller or split it. Nothing was kept."
        )
    return size


def add(
    case: Case,
    file: FileRead,
    *,
    title: str,
    today: date,
    by: str,
    kind: str = "",
    replaces: Document | None = None,
) -> Amendment:
    """Keep a file on the case, as a new document or as the next version of one.

    Raises Refused without a title, for a file that is on the case already, and for an older version's next.
    """
    if not title.strip():
        raise Refused("Give the document a title by which it will be found; nothing has been kept yet.")
    if kind not in KINDS:
        raise Refused("Choose what kind of document it is from the list.")
    there = next((one for one in case.documents if one.sha256 == file.sha256), None)
    if there:
        raise Refused(f"This very file is on the case already, as {in_words(there)}. It was not stored a second time.")
    if replaces and replaces not in current(case):
        raise Refused(f"There is a newer version of “{replaces.title}” already; put this one in after that.")
    document = Document(
        case_id=case.id,
        title=" ".join(title.split()),
        kind=kind,
        file_name=file.name,
        sha256=file.sha256,
        size=len(file.data),
        added_on=today,
        added_by=by,
        number=replaces.number + 1 if replaces else 1,
        replaces_id=replaces.id if replaces else None,
    )
    return Amendment(
        case,
        "Add version of a document" if replaces else "Add document",
        f"{case.reference}: {in_words(document)} kept.",
        added=(document,),
        contents=(file.data,),
    )


def require_only_here(case: Case, file: FileRead, references: list[str]) -> None:
    """Raise Refused where the same file is on another case: the commonest way in which a child's papers go astray."""
    others = [reference for reference in references if reference != case.reference]
    if others:
        raise Refused(
            f"This same file is on {', '.join(others)}. Check that it is about this child; "
            "if it belongs to both, tick the line below and save again."
        )


def rename(case: Case, document: Document, *, title: str, kind: str) -> Amendment:
    """Give a document another title or kind; its earlier versions go by the new one too. Raises Refused without."""
    if not title.strip():
        raise Refused("A document needs a title; the one it had stays.")
    if kind not in KINDS:
        raise Refused("Choose what kind of document it is from the list.")
    chain = [document, *older(case, document)]
    tidy = " ".join(title.split())
    pairs = tuple((one, replace(one, title=tidy, kind=kind)) for one in chain)
    if all(before == after for before, after in pairs):
        raise Refused("Nothing about the document has changed.")
    return Amendment(case, "Rename document", f"{case.reference}: now “{tidy}”.", replaced=pairs)


def remove(case: Case, document: Document, *, reason: str) -> Amendment:
    """Take a document off the case; the version before it, if there is one, stands again.

    Raises Refused without a reason, and for what has gone out: it stays as the proof of what was sent.
    """
    if not reason.strip():
        raise Refused("Say why the document is removed; the reason stays in the history.")
    if use := sent_as(case, document):
        raise Refused(f"{in_words(document)} is {use}: it stays as the proof of what was sent.")
    later = [one for one in case.documents if one.replaces_id == document.id]
    return Amendment(
        case,
        "Remove document",
        f"{case.reference}: {in_words(document)} removed.",
        replaced=tuple((one, replace(one, replaces_id=document.replaces_id)) for one in later),
        removed=(document,),
        reason=reason.strip(),
    )


def sent_as(case: Case, document: Document) -> str:
    """Return what went out as this very version, in words; empty where nothing did."""
    plan = next((one for one in case.plans if one.document_id == document.id), None)
    if plan:
        return f"draft {plan.number} as it was served" if plan.kind == "draft" else "the final plan as it was sent"
    letter = next((one for one in case.letters if one.document_id == document.id), None)
    return f"the letter “{letter.title}” to {letter.addressee}" if letter else ""


def current(case: Case) -> list[Document]:
    """Return the documents that stand, each in its newest version, the newest added first."""
    replaced = {one.replaces_id for one in case.documents}
    kept = [one for one in case.documents if one.id not in replaced]
    return sorted(kept, key=lambda one: (one.added_on or date.min, one.id), reverse=True)


def older(case: Case, document: Document) -> list[Document]:
    """Return the versions that came before a document, the newest first."""
    by_id = {one.id: one for one in case.documents}
    found: list[Document] = []
    before = by_id.get(document.replaces_id or 0)
    while before is not None:
        found.append(before)
        before = by_id.get(before.replaces_id or 0)
    return found


def newer(case: Case, document: Document) -> Document | None:
    """Return the newest version of a document where it is not that itself."""
    return next((one for one in current(case) if document in older(case, one)), None)


def content(store: Store, document: Document) -> bytes:
    """Return a document's bytes, checked against its checksum. Raises Refused or Unavailable, naming it."""
    try:
        with store.look() as reading:
            return reading.content(document.sha256)
    except Refused as refusal:
        raise Refused(f"{in_words(document)}: {refusal}") from refusal
    except Unavailable as trouble:
        raise Unavailable(f"{in_words(document)}: {trouble}") from trouble


def save_copy(store: Store, document: Document, target: Path, by: str) -> str:
    """Write a copy of a document elsewhere, with a line in the log of exports; return the sentence for it.

    Raises Refused where there is a file of that name, Unavailable where none can be written.
    """
    require_free(target)
    data = content(store, document)
    with store.work(by, "Copy document") as work:
        work.log("Copy document", document.case_id, title=document.title, file=document.file_name, to=target.name)
        work.add(left("copy", data, target, by))
        place(data, target)
    return f"A copy of {in_words(document)} is at {target}."


def opens(document: Document) -> bool:
    """Say whether a document is of a kind that is opened from a case: never a program, nor one with macros."""
    return not document.file_name or Path(document.file_name).suffix.lower() in OPENED


def in_words(document: Document) -> str:
    """Return a document as a sentence names it: its title, with its version where there are several."""
    return f"“{document.title}”, version {document.number}" if document.number > 1 else f"“{document.title}”"


def stamp(document: Document) -> str:
    """Return what tells one version from every other: its number and the beginning of its checksum."""
    return f"version {document.number}, stamp {document.sha256[:8]}"


def size_words(size: int) -> str:
    """Return a number of bytes as people read it: 340 KB, 1.2 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1024 * 1024):.1f} MB".replace(".0 MB", " MB")


def lost_and_damaged(cases: list[Case], damaged: set[str], kept: set[str]) -> Iterator[str]:
    """Yield in sentences the documents whose content is missing or damaged; a row without a checksum never had any."""
    for case in cases:
        for document in case.documents:
            if document.sha256 in damaged:
                yield f"{case.reference}: the stored content of {in_words(document)} is damaged."
            elif document.sha256 and document.sha256 not in kept:
                yield f"{case.reference}: the stored content of {in_words(document)} is missing."


def _unreadable(path: Path, error: OSError) -> Unavailable:
    return Unavailable(
        f"{path.name} cannot be read ({error.strerror or 'it may be open elsewhere'}); nothing was kept. "
        "Close it in other programs, or copy it to this computer, and add it again."
    )
