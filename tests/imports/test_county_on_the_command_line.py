"""The county tracker goes in by the command line and every case and figure of its truth file comes out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.engine import open_store
from send_desktop.__main__ import main
from send_desktop.records.flat import advice_rows, caseload_row, timeliness_row

REFERENCE = Path(__file__).parent.parent / "reference"
Json = dict[str, Any]
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("county") / "county.db"
    assert main(["--store", str(store), "--today", "2026-11-20", "import", str(REFERENCE / "county_tracker.xlsx")]) == 0
    return store


@pytest.fixture(scope="module")
def truth() -> Json:
    loaded: Json = json.loads((REFERENCE / "county_tracker.truth.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def call(county: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: str) -> Any:
        capsys.readouterr()
        assert main(["--store", str(county), "--today", "2026-11-20", *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def test_flat_rows_made_of_whole_cases_are_those_that_storage_reads(county: Path) -> None:
    store = open_store(county)
    with store.look() as reading:
        cases, kinds = reading.cases(), {one.id: one.kind for one in reading.directory().settings}
        made = [timeliness_row(case, kinds.get(case.request.setting_id or 0, "")) for case in cases]
        assert made == reading.timeliness_rows()
        advice = [row for case in cases for row in advice_rows(case)]
        assert sorted(advice, key=lambda row: row.id) == reading.advice_rows()
        listed = {row.id: row for row in reading.caseload()}
        assert {case.id: caseload_row(case) for case in cases} == listed
    store.close()


def plain(text: str | None) -> str | None:
    return " ".join(text.split()).casefold() if text else None


def as_in_truth(case: Json) -> Json:
    """Put a case in the words of the truth file, names without regard to case and spaces."""
    decision = {key: case["decision_to_assess"][key] for key in ("date", "outcome", "panel_date")}
    return {
        "reference": case["reference"],
        "forename": plain(case["forename"]),
        "surname": plain(case["surname"]),
        "date_of_birth": case["date_of_birth"],
        "upn": case["upn"],
        "school": plain(case["setting"]),
        "locality": plain(case["area"]),
        "primary_need": case["primary_need"],
        "request_received": case["request_received"],
        "request_source": case["request_source"],
        "decision_to_assess": decision,
        "advice": sorted((one["service"], one["requested"], one["received"]) for one in case["advice"]),
        "plan_decision": {key: case["decision_to_issue"][key] for key in ("date", "outcome")},
        "draft_sent": case["draft_served"],
        "consultations": [(plain(one["setting"]), one["sent"], one["replied"]) for one in case["consultations"]],
        "final_plan_issued": case["final_plan_sent"],
        "exception": case["exception"],
        "withdrawn": case["withdrawn"],
        "officer": plain(case["officer"]),
        "comments": case["comments"],
    }


def of_truth(case: Json) -> Json:
    held = {key: case[key] for key in case if key not in ("expected", "found_at")}
    return held | {
        "forename": plain(case["forename"]),
        "surname": plain(case["surname"]),
        "school": plain(case["school"]),
        "locality": plain(case["locality"]),
        "officer": plain(case["officer"]),
        "advice": sorted((one["service"], one["requested"], one["received"]) for one in case["advice"]),
        "consultations": [(plain(one["school"]), one["sent"], one["reply_received"]) for one in case["consultations"]],
        "comments": case["comments"].strip().replace("\r\n", "\n") if case["comments"] else None,
    }


def test_every_field_of_every_case_is_held_as_the_truth_file_says(call: Call, truth: Json) -> None:
    held = {case["reference"]: as_in_truth(case) for case in call("cases", "--full")}

    assert len(held) == 1800
    wrong = {
        case["reference"]: (key, value, held[case["reference"]][key])
        for case in truth["cases"]
        for key, value in of_truth(case).items()
        if held[case["reference"]][key] != value
    }
    assert wrong == {}


def ratio(figure: Json) -> Json:
    return {"n": figure["numerator"], "d": figure["denominator"], "pct": figure["pct"]}


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_the_published_figures_equal_the_truth_file(call: Call, truth: Json, year: str) -> None:
    until = {"2025": "2025-12-31", "2026": "2026-11-20"}[year]
    seen = call("timeliness", "--as-at", "2026-11-20", "--from", f"{year}-01-01", "--to", until)
    expected = truth["figures"][f"issued_{year}"]

    assert seen["plans_issued"] == expected["plans_issued"]
    assert seen["plans_with_exception"] == expected["exception_cases"]
    for variant in ("including", "excluding"):
        figures = expected[f"{variant}_exceptions"]
        assert seen["within_20_weeks"][variant] == ratio(figures["within_20_weeks"])
        assert seen["weeks_20_to_52"][variant] == ratio(figures["20_to_52_weeks"])
        assert seen["over_52_weeks"][variant] == ratio(figures["over_52_weeks"])
        assert seen["mean_weeks"][variant] == figures["mean_weeks"]["weeks"]


def test_what_is_open_and_what_is_waited_for_equals_the_truth_file(call: Call, truth: Json) -> None:
    seen, expected = call("timeliness", "--as-at", "2026-11-20"), truth["figures"]

    assert seen["cases"] == expected["cases"]
    assert {key: seen["by_status"][key] for key in ("open", "refused", "withdrawn", "no_plan")} == {
        key: expected[key] for key in ("open", "refused", "withdrawn", "no_plan")
    }
    assert seen["by_status"]["plan_issued"] == expected["plans_issued_all"]
    assert seen["open_over_20_weeks"] == expected["open_past_20_weeks"]
    assert seen["open_undecided"] == expected["open_undecided"]
    assert seen["open_undecided_over_6_weeks"] == expected["open_undecided_past_6_weeks"]
    assert seen["decisions_within_6_weeks"] == ratio(expected["decision_on_time_2026"])
    assert seen["open_by_officer"] == expected["open_by_officer"]
    assert seen["advice_unreceived_on_closed_cases"] == expected["advice_unreceived_on_closed_cases"]
    for service, figures in expected["advice_outstanding"].items():
        row = seen["advice_outstanding"][service]
        assert row["waiting"] == figures["outstanding"]
        assert [row[key] for key in ("over_6_weeks", "over_13_weeks", "over_19_weeks")] == [
            figures[key] for key in ("over_6_weeks", "over_13_weeks", "over_19_weeks")
        ]


def test_the_months_equal_the_truth_file(call: Call, truth: Json) -> None:
    seen, expected = call("timeliness", "--as-at", "2026-11-20"), truth["figures"]

    issued = {row["month"]: row for row in seen["issued_by_month"]}
    assert issued.keys() == expected["issued_by_month_2026"].keys()
    for month, figures in expected["issued_by_month_2026"].items():
        assert issued[month]["issued"] == figures["plans_issued"]
        assert issued[month]["on_time"] == ratio(figures["on_time"])
        assert issued[month]["on_time_excluding"] == ratio(figures["on_time_excluding_exceptions"])
    due = {row["month"]: row for row in seen["due_by_month"]}
    assert due.keys() == expected["due_by_month_2026"].keys()
    for month, figures in expected["due_by_month_2026"].items():
        for key in ("due", "issued_on_time", "issued_late", "open_overdue", "open_not_yet_due"):
            assert due[month][key] == figures[key], (month, key)
        assert due[month]["on_time"] == ratio(figures["on_time"])
        assert due[month]["on_time_excluding"] == ratio(figures["on_time_excluding_exceptions"])


def test_the_case_list_and_the_case_say_the_same_of_risk(call: Call) -> None:
    rows = call("cases", "--open", "--limit", "40")

    for row in rows[::8]:
        case = call("case", row["reference"])
        assert (case["risk"]["state"], case["risk"]["reason"]) == (row["risk_state"], row["risk_reason"])
        assert case["stage"] == row["stage"]
