"""The forms for the child's own details and for parents and carers."""

from __future__ import annotations

from dataclasses import replace

from send_desktop.codes import SEN_TYPES
from send_desktop.records import Carer
from send_desktop.services import family
from send_desktop.services.amendments import Amendment
from send_desktop.services.rights import HOLDERS, rights_holder
from ui.dialogs.case_form import OnCase, case_form
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.new_request import BIRTHDAY

RELATIONSHIPS = (
    "Mother", "Father", "Parents", "Step-parent", "Grandparent", "Foster carer", "Guardian", "Corporate parent",
)  # fmt: skip

PREFERENCES = ("Telephone", "Text message", "Email", "Letter", "In person", "Through an interpreter")

NEW_CARER: Values = {
    "name": "",
    "relationship": "",
    "has_parental_responsibility": True,
    "receives_letters": True,
    "address": "",
    "telephone": "",
    "email": "",
    "contact_preference": "",
    "safe_contact": "",
    "do_not_disclose_to": "",
}
"""What the form holds of a parent or carer, as it is before anything is typed."""


def child_form(on: OnCase) -> FormSpec:
    """Return the form that corrects the child's details; a doubtful UPN is warned of and kept."""

    def build(values: Values) -> Amendment:
        needs = {name: values[name] or None for name in ("primary_need", "secondary_need")}
        details = values | needs
        return family.correct_child(on.view.case, on.directory, family.ChildDetails(**details))

    return case_form(
        on,
        title="Child's details",
        save_words="Save details",
        fields=(*_who(on), *_where(on), *_own_reach(on)),
        build=build,
        caution=lambda values: family.upn_caution(values["upn"]),
    )


def _who(on: OnCase) -> tuple[Field, ...]:
    person = on.view.case.person
    by_age = rights_holder(replace(person, rights_holder=None), on.today)
    follows = f"Follows from age ({by_age.lower()} now)" if by_age else "Follows from age"
    return (
        Field(name="surname", label="Surname", start=person.surname, is_required=True, blamed_for=("forename",)),
        Field(name="forename", label="Forename", start=person.forename, is_required=True, is_beside=True),
        Field(name="date_of_birth", label="Date of birth", kind="date", start=person.date_of_birth, example=BIRTHDAY),
        Field(name="upn", label="UPN", start=person.upn or ""),
        Field(
            name="rights_holder", label="Rights held by", kind="choice", start=person.rights_holder or "",
            choices=(("", follows), *HOLDERS.items()),
        ),
        Field(name="looked_after", label="Looked after by an authority", kind="tick", start=person.looked_after),
    )  # fmt: skip


def _where(on: OnCase) -> tuple[Field, ...]:
    case = on.view.case
    areas = [(area.name, area.name) for area in on.directory.areas]
    needs = [(code, f"{words} ({code})") for code, words in SEN_TYPES.items()]
    return (
        Field(name="setting", label="Setting", start=case.setting, suggestions=on.settings()),
        Field(name="area", label="Area", kind="choice", start=case.area, choices=[("", "Not known yet"), *areas]),
        Field(
            name="primary_need", label="Primary need", kind="choice", start=case.request.primary_need or "",
            choices=[("", "Not known yet"), *needs],
        ),
        Field(
            name="secondary_need", label="Secondary need", kind="choice", start=case.request.secondary_need or "",
            choices=[("", "None"), *needs], blamed_for=("secondary",),
        ),
    )  # fmt: skip


def _own_reach(on: OnCase) -> tuple[Field, ...]:
    person = on.view.case.person
    holds = "Letters go here: the rights are the young person's."
    return (
        Field(
            name="address", label="The child's or young person's own address", kind="long_text", start=person.address,
            hint=holds if rights_holder(person, on.today) == HOLDERS["young_person"] else "",
        ),
        Field(name="telephone", label="Their own telephone", start=person.telephone),
        Field(name="email", label="Their own email", start=person.email, is_beside=True, blamed_for=("email",)),
    )  # fmt: skip


def carer_form(on: OnCase) -> FormSpec:
    """Return the form that adds a parent or carer, or changes one: the one given, or whoever is chosen in it."""
    known = {str(carer.id): carer for carer in on.view.case.carers}
    chosen = known.get(str(on.chosen_id))

    def build(values: Values) -> Amendment:
        before = known.get(values.get("carer", ""))
        details = {name: values[name] for name in NEW_CARER}
        after = replace(before or Carer(person_id=on.view.case.person.id, name=""), **details)
        return family.save_carer(on.view.case, after, before)

    return case_form(
        on,
        title="Parent or carer",
        save_words="Save details",
        fields=(*_whose(known, chosen), *_carer_fields(_held(chosen))),
        build=build,
    )


def _whose(known: dict[str, Carer], chosen: Carer | None) -> tuple[Field, ...]:
    if not known:
        return ()
    choices = [("", "Somebody new"), *((code, carer.name) for code, carer in known.items())]
    return (
        Field(
            name="carer", label="Whose details", kind="choice", choices=choices,
            start=str(chosen.id) if chosen else "", fills=lambda code: _held(known.get(code)),
        ),
    )  # fmt: skip


def _held(carer: Carer | None) -> Values:
    return {name: getattr(carer, name) for name in NEW_CARER} if carer else NEW_CARER


def _carer_fields(start: Values) -> tuple[Field, ...]:
    return (
        Field(name="name", label="Name", start=start["name"], is_required=True, blamed_for=("name",)),
        Field(
            name="relationship", label="Relationship to the child", start=start["relationship"],
            suggestions=RELATIONSHIPS, is_beside=True,
        ),
        Field(
            name="has_parental_responsibility", label="Has parental responsibility", kind="tick",
            start=start["has_parental_responsibility"],
        ),
        Field(
            name="receives_letters", label="The authority's letters are addressed to them", kind="tick",
            start=start["receives_letters"],
        ),
        Field(name="address", label="Address", kind="long_text", start=start["address"]),
        Field(name="telephone", label="Telephone", start=start["telephone"]),
        Field(name="email", label="Email", start=start["email"], is_beside=True, blamed_for=("email",)),
        Field(
            name="contact_preference", label="Prefers to be reached by", start=start["contact_preference"],
            suggestions=PREFERENCES,
        ),
        Field(
            name="safe_contact", label="Safe contact", kind="long_text", start=start["safe_contact"],
            hint="How they can be reached without harm, for example: mobile before 15:00, leave no message.",
        ),
        Field(
            name="do_not_disclose_to", label="Do not disclose to", start=start["do_not_disclose_to"],
            hint="Who must not learn the family's address, school or anything said here.",
        ),
    )  # fmt: skip
