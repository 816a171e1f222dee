"""Contacts, promises and notes on a case, and how long the family has waited to hear."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from send_desktop.errors import Refused
from send_desktop.records import Case, Contact, Note
from send_desktop.services.amendments import Amendment
from send_desktop.wording import day_month, days

KINDS = {"call": "Call", "email": "Email", "letter": "Letter", "visit": "Visit", "meeting": "Meeting"}
PARTIES = {"family": "The family", "service": "A service", "setting": "A setting", "other": "Somebody else"}
DIRECTIONS = {"to_them": "We reached them", "from_them": "They reached us"}

WRITTEN = frozenset({"email", "letter"})
"""Kinds in which one side speaks alone: a message from the family is no word from us until it is answered."""


def log_contact(
    case: Case,
    *,
    kind: str,
    on: date,
    summary: str,
    today: date,
    with_whom: str = "",
    promised_by: date | None = None,
    party: str = "family",
    direction: str = "to_them",
) -> Amendment:
    """Log a contact; a promise carries its date. Raises Refused without words, or for a day that cannot be."""
    if kind not in KINDS:
        raise Refused("Choose what kind of contact it was.")
    if party not in PARTIES or direction not in DIRECTIONS:
        raise Refused("Choose whom it was with, and who reached whom.")
    if not summary.strip():
        raise Refused("Say in a few words what was said; nothing has been saved yet.")
    if on > today:
        raise Refused("A contact cannot have taken place after today; check the day.")
    if promised_by and promised_by < on:
        raise Refused("What was promised is due before the contact itself; check the day of the promise.")
    contact = Contact(
        case_id=case.id,
        on=on,
        kind=kind,
        party=party,
        direction=direction,
        with_whom=with_whom.strip(),
        summary=summary.strip(),
        promised_by=promised_by,
    )
    promise = f" The promise for {day_month(promised_by, today)} comes up in Today." if promised_by else ""
    return Amendment(case, "Log contact", f"{case.reference}: {KINDS[kind].lower()} logged.{promise}", added=(contact,))


def add_note(case: Case, *, text: str, today: date) -> Amendment:
    """Add a note to the chronology. Raises Refused for an empty one."""
    if not text.strip():
        raise Refused("The note is empty; write it before you save.")
    note = Note(case_id=case.id, on=today, text=text.strip())
    return Amendment(case, "Add note", f"{case.reference}: note saved.", added=(note,))


# --- promises -------------------------------------------------------------------------------------


def open_promises(case: Case) -> tuple[Contact, ...]:
    """Return the contacts whose promise is still to be kept, the first due first."""
    kept = (one for one in case.contacts if one.promised_by and one.promise_kept_on is None)
    return tuple(sorted(kept, key=lambda one: (one.promised_by or date.max, one.id)))


def keep_promise(case: Case, contact: Contact, *, on: date, today: date) -> Amendment:
    """Record the day on which a promise was kept. Raises Refused for one that is not open, or an impossible day."""
    _require_open(contact)
    if on > today:
        raise Refused("A promise cannot have been kept after today; check the day.")
    if on < contact.on:
        raise Refused(f"The promise was made on {day_month(contact.on, today)}; it was kept on or after that.")
    after = replace(contact, promise_kept_on=on)
    return Amendment(case, "Keep promise", f"{case.reference}: promise kept.", replaced=((contact, after),))


def move_promise(case: Case, contact: Contact, *, to: date, reason: str, today: date) -> Amendment:
    """Give a promise another day; the reason stays in a note, with the day that it was. Raises Refused without one."""
    _require_open(contact)
    if not reason.strip():
        raise Refused("Say why the promise is moved; nothing has been saved yet.")
    if to < today:
        raise Refused("The new day is behind us already; choose today or a later one.")
    if to == contact.promised_by:
        raise Refused("That is the day it was promised for; choose another.")
    before = day_month(contact.promised_by, today)
    words = f"Promise moved from {before} to {day_month(to, today)}: {reason.strip()}"
    note = Note(case_id=case.id, on=today, text=words, subject="Promise")
    text = f"{case.reference}: promise moved to {day_month(to, today)}."
    return Amendment(case, "Move promise", text, added=(note,), replaced=((contact, replace(contact, promised_by=to)),))


def _require_open(contact: Contact) -> None:
    if contact.promised_by is None:
        raise Refused("Nothing was promised in this contact.")
    if contact.promise_kept_on is not None:
        raise Refused("This promise is recorded as kept already.")


# --- when the family last heard ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heard:
    """When the family last heard from us, and by when it should next: at the team's interval (option)."""

    last_on: date | None
    """None where it has not heard since the request."""
    since: date
    """The last time it heard, else the start of the clock: the interval runs from then."""
    next_by: date

    def days(self, today: date) -> int:
        """Return the days for which the family has not heard from us."""
        return max(0, (today - self.since).days)

    def is_due(self, today: date) -> bool:
        """Say whether the family should hear from us today at the latest."""
        return today >= self.next_by

    def words(self, today: date) -> str:
        """Return 'Family last heard from us 12 days ago, on 8 Nov'."""
        if self.last_on is None:
            return f"Family has not heard from us since the request, {days(self.days(today))} ago"
        gone = self.days(today)
        if gone == 0:
            return "Family heard from us today"
        return f"Family last heard from us {days(gone)} ago, on {day_month(self.last_on, today)}"


def is_heard(kind: str, party: str, direction: str) -> bool:
    """Say whether the family heard from us in such a contact.

    In a call, a visit or a meeting both sides speak, whoever began it; an email or a letter from the family
    alone is a question that waits.
    """
    return party == "family" and (kind not in WRITTEN or direction == "to_them")


def heard(days_heard: Iterable[date | None], start_on: date, interval: int, today: date) -> Heard:
    """Return when the family last heard, given every day on which it did; days still to come do not count."""
    last = max((on for on in days_heard if on and on <= today), default=None)
    since = max(last, start_on) if last else start_on
    return Heard(last, since, since + timedelta(days=interval))


def heard_from_us(case: Case, interval: int, today: date) -> Heard:
    """Return when the family of a case last heard from us: contacts, letters sent, decisions told and plans sent."""
    request = case.request
    said = [one.on for one in case.contacts if is_heard(one.kind, one.party, one.direction)]
    written = [one.sent_on for one in case.letters if one.is_to_family]
    told = [request.assess_told_on, request.issue_told_on, *(plan.sent_on for plan in case.plans)]
    return heard((*said, *written, *told), case.clock_start_on, interval, today)
