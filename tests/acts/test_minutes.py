"""Minutes: what they hold, what the chair is shown before signing, and what signing closes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from send_desktop.__main__ import main
from send_desktop.errors import Refused
from send_desktop.records import Letter
from send_desktop.services import attendance, minutes, panel_actions, panel_letters, recommendations, sitting
from send_desktop.services.amendments import adopt
from send_desktop.services.letters import record_sent
from send_desktop.services.minutes_checks import checks, summary
from send_desktop.services.minutes_sign_off import STAYS, Acceptance, sign
from send_desktop.services.moments import at_time
from send_desktop.services.panel_follow_up import CALL
from send_desktop.services.recommendations import Said
from send_desktop.services.sitting_view import SittingView, sitting_view
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.held import CHAIR, EP, NINE, decide_all, hear, panel


@pytest.fixture
def meeting_id(store: Store) -> int:
    return panel(store)


@pytest.fixture
def look(store: Store, meeting_id: int) -> Callable[[], SittingView]:
    return lambda: sitting_view(store, meeting_id, TODAY)


def problems(view: SittingView) -> dict[str, list[str]]:
    return {one.code: [problem.words for problem in one.problems] for one in checks(view)}


def test_the_minutes_say_who_came_what_was_advised_who_differed_who_decided_and_what_was_not_reached(
    store: Store, meeting_id: int
) -> None:
    view = decide_all(store, hear(store, meeting_id))
    sheet = minutes.gather(view, "named", LEAD, NINE)
    assert sheet.is_draft
    assert [(one.name, one.role) for one in sheet.attendance] == [
        ("Orla Vexley", "Chair"), ("Dr Ines Marlowe", "Educational psychologist"),
    ]  # fmt: skip
    assert [one.name for one in sheet.apologies] == ["Sam Tarn"]
    assert sheet.interests == (("Item 2", "Orla Vexley", "Was Kit's head teacher until 2024", "Stayed"),)
    first, second, third = sheet.items
    said = dict(first.recommendation)
    assert (first.label, first.outcome) == ("Coombevale, Una", "Do not assess")
    assert said["Evidence relied on"].startswith("Two terms of support")
    assert said["Quorum"] == "Quorum met: 2 members present."
    assert first.views == (("Sam Tarn, Health", "The hearing test should have been waited for"),)
    assert dict(first.decision)["The authority"] == "Do not assess, decided by Head of SEND"
    assert [(one.kind, one.who) for one in first.actions] == [
        ("Telephone feedback", LEAD), ("Information needed", "Health"), ("Action", "Specialist teachers"),
    ]  # fmt: skip
    assert first.actions[0].what == CALL
    assert second.heard.endswith("17 of 15 minutes")
    assert (third.outcome, sheet.unsettled) == ("Not reached", (third,))
    assert dict(third.recommendation)["What follows"].startswith("15 minutes lost.")


@pytest.mark.parametrize(("profile", "label", "chair"), [("initials", "U.C.", "O.V."), ("reference", "", "–")])
def test_no_name_stands_in_minutes_under_another_profile(
    store: Store, meeting_id: int, profile: str, label: str, chair: str
) -> None:
    view = decide_all(store, hear(store, meeting_id))
    sheet = minutes.gather(view, profile, LEAD, NINE)
    assert sheet.items[0].label == (label or view.items[0].case.reference)
    assert sheet.attendance[0].name == chair
    words = repr(sheet)
    for name in ("Una", "Coombevale", "Kit", "Stanmoorley", "Bramblecote", "Orla", "Vexley", "Marlowe", "Tarn", LEAD):
        assert name not in words, name


def test_minutes_are_logged_as_they_leave_and_need_a_meeting_that_began(
    store: Store, meeting_id: int, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="has not been opened"):
        minutes.export(store, meeting_id, tmp_path / "m.pdf", "named", LEAD, TODAY)
    hear(store, meeting_id)
    with pytest.raises(Refused, match=r"end its name in \.pdf or \.docx"):
        minutes.export(store, meeting_id, tmp_path / "m.txt", "named", LEAD, TODAY)
    line = minutes.export(store, meeting_id, tmp_path / "m.docx", "initials", LEAD, TODAY)
    assert (line.kind, line.profile, line.items, line.meeting_id) == ("minutes", "initials", 3, meeting_id)
    assert (tmp_path / "m.docx").read_bytes()[:2] == b"PK"
    typed = ("panel", "minutes", str(meeting_id), "--output", str(tmp_path / "m.pdf"), "--profile", "reference")
    assert main(["--store", str(tmp_path / "acts.db"), "--today", TODAY.isoformat(), *typed]) == 0
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")


def test_a_decision_sheet_tells_of_one_child_and_of_no_other(store: Store, meeting_id: int, tmp_path: Path) -> None:
    view = decide_all(store, hear(store, meeting_id))
    minutes.set_matters(store, view.meeting, "Ivy was missed", LEAD, TODAY)
    file = tmp_path / minutes.sheet_name(view.items[0], view.meeting, ".docx")
    item_id = view.items[0].item.id
    line = minutes.export_decision_sheet(store, meeting_id, item_id, file, "named", LEAD, TODAY)
    assert (line.kind, line.items, file.name) == ("decision_sheet", 1, "decision-sheet-EHC-26-0001-2026-11-20.docx")
    document = Document(str(file))
    cells = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    words = " ".join(one.text for one in document.paragraphs) + cells
    assert "Decision sheet of EHC-26-0001, assessment panel of 20 Nov 2026" in words
    assert "Do not assess, decided by Head of SEND" in words
    for other in ("Stanmoorley", "Kit", "Bramblecote", "Ivy"):
        assert other not in words, other


def test_a_copy_made_after_the_signing_says_too_what_was_accepted_by_whom_and_why(
    store: Store, meeting_id: int, look: Callable[[], SittingView], tmp_path: Path
) -> None:
    decide_all(store, hear(store, meeting_id))
    sign(store, look(), "Orla Vexley", LEAD, TODAY, Acceptance("Jo Fennimore", "The letters go on Monday"), NINE)
    for profile, said in (
        ("named", "Accepted by Jo Fennimore: The letters"),
        ("initials", "Accepted by J.F.: The letters"),
    ):
        minutes.export(store, meeting_id, tmp_path / f"{profile}.docx", profile, LEAD, TODAY)
        assert said in " ".join(one.text for one in Document(str(tmp_path / f"{profile}.docx")).paragraphs)


def test_signed_minutes_under_initials_name_neither_who_signs_nor_who_accepts(
    store: Store, meeting_id: int, look: Callable[[], SittingView]
) -> None:
    view = decide_all(store, hear(store, meeting_id))
    with store.work(LEAD, "Profile") as work:
        work.replace(view.meeting, replace(view.meeting, profile="initials"))
    sign(store, look(), "Orla Vexley", LEAD, TODAY, Acceptance("Jo Fennimore", "The letters go on Monday"), NINE)
    with store.look() as reading:
        document = PdfDocument(reading.content(look().meeting.minutes_sha256))
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Signed by O.V. on 20 Nov 2026" in words
    assert "Accepted by J.F.: The letters go on Monday" in words
    assert not any(name in words for name in ("Vexley", "Fennimore"))


def test_an_item_heard_without_its_quorum_stays_to_be_accepted_although_the_member_came_back(
    store: Store, meeting_id: int, look: Callable[[], SittingView]
) -> None:
    sitting.open_meeting(store, look().meeting, LEAD, TODAY, NINE)
    for at in (CHAIR, EP):
        attendance.arrive(store, look().meeting, look().seats[at], LEAD, TODAY, NINE)
    attendance.leave(store, look().meeting, look().seats[EP], LEAD, TODAY, NINE + timedelta(minutes=5))
    said = Said(outcome="assess", without_quorum="It was agreed before she left")
    recommendations.recommend(store, look(), look().items[0], said, LEAD, TODAY, NINE + timedelta(minutes=9))
    attendance.arrive(store, look().meeting, look().seats[EP], LEAD, TODAY, NINE + timedelta(minutes=12))
    sitting.close_meeting(store, look(), LEAD, TODAY, NINE + timedelta(hours=1), rest_not_reached=True)
    (found,) = problems(look())["quorum"]
    assert found.startswith("Quorum not met: no educational psychologist is present.")
    assert found.endswith("The panel went on: It was agreed before she left")


def test_what_is_not_in_order_stands_by_its_item_with_the_way_to_mend_it(
    store: Store, meeting_id: int, look: Callable[[], SittingView]
) -> None:
    found = problems(look())
    assert found["quorum"] == ["Nobody is recorded as present"]
    assert found["reasons"] == ["The meeting is not closed", *["Nothing is recorded"] * 3]
    with pytest.raises(Refused, match="has not been opened"):
        sign(store, look(), "Orla Vexley", LEAD, TODAY)
    sitting.open_meeting(store, look().meeting, LEAD, TODAY, NINE)
    with pytest.raises(Refused, match=r"Nobody is recorded as present\. Record who came"):
        sign(store, look(), "Orla Vexley", LEAD, TODAY, Acceptance("Orla Vexley", "It is late"))


def test_undecided_cases_and_letters_that_have_not_gone_are_signed_only_if_somebody_accepts_them(
    store: Store, meeting_id: int, look: Callable[[], SittingView], tmp_path: Path
) -> None:
    view = hear(store, meeting_id)
    assert problems(view)["reasons"] == ["No officer has decided yet"] * 2
    view = decide_all(store, view)
    assert problems(view)["letters"] == [
        f"The family's letter is not made, due by {due}" for due in ("23 Nov 2026", "24 Nov 2026")
    ]
    assert summary(checks(view)) == "2 things to mend, or to be accepted by name when the minutes are signed."
    with pytest.raises(Refused, match="say who accepts it and why"):
        sign(store, view, "Orla Vexley", LEAD, TODAY, Acceptance("Orla Vexley", " "))

    signed = sign(
        store, view, "Orla Vexley", LEAD, TODAY, Acceptance("Orla Vexley", "The letters go on Monday"),
        at_time(TODAY, NINE.time()),
    )  # fmt: skip
    meeting = look().meeting
    assert meeting.signed_by == "Orla Vexley"
    with store.look() as reading:
        kept = reading.content(meeting.minutes_sha256)
    minutes.export(store, meeting_id, tmp_path / "signed.pdf", "named", LEAD, TODAY)
    assert (tmp_path / "signed.pdf").read_bytes() == kept, "the file that was signed comes out again, byte for byte"
    with pytest.raises(Refused, match=STAYS):
        undo(store, signed.undo, LEAD, TODAY)  # type: ignore[arg-type]


def test_nothing_in_signed_minutes_can_be_changed_while_actions_are_still_done(
    store: Store, meeting_id: int, look: Callable[[], SittingView]
) -> None:
    view = decide_all(store, hear(store, meeting_id))
    noted = minutes.set_matters(store, view.meeting, "The heating failed", LEAD, TODAY)
    sign(store, look(), "Orla Vexley", LEAD, TODAY, Acceptance("Orla Vexley", "Letters follow"))
    view = look()
    one = view.items[0]
    for attempt in (
        lambda: undo(store, noted.undo, LEAD, TODAY),  # type: ignore[arg-type]
        lambda: recommendations.recommend(store, view, view.items[2], Said(outcome="assess"), LEAD, TODAY),
        lambda: minutes.set_matters(store, view.meeting, "More", LEAD, TODAY),
        lambda: sign(store, view, "Orla Vexley", LEAD, TODAY),
        lambda: panel_actions.add(one.case, what="More", owner="EP", today=TODAY, meeting=view.meeting),
    ):
        with pytest.raises(Refused, match="are signed"):
            attempt()
    case = read(store, one.case.id)
    call = next(action for action in case.actions if action.kind == "feedback_call")
    adopt(store, panel_actions.done(case, call, on=TODAY, by=LEAD, today=TODAY), LEAD, TODAY)


def test_the_letters_of_a_meeting_are_made_in_one_go_and_undone_in_one(
    store: Store, meeting_id: int, look: Callable[[], SittingView]
) -> None:
    view = decide_all(store, hear(store, meeting_id))
    with store.look() as reading:
        found = panel_letters.read_letters(reading, view)
    assert [(one.kind.code, not one.in_the_way, one.standing(TODAY).word) for one in found] == [
        ("decision_refuse", True, "Not made"), ("decision_assess", True, "Not made"),
    ]  # fmt: skip
    changes = panel_letters.make_letters(store, found, LEAD, TODAY)
    assert changes.note.startswith("4 letters made on 2 cases."), changes.note
    assert "No address is recorded for Larkenfold Primary School" in changes.note, "who is left out is named"
    made = panel_letters.letters_of(look())
    assert [one.standing(TODAY).word for one in made] == ["Made, not sent"] * 2
    case, letter = made[0].case, made[0].letter
    assert isinstance(letter, Letter)
    assert changes.undo is not None
    undo(store, changes.undo, LEAD, TODAY)
    assert [one.letter for one in panel_letters.letters_of(look())] == [None, None]

    panel_letters.make_letters(store, panel_letters.letters_of(look()), LEAD, TODAY)
    case = read(store, case.id)
    family = next(one for one in case.letters if one.is_to_family)
    adopt(store, record_sent(case, family, on=TODAY, channel="email", today=TODAY), LEAD, TODAY)
    assert read(store, case.id).request.assess_told_on == TODAY, "its limit is met on the day the family is told"
    assert problems(look())["letters"] == ["The family's letter is made and not recorded as sent, due by 24 Nov 2026"]


def test_a_letter_that_lacks_what_the_law_requires_is_named_and_the_others_are_made(
    store: Store, meeting_id: int
) -> None:
    view = decide_all(store, hear(store, meeting_id))
    with store.work(LEAD, "Forget the mediation adviser") as work:
        work.set_option("mediation_adviser", "")
    with store.look() as reading:
        found = panel_letters.read_letters(reading, view)
    assert "The mediation adviser and how to reach them" in found[0].in_the_way
    with pytest.raises(Refused, match=r"cannot be made without.*Nothing was made"):
        panel_letters.make_letters(store, found[:1], LEAD, TODAY)
    changes = panel_letters.make_letters(store, found, LEAD, TODAY)
    assert "made on 1 case." in changes.note
    assert f"Not made: {view.items[0].case.reference}: the letter to" in changes.note
