"""Who is at the screen, and the authority's own lists of teams, areas and officers."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from send_desktop.changes import Undo
from send_desktop.errors import Refused
from send_desktop.options import option, parse
from send_desktop.records import Area, Officer, Team
from send_desktop.services.acts import act, recompute
from send_desktop.store import Store, Work

Named = TypeVar("Named", Area, Team, Officer)

ROLES = {"case_officer": "Case officer", "panel_manager": "Panel manager", "team_lead": "Team lead"}


def who_am_i(store: Store, sign_in: str) -> Officer | None:
    """Return the officer matched to the system's sign-in, None at a first start."""
    with store.look() as reading:
        return reading.officer_for_sign_in(sign_in)


def introduce(store: Store, *, name: str, sign_in: str, role: str, team: str = "", area: str = "") -> Officer:
    """Match the system's sign-in to an officer: one already on the list by that name, else a new one.

    Raises Refused for an empty name, an unknown role, or a name that another sign-in already has.
    """
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("Write your name as families and colleagues know it.")
    if role not in ROLES:
        raise Refused("Choose what you do in the team.")
    with store.work(wanted, "Introduce officer") as work:
        known = next((one for one in work.directory().officers if one.name.casefold() == wanted.casefold()), None)
        if known and known.sign_in and known.sign_in.casefold() != sign_in.casefold():
            raise Refused(f"{known.name} is already matched to another sign-in; add your middle name or initial.")
        team_id, area_id = _team(work, team), _area(work, area)
        if known:
            return work.replace(known, _introduced(known, sign_in, role, team_id, area_id))
        return work.add(Officer(name=wanted, sign_in=sign_in, role=role, team_id=team_id, area_id=area_id))


def add_area(store: Store, name: str, by: str) -> Area:
    """Add an area by which cases and panels are divided. Raises Refused when the name is empty or taken."""
    return _add_named(store, Area(name=" ".join(name.split())), "areas", by)


def add_team(store: Store, name: str, by: str) -> Team:
    """Add a team. Raises Refused when the name is empty or taken."""
    return _add_named(store, Team(name=" ".join(name.split())), "teams", by)


def add_officer(store: Store, officer: Officer, by: str) -> Officer:
    """Add a colleague. Raises Refused when the name is empty or taken."""
    return _add_named(store, officer, "officers", by)


def set_option(store: Store, name: str, value: str, by: str, today: date) -> Undo:
    """Save one option of the team and rewrite the derived dates that it moves; return what takes it back.

    Raises Refused for a bad value.
    """
    parse(name, value)
    with act(store, by, "Set option", today) as work:
        before = work.options().get(name)
        work.set_option(name, value)
        recompute(work, work.open_case_ids())
    return Undo("Set option", f"{option(name).title} is set.", options=((name, value, before),))


def _add_named(store: Store, record: Named, listed: str, by: str) -> Named:
    if not record.name:
        raise Refused("Write a name first.")
    with store.work(by, f"Add {type(record).__name__.lower()}") as work:
        if any(one.name.casefold() == record.name.casefold() for one in getattr(work.directory(), listed)):
            raise Refused(f"{record.name} is on the list already.")
        return work.add(record)


def _introduced(known: Officer, sign_in: str, role: str, team_id: int | None, area_id: int | None) -> Officer:
    return replace(
        known, sign_in=sign_in, role=role, team_id=team_id or known.team_id, area_id=area_id or known.area_id
    )


def _team(work: Work, name: str) -> int | None:
    wanted = " ".join(name.split())
    if not wanted:
        return None
    found = next((one for one in work.directory().teams if one.name.casefold() == wanted.casefold()), None)
    return (found or work.add(Team(name=wanted))).id


def _area(work: Work, name: str) -> int | None:
    wanted = " ".join(name.split())
    if not wanted:
        return None
    found = next((one for one in work.directory().areas if one.name.casefold() == wanted.casefold()), None)
    return (found or work.add(Area(name=wanted))).id
