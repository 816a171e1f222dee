"""An email as a file that the desk's own mail program opens as a draft: nothing is sent from here.

``X-Unsent`` makes Outlook open it ready to be looked at and sent; other programs open it as a message.
"""

import mimetypes
import unicodedata
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.exports.placing import place

ENDING = ".eml"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the email, under the name that its reader sees."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailDraft:
    """What the draft holds. Addresses stand as they are typed; empty ones are left out."""

    to: tuple[str, ...]
    subject: str
    text: str
    cc: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def draft_bytes(draft: EmailDraft) -> bytes:
    """Return the draft as a file's bytes, the same for the same draft. Raises Refused for a bad address."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = _addresses(draft.to)
    if any(one.strip() for one in draft.cc):
        message["Cc"] = _addresses(draft.cc)
    message["Subject"] = _one_line(draft.subject)
    message.set_content("".join(sign for sign in draft.text if sign in "\n\t" or not _is_control(sign)))
    for number, one in enumerate(draft.attachments):
        kind, _ = mimetypes.guess_type(one.file_name)
        main, _, sub = (kind or "application/octet-stream").partition("/")
        message.add_attachment(one.content, maintype=main, subtype=sub, filename=_one_line(one.file_name))
        if number == 0:
            message.set_boundary("=-send-desktop-part-=")
    return message.as_bytes()


def write(draft: EmailDraft, target: Path) -> bytes:
    """Write the draft to a file whole or not at all, and return its bytes. Raises Refused and Unavailable."""
    content = draft_bytes(draft)
    place(content, target)
    return content


def is_address(text: str) -> bool:
    """Say whether a text can stand as one email address."""
    try:
        _address(text)
    except Refused:
        return False
    return True


def _addresses(typed: tuple[str, ...]) -> tuple[Address, ...]:
    return tuple(_address(one) for one in typed if one.strip())


def _address(text: str) -> Address:
    wanted = text.strip()
    try:
        found = Address(addr_spec=wanted)
    except (ValueError, IndexError, MessageError) as error:
        raise _bad(wanted) from error
    if not found.domain or found.addr_spec != wanted or not wanted.isascii() or not wanted.isprintable():
        raise _bad(wanted)
    return found


def _one_line(text: str) -> str:
    """Return what may stand in a header: no line can be added through a name."""
    return " ".join("".join(" " if _is_control(sign) else sign for sign in text).split())


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs")


def _bad(text: str) -> Refused:
    return Refused(f"“{' '.join(text.split())}” is not an email address; correct it where it is kept.")
