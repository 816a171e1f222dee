"""The same tracker as .ods, .xls, .xlsm or .csv is the same cases."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.imports.reading import REFERENCE, as_truth, plan_of, planned, without_place

DAY_FIRST_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both trackers as LibreOffice saves them in other formats."""
    folder = tmp_path_factory.mktemp("converted")
    for target, names in (("ods", ("county", "small")), ("xls", ("county", "small")), (DAY_FIRST_UTF8, ("small",))):
        files = [str(REFERENCE / f"{name}_tracker.xlsx") for name in names]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
    return folder


@pytest.mark.parametrize("ending", ["ods", "xls"])
@pytest.mark.parametrize("name", ["county", "small"])
def test_a_spreadsheet_of_another_program_gives_the_same_cases(converted: Path, name: str, ending: str) -> None:
    plan = plan_of(converted / f"{name}_tracker.{ending}")
    expected = planned(name)
    assert [as_truth(case) for case in plan.cases] == [as_truth(case) for case in expected.cases]
    assert plan.rows == expected.rows
    assert plan.as_at == expected.as_at
    assert plan.mapping == expected.mapping


def test_notes_on_cells_and_hidden_rows_are_read_from_ods(converted: Path) -> None:
    plan = plan_of(converted / "county_tracker.ods")
    assert plan.cases == planned("county").cases
    hidden = [one.row for one in plan.issues if one.code == "hidden_row"]
    assert hidden == [one.row for one in planned("county").issues if one.code == "hidden_row"]


def test_that_notes_on_cells_are_not_read_from_xls_is_said(converted: Path) -> None:
    assert "notes_not_read" in {one.code for one in plan_of(converted / "county_tracker.xls").issues}
    assert "notes_not_read" not in {one.code for one in plan_of(converted / "county_tracker.ods").issues}


def test_a_csv_file_gives_the_same_cases(converted: Path) -> None:
    plan = plan_of(converted / "small_tracker.csv")
    assert [without_place(case) for case in plan.cases] == [without_place(case) for case in planned("small").cases]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_is_read_in_the_encodings_and_with_the_delimiters_that_excel_writes(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [
        ("Ref", "Surname", "Forename", "Date request received", "Comments"),
        ("R1", "O’Buttongoggle", "Zoë", "03/04/26", '"Rang home;\nsaid: ""wait, please"""'),
    ]
    path = tmp_path / "tracker.csv"
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    (case,) = plan_of(path).cases
    assert (case.surname, case.forename, case.received_on) == ("O’Buttongoggle", "Zoë", date(2026, 4, 3))
    assert case.comments == 'Rang home;\nsaid: "wait, please"'


def test_an_xlsx_under_another_of_its_names_is_read(tmp_path: Path) -> None:
    shutil.copy(REFERENCE / "small_tracker.xlsx", tmp_path / "small_tracker.XLSM")
    assert plan_of(tmp_path / "small_tracker.XLSM").cases == planned("small").cases
