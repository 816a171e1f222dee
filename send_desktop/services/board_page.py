"""The page for the board: gathered from one reading, written, and logged as having left."""

from datetime import date
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.exports.board_page import (
    LONGEST_COMMENTARY,
    MOST_MILESTONES,
    BoardMilestone,
    BoardPage,
    BoardTile,
)
from send_desktop.exports.placing import place, require_place
from send_desktop.exports.timeliness.suppression import SMALLEST_SHOWN
from send_desktop.measures import Counted, measure, moment, timeliness
from send_desktop.measures.told import counted_words, figure_words
from send_desktop.options import Options
from send_desktop.progress import Progress, silent
from send_desktop.records import Export
from send_desktop.services.benchmarks import england_of
from send_desktop.services.counting import facts
from send_desktop.services.export_log import left
from send_desktop.services.milestones import STANDINGS, MilestoneLine, milestone_lines
from send_desktop.store import Reading, Store

TILES = (
    ("within_20_weeks", True, "issued in 20 weeks, excl. exceptions"),
    ("within_20_weeks", False, "issued in 20 weeks, incl. exceptions"),
    ("due_on_time", False, "of plans due, issued in time"),
    ("open_over_20_weeks", False, "open past 20 weeks"),
    ("median_weeks", False, "to issue, half of all plans"),
    ("decisions_within_6_weeks", False, "of decisions told in 6 weeks"),
)
"""The figures on the page: the measure, whether exceptions are left out, and its words; issued, due and open."""


def gather(reading: Reading, as_at: date, commentary: str = "") -> BoardPage:
    """Gather the page as at a day, for the calendar year to it."""
    held, options = facts(reading), Options.read(reading.options())
    found = Counted(held, moment(as_at))
    shown = timeliness(held.cases, (), as_at)
    lines = milestone_lines(reading, as_at, found)
    england = england_of(reading)[-1]
    return BoardPage(
        authority=options.authority_name,
        as_at=as_at,
        period_from=shown.period_from,
        period_to=shown.period_to,
        tiles=[_tile(found, *tile) for tile in TILES],
        months=shown.issued_by_month,
        target_pct=float(options.timeliness_target_pct) or None,
        beside=[(f"England {england.year} {england.within_20_excluding}%", england.within_20_excluding)],
        milestones=[_milestone(one) for one in lines],
        commentary=commentary,
        notes=_notes(lines),
    )


def export_board_page(
    store: Store, as_at: date, path: Path, by: str, commentary: str = "", progress: Progress = silent
) -> Export:
    """Write the page for the board and log that it left; return the line of the export log.

    Raises Refused for a name that is no PDF's and for a commentary that does not fit, Unavailable when it cannot be
    written; then nothing is written and nothing logged.
    """
    require_board_page(path, commentary)
    progress(0, 2, "Counting cases")
    with store.look() as reading:
        page = gather(reading, as_at, commentary)
    progress(1, 2, "Drawing the page")
    from send_desktop.exports.board_page import draw  # reportlab is slow to load, and only needed here

    content = draw(page)
    with store.work(by, "Export board page") as work:
        logged = work.add(left("board_page", content, path, by, "reference", len(page.milestones)))
        place(content, path)  # last, inside the transaction: what is not logged does not leave, nor the other way
    return logged


def require_board_page(path: Path, commentary: str) -> None:
    """Refuse before long work what ``export_board_page`` would refuse of the name and of a commentary's length."""
    if path.suffix.lower() != ".pdf" and not path.is_dir():
        raise Refused(f"{path.name} is not the name of a PDF; give it one that ends in .pdf.")
    require_place(path)
    if len(commentary) > LONGEST_COMMENTARY:
        over = len(commentary) - LONGEST_COMMENTARY
        raise Refused(f"The commentary is {over:,} characters too long for the page; shorten it. Nothing was written.")


def _tile(found: Counted, code: str, excluding: bool, words: str) -> BoardTile:
    figure = found.figure(measure(code), excluding=excluding)
    beside = counted_words(figure)
    if code == "open_over_20_weeks":
        beside = f"of {found.figure(measure('open_cases')).n:,} open"
    small = figure.measure.unit == "share" and 0 < figure.n < SMALLEST_SHOWN
    return BoardTile(figure_words(figure), words, f"{beside}, few cases" if small else beside)


def _milestone(one: MilestoneLine) -> BoardMilestone:
    word, shape, meaning = STANDINGS[one.standing]
    return BoardMilestone(
        one.milestone.title, one.baseline_words, one.target_words, one.actual_words, word, shape, meaning
    )


def _notes(lines: tuple[MilestoneLine, ...]) -> tuple[str, ...]:
    more = len(lines) - MOST_MILESTONES
    caution = measure("within_20_weeks").caution
    caution = f"The share issued in 20 weeks {caution[0].lower()}{caution[1:]}"
    counted = (
        "A month that is not over counts what was issued so far. Milestones: the year to date without exceptions; of "
        "what is open, all."
    )
    rest = "One more milestone is" if more == 1 else f"{more} more milestones are"
    return (caution, counted, *([f"{rest} kept in the program."] if more > 0 else []))
