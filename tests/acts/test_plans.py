from dataclasses import replace
from datetime import date

import pytest

from send_desktop.errors import Refused
from send_desktop.records import Case, Letter, Provision
from send_desktop.risk import state
from send_desktop.services import corrections, decisions, documents, plans
from send_desktop.services.acts import risk_context
from send_desktop.services.amendments import preview
from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.store import Store
from tests.helpers.acting import TODAY, Adopt, NewCase, read

LAST_DAY = date(2026, 11, 16)


def test_a_plan_sent_on_day_140_is_in_time_and_on_day_141_late(to_draft: Case, done: Adopt) -> None:
    assert to_draft.derived.stage == "draft"
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))

    in_time = done(plans.send_final(case, sent=plans.FinalSent.to_all(LAST_DAY), today=TODAY))

    assert in_time.derived.status == "plan_issued"
    assert state(in_time.derived, TODAY) == "in_time"


def test_a_plan_sent_a_day_after_the_limit_is_late(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))

    late = done(plans.send_final(case, sent=plans.FinalSent.to_all(date(2026, 11, 17)), today=TODAY))

    assert state(late.derived, TODAY) == "late"


def test_the_family_has_fifteen_days_beginning_with_the_day_of_service(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 11, 2), today=TODAY))

    assert case.derived.stage == "consultation"
    assert case.derived.final_from == date(2026, 11, 17)
    with pytest.raises(Refused, match="15 days"):
        plans.serve_draft(to_draft, on=date(2026, 11, 2), today=TODAY, representations_by=date(2026, 11, 15))


def test_a_draft_served_again_starts_the_fifteen_days_again_but_not_the_clock(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))
    case = done(plans.serve_draft(case, on=date(2026, 11, 16), today=TODAY))

    assert [plan.number for plan in case.plans] == [1, 2]
    assert case.derived.final_from == date(2026, 12, 1)
    assert case.derived.next_due == LAST_DAY


def test_a_setting_is_consulted_and_replies_with_its_grounds(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 11, 2), today=TODAY))
    case = done(plans.consult(case, setting="Ferncastle  School", on=date(2026, 11, 3), today=TODAY))
    sent = case.consultations[0]
    assert (sent.setting, sent.sent_on) == ("Ferncastle School", date(2026, 11, 3))

    with pytest.raises(Refused, match="between"):
        plans.record_reply(case, sent, on=date(2026, 11, 2), outcome="full", today=TODAY)
    case = done(
        plans.record_reply(case, sent, on=date(2026, 11, 18), outcome="full", today=TODAY, grounds="Year group full")
    )

    assert (case.consultations[0].outcome, case.consultations[0].grounds) == ("full", "Year group full")


def test_no_final_plan_goes_out_on_a_case_that_was_refused(new_case: NewCase, done: Adopt) -> None:
    refused = done(
        decisions.decide_to_assess(
            new_case(), outcome="refuse", made_on=TODAY, told_on=TODAY, today=TODAY, reasons="Progress."
        )
    )

    with pytest.raises(Refused):
        plans.send_final(refused, sent=plans.FinalSent.to_all(TODAY), today=TODAY)


def test_the_shares_of_a_cost_must_add_up(new_case: NewCase, done: Adopt) -> None:
    case = new_case()
    proposed = Provision(
        case_id=case.id,
        kind="proposed",
        setting="Ferncastle School",
        band="Band 5",
        annual_cost=1_200_000,
        education_share=1_000_000,
        health_share=100_000,
    )
    with pytest.raises(Refused, match="add up"):
        plans.set_provision(case, proposed)

    case = done(plans.set_provision(case, replace(proposed, health_share=200_000)))
    case = done(plans.set_provision(case, replace(proposed, health_share=200_000, band="Band 6")))

    assert [item.band for item in case.provision] == ["Band 6"], "one of each kind, the later over the earlier"


def test_shares_without_a_cost_make_up_the_cost(new_case: NewCase, done: Adopt) -> None:
    case = new_case()
    split = Provision(case_id=case.id, kind="proposed", education_share=1_000_050, health_share=200_000)

    case = done(plans.set_provision(case, split))

    assert case.provision[0].annual_cost == 1_200_050


def test_now_and_proposed_are_saved_together_and_what_is_emptied_goes(new_case: NewCase, done: Adopt) -> None:
    case = new_case()
    now, proposed = (
        Provision(case_id=case.id, kind=kind, setting="Ferncastle School", band="Band 2")
        for kind in ("now", "proposed")
    )
    case = done(plans.set_provision(case, now, proposed))
    assert [item.kind for item in case.provision] == ["now", "proposed"]

    case = done(plans.set_provision(case, now, Provision(case_id=case.id, kind="proposed")))

    assert [item.kind for item in case.provision] == ["now"]
    with pytest.raises(Refused, match="has changed"):
        plans.set_provision(case, now)


@pytest.mark.parametrize(
    ("cost", "education", "health", "said"),
    [
        (None, None, None, "no cost yet"),
        (500_000, None, None, "£5,000 a year, not split"),
        (500_000, 500_000, None, "£5,000 a year, all education"),
        (500_000, 450_000, 50_000, "education £4,500 + health £500 = £5,000, the annual cost"),
        (500_000, 400_000, 50_000, "education £4,000 + health £500 = £4,500; £500 of £5,000 still to share out"),
        (
            500_000,
            600_000,
            50_050,
            "education £6,000 + health £500.50 = £6,500.50; £1,500.50 more than the annual cost of £5,000",
        ),
    ],
)
def test_the_shares_are_added_up_in_words(
    cost: int | None, education: int | None, health: int | None, said: str
) -> None:
    one = Provision(case_id=1, kind="now", annual_cost=cost, education_share=education, health_share=health)
    assert plans.shares_in_words(one) == said


def test_a_plan_sent_while_the_family_may_still_comment_is_cautioned_about(
    store: Store, to_draft: Case, done: Adopt
) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 11, 9), today=TODAY))

    early = plans.send_final(case, sent=plans.FinalSent.to_all(TODAY), today=TODAY)

    with store.look() as reading:
        said = preview(early, risk_context(reading), TODAY)
    assert "have they all replied?" in said.text


def test_a_final_plan_is_sent_when_the_last_of_its_three_recipients_has_it(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))
    sent = plans.FinalSent(family_on=date(2026, 11, 12), setting_on=date(2026, 11, 17), board_on=date(2026, 11, 13))

    case = done(plans.send_final(case, sent=sent, today=TODAY))

    final = case.plans[-1]
    assert (final.family_sent_on, final.setting_sent_on, final.board_sent_on) == (
        sent.family_on, sent.setting_on, sent.board_on,
    )  # fmt: skip
    assert final.sent_on == date(2026, 11, 17)
    assert state(case.derived, TODAY) == "late", "the family had it in time, but the setting on day 141"


def test_while_one_recipient_waits_the_final_plan_is_not_recorded_and_who_is_said(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))
    with pytest.raises(Refused, match="still to go to the setting that it names and the integrated care board"):
        plans.send_final(case, sent=plans.FinalSent(family_on=TODAY), today=TODAY)
    assert len(case.plans) == 1


def test_a_plan_that_names_no_setting_waits_for_none(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))
    sent = plans.FinalSent(family_on=LAST_DAY, board_on=LAST_DAY, setting_on=TODAY, names_setting=False)
    case = done(plans.send_final(case, sent=sent, today=TODAY))
    assert (case.plans[-1].sent_on, case.plans[-1].setting_sent_on) == (LAST_DAY, None)


def test_what_the_letters_say_of_the_final_plan_is_where_its_act_begins(
    store: Store, to_draft: Case, done: Adopt
) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))
    letter = Letter(
        case_id=case.id, template="final", title="Final plan", recipient="family", addressee="Ms Peppergoggle",
        made_on=LAST_DAY, sent_on=LAST_DAY, about="final",
    )  # fmt: skip
    with store.work("Priya Maplenoodle", "Send letter") as work:
        work.add(letter)
    assert plans.final_so_far(read(store, case.id)) == plans.FinalSent(family_on=LAST_DAY)


def test_correcting_the_last_recipients_day_moves_the_final_plans_own(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))
    sent = plans.FinalSent(family_on=LAST_DAY, setting_on=date(2026, 11, 17), board_on=LAST_DAY)
    case = done(plans.send_final(case, sent=sent, today=TODAY))

    dates = {one.title: one.key for one in recorded_dates(case)}
    assert "Final plan sent" not in dates, "it only follows from the three"
    key = dates["Final plan sent to the setting"]
    case = done(corrections.correct_date(case, key, on=LAST_DAY, reason="The post book says so", today=TODAY))

    assert case.plans[-1].sent_on == LAST_DAY
    assert state(case.derived, TODAY) == "in_time"


def test_representations_are_kept_with_the_draft_that_they_are_about(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 11, 2), today=TODAY))
    case = done(
        plans.record_representations(
            case, case.plans[0], received_on=date(2026, 11, 10), asked="Name Ferncastle School",
            meeting_asked_on=date(2026, 11, 10), today=TODAY,
        )
    )  # fmt: skip
    case = done(
        plans.record_representations(
            case, case.plans[0], received_on=date(2026, 11, 10), asked="Name Ferncastle School",
            meeting_asked_on=date(2026, 11, 10), meeting_held_on=date(2026, 11, 17), today=TODAY,
        )
    )  # fmt: skip
    case = done(plans.serve_draft(case, on=date(2026, 11, 19), today=TODAY))

    first, second = case.plans
    assert (first.representations, first.meeting_held_on) == ("Name Ferncastle School", date(2026, 11, 17))
    assert (second.representations, plans.window_end(second)) == ("", date(2026, 12, 3))


def test_representations_after_the_window_are_kept_with_a_caution(to_draft: Case, done: Adopt) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 10, 12), today=TODAY))
    late = plans.record_representations(
        case, case.plans[0], received_on=date(2026, 10, 27), asked="More therapy", today=TODAY
    )
    assert "after 26 Oct 2026" in late.caution
    assert done(late).plans[0].representations == "More therapy"


@pytest.mark.parametrize(
    ("received", "asked", "meeting", "held", "words"),
    [
        (None, "More therapy", None, None, "the day on which"),
        (date(2026, 11, 1), "Early", None, None, "between 2 Nov 2026 and today"),
        (None, "", date(2026, 11, 10), date(2026, 11, 9), "before it was asked for"),
        (None, "", None, None, "Nothing new"),
    ],
)
def test_representations_that_cannot_be_are_refused(
    to_draft: Case, done: Adopt, received: date | None, asked: str, meeting: date | None, held: date | None, words: str
) -> None:
    case = done(plans.serve_draft(to_draft, on=date(2026, 11, 2), today=TODAY))
    with pytest.raises(Refused, match=words):
        plans.record_representations(
            case, case.plans[0], received_on=received, asked=asked, meeting_asked_on=meeting, meeting_held_on=held,
            today=TODAY,
        )  # fmt: skip


def test_wrong_or_edited_draft_sent_each_plan_keeps_the_very_version_that_went_out(to_draft: Case, done: Adopt) -> None:
    """The Ombudsman's fault "wrong or edited draft sent": which version went to whom is on record for ever."""
    served = documents.FileRead("Draft.docx", b"as the family has it")
    case = done(documents.add(to_draft, served, title="Draft plan", kind="draft", today=TODAY, by="Priya Maplenoodle"))
    case = done(plans.serve_draft(case, on=date(2026, 11, 2), today=TODAY, document=case.documents[0]))
    edited = documents.FileRead("Draft.docx", b"as somebody edited it afterwards")
    case = done(
        documents.add(
            case,
            edited,
            title="Draft plan",
            kind="draft",
            today=TODAY,
            by="Tom Kestrellark",
            replaces=case.documents[0],
        )
    )

    assert case.plans[0].document_id == case.documents[0].id
    assert plans.version_sent(case, case.plans[0]) == f"version 1, stamp {served.sha256[:8]}; version 2 is newer"
    with pytest.raises(Refused, match="already went out as draft 1"):
        plans.serve_draft(case, on=TODAY, today=TODAY, document=case.documents[0])
