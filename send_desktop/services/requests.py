"""Requests for an assessment: the act that starts the clock, and who holds the case."""

from dataclasses import dataclass, replace
from datetime import date

from send_desktop.changes import Changes, Undo
from send_desktop.codes import SOURCES
from send_desktop.errors import Refused
from send_desktop.records import Case, Directory, Person, Request
from send_desktop.services.acts import act
from send_desktop.services.amendments import Amendment
from send_desktop.services.settings import known_setting, setting_named
from send_desktop.statute.clock import limits
from send_desktop.statute.facts import CaseFacts
from send_desktop.store import Store, Work
from send_desktop.wording import full_date

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """What the form for a new request holds. An empty ``reference`` takes the next free one."""

    forename: str
    surname: str
    received_on: date
    source: str = "not_known"
    date_of_birth: date | None = None
    upn: str = ""
    setting: str = ""
    area: str = ""
    officer: str = ""
    primary_need: str | None = None
    reference: str = ""
    became_responsible_on: date | None = None


def record_request(store: Store, new: NewRequest, by: str, today: date) -> Changes:
    """Save a request and start its clock. Raises Refused for a missing name or an impossible date."""
    _check(new, today)
    with act(store, by, "Record request", today) as work:
        taken = work.references()
        reference = new.reference.strip() or next_reference(taken, new.received_on)
        if reference.casefold() in {known.casefold() for known in taken}:
            raise Refused(f"The reference {reference} is already in use; leave it empty to take the next free one.")
        person = work.add(_person(new))
        directory = work.directory()
        saved = work.add(_request(work, new, reference, person, directory))
    note = f"{reference} recorded; {preview_request(new.received_on, today)}"
    undo = Undo("Record request", note, added=(person, saved))
    return Changes(note, cases=frozenset({saved.id}), undo=undo)


def preview_request(received_on: date, today: date) -> str:
    """Say which dates a request received that day starts."""
    due = limits(CaseFacts(request_received=received_on))
    late = " The first of them has already passed." if due.assess_decision < today else ""
    return (
        f"decision to assess by {full_date(due.assess_decision)}, last day to refuse a plan "
        f"{full_date(due.no_plan_decision)}, final plan by {full_date(due.final_plan)}.{late}"
    )


def assign_officer(case: Case, directory: Directory, officer: str) -> Amendment:
    """Give the case to an officer by name; an empty name leaves it unallocated."""
    chosen = next((one for one in directory.officers if one.name == officer), None)
    if officer and chosen is None:
        raise Refused(f"There is no officer called {officer}; choose one from the list.")
    after = replace(case.request, officer_id=chosen.id if chosen else None)
    return Amendment(
        case,
        "Assign officer",
        f"{case.reference} is with {officer or 'nobody yet'}.",
        replaced=((case.request, after),),
        names={"officer": officer},
    )


def set_area(case: Case, directory: Directory, area: str) -> Amendment:
    """Put the case into an area by name; an empty name takes it out of any."""
    chosen = next((one for one in directory.areas if one.name == area), None)
    if area and chosen is None:
        raise Refused(f"There is no area called {area}; choose one from the list.")
    after = replace(case.request, area_id=chosen.id if chosen else None)
    note = f"{case.reference} is in {area or 'no area'}."
    return Amendment(case, "Set area", note, replaced=((case.request, after),), names={"area": area})


def set_setting(case: Case, directory: Directory, setting: str) -> Amendment:
    """Keep where the child is taught, by name; a setting that is not on the list yet is added to it, with a caution."""
    name = " ".join(setting.split())
    known = known_setting(directory.settings, name)
    after = replace(case.request, setting_id=known.id if known else None)
    is_new = bool(name) and known is None
    return Amendment(
        case,
        "Set setting",
        f"{case.reference}: setting saved.",
        replaced=((case.request, after),),
        new_setting=name if is_new else "",
        caution=f"{name} is not on the list of settings yet: it is added." if is_new else "",
        names={"setting": known.name if known else name},
    )


def set_comments(case: Case, comments: str) -> Amendment:
    """Keep the notes that stand in the caseload's column; the dated notes of the chronology are others."""
    after = replace(case.request, comments=comments.strip())
    return Amendment(case, "Change notes", f"{case.reference}: notes saved.", replaced=((case.request, after),))


def set_views(case: Case, family_view: str, officer_recommendation: str) -> Amendment:
    """Keep the family's view and the officer's recommendation as the panel will read them."""
    after = replace(
        case.request, family_view=family_view.strip(), officer_recommendation=officer_recommendation.strip()
    )
    return Amendment(case, "Record views", f"Views on {case.reference} saved.", replaced=((case.request, after),))


def next_reference(taken: dict[str, int], received_on: date) -> str:
    """Return the next free reference of the year of receipt, for example 'EHC-26-0840'."""
    prefix = f"EHC-{received_on:%y}-"
    numbers = [
        int(known[len(prefix) :]) for known in taken if known.startswith(prefix) and known[len(prefix) :].isdigit()
    ]
    return f"{prefix}{max(numbers, default=0) + 1:04d}"


def require_names(forename: str, surname: str) -> None:
    """Raise Refused unless both names are there and each could be a name: at most LONGEST_NAME characters."""
    if not surname.strip() or not forename.strip():
        raise Refused("A case needs the child's forename and surname; nothing has been saved.")
    if max(len(forename), len(surname)) > LONGEST_NAME:
        raise Refused(f"A name has at most {LONGEST_NAME} characters; nothing has been saved. Put the rest in a note.")


def _check(new: NewRequest, today: date) -> None:
    require_names(new.forename, new.surname)
    if new.received_on > today:
        raise Refused("A request cannot have been received after today; check the date received.")
    if new.date_of_birth and new.date_of_birth > new.received_on:
        raise Refused("The date of birth is later than the date received; check both.")
    if new.source not in SOURCES:
        raise Refused("Choose who made the request from the list.")


def _person(new: NewRequest) -> Person:
    return Person(
        forename=" ".join(new.forename.split()),
        surname=" ".join(new.surname.split()),
        date_of_birth=new.date_of_birth,
        upn=new.upn.strip().upper() or None,
    )


def _request(work: Work, new: NewRequest, reference: str, person: Person, directory: Directory) -> Request:
    setting = setting_named(work, new.setting)
    return Request(
        reference=reference,
        person_id=person.id,
        received_on=new.received_on,
        source=new.source,
        became_responsible_on=new.became_responsible_on,
        setting_id=setting.id if setting else None,
        area_id=next((area.id for area in directory.areas if area.name == new.area), None),
        officer_id=next((officer.id for officer in directory.officers if officer.name == new.officer), None),
        primary_need=new.primary_need,
    )
