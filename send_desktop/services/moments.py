"""Moments: the day that the program works on, at the time that the clock shows; and where a day ends."""

from datetime import UTC, date, datetime, time, timedelta

from send_desktop.errors import Refused
from send_desktop.wording import full_date


def moment(today: date) -> datetime:
    """Return this very moment, to the second, on the day that the program works on."""
    return at_time(today, datetime.now().time().replace(microsecond=0))


def at_time(on: date, at: time) -> datetime:
    """Return a time of day as the computer shows it, on a day, in UTC."""
    return datetime.combine(on, at).astimezone(UTC)


def day_of(at: datetime) -> date:
    """Return the day of a moment, as the computer's own clock and calendar show it."""
    return at.astimezone().date()


def end_of(on: date) -> datetime:
    """Return the first moment after a day, in UTC: where the next day begins on the computer's own clock."""
    return at_time(on + timedelta(days=1), time())


def read_time(typed: str) -> time:
    """Read '9:34', '9.34', '0934' or '9'. Raises Refused for text that is no time of day."""
    words = typed.strip().replace(".", ":")
    if words.isdigit() and len(words) in (3, 4):
        words = f"{words[:-2]}:{words[-2:]}"
    try:
        hours, _, minutes = words.partition(":")
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise Refused(f"“{typed}” is not a time; type it as 09:30.") from None


def clock_time(at: datetime | None) -> str:
    """Return '09:34' as the computer shows it; empty for none."""
    return f"{at.astimezone():%H:%M}" if at else ""


def day_and_time(at: datetime) -> str:
    """Return '25 Nov 2026 at 14:32'."""
    return f"{full_date(at.astimezone().date())} at {clock_time(at)}"
