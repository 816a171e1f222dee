"""The forms that add to the team's own lists: officers, teams, areas."""

from __future__ import annotations

from collections.abc import Callable

from send_desktop.changes import Changes, Undo
from send_desktop.records import Area, Directory, Officer, Team
from send_desktop.services import people
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values


def officer_form(desk: Desk, directory: Directory) -> FormSpec:
    """Return the form that adds a colleague, who is matched to a sign-in when they first start the program."""
    teams = {str(team.id): team.name for team in directory.teams}
    areas = {str(area.id): area.name for area in directory.areas}

    def save(values: Values) -> Changes:
        officer = Officer(
            name=" ".join(values["name"].split()),
            role=values["role"],
            email=values["email"],
            team_id=_id(values["team"]),
            area_id=_id(values["area"]),
        )
        return _added(people.add_officer(desk.store, officer, desk.by), "officers")

    return FormSpec(
        title="Add officer",
        save_words="Add officer",
        intro="They are matched to their own sign-in when they first start the program.",
        fields=(
            Field(name="name", label="Name", is_required=True, blamed_for=("name", "list")),
            Field(name="role", label="What they do", kind="choice", choices=tuple(people.ROLES.items())),
            Field(name="team", label="Team", kind="choice", choices=(("", "None"), *teams.items())),
            Field(name="area", label="Area", kind="choice", choices=(("", "All areas"), *areas.items())),
            Field(name="email", label="Email (may stay empty)"),
        ),
        say=_silent,
        save=save,
    )


def team_form(desk: Desk) -> FormSpec:
    """Return the form that adds a team."""
    return _name_form("Add team", lambda name: people.add_team(desk.store, name, desk.by), "teams")


def area_form(desk: Desk) -> FormSpec:
    """Return the form that adds an area."""
    return _name_form("Add area", lambda name: people.add_area(desk.store, name, desk.by), "areas")


def _name_form(title: str, add: Callable[[str], Area | Team], listed: str) -> FormSpec:
    return FormSpec(
        title=title,
        save_words=title,
        fields=(Field(name="name", label="Name", is_required=True, blamed_for=("name", "list")),),
        say=_silent,
        save=lambda values: _added(add(values["name"]), listed),
    )


def _added(record: Area | Officer | Team, listed: str) -> Changes:
    note = f"{record.name} is on the list of {listed}."
    undo = Undo(f"Add to the {listed}", note, added=(record,))
    return Changes(note=note, everything=True, undo=undo)


def _silent(_: Values) -> str:
    """Say nothing of the clock: these lists do not move it."""
    return ""


def _id(text: str) -> int | None:
    return int(text) if text else None
