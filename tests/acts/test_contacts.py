from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.errors import Refused
from send_desktop.records import Case, Letter
from send_desktop.services import contacts
from send_desktop.services.amendments import Amendment
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


# --- promises -------------------------------------------------------------------------------------


def promised(case: Case, days_off: int = 3, **fields: object) -> Amendment:
    values: dict[str, object] = {"kind": "call", "on": TODAY, "summary": "When is the visit?", "today": TODAY}
    return contacts.log_contact(case, promised_by=TODAY + timedelta(days=days_off), **(values | fields))  # type: ignore[arg-type]


def test_a_promise_is_open_until_it_is_kept(new_case: NewCase, done: Adopt) -> None:
    case = done(promised(new_case()))
    (promise,) = contacts.open_promises(case)
    case = done(contacts.keep_promise(case, promise, on=TODAY, today=TODAY))
    assert contacts.open_promises(case) == ()
    assert case.contacts[0].promise_kept_on == TODAY
    with pytest.raises(Refused, match="kept already"):
        contacts.keep_promise(case, case.contacts[0], on=TODAY, today=TODAY)


def test_a_moved_promise_keeps_its_first_day_and_the_reason_in_a_note(new_case: NewCase, done: Adopt) -> None:
    case = done(promised(new_case()))
    to = TODAY + timedelta(days=9)
    case = done(contacts.move_promise(case, case.contacts[0], to=to, reason="The EP is ill", today=TODAY))
    assert case.contacts[0].promised_by == to
    assert case.notes[0].text == "Promise moved from 23 Nov to 29 Nov: The EP is ill"


def test_a_promise_is_not_moved_without_a_reason_or_into_the_past(new_case: NewCase, done: Adopt) -> None:
    case = done(promised(new_case()))
    for to, reason in ((TODAY + timedelta(days=5), " "), (TODAY - timedelta(days=1), "Ill")):
        with pytest.raises(Refused):
            contacts.move_promise(case, case.contacts[0], to=to, reason=reason, today=TODAY)


def test_a_promise_is_not_for_a_day_before_it_was_made(new_case: NewCase) -> None:
    with pytest.raises(Refused, match="before the contact"):
        promised(new_case(), -1)


# --- when the family last heard from us ----------------------------------------------------------------

KINDS = st.sampled_from(sorted(contacts.KINDS))
AGO = st.integers(min_value=0, max_value=400)


@given(kind=KINDS, party=st.sampled_from(sorted(contacts.PARTIES)), to_them=st.booleans())
def test_only_what_reached_the_family_counts_as_hearing_from_us(kind: str, party: str, to_them: bool) -> None:
    direction = "to_them" if to_them else "from_them"
    is_talk = kind in ("call", "visit", "meeting")
    assert contacts.is_heard(kind, party, direction) == (party == "family" and (is_talk or to_them))


@given(ago=st.lists(AGO, max_size=6), interval=st.integers(min_value=7, max_value=182))
def test_days_since_the_family_heard_run_from_the_newest_contact_or_from_the_request(
    ago: list[int], interval: int
) -> None:
    start = TODAY - timedelta(days=200)
    last = contacts.heard([TODAY - timedelta(days=one) for one in ago], start, interval, TODAY)
    assert last.days(TODAY) == min([*ago, 200])
    assert last.is_due(TODAY) == (last.days(TODAY) >= interval)


@given(ago=st.lists(AGO, min_size=1, max_size=6), more=AGO)
def test_another_contact_never_makes_the_wait_longer(ago: list[int], more: int) -> None:
    start = TODAY - timedelta(days=400)
    said = [TODAY - timedelta(days=one) for one in ago]
    before = contacts.heard(said, start, 28, TODAY)
    after = contacts.heard([*said, TODAY - timedelta(days=more)], start, 28, TODAY)
    assert after.days(TODAY) <= before.days(TODAY)


def test_an_email_from_the_family_alone_is_no_word_from_us(new_case: NewCase, done: Adopt) -> None:
    case = new_case(TODAY - timedelta(days=39))
    words = "Nobody has called"
    asked = {"kind": "email", "on": TODAY, "summary": words, "today": TODAY, "direction": "from_them"}
    case = done(contacts.log_contact(case, **asked))  # type: ignore[arg-type]
    assert contacts.heard_from_us(case, 28, TODAY).words(TODAY) == (
        "Family has not heard from us since the request, 39 days ago"
    )
    case = done(contacts.log_contact(case, kind="call", on=TODAY, summary="Told where it stands", today=TODAY))
    assert contacts.heard_from_us(case, 28, TODAY).days(TODAY) == 0


def test_a_letter_sent_to_the_family_counts_and_one_to_the_school_does_not(new_case: NewCase, done: Adopt) -> None:
    case, sent = new_case(TODAY - timedelta(days=39)), TODAY - timedelta(days=5)
    letter = Letter(
        case_id=case.id, template="x", title="x", recipient="setting", addressee="Head", made_on=sent, sent_on=sent
    )
    case = done(Amendment(case, "Letter", "", added=(letter,)))
    assert contacts.heard_from_us(case, 28, TODAY).last_on is None
    case = done(Amendment(case, "Letter", "", added=(replace(letter, recipient="family"),)))
    assert contacts.heard_from_us(case, 28, TODAY).last_on == sent


def test_half_a_sign_in_what_was_pasted_is_refused_in_a_sentence(new_case: NewCase, done: Adopt) -> None:
    with pytest.raises(Refused, match="half a sign"):
        done(contacts.add_note(new_case(), text="Rang \ud800", today=TODAY))
