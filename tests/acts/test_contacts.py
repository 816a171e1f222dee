from datetime import timedelta

import pytest

from send_desktop.errors import Refused
from send_desktop.services import contacts
from send_desktop.services.cases import chronology
from tests.helpers.acting import TODAY, Adopt, NewCase


def test_a_call_with_a_promise_stands_in_the_chronology(new_case: NewCase, done: Adopt) -> None:
    case = done(
        contacts.log_contact(
            new_case(),
            kind="call",
            on=TODAY,
            with_whom="Mrs Peppergoggle",
            summary="Asked when the visit is.",
            promised_by=TODAY + timedelta(days=3),
            today=TODAY,
        )
    )

    first = chronology(case)[0]
    assert (first.title, first.mark) == ("Call", "Promise")
    assert "Asked when the visit is" in first.text


def test_a_contact_without_words_or_in_the_future_is_refused(new_case: NewCase) -> None:
    case = new_case()
    with pytest.raises(Refused, match="few words"):
        contacts.log_contact(case, kind="call", on=TODAY, summary=" ", today=TODAY)
    with pytest.raises(Refused, match="after today"):
        contacts.log_contact(case, kind="call", on=TODAY + timedelta(days=1), summary="x", today=TODAY)


def test_a_note_keeps_what_was_typed(new_case: NewCase, done: Adopt) -> None:
    case = done(contacts.add_note(new_case(), text="=1+1 is what the family wrote", today=TODAY))

    assert case.notes[0].text == "=1+1 is what the family wrote"
