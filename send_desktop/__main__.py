"""Start here: builds the store, then opens the window or runs a command.

The only module that knows both the storage and the window. What a command does not need is not
imported: the window never loads the command line, and a command never loads Qt.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from send_desktop import paths
from send_desktop.errors import SendDesktopError
from send_desktop.store import Store
from send_desktop.wording import YEARS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 1 refused, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options, rest = _before_any_command(given)
    today = _day_to_work_on(options.today)
    if today is None:
        years = f"from {YEARS[0]} to {YEARS[-1]}"
        sys.stderr.write(f"The day to work on is not a date {years}; write it as 2026-11-20.\n")
        return 2
    location = options.store or paths.default_store()
    if rest:
        return _command(given, location, today, options.acting)
    return _window(location, today, options.acting)


def open_store(location: str | Path) -> Store:
    """Open a store, making it where there is none. Raises Unavailable."""
    from db.engine import open_store as open_sql_store

    return open_sql_store(location)


def open_for_window(location: str | Path) -> Store:
    """Open a store ahead of the window, in the order in which starting is quickest. Raises Unavailable.

    Starting makes next to no garbage, so nothing looks for any until the window stands. What needs no
    Qt is loaded before it: once Qt is there, its import hook reads the source of every module.
    """
    gc.disable()
    store = open_store(location)
    import send_desktop.services.caseload
    import send_desktop.services.people
    import send_desktop.track  # noqa: F401

    return store


def draw_screens(store: Store, folder: Path, today: date) -> list[Path]:
    """Draw every screen as a picture, with no display needed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.screenshots import draw

    return draw(store, folder, today)


def _day_to_work_on(given: str | None) -> date | None:
    """Return the day given, else the environment's, else the system's; None for what is no day to count from."""
    try:
        on = date.fromisoformat(given) if given else paths.default_today()
    except ValueError:
        return None
    return on if on.year in YEARS else None


def _window(location: str, today: date, acting: str | None) -> int:
    from send_desktop import logs

    logs.start()
    try:
        store = open_for_window(location)
    except SendDesktopError as problem:
        from ui.app import explain

        sys.stderr.write(f"{problem}\n")
        return explain(str(problem))
    from ui.app import run

    try:
        return run(store, today, acting)
    finally:
        store.close()


def _command(given: Sequence[str], location: str, today: date, acting: str | None) -> int:
    from send_desktop.commands.app import run
    from send_desktop.commands.session import Session, Tools

    return run(given, Session(Tools(open_store, draw_screens), location, today, acting))


def _before_any_command(given: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--store")
    parser.add_argument("--as", dest="acting")
    parser.add_argument("--today")
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    options, unknown = parser.parse_known_args(given)
    return options, [*unknown, *options.rest]


if __name__ == "__main__":
    from multiprocessing import freeze_support

    freeze_support()  # papers are checked in a process apart, which a frozen program starts as itself
    raise SystemExit(main())
