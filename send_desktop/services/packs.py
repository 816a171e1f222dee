"""Packs: built from the agenda and its papers, told apart from the one before, sent out, and supplemented after."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from send_desktop.changes import Changes
from send_desktop.errors import Refused, Unavailable
from send_desktop.exports.panel_pack.pack import PanelPack
from send_desktop.exports.placing import LONGEST_NAME, is_folder, placed, require_place, safe_name
from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress, silent
from send_desktop.records import Agenda, Export, Pack
from send_desktop.services.acts import act
from send_desktop.services.pack_changes import HeldItem, HeldPaper, Manifest, changes_since, manifest_of, read_manifest
from send_desktop.services.panel_agenda import agenda_slots
from send_desktop.services.panel_packs import gather
from send_desktop.services.panel_rules import in_sentence
from send_desktop.services.paper_rules import circulated, next_supplement
from send_desktop.services.paper_scan import in_all
from send_desktop.services.papers import PaperLine, paper_lines
from send_desktop.store import Reading, Store, Work
from send_desktop.wording import counted, full_date

if TYPE_CHECKING:
    from send_desktop.exports.panel_pack.drawing import Drawn

LEAST_PASSWORD = 8
"""Fewer characters than this open too easily."""

BUILD, CIRCULATE = "Build panel pack", "Circulate panel pack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """For whom a pack is built, and how it is locked."""

    recipients: tuple[str, ...] = ()
    """A copy for each, with their name over every page; empty for one copy for all."""
    password: str = ""
    """Opens every copy (AES-256); empty leaves them open."""


ONE_FOR_ALL = Copies()


def build_pack(
    store: Store,
    meeting_id: int,
    path: Path,
    profile: str,
    by: str,
    today: date,
    progress: Progress = silent,
    copies: Copies = ONE_FOR_ALL,
    *,
    is_supplement: bool = False,
) -> Export:
    """Build the pack of a meeting, or its next supplement, as a PDF at ``path``, and log it. Returns the log's line.

    A copy for each recipient lies beside ``path``, named after them; the last one's line is returned. One reading,
    closed before anything is drawn. The lines are written and the files put in their places together: where that
    fails none is kept, and earlier files stay. Raises Refused for an unknown profile, a name that is no PDF's, a
    cancelled meeting, a pack that has gone out already, or papers that nobody has looked at; Unavailable for a
    target that cannot be written; Cancelled.
    """
    path = Path(path)
    _require_possible(path, profile, copies)
    with _working_folder() as folder:
        with store.look() as reading:
            pack, number = _gathered(reading, meeting_id, profile, by, today, is_supplement)
            files = _laid_out(reading, pack, Path(folder))
        drawn, built = _written(pack, files, Path(folder), path, copies, progress)
        with act(store, by, BUILD, today) as work:
            record = work.add(_record(work, pack, number, drawn, by))
            lines = [work.add(_line(pack, record, source, target, name)) for source, target, name in built]
            with ExitStack() as beside:  # every copy lies beside its place before the first one takes it
                for source, target, _ in built:
                    shutil.copyfile(source, beside.enter_context(placed(target)))
    return lines[-1]


def circulate(store: Store, pack: Pack, by: str, today: date, to: str = "") -> Changes:
    """Record that a pack, or a supplement, went out to the members: from then on its numbers never move.

    It is not taken back: what has left is corrected by a supplement. Raises Refused for one that is not the last
    built, that the agenda or its papers have changed since, or that went out already.
    """
    with act(store, by, CIRCULATE, today) as work:
        meeting = work.agenda(pack.meeting_id).meeting
        _require_sendable(work, pack, today)
        now = datetime.now(UTC)
        work.replace(pack, replace(pack, circulated_at=now, circulated_by=by))
        if not pack.supplement:
            work.replace(meeting, replace(meeting, status="circulated", circulated_at=now))
        work.log(CIRCULATE, None, meeting_id=meeting.id, version=pack.number, supplement=pack.supplement, to=to.strip())
    what = f"Supplement S{pack.supplement}" if pack.supplement else f"Version {pack.number} of the pack"
    note = f"{what} of the {in_sentence(meeting)} is recorded as sent to the members."
    return Changes(note, meetings=frozenset({meeting.id}))


@contextmanager
def _working_folder() -> Iterator[str]:
    """Lend a private folder on this computer. Raises Unavailable where its disk is full or cannot be written to."""
    try:
        with TemporaryDirectory(prefix="send-desktop-pack-", ignore_cleanup_errors=True) as folder:
            yield folder
    except OSError as error:
        raise Unavailable(
            f"The pack cannot be drawn: this computer's folder for passing files cannot be used "
            f"({(error.strerror or 'the disk refused it').lower()}). No pack was written; free some room and build it "
            "again."
        ) from error


# --- what stands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PackState:
    """How the packs of a meeting stand: what was built, what went out, what differs, what holds the next one up."""

    packs: tuple[Pack, ...]
    """Newest first."""
    lines: dict[int, tuple[PaperLine, ...]]
    """The papers by the id of their item."""
    differs: tuple[str, ...]
    """What has changed since the last one was built."""
    supplement: int
    """The number of the supplement to come; 0 before the pack has gone out."""
    for_supplement: int
    """How many papers and cases wait to go out in it."""

    @property
    def last(self) -> Pack | None:
        """What was built last."""
        return self.packs[0] if self.packs else None

    @property
    def sent(self) -> Pack | None:
        """The pack that went out."""
        return circulated(self.packs)

    @property
    def unusable(self) -> tuple[PaperLine, ...]:
        """Papers in whose place a page will stand."""
        return tuple(one for lines in self.lines.values() for one in lines if not one.is_usable)

    def to_look_at(self, profile: str) -> tuple[PaperLine, ...]:
        """Return the papers that hold a pack of this profile up until somebody has looked at them."""
        return tuple(one for lines in self.lines.values() for one in lines if one.waits_for_a_look(profile))


def pack_state(reading: Reading, agenda: Agenda) -> PackState:
    """Return how the packs of a meeting stand."""
    packs = tuple(reversed(reading.every(Pack, agenda.meeting.id)))
    lines = paper_lines(reading, agenda)
    now = _outline(agenda, lines, 0)
    before = _last_manifest(reading, packs, 0)
    cases = [case for _, case in agenda.items]
    differs = changes_since(before, now, cases, "named") if before else ()
    coming = next_supplement(packs)
    waiting = _outline(agenda, lines, coming, _sent_items(reading, packs)) if coming else Manifest(())
    count = sum(len(one.papers) for one in waiting.items) or len(waiting.items)
    return PackState(packs, lines, () if coming else differs, coming, count)


# --- building ---------------------------------------------------------------------------------------


def _require_possible(path: Path, profile: str, copies: Copies) -> None:
    if profile not in PROFILES:
        raise Refused(f"A pack is built under one of these profiles: {', '.join(PROFILES)}.")
    if path.suffix.lower() != ".pdf" and not is_folder(path):
        raise Refused(f"{path.name} is not the name of a PDF; give it one that ends in .pdf. Nothing was written.")
    if copies.password and len(copies.password) < LEAST_PASSWORD:
        raise Refused(f"A password of fewer than {LEAST_PASSWORD} characters opens too easily; choose a longer one.")
    _require_password_that_can_be_typed(copies.password)
    _require_a_copy_each(path, copies)


def _require_password_that_can_be_typed(password: str) -> None:
    if password and (not password.isprintable() or not password.strip()):
        raise Refused("The password holds signs that cannot be typed; choose another. Nothing was written.")


def _require_a_copy_each(path: Path, copies: Copies) -> None:
    """Refuse recipients whose copies would take each other's place, before anything is drawn."""
    taken: set[str] = set()
    for recipient in copies.recipients or ("",):
        target = _named(path, recipient)
        require_place(target)
        if target.name.casefold() in taken:
            raise Refused(
                f"Two copies would have the same file name, {target.name}; tell the recipients apart, or name one "
                "only. Nothing was written."
            )
        taken.add(target.name.casefold())


def _gathered(
    reading: Reading, meeting_id: int, profile: str, by: str, today: date, is_supplement: bool
) -> tuple[PanelPack, int]:
    agenda = reading.agenda(meeting_id)
    meeting = agenda.meeting
    if meeting.status == "cancelled":
        raise Refused(f"The {in_sentence(meeting)} was cancelled, so there is no pack to build.")
    packs = tuple(reversed(reading.every(Pack, meeting_id)))
    lines = paper_lines(reading, agenda, scanned=profile != "named")
    supplement = next_supplement(packs) if is_supplement else 0
    _require_stage(packs, supplement, is_supplement)
    version = 1 + max((one.number for one in packs), default=0)
    built_at = datetime.now(UTC).astimezone()
    whole = gather(reading, agenda, agenda_slots(agenda), profile, by, today, built_at, version)
    sent = _sent_items(reading, packs) if supplement else frozenset()
    now = _outline(agenda, lines, supplement, sent)
    pack = replace(_with_papers(whole, now, lines, sent), supplement=supplement)
    _require_looked_at(pack, lines, profile)
    before = _last_manifest(reading, packs, supplement)
    changes = changes_since(before, now, [item.case for item in pack.items], profile) if before else ()
    return replace(pack, changes=_about(changes, packs)), version


def _require_stage(packs: Sequence[Pack], supplement: int, is_supplement: bool) -> None:
    sent = circulated(packs)
    if is_supplement and not supplement:
        raise Refused("The pack has not gone out yet: build it again, and what is new goes into it.")
    if sent and not is_supplement:
        when = full_date(sent.circulated_at.astimezone().date()) if sent.circulated_at else ""
        raise Refused(f"The pack went out on {when}, so its pages stay; build a supplement with what is new.")


def _with_papers(
    whole: PanelPack, now: Manifest, lines: dict[int, tuple[PaperLine, ...]], sent: frozenset[int]
) -> PanelPack:
    """Return the pack with the papers, and of the items only those, that ``now`` says it holds."""
    held = {item.id: frozenset(paper.id for paper in item.papers) for item in now.items}
    if not held and sent:
        raise Refused("Nothing has come since the pack went out, so there is no supplement to build.")
    used = {item_id: [one for one in lines.get(item_id, ()) if one.paper.id in ids] for item_id, ids in held.items()}
    items = tuple(
        replace(
            item,
            papers=tuple(one.in_pack() for one in used[item.item.id]),
            has_front_sheet=item.item.id not in sent,
        )
        for item in whole.items
        if item.item.id in held
    )
    scans = [one.scan for each in used.values() for one in each if one.is_usable]
    return replace(whole, items=items, scanned=in_all(scans) if scans and whole.profile != "named" else "")


def _require_looked_at(pack: PanelPack, lines: dict[int, tuple[PaperLine, ...]], profile: str) -> None:
    held = {paper.id for paper in pack.papers}
    waiting = [one for each in lines.values() for one in each if one.paper.id in held and one.waits_for_a_look(profile)]
    if waiting:
        first = waiting[0]
        raise Refused(
            f"{counted(len(waiting), 'paper')} must be looked at before names are left out: in “{first.paper.title}”, "
            f"{first.scan.words[:1].lower()}{first.scan.words[1:]}. Accept them under Papers, take them out, or build "
            "the pack with names."
        )


def _laid_out(reading: Reading, pack: PanelPack, folder: Path) -> dict[str, Path]:
    """Lay the papers' PDFs in a private folder, from which they are read as they are needed: memory stays small."""
    found: dict[str, Path] = {}
    for paper in pack.papers:
        if paper.pdf_sha256 and paper.pdf_sha256 not in found:
            found[paper.pdf_sha256] = folder / f"{paper.pdf_sha256}.pdf"
            found[paper.pdf_sha256].write_bytes(reading.content(paper.pdf_sha256))
    return found


def _about(changes: tuple[str, ...], packs: Sequence[Pack]) -> tuple[str, ...]:
    if not changes:
        return ()
    return (f"Since version {packs[0].number}:", *changes)


def _line(pack: PanelPack, record: Pack, source: Path, target: Path, recipient: str) -> Export:
    with source.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    return Export(
        kind="supplement" if pack.supplement else "pack",
        profile=pack.profile,
        made_at=pack.built_at,
        made_by=pack.built_by,
        target=target.name,
        sha256=sha256,
        items=len(pack.items),
        meeting_id=pack.meeting.id,
        recipient=recipient,
        pack_id=record.id,
    )


def _written(
    pack: PanelPack, files: dict[str, Path], folder: Path, path: Path, copies: Copies, progress: Progress
) -> tuple["Drawn", list[tuple[Path, Path, str]]]:
    """Write every copy into a folder; return what lies on which page, and each copy with its place and recipient."""
    from send_desktop.exports.panel_pdf import Lock, write  # reportlab is slow to load, and agendas do not need it

    lock = Lock(copies.password) if copies.password else None
    recipients = copies.recipients or ("",)
    built = [(folder / f"copy-{at}.pdf", _named(path, one), one) for at, one in enumerate(recipients)]
    for made, _, recipient in built:
        drawn = write(replace(pack, recipient=recipient), made, progress, papers=files, lock=lock)
    return drawn, built


def _record(work: Work, pack: PanelPack, number: int, drawn: "Drawn", by: str) -> Pack:
    return Pack(
        meeting_id=pack.meeting.id,
        number=number,
        supplement=pack.supplement,
        profile=pack.profile,
        pages=drawn.total,
        papers=len(pack.papers),
        manifest_sha256=work.keep_content(manifest_of(pack, drawn).as_json()),
        built_at=pack.built_at,
        built_by=by,
    )


def _named(path: Path, recipient: str) -> Path:
    if not recipient:
        return path
    return path.with_name(safe_name(f"{path.stem[: LONGEST_NAME // 2]} - {' '.join(recipient.split())}.pdf"))


# --- what went out ------------------------------------------------------------------------------------


def _last_manifest(reading: Reading, packs: Sequence[Pack], supplement: int) -> Manifest | None:
    last = next((one for one in packs if one.supplement == supplement), None)
    return read_manifest(reading.content(last.manifest_sha256)) if last else None


def _sent_items(reading: Reading, packs: Sequence[Pack]) -> frozenset[int]:
    """Return the items whose front sheets have gone out, in the pack or in a supplement."""
    gone = [one for one in packs if one.circulated_at]
    return frozenset(
        item_id for one in gone for item_id in read_manifest(reading.content(one.manifest_sha256)).item_ids
    )


def _outline(
    agenda: Agenda,
    lines: dict[int, tuple[PaperLine, ...]],
    supplement: int,
    sent: frozenset[int] = frozenset(),
) -> Manifest:
    """Return what a pack, or a supplement, would hold if it were built now."""
    items = []
    for number, (item, case) in enumerate(agenda.items, 1):
        papers = tuple(
            HeldPaper(one.paper.id, one.paper.title, one.file.pdf_sha256, one.pages, one.file.problem)
            for one in lines.get(item.id, ())
            if one.paper.supplement == supplement
        )
        if not supplement or papers or item.id not in sent:
            items.append(HeldItem(item.id, case.id, case.reference, number, papers))
    return Manifest(tuple(items))


def _require_sendable(reading: Reading, pack: Pack, today: date) -> None:
    packs = tuple(reversed(reading.every(Pack, pack.meeting_id)))
    agenda = reading.agenda(pack.meeting_id)
    if agenda.meeting.status == "cancelled":
        raise Refused(f"The {in_sentence(agenda.meeting)} was cancelled; nothing is sent for it.")
    if any(one.circulated_at and one.supplement == pack.supplement for one in packs):
        raise Refused("This has gone out already; what is new goes out in a supplement.")
    if packs[0].id != pack.id:
        raise Refused(f"Version {packs[0].number} was built after this one; send that.")
    lines = paper_lines(reading, agenda, scanned=False)
    now = _outline(agenda, lines, pack.supplement, _sent_items(reading, packs) if pack.supplement else frozenset())
    before = _last_manifest(reading, packs, pack.supplement)
    changes = changes_since(before, now, [case for _, case in agenda.items], "named") if before else ()
    if changes:
        raise Refused(f"Something has changed since it was built: {changes[0]} Build it again, then send that.")
