"""Numbers as they are typed into forms: read, or refused in a sentence that says how to type them."""

from __future__ import annotations

from typing import Any

from send_desktop.errors import Refused


def read_number(typed: Any, noun: str) -> int:
    """Return a whole number of what ``noun`` names, in the plural."""
    if not str(typed).strip().isdigit() or len(str(typed).strip()) > 6:
        raise Refused(f"How many {noun}? “{typed}” is not a whole number of {noun}.")
    return int(typed)
