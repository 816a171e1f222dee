"""The handover brief as a PDF: who moves, a table of all the cases, then each case as the next officer needs it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import Flowable, KeepTogether, Spacer

from send_desktop.exports.panel_pack.paper import (
    WIDTH,
    MarkedWord,
    body,
    cell,
    colour,
    note,
    style,
    words,
)
from send_desktop.exports.panel_pack.tables import Cell, facts, grid, heading, ruled, side_by_side
from send_desktop.exports.report_pdf import Report
from send_desktop.exports.report_pdf import draw as draw_report
from send_desktop.exports.track_pdf import TrackDrawing, TrackKey
from send_desktop.track import Track
from send_desktop.wording import ABSENT, counted, full_date, in_year, plain_date

CONFIDENTIAL = "Confidential: contains personal information about children"


@dataclass(frozen=True, slots=True)
class Dated:
    """A line with its day, and whether that day is behind."""

    on: date
    text: str
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverCase:
    """One case as the next officer needs it; everything typed is under the profile's veil already."""

    label: str
    reference: str
    """Set beside the label; empty where the label is the reference."""
    stage: str
    state: str
    """A state's code, or 'plain'."""
    state_words: str
    day_number: int
    """Days since the clock started; the day of receipt is day 0."""
    legal_title: str
    legal_on: date | None
    reason: str
    next_step: str
    track: Track
    start_title: str
    warnings: tuple[str, ...]
    """Safe contact, and to whom nothing may be disclosed."""
    heard: str
    promises: tuple[Dated, ...]
    risks: tuple[str, ...]
    awaited: tuple[Dated, ...]
    ahead: tuple[Dated, ...]
    """What falls due in the next ten working days."""
    contacts: tuple[Dated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverBrief:
    """The whole brief, as at one reading."""

    officer: str
    to: str
    as_at: date
    until: date
    """The last of the next ten working days."""
    built_at: datetime
    built_by: str
    profile: str
    """The profile's line, as it stands on the first page."""
    cases: tuple[HandoverCase, ...]

    @property
    def title(self) -> str:
        """What the document is called."""
        return "Handover brief"


def draw(brief: HandoverBrief, progress: Callable[[int], object] = lambda page: None) -> bytes:
    """Return the brief as the bytes of a PDF; the same brief always gives the same bytes."""
    foot = f"{brief.title}, as at {plain_date(brief.as_at)}"
    return draw_report(
        Report(brief.title, "Handover of a caseload", foot, CONFIDENTIAL), lambda: _story(brief), progress
    )


# --- the first page -------------------------------------------------------------------------------


def _story(brief: HandoverBrief) -> list[Flowable]:
    made = f"Made by {brief.built_by} " if brief.built_by else "Made "
    return [
        words(brief.title, style(20, strong=True, leading=25)),
        Spacer(0, 2),
        words(f"{made}on {full_date(brief.built_at.date())} at {brief.built_at:%H:%M}. {brief.profile}.", note()),
        Spacer(0, 10),
        facts(_facts(brief), (0.25, 0.25, 0.25, 0.25), cell(strong=True)),
        *heading("All the cases", "what hurts first at the top"),
        ruled(COLUMNS, [_summary(one, brief) for one in brief.cases], WIDTHS),
        *heading("How to read the 20-week track", room=90),
        TrackKey(),
        *(flowable for one in brief.cases for flowable in _case(one, brief)),
    ]


def _facts(brief: HandoverBrief) -> list[tuple[str, str]]:
    overdue = sum(one.is_late for case in brief.cases for one in case.promises)
    promised = sum(len(case.promises) for case in brief.cases)
    ahead = counted(sum(len(case.ahead) for case in brief.cases), "date")
    return [
        ("From", brief.officer or ABSENT),
        ("To", brief.to or ABSENT),
        ("As at", full_date(brief.as_at)),
        ("Open cases", f"{len(brief.cases):,}"),
        ("Breached", str(sum(case.state == "breached" for case in brief.cases))),
        ("Promises open", f"{promised}, {overdue} of them overdue" if overdue else str(promised)),
        ("Awaited from others", str(sum(len(case.awaited) for case in brief.cases))),
        ("Next ten working days", f"{ahead}, until {full_date(brief.until)}"),
    ]


COLUMNS = ("Child", "Stage", "State", "Next legal date", "Promises", "Next")
WIDTHS = (0.22, 0.15, 0.13, 0.15, 0.1, 0.25)
"""Shares of the page's width."""


def _summary(one: HandoverCase, brief: HandoverBrief) -> list[Cell]:
    late = sum(promise.is_late for promise in one.promises)
    promises = f"{len(one.promises)} open" if one.promises else ""
    child: Cell = [words(one.label, cell(strong=True))]
    if one.reference:
        child = [words(one.label, cell(strong=True)), words(one.reference, note())]
    return [
        child,
        [words(one.stage, cell()), words(f"Day {one.day_number}", note())],
        MarkedWord(one.state, one.state_words),
        [
            words(one.legal_title, cell()),
            words(in_year(one.legal_on, brief.as_at.year) if one.legal_on else "", note()),
        ],
        [words(promises, cell()), words(f"{late} overdue" if late else "", cell(strong=True))],
        words(one.next_step, cell()),
    ]


# --- a case ---------------------------------------------------------------------------------------


def _case(one: HandoverCase, brief: HandoverBrief) -> list[Flowable]:
    year = brief.as_at.year
    beside = style(8, meaning="secondary", leading=17, alignment=TA_RIGHT)
    head: list[Flowable] = [
        Spacer(0, 14),
        grid(
            [[words(one.label, style(13, strong=True, leading=17)), words(one.reference, beside)]],
            [WIDTH * 0.75, WIDTH * 0.25],
            ("LINEABOVE", (0, 0), (-1, 0), 0.75, colour("secondary")),
            padding=(7, 0, 3, 0),
        ),
        *(words(warning, style(9, strong=True, leading=12.5)) for warning in one.warnings),
        TrackDrawing(one.track, one.start_title),
        Spacer(0, 4),
        side_by_side(
            MarkedWord(one.state, one.state_words, 9.5),
            [words(one.reason, body()), words(one.next_step, style(9, strong=True, leading=12.25))],
            0.17,
        ),
        Spacer(0, 3),
        words(f"{one.stage}, day {one.day_number}. {one.heard}", note()),
    ]
    parts: list[tuple[str, list[str]]] = [
        ("Promises", [_dated(line, year) for line in one.promises]),
        ("Risks", list(one.risks)),
        ("Awaited", [_dated(line, year) for line in one.awaited]),
        (f"By {in_year(brief.until, year)}", [_dated(line, year) for line in one.ahead]),
        ("Last contacts", [_dated(line, year) for line in one.contacts]),
    ]
    return [KeepTogether([*head, Spacer(0, 4), *_part(*parts[0])]), *(f for part in parts[1:] for f in _part(*part))]


def _part(title: str, lines: list[str]) -> list[Flowable]:
    """One heading with its lines beside it; what has none is left out, but that nothing was promised is said."""
    if not lines and title == "Promises":
        lines = ["Nothing is promised."]
    if not lines:
        return []
    rows: list[list[Cell]] = [
        [words(title if at == 0 else "", cell(meaning="secondary")), words(line, cell())]
        for at, line in enumerate(lines)
    ]
    return [grid(rows, [WIDTH * 0.17, WIDTH * 0.83], padding=(1.5, 6, 1.5, 0))]


def _dated(line: Dated, year: int) -> str:
    late = ", overdue" if line.is_late else ""
    return f"{in_year(line.on, year)}{late}: {line.text}"
