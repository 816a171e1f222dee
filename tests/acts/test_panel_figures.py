"""Panel figures from the records of a panel that was held, recounted from the records alone; and their workbook."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from statistics import mean, median

import pytest
from openpyxl import load_workbook

from db.engine import open_store
from send_desktop.errors import Refused
from send_desktop.panel_measures import Scope, count, period
from send_desktop.records import AgendaItem, Decision, PanelMeeting, Recommendation
from send_desktop.services import letters
from send_desktop.services.amendments import adopt
from send_desktop.services.panel_figures import export_figures, file_name, read_facts
from send_desktop.services.panel_letters import letters_of, make_letters
from send_desktop.services.sitting_view import sitting_view
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.held import decide_all, hear, panel

LATER = TODAY + timedelta(days=10)
MONTH = Scope(*period("year", LATER))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A panel that was held and decided; the first family's letter went five days later."""
    store = open_store(tmp_path_factory.mktemp("held") / "held.db")
    meeting = panel(store)
    view = decide_all(store, hear(store, meeting))
    make_letters(store, letters_of(view), LEAD, TODAY)
    letter = letters_of(sitting_view(store, meeting, TODAY))[0].letter
    assert letter is not None
    case, told = read(store, letter.case_id), TODAY + timedelta(days=5)
    adopt(store, letters.record_sent(case, letter, on=told, channel="first_class", proof="", today=told), LEAD, told)
    yield store
    store.close()


def test_the_figures_are_what_a_plain_recount_of_the_records_gives(held: Store) -> None:
    found = count(read_facts(held, LATER), MONTH)
    with held.look() as reading:
        meetings = [one.meeting for one in reading.meetings() if one.meeting.status == "held"]
        items = [item for item in reading.every(AgendaItem) if item.meeting_id in {one.id for one in meetings}]
        said = {one.item_id: one.outcome for one in reading.every(Recommendation)}
        decided = reading.every(Decision)
        told = [reading.case(one.case_id).request.assess_told_on for one in decided]
    took = [(one.ended_at - one.started_at).total_seconds() / 60 for one in items if one.started_at and one.ended_at]
    heard = [one for one in items if said.get(one.id) not in ("not_reached", "withdrawn", None)]
    shown = {one.measure.id: one.value for one in found.figures}
    assert (shown["held"], shown["listed"], shown["heard"]) == (len(meetings), len(items), len(heard)) == (1, 3, 2)
    assert shown["not_reached"] == sum(outcome == "not_reached" for outcome in said.values()) == 1
    assert found.figure("not_reached").note == f"{meetings[0].slot_minutes} minutes lost"
    assert (shown["minutes_median"], shown["minutes_mean"]) == (median(took), mean(took)) == (17.0, 17.0)
    assert shown["told_days"] == median((on - TODAY).days for on in told if on) == 5
    assert (shown["agreed"], found.figure("agreed").of) == (1, 2)
    assert (shown["told_by"], found.figure("told_by").of) == (1, 2), "the other is past its date and not told"
    assert {entry.case.reference for entry in found.figure("heard").entries if entry.case} == {
        read(held, one.case_id).reference for one in heard
    }


def test_another_period_counts_nothing(held: Store) -> None:
    assert count(read_facts(held, LATER), Scope(date(2026, 1, 1), TODAY - timedelta(days=1))).is_empty


def test_the_workbook_holds_the_same_figures_by_reference_and_is_logged(held: Store, tmp_path: Path) -> None:
    path = tmp_path / file_name(MONTH)
    line = export_figures(held, MONTH, LATER, path, "reference", LEAD)
    book = load_workbook(path)
    assert book.sheetnames == ["Figures", "By panel", "Agree rates", "Cases", "Definitions"]
    rows = {str(row[1]).strip(): row[2:5] for row in book["Figures"].iter_rows(values_only=True) if row[1]}
    assert rows["Heard"] == (2, 3, 0.667)
    assert rows["Agreed"] == (1, 2, 0.5)
    words = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert not [one for one in words for name in ("Coombevale", "Una", LEAD, "Vexley") if name in one]
    assert any("EHC-26-" in one for one in words)
    assert (line.kind, line.profile, line.target, line.items) == ("statistics", "reference", path.name, 3)
    with held.look() as reading:
        assert reading.exports("statistics")[0].sha256 == line.sha256
    export_figures(held, MONTH, LATER, path, "named", LEAD)
    named = [str(cell) for row in load_workbook(path)["Cases"].iter_rows(values_only=True) for cell in row if cell]
    assert "Coombevale, Una" in named


def test_what_cannot_be_written_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    for path, profile, words in (
        (tmp_path / "figures.pdf", "reference", "Excel workbook"),
        (tmp_path / "figures.xlsx", "public", "no profile public"),
    ):
        with pytest.raises(Refused, match=words):
            export_figures(store, MONTH, LATER, path, profile, LEAD)
    assert not list(tmp_path.glob("figures*"))
    with store.look() as reading:
        assert not reading.exports("statistics")


def test_a_meeting_that_passed_and_was_never_closed_is_named(store: Store) -> None:
    with store.work(LEAD, "Found") as work:
        like = work.add(PanelMeeting(kind="issue", on=TODAY, starts_at=time(9, 30)))
    found = count(read_facts(store, LATER), MONTH)
    assert [one.meeting.id for one in found.figure("not_closed").entries if one.meeting] == [like.id]
    assert not found.is_empty
