"""The contents and the agenda: both lead to each case's page in one click."""

from reportlab.platypus import Flowable, PageBreak, Spacer

from send_desktop.exports.panel_pack.document import Anchor, NumberSpot, Places
from send_desktop.exports.panel_pack.pack import PackItem, PackPaper, PanelPack
from send_desktop.exports.panel_pack.paper import MarkedWord, cell, link, note, style, words
from send_desktop.exports.panel_pack.tables import Cell, ruled
from send_desktop.exports.panel_pack.words import clock, days_left
from send_desktop.exports.profile import veil
from send_desktop.panel_types import ASKED, ASKED_SHORT
from send_desktop.wording import ABSENT, counted, in_year, long_date

TITLE = 18


def contents(pack: PanelPack, places: Places) -> list[Flowable]:
    """Return the contents: the agenda and each case with its page."""
    rows: list[list[Cell]] = [["", link("Agenda", "agenda", cell(strong=True)), "", NumberSpot("agenda", places)]]
    for item in pack.items:
        rows.append(_contents_row(item, pack, places))
        rows += [_paper_row(paper, item, pack, places) for paper in item.papers]
    return [
        PageBreak(),
        Anchor("contents", "Contents", 0, places),
        words("Contents", style(TITLE, strong=True)),
        Spacer(0, 12),
        ruled(["Item", "Child", "Reference", "Page"], rows, [0.08, 0.55, 0.27, 0.1], right=[3]),
    ]


def agenda(pack: PanelPack, places: Places) -> list[Flowable]:
    """Return the agenda: times, what is asked, legal dates and how each case stands."""
    meeting = pack.meeting
    intro = f"{pack.title}. {long_date(meeting.on)}, from {clock(meeting.starts_at)}."
    story: list[Flowable] = [
        PageBreak(),
        Anchor("agenda", "Agenda", 0, places),
        words("Agenda", style(TITLE, strong=True)),
        Spacer(0, 4),
        words(intro, note()),
        Spacer(0, 12),
    ]
    if not pack.items:
        return [
            *story,
            words("No case has been put on this agenda yet. Build the pack again once there is one.", style(10.5)),
        ]
    heads = ["Item", "Time", "Child", "Asked", "Legal date", "At meeting", "Risk", "Page"]
    widths = [0.06, 0.085, 0.25, 0.105, 0.17, 0.13, 0.14, 0.06]
    rows = [_agenda_row(item, pack, places) for item in pack.items]
    return [*story, ruled(heads, rows, widths, right=[7], padding=5), Spacer(0, 10), words(_closing(pack), note())]


def _contents_row(item: PackItem, pack: PanelPack, places: Places) -> list[Cell]:
    destination = item.destination
    shown = veil(item.case, pack.profile)
    return [
        words(str(item.number), cell()),
        link(shown.label, destination, cell()),
        link(shown.reference, destination, cell()) if shown.reference else words("", cell()),
        NumberSpot(destination, places),
    ]


def _paper_row(paper: PackPaper, item: PackItem, pack: PanelPack, places: Places) -> list[Cell]:
    title = veil(item.case, pack.profile).text(paper.title)
    beside = [counted(paper.pages, "page")] if not paper.problem else ["not included"]
    beside += ["late"] if paper.is_late else []
    return [
        "",
        link(title, paper.destination, style(8.5, leading=11, leftIndent=12)),
        words(", ".join(beside), note()),
        NumberSpot(paper.destination, places),
    ]


def _agenda_row(item: PackItem, pack: PanelPack, places: Places) -> list[Cell]:
    destination = item.destination
    shown = veil(item.case, pack.profile)
    who: list[Flowable] = [link(shown.label, destination, cell(strong=True))]
    if shown.reference:
        who.append(words(shown.reference, note()))
    if item.item.is_late_paper:
        who.append(words("Late paper", note()))
    if item.papers:
        first = item.papers[0].destination
        pages = sum(paper.pages for paper in item.papers)
        who.append(link(f"{counted(len(item.papers), 'paper')}, {counted(pages, 'page')}", first, note()))
    return [
        words(str(item.number), cell()),
        words(clock(item.starts), cell()),
        who,
        words(ASKED_SHORT.get(item.item.asked, ABSENT), cell()),
        _dates(item, pack),
        words(days_left(item.days_left), cell(strong=item.days_left is not None and item.days_left < 0)),
        MarkedWord(item.mark.code, item.mark.word),
        NumberSpot(destination, places),
    ]


def _dates(item: PackItem, pack: PanelPack) -> list[Flowable]:
    if item.legal_due is None:
        return [words(ABSENT, cell())]
    year = pack.meeting.on.year
    shown: list[Flowable] = [
        words(in_year(item.legal_due, year), cell(strong=True)),
        words(item.legal_title, note()),
    ]
    if item.refuse_by and item.refuse_by >= pack.meeting.on:
        shown.append(words(f"Refuse by {in_year(item.refuse_by, year)}", note()))
    return shown


def _closing(pack: PanelPack) -> str:
    """Return what each request means and, in a pack that holds the whole agenda, the places that are free."""
    left = pack.meeting.capacity - len(pack.items)
    asked = "; ".join(f"{ASKED_SHORT[code]}: {ASKED[code][0].lower()}{ASKED[code][1:]}" for code in _asked(pack))
    places = "Every place is taken." if left <= 0 else f"{left} of {pack.meeting.capacity} places are free."
    if pack.supplement:
        return f"{asked}. The rest of the agenda stands in the pack."
    return f"{asked}. {places}" if asked else places


def _asked(pack: PanelPack) -> list[str]:
    present = {item.item.asked for item in pack.items}
    return [code for code in ASKED_SHORT if code in present]
