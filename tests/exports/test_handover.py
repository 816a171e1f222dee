"""The handover brief: what the next officer needs of every open case, and no more than the profile allows."""

import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from send_desktop.errors import Refused
from send_desktop.records import Carer, Officer
from send_desktop.services import contacts, family
from send_desktop.services.cases import case_view_by_reference
from send_desktop.services.handover import export, gather, reassign
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, cases, store

__all__ = ["cases", "store"]

TOM = "Tom Kestrellark"


def text_of(path: Path) -> str:
    """Return what the PDF says, each run of white space as one."""
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.split())


def caseload(cases: Cases) -> int:
    """A case with a promise that is overdue and advice that is, one that is new, and one of somebody else."""
    case = cases.in_advice("Wimbleknot", days_ago=85, services=("EP",))
    carer = Carer(person_id=case.person.id, name="Mara Wimbleknot", do_not_disclose_to="the father")
    case = cases.adopt(family.save_carer(case, carer))
    said = contacts.log_contact(
        case, kind="call", on=TODAY - timedelta(days=9), summary="Tell Ada's mother of the visit", today=TODAY,
        with_whom="Mara Wimbleknot", promised_by=TODAY - timedelta(days=2),
    )  # fmt: skip
    cases.adopt(said)
    cases.request("Fernlatch", days_ago=3)
    cases.request("Tasselbrook", days_ago=3, officer=TOM)
    return case.id


def test_fault_a_family_whose_officer_changes_has_to_begin_again(store: Store, cases: Cases, tmp_path: Path) -> None:
    """Handover quality: promises, risks, what is awaited and the last contacts go with every case."""
    caseload(cases)
    path = tmp_path / "brief.pdf"
    export(store, LEAD, TOM, path, "named", LEAD, TODAY)
    text = text_of(path)
    for words in (
        "Wimbleknot, Ada",
        "Fernlatch, Ada",
        "Do not disclose to the father (Mara Wimbleknot)",
        "overdue: Mara Wimbleknot: Tell Ada's mother of the visit",
        "EP advice; first reminder due",
        "No address or email is recorded for Mara Wimbleknot.",
        "Family last heard from us 9 days ago",
    ):
        assert words in text, words
    assert "Tasselbrook" not in text


def test_by_reference_neither_child_nor_family_nor_officer_is_named(store: Store, cases: Cases, tmp_path: Path) -> None:
    caseload(cases)
    path = tmp_path / "brief.pdf"
    export(store, LEAD, TOM, path, "reference", LEAD, TODAY)
    text = text_of(path)
    for name in ("Wimbleknot", "Fernlatch", "Mara", "Maplenoodle", "Kestrellark"):
        assert name not in text, name
    assert "EHC-26-0001" in text


def test_the_brief_says_the_sentence_of_the_case_page_and_looks_ten_working_days_ahead(
    store: Store, cases: Cases
) -> None:
    caseload(cases)
    with store.look() as reading:
        brief = gather(reading, LEAD, TOM, "named", LEAD, TODAY, datetime.now(UTC))
    assert (brief.until - TODAY).days == 14
    for one in brief.cases:
        seen = case_view_by_reference(store, one.reference, TODAY)
        assert (one.reason, one.next_step) == (seen.sentence.reason, seen.sentence.next_step)
        assert all(TODAY <= line.on <= brief.until for line in one.ahead)


def test_every_page_says_which_of_how_many_it_is(store: Store, cases: Cases, tmp_path: Path) -> None:
    caseload(cases)
    path = tmp_path / "brief.pdf"
    export(store, LEAD, TOM, path, "named", LEAD, TODAY)
    with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
        assert f"Page 1 of {len(pdf.pages)}" in text_of(path)


def test_that_it_left_stands_in_the_export_log(store: Store, cases: Cases, tmp_path: Path) -> None:
    caseload(cases)
    export(store, LEAD, TOM, tmp_path / "brief.pdf", "named", LEAD, TODAY)
    with store.look() as reading:
        (line,) = reading.exports("handover")
    assert (line.target, line.profile, line.items) == ("brief.pdf", "named", 2)


def test_the_cases_move_together_as_one_act_that_can_be_undone(store: Store, cases: Cases) -> None:
    case_id = caseload(cases)
    changes = reassign(store, LEAD, TOM, LEAD, TODAY)
    assert changes.note == f"2 cases of {LEAD} given to {TOM}."
    assert read(store, case_id).officer == TOM
    assert changes.undo is not None
    assert changes.undo.why_not == ""
    assert len(changes.undo.replaced) == 2


def test_a_brief_of_nothing_or_to_oneself_is_refused(store: Store, cases: Cases, tmp_path: Path) -> None:
    with store.work(LEAD, "Add officer") as work:
        work.add(Officer(name="Una Coombevale"))
    with pytest.raises(Refused, match="no open case"):
        export(store, "Una Coombevale", TOM, tmp_path / "a.pdf", "named", LEAD, TODAY)
    with pytest.raises(Refused, match="two different"):
        export(store, TOM, TOM, tmp_path / "a.pdf", "named", LEAD, TODAY)
    assert not (tmp_path / "a.pdf").exists()
