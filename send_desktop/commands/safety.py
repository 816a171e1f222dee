"""``backup``, ``restore``, ``check``, ``self-test``, ``screenshots`` and ``demo``."""

from pathlib import Path
from typing import Annotated

import typer

from send_desktop.commands.arguments import session_of
from send_desktop.commands.output import say, show_progress
from send_desktop.commands.selftest import run as run_self_test
from send_desktop.errors import Refused
from send_desktop.services import demo as demo_service
from send_desktop.services import safety


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program's."""
    app.command("demo")(demo)
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("check")(check)
    app.command("self-test")(self_test)
    app.command("screenshots")(screenshots)


def demo(
    context: typer.Context,
    cases: Annotated[int, typer.Option(min=1, max=200_000, metavar="N", help="How many cases.")] = 1800,
    scenario: Annotated[str, typer.Option(metavar="NAME", help="A published authority's profile.")] = "Near national",
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed gives the same authority.")] = 1,
) -> None:
    """Fill an empty store with a synthetic authority."""
    session = session_of(context)
    changes = demo_service.fill(
        session.store, cases=cases, scenario=scenario, seed=seed, today=session.today, progress=show_progress
    )
    say(changes.note)


def backup(context: typer.Context, file: Annotated[Path, typer.Argument(help="The new file.")]) -> None:
    """Write a whole copy of the store to a new file."""
    session = session_of(context)
    safety.back_up(session.store, file)
    say(f"The store is backed up to {file}.")


def restore(context: typer.Context, file: Annotated[Path, typer.Argument(help="The backup.")]) -> None:
    """Put a backup in place of the store; what stood there is kept beside it."""
    session = session_of(context)
    if "://" in session.location:
        raise Refused("A server's store is restored by its own tools; nothing has been changed.")
    kept = safety.restore(file, Path(session.location), session.tools.open_store)
    say(f"The backup is in place.{f' The store that stood there is kept as {kept.name}.' if kept else ''}")


def check(context: typer.Context) -> None:
    """Recompute every derived date, and ask the storage whether its file is sound."""
    session = session_of(context)
    report = safety.check(session.store, show_progress)
    for problem in (*report.unwritten, *report.problems):
        say(problem)
    if report.problems:
        raise Refused(f"{len(report.problems)} problems found in {report.cases} cases.")
    wrong = "the letters above are still to be sent" if report.unwritten else "nothing wrong"
    typer.echo(f"{report.cases} cases checked; {wrong}.")


def self_test(context: typer.Context) -> None:
    """Let the installed program prove itself, one line a check."""
    session = session_of(context)
    failures = run_self_test(session.tools, typer.echo)
    if failures:
        raise Refused(f"{failures} checks failed.")


def screenshots(context: typer.Context, folder: Annotated[Path, typer.Argument(help="Where the pictures go.")]) -> None:
    """Draw every screen of the store given as a PNG."""
    session = session_of(context)
    pictures = session.tools.draw_screens(session.store, folder, session.today)
    say(f"{len(pictures)} pictures are in {folder}.")
