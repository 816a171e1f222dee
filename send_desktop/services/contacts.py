"""Contacts, promises and notes on a case."""

from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import Case, Contact, Note
from send_desktop.services.amendments import Amendment

KINDS = {"call": "Call", "email": "Email", "letter": "Letter", "visit": "Visit", "meeting": "Meeting"}


def log_contact(
    case: Case, *, kind: str, on: date, summary: str, today: date, with_whom: str = "", promised_by: date | None = None
) -> Amendment:
    """Log a contact; a promise carries its date. Raises Refused without words, or for a day after today."""
    if kind not in KINDS:
        raise Refused("Choose what kind of contact it was.")
    if not summary.strip():
        raise Refused("Say in a few words what was said; nothing has been saved yet.")
    if on > today:
        raise Refused("A contact cannot have taken place after today; check the day.")
    contact = Contact(
        case_id=case.id,
        on=on,
        kind=kind,
        with_whom=with_whom.strip(),
        summary=summary.strip(),
        promised_by=promised_by,
    )
    return Amendment(case, "Log contact", f"{case.reference}: {KINDS[kind].lower()} logged.", added=(contact,))


def add_note(case: Case, *, text: str, today: date) -> Amendment:
    """Add a note to the chronology. Raises Refused for an empty one."""
    if not text.strip():
        raise Refused("The note is empty; write it before you save.")
    note = Note(case_id=case.id, on=today, text=text.strip())
    return Amendment(case, "Add note", f"{case.reference}: note saved.", added=(note,))
