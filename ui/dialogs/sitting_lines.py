"""Several things in one field of a form, one a line: read from text, and written back as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from send_desktop.errors import Refused
from send_desktop.panel_types import ROLES
from send_desktop.records import MemberView, PanelAction
from send_desktop.services.recommendations import Differing, Wanted
from send_desktop.wording import full_date
from ui.dates import NotADate, read_date


def read_wanted(typed: str, today: date) -> tuple[Wanted, ...]:
    """Read lines of 'what; who; by when'. Raises Refused for a line that has more parts, or whose day is none."""
    return tuple(_wanted(line, today) for line in _lines(typed))


def written_wanted(actions: Sequence[PanelAction], kind: str) -> str:
    """Return actions of a kind as ``read_wanted`` reads them."""
    return "\n".join(
        "; ".join(part for part in (one.what, one.owner, full_date(one.due_on) if one.due_on else "") if part)
        for one in actions
        if one.kind == kind
    )


def read_views(typed: str, present: Mapping[str, str]) -> tuple[Differing, ...]:
    """Read lines of 'who: their view'; ``present`` gives the role of each person by name.

    Raises Refused for a line that does not say whose view it is.
    """
    return tuple(_differing(line, present) for line in _lines(typed))


def written_views(views: Sequence[MemberView]) -> str:
    """Return differing views as ``read_views`` reads them."""
    return "\n".join(f"{one.who or ROLES.get(one.role, one.role)}: {one.view}" for one in views)


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _wanted(line: str, today: date) -> Wanted:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) > 3:
        raise Refused(f"“{line}” has more than three parts; write what; who; by when, with nothing else between.")
    what, who, by = (*parts, "", "")[:3]
    try:
        return Wanted(what, who, read_date(by, today))
    except NotADate:
        raise Refused(f"“{by}” in “{line}” is not a date; write it as 3 Dec.") from None


def _differing(line: str, present: Mapping[str, str]) -> Differing:
    who, colon, words = (part.strip() for part in line.partition(":"))
    if not colon or not who or not words:
        raise Refused(f"Whose view is “{line}”? Write a name or a role, a colon, and the view.")
    name = next((one for one in present if one.casefold() == who.casefold()), "")
    role = next((code for code, title in ROLES.items() if title.casefold() == who.casefold()), "")
    if name:
        return Differing(name, present[name], words)
    return Differing("", role, words) if role else Differing(who, "", words)
