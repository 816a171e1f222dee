"""Shared ways of looking at the caseload: saved, changed and deleted as audited acts, read with forgiveness."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.records import SavedView
from send_desktop.services.acts import act
from send_desktop.store import Store

NEWEST = 1
"""The number of the definition's form; one with a higher number was made by a newer program."""


@dataclass(frozen=True, slots=True)
class View:
    """What a saved view holds: filter, scope, columns from the left, and order."""

    words: str = ""
    scope: str = "open"
    states: tuple[str, ...] = ()
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By column, the words of its cells that stay."""
    columns: tuple[str, ...] = ()
    """Ids from the left; none means the usual ones."""
    order: tuple[tuple[str, bool], ...] = ()
    group_by: str = ""
    """The column by which cases are grouped; empty for none."""
    frozen: int = 0
    """How many columns stay at the left while the others are scrolled."""


def as_text(view: View) -> str:
    """Return a view as it is kept."""
    kept = {
        "form": NEWEST,
        "words": view.words,
        "scope": view.scope,
        "states": view.states,
        "values": dict(view.values),
        "columns": view.columns,
        "order": view.order,
        "group_by": view.group_by,
        "frozen": view.frozen,
    }
    return json.dumps(kept, ensure_ascii=False)


def read_view(saved: SavedView) -> View:
    """Return what a saved view holds. Raises Refused, kindly, where it cannot be read."""
    try:
        kept = json.loads(saved.definition)
        if int(kept.get("form", NEWEST)) > NEWEST:
            raise Refused(
                f"The view “{saved.name}” was made by a newer version of the program. "
                "What is shown stays; save it again to use it here."
            )
        return _view(kept)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError) as error:
        raise Refused(
            f"The view “{saved.name}” cannot be read. What is shown stays; replace it or delete it."
        ) from error


def _view(kept: dict[str, Any]) -> View:
    values, columns = kept.get("values") or {}, kept.get("columns") or ()
    states, order = kept.get("states") or (), kept.get("order") or ()
    if not isinstance(values, dict) or not all(isinstance(one, list | tuple) for one in (columns, states, order)):
        raise ValueError("not a view")
    return View(
        words=str(kept.get("words") or ""),
        scope=str(kept.get("scope") or "open"),
        states=tuple(map(str, states)),
        values=tuple((str(name), tuple(map(str, listed))) for name, listed in values.items()),
        columns=tuple(map(str, columns)),
        order=tuple((str(name), bool(is_reversed)) for name, is_reversed in order),
        group_by=str(kept.get("group_by") or ""),
        frozen=int(kept.get("frozen") or 0),
    )


def save(store: Store, name: str, view: View, by: str, today: date) -> Changes:
    """Save a view under a new name. Raises Refused where the name is taken or empty."""
    name = " ".join(name.split())
    with act(store, by, "Save a view", today) as work:
        _require_free(name, work.saved_views())
        work.add(SavedView(name=name, made_by=by, definition=as_text(view)))
    return Changes(f"The view “{name}” is saved for everybody.")


def replace_with(store: Store, saved: SavedView, view: View, by: str, today: date) -> Changes:
    """Replace what a view holds by what is shown. Raises Stale when somebody was faster."""
    with act(store, by, "Replace a view", today) as work:
        work.replace(saved, replace(saved, definition=as_text(view), made_by=by))
    return Changes(f"The view “{saved.name}” is now what you see.")


def rename(store: Store, saved: SavedView, name: str, by: str, today: date) -> Changes:
    """Give a view another name. Raises Refused where it is taken or empty, Stale when somebody was faster."""
    name = " ".join(name.split())
    with act(store, by, "Rename a view", today) as work:
        _require_free(name, [one for one in work.saved_views() if one.id != saved.id])
        work.replace(saved, replace(saved, name=name))
    return Changes(f"The view “{saved.name}” is now called “{name}”.")


def delete(store: Store, saved: SavedView, reason: str, by: str, today: date) -> Changes:
    """Delete a view for everybody. Raises Stale when somebody was faster."""
    with act(store, by, "Delete a view", today) as work:
        work.remove(saved, reason)
    return Changes(f"The view “{saved.name}” is deleted.")


def _require_free(name: str, others: list[SavedView]) -> None:
    if not name:
        raise Refused("Name: a view needs one; nothing was saved.")
    taken = next((one for one in others if one.name.casefold() == name.casefold()), None)
    if taken:
        raise Refused(
            f"Name: “{taken.name}” is taken by a view of {taken.made_by or 'somebody'}; nothing was saved. "
            "Choose another name, or replace that view."
        )
