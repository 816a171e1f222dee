"""The forms for documents: add a file or a new version, give it another title, take it off."""

from __future__ import annotations

from pathlib import Path

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.progress import Progress, silent
from send_desktop.records import Document
from send_desktop.services import documents
from send_desktop.services.amendments import adopt
from ui.dialogs.case_form import OnCase, case_form
from ui.dialogs.form import Field, FormSpec, Values

FILE_FAULTS = (
    "is a folder", "no file", "cannot be read", "is a program", "is empty", "at most", "very file", "same file",
)  # fmt: skip
"""Words of the refusals that are about the file itself."""


def add_form(on: OnCase, path: Path | None = None) -> FormSpec:
    """Return the form that keeps a file on the case: as the next version of the document that it was opened on."""
    case = on.view.case
    kept = {str(one.id): one for one in documents.current(case)}
    before = kept.get(str(on.chosen_id))

    def say(values: Values) -> str:
        file = values["file"]
        if file is None:
            return "Choose the file first."
        size = documents.size_words(documents.check_file(file))
        after = kept.get(values.get("replaces", ""))
        version = f", version {after.number + 1}" if after else ""
        return f"{file.name}, {size}: kept with the case as “{values['title']}”{version}, with its checksum."

    def save(values: Values, progress: Progress) -> Changes:
        if values["file"] is None:
            raise Refused("Choose the file first.")
        file = documents.read_file(values["file"], progress)
        after = kept.get(values.get("replaces", ""))
        made = documents.add(
            case, file, title=values["title"], kind=values["kind"], replaces=after, today=on.today, by=on.desk.by
        )
        if not values["is_shared"]:
            with on.desk.store.look() as reading:
                documents.require_only_here(case, file, reading.references_holding(file.sha256))
        return adopt(on.desk.store, made, on.desk.by, on.today)

    return FormSpec(
        title="New version" if before else "Add a document",
        save_words="Keep version" if before else "Keep document",
        say=say,
        say_heading="What is kept",
        save=lambda values: save(values, silent),
        save_with=save,
        fields=_add_fields(kept, before, path),
    )


def _add_fields(kept: dict[str, Document], before: Document | None, path: Path | None) -> tuple[Field, ...]:
    title = before.title if before else (path.stem if path else "")
    choices = [("", "A new document"), *((code, f"A new version of “{one.title}”") for code, one in kept.items())]
    return (
        Field(
            name="file", label="File", kind="file", start=path, is_required=True, blamed_for=FILE_FAULTS,
            fills=None if before else _title_of,
        ),
        Field(name="title", label="Title", start=title, is_required=True, blamed_for=("title",)),
        Field(
            name="kind", label="Kind", kind="choice", choices=tuple(documents.KINDS.items()),
            start=before.kind if before else "",
        ),
        Field(
            name="replaces", label="Kept as", kind="choice", choices=choices, start=str(before.id) if before else "",
            fills=lambda code: _as(kept.get(code)), blamed_for=("newer version",),
        ),
        Field(name="is_shared", label="The same file belongs on another child's case too", kind="tick"),
    )  # fmt: skip


def _title_of(file: Path | None) -> Values:
    return {"title": file.stem} if file else {}


def _as(document: Document | None) -> Values:
    return {"title": document.title, "kind": document.kind} if document else {}


def rename_form(on: OnCase) -> FormSpec:
    """Return the form that gives a document another title or kind."""
    kept = {str(one.id): one for one in documents.current(on.view.case)}
    chosen = kept.get(str(on.chosen_id)) or next(iter(kept.values()))
    return case_form(
        on,
        title="Rename document",
        save_words="Save title",
        fields=(
            _which(kept, chosen, fills=True),
            Field(name="title", label="Title", start=chosen.title, is_required=True, blamed_for=("title",)),
            Field(name="kind", label="Kind", kind="choice", choices=tuple(documents.KINDS.items()), start=chosen.kind),
        ),
        build=lambda values: documents.rename(
            on.view.case, kept[values["document"]], title=values["title"], kind=values["kind"]
        ),
    )


def remove_form(on: OnCase) -> FormSpec:
    """Return the form that takes a document off the case, with the reason."""
    kept = {str(one.id): one for one in on.view.case.documents}
    chosen = kept.get(str(on.chosen_id)) or next(iter(kept.values()))
    return case_form(
        on,
        title="Remove document",
        save_words="Remove document",
        intro="The version before it stands again, where there is one. Who removed it, when and why stays in the "
        "history; it can be undone.",
        fields=(
            _which(kept, chosen, fills=False),
            Field(name="reason", label="Why", kind="long_text", is_required=True, blamed_for=("why",)),
        ),
        build=lambda values: documents.remove(on.view.case, kept[values["document"]], reason=values["reason"]),
    )


def _which(kept: dict[str, Document], chosen: Document, *, fills: bool) -> Field:
    choices = [(code, documents.in_words(one)) for code, one in kept.items()]
    return Field(
        name="document", label="Document", kind="choice", choices=choices, start=str(chosen.id),
        fills=(lambda code: _as(kept[code])) if fills else None, blamed_for=("proof",),
    )  # fmt: skip
