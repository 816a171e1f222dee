"""The chronology as a file, read back as whoever receives it would: PDF and Word, by profile."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest

from db.engine import open_store
from send_desktop.errors import Refused, Unavailable
from send_desktop.records import Carer, Case, Document, Service
from send_desktop.services import advice, contacts, decisions
from send_desktop.services.amendments import Amendment, adopt
from send_desktop.services.cases import view
from send_desktop.services.chronology_file import USUAL, Choice, export, file_name, gather
from send_desktop.services.requests import NewRequest, record_request
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read

RECEIVED = date(2026, 7, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "chronology.db")
    with opened.work(LEAD, "Found authority") as work:
        if "EP" not in {service.code for service in work.directory().services}:
            work.add(Service(code="EP", name="Educational psychology"))
    yield opened
    opened.close()


@pytest.fixture
def case(store: Store) -> Case:
    """A case in which the EP is late, a promise was broken, and somebody wrote the child's name into a contact."""
    changes = record_request(
        store, NewRequest(forename="Ada", surname="Peppergoggle", received_on=RECEIVED), LEAD, TODAY
    )
    made = read(store, min(changes.cases))
    told = date(2026, 8, 10)
    made = _do(
        store,
        decisions.decide_to_assess(made, outcome="assess", made_on=told, told_on=told, today=TODAY, decided_by=LEAD),
    )
    with store.look() as reading:
        directory = reading.directory()
    made = _do(store, advice.ask_for_advice(made, directory, services=["EP"], on=date(2026, 9, 9), today=TODAY))
    call = contacts.log_contact(
        made,
        kind="call",
        on=date(2026, 10, 1),
        summary="Ada Peppergoggle's mother asked when advice comes.",
        today=TODAY,
        promised_by=date(2026, 10, 8),
    )
    made = _do(store, call)
    return _do(store, contacts.add_note(made, text="Between ourselves.", today=TODAY))


def _do(store: Store, amendment: Amendment) -> Case:
    adopt(store, amendment, LEAD, TODAY)
    return read(store, amendment.case.id)


def pages_of(path: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True).stdout
    return [re.sub(r"\s+", " ", page) for page in text.split("\f")[:-1]]


def text_of(path: Path) -> str:
    whole = docx.Document(str(path))
    rows = [" | ".join(cell.text for cell in row.cells) for table in whole.tables for row in table.rows]
    return "\n".join([*(one.text for one in whole.paragraphs), *rows])


def test_every_limit_met_or_missed_and_every_promise_is_a_line_of_its_own(
    store: Store, case: Case, tmp_path: Path
) -> None:
    target = tmp_path / "chronology.docx"
    export(store, case.id, target, Choice(), LEAD, TODAY)
    lines = text_of(target)
    assert "21 Oct 2026 | Limit | EP advice due; not received. | Missed" in lines
    assert "Decision to assess: done within its limit of 12 Aug 2026. | Met" in lines
    assert "8 Oct 2026 | Promise | Promised by this day (call of 1 Oct 2026)" in lines
    assert "Not kept. | Not kept" in lines
    assert "Final plan due; not done. | Missed" in lines


def test_by_reference_neither_the_child_nor_an_officer_is_named_anywhere(
    store: Store, case: Case, tmp_path: Path
) -> None:
    for ending in (".pdf", ".docx"):
        target = tmp_path / file_name(case.reference, TODAY, ending)
        assert "Peppergoggle" not in target.name
        export(store, case.id, target, Choice(), LEAD, TODAY)
        said = " ".join(pages_of(target)) if ending == ".pdf" else text_of(target)
        assert case.reference in said
        assert "Peppergoggle" not in said
        assert "Maplenoodle" not in said
        assert "the child's mother asked" in said
        assert "An officer, " in said
        assert "decided by an officer" in said


def test_named_it_says_who_recorded_each_line_and_when(store: Store, case: Case, tmp_path: Path) -> None:
    target = tmp_path / "named.docx"
    export(store, case.id, target, Choice(profile="named"), LEAD, TODAY)
    row = next(line for line in text_of(target).splitlines() if "Asked: EP." in line)
    assert f"| {LEAD}, " in row


def test_the_pdf_counts_its_pages_draws_the_track_and_is_sound(store: Store, case: Case, tmp_path: Path) -> None:
    target = tmp_path / "chronology.pdf"
    for number in range(60):
        case = _do(store, contacts.log_contact(case, kind="email", on=TODAY, summary=f"Email {number}", today=TODAY))
    export(store, case.id, target, Choice(), LEAD, TODAY)
    pages = pages_of(target)
    assert len(pages) > 1
    assert all(f"Page {at} of {len(pages)}" in page for at, page in enumerate(pages, 1))
    assert all("Confidential" in page for page in pages)
    assert "Week 20" in pages[0]
    assert all("Recorded by" in page for page in pages), "the heading stands on every page"
    assert shutil.which("qpdf"), "qpdf is one of the programs that the checks use"
    assert subprocess.run(["qpdf", "--check", str(target)], capture_output=True, text=True).returncode == 0


def test_kinds_and_period_are_chosen_and_said(store: Store, case: Case) -> None:
    with store.look() as reading:
        seen = view(reading, case, TODAY)
    made_at = seen.history[0].at
    choice = Choice(kinds=("advice", "limit"), since=date(2026, 9, 1), until=date(2026, 10, 31))
    sheet = gather(seen, choice, LEAD, made_at)
    assert {row.kind for row in sheet.rows} == {"Advice", "Limit"}
    assert all(date(2026, 9, 1) <= row.on <= date(2026, 10, 31) for row in sheet.rows if row.on)
    assert sheet.chosen == "only advice, limits met or missed, 1 Sep to 31 Oct 2026"


def test_notes_are_left_out_unless_they_are_asked_for(store: Store, case: Case) -> None:
    with store.look() as reading:
        seen = view(reading, case, TODAY)
    made_at = seen.history[0].at
    assert "note" not in USUAL
    assert not any("Between ourselves" in row.what for row in gather(seen, Choice(), LEAD, made_at).rows)
    asked = gather(seen, Choice(kinds=("note",)), LEAD, made_at)
    assert [row.what for row in asked.rows] == ["Between ourselves."]


def test_the_lines_stand_oldest_first(store: Store, case: Case) -> None:
    with store.look() as reading:
        seen = view(reading, case, TODAY)
    days = [row.on for row in gather(seen, Choice(), LEAD, seen.history[0].at).rows]
    assert days == sorted(day for day in days if day)


def test_what_left_is_logged_with_its_checksum_and_stands_in_the_case_history(
    store: Store, case: Case, tmp_path: Path
) -> None:
    line = export(store, case.id, tmp_path / "c.pdf", Choice(), LEAD, TODAY)
    with store.look() as reading:
        (logged,) = reading.exports("chronology")
        acts = [one.act for one in reading.history(case.id)]
    assert (logged.sha256, logged.profile, logged.items) == (line.sha256, "reference", line.items)
    assert "Make chronology" in acts


def test_a_slip_in_what_was_asked_for_is_refused_in_words(store: Store, case: Case, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="neither a PDF nor a Word document"):
        export(store, case.id, tmp_path / "c.txt", Choice(), LEAD, TODAY)
    with pytest.raises(Refused, match="at least one kind"):
        Choice(kinds=())
    with pytest.raises(Refused, match="ends before it begins"):
        Choice(since=TODAY, until=TODAY - timedelta(days=1))
    with pytest.raises(Unavailable, match="no folder"):
        export(store, case.id, tmp_path / "gone" / "c.pdf", Choice(), LEAD, TODAY)
    with store.look() as reading:
        assert reading.exports("chronology") == []


def test_the_same_sheet_always_gives_the_same_pdf(store: Store, case: Case) -> None:
    from send_desktop.exports.chronology.pdf import draw

    with store.look() as reading:
        seen = view(reading, case, TODAY)
    sheet = gather(seen, Choice(), LEAD, seen.history[0].at)
    assert draw(sheet) == draw(sheet)


@pytest.mark.parametrize("profile", ["reference", "initials"])
def test_names_in_files_names_and_where_a_family_lives_do_not_slip_into_a_chronology(
    profile: str, store: Store, case: Case, tmp_path: Path
) -> None:
    titles = ("Peppergoggle_Ada_EP", "EP PeppergoggleAda2026", "Report of 3 Peppergoggle 2026", "Letter to Mrs O’Dell")
    typed = "At 9 Fern  Street; mum.odell@example.org; 07700900111; OX99 9ZZ; 4 May 2026 stays"
    with store.work(LEAD, "Set up") as work:
        for title in titles:
            work.add(Document(case_id=case.id, title=title, file_name="x.pdf", added_on=TODAY, added_by=LEAD))
        work.add(
            Carer(
                person_id=case.person.id, name="Mrs Zoë O'Dell", address="9 Fern Street\nOxmarket\nOX99 9ZZ",
                email="mum.odell@example.org", telephone="07700 900111",
            )
        )  # fmt: skip
    made = read(store, case.id)
    _do(store, contacts.log_contact(made, kind="call", on=TODAY, summary=f"{typed}, with ZOE", today=TODAY))
    target = tmp_path / "chronology.docx"
    export(store, case.id, target, Choice(profile=profile), LEAD, TODAY)
    told = text_of(target)
    for leak in ("Peppergoggle", "Dell", "Zoe", "Zoë", "Fern", "example.org", "07700", "9ZZ"):
        assert leak.casefold() not in told.casefold()
    assert "4 May 2026 stays" in told
