"""``benchmarks``: the Department's published figures of a newer year come in."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from send_desktop.commands.arguments import session_of
from send_desktop.commands.output import print_json, say, show_progress
from send_desktop.services import published_sets
from send_desktop.services.published_sets import PublishedReport
from send_desktop.wording import counted


def register(app: typer.Typer) -> None:
    """Add this module's command to the program's."""
    app.command("benchmarks")(benchmarks)


def benchmarks(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The Department's table: .csv, .xlsx, .xls or .ods.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read published figures of a newer year, by what their headings mean, and say what they hold."""
    session = session_of(context)
    if dry_run:
        report = published_sets.preview(session.store, file, session.today, show_progress)
    else:
        report = published_sets.read_and_keep(session.store, file, session.by(), session.today, show_progress)[0]
    for remark in report.file.remarks:
        where = f"{remark.place}, {remark.year}: " if remark.year else ""
        say(f"{where}{remark.text}")
    if as_json:
        print_json(_as_json(file, report, dry_run=dry_run))
        return
    would = "would be " if dry_run else ""
    typer.echo(f"{file.name} holds {report.holds}.")
    added = f"{counted(report.new, 'figure')} {would}added"
    typer.echo(f"{added}, {report.differing:,} {would}changed, {report.same:,} held already.")


def _as_json(path: Path, report: PublishedReport, *, dry_run: bool) -> dict[str, Any]:
    file = report.file
    return {
        "file": path.name,
        "dry_run": dry_run,
        "years": file.years,
        "rows_read": file.rows_read,
        "rows_left_out": dict(file.left_out),
        "figures_new": report.new,
        "figures_changed": report.differing,
        "figures_unchanged": report.same,
        "mapping": dict(file.matched),
        "unmapped": list(file.not_understood),
        "remarks": [asdict(remark) for remark in file.remarks],
    }
