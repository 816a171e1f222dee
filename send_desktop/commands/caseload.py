"""``cases`` and ``case``: the caseload, and one case whole."""

from datetime import date
from typing import Annotated

import typer

from send_desktop.commands.arguments import session_of
from send_desktop.commands.output import print_json, print_table
from send_desktop.commands.session import Session
from send_desktop.commands.shapes import case_json, row_json
from send_desktop.records import CaseloadRow
from send_desktop.risk import STATES, blocker_phrase, state, state_named
from send_desktop.services.acts import risk_context
from send_desktop.services.caseload import caseload, is_found, stage_on
from send_desktop.services.cases import case_view_by_reference, view
from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.wording import day_month


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program's."""
    app.command("cases")(cases)
    app.command("case")(case)


def cases(
    context: typer.Context,
    open_only: Annotated[bool, typer.Option("--open", help="Open cases only.")] = False,
    risk: Annotated[str | None, typer.Option(metavar="STATE", help="Only this state, such as will_breach.")] = None,
    officer: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    area: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    search: Annotated[str | None, typer.Option(metavar="TEXT", help="Words that must all be found.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N")] = None,
    full: Annotated[bool, typer.Option("--full", help="Each case whole (JSON).")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the caseload, the nearest legal date first."""
    known = [one.code for one in STATES]
    if risk is not None and risk not in known:
        raise typer.BadParameter(f"'{risk}' is not a state; choose one of {', '.join(known)}.")
    session = session_of(context)
    today = session.today
    rows = [
        row
        for row in caseload(session.store).rows
        if (not open_only or row.derived.status == "open")
        and (risk is None or state(row.derived, today) == risk)
        and _same(officer, row.officer)
        and _same(area, row.area)
        and _found(search, row)
    ][:limit]
    if full:
        print_json(_whole(session, rows))
    elif as_json:
        print_json([row_json(row, today) for row in rows])
    else:
        _print(rows, today)


def case(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(help="The case's reference.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print one case whole."""
    session = session_of(context)
    seen = case_view_by_reference(session.store, reference, session.today)
    if as_json:
        print_json(case_json(seen))
        return
    typer.echo(f"{seen.case.person.name}  {seen.case.reference}  day {seen.day_number}")
    typer.echo(
        f"{state_named(seen.state).word + ': ' if seen.state else ''}{seen.sentence.reason} {seen.sentence.next_step}"
    )
    print_table(
        ("Due", "Duty", "Met", "State"),
        [
            (day_month(one.due, seen.today), _duty(one), day_month(one.met_on, seen.today), one.state.replace("_", " "))
            for one in seen.duties
        ],
    )
    typer.echo()
    print_table(
        ("Date", "What", "", ""),
        [(day_month(one.on, seen.today), one.title, one.text, one.mark) for one in seen.chronology],
    )


def _duty(duty: DutyState) -> str:
    return f"{duty.title} ({duty.subject})" if duty.subject else duty.title


def _whole(session: Session, rows: list[CaseloadRow]) -> list[dict[str, object]]:
    with session.store.look() as reading:
        context = risk_context(reading)
        return [
            case_json(view(reading, one, session.today, context)) for one in reading.cases([row.id for row in rows])
        ]


def _same(wanted: str | None, held: str) -> bool:
    return wanted is None or wanted.strip().casefold() == held.casefold()


def _found(search: str | None, row: CaseloadRow) -> bool:
    if not search:
        return True
    parts = (row.reference, row.forename, row.surname, row.setting, row.area, row.officer, row.upn or "")
    return is_found(search, " ".join(parts))


def _print(rows: list[CaseloadRow], today: date) -> None:
    lines = []
    for row in rows:
        stage, code = stage_on(row, today), state(row.derived, today)
        lines.append(
            (
                row.reference,
                f"{row.surname}, {row.forename}",
                STAGE_TITLES[stage] if stage else row.derived.status,
                (today - row.clock_start_on).days,
                day_month(row.derived.next_due, today),
                state_named(code).word if code else "",
                blocker_phrase(row.derived, today),
            )
        )
    print_table(
        ("Reference", "Child", "Stage", "Day", "Legal date", "Risk", "What holds it"), lines, right=frozenset({3})
    )
