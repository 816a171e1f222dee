"""Reading the authority's own lists, and the options."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, select

from db.registry import AREA, LETTER_TEMPLATE, OFFICER, SAVED_VIEW, SERVICE, SETTING, TEAM, R, RecordTable
from db.tables import option
from send_desktop.records import Directory, LetterTemplate, Officer, SavedView

T = TypeVar("T")


def directory(connection: Connection) -> Directory:
    """Return every list, by name without regard to capitals; services in the order that the team gave them."""
    return Directory(
        teams=_sorted(connection, TEAM, lambda team: team.name.casefold()),
        areas=_sorted(connection, AREA, lambda area: area.name.casefold()),
        officers=_sorted(connection, OFFICER, lambda officer: officer.name.casefold()),
        services=_sorted(connection, SERVICE, lambda service: (service.sort_order, service.code)),
        settings=_sorted(connection, SETTING, lambda setting: setting.name.casefold()),
    )


def officer_for_sign_in(connection: Connection, sign_in: str) -> Officer | None:
    """Return the officer of a sign-in, an active one first."""
    officers = OFFICER.read(connection.execute(select(*OFFICER.columns)))
    matches = [officer for officer in officers if (officer.sign_in or "").casefold() == sign_in.casefold() != ""]
    return max(matches, key=lambda officer: officer.is_active, default=None)


def letter_templates(connection: Connection) -> list[LetterTemplate]:
    """Return the templates that the team has made its own, by code."""
    return list(_sorted(connection, LETTER_TEMPLATE, lambda template: template.code))


def saved_views(connection: Connection) -> list[SavedView]:
    """Return the shared ways of looking at the caseload, by name."""
    return list(_sorted(connection, SAVED_VIEW, lambda view: view.name.casefold()))


def options(connection: Connection) -> dict[str, str]:
    """Return the options that have been set."""
    return dict(connection.execute(select(option.c.name, option.c.value)).all())


def _sorted(connection: Connection, kind: RecordTable[R], key: Callable[[R], object]) -> tuple[R, ...]:
    found = kind.read(connection.execute(select(*kind.columns)))
    return tuple(sorted(found, key=key))  # type: ignore[arg-type]
