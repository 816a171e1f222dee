"""Whom the team asks for advice when an assessment is agreed: its standard list by age and need, with the reasons."""

from dataclasses import dataclass
from datetime import date

from send_desktop.codes import SEN_TYPES
from send_desktop.records import Case, Directory, Service
from send_desktop.services.advice import is_existing_used
from send_desktop.wording import age_on, year_group

PREPARING_FROM = 9
"""The year from which provision to prepare for adulthood must be advised upon (reg 6(1)(g))."""

SENSORY = {"HI": "hearing impairment", "VI": "vision impairment", "MSI": "multi-sensory impairment"}
"""Needs for which educational advice needs a qualified teacher's part (reg 6(2))."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A service that can be asked, and why the standard list names it; no reason where it does not."""

    service: Service
    why: str

    @property
    def words(self) -> str:
        """The service as the form lists it."""
        return f"{self.service.name} ({self.why})" if self.why else self.service.name


def askable(case: Case, directory: Directory, today: date) -> list[Listed]:
    """Return the services that can be asked now, each with why it is on the standard list for this child.

    One that owes an answer is left out, and so is one whose existing advice is used (reg 6(4)).
    """
    out = {item.service for item in case.advice if item.received_on is None or is_existing_used(item)}
    answered = {item.service for item in case.advice if item.received_on}
    offered = [service for service in directory.services if service.code not in out]
    return [Listed(one, "" if one.code in answered else why_listed(one, case, today)) for one in offered]


def why_listed(service: Service, case: Case, today: date) -> str:
    """Return why the team's standard list names a service for this child; empty where it does not."""
    if service.is_always_asked:
        return "always asked"
    needs = (case.request.primary_need, case.request.secondary_need)
    need = next((one for one in needs if one and one in service.asked_for_needs), None)
    if need:
        return f"asked for {_small(SEN_TYPES.get(need, need))}"
    age = age_on(case.person.date_of_birth, today)
    if service.asked_from_age is not None and age is not None and age >= service.asked_from_age:
        return f"asked from age {service.asked_from_age}"
    return ""


def reminders(case: Case, today: date) -> list[str]:
    """Return what reg 6 asks for beyond the list: preparing for adulthood, and a qualified teacher's part."""
    said = []
    if is_in_or_beyond_year_9(case.person.date_of_birth, today):
        said.append(
            f"{year_group(case.person.date_of_birth, today)}: ask too for advice on provision to prepare for adulthood "
            "and independent living (reg 6(1)(g))."
        )
    sensory = [SENSORY[need] for need in _needs(case) if need in SENSORY]
    if sensory:
        said.append(
            f"With {sensory[0]}, the educational advice must be given after consulting a teacher qualified to teach "
            "pupils with it (reg 6(2))."
        )
    return said


def is_in_or_beyond_year_9(born: date | None, today: date) -> bool:
    """Say whether the child is in year 9 or above in the school year that holds ``today``."""
    group = year_group(born, today)
    number = group.removeprefix("Year ")
    return group == "Post-16" or (number.isdigit() and int(number) >= PREPARING_FROM)


def _needs(case: Case) -> list[str]:
    return [one for one in (case.request.primary_need, case.request.secondary_need) if one]


def _small(words: str) -> str:
    """Return words in small letters but for names of their own: 'Down Syndrome'."""
    return words if words.startswith("Down") else words[:1].lower() + words[1:]
