"""Where the program keeps things when it is not told otherwise."""

import getpass
import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from platformdirs import user_data_path, user_log_path

APP = "SEND Desktop"
STORE_VARIABLE = "SEND_DESKTOP_STORE"
TODAY_VARIABLE = "SEND_DESKTOP_TODAY"


def default_store() -> str:
    """Return where the store is: the environment's word, else a file in the user's data folder, made if need be."""
    named = os.environ.get(STORE_VARIABLE)
    if named:
        return named
    folder = user_data_path(APP, appauthor=False)
    with suppress(OSError):  # opening the store says that there is no such folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return str(folder / "send-desktop.db")


def default_today() -> date:
    """Return the day to work on: the environment's word, else the system's. Raises ValueError for a bad one."""
    rehearsed = os.environ.get(TODAY_VARIABLE)
    return date.fromisoformat(rehearsed) if rehearsed else date.today()


def log_folder() -> Path:
    """Return the folder of the program's own log, which never holds a child's name."""
    return user_log_path(APP, appauthor=False)


def sign_in() -> str:
    """Return the name by which the system knows who is at the screen."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account that the system has no name for
        return "unknown"
