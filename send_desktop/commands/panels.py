"""``panel``: meetings, agendas and packs."""

from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer

from send_desktop.commands.arguments import required_date, session_of, to_date
from send_desktop.commands.output import print_json, print_table, say, show_progress
from send_desktop.services import minutes, packs, panel_calendar, panel_series, panels
from send_desktop.services.panel_days import rhythm_words, until_usually
from send_desktop.wording import full_date

MeetingId = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**31 - 1)]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_meetings(context: typer.Context, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List the meetings by date."""
    session = session_of(context)
    with session.store.look() as reading:
        meetings = reading.meetings()
    if as_json:
        print_json([panels.meeting_json(summary) for summary in meetings])
        return
    print_table(
        ("Id", "Date", "Panel", "Area", "Places", "Status"),
        [
            (
                one.meeting.id,
                full_date(one.meeting.on),
                one.meeting.kind,
                one.area or "all",
                f"{one.taken} of {one.meeting.capacity}",
                one.meeting.status,
            )
            for one in meetings
        ],
    )


@app.command("create")
def create(
    context: typer.Context,
    kind: Annotated[str, typer.Option("--type", help="assessment, issue, provision and so on.")],
    on: Annotated[str, typer.Option("--date", metavar="DATE")],
    start: Annotated[str, typer.Option(metavar="HH:MM")] = "09:30",
    area: Annotated[str | None, typer.Option(metavar="NAME", help="Default: all areas.")] = None,
    capacity: Annotated[int, typer.Option(min=1, max=200)] = 12,
    papers_by: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Set up a meeting of a panel."""
    session = session_of(context)
    meeting = panels.create_meeting(
        session.store,
        kind=kind,
        on=required_date(on),
        starts_at=_time(start),
        area=area or "",
        capacity=capacity,
        papers_by=to_date(papers_by),
        by=session.by(),
        today=session.today,
    )
    if as_json:
        print_json({"id": meeting.id})
    else:
        typer.echo(f"Meeting {meeting.id}: {kind} panel on {full_date(meeting.on)}.")


@app.command("series")
def list_series(context: typer.Context, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List the panels that meet again and again, with their rhythm and the meetings made ahead."""
    session = session_of(context)
    with session.store.look() as reading:
        found = panel_series.all_series(reading, session.today)
    if as_json:
        print_json([panel_series.series_json(view) for view in found])
        return
    print_table(
        ("Id", "Panel", "Area", "Meets", "To come", "Until"),
        [
            (
                one.series.id,
                one.series.name,
                one.area or "all",
                rhythm_words(one.series) if one.series.is_active else "has ended",
                len(one.ahead),
                full_date(one.ahead[-1].on if one.ahead else None),
            )
            for one in found
        ],
    )


@app.command("meetings")
def make_meetings(
    context: typer.Context,
    series_id: Annotated[int, typer.Argument(metavar="SERIES", min=1, max=2**31 - 1)],
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Default: the end of the school year.")] = None,
    is_only_shown: Annotated[bool, typer.Option("--dry-run", help="List the days and make nothing.")] = False,
) -> None:
    """Make the meetings of a panel until a day, without bank holidays and school holidays."""
    session = session_of(context)
    last = to_date(until) or until_usually(session.today)
    with session.store.look() as reading:
        series = panel_series.series_of(reading, series_id)
        plan = panel_calendar.plan_meetings(panel_calendar.known(reading), series, last, session.today)
    typer.echo(panel_calendar.plan_words(plan))
    if is_only_shown:
        say(f"{plan.words} Nothing was made.")
        return
    say(panel_calendar.make_meetings(session.store, series, last, by=session.by(), today=session.today).note)


@app.command("fill")
def fill(
    context: typer.Context,
    meeting_id: MeetingId,
    allowed_by: Annotated[str, typer.Option(metavar="NAME", help="Who allows late papers, once they closed.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why late papers are allowed.")] = "",
) -> None:
    """Put the cases that need this meeting on its agenda, in order of legal date."""
    session = session_of(context)
    allowed = panels.Allowed(allowed_by, reason)
    changes = panels.fill_agenda(session.store, meeting_id, by=session.by(), today=session.today, allowed=allowed)
    say(changes.note)


@app.command("show")
def show(
    context: typer.Context,
    meeting_id: MeetingId,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Show a meeting's agenda."""
    session = session_of(context)
    with session.store.look() as reading:
        agenda = reading.agenda(meeting_id)
    if as_json:
        print_json(panels.agenda_json(agenda))
        return
    typer.echo(
        f"{agenda.meeting.kind.capitalize()} panel, {agenda.area or 'all areas'}, {full_date(agenda.meeting.on)}"
    )
    times = panels.agenda_times(agenda)
    print_table(
        ("", "Time", "Reference", "Child", "Legal date"),
        [
            (item.position, f"{at:%H:%M}", case.reference, case.person.name, full_date(case.derived.next_due))
            for (item, case), at in zip(agenda.items, times, strict=True)
        ],
    )


@app.command("pack")
def pack(
    context: typer.Context,
    meeting_id: MeetingId,
    output: Annotated[Path, typer.Option(metavar="FILE.pdf")],
    profile: Annotated[str, typer.Option(help="named, initials or reference.")] = "initials",
    recipient: Annotated[list[str] | None, typer.Option(help="Whose copy; again for a copy each.")] = None,
    password_file: Annotated[Path | None, typer.Option(help="Holds the password that locks the pack.")] = None,
    supplement: Annotated[bool, typer.Option("--supplement", help="What has come since the pack went out.")] = False,
) -> None:
    """Build the pack for a meeting, or a supplement to it."""
    session = session_of(context)
    if profile not in ("named", "initials", "reference"):
        raise typer.BadParameter(f"'{profile}' is not a profile; choose named, initials or reference.")
    copies = packs.Copies(recipients=tuple(recipient or ()), password=_password(password_file))
    line = packs.build_pack(
        session.store,
        meeting_id,
        output,
        profile,
        session.by(),
        session.today,
        show_progress,
        copies,
        is_supplement=supplement,
    )
    say(f"The {line.kind} is in {output.with_name(line.target)}.")


@app.command("minutes")
def make_minutes(
    context: typer.Context,
    meeting_id: MeetingId,
    output: Annotated[Path, typer.Option(metavar="FILE.(pdf|docx)")],
    profile: Annotated[str, typer.Option(help="named, initials or reference.")] = "initials",
) -> None:
    """Make the minutes of a meeting, as a PDF or a Word document by the file's ending; a draft until signed."""
    session = session_of(context)
    if profile not in ("named", "initials", "reference"):
        raise typer.BadParameter(f"'{profile}' is not a profile; choose named, initials or reference.")
    minutes.export(session.store, meeting_id, output, profile, session.by(), session.today)
    say(f"The minutes are in {output}.")


def _password(file: Path | None) -> str:
    """Return the password in a file's first line: on the command line itself, others could read it."""
    if file is None:
        return ""
    try:
        return file.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError):
        raise typer.BadParameter(f"{file.name} cannot be read; put the password into it as its first line.") from None


def _time(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a time; write it as 09:30.") from None
