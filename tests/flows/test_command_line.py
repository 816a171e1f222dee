"""What a person at a prompt sees: answers, refusals in one sentence, wrong usage; never a traceback."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from db.engine import open_store
from send_desktop import paths
from send_desktop.__main__ import main
from send_desktop.records import KeptForecast
from tests.imports.reading import REFERENCE

SMALL = REFERENCE / "small_tracker.xlsx"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str, store: str = "store.db") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--store", str(tmp_path / store), "--today", "2026-11-20", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_the_timetable_of_a_request(run: Run) -> None:
    code, out, _ = run("timetable", "--event", "request_received=2026-03-02", "--json")

    seen: dict[str, Any] = json.loads(out)
    duties = {duty["id"]: duty for duty in seen["duties"]}
    assert code == 0
    assert seen["events"] == {"request_received": "2026-03-02"}
    assert duties["assess_decision"]["due"] == "2026-04-13"
    assert duties["assess_decision"]["working_target"] == "2026-04-10"
    assert duties["final_plan"]["due"] == "2026-07-20"
    assert duties["consult_parent"]["due"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("timetable", "--event", "birthday=2026-03-02"), 1, "birthday"),
        (("timetable", "--event", "request_received=2/3/26"), 2, "not a date"),
        (("timetable", "--event", "request_received"), 2, "request_received=2026-03-02"),
        (("case", "EHC-00-0000"), 1, "EHC-00-0000"),
        (("import", "nowhere.xlsx"), 1, "nowhere.xlsx"),
        (("cases", "--risk", "doomed"), 2, "doomed"),
        (("timeliness", "--from", "2026-05-01", "--to", "2026-04-01"), 2, "ends before"),
        (("timeliness", "--commentary", "Nothing to read"), 2, "give --board too"),
        (("timeliness", "--changes-since", "2026-11-20", "--board", "board.pdf"), 2, "leave --board out"),
        (("timeliness", "--changes-since", "2026-11-20", "--as-at", "2026-11-19"), 2, "leave --as-at out"),
        (("timeliness", "--changes-since", "2026-11-20", "--profile", "everybody"), 2, "not a profile"),
        (("timeliness", "--changes-since", "2026-11-20", "--profile", "public"), 2, "no public form"),
        (("panel", "pack", "99", "--output", "pack.pdf"), 1, "no longer in the store"),
        (("restore", "nowhere.db"), 1, "nowhere.db"),
        (("dance",), 2, "dance"),
        (("timeliness", "--as-at", "0026-11-20"), 2, "too far away"),
        (("timetable", "--event", "request_received=9999-12-31"), 2, "too far away"),
        (("panel", "show", "99999999999999999999"), 2, "ID"),
        (("panel", "pack", "1", "--output", "pack.docx"), 1, "ends in .pdf"),
        (("panel", "minutes", "1", "--output", "minutes.txt"), 1, "end its name in .pdf or .docx"),
        (("panel", "minutes", "1", "--output", "minutes.pdf", "--profile", "all"), 2, "not a profile"),
        (("panel", "create", "--type", "issue", "--date", "2026-12-09", "--start", "09:30+05:00"), 2, "not a time"),
        (("demo", "--scenario", "Wonderland"), 1, "Wonderland"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    got, out, err = run(*arguments)

    assert got == code
    assert said in err
    assert out == ""
    assert "Traceback" not in err


def test_a_panel_from_demonstration_to_pack(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--cases", "400", "--seed", "4")[0] == 0
    code, out, _ = run(
        "panel", "create", "--type", "assessment", "--date", "2026-12-09", "--start", "10:00", "--capacity", "6",
        "--papers-by", "2026-12-03", "--json",
    )  # fmt: skip
    meeting = str(json.loads(out)["id"])
    assert code == 0

    assert run("panel", "fill", meeting)[0] == 0
    code, out, _ = run("panel", "show", meeting)
    assert code == 0
    assert "10:00" in out

    pack = tmp_path / "pack.pdf"
    assert run("panel", "pack", meeting, "--output", str(pack), "--profile", "reference")[0] == 0
    assert pack.read_bytes().startswith(b"%PDF")

    listed = json.loads(run("panel", "series", "--json")[1])
    assert [(one["name"], one["rhythm"]) for one in listed][:1] == [("Assessment panel", "weekly")]
    code, out, _ = run("panel", "meetings", "1", "--until", "2027-09-30", "--dry-run")
    assert code == 0
    assert "Wed 28 Jul 2027: no meeting, school holiday: Summer" in out
    code, _, said = run("panel", "meetings", "1", "--until", "2027-09-30")
    assert code == 0
    assert said.startswith("5 meetings of Assessment panel made until 30 Sep 2027")
    assert run("panel", "meetings", "99")[0] == 1


def test_what_the_page_for_the_board_refuses_is_refused_before_the_sheet_leaves(run: Run, tmp_path: Path) -> None:
    sheet, page = tmp_path / "week.xlsx", tmp_path / "board.pdf"
    for wrong in (
        ("--board", str(page), "--known-at", "2026-11-20"),
        ("--board", str(page.with_suffix(".docx"))),
        ("--board", str(page), "--commentary", "x" * 901),
    ):
        code, out, err = run("timeliness", "--output", str(sheet), *wrong)
        assert (code > 0, out, "Traceback" in err) == (True, "", False)
        assert not sheet.exists()
    with open_store(tmp_path / "store.db").look() as reading:
        assert reading.exports("weekly_sheet") == []


def test_the_weekly_sheet_names_nobody_unless_it_is_asked_to(run: Run, tmp_path: Path) -> None:
    run("demo", "--cases", "60")
    sheet = tmp_path / "week.xlsx"

    code, out, err = run("timeliness", "--output", str(sheet))

    assert (code, out) == (0, "")
    assert str(sheet) in err
    assert "The forecasts as at 1 Nov 2026 are kept" in err, "a team that only schedules the sheet can judge them too"
    store = open_store(tmp_path / "store.db")
    with store.look() as reading:
        assert [one.made_on for one in reading.every(KeptForecast)] == [date(2026, 11, 1)]
        names = {case.person.surname for case in reading.cases()} | {one.name for one in reading.directory().officers}
    store.close()
    with ZipFile(sheet) as book:
        text = "".join(book.read(part).decode(errors="replace") for part in book.namelist() if part.endswith(".xml"))
        assert not [name for name in names if name in text]


def test_published_figures_of_a_newer_year_are_read_by_command(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "timeliness.csv"
    table.write_text(
        "time_period,time_identifier,geographic_level,new_la_code,la_name,plans_issued_den,pc_plans_issued_20_weeks_ex\n"
        "2026,Calendar year,Local authority,E10000016,Kent,1800,61.5\n"
        "2026,Calendar year,Local authority,,Hertfordshire,-4,50\n"
    )

    code, out, _ = run("benchmarks", str(table), "--dry-run", "--json")
    seen = json.loads(out)
    assert (code, seen["years"], seen["figures_new"], seen["dry_run"]) == (0, [2026], 3, True)
    code, out, err = run("benchmarks", str(table))
    assert (code, "3 figures added" in out) == (0, True)
    assert err == "Hertfordshire, 2026: Plans issued of -4 cannot be; left out.\n"
    assert run("benchmarks", str(table))[0] == 1, "every figure is held already"
    table.write_text(table.read_text().replace("2026", "2031"))
    code, out, err = run("benchmarks", str(table))
    assert (code, out) == (1, "")
    assert "2031, which is still to come" in err


def test_the_figures_name_their_period_and_never_say_none(run: Run) -> None:
    nobody = run("timeliness")[1]
    assert "Within 20 weeks, excluding exceptions  " in nobody
    assert "None" not in nobody
    run("demo", "--cases", "60")

    code, out, err = run("timeliness", "--from", "2026-06-01", "--profile", "public")

    lines = dict(re.split(r"\s{2,}", line, maxsplit=1) for line in out.splitlines())
    assert code == 0
    assert lines["Plans and decisions of"] == "1 Jun to 20 Nov 2026"
    assert lines["Over 52 weeks, including exceptions"] == "*"
    assert "None" not in out
    assert "* stands for a count under 6" in err


def test_a_sheet_of_a_day_to_come_says_what_it_is(run: Run) -> None:
    run("demo", "--cases", "5")
    code, out, err = run("timeliness", "--as-at", "2026-12-24", "--json")
    assert (code, json.loads(out)["as_at"]) == (0, "2026-12-24")
    assert err.startswith("24 Dec 2026 is still to come")


def test_a_backup_is_put_back_by_command(run: Run, tmp_path: Path) -> None:
    run("demo", "--cases", "5")
    assert run("backup", str(tmp_path / "copy.db"))[0] == 0
    code, _, err = run("restore", str(tmp_path / "copy.db"))

    assert code == 0
    assert "kept as" in err
    assert run("check")[0] == 0


def test_acting_as_nobody_is_refused_where_there_are_officers(run: Run, tmp_path: Path) -> None:
    run("demo", "--cases", "5")
    tracker = tmp_path / "tracker.csv"
    tracker.write_text("Reference,Forename,Surname,Request received\nX-1,Ada,Peppergoggle,01/10/2026\n")

    assert run("--as", "Nobody Inparticular", "import", str(tracker))[0] == 1


@pytest.mark.parametrize("day", ["9999-12-31", "0026-11-20", "yesterday"])
def test_a_day_that_no_clock_can_be_counted_from_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    assert main(["--store", str(tmp_path / "store.db"), "--today", day, "cases"]) == 2
    assert "The day to work on is not a date from 1900 to 2199" in capsys.readouterr().err
    assert not (tmp_path / "store.db").exists()


def test_the_first_start_makes_the_folder_of_its_store(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "nothing wrong" in capsys.readouterr().out
    assert Path(paths.default_store()).is_file()


def test_an_import_that_is_stopped_by_ctrl_c_says_so_and_keeps_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("send_desktop.commands.trackers.show_progress", stopped)
    code, _, err = run("import", str(SMALL))
    assert (code, err.startswith("Stopped.")) == (130, True)
    assert run("check")[1] == "0 cases checked; nothing wrong.\n"


@pytest.mark.logs_trouble
def test_a_fault_of_the_program_is_one_sentence_and_the_rest_is_in_the_log(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("send_desktop.commands.trackers.show_progress", broken)
    code, _, err = run("import", str(SMALL))
    assert code == 1
    assert "Something went wrong in the program, and nothing of this was kept" in err
    assert "Traceback" not in err
    assert "ZeroDivisionError" in (paths.log_folder() / "send-desktop.log").read_text("utf-8")
    assert run("check")[1] == "0 cases checked; nothing wrong.\n"


def test_output_that_nobody_reads_on_is_no_fault(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--cases", "300")[0] == 0
    command = [sys.executable, "-m", "send_desktop", "--store", str(tmp_path / "store.db"), "cases", "--full"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "[\n"
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
