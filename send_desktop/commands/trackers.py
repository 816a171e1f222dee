"""``import``: a tracker workbook comes in."""

import json
from pathlib import Path
from typing import Annotated

import typer

from send_desktop.commands.arguments import session_of, to_date
from send_desktop.commands.output import print_json, say, show_progress
from send_desktop.errors import Refused, Unavailable
from send_desktop.services import tracker_import


def register(app: typer.Typer) -> None:
    """Add this module's command to the program's."""
    app.command("import")(import_tracker)


def import_tracker(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A tracker: .xlsx, .xls, .ods or .csv.")],
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="The day the tracker speaks of.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    mapping: Annotated[Path | None, typer.Option(metavar="FILE", help="JSON: heading to field.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read a tracker and say of each odd row what became of it."""
    session = session_of(context)
    report = tracker_import.run(
        session.store,
        file,
        by=session.by(),
        as_at=to_date(as_at),
        mapping=_mapping(mapping),
        dry_run=dry_run,
        today=session.today,
        progress=show_progress,
    )
    if as_json:
        print_json(report.as_json())
        return
    for issue in report.issues:
        where = f"{issue.sheet}, row {issue.row}" if issue.row else issue.sheet
        say(f"{where}: {issue.message}")
    would = "would be " if dry_run else ""
    typer.echo(
        f"{report.cases_created} cases {would}created, {report.cases_updated} updated, "
        f"{report.cases_unchanged} unchanged; {report.rows_rejected} rows rejected, {report.rows_ignored} ignored."
    )


def _mapping(path: Path | None) -> dict[str, str] | None:
    if path is None:
        return None
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unavailable(
            f"The mapping file {path.name} cannot be read ({error.strerror}); nothing was imported."
        ) from None
    except (ValueError, RecursionError):
        raise Refused(f"The mapping file {path.name} is not JSON; nothing was imported.") from None
    if not isinstance(loaded, dict) or not all(isinstance(value, str) for value in loaded.values()):
        raise Refused(f"The mapping file {path.name} must pair headings with fields; nothing was imported.")
    return loaded
