"""The command line: the same services that stand behind the window."""

from collections.abc import Sequence
from typing import Annotated

import typer

from send_desktop.commands import caseload, law, panels, safety, timeliness, trackers
from send_desktop.commands.output import say
from send_desktop.commands.session import Session
from send_desktop.errors import SendDesktopError

app = typer.Typer(
    name="send-desktop",
    help="Keeps every EHC needs assessment on its statutory 20-week clock. With no command it opens the window.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (law, trackers, caseload, timeliness, safety):
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
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        say("Stopped; nothing has been changed.")
        return 1
    except Exception as error:
        return _usage(error)
    finally:
        session.close()
    return int(code or 0)


def _usage(error: Exception) -> int:
    show = getattr(error, "show", None)
    if show is None:
        raise error
    show()
    return 2
