"""The panel pack on paper, read back as a member of the panel would: by its text, its links and its bookmarks."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from send_desktop.errors import Cancelled, Refused, Unavailable
from send_desktop.exports import panel_pdf
from send_desktop.exports.panel_pack.pack import PanelPack
from send_desktop.records import AgendaPlace, Recommendation
from tests.helpers.packs import CHILDREN, VIEW, pack, with_case

NOON = datetime(2026, 11, 11, 12, tzinfo=UTC)
FRONT_PAGES = 3
"""Cover, contents, agenda."""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "pack.pdf"


def written(given: PanelPack, target: Path) -> Path:
    panel_pdf.write(given, target)
    return target


def pages_of(path: Path) -> list[str]:
    """Return the text of each page, spaces and line ends as one space."""
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True).stdout
    return [re.sub(r"\s+", " ", page) for page in text.split("\f")[:-1]]


def links_on(document: pikepdf.Pdf, page: int) -> list[int]:
    """Return the pages, from 0, that the links of a page lead to, in the order they stand."""
    places = [annotation.Dest[0] for annotation in document.pages[page].get("/Annots", [])]
    order = [one.obj.objgen for one in document.pages]
    return [order.index(place.objgen) for place in places]


def bookmarks_of(document: pikepdf.Pdf) -> list[str]:
    with document.open_outline() as outline:
        flat = []
        for entry in outline.root:
            flat.append(entry.title)
            flat += [child.title for child in entry.children]
    return flat


def test_a_reader_of_pdf_finds_nothing_wrong_with_the_pack(target: Path) -> None:
    assert shutil.which("qpdf"), "qpdf is one of the programs that the checks use"

    done = subprocess.run(["qpdf", "--check", str(written(pack(), target))], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("profile", ["named", "initials", "reference"])
@pytest.mark.parametrize("front_page", [1, 2])
def test_each_case_is_one_click_from_the_contents_and_from_the_agenda(
    target: Path, profile: str, front_page: int
) -> None:
    given = pack(profile=profile)
    texts = pages_of(written(given, target))

    with pikepdf.open(target) as document:
        reached = set(links_on(document, front_page))

    for item in given.items:
        assert any(item.case.reference in texts[page] for page in reached - {1, 2}), item.case.reference


def test_each_case_page_leads_back_to_the_agenda(target: Path) -> None:
    with pikepdf.open(written(pack(), target)) as document:
        for page in range(FRONT_PAGES, len(document.pages)):
            assert links_on(document, page) == [2]


def test_bookmarks_list_the_front_pages_and_every_case(target: Path) -> None:
    with pikepdf.open(written(pack(2), target)) as document:
        assert bookmarks_of(document) == [
            "Cover",
            "Contents",
            "Agenda",
            "1 Coombevale, Una, EHC-26-0001",
            "2 Stanmoorley, Kit, EHC-26-0002",
        ]


@pytest.mark.parametrize("kind", ["assessment", "issue", "provision"])
def test_a_usual_case_takes_one_page(target: Path, kind: str) -> None:
    texts = pages_of(written(pack(1, kind), target))

    assert len(texts) == FRONT_PAGES + 1
    assert "continued" not in " ".join(texts)


@pytest.mark.parametrize(("cases", "kind"), [(0, "issue"), (1, "assessment"), (60, "issue")])
def test_every_page_says_which_it_is_of_how_many(target: Path, cases: int, kind: str) -> None:
    texts = pages_of(written(pack(cases, kind), target))

    for number, text in enumerate(texts, 1):
        assert f"Pack {number} of {len(texts)}" in text


def test_every_page_names_the_meeting_and_that_it_is_confidential(target: Path) -> None:
    for text in pages_of(written(pack(), target)):
        assert "Issue panel, Kettering, 25 November 2026" in text
        assert "Confidential: contains personal information about children" in text


def test_the_contents_give_the_page_that_a_case_stands_on(target: Path) -> None:
    texts = pages_of(written(pack(60), target))

    for line in re.findall(r"(EHC-26-00\d\d) (\d+) ", texts[1]):
        assert line[0] in texts[int(line[1]) - 1]
    assert len(re.findall(r"EHC-26-00\d\d \d+", texts[1])) > 30


def test_the_agenda_gives_times_what_is_asked_and_the_days_left_at_the_meeting(target: Path) -> None:
    agenda = pages_of(written(pack(), target))[2]

    assert "1 09:30 Coombevale, Una Issue 2 Nov 23 days past Breached 4" in agenda
    assert "4 10:15 Bramblecote, Ivy Issue 14 Dec 19 days left" in agenda
    assert "Refuse by 30 Nov" in agenda
    assert "2 of 8 places are free." in agenda


def test_a_meeting_without_cases_gives_a_polite_page(target: Path) -> None:
    texts = pages_of(written(pack(0), target))

    assert len(texts) == FRONT_PAGES
    assert "No case has been put on this agenda yet." in texts[2]


def test_a_case_page_says_who_where_the_clock_stands_what_is_asked_and_what_is_in(target: Path) -> None:
    page = pages_of(written(pack(2), target))[FRONT_PAGES]

    for said in (
        "Coombevale, Una",
        "EHC-26-0001",
        "7 years, Year 3",
        "Hawthorn Lane Primary School",
        "Priya Okaforsson",
        "Whether to issue an EHC plan",
        "Decision to assess",
        "Last day to refuse",
        "Latest safe date",
        "OT advice is 9 days overdue.",
        "5 of 6 in",
        "9 days overdue",
        VIEW[:40],
        "Issue a plan. Needs are long-standing",
        "Signed by",
    ):
        assert said in page, said


def test_the_track_carries_its_weeks_its_milestones_and_the_day_of_the_pack(target: Path) -> None:
    page = pages_of(written(pack(4), target))[FRONT_PAGES + 3]

    for said in ("Week 6", "Week 16", "Week 20", "Request received", "20 Nov, day 116"):
        assert said in page, said


def test_a_provision_panel_sees_preference_costs_and_the_grounds_of_the_replies(target: Path) -> None:
    page = pages_of(written(pack(1, "provision"), target))[FRONT_PAGES]

    for said in (
        "The family's preference",
        "Larchmount School",
        "Band 3",
        "£8,125",
        "£27,340",
        "+£19,215",
        "£3,040",
        "Says it cannot meet",
        "take it above the number",
    ):
        assert said in page, said


def test_other_panels_do_not_see_what_provision_costs(target: Path) -> None:
    given = pack(1, "provision")
    item = given.items[0]
    other = replace(given, items=(replace(item, item=replace(item.item, asked="issue")),))

    assert "£" not in " ".join(pages_of(written(other, target)))


@pytest.mark.parametrize("profile", ["initials", "reference"])
def test_no_name_of_a_child_or_carer_leaves_under_initials_or_reference(target: Path, profile: str) -> None:
    told = "Zoë-Łucja likes school. Mrs Delyth O’Tarnwater-Ångströmby and Zoë's SENCo agree; ZOË is tired."
    given = with_case(pack(profile=profile), 3, family_view=told, officer_recommendation="Una and Kit agree.")

    texts = " ".join(pages_of(written(given, target)))
    raw = everything_in(target)

    for forename, surname in CHILDREN[2:3]:
        for part in (*re.split("[-’]", forename), *re.split("[-’]", surname)):
            if len(part) > 1:
                assert not re.search(rf"\b{part}\b", texts, re.IGNORECASE), part
    for _, surname in CHILDREN:
        assert surname not in texts
        assert surname not in raw
    assert "Delyth" not in texts
    assert "Okaforsson" not in texts


def test_the_date_of_birth_is_shown_only_under_names(target: Path) -> None:
    named = " ".join(pages_of(written(pack(1), target)))
    hidden = " ".join(pages_of(written(pack(1, profile="initials"), target)))

    assert "born 3 Apr 2019" in named
    assert "2019" not in hidden


def test_initials_stand_with_the_reference_that_tells_them_apart(target: Path) -> None:
    page = pages_of(written(pack(1, profile="initials"), target))[FRONT_PAGES]

    assert "U.C." in page
    assert "EHC-26-0001" in page
    assert "P.O." in page


def test_a_name_that_is_an_everyday_word_is_taken_out_only_as_a_name(target: Path) -> None:
    given = pack(1, profile="reference")
    item = given.items[0]
    person = replace(item.case.person, forename="Will", surname="May")
    request = replace(item.case.request, family_view="Will will start on 4 May 2026 if Will is well.")
    case = replace(item.case, person=person, request=request)

    page = pages_of(written(replace(given, items=(replace(item, case=case),)), target))[FRONT_PAGES]

    assert "the child will start on 4 May 2026 if the child is well." in page


def test_a_front_sheet_says_how_views_are_before_the_panel_and_what_earlier_panels_came_to(target: Path) -> None:
    given = pack(1, profile="reference")
    item = given.items[0]
    before = AgendaPlace(
        item=replace(item.item, id=900, meeting_id=90),
        meeting=replace(given.meeting, id=90, on=date(2026, 11, 11)),
        area="",
    )
    said = Recommendation(
        id=5,
        case_id=item.case.id,
        meeting_id=90,
        item_id=900,
        outcome="defer",
        made_at=NOON,
        deferred_for="Una's hearing test",
    )
    case = replace(item.case, agenda=(before,), recommendations=(said,))
    on = replace(
        item.item, family_view_form="attached", family_view_note="letter of Una's mother", child_view_form="none",
        child_view_note="too young to be asked", presenter="Wendy Lemontuck",
    )  # fmt: skip

    page = pages_of(written(replace(given, items=(replace(item, case=case, item=on),)), target))[FRONT_PAGES]

    assert "The family's views: attached (letter of the child's mother)." in page
    assert "The child's views: none, and why (too young to be asked)." in page
    assert "Earlier panels 11 Nov 2026: defer; the child's hearing test." in page
    assert "Wendy Lemontuck" not in page, "officers are left out with the names"


def test_typed_text_is_never_read_as_markup(target: Path) -> None:
    typed = '<b>Bold</b> & "quoted" <a href="http://example.org">x</a> 5 < 6 &amp; <br/>\x0b end'
    given = with_case(pack(1), 1, family_view=typed)

    page = pages_of(written(given, target))[FRONT_PAGES]

    assert '<b>Bold</b> & "quoted" <a href="http://example.org">x</a> 5 < 6 &amp; <br/> end' in page


def test_long_text_flows_on_to_a_page_titled_continued_and_none_of_it_is_lost(target: Path) -> None:
    sentences = [f"Sentence {number} of the family." for number in range(1, 400)]
    given = with_case(pack(2), 1, family_view="\n".join(sentences[:200]) + " ".join(sentences[200:]))

    texts = pages_of(written(given, target))

    assert "Coombevale, Una, continued" in texts[FRONT_PAGES + 1]
    assert "EHC-26-0001 Item 1, 09:30" in texts[FRONT_PAGES + 1]
    whole = " ".join(texts)
    assert all(f"Sentence {number} of the" in whole for number in range(1, 400))


def test_advice_longer_than_a_page_is_set_in_full(target: Path) -> None:
    given = pack(1)
    item = given.items[0]
    point = " ".join(f"Point{number}" for number in range(1, 1500))
    advice = (replace(item.advice[0], key_point=point), *item.advice[1:])

    texts = pages_of(written(replace(given, items=(replace(item, advice=advice),)), target))

    whole = " ".join(texts)
    assert all(f"Point{number}" in whole for number in range(1, 1500))
    assert len(texts) > FRONT_PAGES + 1


def test_a_long_name_without_spaces_and_every_accent_is_set(target: Path) -> None:
    given = pack(1)
    item = given.items[0]
    person = replace(item.case.person, surname="Þórarinsdóttir" * 6, forename="Đặng Şule Nguyễn")
    case = replace(item.case, person=person)

    texts = pages_of(written(replace(given, items=(replace(item, case=case),)), target))

    assert "Þórarinsdóttir" in texts[FRONT_PAGES]
    assert "Đặng Şule Nguyễn" in texts[FRONT_PAGES]


def test_the_file_says_what_it_is_without_naming_a_child(target: Path) -> None:
    with pikepdf.open(written(pack(), target)) as document:
        assert str(document.docinfo.Title) == "Issue panel, Kettering, 25 November 2026"
        assert str(document.docinfo.Subject) == "Panel pack"
        assert str(document.Root.Lang) == "en-GB"
        assert "/PageLabels" in document.Root
        known = " ".join(str(value) for value in document.docinfo.values())

    assert not any(name in known for child in CHILDREN for name in child)


def test_every_font_is_embedded(target: Path) -> None:
    listed = subprocess.run(["pdffonts", str(written(pack(1), target))], capture_output=True, check=True, text=True)

    rows = listed.stdout.splitlines()[2:]
    assert rows
    assert all("Inter" in row for row in rows)


def test_the_same_pack_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(pack(3), tmp_path / "first.pdf")
    second = written(pack(3), tmp_path / "second.pdf")

    assert first.read_bytes() == second.read_bytes()


def test_stopping_leaves_no_file_and_an_earlier_one_as_it_was(tmp_path: Path, target: Path) -> None:
    target.write_bytes(b"earlier")

    def stop_at_the_fourth(done: int, total: int, what: str) -> None:
        if done == 4:
            raise Cancelled("Stop.")

    with pytest.raises(Cancelled, match="no pack was written"):
        panel_pdf.write(pack(), target, stop_at_the_fourth)

    assert target.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [target]


def test_progress_counts_up_to_the_end_and_names_no_child(target: Path) -> None:
    told: list[tuple[int, int, str]] = []

    panel_pdf.write(pack(3), target, lambda done, total, what: told.append((done, total, what)))

    shares = [done / total for done, total, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert not any(surname in what for _, _, what in told for _, surname in CHILDREN)


def test_a_folder_in_the_place_of_the_file_is_pointed_out(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="is a folder"):
        panel_pdf.write(pack(1), tmp_path)


def test_a_folder_that_does_not_exist_is_pointed_out_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="There is no folder"):
        panel_pdf.write(pack(1), tmp_path / "missing" / "pack.pdf", _never)


def test_a_pack_has_no_public_profile(target: Path) -> None:
    with pytest.raises(Refused, match="choose named, initials or reference"):
        panel_pdf.write(pack(1, profile="public"), target)


def everything_in(path: Path) -> str:
    """Return every string and stream of a file, uncompressed, as far as it is text."""
    plain = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"], capture_output=True, check=True
    )
    return plain.stdout.decode("latin-1")


def _never(done: int, total: int, what: str) -> None:
    raise AssertionError("Nothing should have been drawn.")
