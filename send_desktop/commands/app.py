"""The command line: the same services that stand behind the window."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from send_desktop import logs
from send_desktop.commands import benchmarks, caseload, law, panels, safety, timeliness, trackers
from send_desktop.commands.output import say
from send_desktop.commands.session import Session
from send_desktop.errors import SendDesktopError
from send_desktop.paths import log_folder

INTERRUPTED = 130
"""What a shell expects of a command that Ctrl+C stopped."""

app = typer.Typer(
    name="send-desktop",
    help="Keeps every EHC needs assessment on its statutory 20-week clock. With no command it opens the window.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (law, trackers, caseload, timeliness, benchmarks, safety):
    group.register(app)
app.add_typer(panels.app, name="panel", help="Meetings of the panel, their agendas and packs.")


@app.callback()
def options(
    store: Annotated[str | None, typer.Option(metavar="PATH|URL", help="The store to work on.")] = None,
    acting: Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who is acting.")] = None,
    today: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Rehearse on another date.")] = None,
) -> None:
    """Take the options that stand before any command; ``__main__`` has read them already."""


def run(arguments: Sequence[str], session: Session) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage. Never a traceback."""
    command = typer.main.get_command(app)
    try:
        code = command.main(list(arguments), prog_name="send-desktop", standalone_mode=False, obj=session)
    except SendDesktopError as refused:
        say(str(refused))
        return 1
    except BrokenPipeError:
        return _nobody_reads()
    except Exception as error:
        return _usage(error)
    finally:
        session.close()
    if code == INTERRUPTED:  # what Typer makes of Ctrl+C
        say("Stopped. What was not finished has not been kept, and nothing is half done.")
    return int(code or 0)


def _usage(error: Exception) -> int:
    show = getattr(error, "show", None)
    if show is None:
        return _fault()
    show()
    return 2


def _fault() -> int:
    """Say that the program itself is at fault, with the particulars in its log, and return the code of a refusal."""
    logs.start().exception("Fault in the program")
    say(
        "Something went wrong in the program, and nothing of this was kept. "
        f"Try again; if it happens again, send the log in {log_folder()}."
    )
    return 1


def _nobody_reads() -> int:
    """Leave quietly where whatever read the output has gone, such as ``| head``; Python would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
