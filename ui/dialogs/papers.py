"""The forms of papers: add files or documents of the case, give a paper another title, record that a pack went out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.imports.papers.kinds import TAKEN
from send_desktop.progress import Progress, silent
from send_desktop.records import Pack
from send_desktop.services import documents, packs, papers
from send_desktop.services.panel_papers_view import ItemPapers, PapersView
from send_desktop.services.papers import PaperLine
from send_desktop.wording import counted
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.let_on import allowed_in, let_on_fields


def add_files_form(desk: Desk, view: PapersView, one: ItemPapers, files: Sequence[Path]) -> FormSpec:
    """Return the form that adds files under an item; they were chosen or dropped before it opens."""
    names = ", ".join(path.name for path in files)

    def save(values: Values, progress: Progress) -> Changes:
        read = [documents.read_file(path) for path in files]
        return papers.add_files(
            desk.store, one.item, read, desk.by, desk.today, allowed=allowed_in(values), progress=progress
        )

    return FormSpec(
        title="Add papers",
        save_words="Add paper" if len(files) == 1 else f"Add {len(files)} papers",
        intro=f"Item {one.number}, {one.case.person.name}: {names}",
        say_heading="What happens to them",
        say=lambda values: (
            f"Each is checked, repaired and turned into pages, and its text is read for names ({TAKEN}). {_where(view)}"
        ),
        fields=let_on_fields(is_required=True) if view.is_late else (),
        save=lambda values: save(values, silent),
        save_with=save,
    )


def from_case_form(desk: Desk, view: PapersView, one: ItemPapers) -> FormSpec:
    """Return the form that takes documents of the case as papers."""
    there = {line.paper.sha256 for line in one.papers}
    kept = {str(item.id): item for item in documents.current(one.case) if item.sha256 and item.sha256 not in there}
    if not kept:
        raise Refused(
            f"The case of {one.case.person.name} keeps no document that is not among its papers yet; add files instead."
        )

    def save(values: Values, progress: Progress) -> Changes:
        chosen = [kept[code] for code in values["documents"]]
        if not chosen:
            raise Refused("Tick the documents that are to be papers.")
        return papers.add_documents(
            desk.store, one.item, chosen, desk.by, desk.today, allowed=allowed_in(values), progress=progress
        )

    choices = tuple((code, papers.in_choice(item)) for code, item in kept.items())
    return FormSpec(
        title="Papers from the case",
        save_words="Add papers",
        intro=f"Item {one.number}, {one.case.person.name}",
        say_heading="What happens to them",
        say=lambda values: f"{counted(len(values['documents']), 'document')} ticked. {_where(view)}",
        fields=(
            Field(name="documents", label="Documents of the case", kind="many", choices=choices, start=()),
            *(let_on_fields(is_required=True) if view.is_late else ()),
        ),
        save=lambda values: save(values, silent),
        save_with=save,
    )


def rename_form(desk: Desk, line: PaperLine) -> FormSpec:
    """Return the form that gives a paper another title."""
    return FormSpec(
        title="Title of a paper",
        save_words="Save title",
        intro=line.paper.file_name,
        fields=(Field(name="title", label="Title", start=line.paper.title, is_required=True, blamed_for=("title",)),),
        say=lambda values: "It stands so in the contents and the bookmarks of the pack.",
        save=lambda values: papers.rename_paper(desk.store, line.paper, values["title"], desk.by, desk.today),
    )


def sent_form(desk: Desk, view: PapersView, pack: Pack) -> FormSpec:
    """Return the form that records that a pack, or a supplement, went out to the members."""
    what = f"Supplement S{pack.supplement}" if pack.supplement else f"Version {pack.number} of the pack"
    return FormSpec(
        title="Sent to the members",
        save_words="Record as sent",
        intro=f"{what}, {counted(pack.pages, 'page')}",
        say_heading="What follows",
        say=lambda values: (
            "From now on its page numbers never move: a paper that comes later goes in a supplement, with its own "
            "numbers. This is not taken back."
        ),
        fields=(
            Field(
                name="to",
                label="To whom",
                kind="long_text",
                start=", ".join(view.members),
                hint="As it is to stand in the history.",
            ),
        ),
        save=lambda values: packs.circulate(desk.store, pack, desk.by, desk.today, values["to"]),
    )


def _where(view: PapersView) -> str:
    coming = view.state.supplement
    return f"The pack has gone out: they go in supplement S{coming}." if coming else "They go in the pack."
