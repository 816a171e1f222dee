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
from send_desktop.services import advice, decisions, letter_email, letters, people, plans, safety
from send_desktop.services.acts import risk_context
from send_desktop.services.chronology import chronology
from send_desktop.services.contacts import heard_from_us
from send_desktop.services.demo_desk import OPTIONS
from send_desktop.services.letter_kinds import kind, letters_for
from send_desktop.services.today import heard_by_case, today
from send_desktop.services.undo import undo
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
    assert list(letters.decisions_without_letters([refused])) == [
        "EHC-26-0001: the letter to the family, “Decision not to assess”, has not been made."
    ]
    case = made(store, refused, "decision_refuse", "family")
    assert "is made and not recorded as sent" in next(letters.decisions_without_letters([case]))
    told = done(decisions.tell_family(case, told_on=TODAY, today=TODAY, about="assess"))
    assert safety.check(store).unwritten == tuple(letters.decisions_without_letters([told])) != ()
    assert safety.check(store).problems == ()
    done(letters.record_sent(told, told.letters[0], on=TODAY, channel="email", today=TODAY))
    assert safety.check(store).unwritten == ()


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
    assert "was due by 18 September 2026. That day has passed, so it is late" in one.text
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


def test_a_draft_sent_by_email_is_served_that_day_and_its_fifteen_days_begin(
    store: Store, to_draft: Case, done: Adopt
) -> None:
    case = made(store, with_family(store, to_draft), "draft", "family")
    sent = done(letters.record_sent(case, case.letters[0], on=TODAY, channel="email", today=TODAY, serves_draft=True))
    (draft,) = sent.plans
    assert (draft.sent_on, draft.representations_by) == (TODAY, date(2026, 12, 4))
    assert letters.posted_draft(sent) is None


def test_a_posted_draft_is_asked_for_on_the_day_that_it_counts_as_served(
    store: Store, to_draft: Case, done: Adopt
) -> None:
    case = made(store, with_family(store, to_draft), "draft", "family")
    sent = letters.record_sent(case, case.letters[0], on=TODAY, channel="first_class", today=TODAY, serves_draft=True)
    assert "counts as served on 24 Nov 2026: Today asks for it then" in sent.note
    posted = done(sent)
    assert posted.plans == ()
    (line,) = [one for one in today(store, None, TODAY).lines if one.kind in ("posted", "served")]
    assert (line.kind, line.list, line.on, line.act_id) == ("posted", "waiting", date(2026, 11, 24), "")
    tuesday = date(2026, 11, 24)
    (line,) = [one for one in today(store, None, tuesday).lines if one.kind in ("posted", "served")]
    assert (line.kind, line.list, line.act_id) == ("served", "do_now", "draft")
    done(plans.serve_draft(posted, on=tuesday, today=tuesday), tuesday)
    assert not [one for one in today(store, None, tuesday).lines if one.kind in ("posted", "served")]


def test_a_draft_that_went_to_two_parents_is_served_once(store: Store, to_draft: Case, done: Adopt) -> None:
    father = replace(MOTHER, name="Mr Peppergoggle", relationship="Father", address="9 Mill Road")
    case = made(store, with_family(store, to_draft, MOTHER, father), "draft", "family")
    for at in (0, 1):
        case = done(
            letters.record_sent(case, case.letters[at], on=TODAY, channel="hand", today=TODAY, serves_draft=True)
        )
    assert len(case.plans) == 1


def test_a_draft_by_second_class_post_gives_the_family_too_few_days_and_says_so(store: Store, to_draft: Case) -> None:
    case = made(store, with_family(store, to_draft), "draft", "family")
    assert "under 15 days" in letters.sent_caution(case, case.letters[0], TODAY, "second_class")
    assert "under 15 days" not in letters.sent_caution(case, case.letters[0], TODAY, "first_class")


def test_the_final_plans_days_are_those_on_which_its_letters_went(store: Store, to_draft: Case, done: Adopt) -> None:
    """Answers the fault: letter said to be sent, never received; each recipient's day is its own letter's."""
    case = done(plans.serve_draft(with_family(store, to_draft), on=date(2026, 10, 12), today=TODAY))
    case = made(store, case, "final")
    days = {"family": date(2026, 11, 20), "setting": date(2026, 11, 21), "board": date(2026, 11, 22)}
    for letter in case.letters:
        on = days[letter.recipient]
        case = done(letters.record_sent(case, letter, on=on, channel="hand", today=on), on)
    found = plans.final_so_far(case)
    assert (found.family_on, found.board_on) == (days["family"], days["board"])


def test_a_letter_of_which_a_copy_has_left_is_not_taken_back(store: Store, refused: Case, tmp_path: Path) -> None:
    with store.look() as reading:
        (one, *_) = letters.ready(reading, refused, "decision_refuse", TODAY, LEAD, by_email=False)
    made_it = letters.make(
        store, refused, "decision_refuse", to=[one.to.key], on=TODAY, by=LEAD, today=TODAY, is_checked=True
    )
    case = read(store, refused.id)
    with store.look() as reading:
        assert reading.exports("letter") == []
    letters.save_copy(store, case, case.letters[0], tmp_path / "letter.docx", LEAD)
    with store.look() as reading:
        assert [line.target for line in reading.exports("letter")] == ["letter.docx"]
    assert made_it.undo
    with pytest.raises(Refused, match="has left the building"):
        undo(store, made_it.undo, LEAD, TODAY)
    assert len(read(store, refused.id).letters) == 1
