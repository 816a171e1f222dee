"""Numbers and times as they are typed into forms: read, or refused in a sentence that says how to type them."""

from __future__ import annotations

from datetime import time
from typing import Any

from send_desktop.errors import Refused


def read_time(typed: Any) -> time:
    """Return a time typed as 09:30 or 9.30."""
    words = str(typed).strip().replace(".", ":")
    try:
        hours, _, minutes = words.partition(":")
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise Refused(f"“{typed}” is not a time; type it as 09:30.") from None


def read_number(typed: Any, noun: str) -> int:
    """Return a whole number of what ``noun`` names, in the plural."""
    if not str(typed).strip().isdigit() or len(str(typed).strip()) > 6:
        raise Refused(f"How many {noun}? “{typed}” is not a whole number of {noun}.")
    return int(typed)
