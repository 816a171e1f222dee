"""How dates and choices are typed on the command line, and what a wrong one is told."""

from datetime import date

import typer

from send_desktop.commands.session import Session
from send_desktop.wording import YEARS


def session_of(context: typer.Context) -> Session:
    """Return the session that ``__main__`` made for this call."""
    session = context.find_object(Session)
    assert session is not None, "a command runs only inside a session"
    return session


def to_date(text: str | None) -> date | None:
    """Read an ISO date. Raises click's wrong-usage error, with the text that was typed."""
    if text is None:
        return None
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a date; write it as 2026-11-20.") from None
    if on.year not in YEARS:
        raise typer.BadParameter(f"'{text}' is too far away; give a year from {YEARS[0]} to {YEARS[-1]}.")
    return on


def required_date(text: str) -> date:
    """Read an ISO date that must be there."""
    on = to_date(text)
    assert on is not None
    return on
