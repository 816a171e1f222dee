"""The cover: which meeting, when and where, for whose eyes, and how to read what follows."""

from collections import Counter

from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from send_desktop.exports.panel_pack.document import Anchor, Places
from send_desktop.exports.panel_pack.pack import PanelPack
from send_desktop.exports.panel_pack.paper import WIDTH, MarkedWord, body, cell, colour, note, style, words
from send_desktop.exports.panel_pack.tables import facts, grid, heading
from send_desktop.exports.panel_pack.words import clock
from send_desktop.exports.profile import PROFILES, officer
from send_desktop.exports.track_pdf import TrackKey
from send_desktop.panel_types import PANELS
from send_desktop.wording import ABSENT, counted, long_date, plain_date

KEY = (
    ("breached", "Breached", "The next legal date has passed, unmet."),
    ("will_breach", "Will breach", "Even the earliest finish is after the limit."),
    ("at_risk", "At risk", "The expected finish is too close to the limit, or after it."),
    ("on_track", "On track", "The limit can be met with days to spare."),
    ("excepted", "Excepted", "The limit has passed; an exception in the regulations is recorded for it."),
)
"""The states of an open case with what each means; shapes tell them apart in black and white."""


def cover(pack: PanelPack, places: Places) -> list[Flowable]:
    """Return the cover page."""
    meeting = pack.meeting
    kind = PANELS.get(meeting.kind, "Panel")
    return [
        Anchor("cover", "Cover", 0, places),
        Spacer(0, 58),
        words(pack.name, style(10, meaning="secondary")),
        Spacer(0, 4),
        words(f"{kind}, {pack.area or 'all areas'}", style(27, strong=True, leading=33)),
        Spacer(0, 6),
        words(f"{long_date(meeting.on)}, {clock(meeting.starts_at)}", style(14, leading=19)),
        Spacer(0, 30),
        facts(_facts(pack), [1 / 3] * 3, style(10.5)),
        Spacer(0, 10),
        _notice(pack),
        *_about_the_papers(pack),
        *_states(pack),
        *_how_to_read(),
    ]


def _facts(pack: PanelPack) -> list[tuple[str, str]]:
    meeting = pack.meeting
    last = pack.items[-1].ends if pack.items else None
    built = f"{plain_date(pack.built_at.date())}, {clock(pack.built_at.time())}"
    by = officer(pack.built_by, pack.profile)
    return [
        ("Cases", f"{counted(len(pack.items), 'case')}, {meeting.slot_minutes} minutes each"),
        ("Time", f"{clock(meeting.starts_at)} to {clock(last)}" if last else f"{clock(meeting.starts_at)}"),
        (_papers(pack), plain_date(meeting.papers_by) if meeting.papers_by else ABSENT),
        ("Venue", meeting.venue or ABSENT),
        ("Chair", meeting.chair or ABSENT),
        ("Position as at", plain_date(pack.as_at)),
        ("Built", built),
        ("Built by", by or ABSENT),
        ("Version of this pack", str(pack.version)),
        *([("Copy of", pack.recipient)] if pack.recipient else []),
    ]


def _papers(pack: PanelPack) -> str:
    papers_by = pack.meeting.papers_by
    return "Papers closed" if papers_by and papers_by < pack.as_at else "Papers close"


def _notice(pack: PanelPack) -> Table:
    text = [
        words(pack.meeting.confidentiality, style(10.5, strong=True)),
        Spacer(0, 3),
        words(
            f"{PROFILES[pack.profile]}. For members of this panel only: do not copy or forward it, "
            "and return or destroy it after the meeting.",
            body(),
        ),
    ]
    return grid([[text]], [WIDTH], ("BOX", (0, 0), (-1, -1), 0.75, colour("text")), padding=(9, 12, 11, 12))


def _about_the_papers(pack: PanelPack) -> list[Flowable]:
    """Return what members should know of the papers: what differs, what is missing, what a scan found."""
    missing = [paper for paper in pack.papers if paper.problem]
    lines = list(pack.changes)
    if missing:
        lines.append(f"{counted(len(missing), 'paper')} could not be included; a page in its place says why.")
    if pack.scanned:
        lines.append(pack.scanned)
    if not lines:
        return []
    return [*heading("About this version"), *(words(line, body()) for line in lines)]


def _states(pack: PanelPack) -> list[Flowable]:
    counts = Counter(item.mark.code for item in pack.items)
    heads = heading("How to read the states", _as_at(pack) if pack.items else "")
    rows = [
        [MarkedWord(code, word), words(meaning, cell()), words(_number(counts[code]), cell())]
        for code, word, meaning in KEY
    ]
    table = grid(rows, [WIDTH * 0.2, WIDTH * 0.63, WIDTH * 0.17], padding=(2, 6, 2, 0))
    return [Spacer(0, 14), *heads, table]


def _as_at(pack: PanelPack) -> str:
    return f"as at {plain_date(pack.as_at)}"


def _number(count: int) -> str:
    if not count:
        return "none here"
    return f"{counted(count, 'case')} here"


def _how_to_read() -> list[Flowable]:
    return [
        *heading("How to read the 20-week track"),
        TrackKey(),
        Spacer(0, 8),
        Paragraph(
            "All limits run from the day the request was received, or the authority otherwise became responsible; that "
            "is day 0. Nothing pauses or restarts them: "
            "an exception relieves the authority of a date while it lasts, and the track goes on. "
            "Week 16 binds only a decision not to issue a plan: it is the last day to tell the family of a refusal.",
            note(),
        ),
    ]
