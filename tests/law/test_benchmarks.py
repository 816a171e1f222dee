"""Published figures: what council papers quote of them comes out, and nothing unpublished becomes a figure."""

import csv
from fractions import Fraction

import pytest

import resources
from send_desktop import benchmarks
from send_desktop.benchmarks import BENCHMARKS, HEADLINE, Book, Chosen, Line, benchmark, lines, shipped_book
from send_desktop.benchmarks.comparators import neighbours_line
from send_desktop.benchmarks.places import REGION_CODES, Place, history_of, plain_name, search, standing_code
from send_desktop.benchmarks.published import read_lines, write_lines
from send_desktop.benchmarks.standing import ordinal, quantile, spread, standing
from send_desktop.measures import MEASURES

INCLUDING = benchmark("within_20_weeks.including")
KENT, HERTFORDSHIRE, NOTTINGHAMSHIRE = "E10000016", "E10000015", "E10000024"
NORTH_NORTHAMPTONSHIRE = "E06000061"


def figure(code: str, year: int, measure: benchmarks.BenchmarkMeasure = HEADLINE) -> float | None:
    found = shipped_book().figure(code, year, measure)
    return found.value if found else None


def place(code: str) -> Place:
    found = shipped_book().place(code)
    assert found
    return found


# --- what council papers quote --------------------------------------------------------------------


def test_nottinghamshire_told_its_board_of_four_and_a_half_per_cent_in_2022() -> None:
    assert figure(NOTTINGHAMSHIRE, 2022) == figure(NOTTINGHAMSHIRE, 2022, INCLUDING) == 4.5
    assert figure(NOTTINGHAMSHIRE, 2023) == 32.3


def test_north_northamptonshire_set_itself_beside_a_national_59_9_per_cent() -> None:
    assert figure("E92000001", 2021) == 59.9
    own = [figure(NORTH_NORTHAMPTONSHIRE, 2021, one) for one in (INCLUDING, HEADLINE)]
    assert own == [16.8, 19.8]
    assert figure(NORTH_NORTHAMPTONSHIRE, 2022, INCLUDING) == 47.4


def test_kent_promised_every_plan_in_time_by_march_2021_and_the_years_after_say_otherwise() -> None:
    assert [figure(KENT, year) for year in range(2021, 2026)] == [41.4, 41.1, 18.0, 33.3, 56.9]


def test_hertfordshire_reached_its_milestone_of_sixty_per_cent() -> None:
    assert (figure(HERTFORDSHIRE, 2024, INCLUDING), figure(HERTFORDSHIRE, 2024)) == (55.2, 56.3)
    assert (figure(HERTFORDSHIRE, 2023, INCLUDING), figure(HERTFORDSHIRE, 2023)) == (41.5, 40.2)
    assert (figure(HERTFORDSHIRE, 2025, INCLUDING), figure(HERTFORDSHIRE, 2025)) == (60.1, 60.3)


def test_a_published_share_is_that_of_its_published_counts() -> None:
    for year in range(2016, 2026):
        found = shipped_book().figure("E92000001", year, HEADLINE)
        assert found
        assert found.n
        assert found.d
        assert abs(100 * found.n / found.d - found.value) <= 0.06


# --- where and when -------------------------------------------------------------------------------


def test_england_its_nine_regions_and_every_authority_stand_in_the_book() -> None:
    book = shipped_book()
    standing_now = [one for one in book.authorities() if one.until is None]
    assert len(standing_now) == 153
    assert {one.region for one in standing_now} == set(REGION_CODES)
    assert all(figure(code, 2025) is not None for code in REGION_CODES)
    assert all(one.name and one.number for one in book.authorities())


def test_a_row_that_came_without_its_name_has_the_name_of_its_code() -> None:
    assert place("E06000016").name == "Leicester"
    assert figure("E06000016", 2023) is None
    assert figure("E06000016", 2024) == 51.5


@pytest.mark.parametrize(
    ("former", "now"),
    [("E10000002", "E06000060"), ("E10000027", "E06000066"), ("E10000023", "E06000065"), ("E08000019", "E08000039")],
)
def test_an_authority_that_was_given_another_code_is_one_authority(former: str, now: str) -> None:
    assert standing_code(former) == now
    assert place(former) == place(now)
    assert shipped_book().years(HEADLINE, former) == shipped_book().years(HEADLINE, now)


def test_buckinghamshire_has_every_year_though_the_files_give_it_two_codes() -> None:
    assert shipped_book().years(HEADLINE, "E06000060") == list(range(2014, 2025))


def test_northamptonshire_ends_with_2020_and_its_two_successors_begin_with_2021() -> None:
    book = shipped_book()
    assert place("E10000021").title == "Northamptonshire (until 2020)"
    assert book.years(HEADLINE, "E10000021")[-1] == 2020
    assert book.years(HEADLINE, NORTH_NORTHAMPTONSHIRE)[0] == 2021
    assert history_of(place("E10000021"), book.names()) == (
        "Northamptonshire was divided into North Northamptonshire and West Northamptonshire in 2021; "
        "its figures end with 2020."
    )
    assert "those before are of Northamptonshire" in history_of(place(NORTH_NORTHAMPTONSHIRE), book.names())


def test_dorset_before_and_after_2019_are_two_places_of_one_name() -> None:
    book = shipped_book()
    assert {one.title for one in book.authorities() if one.name == "Dorset"} == {"Dorset", "Dorset (until 2018)"}
    assert "other boundaries since 2019" in history_of(place("E06000059"), book.names())


def test_an_authority_is_found_by_a_few_letters_its_code_or_its_number() -> None:
    every = shipped_book().authorities()
    assert search(every, "nott")[0].name == "Nottingham"
    assert [one.name for one in search(every, "north nor")] == ["North Northamptonshire"]
    assert [one.name for one in search(every, "E10000016")] == [one.name for one in search(every, "886")] == ["Kent"]
    assert search(every, "northamptonshire")[-1].until == 2020


@pytest.mark.parametrize("name", ["Kent County Council", "KENT", "Bristol City Council", "St Helens", "Herefordshire"])
def test_a_council_s_own_name_leads_to_its_authority(name: str) -> None:
    assert shipped_book().authority_named(name)


def test_no_two_standing_authorities_have_names_that_read_alike() -> None:
    names = [plain_name(one.name) for one in shipped_book().authorities() if one.until is None]
    assert len(set(names)) == len(names)


# --- what was not published -----------------------------------------------------------------------


def test_a_figure_that_was_not_published_is_none_and_never_nought() -> None:
    assert figure("E10000020", 2022) is None  # Norfolk's were unavailable
    assert figure(KENT, 2022, benchmark("over_52_weeks.including")) is None
    assert figure(KENT, 2024, benchmark("mean_weeks.including")) is None


def test_the_noughts_of_2014_and_2015_are_not_taken_for_figures() -> None:
    assert figure("E09000002", 2014, benchmark("plans_issued")) is None
    assert figure("E10000007", 2015, INCLUDING) is None  # Derbyshire: 0 of 307
    assert figure("E06000053", 2023, INCLUDING) == 0.0  # a true nought of later: the Isles of Scilly, 0 of 4


# --- one definition -------------------------------------------------------------------------------


def test_every_published_measure_stands_under_one_of_our_definitions() -> None:
    known = {one.id: one for one in MEASURES}
    for one in BENCHMARKS:
        assert known[one.measure].definition
        assert one.better == known[one.measure].better
        assert shipped_book().years(one, "E92000001"), one.id
    assert len({one.id for one in BENCHMARKS}) == len(BENCHMARKS)


def test_the_share_refused_is_worked_out_of_decisions_as_ours_is() -> None:
    found = shipped_book().figure("E92000001", 2025, benchmark("refused_to_assess"))
    assert found
    assert (found.n, found.d, found.value) == (43289, 149351, 29.0)


# --- how authorities are spread -------------------------------------------------------------------


def test_quartiles_are_those_of_the_shipped_distribution() -> None:
    columns = {"pc20_excl_exceptions": HEADLINE, "pc20_incl_exceptions": INCLUDING,
               "pc_over_52wk_incl": benchmark("over_52_weeks.including"),
               "decision_within_6wk_pc": benchmark("decisions_within_6_weeks")}  # fmt: skip
    rows = csv.DictReader(resources.text("benchmarks", "la_distribution.csv").splitlines())
    seen = 0
    for row in rows:
        if row["measure"] not in columns:
            continue
        found = spread(shipped_book(), columns[row["measure"]], int(row["calendar_year"]))
        assert found
        expected = [float(row[name]) for name in ("min", "p25", "median", "p75", "max")]
        got = [found.lowest, found.lower, found.median, found.upper, found.highest]
        assert got == pytest.approx(expected, abs=0.011), row
        assert found.authorities == int(row["n_las"])
        seen += 1
    assert seen == 16


def test_a_place_among_authorities_is_told_by_quarter_and_rank() -> None:
    at = standing(shipped_book(), HEADLINE, 2024, 99.0)
    assert at
    assert at.quarter == 1
    assert at.words.startswith("in the best quarter: ")
    low = standing(shipped_book(), HEADLINE, 2024, 3.0)
    assert low
    assert (low.quarter, low.rank, low.authorities) == (4, 152, 152)


def test_where_less_is_better_the_best_quarter_is_the_lowest() -> None:
    late = benchmark("over_52_weeks.including")
    at, worst = (standing(shipped_book(), late, 2024, value) for value in (0.0, 57.0))
    assert at
    assert worst
    assert (at.quarter, at.rank, worst.quarter) == (1, 1, 4)


def test_an_authority_s_own_published_figure_gives_way_to_what_is_asked() -> None:
    at = standing(shipped_book(), HEADLINE, 2024, 33.3, KENT)
    assert at
    assert at.authorities == 151


def test_no_place_is_told_where_too_few_authorities_are_published() -> None:
    assert spread(shipped_book(), HEADLINE, 2025) is None
    assert standing(shipped_book(), HEADLINE, 2025, 60.0) is None


@pytest.mark.parametrize(("number", "words"), [(1, "1st"), (12, "12th"), (23, "23rd"), (111, "111th"), (152, "152nd")])
def test_ranks_are_written_as_they_are_said(number: int, words: str) -> None:
    assert ordinal(number) == words


def test_a_quartile_is_interpolated_as_a_spreadsheet_does() -> None:
    assert quantile([1.0, 2.0, 4.0, 8.0], Fraction(1, 4)) == 1.75


# --- comparators ------------------------------------------------------------------------------------


def chosen(*shown: str) -> Chosen:
    return Chosen(
        ours=place(NOTTINGHAMSHIRE),
        neighbours=tuple(place(code) for code in (KENT, HERTFORDSHIRE, NORTH_NORTHAMPTONSHIRE, "E10000020")),
        others=(place("E06000018"),),
        on_charts=frozenset(shown),
    )


def test_comparators_stand_in_one_order_each_with_its_newest_year() -> None:
    found = lines(shipped_book(), chosen("england", "region", "neighbours"), HEADLINE)
    assert [(one.title, one.year, one.words) for one in found] == [
        ("England", 2025, "46.1%"),
        ("East Midlands", 2025, "32.4%"),
        ("Neighbours, middle of 3 of 4", 2025, "56.9%"),
        ("Nottingham", 2025, "30.2%"),
    ]
    assert found[0].counted == "43,997 of 95,411"


def test_of_a_year_the_neighbours_without_a_figure_are_left_out_and_said() -> None:
    found = neighbours_line(shipped_book(), chosen().neighbours, HEADLINE, 2022)
    assert found
    assert found.title == "Neighbours, middle of 3 of 4"
    assert found.value == 41.1  # Kent, between Hertfordshire and North Northamptonshire


def test_a_comparator_that_is_not_chosen_stands_on_no_chart() -> None:
    assert [one.title for one in lines(shipped_book(), chosen(), HEADLINE)] == ["Nottingham"]
    assert [one.title for one in lines(shipped_book(), Chosen(), HEADLINE)] == ["England"]


# --- what is read in --------------------------------------------------------------------------------


def test_what_is_read_in_stands_over_the_shipped_figure_of_the_same_year_and_place() -> None:
    newer = Line(place=place(KENT), year=2024, values={"pc20_excl_exceptions": 34.5}, source="revised.csv")
    book = Book(read_lines(write_lines([])), [[newer]])
    assert book.figure(KENT, 2023, HEADLINE) is None
    from send_desktop.benchmarks.published import shipped

    over = Book(shipped(), [[newer]])
    found, before = over.figure(KENT, 2024, HEADLINE), over.figure(KENT, 2023, HEADLINE)
    assert found
    assert before
    assert (found.value, found.source, found.is_read_in) == (34.5, "revised.csv", True)
    assert (before.value, before.is_read_in) == (18.0, False)
    assert over.value(KENT, 2024, "plans_issued_incl") == shipped_book().value(KENT, 2024, "plans_issued_incl")


def test_lines_are_kept_under_the_licence_and_read_back_as_they_were() -> None:
    kept = [one for one in read_lines(resources.text("benchmarks", "la_timeliness.csv")) if one.year == 2024]
    text = write_lines(kept)
    assert text.startswith("# Contains public sector information licensed under the Open Government Licence v3.0.")
    assert read_lines(text) == kept
