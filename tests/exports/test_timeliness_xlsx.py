"""The weekly sheet: the program's figures, again in another program, and nothing in it that should not leave."""

import hashlib
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import pytest
from openpyxl import load_workbook

from db.engine import open_store
from send_desktop.errors import Cancelled, Refused, Unavailable
from send_desktop.exports import timeliness_xlsx
from send_desktop.exports.timeliness.making import AGREES, DIFFERS
from send_desktop.exports.timeliness.parts import Weekly
from send_desktop.exports.timeliness.recounts import BREACHED
from send_desktop.exports.timeliness.sheet import WITHHELD, TimelinessSheet
from send_desktop.exports.timeliness.trace import range_name
from send_desktop.exports.timeliness.words import BAND_WORDS
from send_desktop.measures import DIMENSIONS, UNALLOCATED, measure
from send_desktop.measures.delays import delays
from send_desktop.measures.frozen import rows_checksum
from send_desktop.services import demo, timeliness, tracker_import, weekly_parts
from send_desktop.services.counting import broken_down, counted, followed, moment_asked, over_months
from send_desktop.services.dashboard import dashboard
from send_desktop.services.trajectory import SWITCHED_OFF, trajectory_months, trajectory_of
from send_desktop.services.weekly_pages import BROKEN_DOWN
from send_desktop.store import Store
from tests.helpers.spreadsheet import Cells, all_recalculated, recalculated, table, values
from tests.helpers.truth import AS_AT, REFERENCE, truth

PAGES = list(timeliness_xlsx.PAGES)
PUBLIC_PAGES = ["Read me", "Headlines", "20-week timeliness", "Advice", "Trajectory", "Breakdowns", "Definitions"]


def store_of(tracker: str, folder: Path) -> Store:
    store: Store = open_store(folder / f"{tracker}.db")
    tracker_import.run(store, REFERENCE / f"{tracker}_tracker.xlsx", "Tester", today=AS_AT)
    return store


def sheet_of(store: Store, profile: str = "reference") -> TimelinessSheet:
    with store.look() as reading:
        return timeliness.sheet(reading, AS_AT, profile, AS_AT)


def weekly_of(store: Store, profile: str = "reference") -> Weekly:
    with store.look() as reading:
        return weekly_parts.gather(reading, timeliness.sheet(reading, AS_AT, profile, AS_AT), store.where, "Tester")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of("county", tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of("small", tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def figures(county: Store) -> dict[str, Any]:
    return timeliness.figures(county, AS_AT).as_json()


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A synthetic authority, for a tracker has no panels and no reasons for delay."""
    store = open_store(tmp_path_factory.mktemp("made-up") / "made-up.db")
    demo.fill(store, cases=100, scenario="Near national", seed=3, today=AS_AT)
    return store


@pytest.fixture(scope="module")
def recounted(county: Store, made_up: Store, tmp_path_factory: pytest.TempPathFactory) -> list[Cells]:
    """The sheets of the county, of the synthetic authority and of an empty store, calculated by another program."""
    folder = tmp_path_factory.mktemp("recounted")
    empty = open_store(folder / "empty.db")
    paths = []
    for name, store in (("county", county), ("made-up", made_up), ("empty", empty)):
        paths.append(folder / f"{name}.xlsx")
        timeliness.export_weekly(store, AS_AT, paths[-1], "reference", "Tester", today=AS_AT)
    return all_recalculated(paths, folder)


@pytest.fixture(scope="module")
def opened(recounted: list[Cells]) -> Cells:
    return recounted[0]


def shown(pct: float | None) -> Any:
    return None if pct is None else pytest.approx(pct / 100, abs=1e-9)


# --- the same numbers in another program --------------------------------------------------------


def test_the_main_figures_are_those_of_the_program(opened: Cells, figures: dict[str, Any]) -> None:
    lines = {line["Measure"]: line for line in table(opened, "Headlines", "Measure")}
    within = figures["within_20_weeks"]
    assert lines["Plans issued"]["Figure"] == figures["plans_issued"] == 582
    assert lines["Within 20 weeks, including exceptions"]["Figure"] == shown(within["including"]["pct"])
    assert lines["Within 20 weeks, excluding exceptions"]["Figure"] == shown(within["excluding"]["pct"])
    assert lines["Within 20 weeks, excluding exceptions"]["Number"] == within["excluding"]["n"]
    assert lines["Within 20 weeks, excluding exceptions"]["Out of"] == within["excluding"]["d"]
    assert lines["Mean weeks, including exceptions"]["Figure"] == figures["mean_weeks"]["including"] == 27.07
    assert lines["Decisions within 6 weeks"]["Figure"] == shown(figures["decisions_within_6_weeks"]["pct"])
    assert lines["Open past 20 weeks"]["Figure"] == figures["open_over_20_weeks"] == 116
    assert lines["Within 20 weeks, including exceptions"]["England 2025"] == shown(45.5)


def checks_in(cells: Cells) -> dict[str, list[Any]]:
    found = {name: [cell for row in rows for cell in row if cell in (AGREES, DIFFERS)] for name, rows in cells.items()}
    return {name: checks for name, checks in found.items() if checks}


def test_every_check_by_the_other_program_agrees(opened: Cells) -> None:
    found = checks_in(opened)
    assert set(found) == {
        "Headlines", "20-week timeliness", "Cohorts", "Open cases", "Advice", "Officers", "Panels", "Consultations",
        "Trajectory", "Delays", "Breakdowns",
    }  # fmt: skip
    assert {check for checks in found.values() for check in checks} == {AGREES}
    many = sum(len(checks) for checks in found.values())
    assert many > 200
    assert f"All {many} checks agree" in [cell for row in opened["Headlines"] for cell in row]
    lines = table(opened, "Headlines", "Measure")
    assert all(line["Recount"] == pytest.approx(line["Figure"], abs=1e-9) for line in lines)
    assert all(line["Check"] == AGREES and line["Counts these rows"].startswith("Cases: ") for line in lines)


def test_with_panels_and_reasons_for_delay_every_check_agrees_too(recounted: list[Cells], made_up: Store) -> None:
    found = checks_in(recounted[1])
    assert {check for checks in found.values() for check in checks} == {AGREES}
    panels = {str(line["Measure"]).strip(): line for line in table(recounted[1], "Panels", "Measure")}
    assert panels["Cases on the agendas"]["Number"] == len(table(recounted[1], "Panel rows", "Reference")) > 0
    late = table(recounted[1], "Delay rows", "Reference")
    with made_up.look() as reading:
        held = delays(reading.timeliness_rows(), AS_AT)
    assert len(late) == held.whole.limits
    assert sum(line["Days late"] for line in late) == held.whole.days_late
    causes = {line["Cause"]: line["Limits"] for line in table(recounted[1], "Delays", "Cause")}
    assert causes[held.by_cause[0].title] == held.by_cause[0].limits > 0


def test_officers_hours_are_those_of_the_dashboard(recounted: list[Cells], made_up: Store) -> None:
    with made_up.look() as reading:
        found = dashboard(reading, moment_asked(AS_AT)).loads
    lines = {line["Officer"]: line for line in table(recounted[1], "Officers", "Officer")}
    hours = sorted(line["Hours left"] for name, line in lines.items() if name not in ("All officers", UNALLOCATED))
    assert hours == sorted(one.hours for one in found.officers)
    assert not found.nobody.cases or lines[UNALLOCATED]["Hours left"] == found.nobody.hours
    listed = table(recounted[1], "Case list", "Reference")
    assert lines["All officers"]["Hours left"] == pytest.approx(sum(line["Hours left"] for line in listed), abs=0.051)


def test_what_closed_and_what_newly_breached_is_counted_from_the_rows_of_cases(opened: Cells, county: Store) -> None:
    week = {line["What happened"]: line for line in table(opened, "Headlines", "What happened")}
    cases = table(opened, "Cases", "Reference")
    days = {title: [line[title].date() for line in cases if line[title]] for title in ("Closed", *BREACHED)}
    this = sheet_of(county).this_week
    closed = [on for on in days["Closed"] if this.first <= on <= this.last]
    breached = [on for title in BREACHED for on in days[title] if this.first <= on <= this.last]
    assert week["Cases closed"]["This week"] == len(closed) == this.closed
    assert week["Newly breached"]["This week"] == len(breached) == this.newly_breached > 0
    assert {line["Check"] for line in week.values()} == {AGREES}


def test_no_cell_of_the_calculated_workbook_is_an_error(opened: Cells) -> None:
    errors = [cell for rows in opened.values() for row in rows for cell in row if str(cell).startswith("#")]
    assert errors == []


def test_months_of_issue_are_those_of_the_program(opened: Cells, figures: dict[str, Any]) -> None:
    lines = table(opened, "20-week timeliness", "Month")
    assert len(lines) == 11
    for line, month in zip(lines, figures["issued_by_month"], strict=True):
        assert f"{line['Month']:%Y-%m}" == month["month"]
        assert (line["Plans issued"], line["Within 20 weeks"]) == (month["issued"], month["on_time"]["n"])
        assert line["Per cent, including"] == shown(month["on_time"]["pct"])
        assert line["Per cent, excluding"] == shown(month["on_time_excluding"]["pct"])
        assert line["England 2025, excl."] == shown(46.1)


def test_months_due_are_those_of_the_program(opened: Cells, figures: dict[str, Any]) -> None:
    rows = opened["20-week timeliness"]
    after = next(number for number, row in enumerate(rows) if row[1] == "By month of falling due")
    lines = table({"due": rows[after:]}, "due", "Month")
    for line, month in zip(lines, figures["due_by_month"], strict=True):
        assert line["Plans due"] == month["due"]
        assert line["Issued on time"] == month["issued_on_time"]
        assert line["Issued late"] == month["issued_late"]
        assert line["Open, overdue"] == month["open_overdue"]
        assert line["Open, not yet due"] == month["open_not_yet_due"]
        assert line["Per cent, including"] == shown(month["on_time"]["pct"])
        assert line["Per cent, excluding"] == shown(month["on_time_excluding"]["pct"])


def test_bands_weeks_and_ages_are_those_of_the_program(opened: Cells, figures: dict[str, Any]) -> None:
    bands = table(opened, "20-week timeliness", "Time to issue")
    for line, name in zip(bands, ("within_20_weeks", "weeks_20_to_52", "over_52_weeks"), strict=True):
        assert line["Plans, including"] == figures[name]["including"]["n"]
        assert line["Per cent, excluding"] == shown(figures[name]["excluding"]["pct"])
    weeks = table(opened, "20-week timeliness", "Weeks to issue")
    for line, name in zip(weeks, ("mean_weeks", "median_weeks", "p90_weeks"), strict=True):
        assert line["Weeks, including"] == figures[name]["including"]
        assert line["Weeks, excluding"] == figures[name]["excluding"]
    ages = {
        line["Time since request"]: line["Open cases"]
        for line in table(opened, "20-week timeliness", "Time since request")
    }
    assert ages == {BAND_WORDS[band]: count for band, count in figures["open_bands"].items()}


def test_advice_and_officers_are_those_of_the_program(opened: Cells, figures: dict[str, Any]) -> None:
    waiting = {line["Service"]: line for line in table(opened, "Advice", "Service")}
    everyone = figures["advice_outstanding"]["all"]
    assert waiting["All services"]["Waiting"] == everyone["waiting"] == 423
    assert waiting["All services"]["Over 19 weeks"] == everyone["over_19_weeks"]
    per_service = sorted(line["Waiting"] for name, line in waiting.items() if name != "All services")
    wanted = [found["waiting"] for service, found in figures["advice_outstanding"].items() if service != "all"]
    assert per_service == sorted(wanted)
    officers = table(opened, "Officers", "Officer")
    held = sorted(line["Open cases"] for line in officers if line["Officer"] != "All officers")
    assert held == sorted(figures["open_by_officer"].values())
    states = ("■ Breached", "▲ Will breach", "◆ At risk", "● On track", "◇ Excepted")
    assert all(sum(line[state] for state in states) == line["Open cases"] for line in officers)


def test_every_open_case_has_its_line_with_its_risk(opened: Cells, figures: dict[str, Any]) -> None:
    lines = table(opened, "Case list", "Reference")
    assert len(lines) == figures["open_cases"] == 371
    assert sum(line["Day"] > 140 for line in lines) == figures["open_over_20_weeks"]
    assert all(line["Risk"].split(" ", 1)[0] in "■▲◆●◇" for line in lines)
    assert all(line["What holds it"] for line in lines)
    due = [line["Due"] for line in lines]
    assert due == sorted(due)


def test_the_truth_of_the_tracker_is_what_the_sheet_shows(opened: Cells) -> None:
    wanted = truth("county")["figures"]
    lines = {line["Measure"]: line for line in table(opened, "Headlines", "Measure")}
    assert lines["Plans issued"]["Figure"] == wanted["issued_2026"]["plans_issued"]
    assert lines["Open cases"]["Figure"] == wanted["open"]
    assert lines["Open, family not told if assessed"]["Figure"] == wanted["open_undecided"]
    assert lines["Decisions within 6 weeks"]["Number"] == wanted["decision_on_time_2026"]["numerator"]


def test_a_case_changed_in_the_workbook_makes_checks_differ_in_red(small: Store, tmp_path: Path) -> None:
    path = tmp_path / "changed.xlsx"
    timeliness_xlsx.write(weekly_of(small), path)
    book: Any = load_workbook(path)
    status = next(cell for row in book["Cases"].iter_rows() for cell in row if cell.value == "Open")
    status.value = "Plan issued"
    book.save(path)
    for sheet in ("Headlines", "20-week timeliness", "Advice"):
        rules = [rule for spot in book[sheet].conditional_formatting for rule in spot.rules]
        assert {(rule.formula[0], rule.dxf.fill.bgColor.rgb[-6:]) for rule in rules} == {(f'"{DIFFERS}"', "A8201A")}
    cells = recalculated(path, tmp_path)
    lines = {line["Measure"]: line["Check"] for line in table(cells, "Headlines", "Measure")}
    assert (lines["Open cases"], lines["Plans issued"]) == (DIFFERS, AGREES)
    checks = [check for found in checks_in(cells).values() for check in found]
    said = [cell for row in cells["Headlines"] for cell in row]
    assert f"{checks.count(DIFFERS)} of {len(checks)} checks differ" in said


def test_every_name_leads_to_the_column_or_the_figure_that_it_says(small: Store, book: Any) -> None:
    names = {name: next(iter(defined.destinations)) for name, defined in book.defined_names.items()}
    for title, name in (("Cases", "Cases"), ("Case list", "Case_list"), ("Advice rows", "Advice_rows")):
        sheet = book[title]
        first, last = sheet.tables[name].ref.split(":")
        head = sheet[first].row
        for cell in sheet[head][1:]:
            page, spot = names[range_name(name, cell.value)]
            assert (page, sheet[spot][0][0].row, sheet[spot][-1][0].row) == (title, head + 1, sheet[last].row)
            assert sheet[spot][0][0].column == cell.column
    page, spot = names["Figure_open_cases"]
    assert book[page][spot].value == timeliness.figures(small, AS_AT).open_cases


def test_the_words_beside_a_figure_lead_to_its_rows(book: Any) -> None:
    links = [cell.hyperlink for row in book["Headlines"].iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == 23
    for link in links:
        sheet, spot = link.location.split("!")
        assert book[sheet.strip("'")][spot].value == "Reference"


def test_read_me_says_where_the_sheet_comes_from(opened: Cells, county: Store) -> None:
    said = {line["What"]: line["In this workbook"] for line in table(opened, "Read me", "What")}
    with county.look() as reading:
        assert said["Checksum of the case rows"] == f"SHA-256 {rows_checksum(reading.timeliness_rows())}"
    assert said["Store"] == "county.db"
    assert re.search(r" by Officer \d+$", said["Made"]), "who made it stands on it as the profile shows officers"
    assert said["Filters"].startswith("None")
    assert said["Checks"].endswith("checks agree")


def test_cohorts_are_those_of_the_program(opened: Cells, county: Store) -> None:
    lines = table(opened, "Cohorts", "Month of request")
    cohorts = followed(county, AS_AT)
    assert [line["Requests"] for line in lines] == [one.received for one in cohorts]
    assert [line["By month 3"] for line in lines] == [one.issued_by[3] for one in cohorts]


def test_ages_by_stage_and_holder_add_up_to_the_open_cases(opened: Cells, figures: dict[str, Any]) -> None:
    for heading in ("Stage", "Held by"):
        lines = table(opened, "Open cases", heading)
        assert sum(line["Open"] for line in lines) == figures["open_cases"]
        for band, words in BAND_WORDS.items():
            assert sum(line[words] for line in lines) == figures["open_bands"][band]


def ahead_in(cells: Cells) -> list[dict[str, Any]]:
    rows = cells["Trajectory"]
    after = next(number for number, row in enumerate(rows) if row[1] == "The same in figures")
    return table({"ahead": rows[after:]}, "ahead", "Month")


def test_the_forecast_is_that_of_the_screen_month_by_month(opened: Cells, county: Store) -> None:
    lines = ahead_in(opened)
    with county.look() as reading:
        found = trajectory_of(reading, AS_AT)
    months = trajectory_months(found)
    assert [f"{line['Month']:%Y-%m}" for line in lines] == [f"{one.month:%Y-%m}" for one in months]
    for line, month in zip(lines, months, strict=True):
        assert line["Target"] == shown(month.target)
        band = [getattr(month.band, name) if month.band else None for name in ("p5", "p25", "median", "p75", "p95")]
        for heading, value in zip(("5 in 100", "25 in 100", "Middle", "75 in 100", "95 in 100"), band, strict=True):
            assert line[heading] == (None if value is None else pytest.approx(value / 100, abs=0.0006))
    issued = {f"{line['Month']:%Y-%m}": line for line in table(opened, "20-week timeliness", "Month")}
    for line in lines:
        beside = issued.get(f"{line['Month']:%Y-%m}")
        assert beside is None or line["Was"] in (None, beside["Per cent, including"])
    said = [row[1] for row in opened["Trajectory"]]
    assert found.held_against is not None
    assert found.held_against.words in said
    assert set(found.stated) <= set(said)


def test_where_forecasts_are_switched_off_the_page_says_so(tmp_path: Path) -> None:
    store = store_of("small", tmp_path)
    with store.work("Lead", "Options") as work:
        work.set_option("shows_forecasts", "no")
    path = tmp_path / "weekly.xlsx"
    timeliness_xlsx.write(weekly_of(store), path)
    assert SWITCHED_OFF in [row[1] for row in values(path)["Trajectory"]]


def test_a_public_forecast_prints_no_month_that_another_page_does_not(county: Store, tmp_path: Path) -> None:
    weekly = weekly_of(county, "public")
    withheld = {f"issued_by_month.2026-{month}.on_time.{part}" for month in ("03", "11") for part in ("n", "d", "pct")}
    path = tmp_path / "public.xlsx"
    timeliness_xlsx.write(replace(weekly, sheet=replace(weekly.sheet, withheld=frozenset(withheld))), path)
    cells = values(path)
    printed = {
        f"{line['Month']:%Y-%m}": line["Per cent, including"] for line in table(cells, "20-week timeliness", "Month")
    }
    lines = {f"{line['Month']:%Y-%m}": line for line in ahead_in(cells)}
    assert printed["2026-03"] == lines["2026-03"]["Was"] == WITHHELD
    assert all(line["Was"] in (None, printed.get(month)) for month, line in lines.items())
    assert lines["2026-11"]["Middle"] == WITHHELD, "the month under way holds what has been issued in it"
    assert isinstance(lines["2026-12"]["Middle"], float)
    said = " ".join(str(row[1]) for row in cells["Trajectory"])
    assert "Held against" not in said
    assert "requests a week" not in said
    book: Any = load_workbook(path)
    assert titles_in([book["Trajectory"]]) == {"Issued within 20 weeks: what was, and what is likely, by month"}


def test_whom_the_team_compares_itself_with_stands_beside_its_own_figure(
    opened: Cells, county: Store, figures: dict[str, Any]
) -> None:
    lines = table(opened, "20-week timeliness", "Authority")
    within = figures["within_20_weeks"]["excluding"]
    assert (lines[0]["Within 20, excluding"], lines[0]["Plans within 20"]) == (
        shown(within["pct"]),
        f"{within['n']} of {within['d']}",
    )
    chosen = sheet_of(county).comparators
    assert [(line["Authority"], line["Year"]) for line in lines[1:]] == [(one.title, one.year) for one in chosen]
    assert lines[1]["Within 20, excluding"] == shown(chosen[0].value)


def test_the_scorecard_is_that_of_the_measures(opened: Cells, county: Store) -> None:
    rows = opened["Advice"]
    after = next(number for number, row in enumerate(rows) if row[1] == "Scorecard")
    lines = table({"advice": rows[after:]}, "advice", "Service")
    now = counted(county, moment_asked(AS_AT))
    assert sum(line["Returned"] for line in lines) == now.figure(measure("advice_returned")).value
    assert sum(line["Asked for"] for line in lines) == now.figure(measure("advice_asked")).value


def test_breakdowns_add_up_and_are_those_of_the_measures(opened: Cells, county: Store) -> None:
    at = moment_asked(AS_AT)
    for one in DIMENSIONS:
        lines = table(opened, "Breakdowns", one.title)
        found = broken_down(county, at, one.code, BROKEN_DOWN)
        assert [line["Open cases"] for line in lines[:-1]] == [group.figures["open_cases"].n for group in found.groups]
        for heading in ("Requests received", "Plans issued", "Issued within 20 weeks, number", "Open cases"):
            assert sum(line[heading] for line in lines[:-1]) == lines[-1][heading]


def test_delays_and_quality_are_those_of_their_functions(opened: Cells, county: Store) -> None:
    with county.look() as reading:
        rows = reading.timeliness_rows()
        without_need = [row for row in reading.caseload() if row.derived.status in ("open", "plan_issued")]
    found = delays(rows, AS_AT)
    causes = {line["Cause"]: line for line in table(opened, "Delays", "Cause")}
    assert causes[found.whole.title]["Limits"] == found.whole.limits
    assert sum(line["Limits"] for line in causes.values()) == 2 * found.whole.limits
    lines = {line["What"]: line for line in table(opened, "Data quality", "Kind")}
    no_need = lines["No primary need (item 5.8)"]
    assert no_need["Cases"] == sum(not row.primary_need for row in without_need)


def test_months_and_overdue_replies_are_those_of_the_program(opened: Cells, county: Store) -> None:
    months = table(opened, "Trajectory", "Month")
    found = over_months(county, AS_AT, months=12)
    assert [line["Plans issued"] for line in months] == [one.figures["plans_issued"].value for one in found]
    assert {line["Target"] for line in months} == {0.6}
    lines = {line["Measure"]: line for line in table(opened, "Consultations", "Measure")}
    overdue = counted(county, moment_asked(AS_AT)).figure(measure("consultations_overdue"))
    assert lines["Replies overdue"]["Figure"] == overdue.value


# --- a workbook that works ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(small: Store, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("book") / "weekly.xlsx"
    timeliness_xlsx.write(weekly_of(small), path)
    return load_workbook(path)


def test_the_pages_stand_in_reading_order_and_none_is_hidden(book: Any) -> None:
    assert book.sheetnames == PAGES
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}


def test_every_page_has_real_tables_with_filters(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.tables, sheet.title
        for one in sheet.tables.values():
            first = sheet[one.ref][0]
            assert one.autoFilter.ref == one.ref
            assert [column.name for column in one.tableColumns] == [cell.value for cell in first]


def test_every_page_prints_on_a4_fitted_to_its_width_with_numbered_pages(book: Any) -> None:
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)  # 9 is A4
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.oddFooter.center.text == "Official - sensitive: children by reference"
        assert sheet.freeze_panes


def test_headings_of_long_tables_stay_in_sight_and_are_repeated_on_paper(book: Any) -> None:
    for title in (
        "Case list",
        "Cases",
        "Officers",
        "Definitions",
        "Advice rows",
        "Consultation rows",
        "Exceptions",
        "Data quality",
    ):
        sheet = book[title]
        header = next(iter(sheet.tables.values())).ref.split(":")[0].lstrip("B")
        assert sheet.freeze_panes.lstrip("ABC") == str(int(header) + 1)
        assert sheet.print_title_rows == f"${header}:${header}"


def titles_in(sheets: Any) -> set[str]:
    return {"".join(run.t for run in chart.title.tx.rich.p[0].r) for sheet in sheets for chart in sheet._charts}


def test_the_charts_are_native_and_say_what_they_show(book: Any) -> None:
    assert titles_in(book.worksheets) == {
        "Issued within 20 weeks, by month, excluding exceptions",
        "Open cases by age",
        "Open cases by who holds them",
        "Issued within 20 weeks, by month, beside the target",
        "Cases in and out, week by week",
        "What became of plans due, by month",
        "Advice waiting, by service",
    }


def test_dates_and_percentages_are_numbers_with_a_format(book: Any) -> None:
    sheet = book["Cases"]
    first = int(sheet.freeze_panes.lstrip("ABC"))
    headings = [cell.value for cell in sheet[first - 1]]
    received = sheet.cell(first, headings.index("Received") + 1)
    assert received.is_date
    assert received.number_format == "d mmm yyyy"
    formats = {cell.number_format for row in book["20-week timeliness"].iter_rows() for cell in row}
    assert {"0.0%", "0.00", "mmm yyyy", "#,##0"} <= formats


def test_rows_written_in_one_piece_are_those_that_openpyxl_writes(small: Store) -> None:
    weekly = weekly_of(small)
    theirs = BytesIO()
    timeliness_xlsx.build(weekly).save(theirs)
    with zipfile.ZipFile(theirs) as one, zipfile.ZipFile(BytesIO(timeliness_xlsx.draw(weekly))) as other:
        assert one.namelist() == other.namelist()
        for name in one.namelist():
            if name != "docProps/core.xml":  # the day on which it was made stands there, in theirs the moment
                assert re.sub(rb"></c>", b"/>", one.read(name)) == re.sub(rb"></c>", b"/>", other.read(name)), name


def test_nobody_is_named_in_the_properties_of_the_workbook(book: Any) -> None:
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("SEND Desktop", "SEND Desktop")


# --- typed text ---------------------------------------------------------------------------------

HOSTILE = [
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "#REF!",
    "bell\x07 \x1b[31m",
    "\ud800 half",
]


def test_typed_text_is_never_a_formula_and_has_no_control_characters(small: Store, tmp_path: Path) -> None:
    weekly = weekly_of(small, "named")
    sheet = weekly.sheet
    lines = tuple(
        replace(sheet.open_cases[0], reference=text, child=text, officer=text, holds=text, next_step=text)
        for text in HOSTILE
    )
    path = tmp_path / "hostile.xlsx"
    timeliness_xlsx.write(replace(weekly, sheet=replace(sheet, open_cases=lines, sensitivity="A & B")), path)
    written: Any = load_workbook(path)["Case list"]
    found = [cell for row in written.iter_rows(min_row=5, max_col=3) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found if str(cell.value)[0] in "=+-@")
    assert "bell [31m" in {cell.value for cell in found}
    assert written.oddFooter.center.text == "A && B"
    cells = recalculated(path, tmp_path)
    assert [line["Reference"] for line in table(cells, "Case list", "Reference")][:5] == HOSTILE[:5]


# --- profiles -----------------------------------------------------------------------------------


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        return "\n".join(packed.read(name).decode("utf-8") for name in packed.namelist() if name.endswith(".xml"))


def names_of(store: Store) -> tuple[set[str], set[str]]:
    with store.look() as reading:
        children = {row.surname for row in reading.caseload()}
        return children, {officer.name for officer in reading.directory().officers}


@pytest.mark.parametrize(
    ("profile", "children_named", "officers_named"),
    [("named", True, True), ("initials", False, False), ("reference", False, False), ("public", False, False)],
)
def test_names_are_shown_under_the_named_profile_only(
    small: Store, tmp_path: Path, profile: str, children_named: bool, officers_named: bool
) -> None:
    path = tmp_path / "weekly.xlsx"
    timeliness.export_weekly(small, AS_AT, path, profile, "Tester", today=AS_AT)
    text = words_of(path)
    children, officers = names_of(small)
    holds = (
        {line["What holds it"] for line in table(values(path), "Case list", "Reference")}
        if profile != "public"
        else set()
    )
    settings = " ".join(str(one) for one in holds)
    assert any(f"{name}, " in text for name in children) is children_named
    assert any(name in text.replace(settings, "") for name in officers) is officers_named


def test_officers_under_the_reference_profile_are_numbered(small: Store) -> None:
    assert {line.name for line in sheet_of(small).officers} <= {
        "(unallocated)",
        *(f"Officer {n}" for n in range(1, 30)),
    }
    assert all(len(line.name) <= 5 for line in sheet_of(small, "initials").officers if line.name != "(unallocated)")


@pytest.fixture(scope="module")
def public(county: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("public") / "public.xlsx"
    timeliness.export_weekly(county, AS_AT, path, "public", "Tester", today=AS_AT)
    return path


def test_a_public_sheet_opens_with_every_headline_that_may_be_told(public: Path) -> None:
    cells = [one for row in values(public)["Headlines"] for one in row if one is not None]
    beside = {
        title: cells[cells.index(title) - 3 : cells.index(title)] for title in ("Open cases", "Open past 20 weeks")
    }
    assert 371 in beside["Open cases"]
    assert 116 in beside["Open past 20 weeks"]


def test_a_public_sheet_has_no_line_about_a_case_or_an_officer(public: Path) -> None:
    assert list(values(public)) == PUBLIC_PAGES
    assert "EHC-2" not in words_of(public)


def test_a_public_sheet_shows_no_count_under_6(public: Path) -> None:
    cells = values(public)
    counts = [cell for rows in cells.values() for row in rows for cell in row if isinstance(cell, int)]
    changes = {line["Change"] for line in table(cells, "Headlines", "What happened")}
    assert [count for count in counts if count < 6 and count not in changes] == []
    assert any(WITHHELD in row for rows in cells.values() for row in rows)


# --- where it cannot be written -----------------------------------------------------------------


def test_a_folder_as_target_is_refused_in_one_sentence(small: Store, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="is a folder"):
        timeliness.export_weekly(small, AS_AT, tmp_path, "reference", "Tester")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(small: Store, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no folder"):
        timeliness.export_weekly(small, AS_AT, tmp_path / "gone" / "weekly.xlsx", "reference", "Tester")


def test_a_name_that_is_no_workbooks_is_refused(small: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"ends in \.xlsx"):
        timeliness.export_weekly(small, AS_AT, tmp_path / "weekly.pdf", "reference", "Tester")


def test_a_profile_that_does_not_exist_is_refused(small: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no profile"):
        timeliness.export_weekly(small, AS_AT, tmp_path / "weekly.xlsx", "everything", "Tester")


def test_stopping_half_way_leaves_what_was_there_and_logs_nothing(small: Store, tmp_path: Path) -> None:
    path = tmp_path / "weekly.xlsx"
    path.write_bytes(b"last week's")

    def stop(done: int, total: int, what: str) -> NoReturn:
        raise Cancelled("Stopped.")

    with small.look() as reading:
        before = reading.exports()
    with pytest.raises(Cancelled):
        timeliness.export_weekly(small, AS_AT, path, "reference", "Tester", progress=stop)
    with small.look() as reading:
        assert reading.exports() == before
    assert [file.name for file in tmp_path.iterdir()] == ["weekly.xlsx"]
    assert path.read_bytes() == b"last week's"


def test_what_left_is_logged_with_its_checksum(small: Store, tmp_path: Path) -> None:
    path = tmp_path / "weekly.xlsx"
    line = timeliness.export_weekly(small, AS_AT, path, "initials", "Tester", today=AS_AT)
    with small.look() as reading:
        newest = reading.exports("weekly_sheet")[0]
    assert newest == line
    assert (newest.profile, newest.made_by, newest.items) == ("initials", "Tester", 11)
    assert newest.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


# --- other days and empty stores ----------------------------------------------------------------


def test_the_sheet_of_an_earlier_day_lists_who_was_open_then(county: Store) -> None:
    earlier = date(2026, 6, 30)
    with county.look() as reading:
        sheet = timeliness.sheet(reading, earlier, "reference", AS_AT)
    assert len(sheet.open_cases) == sheet.figures.open_cases
    ended = [line for line in sheet.open_cases if line.state is None]
    assert ended
    assert all(line.holds.startswith("Since then: ") for line in ended)


def test_an_empty_store_gives_a_sheet_that_opens(recounted: list[Cells]) -> None:
    cells = recounted[2]
    assert table(cells, "Case list", "Reference")[0]["Reference"] == "None"
    assert {check for checks in checks_in(cells).values() for check in checks} == {AGREES}


def test_the_json_names_officers_as_its_profile_allows(small: Store) -> None:
    named = timeliness.figures_as_json(small, AS_AT)
    assert named["open_by_officer"] == truth("small")["figures"]["open_by_officer"]
    numbered = timeliness.figures_as_json(small, AS_AT, profile="reference")
    assert sorted(numbered["open_by_officer"].values()) == sorted(named["open_by_officer"].values())
    assert not set(numbered["open_by_officer"]) & set(named["open_by_officer"])
    public = timeliness.figures_as_json(small, AS_AT, profile="public")
    assert public.keys() == named.keys()
    assert public["open_by_officer"] == {}
    assert public["plans_after_dispute"] is None
