"""``self-test``: the installed or frozen program does each of its main jobs once, on a store of its own."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from send_desktop.commands.session import Tools
from send_desktop.services import demo, packs, safety, timeliness, tracker_import
from send_desktop.services.caseload import caseload
from send_desktop.statute.clock import timetable
from send_desktop.statute.working_days import england
from send_desktop.store import Store

TODAY = date(2026, 11, 20)
_TRACKER = (
    "Reference,Forename,Surname,Date of birth,Request received,Decision to assess,Decision to assess date\n"
    "EHC-26-9001,Ada,Peppergoggle,02/03/2018,01/09/2026,Yes,05/10/2026\n"
)
Check = tuple[str, Callable[[], None]]


def run(tools: Tools, say: Callable[[str], None]) -> int:
    """Run every check, say one line for each, and return how many failed."""
    failures = 0
    with tempfile.TemporaryDirectory(prefix="send-desktop-") as name:
        folder = Path(name)
        store = tools.open_store(folder / "self-test.db")
        try:
            for title, check in _checks(tools, store, folder):
                failures += not _passes(title, check, say)
        finally:
            store.close()
    return failures


def _passes(title: str, check: Callable[[], None], say: Callable[[str], None]) -> bool:
    try:
        check()
    except Exception as error:  # whatever breaks, the line must say so and the rest must run
        say(f"FAILED  {title}: {error}")
        return False
    say(f"ok      {title}")
    return True


def _checks(tools: Tools, store: Store, folder: Path) -> Iterator[Check]:
    yield "the law gives 20 July 2026 for a request of 2 March 2026", _law
    yield "a synthetic authority of 80 cases", lambda: _fill(store)
    yield "a tracker comes in", lambda: _import(store, folder)
    yield "the caseload reads", lambda: _require(len(caseload(store).rows) == 81, "81 cases were expected")
    yield "the weekly sheet is written", lambda: _sheet(store, folder / "weekly.xlsx")
    yield "a panel pack is built", lambda: _pack(store, folder / "pack.pdf")
    yield "every derived date is right", lambda: _sound(store)
    yield "a backup opens", lambda: _backup(tools, store, folder / "backup.db")
    yield (
        "every screen draws",
        lambda: _require(bool(tools.draw_screens(store, folder / "screens", TODAY)), "none drawn"),
    )


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise RuntimeError(otherwise)


def _law() -> None:
    due = {duty.id: duty.due for duty in timetable({"request_received": date(2026, 3, 2)}, england())}
    _require(due["final_plan"] == date(2026, 7, 20), f"it gave {due['final_plan']}")


def _fill(store: Store) -> None:
    demo.fill(store, cases=80, scenario="Near national", seed=7, today=TODAY)


def _import(store: Store, folder: Path) -> None:
    tracker = folder / "tracker.csv"
    tracker.write_text(_TRACKER, encoding="utf-8")
    report = tracker_import.run(store, tracker, by="Self-test", as_at=TODAY, mapping=None, dry_run=False, today=TODAY)
    _require(report.cases_created == 1, f"{report.cases_created} cases were created")


def _sheet(store: Store, path: Path) -> None:
    timeliness.export_weekly(store, TODAY, path, "reference", "Self-test", today=TODAY)
    _require(path.stat().st_size > 5_000, "the workbook is too small")


def _pack(store: Store, path: Path) -> None:
    with store.look() as reading:
        meeting = next(one.meeting for one in reading.meetings(since=TODAY) if one.taken)
    packs.build_pack(store, meeting.id, path, "initials", by="Self-test", today=TODAY)
    _require(path.read_bytes().startswith(b"%PDF"), "it is not a PDF")


def _sound(store: Store) -> None:
    problems = safety.check(store).problems
    _require(not problems, problems[0] if problems else "")


def _backup(tools: Tools, store: Store, path: Path) -> None:
    safety.back_up(store, path)
    copy = tools.open_store(path)
    try:
        _require(len(caseload(copy).rows) == 81, "the copy is not whole")
    finally:
        copy.close()
