"""A calendar file (.ics): whole days, one event each, with ids that stay, so that a newer file mends an older.

Records in, bytes out. Nothing in it asks a server for anything, and no event blocks anybody's time.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

CATEGORIES = {
    "legal": "Legal date",
    "dispute": "Mediation or appeal",
    "promise": "Promise",
    "panel": "Panel",
    "papers": "Papers close",
}
"""Sorts of events, with the category under which a calendar colours or hides them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One whole day in a calendar. ``about`` makes its id, and never changes for the same event."""

    kind: str
    """A code of ``CATEGORIES``."""
    about: str
    on: date
    title: str
    text: str = ""


def draw(events: Iterable[CalendarEvent], name: str, made_at: datetime) -> bytes:
    """Return the calendar as the bytes of its file (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//SEND Desktop//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_event(event, made_at))
    return bytes(calendar.to_ical())


def _event(event: CalendarEvent, made_at: datetime) -> Event:
    made = Event()
    made.add("uid", f"{event.kind}-{event.about}@send-desktop")
    made.add("dtstamp", made_at)
    made.add("dtstart", event.on)
    made.add("dtend", event.on + timedelta(days=1))
    made.add("summary", " ".join(_plain(event.title).split()))
    if event.text:
        made.add("description", _plain(event.text))
    made.add("categories", [CATEGORIES[event.kind]])
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT")
    return made


def _plain(text: str) -> str:
    """Return the text without the signs that RFC 5545 does not let stand; every kind of line's end is one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
