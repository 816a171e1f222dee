"""The child's own details, parents and carers, and how they may be reached without harm."""

from dataclasses import dataclass, replace
from datetime import date

from send_desktop.codes import SEN_TYPES
from send_desktop.errors import Refused
from send_desktop.imports.codes import upn_check_letter, upn_fault
from send_desktop.records import Area, Carer, Case, Directory
from send_desktop.services.amendments import Amendment
from send_desktop.services.requests import require_names
from send_desktop.services.rights import HOLDERS, rights_holder
from send_desktop.services.settings import known_setting
from send_desktop.wording import age_on

OLDEST = 25
"""An EHC plan can be kept until the young person is 25 (2014 Act s46)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildDetails:
    """What the form holds of the child. An empty ``rights_holder`` means that it follows from age."""

    forename: str
    surname: str
    date_of_birth: date | None = None
    upn: str = ""
    setting: str = ""
    area: str = ""
    primary_need: str | None = None
    secondary_need: str | None = None
    looked_after: bool = False
    rights_holder: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class ContactMark:
    """What must be known before anybody writes or speaks. ``kind`` is 'do_not_disclose' or 'safe_contact'."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One whom the authority's letters address, and where they can be reached."""

    name: str
    recipient: str
    """'family' or 'young_person', as ``Letter.recipient`` has it."""
    address: str = ""
    email: str = ""
    telephone: str = ""
    preference: str = ""
    """How they like to be reached."""
    carer_id: int | None = None
    """None for the young person."""
    safe_contact: str = ""

    @property
    def problem(self) -> str:
        """Why nothing can be sent to them yet; empty where an address or email is known."""
        return "" if self.address or self.email else f"No address or email is recorded for {self.name}."


def addressees(case: Case, today: date) -> tuple[Addressee, ...]:
    """Return whom letters about the case address on a day: whoever then holds the rights (``services.rights``).

    That is the young person after compulsory school age; before it, each parent or carer marked to receive
    letters. Empty where the rights are a parent's and nobody is recorded who receives them.
    """
    person = case.person
    if rights_holder(person, today) == HOLDERS["young_person"]:
        name = f"{person.forename} {person.surname}"
        return (
            Addressee(
                name=name,
                recipient="young_person",
                address=person.address,
                email=person.email,
                telephone=person.telephone,
            ),
        )
    return tuple(_addressee(carer) for carer in case.carers if carer.receives_letters)


def addressee_problems(case: Case, today: date) -> tuple[str, ...]:
    """Return in sentences what stands in the way of writing to the family: nobody to write to, or nowhere."""
    found = addressees(case, today)
    if not found:
        who = "receives letters" if case.carers else "is recorded"
        return (f"No parent or carer {who}; add one before anything is sent.",)
    return tuple(one.problem for one in found if one.problem)


def _addressee(carer: Carer) -> Addressee:
    return Addressee(
        name=carer.name,
        recipient="family",
        address=carer.address,
        email=carer.email,
        telephone=carer.telephone,
        preference=carer.contact_preference,
        carer_id=carer.id,
        safe_contact=carer.safe_contact,
    )


def correct_child(case: Case, directory: Directory, details: ChildDetails) -> Amendment:
    """Save the child's details over those on record; a setting that is not on the list yet is added to it.

    Raises Refused for a missing name, an impossible date of birth, or a choice that is not on its list.
    """
    _check_child(case, details)
    person = replace(
        case.person,
        forename=_tidy(details.forename),
        surname=_tidy(details.surname),
        date_of_birth=details.date_of_birth,
        upn=tidy_upn(details.upn) or None,
        looked_after=details.looked_after,
        rights_holder=details.rights_holder or None,
        address=details.address.strip(),
        email=details.email.strip(),
        telephone=details.telephone.strip(),
    )
    setting, area = known_setting(directory.settings, details.setting), _area(directory, details.area)
    request = replace(
        case.request,
        setting_id=setting.id if setting else None,
        area_id=area.id if area else None,
        primary_need=details.primary_need,
        secondary_need=details.secondary_need,
    )
    pairs = tuple((old, new) for old, new in ((case.person, person), (case.request, request)) if old != new)
    new_setting = "" if setting else _tidy(details.setting)
    if new_setting and request == case.request:
        pairs += ((case.request, request),)
    return Amendment(
        case,
        "Correct the child's details",
        f"{case.reference}: details of {person.name} saved.",
        replaced=pairs,
        new_setting=new_setting,
        names={"setting": setting.name if setting else new_setting, "area": area.name if area else ""},
    )


def save_carer(case: Case, details: Carer, before: Carer | None = None) -> Amendment:
    """Add a parent or carer, or save what has changed of the one given as ``before``. Raises Refused."""
    if not details.name.strip():
        raise Refused("Give the name of the parent or carer; nothing has been saved yet.")
    _check_email(details.email)
    after = replace(details, person_id=case.person.id, name=_tidy(details.name))
    text = f"{case.reference}: details of {after.name} saved."
    if before is None:
        return Amendment(case, "Add parent or carer", text, added=(after,))
    after = replace(after, id=before.id, version=before.version)
    return Amendment(case, "Change parent or carer", text, replaced=((before, after),))


def contact_marks(case: Case) -> tuple[ContactMark, ...]:
    """Return what stands out on every screen from which somebody may be written to or called, the gravest first."""
    kept = [
        ContactMark("do_not_disclose", f"Do not disclose to {carer.do_not_disclose_to} ({_of(carer)})")
        for carer in case.carers
        if carer.do_not_disclose_to
    ]
    safe = [
        ContactMark("safe_contact", f"Safe contact with {carer.name}: {carer.safe_contact}")
        for carer in case.carers
        if carer.safe_contact
    ]
    return (*kept, *safe)


def upn_caution(upn: str) -> str | None:
    """Return what looks wrong with a unique pupil number, None for one that is right or absent. It is kept as typed."""
    typed = tidy_upn(upn)
    if not typed:
        return None
    fault = upn_fault(typed)
    if fault == "upn_length":
        return f"A UPN has 13 characters and this one has {len(typed)}; check it."
    if fault == "upn_pattern":
        return "A UPN is a check letter, eleven digits and a digit or letter; check it."
    if fault:
        return f"This UPN should begin with {upn_check_letter(typed)}: one of its figures is wrong. Check it."
    return None


def tidy_upn(upn: str) -> str:
    """Return a UPN as it is kept: in capitals, without spaces."""
    return "".join(upn.split()).upper()


def _check_child(case: Case, details: ChildDetails) -> None:
    require_names(details.forename, details.surname)
    born, received = details.date_of_birth, case.request.received_on
    if born and born > received:
        raise Refused("The date of birth is later than the date the request was received; check its year.")
    if born and (age_on(born, received) or 0) > OLDEST:
        raise Refused("By this date of birth the young person was over 25 when the request came; check its year.")
    needs = (("primary", details.primary_need), ("secondary", details.secondary_need))
    for which, need in needs:
        if need and need not in SEN_TYPES:
            raise Refused(f"Choose the {which} need from the list.")
    if details.secondary_need and not details.primary_need:
        raise Refused("A secondary need stands beside a primary one; choose the primary need first.")
    if details.secondary_need and details.secondary_need == details.primary_need:
        raise Refused("The secondary need is the primary one again; choose another, or leave it empty.")
    _check_email(details.email)
    if details.rights_holder and details.rights_holder not in HOLDERS:
        raise Refused("Choose who holds the rights from the list.")


def _check_email(email: str) -> None:
    if email.strip() and "@" not in email:
        raise Refused("The email address has no @ in it; check it, or leave it empty.")


def _area(directory: Directory, name: str) -> Area | None:
    if not name:
        return None
    found = next((area for area in directory.areas if area.name == name), None)
    if found is None:
        raise Refused(f"There is no area called {name}; choose one from the list.")
    return found


def _of(carer: Carer) -> str:
    return f"{carer.name}, {carer.relationship.lower()}" if carer.relationship else carer.name


def _tidy(text: str) -> str:
    return " ".join(text.split())
