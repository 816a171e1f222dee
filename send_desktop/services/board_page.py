"""The page for the board: gathered from one reading, written, and logged as having left."""

from datetime import date
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.exports.board_page import LONGEST_COMMENTARY, MOST_MILESTONES, BoardPage
from send_desktop.exports.placing import place, require_place
from send_desktop.measures import Counted, measure, moment, timeliness
from send_desktop.options import Options
from send_desktop.progress import Progress, silent
from send_desktop.records import Export
from send_desktop.services.benchmarks import england_of
from send_desktop.services.board_figures import LABELS, BoardFigures
from send_desktop.services.counting import facts
from send_desktop.services.export_log import left
from send_desktop.services.milestones import MilestoneLine, milestone_lines
from send_desktop.store import Reading, Store


def gather(reading: Reading, as_at: date, commentary: str = "", profile: str = "reference") -> BoardPage:
    """Gather the page as at a day, for the calendar year to it, under one of ``PROFILES``."""
    held, options = facts(reading), Options.read(reading.options())
    found = Counted(held, moment(as_at))
    shown = BoardFigures(found, timeliness(held.cases, (), as_at), is_public=profile == "public")
    lines = milestone_lines(reading, as_at, found)
    england = england_of(reading)[-1]
    share = england.within_20_including if shown.is_public else england.within_20_excluding
    return BoardPage(
        authority=options.authority_name,
        as_at=as_at,
        period_from=shown.whole.period_from,
        period_to=shown.whole.period_to,
        label=LABELS[profile],
        tiles=shown.tiles(),
        months=shown.months(),
        months_words=f"{shown.months_basis}; the number of plans under the month",
        target_pct=float(options.timeliness_target_pct) or None,
        beside=[(f"England {england.year} {share}%", share)],
        milestones=[shown.milestone(one) for one in lines],
        commentary=commentary,
        notes=_notes(lines, shown),
    )


def export_board_page(
    store: Store,
    as_at: date,
    path: Path,
    by: str,
    commentary: str = "",
    progress: Progress = silent,
    *,
    profile: str = "reference",
) -> Export:
    """Write the page for the board and log that it left; return the line of the export log.

    ``profile`` is reference, or public for one that withholds small counts.

    Raises Refused for a name that is no PDF's and for a commentary that does not fit, Unavailable when it cannot be
    written; then nothing is written and nothing logged.
    """
    require_board_page(path, commentary)
    progress(0, 2, "Counting cases")
    with store.look() as reading:
        page = gather(reading, as_at, commentary, profile)
    progress(1, 2, "Drawing the page")
    from send_desktop.exports.board_page import draw  # reportlab is slow to load, and only needed here

    content = draw(page)
    with store.work(by, "Export board page") as work:
        logged = work.add(left("board_page", content, path, by, profile, len(page.milestones)))
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


def _notes(lines: tuple[MilestoneLine, ...], shown: BoardFigures) -> tuple[str, ...]:
    more = len(lines) - MOST_MILESTONES
    caution = measure("within_20_weeks").caution
    caution = f"The share issued in 20 weeks {caution[0].lower()}{caution[1:]}"
    rest = "One more milestone is" if more == 1 else f"{more} more milestones are"
    return (*shown.notes(), caution, *([f"{rest} kept in the program."] if more > 0 else []))
