"""The Department's files of several years, as it heads them, and as offices save them again: read by their meaning."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from send_desktop.benchmarks import shipped_book
from send_desktop.errors import Refused
from send_desktop.imports.published import PublishedFile, read_file
from send_desktop.imports.published.meanings import FIGURES, figure_meaning, meaning
from send_desktop.imports.published.values import read_number, read_period

NATIONAL = "National,E92000001,England,,,,,"
EAST_MIDLANDS = "Regional,E92000001,England,E12000004,East Midlands,,,"
NOTTINGHAMSHIRE = "Local authority,E92000001,England,E12000004,East Midlands,E10000024,891,Nottinghamshire"
WOKINGHAM = "Local authority,E92000001,England,E12000008,South East,E06000041,872,Wokingham"

PLACE_2025 = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,"
    "old_la_code,la_name"
)
REPORTING_2026 = (
    f"{PLACE_2025},breakdown_topic,breakdown,plans_issued_den,plans_issued_den_ex,plans_issued_within_20_weeks,"
    "plans_issued_20_weeks_ex,pc_plans_issued_within_20_weeks,pc_plans_issued_20_weeks_ex,plans_issued_gt20weeks_ltyear,"
    "plans_issued_gt20weeks_ltyear_ex,pc_plans_issued_gt20weeks_ltyear,pc_plans_issued_gt20weeks_ltyear_ex,"
    "plans_issued_gt_1_year,plans_issued_gt_1_year_ex,pc_plans_issued_gt_1_year,pc_plans_issued_gt_1_year_ex,"
    "avg_weeks_issue_plan,avg_weeks_issue_plan_exc"
)
ALL = "All EHC plans,All EHC plans"
ENGLAND_2025 = (
    f"2025,Calendar year,{NATIONAL},{ALL},102203,95411,46498,43997,45.5,46.1,45277,42045,44.3,44.1,10323,9284,10.1,9.7,"
    "25.6,25.4"
)
NOTTS_2025 = (
    f"2025,Calendar year,{NOTTINGHAMSHIRE},{ALL},1038,1038,335,335,32.3,32.3,702,702,67.6,67.6,1,1,0.1,0.1,28.6,28.6"
)
"""Figures as published in the reporting year 2026, some of those of the bands made up to their shares."""


def saved(folder: Path, *rows: str, name: str = "timeliness_20_week.csv", encoding: str = "utf-8-sig") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join(rows).encode(encoding))
    return path


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            sheet.cell(place, column).value = cell  # type: ignore[assignment]
    book.save(path)


def read(path: Path) -> PublishedFile:
    return read_file(path, shipped_book(), "a file")


def value(file: PublishedFile, code: str, year: int, name: str) -> float | None:
    found = [line for line in file.lines if line.place.code == code and line.year == year]
    return found[0].values.get(name) if found else None


# --- headings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "headings"),
    {
        "plans_issued_incl": (
            "TotIncExcEHC", "tot_inc_exc_ehc", "plans_issued_den", "Plans issued",
            "EHC plans issued including exceptions",
            "Timeliness - Number of EHC plans including exceptions",
            "Number of EHC plans issued including exeptions (denominator)",
        ),
        "plans_issued_excl": ("TotNoExcEHC", "plans_issued_den_ex", "Plans issued (excl. exceptions)"),
        "within20_incl": (
            "IncExc20weekEHC", "inc_exc_20week_ehc", "plans_issued_within_20_weeks",
            "Number of EHC plans issued within 20 weeks", "EHC plans issued within twenty weeks, including exceptions",
        ),
        "within20_excl": ("NoExc20weekEHC", "plans_issued_20_weeks_ex", "Within 20 weeks without exceptions"),
        "pc20_incl_exceptions": (
            "IncExc20weekRate", "inc_exc_20week_rate", "pc_plans_issued_within_20_weeks", "% within 20 weeks",
        ),
        "pc20_excl_exceptions": (
            "NoExc20weekRate", "PC_plans_issued_20_weeks_ex", "pc_plans_issued_20_weeks_ex",
            "EHC plans issued within 20 weeks excluding exceptions - %",
            "Percentage of EHC plans issued within 20 weeks (excluding exceptions)",
        ),
        "pc_20_to_52wk_incl": ("pc_plans_issued_gt20weeks_ltYear", "EHC plans issued between 20 and 52 weeks - %"),
        "n_20_to_52wk_excl": ("plans_issued_gt20weeks_ltYear_ex", "plans_issued_gt20weeks_ltyear_ex"),
        "pc_over_52wk_incl": ("pc_plans_issued_gt_1_year", "Per cent of plans issued after more than one year"),
        "avg_weeks_incl": ("avg_weeks_issue_plan", "Mean weeks to issue plan"),
        "avg_weeks_excl": ("avg_weeks_issue_plan_exc", "Average weeks to issue (excluding exceptions)"),
        "requests_received": ("InreqEHC", "inreq_ehc", "requests_received_in_year", "Initial requests received"),
        "requests_refused": ("AssRefusedEHC", "ass_refused_ehc", "requests_decided_not_to_assess"),
        "requests_to_assess": ("requests_decided_to_assess",),
        "requests_outstanding": ("requests_decision_not_made",),
        "decision_within_6wk": ("request_outcome_six_weeks",),
        "decision_over_6wk": ("request_outcome_over_6_weeks",),
        "decision_within_6wk_pc": (
            "request_outcome_six_weeks_pc", "Percentage of requests where decision made within 6 weeks",
        ),
        "assess_no_plan": ("AssnoneEHC", "ass_none_ehc", "assess_not_issued"),
        "no_plan_decision_within_16wk_pc": ("outcome_decision_within_time_pc",),
        "": (
            "IncExc26week", "TotIncExc", "StatementstoEHC", "PersonalBudgets", "requests_rya", "num_caseload",
            "tribunal_after_mediation_request", "assess_not_made", "ehcplans", "Notes",
        ),
    }.items(),
)  # fmt: skip
def test_a_heading_means_its_figure_in_every_release(column: str, headings: tuple[str, ...]) -> None:
    assert {heading: figure_meaning(heading) for heading in headings} == dict.fromkeys(headings, column)


def test_places_and_years_are_told_from_figures() -> None:
    headings = (
        "time_period",
        "Geographic level",
        "old_la_code",
        "new_la_code",
        "LA name",
        "ONS code",
        "Region",
    )
    assert [meaning(one) for one in headings] == [
        "period", "level", "la_number", "la_code", "la_name", "la_code", "region_name",
    ]  # fmt: skip


def test_every_column_that_is_kept_has_words() -> None:
    from send_desktop.benchmarks.published import COLUMNS

    assert set(FIGURES) == set(COLUMNS)
    assert all(meaning(one) == one for one in COLUMNS)  # the program's own files can be read in again


# --- whole files ------------------------------------------------------------------------------------


def test_the_file_of_the_reporting_year_2026_is_read_whole(tmp_path: Path) -> None:
    by_age = f"2025,Calendar year,{NOTTINGHAMSHIRE},Age,age 10,41,41,12,12,29.3,29.3,29,29,70.7,70.7,0,0,0,0,30.1,30.1"
    file = read(saved(tmp_path, REPORTING_2026, ENGLAND_2025, NOTTS_2025, by_age))
    assert (file.years, file.places("england"), file.places("authority"), file.rows_read) == ([2025], 1, 1, 3)
    assert value(file, "E92000001", 2025, "pc20_excl_exceptions") == 46.1
    assert value(file, "E10000024", 2025, "avg_weeks_incl") == 28.6
    assert value(file, "E10000024", 2025, "plans_issued_incl") == 1038
    assert file.left_out == (("Breakdowns by age, sex and the like", 1),)
    assert file.not_understood == ()
    assert ("plans_issued_20_weeks_ex", "plans within 20 weeks, excluding exceptions") in file.matched
    assert file.remarks == ()


def test_the_file_of_the_reporting_year_2022_is_read_by_the_same_rules(tmp_path: Path) -> None:
    headings = (
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
        "new_la_code,la_name,NewallEHC,AssnoneEHC,AssnoneEHC_pc,Dismet,InreqEHC,TotIncExcEHC,IncExc20weekEHC,"
        "IncExc20weekRate,TotNoExcEHC,NoExc20weekEHC,NoExc20weekRate,TotIncExc"
    )
    kent = (
        "2021,Calendar year,Local authority,E92000001,England,E12000008,South East,886,E10000016,Kent,2882,143,4.7,z,"
        "4047,2882,1193,41.4,2882,1193,41.4,z"
    )
    england = (
        '2021,Calendar year,National,E92000001,England,"","","","","",62180,3903,5.90621,z,93302,61269,35470,57.90000,'
        "57196,34249,59.9000000000,z"
    )
    file = read(saved(tmp_path, headings, england, kent, name="sen2_mi.csv", encoding="utf-8"))
    assert value(file, "E92000001", 2021, "pc20_excl_exceptions") == 59.9
    assert value(file, "E10000016", 2021, "pc20_incl_exceptions") == 41.4
    assert value(file, "E10000016", 2021, "requests_received") == 4047
    assert file.not_understood == ("Dismet", "TotIncExc")
    assert not [one for one in file.remarks if not one.is_note]


def test_the_file_of_requests_gives_the_decisions_within_six_weeks(tmp_path: Path) -> None:
    headings = (
        f"{PLACE_2025},breakdown_topic,breakdown,requests_received_in_year,requests_rya,requests_decided_to_assess,"
        "requests_decided_not_to_assess,requests_decision_not_made,requests_withdrawn,request_outcome_six_weeks,"
        "request_outcome_over_6_weeks,request_outcome_six_weeks_pc,request_outcome_over_6_weeks_pc"
    )
    every = "All requests for EHC needs assessments,All requests for EHC needs assessments"
    rows = (
        f"2019,Calendar year,{NATIONAL},{every},82329,16,x,18755,x,x,x,x,x,x",
        f"2024,Calendar year,{NATIONAL},{every},154489,20,101045,38889,12038,2517,118600,21256,84.8,15.2",
    )
    file = read(saved(tmp_path, headings, *rows, name="requests.csv"))
    assert value(file, "E92000001", 2024, "decision_within_6wk_pc") == 84.8
    assert value(file, "E92000001", 2019, "requests_refused") == 18755
    assert value(file, "E92000001", 2019, "requests_to_assess") is None  # x: unavailable, and never 0


def test_labels_in_plain_words_semicolons_and_thousands_are_read(tmp_path: Path) -> None:
    rows = (
        "Year;Local authority;Number of EHC plans issued;EHC plans issued within 20 weeks - %",
        "2026;Kent;1,812;61,5",
        "2026;Bristol City Council;1 044;c",
        "2026;St Helens;260;73.5%",
    )
    file = read(saved(tmp_path, *rows, encoding="cp1252"))
    assert value(file, "E10000016", 2026, "plans_issued_incl") == 1812
    assert value(file, "E10000016", 2026, "pc20_incl_exceptions") == 61.5
    assert value(file, "E06000023", 2026, "plans_issued_incl") == 1044
    assert value(file, "E06000023", 2026, "pc20_incl_exceptions") is None
    assert value(file, "E08000013", 2026, "pc20_incl_exceptions") == 73.5


def test_a_long_file_says_in_each_row_which_figure_it_holds(tmp_path: Path) -> None:
    place = "2026,Local authority,E10000016,Kent"
    rows = (
        "Time period,Geographic level,LA code,LA name,Indicator,Value",
        f"{place},Number of EHC plans issued including exceptions,1812",
        f"{place},EHC plans issued within 20 weeks excluding exceptions - %,61.5",
        f"{place},Number of plans ceased,400",
    )
    file = read(saved(tmp_path, *rows))
    assert [dict(line.values) for line in file.lines] == [{"plans_issued_incl": 1812, "pc20_excl_exceptions": 61.5}]
    assert ("Rows of other figures", 1) in file.left_out


def test_a_table_with_a_year_in_each_column_takes_its_figure_from_the_title(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Percentage of EHC plans issued within 20 weeks excluding exceptions"],
        [],
        ["Geographic level", "LA code", "Local authority", 2025, 2026],
        ["National", None, "England", 0.461, 0.503],
        ["Local authority", "E10000016", "Kent", 0.569, 0.615],
        *(["Local authority", code, "", 0.4, 0.5] for code in [f"E060000{number:02}" for number in range(1, 20)]),
    ]
    workbook(tmp_path / "table.xlsx", rows)
    file = read(tmp_path / "table.xlsx")
    assert value(file, "E10000016", 2026, "pc20_excl_exceptions") == 61.5
    assert value(file, "E92000001", 2025, "pc20_excl_exceptions") == 46.1
    assert file.remarks[0].text.startswith("Read as per cent, though written as parts of 1")


def test_a_workbook_of_the_same_table_is_read_as_the_csv(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Education, health and care plans"], ["Timeliness by local authority"]]
    for row in (REPORTING_2026, ENGLAND_2025, NOTTS_2025):
        rows.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row.split(",")])
    workbook(tmp_path / "timeliness.xlsx", rows)
    from_csv = read(saved(tmp_path, REPORTING_2026, ENGLAND_2025, NOTTS_2025))
    assert read(tmp_path / "timeliness.xlsx").lines == from_csv.lines


# --- places -----------------------------------------------------------------------------------------


def test_an_authority_under_a_newer_code_is_the_one_that_is_known(tmp_path: Path) -> None:
    rows = (
        f"{PLACE_2025},plans_issued_den",
        "2026,Calendar year,Local authority,E92000001,England,E12000009,South West,E06000066,933,Somerset,600",
        "2026,Calendar year,Local authority,E92000001,England,E12000003,,E08000019,373,Sheffield,900",
        "2026,Calendar year,Local authority,E92000001,England,E12000008,South East,E06000999,872,Wokingham,300",
    )
    file = read(saved(tmp_path, *rows))
    assert {line.place.code for line in file.lines} == {"E06000066", "E08000039", "E06000041"}
    assert not file.remarks


def test_an_authority_that_nobody_knew_comes_in_and_is_said(tmp_path: Path) -> None:
    row = "2028,Calendar year,Local authority,E92000001,England,E12000008,South East,E06000071,950,West Surrey,700"
    file = read(saved(tmp_path, f"{PLACE_2025},plans_issued_den", row))
    place = file.lines[0].place
    assert (place.name, place.region, place.number) == ("West Surrey", "E12000008", "950")
    assert file.remarks[0].text == "Not among the authorities held, and added: West Surrey."


# --- what cannot be, or does not agree ----------------------------------------------------------------


def test_a_share_that_is_not_that_of_its_counts_is_said(tmp_path: Path) -> None:
    wrong = NOTTS_2025.replace("335,335,32.3,32.3", "335,335,42.3,32.3")
    file = read(saved(tmp_path, REPORTING_2026, wrong))
    said = [(one.place, one.year, one.text) for one in file.remarks if not one.is_note]
    assert ("Nottinghamshire", 2025, "42.3 per cent within 20 weeks, but 335 of 1,038 is 32.3.") in said
    assert any("three bands make up 110.0" in text for _, _, text in said)
    assert any("42.3 here, 32.3 held" in one.text for one in file.remarks if one.is_note)


def test_more_plans_in_time_than_plans_is_said(tmp_path: Path) -> None:
    rows = (f"{PLACE_2025},plans_issued_den,plans_issued_within_20_weeks", f"2026,Calendar year,{WOKINGHAM},200,291")
    file = read(saved(tmp_path, *rows))
    assert [one.text for one in file.remarks] == ["291 plans within 20 weeks, which is more than the 200 plans issued."]


def test_what_cannot_be_true_is_left_out_and_said(tmp_path: Path) -> None:
    rows = (
        f"{PLACE_2025},plans_issued_den,pc_plans_issued_within_20_weeks,avg_weeks_issue_plan",
        f"2026,Calendar year,{WOKINGHAM},300,143.0,2560",
        f"2026,Calendar year,{NOTTINGHAMSHIRE},many,41.0,25.6",
        "2026,Calendar year,National,E92000001,England,,,,,,1e400,45.5,-3",
    )
    file = read(saved(tmp_path, *rows))
    assert {name for line in file.lines for name in line.values} == {
        "plans_issued_incl", "pc20_incl_exceptions", "avg_weeks_incl",
    }  # fmt: skip
    assert value(file, "E06000041", 2026, "pc20_incl_exceptions") is None
    texts = [one.text for one in file.remarks]
    assert "Per cent within 20 weeks of 143 cannot be; left out." in texts
    assert "“many” is no plans issued; left out." in texts
    assert "Plans issued of inf cannot be; left out." in texts


@pytest.mark.parametrize("symbol", ["c", "z", "x", ":", "..", "-", "*", "[c]", "low", "n/a", ""])
def test_what_is_withheld_is_no_number(symbol: str) -> None:
    assert read_number(symbol).number is None
    assert not read_number(symbol).problem


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234", 1234), ("45.5%", 45.5), ("45,5", 45.5), (" 1 044 ", 1044), ("1234 [r]", 1234), ("0", 0), ("1e3", 1000)],
)
def test_a_number_is_read_however_it_is_written(text: str, number: float) -> None:
    assert read_number(text).number == number


@pytest.mark.parametrize(
    ("period", "kind", "year"),
    [("2025", "Calendar year", 2025), (2025.0, "", 2025), ("2025", "", 2025), ("202526", "Academic year", None),
     ("2025/26", "", None), ("2025", "Academic year", None), ("Calendar year 2025", "", 2025), ("", "", None)],
)  # fmt: skip
def test_only_a_calendar_year_is_a_year(period: str | float, kind: str, year: int | None) -> None:
    assert read_period(period, kind).year == year


def test_rows_of_academic_years_are_left_out_and_said(tmp_path: Path) -> None:
    academic = NOTTS_2025.replace("2025,Calendar year", "202526,Academic year")
    file = read(saved(tmp_path, REPORTING_2026, ENGLAND_2025, academic))
    assert file.places("authority") == 0
    assert file.remarks[0].text == ("1 row of 202526 (Academic year) left out: timeliness is by calendar year.")


# --- files that are refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (("time_period,la_name,num_caseload", "2026,Kent,19000"), "no headings that name an authority"),
        (("Dear colleague,", "the figures are late"), "no headings that name an authority"),
        (("Year,Local authority,Plans issued", "2026,Kent,c"), "no figure under them that could be read"),
        (("Year,Local authority,Plans issued", "2025/26,Kent,12"), "speaks of 2025/26"),
        (
            ("Year,Local authority,Sex,Plans issued", "2026,Kent,Female,12", "2026,Kent,Male,30"),
            "no row of all plans",
        ),
        (
            ("Year,Local authority,Plans issued", "2026,Kent,12", "2026,Kent,30"),
            "more than one figure of plans issued for Kent in 2026",
        ),
        (("",), "holds no rows"),
    ],
)
def test_a_file_that_holds_no_such_figures_is_refused_in_a_sentence(
    tmp_path: Path, rows: tuple[str, ...], words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read(saved(tmp_path, *rows))
    assert "\n" not in str(refused.value)


def test_a_zip_says_to_unpack_it(tmp_path: Path) -> None:
    path = tmp_path / "education-health-and-care-plans_2026.zip"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(Refused, match="unpack it"):
        read(path)


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(Refused, match="is not one"):
        read(tmp_path / "table.xlsx")
    with pytest.raises(Refused, match="no file"):
        read(tmp_path / f"missing-{date.min.year}.csv")


def test_a_heading_that_stands_there_twice_is_said_and_one_without_rows_is_refused(tmp_path: Path) -> None:
    heading = f"{REPORTING_2026},avg_weeks_issue_plan"
    file = read(saved(tmp_path, heading, f"{NOTTS_2025},99.0"))
    assert value(file, "E10000024", 2025, "avg_weeks_incl") == 28.6
    assert [one.text for one in file.remarks if "two columns" in one.text] == [
        "“avg_weeks_issue_plan” heads two columns; the first of them was read."
    ]
    with pytest.raises(Refused, match="no row under them"):
        read(saved(tmp_path, heading))
