"""The papers of an agenda: added once they are checked, put in order, accepted by name, and read back for a pack."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused, Stale
from send_desktop.exports.panel_pack.pack import PackPaper
from send_desktop.imports.papers.checking import CheckedPaper, Checker, checker, from_json
from send_desktop.progress import Progress, silent
from send_desktop.records import Agenda, AgendaItem, Document, Pack, PanelMeeting, Paper, PaperFile
from send_desktop.services.acts import act
from send_desktop.services.documents import FileRead, in_words
from send_desktop.services.panel_rules import (
    CLOSED_WORDS,
    Allowed,
    in_sentence,
    papers_closed,
    require_let_on,
)
from send_desktop.services.paper_rules import next_supplement, require_not_out
from send_desktop.services.paper_scan import Identifier, PaperScan, identifiers, scan
from send_desktop.store import Reading, Store, Work
from send_desktop.wording import counted

ADD, TAKE_OUT, MOVE, ACCEPT = "Add papers", "Take paper out", "Move paper", "Accept papers"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper with what became of its file and what the scan of it finds today."""

    paper: Paper
    file: PaperFile
    scan: PaperScan

    @property
    def pages(self) -> int:
        """How many pages it takes in a pack; the page in the place of one that cannot be used counts as one."""
        return self.file.pages or 1

    @property
    def is_usable(self) -> bool:
        """Say whether a pack can hold its pages."""
        return not self.file.problem

    @property
    def is_accepted(self) -> bool:
        """Say whether somebody has looked at what the scan found and let it go out."""
        return self.paper.accepted_at is not None

    def waits_for_a_look(self, profile: str) -> bool:
        """Say whether it holds a pack up: under a profile that hides names, what was found or not read is accepted."""
        return profile != "named" and self.is_usable and not self.scan.is_clear and not self.is_accepted

    def in_pack(self) -> PackPaper:
        """Return it as a pack holds it."""
        paper, file = self.paper, self.file
        return PackPaper(
            id=paper.id,
            title=paper.title,
            pdf_sha256=file.pdf_sha256,
            pages=self.pages,
            problem=file.problem,
            is_late=paper.is_late,
        )


# --- reading ----------------------------------------------------------------------------------------


def paper_lines(reading: Reading, agenda: Agenda, *, scanned: bool = True) -> dict[int, tuple[PaperLine, ...]]:
    """Return the papers of a meeting by the id of their item, each scanned against its child as on record now.

    Not ``scanned`` for whoever shows names: their scans say then how many pages there are and no more.
    """
    papers = sorted(reading.every(Paper, agenda.meeting.id), key=lambda one: (one.item_id, one.position, one.id))
    wanted = {one.sha256 for one in papers}
    files = {one.sha256: one for one in reading.every(PaperFile) if one.sha256 in wanted}
    cases = {item.id: case for item, case in agenda.items}
    found: dict[int, list[PaperLine]] = defaultdict(list)
    known = {item_id: identifiers(case) for item_id, case in cases.items()}
    for paper in papers:
        if paper.item_id in cases:
            file = files[paper.sha256]
            found[paper.item_id].append(PaperLine(paper, file, _scan(reading, file, known[paper.item_id], scanned)))
    return {item_id: tuple(lines) for item_id, lines in found.items()}


def _scan(reading: Reading, file: PaperFile, known: tuple[Identifier, ...], scanned: bool) -> PaperScan:
    if not scanned or not file.texts_sha256:
        return PaperScan(file.pages)
    return scan(from_json(reading.content(file.texts_sha256)), known)


# --- acts -------------------------------------------------------------------------------------------


def add_files(
    store: Store,
    item: AgendaItem,
    files: Sequence[FileRead],
    by: str,
    today: date,
    *,
    allowed: Allowed | None = None,
    at: time | None = None,
    progress: Progress = silent,
    with_: Checker | None = None,
) -> Changes:
    """Add files as papers under an item, last. Each is checked, mended and converted now, and kept by its checksum.

    A file that can be no paper is left out and named in the note; where none can, Refused is raised with its
    sentence. Raises Refused too after the cut-off unless ``allowed`` names who lets late papers in, and why; Cancelled.
    """
    with store.look() as reading:
        meeting, packs = _may_add(reading, item), reading.every(Pack, item.meeting_id)
        known = {one.sha256: one for one in reading.every(PaperFile)}
    is_late = papers_closed(meeting, today, at) or next_supplement(packs) > 0
    if is_late:
        require_let_on(meeting, allowed, is_late=True)
    new, refused = _checked([one for one in files if one.sha256 not in known], progress, with_)
    kept = [one for one in files if one.sha256 in known or one.sha256 in new]
    if not kept:
        raise Refused(refused[0] if refused else "Choose the files that are to be added.")
    drafts = [_draft(item, file, by, next_supplement(packs), is_late, allowed) for file in kept]
    return _add(store, item, drafts, {one.sha256: one for one in kept}, new, refused, by, today)


def add_documents(
    store: Store,
    item: AgendaItem,
    documents: Sequence[Document],
    by: str,
    today: date,
    *,
    allowed: Allowed | None = None,
    at: time | None = None,
    progress: Progress = silent,
) -> Changes:
    """Add documents that the case keeps as papers under its item, as ``add_files`` does, under their own titles."""
    with store.look() as reading:
        files = [FileRead(one.file_name or one.title, reading.content(one.sha256)) for one in documents]
    changes = add_files(store, item, files, by, today, allowed=allowed, at=at, progress=progress)
    return _named_after(store, item, documents, changes, by, today)


def take_out(store: Store, paper: Paper, by: str, today: date) -> Changes:
    """Take a paper off its item. Raises Refused once a pack or supplement with it has gone out."""
    with act(store, by, TAKE_OUT, today) as work:
        require_not_out(work, paper)
        work.remove(paper, "Taken out of the papers")
    note = f"“{paper.title}” taken out of the papers."
    return _changed(paper, note, Undo(TAKE_OUT, note, removed=(paper,)))


def move_paper(store: Store, paper: Paper, by: int, who: str, today: date) -> Changes:
    """Move a paper up (``by`` below 0) or down its item by so many places; at the end it stays.

    Raises Refused once a pack with it has gone out.
    """
    with act(store, who, MOVE, today) as work:
        require_not_out(work, paper)
        beside = [one for one in work.every(Paper, paper.meeting_id) if one.item_id == paper.item_id]
        order = sorted(beside, key=lambda one: (one.position, one.id))
        at = next((place for place, one in enumerate(order) if one.id == paper.id), None)
        if at is None:
            raise Stale(f"“{paper.title}” was taken out meanwhile; nothing was moved. Read again.")
        there = min(max(0, at + by), len(order) - 1)
        order.insert(there, order.pop(at))
        moved = tuple(
            (work.replace(one, replace(one, position=place)), one)
            for place, one in enumerate(order, 1)
            if one.position != place
        )
    note = f"“{paper.title}” is now paper {there + 1}."
    return _changed(paper, note, Undo(MOVE, note, replaced=moved) if moved else None)


def rename_paper(store: Store, paper: Paper, title: str, by: str, today: date) -> Changes:
    """Give a paper another title, as the contents and the bookmarks show it.

    Raises Refused for an empty one, or once a pack with it has gone out.
    """
    wanted = " ".join(title.split())
    if not wanted:
        raise Refused("Write a title; the paper keeps the one that it has.")
    with act(store, by, "Rename paper", today) as work:
        require_not_out(work, paper)
        saved = work.replace(paper, replace(paper, title=wanted))
    note = f"The paper is called “{wanted}” now."
    return _changed(paper, note, Undo("Rename paper", note, replaced=((saved, paper),)))


def accept(store: Store, papers: Sequence[Paper], by: str, today: date) -> Changes:
    """Record who has looked at what the scan found in papers, and at what it could not read, and lets them go out."""
    if not papers:
        raise Refused("Mark the papers that you have looked at.")
    now = datetime.now(UTC)
    with act(store, by, ACCEPT, today) as work:
        pairs = tuple((work.replace(one, replace(one, accepted_by=by, accepted_at=now)), one) for one in papers)
    note = f"{counted(len(papers), 'paper')} accepted by {by}."
    return _changed(papers[0], note, Undo(ACCEPT, note, replaced=pairs))


# --- how they are added -------------------------------------------------------------------------------


def _may_add(reading: Reading, item: AgendaItem) -> PanelMeeting:
    meeting = reading.agenda(item.meeting_id).meeting
    if meeting.status in CLOSED_WORDS:
        raise Refused(f"The {in_sentence(meeting)} {CLOSED_WORDS[meeting.status]}, so its papers stay as they were.")
    return meeting


def _checked(
    files: Sequence[FileRead], progress: Progress, lent: Checker | None
) -> tuple[dict[str, CheckedPaper], list[str]]:
    found: dict[str, CheckedPaper] = {}
    refused: list[str] = []
    if not files:
        return found, refused
    with checker() as own:
        for number, file in enumerate(files, 1):
            progress(number - 1, len(files), f"Checking {file.name}")
            try:
                found[file.sha256] = (lent or own).check(file.data, file.name)
            except Refused as problem:
                refused.append(str(problem))
        progress(len(files), len(files), "Checked")
    return found, refused


def _draft(item: AgendaItem, file: FileRead, by: str, supplement: int, is_late: bool, allowed: Allowed | None) -> Paper:
    return Paper(
        case_id=item.case_id,
        meeting_id=item.meeting_id,
        item_id=item.id,
        title=title_of(file.name),
        file_name=file.name,
        sha256=file.sha256,
        position=0,
        added_by=by,
        added_at=datetime.now(UTC),
        supplement=supplement,
        is_late=is_late,
        late_allowed_by=allowed.by.strip() if is_late and allowed else "",
        late_reason=allowed.reason.strip() if is_late and allowed else "",
    )


def title_of(file_name: str) -> str:
    """Return what a paper is called until somebody says otherwise: its file's name without the ending."""
    stem = file_name.rpartition(".")[0] or file_name
    return " ".join(stem.replace("_", " ").split()) or file_name


def _add(
    store: Store,
    item: AgendaItem,
    drafts: Sequence[Paper],
    files: Mapping[str, FileRead],
    new: Mapping[str, CheckedPaper],
    refused: Sequence[str],
    by: str,
    today: date,
) -> Changes:
    with act(store, by, ADD, today) as work:
        beside = [one for one in work.every(Paper, item.meeting_id) if one.item_id == item.id]
        _require_new(beside, drafts)
        kept = {one.sha256 for one in work.every(PaperFile)}
        for sha256, checked in new.items():
            if sha256 not in kept:
                _keep(work, files[sha256], checked)
        last = max((one.position for one in beside), default=0)
        added = work.add_many([replace(one, position=last + at) for at, one in enumerate(drafts, 1)])
    note = _note(added, new, refused)
    return _changed(added[0], note, Undo(ADD, note, added=tuple(added)))


def _require_new(beside: Sequence[Paper], drafts: Sequence[Paper]) -> None:
    there = {one.sha256: one for one in beside}
    again = next((one for one in drafts if one.sha256 in there), None)
    if again:
        title = there[again.sha256].title
        raise Refused(f"{again.file_name} is among the papers of this case already, as “{title}”; nothing was added.")


def _keep(work: Work, file: FileRead, checked: CheckedPaper) -> None:
    work.keep_content(file.data)
    work.add(
        PaperFile(
            sha256=file.sha256,
            media=checked.media,
            pdf_sha256=work.keep_content(checked.pdf) if checked.pdf else "",
            pages=checked.pages,
            texts_sha256=work.keep_content(checked.texts) if checked.texts else "",
            problem=checked.problem,
            mended=checked.mended,
            checked_at=datetime.now(UTC),
        )
    )


def _note(added: Sequence[Paper], new: Mapping[str, CheckedPaper], refused: Sequence[str]) -> str:
    unusable = [one for one in added if one.sha256 in new and new[one.sha256].problem]
    parts = [f"{counted(len(added), 'paper')} added."]
    if unusable:
        parts.append(f"{unusable[0].file_name}: {new[unusable[0].sha256].problem} A page in its place will say so.")
    return " ".join((*parts, *refused))


def _named_after(
    store: Store, item: AgendaItem, documents: Sequence[Document], changes: Changes, by: str, today: date
) -> Changes:
    """Give papers that were documents their titles, and remember which they were."""
    with act(store, by, ADD, today) as work:
        by_sha = {one.sha256: one for one in documents}
        papers = [one for one in work.every(Paper, item.meeting_id) if one.item_id == item.id and one.sha256 in by_sha]
        saved = tuple(
            work.replace(one, replace(one, title=by_sha[one.sha256].title, document_id=by_sha[one.sha256].id))
            for one in papers
            if one.document_id is None
        )
    return replace(changes, undo=Undo(ADD, changes.note, added=saved)) if saved else changes


def _changed(paper: Paper, note: str, undo: Undo | None) -> Changes:
    return Changes(note, cases=frozenset({paper.case_id}), meetings=frozenset({paper.meeting_id}), undo=undo)


def in_choice(document: Document) -> str:
    """Return a document as the choice of papers lists it."""
    return f"{in_words(document)}, {document.file_name}" if document.file_name else in_words(document)
