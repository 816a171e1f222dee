"""Milestones beside what has been reached, and the page for the board."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from send_desktop.errors import Refused
from send_desktop.exports.timeliness.suppression import withheld_paths
from send_desktop.measures import measure
from send_desktop.measures.told import value_words
from send_desktop.records import Milestone
from send_desktop.services import demo, milestones
from send_desktop.services.board_page import export_board_page, gather
from send_desktop.services.timeliness import figures
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY

PROMISE = Milestone(
    measure="within_20_weeks", title="Plans in time", baseline=300, target=600, due_on=TODAY + timedelta(days=40)
)


def kept(store: Store, as_at: date = TODAY) -> tuple[milestones.MilestoneLine, ...]:
    with store.look() as reading:
        return milestones.milestone_lines(reading, as_at)


def words_of(path: Path) -> list[str]:
    book = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_range() for page in book]
    book.close()
    return found


def test_a_milestone_stands_beside_the_figure_that_the_sheet_shows(store: Store) -> None:
    demo.fill(store, cases=60, scenario="Near national", seed=2, today=TODAY)
    milestones.add_milestone(store, PROMISE, LEAD, TODAY)
    (line,) = kept(store)
    assert line.actual == figures(store, TODAY).within_20_weeks.excluding.pct
    assert line.target_words == "60.0% by 30 Dec 2026"


@pytest.mark.parametrize(
    ("actual", "as_at", "standing"),
    [
        (60.0, TODAY, "reached"),
        (59.9, TODAY, "on_the_way"),
        (30.0, TODAY, "not_yet"),
        (59.9, PROMISE.due_on + timedelta(days=1), "missed"),
        (60.0, PROMISE.due_on + timedelta(days=1), "reached"),
        (None, TODAY, "unknown"),
    ],
)
def test_a_milestone_is_missed_only_once_its_day_is_over(actual: float | None, as_at: date, standing: str) -> None:
    assert milestones.standing_of(PROMISE, measure("within_20_weeks"), actual, as_at) == standing


def test_where_less_is_better_a_lower_figure_reaches_the_target() -> None:
    held = replace(PROMISE, measure="open_over_20_weeks", baseline=1400, target=100)
    one = measure("open_over_20_weeks")
    assert milestones.standing_of(held, one, 10, TODAY) == "reached"
    assert milestones.standing_of(held, one, 139, TODAY) == "on_the_way"
    assert milestones.standing_of(held, one, 150, TODAY) == "not_yet"


def test_milestones_are_changed_taken_off_and_taken_back(store: Store) -> None:
    milestones.add_milestone(store, PROMISE, LEAD, TODAY)
    (first,) = kept(store)
    milestones.change_milestone(store, first.milestone, replace(first.milestone, title="", target=650), LEAD, TODAY)
    (second,) = kept(store)
    assert second.milestone.title == "Issued within 20 weeks", "a milestone without a name has that of its measure"
    taken = milestones.remove_milestone(store, second.milestone, LEAD, TODAY).undo
    assert kept(store) == ()
    assert taken is not None
    undo(store, taken, LEAD, TODAY)
    assert [one.milestone.target for one in kept(store)] == [650]


def test_what_cannot_be_promised_is_refused_in_a_sentence(store: Store) -> None:
    for wrong, said in (
        (replace(PROMISE, target=1001), "between 0 and 100"),
        (replace(PROMISE, baseline=-1), "between 0 and 100"),
        (replace(PROMISE, measure="by_status"), "Choose the measure"),
        (replace(PROMISE, baseline_on=PROMISE.due_on + timedelta(days=1)), "lies after"),
    ):
        with pytest.raises(Refused, match=said):
            milestones.add_milestone(store, wrong, LEAD, TODAY)
    assert kept(store) == ()


def test_the_page_for_the_board_is_one_page_however_much_is_on_it_and_is_logged(store: Store, tmp_path: Path) -> None:
    demo.fill(store, cases=60, scenario="Near national", seed=2, today=TODAY)
    for number in range(9):
        title = f"{number}: a promise with the longest name that the form takes, agreed with everybody"
        milestones.add_milestone(store, replace(PROMISE, title=title[:60]), LEAD, TODAY)
    file = tmp_path / "board.pdf"
    export_board_page(store, TODAY, file, LEAD, "The backlog of advice clears in the spring term. " * 18)
    (page,) = words_of(file)
    shown = figures(store, TODAY).within_20_weeks
    assert value_words(measure("within_20_weeks"), shown.excluding.pct) in page
    assert f"{shown.including.n} of {shown.including.d}" in page
    assert "The backlog of advice clears" in page
    assert "1 more milestones" not in page
    assert "One more milestone is kept in the program" in page
    with store.look() as reading:
        assert [(one.kind, one.target) for one in reading.exports("board_page")] == [("board_page", "board.pdf")]
        names = {row.surname for row in reading.caseload()} | {row.officer for row in reading.caseload() if row.officer}
    assert not [name for name in names if name in page]


def test_plans_on_the_page_are_counted_on_one_basis_that_it_names(store: Store) -> None:
    demo.fill(store, cases=60, scenario="Near national", seed=2, today=TODAY)
    for code in ("due_on_time", "median_weeks"):
        milestones.add_milestone(store, replace(PROMISE, measure=code, target=500), LEAD, TODAY)
    with store.look() as reading:
        page = gather(reading, TODAY)
    tiles = {tile.words: tile.figure for tile in page.tiles}
    promised = {one.actual for one in page.milestones}
    assert promised == {
        figure for words, figure in tiles.items() if "of plans due" in words or words.startswith("median")
    }
    assert [words for words in tiles if "incl." in words] == ["issued in 20 weeks, incl. exceptions"]
    assert "leave out those with an exception" in page.notes[0]


def test_a_page_for_publication_withholds_what_the_public_sheet_withholds(store: Store, tmp_path: Path) -> None:
    demo.fill(store, cases=60, scenario="Near national", seed=2, today=TODAY)
    milestones.add_milestone(store, replace(PROMISE, measure="due_overdue"), LEAD, TODAY)
    milestones.add_milestone(store, replace(PROMISE, measure="open_over_20_weeks"), LEAD, TODAY)
    shown = figures(store, TODAY)
    withheld = withheld_paths(shown)
    with store.look() as reading:
        page = gather(reading, TODAY, profile="public")
    for month, counted in zip(page.months, shown.issued_by_month, strict=True):
        path = f"issued_by_month.{month.month:%Y-%m}"
        assert (month.plans == "*") == (f"{path}.issued" in withheld)
        assert month.pct in (None, counted.on_time.pct)
        assert (month.pct is None) == (f"{path}.on_time.pct" in withheld or not counted.issued)
    assert any(month.words == "*" for month in page.months)
    over = next(tile for tile in page.tiles if tile.words == "open past 20 weeks")
    assert (over.figure == "*") == ("open_over_20_weeks" in withheld)
    told = [(one.actual, one.standing) for one in page.milestones]
    assert ("*", "Withheld") in told, "a count of which the public sheet says nothing is not told here either"
    export_board_page(store, TODAY, tmp_path / "board.pdf", LEAD, profile="public")
    (words,) = words_of(tmp_path / "board.pdf")
    assert "For publication" in words
    assert "stands for a count under 6" in words
    with store.look() as reading:
        assert [one.profile for one in reading.exports("board_page")] == ["public"]


def test_a_page_of_an_empty_store_says_that_there_is_nothing_to_count(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "board.pdf"
    export_board_page(store, TODAY, file, LEAD)
    (page,) = words_of(file)
    assert "No milestone is on record." in page


def test_a_commentary_too_long_for_the_page_is_refused_and_nothing_is_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="100 characters too long"):
        export_board_page(store, TODAY, tmp_path / "board.pdf", LEAD, "x" * 1000)
    with pytest.raises(Refused, match=r"ends in \.pdf"):
        export_board_page(store, TODAY, tmp_path / "board.docx", LEAD)
    assert list(tmp_path.glob("board*")) == []
    with store.look() as reading:
        assert gather(reading, TODAY).commentary == ""


@pytest.mark.parametrize("commentary", ["a\n" * 450, "\n".join("W" * 60 for _ in range(14))])
def test_what_takes_more_than_one_page_is_refused_and_nothing_leaves(
    store: Store, tmp_path: Path, commentary: str
) -> None:
    for number in range(8):
        milestones.add_milestone(store, replace(PROMISE, title=f"{number}" + "W" * 59), LEAD, TODAY)
    with pytest.raises(Refused, match="one page of A4"):
        export_board_page(store, TODAY, tmp_path / "board.pdf", LEAD, commentary)
    assert list(tmp_path.glob("board*")) == []
    with store.look() as reading:
        assert reading.exports("board_page") == []


def test_the_name_of_a_milestone_is_one_short_line(store: Store) -> None:
    with pytest.raises(Refused, match="longer than 60 characters"):
        milestones.add_milestone(store, replace(PROMISE, title="W" * 61), LEAD, TODAY)
    milestones.add_milestone(store, replace(PROMISE, title=" Plans \n in\ttime "), LEAD, TODAY)
    assert [one.milestone.title for one in kept(store)] == ["Plans in time"]
