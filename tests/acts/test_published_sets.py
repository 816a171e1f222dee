"""Reading published figures in: said first, kept in one act, taken off and undone; and whom the team compares with."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from send_desktop.benchmarks import HEADLINE, LICENCE, benchmark
from send_desktop.errors import Refused, Stale
from send_desktop.records import PublishedSet
from send_desktop.services import decisions
from send_desktop.services.benchmark_view import BenchmarkView, read_view, unpublished
from send_desktop.services.benchmarks import book_of, choose, chosen_of, comparator_lines
from send_desktop.services.people import set_option
from send_desktop.services.published_sets import held_sets, preview, read_in, remove
from send_desktop.services.timeliness import figures, sheet
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase

KENT, HERTFORDSHIRE, NOTTINGHAMSHIRE, NOTTINGHAM = "E10000016", "E10000015", "E10000024", "E06000018"
HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,"
    "old_la_code,la_name,plans_issued_den,plans_issued_within_20_weeks,pc_plans_issued_within_20_weeks,"
    "pc_plans_issued_20_weeks_ex"
)
KENT_PLACE = "Local authority,E92000001,England,E12000008,South East,E10000016,886,Kent"


def newer(folder: Path, *rows: str, name: str = "timeliness_20_week.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8-sig")
    return path


def kent_2026(folder: Path, share: str = "61.5") -> Path:
    return newer(
        folder,
        "2026,Calendar year,National,E92000001,England,,,,,,110000,55000,50.0,50.6",
        f"2026,Calendar year,{KENT_PLACE},1800,1080,60.0,{share}",
    )


def newest(store: Store, code: str) -> tuple[int, float, bool]:
    with store.look() as reading:
        found = book_of(reading).newest(HEADLINE, code)
    assert found
    return found.year, found.value, found.is_read_in


def sets(store: Store) -> list[PublishedSet]:
    with store.look() as reading:
        return reading.every(PublishedSet)


# --- reading in -----------------------------------------------------------------------------------


def test_a_preview_says_what_a_file_holds_and_keeps_nothing(store: Store, tmp_path: Path) -> None:
    report = preview(store, kent_2026(tmp_path), TODAY)
    assert report.holds == "England and 1 authority, 2026"
    assert (report.new, report.same, report.differing, report.warnings) == (8, 0, 0, 0)
    assert sets(store) == []


def test_figures_that_are_read_in_stand_beside_those_that_are_shipped(store: Store, tmp_path: Path) -> None:
    changes = read_in(store, kent_2026(tmp_path), LEAD, TODAY)
    assert changes.note == "timeliness_20_week.csv is read: England and 1 authority, 2026."
    assert newest(store, KENT) == (2026, 61.5, True)
    assert newest(store, HERTFORDSHIRE) == (2025, 60.3, False)
    kept = sets(store)[0]
    assert (kept.title, kept.first_year, kept.last_year, kept.read_by) == ("EHC plans, 2026", 2026, 2026, LEAD)
    with store.look() as reading:
        text = reading.content(kept.sha256).decode()
        assert held_sets(reading) == [(kept, 8)]
    assert text.startswith(f"# {LICENCE}")
    assert "timeliness_20_week.csv, read 20 Nov 2026" in text


def test_a_newer_file_stands_over_the_shipped_figure_and_says_that_it_differs(store: Store, tmp_path: Path) -> None:
    revised = newer(tmp_path, f"2024,Calendar year,{KENT_PLACE},2424,850,35.1,35.1", name="revised.csv")
    report = preview(store, revised, TODAY)
    assert report.differing == 3
    assert any("35.1 here, 33.3 held" in one.text for one in report.file.remarks)
    read_in(store, revised, LEAD, TODAY)
    with store.look() as reading:
        found = book_of(reading).figure(KENT, 2024, HEADLINE)
    assert found
    assert (found.value, found.source) == (35.1, "revised.csv, read 20 Nov 2026")


def test_what_a_file_withholds_takes_nothing_away(store: Store, tmp_path: Path) -> None:
    read_in(store, newer(tmp_path, f"2024,Calendar year,{KENT_PLACE},2000,c,c,c"), LEAD, TODAY)
    assert newest(store, KENT)[:2] == (2025, 56.9)
    with store.look() as reading:
        found = book_of(reading).figure(KENT, 2024, HEADLINE)
    assert found
    assert found.value == 33.3


def test_the_same_file_a_second_time_is_refused(store: Store, tmp_path: Path) -> None:
    read_in(store, kent_2026(tmp_path), LEAD, TODAY)
    with pytest.raises(Refused, match="is held already; nothing was kept"):
        read_in(store, kent_2026(tmp_path), LEAD, TODAY)
    assert len(sets(store)) == 1


def test_a_file_that_is_no_such_table_leaves_everything_as_it_was(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "minutes.csv"
    path.write_text("Item,Owner\nTimeliness,Lead\n", encoding="utf-8")
    with pytest.raises(Refused, match="nothing was kept"):
        read_in(store, path, LEAD, TODAY)
    assert sets(store) == []


def test_reading_in_can_be_undone_and_done_again(store: Store, tmp_path: Path) -> None:
    changes = read_in(store, kent_2026(tmp_path), LEAD, TODAY)
    assert changes.undo
    back = undo(store, changes.undo, LEAD, TODAY)
    assert back.everything
    assert newest(store, KENT) == (2025, 56.9, False)
    assert back.undo
    undo(store, back.undo, LEAD, TODAY)
    assert newest(store, KENT) == (2026, 61.5, True)


def test_a_file_can_be_taken_off_and_the_act_undone(store: Store, tmp_path: Path) -> None:
    read_in(store, kent_2026(tmp_path), LEAD, TODAY)
    kept = sets(store)[0]
    changes = remove(store, kept, LEAD, TODAY)
    assert newest(store, KENT) == (2025, 56.9, False)
    with pytest.raises(Stale):
        remove(store, kept, LEAD, TODAY)
    assert changes.undo
    undo(store, changes.undo, LEAD, TODAY)
    assert newest(store, KENT) == (2026, 61.5, True)


def test_the_file_that_was_read_last_stands_over_the_one_before(store: Store, tmp_path: Path) -> None:
    read_in(store, kent_2026(tmp_path), LEAD, date(2027, 7, 1))
    read_in(store, kent_2026(tmp_path, "62.0"), LEAD, date(2027, 9, 1))
    assert newest(store, KENT) == (2026, 62.0, True)


# --- whom the team compares itself with -------------------------------------------------------------


def titles(store: Store, measure: str = HEADLINE.id, year: int | None = None) -> list[tuple[str, int, float]]:
    with store.look() as reading:
        return [(one.title, one.year, one.value) for one in comparator_lines(reading, measure, year)]


def test_until_something_is_chosen_england_alone_stands_on_the_charts(store: Store) -> None:
    assert titles(store) == [("England", 2025, 46.1)]


def test_the_authority_its_neighbours_and_others_are_chosen_in_one_act(store: Store) -> None:
    changes = choose(
        store, NOTTINGHAMSHIRE, [KENT, HERTFORDSHIRE], [NOTTINGHAM], ["england", "region", "neighbours"], LEAD, TODAY
    )
    assert changes.note == "Nottinghamshire is compared with 2 statistical neighbours and Nottingham."
    assert titles(store) == [
        ("England", 2025, 46.1),
        ("East Midlands", 2025, 32.4),
        ("Neighbours, middle of 2", 2025, 58.6),
        ("Nottingham", 2025, 30.2),
    ]
    assert titles(store, "within_20_weeks.including", 2022)[0] == ("England", 2022, 47.7)
    assert changes.undo
    undo(store, changes.undo, LEAD, TODAY)
    assert titles(store) == [("England", 2025, 46.1)]


def test_choosing_what_is_chosen_already_is_refused(store: Store) -> None:
    choose(store, KENT, [HERTFORDSHIRE], [], ["england", "neighbours"], LEAD, TODAY)
    with pytest.raises(Refused, match="stands as it is chosen here already"):
        choose(store, KENT, [HERTFORDSHIRE], [], ["england", "neighbours"], LEAD, TODAY)


@pytest.mark.parametrize(
    ("ours", "neighbours", "words"),
    [
        ("E12000008", [], "is no authority"),
        (KENT, ["E99999999"], "E99999999 is no authority"),
        (KENT, [KENT], "cannot be its own neighbour"),
        (KENT, [f"E0900{number:04}" for number in range(1, 33)], "At most 30 neighbours"),
    ],
)
def test_what_cannot_be_chosen_is_refused_and_nothing_is_saved(
    store: Store, ours: str, neighbours: list[str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        choose(store, ours, neighbours, [], ["england"], LEAD, TODAY)
    with store.look() as reading:
        assert not reading.options()


def test_a_code_on_record_that_is_nobody_s_is_passed_over_and_told(store: Store) -> None:
    set_option(store, "neighbour_codes", f"{KENT} E00000000", LEAD, TODAY)
    with store.look() as reading:
        chosen = chosen_of(reading, book_of(reading))
    assert [one.name for one in chosen.neighbours] == ["Kent"]
    assert chosen.unknown == ("E00000000",)


def test_a_measure_of_which_nothing_is_published_has_no_comparators(store: Store) -> None:
    with store.look() as reading, pytest.raises(KeyError):
        comparator_lines(reading, "open_cases")
    assert benchmark("mean_weeks.including")


# --- ours beside theirs -------------------------------------------------------------------------------


def view_of(store: Store, on: date = TODAY) -> BenchmarkView:
    with store.look() as reading:
        return read_view(reading, on)


def refused_case(new_case: NewCase, done: Adopt, received: date, days: int) -> None:
    case = new_case(received)
    told = received + timedelta(days=days)
    done(
        decisions.decide_to_assess(
            case, outcome="refuse", made_on=told, told_on=told, today=TODAY, reasons="Progress is steady"
        )
    )


def test_our_figure_of_a_year_is_the_one_that_is_counted_everywhere(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    refused_case(new_case, done, date(2025, 2, 3), 40)
    refused_case(new_case, done, date(2026, 2, 2), 43)
    refused_case(new_case, done, date(2026, 3, 2), 42)
    view = view_of(store)
    row = next(one for one in view.rows(2025) if one.measure.id == "decisions_within_6_weeks")
    counted = figures(store, TODAY).decisions_within_6_weeks
    assert row.to_date
    assert row.ours
    assert (row.to_date.n, row.to_date.d) == (counted.n, counted.d) == (1, 2)
    assert (row.ours.n, row.ours.d, row.ours.value) == (1, 1, 100.0)
    assert (view.ours[2025].is_partial, view.ours[2025].is_to_date, view.ours[2026].is_to_date) == (True, False, True)
    assert "Our records begin in 2025" in view.notes()[-1]
    assert view.ranked(2025) == 2026, "a year in which the records begin looks better than it was"
    at_half = next(one for one in view.rows(2024) if one.measure.id == "decisions_within_6_weeks")
    assert row.standing == at_half.standing, "the place told is that of 1 of 2, not of 1 of 1"


def test_as_at_a_day_in_the_past_later_facts_do_not_count(store: Store, new_case: NewCase, done: Adopt) -> None:
    refused_case(new_case, done, date(2026, 2, 2), 43)
    assert view_of(store, date(2026, 3, 1)).ours[2026].figures["decisions_within_6_weeks"].d == 0


def test_a_figure_of_nothing_is_a_dash_and_not_nought(store: Store, new_case: NewCase) -> None:
    new_case(date(2026, 10, 12))
    row = view_of(store).rows(2025)[0]
    assert (row.to_date, row.ours, row.standing) == (None, None, None)
    assert row.england


def test_ours_stands_among_authorities_of_the_newest_year_in_which_enough_are_published(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    refused_case(new_case, done, date(2026, 2, 2), 30)
    row = next(one for one in view_of(store).rows(2025) if one.measure.id == "decisions_within_6_weeks")
    assert row.standing
    assert (row.standing.year, row.standing.quarter, row.standing.rank) == (2024, 1, 1)


def test_an_empty_store_shows_what_is_published_alone(store: Store) -> None:
    view = view_of(store)
    assert view.ours == {}
    assert [line.title for line in view.series(HEADLINE)] == ["England"]
    assert view.usual_year == 2025


def test_the_authority_s_name_under_options_proposes_which_it_is(store: Store) -> None:
    set_option(store, "authority_name", "Kent County Council", LEAD, TODAY)
    proposed = view_of(store).suggested
    assert proposed
    assert proposed.code == KENT


def test_what_nothing_is_published_of_is_told() -> None:
    titles_alone = unpublished()
    assert {"Open cases", "Plans due in the period", "Median weeks to issue"} <= set(titles_alone)
    assert "Plans issued" not in titles_alone


def test_the_weekly_sheet_takes_england_and_the_comparators_from_what_was_read_in(store: Store, tmp_path: Path) -> None:
    choose(store, NOTTINGHAMSHIRE, [], [KENT], ["england"], LEAD, TODAY)
    read_in(store, kent_2026(tmp_path), LEAD, TODAY)
    with store.look() as reading:
        gathered = sheet(reading, TODAY, "public", TODAY)
    newest_of_england = gathered.england[-1]
    assert (newest_of_england.year, newest_of_england.within_20_excluding) == (2026, 50.6)
    assert [(one.title, one.words) for one in gathered.comparators] == [("England", "50.6%"), ("Kent", "61.5%")]


def test_a_file_whose_content_is_gone_hides_no_other_figure(store: Store, tmp_path: Path) -> None:
    lost = PublishedSet(
        title="EHC plans, 2026", file_name="lost.csv", first_year=2026, last_year=2026, read_on=TODAY, sha256="0" * 64,
        read_by=LEAD,
    )  # fmt: skip
    with store.work(LEAD, "Lose content") as work:
        work.add(lost)
    assert newest(store, KENT) == (2025, 56.9, False)
    with store.look() as reading:
        assert [count for _, count in held_sets(reading)] == [0]


@pytest.mark.parametrize(("year", "why"), [("2027", "still to come"), ("1999", "before there were plans")])
def test_a_year_that_cannot_be_is_refused_and_never_stands_as_the_newest(
    store: Store, tmp_path: Path, year: str, why: str
) -> None:
    path = newer(tmp_path, f"{year},Calendar year,{KENT_PLACE},1800,1080,60.0,61.5")
    with pytest.raises(Refused, match=f"{year}, which (is|was) {why}"):
        read_in(store, path, LEAD, TODAY)
    assert sets(store) == []
