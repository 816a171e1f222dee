"""The services that give advice, as the team keeps them: how they are reached and when its standard list names them."""

import re
from dataclasses import replace
from datetime import date

from send_desktop.codes import SEN_TYPES
from send_desktop.errors import Refused
from send_desktop.exports.email_draft import is_address
from send_desktop.records import Service
from send_desktop.services.acts import act
from send_desktop.store import Reading, Store
from send_desktop.wording import shortened

OLDEST = 25
"""An EHC plan can be kept until the young person is 25 (2014 Act s46), so no age above it is asked about."""

LONGEST_CODE = 20
"""A short form stands in narrow columns."""

ALL_SERVICES = "all"
"""What the figures call all services together."""

_CODE = re.compile(r"[\w &/()'’-]+")
"""Lists and files part short forms by dots, commas, semicolons and bars, so that none can hold one."""


def change_service(store: Store, before: Service, after: Service, by: str, today: date) -> Service:
    """Save what the team has changed of a service over the record that was on screen.

    Its code stays: files and the command line know it by that. Raises Refused for an empty or taken name, an
    address that is none, or an age out of range; Stale when somebody was faster.
    """
    kept = _checked(after)
    with act(store, by, "Change service", today) as work:
        _require_free(work, kept, before.id)
        return work.replace(before, replace(kept, id=before.id, version=before.version, code=before.code))


def add_service(store: Store, service: Service, by: str, today: date) -> Service:
    """Add a service; its short code (EP, SaLT...) is how files and the command line know it from then on.

    Raises Refused for an empty or taken name or code, and as change_service does.
    """
    kept = replace(_checked(service), code=_checked_code(service.code))
    with act(store, by, "Add service", today) as work:
        _require_free(work, kept, 0)
        return work.add(
            replace(kept, sort_order=1 + max((one.sort_order for one in work.directory().services), default=0))
        )


def _checked_code(typed: str) -> str:
    code = " ".join(typed.split())
    if not code:
        raise Refused("Write the short form by which the service is known, as EP or SaLT.")
    if len(code) > LONGEST_CODE:
        raise Refused(f"The short form has at most {LONGEST_CODE} characters; write the whole as the name.")
    if code.casefold() == ALL_SERVICES or not _CODE.fullmatch(code):
        raise Refused(
            f"“{shortened(code)}” cannot be a short form: write it with letters, figures, spaces and hyphens, as EP or "
            "Social care; “all” stands for every service."
        )
    return code


def _checked(service: Service) -> Service:
    name = " ".join(service.name.split())
    if not name:
        raise Refused("Write the name of the service first.")
    for words, address in (("email", service.email), ("escalations", service.escalation_email)):
        if address.strip() and not is_address(address):
            raise Refused(f"The address for {words} is not an email address; check it, or leave it empty.")
    if service.asked_from_age is not None and not 0 <= service.asked_from_age <= OLDEST:
        raise Refused(f"The age from which it is asked is a whole number of years up to {OLDEST}.")
    unknown = [need for need in service.asked_for_needs if need not in SEN_TYPES]
    if unknown:
        raise Refused("Choose the needs from the list.")
    return replace(service, name=name, email=service.email.strip(), escalation_email=service.escalation_email.strip())


def _require_free(reading: Reading, service: Service, own_id: int) -> None:
    for one in reading.directory().services:
        if one.id == own_id:
            continue
        if one.name.casefold() == service.name.casefold():
            raise Refused(f"{service.name} is on the list already.")
        if one.code.casefold() == service.code.casefold():
            raise Refused(f"The short form {service.code} is {one.name}'s; choose another.")
