"""A pack with its papers: added, looked at, built, told apart from the one before, sent out and supplemented."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import delete

from db.tables import content
from db.work import SqlWork
from send_desktop.errors import Cancelled, Refused, Stale, Unavailable
from send_desktop.imports.papers.checking import Checker, checker
from send_desktop.records import Agenda, Pack, PanelMeeting, Paper
from send_desktop.services import packs, panel_agenda, panels, papers, safety
from send_desktop.services.documents import FileRead
from send_desktop.services.panel_rules import Allowed
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers import paper_files as made
from tests.helpers.acting import LEAD, TODAY, NewCase

BEFORE_CUT_OFF, LET_IN = time(9), Allowed("Orla Quillfeather", "Came from the hospital today")


@pytest.fixture(scope="module")
def lent() -> Iterator[Checker]:
    with checker() as one:
        yield one


@pytest.fixture
def meeting(store: Store, new_case: NewCase) -> PanelMeeting:
    """An assessment panel on 25 November with two cases, whose papers close on the 23rd."""
    new_case(date(2026, 10, 12), forename="Una", surname="Coombevale")
    new_case(date(2026, 10, 19), forename="Kit", surname="Stanmoorley")
    fields = {"kind": "assessment", "on": date(2026, 11, 25), "starts_at": time(9, 30), "papers_by": date(2026, 11, 23)}
    set_up = panels.create_meeting(store, by=LEAD, today=TODAY, **fields)  # type: ignore[arg-type]
    panel_agenda.fill_agenda(store, set_up.id, LEAD, TODAY)
    return set_up


Add = Callable[..., list[Paper]]


@pytest.fixture
def add(store: Store, meeting: PanelMeeting, lent: Checker) -> Add:
    """Add files under an item of the agenda, by its number."""

    def put(number: int = 1, on: date = TODAY, allowed: Allowed | None = None, **files: bytes) -> list[Paper]:
        read = [FileRead(f"{name.replace('_', ' ')}.pdf", data) for name, data in files.items()]
        item = agenda_of(store, meeting).items[number - 1][0]
        papers.add_files(store, item, read, LEAD, on, allowed=allowed, at=BEFORE_CUT_OFF, with_=lent)
        return all_papers(store, meeting)

    return put


def agenda_of(store: Store, meeting: PanelMeeting) -> Agenda:
    with store.look() as reading:
        return reading.agenda(meeting.id)


def all_papers(store: Store, meeting: PanelMeeting) -> list[Paper]:
    with store.look() as reading:
        return sorted(reading.every(Paper, meeting.id), key=lambda one: (one.item_id, one.position))


def built(store: Store, meeting: PanelMeeting, target: Path, profile: str = "named", **how: object) -> list[str]:
    """Build a pack and return the text of each page."""
    packs.build_pack(store, meeting.id, target, profile, LEAD, TODAY, **how)  # type: ignore[arg-type]
    return pages_of(target)


def pages_of(path: Path, password: str = "") -> list[str]:
    call = ["pdftotext", "-layout", *(["-upw", password] if password else []), str(path), "-"]
    text = subprocess.run(call, capture_output=True, check=True, text=True).stdout
    return [re.sub(r"\s+", " ", page) for page in text.split("\f")[:-1]]


def newest(store: Store, meeting: PanelMeeting) -> Pack:
    with store.look() as reading:
        return reading.every(Pack, meeting.id)[-1]


def state(store: Store, meeting: PanelMeeting) -> packs.PackState:
    with store.look() as reading:
        return packs.pack_state(reading, reading.agenda(meeting.id))


# --- the pack -------------------------------------------------------------------------------------


def test_every_page_is_numbered_through_and_the_contents_lead_to_each_paper(
    store: Store, meeting: PanelMeeting, add: Add, tmp_path: Path
) -> None:
    add(1, EP_advice=made.pdf(3, "EP advice"), Turned=made.pdf(1, "Turned", turn=90), Locked=made.locked("secret"))
    add(2, Wide=made.pdf(2, "Wide", size=made.SIZES["landscape"]), Big=made.pdf(1, "Big", size=made.SIZES["A3"]))
    target = tmp_path / "pack.pdf"

    texts = built(store, meeting, target)

    assert len(texts) == 3 + (1 + 3 + 1 + 1) + (1 + 2 + 1)
    assert all(f"Pack {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))
    listed = dict(re.findall(r"(EP advice|Turned|Locked|Wide|Big) (?:\d+ pages?|not included) (\d+)", texts[1]))
    assert listed == {"EP advice": "5", "Turned": "8", "Locked": "9", "Wide": "11", "Big": "13"}
    assert "EP advice, leaf 1" in texts[4]
    assert "This paper is not in the pack. It is locked with a password" in texts[8]
    with pikepdf.open(target) as pack:
        order = [page.obj.objgen for page in pack.pages]
        reached = {order.index(note.Dest[0].objgen) + 1 for note in pack.pages[1].Annots}
        assert reached == {3, 4, 5, 8, 9, 10, 11, 13}
        assert {order.index(note.Dest[0].objgen) + 1 for note in pack.pages[2].Annots} >= {4, 5, 10, 11}
        assert str(pack.Root.Lang) == "en-GB"
        assert "/PageLabels" in pack.Root
        with pack.open_outline() as outline:
            titles = [(one.title, [child.title for child in one.children]) for one in outline.root[2].children]
    assert [title for title, _ in titles] == ["1 Coombevale, Una, EHC-26-0001", "2 Stanmoorley, Kit, EHC-26-0002"]
    assert titles[0][1] == ["EP advice", "Turned", "Locked"]
    done = subprocess.run(["qpdf", "--check", str(target)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_number_stands_upright_at_the_bottom_right_however_a_page_is_turned(
    store: Store, meeting: PanelMeeting, add: Add, tmp_path: Path
) -> None:
    for turn in (0, 90, 180, 270):
        add(1, **{f"Turned_{turn}": made.pdf(1, f"Turned {turn}", turn=turn)})
    target = tmp_path / "pack.pdf"
    built(store, meeting, target)
    call = ["pdftotext", "-bbox", "-f", "5", "-l", "8", str(target), "-"]
    found = subprocess.run(call, capture_output=True, check=True, text=True).stdout
    pages = re.findall(r"<page [^>]*>(.*?)</page>", found, re.DOTALL)
    assert len(pages) == 4
    for words in pages:  # however it is turned, this page is seen as A4, higher than wide
        box = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">Pack<', words)
        assert box, "the stamp reads as a word from left to right"
        left, top, right, bottom = map(float, box.groups())
        assert right - left > bottom - top, "it is not on its side"
        assert left > 595 * 0.8
        assert top > 842 * 0.95


def test_a_copy_for_each_member_is_locked_marked_and_logged(
    store: Store, meeting: PanelMeeting, add: Add, tmp_path: Path
) -> None:
    add(1, Advice=made.pdf(2))
    copies = packs.Copies(recipients=("Dr Odalys Fernwhistle", "Rowan Teaselby"), password="a long password")
    packs.build_pack(store, meeting.id, tmp_path / "pack.pdf", "named", LEAD, TODAY, copies=copies)

    files = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert files == ["pack - Dr Odalys Fernwhistle.pdf", "pack - Rowan Teaselby.pdf"]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / files[0])
    with pikepdf.open(tmp_path / files[0], password="a long password") as pack:
        assert (pack.encryption.R, pack.encryption.bits) == (6, 256)
        assert all("/PackMark" in page.Resources.XObject for page in pack.pages), "the name lies over every page"
    assert "Copy of Dr Odalys Fernwhistle" in pages_of(tmp_path / files[0], "a long password")[0]
    with store.look() as reading:
        lines = {line.recipient: line for line in reading.exports("pack")}
        assert len({line.pack_id for line in lines.values()}) == 1
    assert set(lines) == set(copies.recipients)
    assert len({line.sha256 for line in lines.values()}) == 2


@pytest.mark.parametrize("profile", ["initials", "reference"])
def test_names_are_left_out_of_whatever_the_program_writes_titles_of_papers_too(
    store: Store, meeting: PanelMeeting, add: Add, tmp_path: Path, profile: str
) -> None:
    add(1, Report_on_Una_Coombevale=made.pdf(1, "Advice on the child alone"))
    texts = built(store, meeting, tmp_path / "pack.pdf", profile)
    assert not any("Coombevale" in text or "Una" in text for text in texts)
    assert "1 page of papers read: no identifier was found on them." in texts[0]
    with pikepdf.open(tmp_path / "pack.pdf") as pack, pack.open_outline() as outline:
        assert "Coombevale" not in str([one.children for one in outline.root])


def test_pages_with_a_name_or_that_nobody_could_read_wait_for_somebody_to_look_at_them(
    store: Store, meeting: PanelMeeting, add: Add, tmp_path: Path
) -> None:
    named, scan = add(1, Named=made.pdf(2, "Una is seven years old"), Scan=made.picture("PNG", size=(600, 800)))
    target = tmp_path / "pack.pdf"
    waiting = state(store, meeting).to_look_at("initials")
    assert [one.scan.words for one in waiting] == ["Forename on pages 1 to 2", "Page 1 not read"]
    with pytest.raises(Refused, match="2 papers must be looked at before names are left out: in “Named”, forename on"):
        packs.build_pack(store, meeting.id, target, "initials", LEAD, TODAY)
    assert not target.exists()

    papers.accept(store, [named, scan], LEAD, TODAY)

    assert "an identifier stands on 2 pages; 1 page could not be read" in built(store, meeting, target, "initials")[0]
    assert len(built(store, meeting, target, "named")) == 8, "under names nothing has to be looked at"


def test_a_file_is_checked_once_however_often_it_is_added(store: Store, meeting: PanelMeeting, add: Add) -> None:
    add(1, Same=made.pdf(2))
    both = add(2, Same=made.pdf(2))
    assert both[0].sha256 == both[1].sha256
    with pytest.raises(Refused, match="is among the papers of this case already"):
        add(2, Again=made.pdf(2))


def test_of_several_files_what_can_be_no_paper_is_left_out_and_named(
    store: Store, meeting: PanelMeeting, lent: Checker
) -> None:
    item = agenda_of(store, meeting).items[0][0]
    files = [FileRead("Advice.pdf", made.pdf()), FileRead("IMG_1.heic", made.HEIC)]
    said = papers.add_files(store, item, files, LEAD, TODAY, at=BEFORE_CUT_OFF, with_=lent).note
    assert said.startswith("1 paper added. IMG_1.heic is a HEIC photo")
    assert [one.title for one in all_papers(store, meeting)] == ["Advice"]


def test_stopping_leaves_nothing_behind(store: Store, meeting: PanelMeeting, add: Add, tmp_path: Path) -> None:
    add(1, Long=made.pdf(60))
    shares: list[float] = []

    def stop_late(done: int, total: int, what: str) -> None:
        shares.append(done / total)
        if done / total > 0.5:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        packs.build_pack(store, meeting.id, tmp_path / "pack.pdf", "named", LEAD, TODAY, stop_late)
    assert list(tmp_path.glob("*.pdf*")) == []
    assert list(tmp_path.glob(".*")) == []
    assert state(store, meeting).packs == ()


# --- versions -------------------------------------------------------------------------------------


def test_a_rebuild_says_what_is_different_from_the_version_before(
    store: Store, meeting: PanelMeeting, add: Add, tmp_path: Path
) -> None:
    first, second = add(1, EP_advice=made.pdf(1, "EP"), Views=made.pdf(1, "Views"))
    built(store, meeting, tmp_path / "pack.pdf")
    assert state(store, meeting).differs == ()

    papers.move_paper(store, second, -1, LEAD, TODAY)
    papers.take_out(store, next(one for one in all_papers(store, meeting) if one.id == first.id), LEAD, TODAY)
    add(2, Report=made.pdf(1, "Report"))
    items = agenda_of(store, meeting).items
    panel_agenda.move_item(store, items[0][0], panel_agenda.DOWN, LEAD, TODAY)

    differs = (
        "The agenda is in another order.",
        "EHC-26-0002: “Report” added.",
        "EHC-26-0001: “EP advice” taken out.",
    )
    assert state(store, meeting).differs == differs
    cover = built(store, meeting, tmp_path / "pack.pdf")[0]
    assert "Since version 1:" in cover
    assert all(one in cover for one in differs)


def test_after_circulation_numbers_never_move_and_late_papers_go_in_a_supplement(
    store: Store, meeting: PanelMeeting, add: Add, tmp_path: Path
) -> None:
    (paper,) = add(1, EP_advice=made.pdf(2, "EP"))
    read_first = papers.rename_paper(store, paper, "EP advice, signed", LEAD, TODAY)
    paper = all_papers(store, meeting)[0]
    built(store, meeting, tmp_path / "pack.pdf")
    packs.circulate(store, newest(store, meeting), LEAD, TODAY)
    assert read_first.undo is not None
    with pytest.raises(Refused, match="went out to the members"):
        undo(store, read_first.undo, LEAD, TODAY)
    assert agenda_of(store, meeting).meeting.status == "circulated"
    with pytest.raises(Refused, match=r"The pack went out on .* build a supplement with what is new"):
        packs.build_pack(store, meeting.id, tmp_path / "again.pdf", "named", LEAD, TODAY)
    item = agenda_of(store, meeting).items[0][0]
    for change in (
        lambda: papers.take_out(store, paper, LEAD, TODAY),
        lambda: papers.rename_paper(store, paper, "Other", LEAD, TODAY),
        lambda: panel_agenda.remove_item(store, item, "The family asked", LEAD, TODAY),
    ):
        with pytest.raises(Refused, match="went out to the members"):
            change()
    with pytest.raises(Refused, match="Nothing has come since the pack went out"):
        built(store, meeting, tmp_path / "s1.pdf", is_supplement=True)
    with pytest.raises(Refused, match="say who allows a late paper"):
        add(2, SaLT_advice=made.pdf(3, "SaLT"))

    add(2, allowed=LET_IN, SaLT_advice=made.pdf(3, "SaLT"))

    texts = built(store, meeting, tmp_path / "s1.pdf", is_supplement=True)
    assert "Supplement S1" in texts[0]
    assert all(f"S1 page {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert "EP advice" not in " ".join(texts), "what went out is not sent again"
    assert len(texts) == 3 + 3, "the front sheet went out with the pack"
    assert "The rest of the agenda stands in the pack." in texts[2]
    assert "are free" not in " ".join(texts), "the places of the meeting are not counted by a supplement"
    with pikepdf.open(tmp_path / "s1.pdf") as supplement:
        assert str(supplement.Root.PageLabels.Nums[1].P) == "S1-"
    packs.circulate(store, newest(store, meeting), LEAD, TODAY)
    third = add(2, allowed=LET_IN, Views=made.pdf(1, "Views"))[-1]
    assert (third.supplement, third.is_late, third.late_allowed_by) == (2, True, LET_IN.by)


def test_a_case_comes_off_the_agenda_with_its_papers_and_both_come_back(
    store: Store, meeting: PanelMeeting, add: Add
) -> None:
    before = add(1, EP_advice=made.pdf(1, "EP"), Report=made.pdf(1, "Report"))
    item = agenda_of(store, meeting).items[0][0]
    off = panel_agenda.remove_item(store, item, "The family asked", LEAD, TODAY)
    assert off.note.endswith("25 Nov 2026, with 2 papers.")
    assert not all_papers(store, meeting)
    assert off.undo is not None
    undo(store, off.undo, LEAD, TODAY)
    assert [one.title for one in all_papers(store, meeting)] == [one.title for one in before]
    assert len(agenda_of(store, meeting).items) == 2


def test_only_the_last_version_goes_out_and_only_while_it_still_fits(
    store: Store, meeting: PanelMeeting, add: Add, tmp_path: Path
) -> None:
    add(1, EP_advice=made.pdf(1, "EP"))
    built(store, meeting, tmp_path / "pack.pdf")
    old = newest(store, meeting)
    add(2, Report=made.pdf(1, "Report"))
    with pytest.raises(Refused, match=r"EHC-26-0002: “Report” added\. Build it again, then send that\."):
        packs.circulate(store, old, LEAD, TODAY)
    built(store, meeting, tmp_path / "pack.pdf")
    with pytest.raises(Refused, match="Version 2 was built after this one"):
        packs.circulate(store, old, LEAD, TODAY)
    packs.circulate(store, newest(store, meeting), LEAD, TODAY)
    with pytest.raises(Refused, match="has gone out already"):
        packs.circulate(store, replace(newest(store, meeting)), LEAD, TODAY)


def test_after_the_cut_off_a_paper_is_let_in_by_name(store: Store, meeting: PanelMeeting, add: Add) -> None:
    with pytest.raises(Refused, match="The papers closed on Monday 23 November 2026; say who allows a late paper"):
        add(1, on=date(2026, 11, 24), Late=made.pdf())
    (late,) = add(1, on=date(2026, 11, 24), allowed=LET_IN, Late=made.pdf())
    assert (late.is_late, late.late_allowed_by, late.late_reason) == (True, LET_IN.by, LET_IN.reason)


def test_a_short_password_is_refused(store: Store, meeting: PanelMeeting, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="opens too easily"):
        built(store, meeting, tmp_path / "pack.pdf", copies=packs.Copies(password="short"))


# --- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [("A/B", "A-B"), ("Ann Lee", "ann lee"), ("Ann", "Ann"), ("x" * 200, "x" * 201)])
def test_two_copies_never_take_each_others_place(
    store: Store, meeting: PanelMeeting, tmp_path: Path, names: tuple[str, str]
) -> None:
    with pytest.raises(Refused, match="the same file name"):
        built(store, meeting, tmp_path / "pack.pdf", copies=packs.Copies(recipients=names))
    assert not list(tmp_path.glob("*.pdf"))


def test_where_one_copy_cannot_be_written_none_is(store: Store, meeting: PanelMeeting, tmp_path: Path) -> None:
    (tmp_path / "pack - Cy.pdf").mkdir()
    with pytest.raises(Unavailable, match="is a folder"):
        built(store, meeting, tmp_path / "pack.pdf", copies=packs.Copies(recipients=("Ann", "Bo", "Cy")))
    with pytest.raises(Unavailable, match="a shorter one"):
        built(store, meeting, tmp_path / f"{'n' * 300}.pdf")
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["pack - Cy.pdf"]
    assert not state(store, meeting).packs


def test_a_password_nobody_can_type_and_a_full_disk_are_said_in_a_sentence(
    store: Store, meeting: PanelMeeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="cannot be typed"):
        built(store, meeting, tmp_path / "pack.pdf", copies=packs.Copies(password="\ud800" * 9))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))
    with pytest.raises(Unavailable, match=r"No pack was written; free some room"):
        built(store, meeting, tmp_path / "pack.pdf")


def test_undo_takes_no_paper_back_that_has_gone_out_and_puts_none_into_a_pack_that_has(
    store: Store, meeting: PanelMeeting, add: Add, lent: Checker, tmp_path: Path
) -> None:
    add(1, Advice=made.pdf(2, "EP"))
    item, file = agenda_of(store, meeting).items[1][0], FileRead("Views.pdf", made.pdf(1, "Views"))
    added = papers.add_files(store, item, [file], LEAD, TODAY, at=BEFORE_CUT_OFF, with_=lent)
    taken = papers.take_out(store, all_papers(store, meeting)[0], LEAD, TODAY)
    built(store, meeting, tmp_path / "pack.pdf")
    packs.circulate(store, newest(store, meeting), LEAD, TODAY)
    for done in (added, taken):
        assert done.undo
        with pytest.raises(Refused, match="cannot be undone"):
            undo(store, done.undo, LEAD, TODAY)
    assert [one.title for one in all_papers(store, meeting)] == ["Views"]


def test_moving_a_paper_that_somebody_took_out_says_so(store: Store, meeting: PanelMeeting, add: Add) -> None:
    paper = add(1, Advice=made.pdf(2, "EP"))[0]
    papers.take_out(store, paper, LEAD, TODAY)
    with pytest.raises(Stale, match="was taken out meanwhile"):
        papers.move_paper(store, paper, 1, LEAD, TODAY)


def test_the_check_names_a_paper_whose_content_is_gone(store: Store, meeting: PanelMeeting, add: Add) -> None:
    (paper,) = add(1, EP_advice=made.pdf(1, "EP"))
    assert safety.check(store).problems == ()
    with store.work(LEAD, "Lose a file") as work:
        assert isinstance(work, SqlWork)
        work._connection.execute(delete(content).where(content.c.sha256 == paper.sha256))
    assert safety.check(store).problems == (
        "Papers of the assessment panel of 25 Nov 2026: “EP advice” as it was given is missing.",
    )
