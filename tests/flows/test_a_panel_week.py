"""A panel's week in the real window: cut-off on Friday, a late paper, the meeting, letters and signed minutes."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pikepdf
from PySide6.QtCore import Qt

from send_desktop.records import Carer, PanelMeeting, PanelMember, PanelSeries
from send_desktop.services import panel_calendar
from send_desktop.services.demo_desk import OPTIONS
from send_desktop.services.people import set_option
from send_desktop.store import Store
from tests.helpers import paper_files as made
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.clerk import Clerk
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.pages.panels.after import AfterPart
from ui.pages.panels.agenda import AgendaPart
from ui.pages.panels.page import PanelsPage
from ui.pages.panels.papers import PapersPart

Key = Qt.Key
FRIDAY, MONDAY, WEDNESDAY, THURSDAY = TODAY, date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 26)
CHILDREN = (("Fernlatch", 39), ("Oakpebble", 36))


def found(store: Store, cases: Cases) -> list[int]:
    """Two undecided requests, each with a mother to write to, and a panel that sits on Wednesdays."""
    for name, value in OPTIONS.items():
        set_option(store, name, value, LEAD, TODAY)
    ids = [cases.request(surname, days, setting="Larkenfold Primary School").id for surname, days in CHILDREN]
    with store.work(LEAD, "Found a panel") as work:
        for case_id in ids:
            child = work.case(case_id).person
            work.add(Carer(person_id=child.id, name=f"Mrs {child.surname}", address="4 Ferry Lane, Calderwick"))
        series = work.add(
            PanelSeries(
                name="Assessment panel", kind="assessment", first_on=FRIDAY, weekday=2, starts_at=time(9, 30),
                chair="Orla Vexley", papers_days=5, quorum_roles=("chair", "ep"), delegation="Scheme 4.2",
            )
        )  # fmt: skip
        for name, role in (("Orla Vexley", "chair"), ("Dr Ines Marlowe", "ep")):
            work.add(PanelMember(series_id=series.id, name=name, role=role))
    panel_calendar.make_meetings(store, series, date(2026, 12, 9), LEAD, TODAY)
    return ids


def panels_page(person: Person, part: str) -> PanelsPage:
    page = person.window.page
    assert isinstance(page, PanelsPage)
    page.choose_part(part)
    person.settle()
    return page


def meeting_of(store: Store) -> PanelMeeting:
    with store.look() as reading:
        return reading.meetings()[0].meeting


def write_pack(person: Person, part: PapersPart, target: Path) -> None:
    person.press(part.pack_button, Key.Key_Space)
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    assert form.choice is not None
    form.choice.choose("named")
    form.place.line.setText(str(target))
    person.press(form.place.line, Key.Key_Return)
    assert target.exists(), form.notice.words
    form.finished.emit()
    person.press(part.sent_button, Key.Key_Space)
    person.save()


def test_a_panel_week_from_cut_off_to_signed_minutes(
    sit_down: Callable[..., Person], store: Store, cases: Cases, tmp_path: Path
) -> None:
    ids = found(store, cases)
    person = sit_down(screen="panels")
    friday_cut_off(person, store, tmp_path)
    person.come_back(MONDAY, "panels")
    monday_late_paper(person, tmp_path)
    person.come_back(WEDNESDAY, "panels")
    wednesday_meeting(person, store, ids)
    person.come_back(THURSDAY, "panels")
    thursday_letters_and_minutes(person, store, ids)


def friday_cut_off(person: Person, store: Store, folder: Path) -> None:
    """The agenda is filled from the queue, papers come in, and the pack goes out."""
    page = panels_page(person, "agenda")
    assert page.subtitle.text().startswith("Wednesday 25 November 2026, 09:30 · papers close 20 November")
    agenda = page.part
    assert isinstance(agenda, AgendaPart)
    agenda.fill()
    person.settle()
    if person.has_form:  # after 17:00 on the day of the cut-off somebody has to let the cases on
        person.fill(allowed_by="Orla Vexley", allowed_reason="The date in law passes before the next meeting")
        person.save()
    assert [row.cells[2].words for row in agenda.table.rows] == ["Fernlatch, Ada", "Oakpebble, Ada"]
    part = panels_page(person, "papers").part
    assert isinstance(part, PapersPart)
    assert part.shown is not None
    (folder / "Request.pdf").write_bytes(made.pdf(3, "What the school has done"))
    part.add(part.shown.items[0], [folder / "Request.pdf"])
    person.settle()
    if "allowed_by" in person.form.fields:
        person.fill(allowed_by="Orla Vexley", allowed_reason="Advice came after the cut-off")
    person.save()
    write_pack(person, part, folder / "pack.pdf")
    with pikepdf.open(folder / "pack.pdf") as pack:
        assert len(pack.pages) == 3 + 2 + 3
    assert meeting_of(store).status == "circulated"


def monday_late_paper(person: Person, folder: Path) -> None:
    """A late paper is let in by name and goes out in a supplement; the pack's numbers stay."""
    part = panels_page(person, "papers").part
    assert isinstance(part, PapersPart)
    assert part.shown is not None
    assert not part.pack_button.isVisible()
    (folder / "Hospital.pdf").write_bytes(made.pdf(2, "Letter of the hospital"))
    part.add(part.shown.items[1], [folder / "Hospital.pdf"])
    person.settle()
    person.fill(allowed_by="Orla Vexley", allowed_reason="Advice came after the cut-off")
    person.save()
    write_pack(person, part, folder / "s1.pdf")
    with pikepdf.open(folder / "s1.pdf") as supplement:
        assert len(supplement.pages) == 3 + 2


def wednesday_meeting(person: Person, store: Store, ids: list[int]) -> None:
    """The panel sits: both are there, each case is heard and recommended; then an officer decides."""
    panels_page(person, "sitting")
    clerk = Clerk(person)
    clerk.key(Key.Key_Return)
    clerk.key(Key.Key_1, Key.Key_2)
    assert clerk.part.bar.quorum.state.words == "Quorum met"
    clerk.key(Key.Key_Escape)
    clerk.key(Key.Key_S, Key.Key_R)
    clerk.write(evidence="Three terms of support")
    clerk.save()
    assert read(store, ids[0]).derived.stage == "request", "a recommendation moves nothing"
    clerk.key(Key.Key_PageDown, Key.Key_S, Key.Key_R)
    clerk.to("outcome")
    clerk.key(Key.Key_Down)
    clerk.write(evidence="Progress in two terms", criteria="Section 36(8) is not met")
    clerk.save()
    assert clerk.said() == ["Assess", "Do not assess"]
    clerk.key(Key.Key_L)
    clerk.write(decided_by="Hanna Brightwater")
    clerk.save()
    case = read(store, ids[0])
    assert (case.derived.stage, case.request.assess_made_on) == ("advice", WEDNESDAY)
    assert case.derived.next_duty == "assess_decision", "until the family is told the decision stays due"
    clerk.key(Key.Key_K, Key.Key_Tab)
    clerk.save()
    assert meeting_of(store).status == "held"


def thursday_letters_and_minutes(person: Person, store: Store, ids: list[int]) -> None:
    """Letters are made in one go and sent, the family of the refused child is called, the chair signs the minutes."""
    panels_page(person, "after").choose_scope("past")
    person.settle()
    part = panels_page(person, "after").part
    assert isinstance(part, AfterPart)
    part.make_letters()
    person.settle()
    for at in range(len(ids)):
        part.letter_sent(at)
        person.settle()
        person.fill(on="26/11/26", channel="email")
        person.save()
    told = [read(store, case_id).request.assess_told_on for case_id in ids]
    assert told == [THURSDAY, THURSDAY]
    assert read(store, ids[0]).derived.next_duty == "final_plan", "told in time, the next date is the plan's"
    refused = read(store, ids[1])
    assert refused.derived.status == "refused"
    (call,) = [one for one in refused.actions if one.kind == "feedback_call"]
    part.action_done(refused.id, call.id)
    person.settle()
    person.fill(note="Spoke with the mother")
    person.save()
    part.sign()
    person.settle()
    person.save()
    if person.has_form:
        person.fill(reason="Papers for the rest follow")
        person.save()
    assert not person.has_form, person.form.notice.words
    assert part.standing.words == "Signed by Orla Vexley, 26 Nov"
    with store.look() as reading:
        assert reading.content(meeting_of(store).minutes_sha256).startswith(b"%PDF")
