"""``timeliness``: the figures, and the weekly sheet."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from send_desktop.commands.arguments import session_of, to_date
from send_desktop.commands.output import print_json, print_table, say, show_progress
from send_desktop.services import timeliness as service
from send_desktop.wording import full_date

PROFILES = ("named", "initials", "reference", "public")


def register(app: typer.Typer) -> None:
    """Add this module's command to the program's."""
    app.command("timeliness")(timeliness)


def timeliness(
    context: typer.Context,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="Default: today.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Default: 1 January.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Default: the as-at date.")] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE.xlsx", help="Write the weekly sheet.")] = None,
    profile: Annotated[
        str | None, typer.Option(help="named, initials, reference or public; the sheet's default is reference.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the timeliness figures, or write the weekly sheet."""
    session = session_of(context)
    day = to_date(as_at) or session.today
    period = _period(day, to_date(since), to_date(until))
    if profile not in (None, *PROFILES):
        raise typer.BadParameter(f"'{profile}' is not a profile; choose one of {', '.join(PROFILES)}.")
    if output is not None:
        service.export_weekly(
            session.store,
            day,
            output,
            profile or "reference",
            session.by(),
            period=period,
            today=session.today,
            progress=show_progress,
        )
        say(f"The weekly sheet as at {full_date(day)} is in {output}.")
    figures = service.figures_as_json(session.store, day, period, profile or "named")
    if as_json:
        print_json(figures)
    elif output is None:
        _print(figures)


def _period(as_at: date, since: date | None, until: date | None) -> tuple[date, date]:
    period = (since or date((until or as_at).year, 1, 1), until or as_at)
    if period[0] > period[1]:
        raise typer.BadParameter("The period ends before it begins; check --from and --to.")
    return period


def _print(figures: dict[str, object]) -> None:
    rows: list[tuple[str, object]] = []
    for name, value in figures.items():
        if isinstance(value, dict) and {"including", "excluding"} <= value.keys():
            rows += [(f"{name}, {variant}", _ratio(value[variant])) for variant in ("including", "excluding")]
        elif not isinstance(value, dict | list):
            rows.append((name, value))
        elif isinstance(value, dict) and "pct" in value:
            rows.append((name, _ratio(value)))
    print_table(("Measure", "Figure"), [(name.replace("_", " "), value) for name, value in rows])


def _ratio(value: object) -> object:
    if isinstance(value, dict):
        return f"{value['pct']}% ({value['n']} of {value['d']})"
    return value
