"""What goes wrong in a database, said in one plain sentence: the only place that reads driver messages."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, TimeoutError

from db.sqlite import DriverError
from send_desktop.errors import Refused, SendDesktopError, Unavailable

NOT_A_STORE = (
    "{where} is not a SEND Desktop store, or its key is wrong; it was left untouched. "
    "Choose the right file, or give the key that it was made with."
)
_SENTENCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("disk is full",),
        "The disk that holds {where} is full; nothing of this act was kept. Free some space and do it again.",
    ),
    (
        ("readonly", "read-only"),
        "{where} may be read but not written to; nothing of this act was kept. "
        "Ask for the right to change that folder, or copy the store to one that is yours.",
    ),
    (
        ("is locked", "is busy", "schema is locked"),
        "Another program is writing to {where} and has not let go of it; nothing of this act was kept. "
        "Close the other program, or try again in a moment.",
    ),
    (("not a database", "file is encrypted", "hmac check failed"), NOT_A_STORE),
    (
        ("malformed", "corrupt"),
        "{where} is damaged; nothing of this act was kept. Open the latest backup instead.",
    ),
    (
        ("disk i/o error",),
        "{where} cannot be read or written; nothing of this act was kept. Check that its disk is not full, and that "
        "its folder is there and yours to use.",
    ),
    (
        ("unable to open", "no such file", "could not connect", "connection refused"),
        "{where} cannot be reached; nothing of this act was kept. Check that its folder or server is there and yours "
        "to use.",
    ),
)
_DUPLICATES: tuple[tuple[str, str], ...] = (
    (
        "reference_key",
        "There is already a request with this reference; nothing was saved. Open that case, or give another reference.",
    ),
    (
        "agenda_item",
        "This case is already on that agenda; nothing was saved. Change the item that is there.",
    ),
    (
        "service.code",
        "There is already a service with this code; nothing was saved. Give another code.",
    ),
)
_DUPLICATE = "The list already has an entry of this name; nothing was saved. Give another name."
_HALF_A_SIGN = (
    "A text holds half a sign that came with what was pasted, and cannot be kept; nothing was saved. "
    "Take it out or type it again."
)
_MISSING = (
    "What this record belongs to is not there, or another record still needs what was to be removed; "
    "nothing was saved. Read the page again."
)


@contextmanager
def said_plainly(where: str) -> Iterator[None]:
    """Turn what a database refuses inside this block into Refused or Unavailable; faults of the program pass."""
    try:
        yield
    except TimeoutError as error:
        raise _worded(_SENTENCES[2][1], where) from error
    except DBAPIError as error:
        raise _translated(error, where) from error
    except DriverError as error:
        raise plain(error, where) or error from error
    except UnicodeEncodeError as error:
        raise Refused(_HALF_A_SIGN) from error


def plain(error: Exception, where: str) -> SendDesktopError | None:
    """Return what a driver's error means to a person, or None where it is a fault of the program."""
    message = str(error).casefold()
    for marks, sentence in _SENTENCES:
        if any(mark in message for mark in marks):
            return _worded(sentence, where)
    return None


def _worded(sentence: str, where: str) -> Unavailable:
    return Unavailable(sentence.format(where=where))


def _translated(error: DBAPIError, where: str) -> Exception:
    cause = error.orig if isinstance(error.orig, Exception) else error
    if isinstance(error, IntegrityError):
        return _broken_rule(cause) or error
    return plain(cause, where) or error


def _broken_rule(cause: Exception) -> Refused | None:
    message = str(cause).casefold()
    if "foreign key" in message:
        return Refused(_MISSING)
    if "unique" not in message:
        return None
    return Refused(next((sentence for mark, sentence in _DUPLICATES if mark in message), _DUPLICATE))
