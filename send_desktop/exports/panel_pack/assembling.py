"""The pack put together: the program's pages and the papers in order, numbered, linked, bookmarked and locked."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, NumberTree, OutlineItem, Page, Pdf

from send_desktop.errors import Cancelled
from send_desktop.exports.panel_pack.document import Mark
from send_desktop.exports.panel_pack.drawing import Drawn, Run
from send_desktop.exports.panel_pack.pack import PanelPack
from send_desktop.exports.panel_pack.paper import PLACE
from send_desktop.exports.panel_pack.stamping import Stamp, Stamps
from send_desktop.progress import Progress

OWN = frozenset({"front", "cases"})
EVERY = 25
"""Pages between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The password that opens a pack; nobody can print or copy more freely than who has it."""

    password: str


def assemble(
    drawn: Drawn, pack: PanelPack, papers: Mapping[str, Path], target: Path, lock: Lock | None, progress: Progress
) -> None:
    """Write the pack to ``target``. ``papers`` says where the PDF of each checksum lies. Raises Cancelled."""
    with ExitStack() as opened:
        whole = opened.enter_context(Pdf.open(BytesIO(drawn.front)))
        sources = {"front": list(whole.pages)}
        if drawn.cases:
            sources["cases"] = list(opened.enter_context(Pdf.open(BytesIO(drawn.cases))).pages)
        del whole.pages[:]
        for run in drawn.runs:
            whole.pages.extend(_pages(run, sources, papers, opened))
        _stamp(whole, drawn, pack, progress)
        pages = list(whole.pages)
        own = [page for page, is_own in zip(pages, _is_own(drawn.runs), strict=True) if is_own]
        _link(own, {mark.destination: pages[number - 1] for mark, number in drawn.marks})
        _bookmark(whole, drawn.marks)
        _label(whole, pack)
        _save(whole, target, lock, drawn.total, progress)


def _pages(run: Run, sources: dict[str, list[Page]], papers: Mapping[str, Path], opened: ExitStack) -> Sequence[Page]:
    if run.source not in sources:
        paper = opened.enter_context(Pdf.open(papers[run.source]))
        if run.source not in OWN:
            return list(paper.pages)[run.first : run.first + run.count]
    return sources[run.source][run.first : run.first + run.count]


def _is_own(runs: Iterable[Run]) -> list[bool]:
    return [run.source in OWN for run in runs for _ in range(run.count)]


def _stamp(whole: Pdf, drawn: Drawn, pack: PanelPack, progress: Progress) -> None:
    spots: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
    for spot, number in drawn.spots:
        spots[spot.page].append((spot.x, spot.y, str(number)))
    words = [
        Stamp(pack.page_words(at + 1, drawn.total), is_own, tuple(spots.get(at, ())))
        for at, is_own in enumerate(_is_own(drawn.runs))
    ]
    stamps = Stamps(whole, words, pack.recipient)
    for number, page in enumerate(whole.pages):
        stamps.lay(page, number)
        if number % EVERY == 0:
            progress(drawn.total + number, 3 * drawn.total, f"Page {number + 1} of {drawn.total}")


def _link(pages: Iterable[Page], places: Mapping[str, Page]) -> None:
    """Make links to places of the pack lead to their pages."""
    for page in pages:
        for note in page.obj.get(Name.Annots, Array()):
            action = note.get(Name.A)
            uri = str(action.URI) if action is not None and Name.URI in action else ""
            if uri.startswith(PLACE) and uri.removeprefix(PLACE) in places:
                del note[Name.A]
                note[Name.Dest] = Array([places[uri.removeprefix(PLACE)].obj, Name.Fit])


def _bookmark(whole: Pdf, marks: Sequence[tuple[Mark, int]]) -> None:
    with whole.open_outline() as outline:
        outline.root.clear()
        above: list[list[OutlineItem]] = [outline.root]
        for mark, number in marks:
            made = OutlineItem(mark.title, number - 1, "Fit")
            made.is_closed = mark.level > 0
            depth = min(max(0, mark.level), len(above) - 1)
            above[depth].append(made)
            above[depth + 1 :] = [made.children]


def _label(whole: Pdf, pack: PanelPack) -> None:
    """Let a reader's program count as the stamps do, and open with the bookmarks beside the page."""
    labels = NumberTree.new(whole)
    prefix = {"/P": pikepdf.String(f"S{pack.supplement}-")} if pack.supplement else {}
    labels[0] = Dictionary({"/S": Name.D, "/St": 1, **prefix})
    whole.Root[Name.PageLabels] = labels.obj
    whole.Root[Name.PageMode] = Name.UseOutlines


def _save(whole: Pdf, target: Path, lock: Lock | None, total: int, progress: Progress) -> None:
    encryption = Encryption(owner=secrets.token_urlsafe(32), user=lock.password, R=6) if lock else None
    stopped: list[Cancelled] = []

    def told(percent: int) -> None:
        try:
            progress(2 * total + total * percent // 100, 3 * total, "Writing the pack")
        except Cancelled as cancelled:
            stopped.append(cancelled)
            raise

    try:
        whole.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            progress=told,
            **({"encryption": encryption} if encryption else {"deterministic_id": True}),
        )
    except Exception:
        if stopped:
            raise Cancelled("Stopped: no pack was written, and any earlier one is untouched.") from stopped[0]
        raise
