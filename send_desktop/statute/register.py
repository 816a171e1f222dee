"""The register of the law: which provision the program carries out, by which duty, and since when it was checked."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import resources


@dataclass(frozen=True, slots=True)
class Provision:
    """One line of the register."""

    provision: str
    status: str
    """done, later (known, not carried out yet) or spent (no longer in force)."""
    certainty: str
    """confirmed, to_be_confirmed or practice."""
    duties: tuple[str, ...]
    """The ids of the duties that carry it out."""
    checked_on: date | None
    """The day on which the wording was last compared with a source; None where it never was."""
    checked_against: str | None
    note: str


@cache
def register() -> tuple[Provision, ...]:
    """The whole register, in the order of the duties; provisions that are no duty come last."""
    rows = resources.load_json("law", "register.json")["provisions"]
    return tuple(
        Provision(
            provision=row["provision"],
            status=row["status"],
            certainty=row["certainty"],
            duties=tuple(row["duties"]),
            checked_on=date.fromisoformat(row["checked_on"]) if row["checked_on"] else None,
            checked_against=row["checked_against"],
            note=row.get("note", ""),
        )
        for row in rows
    )


def unconfirmed() -> tuple[Provision, ...]:
    """What must still be compared with legislation.gov.uk before a release."""
    return tuple(row for row in register() if row.status == "done" and row.certainty == "to_be_confirmed")
