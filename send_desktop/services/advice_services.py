"""The services that give advice, as the team keeps them: how they are reached and when its standard list names them."""

from dataclasses import replace
from datetime import date

from send_desktop.codes import SEN_TYPES
from send_desktop.errors import Refused
from send_desktop.exports.email_draft import is_address
from send_desktop.records import Service
from send_desktop.services.acts import act
from send_desktop.store import Store

OLDEST = 25
"""An EHC plan can be kept until the young person is 25 (2014 Act s46), so no age above it is asked about."""


def change_service(store: Store, before: Service, after: Service, by: str, today: date) -> Service:
    """Save what the team has changed of a service over the record that was on screen.

    Its code stays: files and the command line know it by that. Raises Refused for an empty or taken name, an
    address that is none, or an age out of range; Stale when somebody was faster.
    """
    name = " ".join(after.name.split())
    if not name:
        raise Refused("Write the name of the service first.")
    for words, address in (("email", after.email), ("escalations", after.escalation_email)):
        if address.strip() and not is_address(address):
            raise Refused(f"The address for {words} is not an email address; check it, or leave it empty.")
    if after.asked_from_age is not None and not 0 <= after.asked_from_age <= OLDEST:
        raise Refused(f"The age from which it is asked is a whole number of years up to {OLDEST}.")
    unknown = [need for need in after.asked_for_needs if need not in SEN_TYPES]
    if unknown:
        raise Refused("Choose the needs from the list.")
    with act(store, by, "Change service", today) as work:
        others = [one for one in work.directory().services if one.id != before.id]
        if any(one.name.casefold() == name.casefold() for one in others):
            raise Refused(f"{name} is on the list already.")
        kept = replace(
            after,
            id=before.id,
            version=before.version,
            code=before.code,
            name=name,
            email=after.email.strip(),
            escalation_email=after.escalation_email.strip(),
        )
        return work.replace(before, kept)
