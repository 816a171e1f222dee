"""A letter by email: a draft with the letter attached, for the desk's own mail program. Nothing is sent from here."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.exports import email_draft
from send_desktop.exports.email_draft import Attachment, EmailDraft, is_address
from send_desktop.exports.placing import require_free, safe_name
from send_desktop.records import Case, Directory, Letter
from send_desktop.risk import RiskContext
from send_desktop.services.export_log import left
from send_desktop.services.letter_fields import LetterCase, Recipient
from send_desktop.services.letter_kinds import kind
from send_desktop.services.letter_recipients import recipients
from send_desktop.services.letters import content_of
from send_desktop.store import Store


@dataclass(frozen=True, slots=True)
class EmailedLetter:
    """Where an email with a letter would go, and what must be known before it does."""

    letter: Letter
    to: str
    """Empty where no address is known."""
    dangers: tuple[str, ...] = ()


def emailed(case: Case, letter: Letter, directory: Directory, context: RiskContext, on: date) -> EmailedLetter:
    """Return where a letter would go by email: where it was addressed to, else to its addressee's address of today."""
    whole = LetterCase(case, directory, context, on, "")
    found = next((one for one in recipients(kind(letter.template), whole, True) if _is_to(letter, one)), None)
    to = letter.address if is_address(letter.address) else found.email if found else ""
    return EmailedLetter(letter, to, found.dangers if found and found.email else ())


def file_name(case: Case, letter: Letter) -> str:
    """Return the email's usual name: the reference, never the child's name."""
    return safe_name(f"{case.reference} {letter.title}{email_draft.ENDING}")


def write_email(store: Store, case: Case, emailed: EmailedLetter, target: Path, by: str) -> str:
    """Write an email with the letter attached, with a line in the log of exports; return the sentence for it.

    Its subject and its file's name carry the reference and never the child's name, for both are read by others on
    the way. Raises Refused where no address is known or a file of that name is there, Unavailable where none can
    be written.
    """
    letter = emailed.letter
    if not emailed.to:
        raise Refused(
            f"No email address is recorded for {letter.addressee}; nothing was written. Record one first, or save "
            "the letter and send it another way."
        )
    require_free(target)
    name, content = content_of(store, case, letter)
    with store.work(by, "Email letter") as work:
        options = dict(work.options())
        draft = EmailDraft(
            to=(emailed.to,),
            subject=f"{case.reference}: {letter.title}",
            text=_text(letter, by, options.get("authority_name", ""), options.get("authority_telephone", "")),
            attachments=(Attachment(name, content),),
        )
        work.log("Email letter", case.id, letter=letter.title, addressee=letter.addressee, to=target.name)
        written = email_draft.draft_bytes(draft)
        work.add(left("email", written, target, by))
        work.add(left("letter", content, target, by))
        email_draft.write(draft, target)
    return f"The email is at {target}. Open it, look at it and send it; then record the letter as sent by email."


def _is_to(letter: Letter, one: Recipient) -> bool:
    return (one.recipient, one.name) == (letter.recipient, letter.addressee) and one.about_id == letter.about_id


def _text(letter: Letter, by: str, *signed: str) -> str:
    greeting = letter.addressee if letter.is_to_family else "colleague"
    foot = "\n".join(part for part in (by, *signed) if part)
    return (
        f"Dear {greeting}\n\nA letter from us is attached as a Word document. If you cannot open it, or would like "
        f"it in another form, please tell us.\n\nYours sincerely\n\n{foot}\n"
    )
