"""The lines of a meeting's papers, and what is said of its packs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from send_desktop.records import Pack
from send_desktop.services.packs import PackState
from send_desktop.services.panel_papers_view import ItemPapers, PapersView
from send_desktop.services.papers import PaperLine
from send_desktop.wording import counted, in_year, weekday_name
from ui.pages.panels.cards import profile_words
from ui.widgets.card_table import CardColumn, Cell, Row

COLUMNS = (
    CardColumn("", 28, gives_way=2),
    CardColumn("Case and papers"),
    CardColumn("Pages", 56, is_right=True, gives_way=1),
    CardColumn("How it stands", 250),
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a line of the table is: an item, or one of its papers."""

    item: ItemPapers
    paper: PaperLine | None = None


def places(view: PapersView) -> list[Place]:
    """Return the lines of the table in order: each item, then its papers."""
    found: list[Place] = []
    for item in view.items:
        found.append(Place(item))
        found += [Place(item, paper) for paper in item.papers]
    return found


def rows(view: PapersView, opened: Callable[[Place], object]) -> list[Row]:
    """Return the rows of the table; Enter opens the case or the paper."""
    return [_row(one, view, opened) for one in places(view)]


def _row(one: Place, view: PapersView, opened: Callable[[Place], object]) -> Row:
    if one.paper is None:
        pages = sum(paper.pages for paper in one.item.papers)
        none = "" if one.item.papers else "No papers yet"
        cells = (
            Cell(str(one.item.number), "secondary"),
            Cell(one.item.case.person.name, "strong", tip=one.item.case.reference),
            Cell(str(pages) if pages else "–", "secondary"),
            Cell(none, "secondary"),
        )
    else:
        cells = (
            Cell(""),
            _title(one.paper),
            Cell(str(one.paper.pages)),
            standing(one.paper, view.agenda.meeting.profile),
        )
    return Row(cells, act=lambda: opened(one))


def _title(line: PaperLine) -> Cell:
    marks = [f"S{line.paper.supplement}"] if line.paper.supplement else []
    marks += [f"late, let in by {line.paper.late_allowed_by}"] if line.paper.is_late else []
    words = f"{line.paper.title} ({', '.join(marks)})" if marks else line.paper.title
    return Cell(words, tip=f"{line.paper.file_name}. {line.file.mended}".strip())


def standing(line: PaperLine, profile: str) -> Cell:
    """Return how a paper stands: usable, looked at, or what holds it up."""
    if not line.is_usable:
        return Cell("A page stands in its place", "will_breach", tip=line.file.problem, note="")
    found = f"{line.scan.words}. {line.file.mended}".strip()
    if line.is_accepted:
        return Cell(f"Looked at by {line.paper.accepted_by}", "on_track", tip=found)
    if line.waits_for_a_look(profile):
        return Cell(line.scan.words, "at_risk", tip=found)
    return Cell("Ready" if profile == "named" else line.scan.words, "on_track", tip=found)


def pack_words(state: PackState) -> tuple[str, str]:
    """Return what was built last, and what it holds; words for none where nothing was."""
    last = state.last
    if last is None:
        return "No pack has been built for this meeting yet.", ""
    when = last.built_at.astimezone()
    name = f"Supplement S{last.supplement}" if last.supplement else f"Version {last.number}"
    held = f"{counted(last.pages, 'page')}, {counted(last.papers, 'paper')}"
    built = f"{name}, {held}, built {weekday_name(when)} {in_year(when, when.year)} at {when:%H:%M}"
    return built, f"Profile: {profile_words(last.profile).lower()} · by {last.built_by}"


def sent_words(pack: Pack | None) -> str:
    """Return when the pack went out; empty while it has not."""
    if pack is None or pack.circulated_at is None:
        return ""
    when = pack.circulated_at.astimezone()
    return (
        f"Sent to the members {weekday_name(when)} {in_year(when, when.year)} at {when:%H:%M}, recorded by "
        f"{pack.circulated_by}. Its page numbers stay."
    )


def waiting_words(view: PapersView, profile: str) -> str:
    """Return what holds the next pack up, or comes in the supplement; empty for nothing."""
    state = view.state
    said = []
    if look := state.to_look_at(profile):
        said.append(f"{counted(len(look), 'paper')} to be looked at before names can be left out.")
    if state.unusable:
        said.append(f"{counted(len(state.unusable), 'paper')} cannot be used: a page in its place says why.")
    if state.for_supplement:
        said.append(f"For supplement S{state.supplement}: {counted(state.for_supplement, 'paper or case')}.")
    return " ".join(said)
