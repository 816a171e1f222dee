"""``timetable``: the duties that some events start."""

from datetime import date
from typing import Annotated

import typer

from send_desktop.commands.arguments import required_date
from send_desktop.commands.output import print_json, print_table
from send_desktop.errors import Refused
from send_desktop.statute.clock import timetable as work_out
from send_desktop.statute.clock import timetable_json
from send_desktop.statute.working_days import england
from send_desktop.wording import full_date


def register(app: typer.Typer) -> None:
    """Add this module's command to the program's."""
    app.command("timetable")(timetable)


def timetable(
    event: Annotated[list[str], typer.Option(metavar="NAME=DATE", help="Something that happened; may be given again.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the duties that these events start, with their dates and provisions."""
    events = dict(_event(text) for text in event)
    try:
        duties = work_out(events, england())
    except ValueError as problem:
        raise Refused(str(problem)) from None
    if as_json:
        print_json(timetable_json(events, duties))
        return
    print_table(
        ("Due", "Duty", "Source"),
        [(full_date(duty.due), duty.title, duty.source) for duty in duties],
    )


def _event(text: str) -> tuple[str, date]:
    name, found, on = text.partition("=")
    if not found:
        raise typer.BadParameter(f"'{text}' is not an event; write it as request_received=2026-03-02.")
    return name.strip(), required_date(on.strip())
