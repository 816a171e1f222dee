"""The caseload's lines: filtering, sorting, copying, and what a screen reader hears."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from send_desktop.records import CaseloadRow, Derived
from send_desktop.risk import sentence
from ui.tables.caseload_columns import COLUMNS, fitting
from ui.tables.caseload_model import CaseloadModel

TODAY = date(2026, 11, 20)
PLACE = {column.id: place for place, column in enumerate(COLUMNS)}


def row(number: int, surname: str, due: date | None = date(2026, 12, 20), **changes: object) -> CaseloadRow:
    """A line of the caseload."""
    derived = Derived(
        status="open" if due else "plan_issued",
        stage="advice" if due else None,
        next_duty="final_plan" if due else None,
        next_due=due,
        blocker="advice" if due else None,
        blocker_subject="EP" if due else "",
        blocker_due=date(2026, 11, 11) if due else None,
        finished_in_time=None if due else True,
        finished_on=None if due else date(2026, 11, 2),
    )
    made = CaseloadRow(
        id=number, version=1, reference=f"EHC-26-{number:04d}", forename="Ada", surname=surname,
        date_of_birth=date(2018, 5, 4), upn=None, setting="Larkenfold Primary School", area="North",
        officer="Priya Maplenoodle", team="North and East", primary_need="SLCN",
        received_on=TODAY - timedelta(days=110), clock_start_on=TODAY - timedelta(days=110), assess_outcome="assess",
        assess_told_on=TODAY - timedelta(days=70), issue_outcome=None, issue_told_on=None, draft_served_on=None,
        final_sent_on=None, is_exception_claimed=False, closed_on=None, advice_outstanding="EP", derived=derived,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def model(qtbot: QtBot) -> CaseloadModel:
    made = CaseloadModel()
    made.show_rows(
        [
            row(1, "Otterbuckle", date(2026, 12, 20)),
            row(2, "Peppergoggle", date(2026, 11, 1), setting="Skylarkby Academy", forename="Jude"),
            row(3, "Fennimoor", date(2027, 1, 8), officer="Tom Kestrellark"),
            row(4, "Wrenfold", None),
        ],
        TODAY,
    )
    return made


def shown(model: CaseloadModel) -> list[str]:
    return [line.row.surname for line in model.lines]


def test_open_cases_are_shown_in_order_of_their_legal_date(model: CaseloadModel) -> None:
    assert shown(model) == ["Peppergoggle", "Otterbuckle", "Fennimoor"]


def test_finished_cases_come_last_when_they_are_asked_for(model: CaseloadModel) -> None:
    model.narrow(only_open=False)
    assert shown(model)[-1] == "Wrenfold"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("pepper", ["Peppergoggle"]),
        ("JUDE peppergoggle", ["Peppergoggle"]),
        ("skylark academy", ["Peppergoggle"]),
        ("kestrel", ["Fennimoor"]),
        ("0003", ["Fennimoor"]),
        ("breached", ["Peppergoggle"]),
        ("ep overdue larkenfold", ["Otterbuckle", "Fennimoor"]),
        ("advice slcn north", ["Peppergoggle", "Otterbuckle", "Fennimoor"]),
        ("pepper fennimoor", []),
    ],
)
def test_every_word_must_be_found_somewhere_on_the_line(model: CaseloadModel, words: str, found: list[str]) -> None:
    model.narrow(words=words)
    assert shown(model) == found


def test_states_and_officer_narrow_together_with_the_words(model: CaseloadModel) -> None:
    model.narrow(officer="priya maplenoodle", states=frozenset({"breached"}))
    assert shown(model) == ["Peppergoggle"]
    model.narrow(words="otter")
    assert shown(model) == []


@pytest.mark.parametrize("column", [column.id for column in COLUMNS])
def test_every_column_sorts_both_ways(model: CaseloadModel, column: str) -> None:
    model.narrow(only_open=False)
    model.sort(PLACE[column], Qt.SortOrder.AscendingOrder)
    forwards = [COLUMNS[PLACE[column]].sort(line) for line in model.lines]
    model.sort(PLACE[column], Qt.SortOrder.DescendingOrder)
    assert [COLUMNS[PLACE[column]].sort(line) for line in model.lines] == forwards[::-1]
    assert forwards == sorted(forwards)


def test_the_track_says_the_risk_sentence_to_a_screen_reader(model: CaseloadModel) -> None:
    index = model.index(0, PLACE["track"])
    said = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(sentence(model.lines[0].row.derived, TODAY).reason)


def test_every_cell_has_words_for_a_screen_reader(model: CaseloadModel) -> None:
    for place, column in enumerate(COLUMNS):
        said = model.data(model.index(0, place), Qt.ItemDataRole.AccessibleTextRole)
        assert said, column.id


def test_lines_are_copied_as_a_table_with_its_headings(model: CaseloadModel) -> None:
    text = model.as_table([0, 1], [PLACE["reference"], PLACE["child"], PLACE["left"]])
    assert text.split("\n") == [
        "Reference\tChild\tLeft",
        "EHC-26-0002\tPeppergoggle, Jude\t−19",
        "EHC-26-0001\tOtterbuckle, Ada\t30",
    ]


def test_a_tab_or_a_line_break_in_a_name_does_not_break_the_table(qtbot: QtBot) -> None:
    model = CaseloadModel()
    model.show_rows([row(1, "Otter\tbuckle", setting="Larkenfold\nPrimary")], TODAY)
    lines = model.as_table([0], range(len(COLUMNS))).split("\n")
    assert [line.count("\t") for line in lines] == [len(COLUMNS) - 1] * 2


def test_columns_give_way_in_their_order_and_never_the_child_the_date_or_the_risk() -> None:
    gone: list[str] = []
    for width in range(2000, 0, -10):
        left = {column.id for column in fitting(width)}
        assert {"child", "due", "risk"} <= left
        gone += [column.id for column in COLUMNS if column.id not in left and column.id not in gone]
    order = sorted((column for column in COLUMNS if column.drop_order), key=lambda column: column.drop_order)
    assert gone == [column.id for column in order]


def test_what_was_typed_is_words_again_when_it_is_pasted_into_a_spreadsheet(model: CaseloadModel) -> None:
    model.show_rows([row(1, "=cmd|'/c calc'!A1", forename="+1"), row(2, '"Q" Otter', setting="-12")], TODAY)
    pasted = model.as_table([0, 1], [PLACE["child"], PLACE["setting"]]).splitlines()[1:]
    assert pasted[0].startswith("'=cmd|")
    assert [line.count("\t") for line in pasted] == [1, 1]
    assert pasted[1].split("\t") == ['"""Q"" Otter, Ada"', "-12"]


def test_a_name_with_markup_in_it_is_shown_letter_for_letter_in_its_tip(model: CaseloadModel) -> None:
    model.show_rows([row(1, "<img src=x>Otter")], TODAY)
    tip = model.data(model.index(0, PLACE["child"]), Qt.ItemDataRole.ToolTipRole)
    shown = QTextDocument()
    shown.setHtml(tip)
    assert shown.toPlainText() == "<img src=x>Otter, Ada"
