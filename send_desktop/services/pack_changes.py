"""What a pack holds and where, as it is kept with each build; and what one version has that another has not."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from send_desktop.exports.panel_pack.pack import PackItem, PanelPack
from send_desktop.exports.profile import veil
from send_desktop.records import Case
from send_desktop.wording import counted

if TYPE_CHECKING:
    from send_desktop.exports.panel_pack.drawing import Drawn


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper as a build held it. ``page`` is the number of its first page there; 0 where nothing was built yet."""

    id: int
    title: str
    pdf_sha256: str
    pages: int
    problem: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An item of the agenda as a build held it."""

    id: int
    case_id: int
    reference: str
    number: int
    papers: tuple[HeldPaper, ...]
    page: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that a build held, in order."""

    items: tuple[HeldItem, ...]
    total: int = 0

    @property
    def item_ids(self) -> frozenset[int]:
        """The items that were in it."""
        return frozenset(item.id for item in self.items)

    def as_json(self) -> bytes:
        """Return it as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()


def read_manifest(kept: bytes) -> Manifest:
    """Return a manifest from what was kept."""
    raw = json.loads(kept)
    items = (
        HeldItem(**(item | {"papers": tuple(HeldPaper(**paper) for paper in item["papers"])})) for item in raw["items"]
    )
    return Manifest(tuple(items), raw["total"])


def manifest_of(pack: PanelPack, drawn: "Drawn | None" = None) -> Manifest:
    """Return what a pack holds; with ``drawn``, on which pages."""
    pages = {mark.destination: number for mark, number in drawn.marks} if drawn else {}
    return Manifest(tuple(_held(item, pages) for item in pack.items), drawn.total if drawn else 0)


def _held(item: PackItem, pages: dict[str, int]) -> HeldItem:
    papers = tuple(
        HeldPaper(one.id, one.title, one.pdf_sha256, one.pages, one.problem, pages.get(one.destination, 0))
        for one in item.papers
    )
    case = item.case
    return HeldItem(item.item.id, case.id, case.reference, item.number, papers, pages.get(item.destination, 0))


def changes_since(before: Manifest, now: Manifest, cases: Iterable[Case], profile: str) -> tuple[str, ...]:
    """Return what differs from an earlier build, one sentence each; empty where both hold the same in one order.

    Titles stand as the profile shows them: they can name a child.
    """
    known = {case.id: case for case in cases}
    was, is_ = {one.id: one for one in before.items}, {one.id: one for one in now.items}
    said = [_listed([one.reference for one in now.items if one.id not in was], "put on the agenda")]
    said.append(_listed([one.reference for one in before.items if one.id not in is_], "taken off the agenda"))
    kept = [one.id for one in before.items if one.id in is_]
    said.append("" if kept == [one.id for one in now.items if one.id in was] else "The agenda is in another order.")
    for item in now.items:
        if item.id in was:
            shown = veil(known[item.case_id], profile)
            said += [f"{item.reference}: {words}." for words in _papers(was[item.id], item, shown.text)]
        elif item.papers:
            said.append(f"{item.reference} comes with {counted(len(item.papers), 'paper')}.")
    return tuple(one for one in said if one)


def _papers(before: HeldItem, now: HeldItem, shown: Callable[[str], str]) -> list[str]:
    was, is_ = {one.id: one for one in before.papers}, {one.id: one for one in now.papers}
    said = [f"“{shown(one.title)}” added" for one in now.papers if one.id not in was]
    said += [f"“{shown(one.title)}” taken out" for one in before.papers if one.id not in is_]
    said += [f"“{shown(one.title)}” replaced" for one in now.papers if one.id in was and _differs(one, was[one.id])]
    kept = [one.id for one in before.papers if one.id in is_]
    if kept != [one.id for one in now.papers if one.id in was]:
        said.append("papers in another order")
    return said


def _differs(one: HeldPaper, other: HeldPaper) -> bool:
    return (one.pdf_sha256, one.problem) != (other.pdf_sha256, other.problem)


def _listed(references: Sequence[str], what: str) -> str:
    if not references:
        return ""
    if len(references) > 4:
        return f"{counted(len(references), 'case')} {what}."
    return f"{', '.join(references)} {what}."
