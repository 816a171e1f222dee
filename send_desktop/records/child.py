"""The child or young person, and who speaks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_desktop.records.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Stored):
    """The child or young person. Codes are those of the SEN2 return."""

    forename: str
    surname: str
    date_of_birth: date | None = None
    sex: str | None = None
    ethnicity_main: str | None = None
    ethnicity_extended: str | None = None
    upn: str | None = None
    uln: str | None = None
    upn_unknown: str | None = None
    postcode: str | None = None
    address: str = ""
    email: str = ""
    telephone: str = ""
    rights_holder: str | None = None
    """'parent' or 'young_person' where it was recorded; None means it follows from age."""
    looked_after: bool = False

    @property
    def name(self) -> str:
        """Surname first, as a register lists it."""
        return f"{self.surname}, {self.forename}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carer(Stored):
    """A parent or carer, and how and whether they may be written to."""

    person_id: int
    name: str
    relationship: str = ""
    has_parental_responsibility: bool = True
    email: str = ""
    telephone: str = ""
    address: str = ""
    contact_preference: str = ""
    safe_contact: str = ""
    do_not_disclose_to: str = ""
    receives_letters: bool = True
    """Whether the authority's letters are addressed to them."""
