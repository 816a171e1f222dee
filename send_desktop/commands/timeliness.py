"""``timeliness``: the figures, and the weekly sheet."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from send_desktop.commands.arguments import session_of, to_date
from send_desktop.commands.output import print_json, print_table, say, show_progress
from send_desktop.commands.session import Session
from send_desktop.exports.placing import is_folder
from send_desktop.measures.told import NOTHING
from send_desktop.services import timeliness as service
from send_desktop.services.board_page import export_board_page, require_board_page
from send_desktop.services.known import known_store
from send_desktop.services.sheet_changes import (
    ChangedCase,
    changes_as_json,
    export_changes,
    file_name,
    sheet_of,
    told_in_a_line,
)
from send_desktop.services.sheet_changes import changes_since as changes_since_sheet
from send_desktop.services.sheet_words import reason_words
from send_desktop.store import Store
from send_desktop.wording import full_date, span

WITHHELD = "*"
PROFILES = ("named", "initials", "reference", "public")
VARIANTS = ("excluding", "including")
WORDS = {
    "plans_with_exception": "Plans issued with an exception",
    "plans_after_dispute": "Plans after a dispute, beside these",
    "weeks_20_to_52": "20 to 52 weeks",
    "p90_weeks": "Ninetieth percentile, weeks",
    "refusals_within_16_weeks": "Decisions not to issue within 16 weeks",
    "open_over_20_weeks": "Open past 20 weeks",
    "open_undecided": "Open, family not told if assessed",
    "open_undecided_over_6_weeks": "of them, past 6 weeks",
}
"""The titles of figures whose name in the JSON does not read as the weekly sheet words them."""


def register(app: typer.Typer) -> None:
    """Add this module's command to the program's."""
    app.command("timeliness")(timeliness)


def timeliness(
    context: typer.Context,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="Default: today.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Default: 1 January.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Default: the as-at date.")] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE.xlsx|FOLDER", help="Write the weekly sheet.")] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            help="named, initials, reference or public; the sheet's default is reference. The page for the board names "
            "nobody under any; under public it withholds small counts."
        ),
    ] = None,
    known_at: Annotated[
        str | None, typer.Option(metavar="DATE", help="Count what was known when that day ended, from the history.")
    ] = None,
    changes_since: Annotated[
        str | None, typer.Option(metavar="DATE", help="What has changed since the sheet sent as at that day.")
    ] = None,
    board: Annotated[Path | None, typer.Option(metavar="FILE.pdf|FOLDER", help="Write the page for the board.")] = None,
    commentary: Annotated[str, typer.Option(metavar="TEXT", help="What stands in the page's box.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the timeliness figures, or write the weekly sheet; or say what has changed since one that was sent."""
    session = session_of(context)
    if profile not in (None, *PROFILES):
        raise typer.BadParameter(f"'{profile}' is not a profile; choose one of {', '.join(PROFILES)}.")
    if commentary and board is None:
        raise typer.BadParameter("A commentary stands on the page for the board; give --board too.")
    if changes_since is not None:
        _require_alone({"--as-at": as_at, "--from": since, "--to": until, "--known-at": known_at, "--board": board})
        _changes(session, to_date(changes_since), output, profile, as_json=as_json)
        return
    known = to_date(known_at)
    day = _day(session, to_date(as_at), known)
    store = known_store(session.store, known, session.today) if known else session.store
    period = _period(day, to_date(since), to_date(until))
    page = _board_path(board, day, commentary, is_known=known is not None)
    if output is not None:
        _write_sheet(session, store, day, output, profile or "reference", period)
    if page is not None:
        _write_board(session, day, page, commentary, profile)
    figures = service.figures_as_json(store, day, period, profile or "named")
    if as_json:
        print_json(figures)
    elif output is None and board is None:
        _print(figures, is_public=profile == "public")


def _day(session: Session, as_at: date | None, known: date | None) -> date:
    """Return the day that the figures are as at, and say so where it is still to come."""
    day = as_at or (min(known, session.today) if known else session.today)
    if day > session.today:
        say(f"{full_date(day)} is still to come: the figures are of what is on record today, as if no more came.")
    return day


def _require_alone(others: Mapping[str, object]) -> None:
    """Refuse what would be passed over beside ``--changes-since``: a schedule must not wait for a file in vain."""
    for name, value in others.items():
        if value is not None:
            raise typer.BadParameter(f"Changes since a sheet are told as the records stand now; leave {name} out.")


def _write_sheet(
    session: Session, store: Store, day: date, output: Path, profile: str, period: tuple[date, date]
) -> None:
    """Write the weekly sheet; that of today keeps the month's forecasts with it."""
    target = _in_folder(output, f"timeliness-{day.isoformat()}.xlsx")
    service.export_weekly(
        store, day, target, profile, session.by(), period=period, today=session.today, progress=show_progress
    )
    say(f"The weekly sheet as at {full_date(day)} is in {target}.")
    if day == session.today and store is session.store:
        _keep_forecasts(session)


def _write_board(session: Session, day: date, page: Path, commentary: str, profile: str | None) -> None:
    """Write the page for the board; it names nobody, so that every profile but the public one is the same."""
    level = "public" if profile == "public" else "reference"
    export_board_page(session.store, day, page, session.by(), commentary, show_progress, profile=level)
    say(f"The page for the board as at {full_date(day)} is in {page}.")


def _keep_forecasts(session: Session) -> None:
    """Keep the month's forecasts with the month's first sheet, so that a team that only schedules it can judge them."""
    from send_desktop.services.forecast import NOT_KEPT, keep_month  # numpy comes with it

    kept = keep_month(session.store, session.by(), session.today)
    if kept.note not in NOT_KEPT:
        say(kept.note)


def _board_path(board: Path | None, day: date, commentary: str, *, is_known: bool) -> Path | None:
    """Return where the page for the board goes; what is refused is refused before the sheet beside it is written."""
    if board is None:
        return None
    if is_known:
        raise typer.BadParameter("The page for the board shows the records as they stand now; leave --known-at out.")
    target = _in_folder(board, f"board-{day.isoformat()}.pdf")
    require_board_page(target, commentary)
    return target


def _in_folder(given: Path, usual: str) -> Path:
    """Return the file meant: under its usual name where a folder is given, so that a schedule never writes over it."""
    return given / usual if is_folder(given) else given


def _changes(session: Session, as_at: date | None, output: Path | None, profile: str | None, *, as_json: bool) -> None:
    """Print what has changed since the newest sheet as at a day, or write it to a workbook."""
    assert as_at is not None
    if profile == "public":
        raise typer.BadParameter("Changes are told case by case, so they have no public form; leave --profile out.")
    with session.store.look() as reading:
        sheet = sheet_of(reading, as_at)
        found = changes_since_sheet(reading, sheet)
    if output is not None:
        target = _in_folder(output, file_name(sheet))
        export_changes(session.store, sheet, target, profile or "reference", session.by(), session.today)
        say(f"What has changed since the sheet as at {full_date(as_at)} is in {target}.")
    if as_json:
        print_json(changes_as_json(found))
    elif output is None:
        print_table(("Figure", "As sent", "Now"), [(one.title, one.then, one.now) for one in found.differing])
        if found.moved:
            typer.echo("")
            print_table(("Case", "Why", "What changed"), [_moved_row(one) for one in found.moved])
        say(told_in_a_line(found))


def _moved_row(one: ChangedCase) -> tuple[str, str, str]:
    """Return a case that counts otherwise, by reference alone."""
    return one.change.reference, reason_words(one.change), "; ".join(fact.words for fact in one.told if fact.words)


def _period(as_at: date, since: date | None, until: date | None) -> tuple[date, date]:
    period = (since or date((until or as_at).year, 1, 1), until or as_at)
    if period[0] > period[1]:
        raise typer.BadParameter("The period ends before it begins; check --from and --to.")
    return period


def _print(figures: dict[str, Any], *, is_public: bool) -> None:
    """Print the figures as the workbook words them, under the day and the period that they are of."""
    nothing = WITHHELD if is_public else NOTHING
    period = (date.fromisoformat(figures["period"][end]) for end in ("from", "to"))
    rows = [("As at", full_date(date.fromisoformat(figures["as_at"]))), ("Plans and decisions of", span(*period))]
    if "known_at" in figures:
        rows.insert(1, ("As was known at the end of", full_date(date.fromisoformat(figures["known_at"]))))
    for name, value in figures.items():
        title = WORDS.get(name, name.replace("_", " ").capitalize())
        if isinstance(value, dict) and {"including", "excluding"} <= value.keys():
            rows += [(f"{title}, {variant} exceptions", _words(value[variant], nothing)) for variant in VARIANTS]
        elif name not in ("as_at", "known_at") and (not isinstance(value, dict | list) or "pct" in value):
            rows.append((title, _words(value, nothing)))
    print_table(("Measure", "Figure"), rows)
    if is_public:
        say(f"{WITHHELD} stands for a count under 6, or for what would give one away.")


def _words(value: object, nothing: str) -> str:
    """Return a figure as it is read; ``nothing`` stands for what is withheld, or for want of anything to count."""
    if not isinstance(value, dict):
        return nothing if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
    if value["pct"] is None:
        return NOTHING if value["d"] == 0 else nothing
    return f"{value['pct']}% ({value['n']} of {value['d']})"
