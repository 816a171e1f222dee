"""Names under a profile: named, initials, reference or public."""

from collections.abc import Iterable

from send_desktop.exports.profile import initials_of
from send_desktop.records import Officer


class Names:
    """Shows children and officers as one profile allows, each officer the same throughout one document."""

    def __init__(self, profile: str, officers: Iterable[Officer]) -> None:
        self._profile = profile
        self._officers = _shown(profile, sorted(officers, key=lambda officer: officer.name.casefold()))

    def child(self, forename: str, surname: str) -> str:
        """Return the child's name, initials, or nothing where only the reference may be shown."""
        if self._profile == "named":
            return f"{surname}, {forename}"
        return initials_of(f"{forename} {surname}") if self._profile == "initials" else ""

    def officer(self, name: str) -> str:
        """Return an officer's name, initials, or 'Officer 3'."""
        if self._profile == "named":
            return name
        shown = self._officers.get(name)
        return shown or self._officers.setdefault(name, f"Officer {len(self._officers) + 1}")


def _shown(profile: str, officers: list[Officer]) -> dict[str, str]:
    if profile != "initials":
        return {officer.name: f"Officer {number}" for number, officer in enumerate(officers, 1)}
    taken: dict[str, int] = {}
    shown: dict[str, str] = {}
    for officer in officers:
        initials = officer.initials or initials_of(officer.name)
        taken[initials] = taken.get(initials, 0) + 1
        shown[officer.name] = initials if taken[initials] == 1 else f"{initials} {taken[initials]}"
    return shown
