"""Drawing the program's own pages, each once: what has to be numbered is stamped when all are in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from reportlab.platypus import Flowable, NextPageTemplate

from send_desktop.errors import Cancelled
from send_desktop.exports.panel_pack.agenda import agenda, contents
from send_desktop.exports.panel_pack.case_page import bookmark, case_page
from send_desktop.exports.panel_pack.cover import cover
from send_desktop.exports.panel_pack.document import Mark, PackDocument, Places, Spot, StartItem
from send_desktop.exports.panel_pack.missing import missing_page
from send_desktop.exports.panel_pack.pack import PackItem, PackPaper, PanelPack
from send_desktop.exports.profile import veil


@dataclass(frozen=True, slots=True)
class Run:
    """Some pages that follow each other: of the front, of the cases as drawn, or of a paper's PDF."""

    source: str
    """'front', 'cases', or the checksum of a paper's PDF."""
    first: int
    """The first of them within its source, from 0."""
    count: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The program's pages as two PDFs, and the order in which they and the papers make the pack."""

    front: bytes
    cases: bytes
    runs: tuple[Run, ...]
    marks: tuple[tuple[Mark, int], ...]
    """Every place with its page in the pack, from 1, in order."""
    spots: tuple[tuple[Spot, int], ...]
    """Where on the front the number of a page is stamped, and which."""
    total: int


def draw(pack: PanelPack, drawn: Callable[[PackItem], None]) -> Drawn:
    """Draw a pack's own pages; ``drawn`` is told of each case and may raise Cancelled."""
    of_cases, of_front = Places(), Places()
    cases, case_pages = _cases(pack, of_cases, drawn)
    front, front_pages = _front(pack, of_front)
    runs = _case_runs(pack, of_cases, case_pages)
    numbers = _numbers(pack, runs, front_pages, of_front)
    return Drawn(
        front=front,
        cases=cases,
        runs=(Run("front", 0, front_pages), *(run for _, run in runs)),
        marks=_marks(pack, numbers, of_front),
        spots=tuple((spot, numbers[spot.destination]) for spot in of_front.spots),
        total=front_pages + sum(run.count for _, run in runs),
    )


def _cases(pack: PanelPack, places: Places, drawn: Callable[[PackItem], None]) -> tuple[bytes, int]:
    story: list[Flowable] = []
    for item in pack.items:
        started = StartItem(item, drawn)
        if item.has_front_sheet:
            story += case_page(item, pack, places, started)
        for paper in item.papers:
            if paper.problem:
                story += missing_page(paper, item, pack, places)
    if not story:
        return b"", 0
    # A document begins on a page of its own accord, so that the first break would leave it empty.
    breaks = [at for at, one in enumerate(story) if type(one).__name__ == "PageBreak"]
    del story[breaks[0]]
    return _build(pack, [NextPageTemplate("case"), *story], "case")


def _front(pack: PanelPack, places: Places) -> tuple[bytes, int]:
    story = [*cover(pack, places), NextPageTemplate("list"), *contents(pack, places), *agenda(pack, places)]
    return _build(pack, story, "list")


def _build(pack: PanelPack, story: Sequence[Flowable], first: str) -> tuple[bytes, int]:
    document = PackDocument(BytesIO(), pack, first)
    try:
        document.build(list(story))
    except Cancelled as stopped:
        # Platypus adds its own words to whatever passes through it: what was raised is raised again, in ours.
        raise Cancelled("Stopped: no pack was written, and any earlier one is untouched.") from stopped
    return document.filename.getvalue(), document.page


def _case_runs(pack: PanelPack, places: Places, pages: int) -> list[tuple[str, Run]]:
    """Return the runs after the front, each with the destination that its first page is."""
    starts = sorted(set(places.drawn_on.values()))
    length = {first: after - first for first, after in pairwise([*starts, pages])}
    runs: list[tuple[str, Run]] = []
    for item in pack.items:
        if item.has_front_sheet:
            at = places.drawn_on[item.destination]
            runs.append((item.destination, Run("cases", at, length[at])))
        runs += [(paper.destination, _paper_run(paper, places)) for paper in item.papers]
    return runs


def _paper_run(paper: PackPaper, places: Places) -> Run:
    if paper.problem:
        return Run("cases", places.drawn_on[paper.destination], 1)
    return Run(paper.pdf_sha256, 0, paper.pages)


def _numbers(pack: PanelPack, runs: Sequence[tuple[str, Run]], front_pages: int, front: Places) -> dict[str, int]:
    """Return the number of each destination's page in the pack, from 1."""
    found = {name: at + 1 for name, at in front.drawn_on.items()}
    page = front_pages + 1
    for destination, run in runs:
        found[destination] = page
        page += run.count
    for item in pack.items:  # a case whose front sheet went out before leads to the first of its papers
        if item.destination not in found and item.papers:
            found[item.destination] = found[item.papers[0].destination]
    return found


def _marks(pack: PanelPack, numbers: dict[str, int], front: Places) -> tuple[tuple[Mark, int], ...]:
    marks = [front.marks[name] for name in front.drawn_on]
    for item in pack.items:
        shown = veil(item.case, pack.profile)
        marks.append(Mark(item.destination, bookmark(item, shown), 1))
        marks += [Mark(paper.destination, shown.text(paper.title), 2) for paper in item.papers]
    return tuple((mark, numbers[mark.destination]) for mark in marks)
