"""What is typed or pasted finds its cells: by the cursor, or by headings and references."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.records import Directory, Service
from send_desktop.services.pasted_block import read_block
from tests.helpers.acting import TODAY
from ui.tables.typed_cells import Cell, Landed, Landing, headings, land, read_cell

TITLES = {"reference": "Reference", "child": "Child", "stage": "Stage", "officer": "Officer", "draft": "Draft served"}
SHOWN = {"officer": "Priya Maplenoodle", "stage": "Draft", "child": "Peppergoggle, Ada"}
KNOWN = headings(TITLES, Directory(services=(Service(code="EP", name="Educational psychology"),)))


def landed(text: str, columns: tuple[str, ...] = ("officer", "draft")) -> Landed:
    where = Landing(
        lines=[1, 2],
        columns=columns,
        titles=TITLES,
        shown=lambda case_id, id: SHOWN.get(id, ""),
        references={"ehc-26-0001": 1, "ehc-26-0002": 2, "ehc-26-0009": 9},
    )
    return land(read_block(text, KNOWN), where, TODAY)


def cells(text: str, columns: tuple[str, ...] = ("officer", "draft")) -> list[tuple[int, str, object]]:
    return [(one.case_id, one.column, one.value) for one in landed(text, columns).entries]


def test_without_headings_a_block_goes_right_and_down_from_the_cursor() -> None:
    assert cells("Tom\t3/11\nTara\t") == [
        (1, "officer", "Tom"), (1, "draft", date(2026, 11, 3)), (2, "officer", "Tara"), (2, "draft", None)
    ]  # fmt: skip


def test_rows_that_name_their_case_go_to_it_in_view_or_not() -> None:
    text = "ref\tReference\tOfficer\nx\tehc-26-0009\tTom\nx\tEHC-26-0001\tTara"
    assert cells(text) == [(9, "officer", "Tom"), (1, "officer", "Tara")]
    assert "1 heading not known" in landed(text).passed_over


def test_each_service_is_known_by_the_headings_that_trackers_give_it() -> None:
    for title in ("EP received", "ep advice received", "EP in"):
        assert cells(f"Reference\t{title}\nEHC-26-0001\t3 Nov")[0][1] == "in:EP"


def test_what_has_no_place_is_told() -> None:
    assert "EHC-26-0777: passed over" in landed("Reference\tOfficer\nEHC-26-0777\tTom").passed_over
    assert (
        "Child and Stage follow from what is recorded"
        in landed("Reference\tChild\tStage\tOfficer\nEHC-26-0001\ta\tb\tTom").passed_over
    )
    assert "wider than the columns" in landed("a\tb\tc").passed_over
    assert "2 rows beyond the last line" in landed("a\nb\nc\nd").passed_over


@pytest.mark.parametrize(
    "words", ["3 Nov", "3/11/26", "03.11.2026", "2026-11-03", "2026-11-03 00:00:00", "03/11/2026 00:00"]
)
def test_a_day_is_read_as_forms_read_it_and_as_programs_copy_it(words: str) -> None:
    entry = read_cell(Cell(1, "draft", "Draft served", ""), words, TODAY)
    assert (entry.value, entry.problem) == (date(2026, 11, 3), "")


def test_a_day_without_its_year_has_passed_unless_it_is_promised() -> None:
    """The grid shows 3 January of this year as '3 Jan': copied into another cell it stays that day."""
    draft, promised = (read_cell(Cell(1, id, id, ""), "3 Jan", TODAY) for id in ("draft", "promised:EP"))
    assert (draft.value, promised.value) == (date(2026, 1, 3), date(2027, 1, 3))
    assert read_cell(Cell(1, "draft", "Draft served", ""), "3 Jan 2027", TODAY).value == date(2027, 1, 3)
    assert read_cell(Cell(1, "draft", "Draft served", ""), "tomorrow", TODAY).value == date(2026, 11, 21)


def test_a_column_that_is_not_typed_is_unchanged_where_it_says_the_same_and_refused_otherwise() -> None:
    same, other = landed("Draft\nFinal", ("stage",)).entries
    assert same.is_as_shown
    assert other.problem == "Stage follows from what is recorded; it is not typed."


@given(st.text(max_size=80) | st.text(alphabet="Reference\tOfficer\nEHC-26-0001 3/11\"'", max_size=80))
def test_no_text_is_too_strange_to_find_its_place(text: str) -> None:
    for entry in landed(text).entries:
        assert entry.case_id in (1, 2, 9)
        assert entry.is_as_shown or entry.problem or entry.column in ("officer", "draft") or ":" in entry.column
