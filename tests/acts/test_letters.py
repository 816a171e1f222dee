"""Letters: whom they go to, what they must say, and what sending them records."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from send_desktop.errors import Refused
from send_desktop.exports.letters import plain_text
from send_desktop.options import Options
from send_desktop.records import Carer, Case, Letter, Service
from send_desktop.services import advice, decisions, letter_email, letters, people
from send_desktop.services.acts import risk_context
from send_desktop.services.chronology import chronology
from send_desktop.services.contacts import heard_from_us
from send_desktop.services.demo_desk import OPTIONS
from send_desktop.services.letter_kinds import kind, letters_for
from send_desktop.services.today import heard_by_case
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase, read

MOTHER = Carer(person_id=0, name="Mrs Peppergoggle", relationship="Mother", address="4 Ferry Lane, Calderwick")


def with_family(store: Store, case: Case, *carers: Carer) -> Case:
    with store.work(LEAD, "Add carers") as work:
        for carer in carers or (MOTHER,):
            work.add(replace(carer, person_id=case.person.id))
    for name, value in OPTIONS.items():
        people.set_option(store, name, value, LEAD, TODAY)
    return read(store, case.id)


@pytest.fixture
def refused(store: Store, new_case: NewCase, done: Adopt) -> Case:
    case = with_family(store, new_case(date(2026, 10, 12), setting="Larkenfold Primary School"))
    return done(
        decisions.decide_to_assess(
            case, outcome="refuse", made_on=TODAY, told_on=None, today=TODAY, reasons="Progress is steady."
        )
    )


def made(store: Store, case: Case, code: str, *to: str, by_email: bool | None = False) -> Case:
    with store.look() as reading:
        found = letters.ready(reading, case, code, TODAY, LEAD, by_email=by_email)
    keys = [one.to.key for one in found if not to or one.to.recipient in to]
    letters.make(store, case, code, to=keys, on=TODAY, by=LEAD, today=TODAY, by_email=by_email, is_checked=True)
    return read(store, case.id)


def text_of(store: Store, case: Case, letter: Letter) -> str:
    return plain_text(letters.content_of(store, case, letter)[1])


def test_a_refusal_goes_to_the_family_the_board_and_the_setting(store: Store, refused: Case) -> None:
    case = made(store, refused, "decision_refuse")
    assert [one.recipient for one in case.letters] == ["family", "board", "setting"]
    assert case.letters[0].address == "4 Ferry Lane, Calderwick"


def test_a_refusal_carries_its_reasons_and_the_five_notices_with_their_days(store: Store, refused: Case) -> None:
    """Answers the fault: no decision letter, so no appeal right."""
    case = made(store, refused, "decision_refuse", "family")
    words = text_of(store, case, case.letters[0])
    for said in (
        "Progress is steady.", "right to appeal", "20 January 2027", "Calderwick Mediation", "SENDIASS",
        "one month from its date",
    ):  # fmt: skip
        assert said in words


def test_the_time_to_appeal_that_ends_at_christmas_rolls_on_and_the_advisers_does_not(
    store: Store, refused: Case
) -> None:
    with store.look() as reading:
        (one, *_) = letters.ready(reading, refused, "decision_refuse", date(2026, 10, 28), LEAD, by_email=False)
    assert one.fields["notices.mediation_by"] == "28 December 2026"
    assert one.fields["notices.appeal_by"] == "4 January 2027"


def test_a_refusal_without_reasons_cannot_be_made(store: Store, refused: Case) -> None:
    """Answers the fault: no reasoning recorded."""
    with store.work(LEAD, "Empty reasons") as work:
        work.replace(refused.request, replace(refused.request, assess_reasons=""))
    case = read(store, refused.id)
    with pytest.raises(Refused, match="reasons"):
        made(store, case, "decision_refuse", "family")
    assert read(store, case.id).letters == ()


def test_a_refusal_cannot_be_made_while_the_mediation_adviser_is_not_filled_in(store: Store, refused: Case) -> None:
    people.set_option(store, "mediation_adviser", "", LEAD, TODAY)
    with pytest.raises(Refused, match="mediation adviser"):
        made(store, refused, "decision_refuse", "family")


def test_sending_the_decision_letter_tells_the_family_in_the_same_act(store: Store, refused: Case, done: Adopt) -> None:
    case = made(store, refused, "decision_refuse", "family")
    sent = done(letters.record_sent(case, case.letters[0], on=TODAY, channel="email", today=TODAY, proof="Receipt 7"))
    assert sent.request.assess_told_on == TODAY
    assert (sent.letters[0].sent_on, sent.letters[0].proof) == (TODAY, "Receipt 7")
    assert sent.derived.status == "refused"


def test_a_letter_sent_to_the_family_stands_once_in_the_chronology_and_the_family_has_heard(
    store: Store, refused: Case, done: Adopt
) -> None:
    case = made(store, refused, "acknowledgement", "family")
    sent = done(letters.record_sent(case, case.letters[0], on=TODAY, channel="hand", today=TODAY))
    assert sent.contacts == ()
    told = [one for one in chronology(sent) if one.kind == "letter"]
    assert len(told) == 1
    assert heard_from_us(sent, 28, TODAY).last_on == TODAY
    with store.look() as reading:
        assert heard_by_case(reading.desk(None, TODAY, TODAY, ""), Options(), TODAY)[case.id].last_on == TODAY


def test_sending_the_settings_copy_tells_no_family(store: Store, refused: Case, done: Adopt) -> None:
    case = made(store, refused, "decision_refuse", "setting")
    sent = done(letters.record_sent(case, case.letters[0], on=TODAY, channel="email", today=TODAY))
    assert sent.request.assess_told_on is None


def test_a_letter_that_was_sent_is_never_changed(store: Store, refused: Case, done: Adopt) -> None:
    """Answers the fault: letter said to be sent, never received; channel, address and proof are kept."""
    case = made(store, refused, "decision_refuse", "family")
    amendment = letters.record_sent(case, case.letters[0], on=TODAY, channel="hand", today=TODAY)
    assert amendment.has_left
    sent = done(amendment)
    with pytest.raises(Refused, match="not changed"):
        letters.record_sent(sent, sent.letters[0], on=TODAY, channel="email", today=TODAY)


def test_a_notice_posted_on_its_last_day_is_warned_about(store: Store, refused: Case) -> None:
    case = made(store, refused, "decision_refuse", "family")
    said = letters.sent_caution(case, case.letters[0], TODAY, "first_class")
    assert "counts as served on 24 November 2026" in said
    assert "The limit is 23 November 2026" in said


def test_whoever_must_not_be_told_is_an_unsafe_addressee(store: Store, new_case: NewCase) -> None:
    """Answers the fault: child's data shared."""
    mother = replace(MOTHER, do_not_disclose_to="the child's father, by order of the court")
    father = Carer(person_id=0, name="Mr Peppergoggle", relationship="Father", address="9 Mill Road")
    case = with_family(store, new_case(), mother, father)
    with store.look() as reading:
        found = letters.ready(reading, case, "acknowledgement", TODAY, LEAD)
    (unsafe,) = [one for one in found if one.to.dangers]
    assert unsafe.to.name == "Mr Peppergoggle"
    with pytest.raises(Refused, match="unsafe"):
        letters.make(store, case, "acknowledgement", to=[unsafe.to.key], on=TODAY, by=LEAD, today=TODAY)


def test_somebody_from_another_case_is_no_recipient(store: Store, refused: Case) -> None:
    """Answers the fault: wrong recipient."""
    with pytest.raises(Refused, match="does not belong"):
        letters.make(store, refused, "decision_refuse", to=["family:9999"], on=TODAY, by=LEAD, today=TODAY)


def test_a_young_person_is_written_to_instead_of_the_parent(store: Store, new_case: NewCase) -> None:
    case = with_family(store, new_case(date_of_birth=date(2009, 1, 5)))
    with store.look() as reading:
        found = letters.ready(reading, case, "acknowledgement", TODAY, LEAD)
    assert [(one.to.recipient, one.to.name) for one in found] == [("young_person", "Ada Peppergoggle")]
    assert "assess your special educational needs" in found[0].text


def test_a_refusal_whose_letter_never_went_is_found(store: Store, refused: Case, done: Adopt) -> None:
    """Answers the fault: no decision letter, so no appeal right."""
    assert "no letter" in next(letters.decisions_without_letters([refused]))[1]
    case = made(store, refused, "decision_refuse", "family")
    assert "not recorded as sent" in next(letters.decisions_without_letters([case]))[1]
    sent = done(letters.record_sent(case, case.letters[0], on=TODAY, channel="email", today=TODAY))
    assert list(letters.decisions_without_letters([sent])) == []


def test_each_service_that_is_awaited_gets_its_own_request_with_its_six_weeks(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    with store.work(LEAD, "Add service") as work:
        known = {one.code for one in work.directory().services}
        for code in {"EP", "SaLT"} - known:
            work.add(Service(code=code, name=code))
    case = with_family(store, new_case())
    case = done(decisions.decide_to_assess(case, outcome="assess", made_on=TODAY, told_on=TODAY, today=TODAY))
    with store.look() as reading:
        directory = reading.directory()
    case = done(advice.ask_for_advice(case, directory, services=("EP", "SaLT"), on=TODAY, today=TODAY))
    case = made(store, case, "advice_request")
    assert len(case.letters) == 2
    assert "1 January 2027" in text_of(store, case, case.letters[0])


def test_the_letters_offered_follow_the_case(store: Store, refused: Case, new_case: NewCase) -> None:
    assert "acknowledgement" in {one.code for one in letters_for(new_case())}
    assert "decision_refuse" in {one.code for one in letters_for(refused)}
    assert kind("decision_refuse").is_offered(refused)


def test_a_late_case_is_told_that_it_is_late_and_given_no_date_for_the_plan(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    case = with_family(store, new_case(date(2026, 5, 1)))
    told = date(2026, 6, 12)
    case = done(decisions.decide_to_assess(case, outcome="assess", made_on=told, told_on=told, today=TODAY))
    with store.look() as reading:
        (one,) = letters.ready(reading, case, "update", TODAY, LEAD)
    assert "was due by 18 September 2026. It is late" in one.text
    assert "hear from us again by 18 December 2026" in one.text


def drafted(store: Store, case: Case, letter: Letter) -> letter_email.EmailedLetter:
    with store.look() as reading:
        return letter_email.emailed(case, letter, reading.directory(), risk_context(reading), TODAY)


def test_an_email_carries_the_letter_and_the_reference_and_no_childs_name(
    store: Store, refused: Case, tmp_path: Path
) -> None:
    with store.work(LEAD, "Email") as work:
        work.replace(refused.carers[0], replace(refused.carers[0], email="mrs.peppergoggle@example.org"))
    case = made(store, read(store, refused.id), "decision_refuse", "family")
    letter = case.letters[0]
    target = tmp_path / letter_email.file_name(case, letter)
    letter_email.write_email(store, case, drafted(store, case, letter), target, LEAD)
    message = message_from_bytes(target.read_bytes(), policy=default)
    assert (message["X-Unsent"], message["To"]) == ("1", "mrs.peppergoggle@example.org")
    assert message["Subject"] == f"{case.reference}: Decision not to assess"
    for shown in (message["Subject"], target.name):
        assert case.person.surname not in shown
        assert case.person.forename not in shown
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == f"{case.reference} Decision not to assess.docx"
    assert attached.get_content() == letters.content_of(store, case, letter)[1]
    with store.look() as reading:
        (export,) = reading.exports("email")
    assert (export.target, export.made_by) == (target.name, LEAD)
    with pytest.raises(Refused, match="there already"):
        letter_email.write_email(store, case, drafted(store, case, letter), target, LEAD)


def test_no_email_is_written_to_somebody_without_an_address(store: Store, refused: Case, tmp_path: Path) -> None:
    case = made(store, refused, "decision_refuse", "family")
    with pytest.raises(Refused, match="No email address is recorded for Mrs Peppergoggle"):
        letter_email.write_email(store, case, drafted(store, case, case.letters[0]), tmp_path / "x.eml", LEAD)
    assert not (tmp_path / "x.eml").exists()


def test_what_is_unsafe_about_an_addressee_is_known_before_the_email_is_written(store: Store, refused: Case) -> None:
    """Answers the fault: child's data shared."""
    carer = replace(refused.carers[0], email="mrs.peppergoggle@example.org", safe_contact="Only by hand at school")
    with store.work(LEAD, "Email") as work:
        work.replace(refused.carers[0], carer)
    case = made(store, read(store, refused.id), "decision_refuse", "family")
    assert drafted(store, case, case.letters[0]).dangers == ("Safe contact: Only by hand at school",)
