"""``python3 dev.py bench``: the program beside the least that could be done, in one run, as medians.

Nothing here passes or fails: a busy machine would make a timed test lie. Runs of the program and of
what it is measured against take turns, so that whatever else the machine does falls on both.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.bench import importing, keystrokes, measuring, opening, packing, starting, today_window, weekly

Timed = Callable[[], float]


def main() -> None:
    """Time the comparisons, or those that were chosen, and print them side by side."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="how often each is timed (7)")
    parser.add_argument("--only", nargs="+", choices=list(BENCHMARKS), help="which of them to run (all)")
    chosen = parser.parse_args()
    runs = chosen.runs
    print(f"medians of {runs} runs that take turns; the range in brackets")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for name in chosen.only or BENCHMARKS:
            title, timings, limit, aim_ms = BENCHMARKS[name]
            show(title, timings(folder), runs, limit, aim_ms)


def start(folder: Path) -> dict[str, Timed]:
    """Return the program's start and what it is measured against: the store opened as one, and as any file."""
    store = starting.filled_store(folder)
    return {
        "SEND Desktop": lambda: starting.seconds("caseload_window", store),
        "an empty window, SQLAlchemy, the store opened": lambda: starting.seconds("empty_window", store, "store"),
        "an empty window, SQLAlchemy, the file asked once": lambda: starting.seconds("empty_window", store, "file"),
    }


def importing_pair(folder: Path) -> dict[str, Timed]:
    """Return the program's import and what it is measured against: rows as it writes them, and as they were read."""
    written, read = importing.rows_of_the_import(folder), importing.rows_of_the_tracker()
    return {
        "SEND Desktop": lambda: importing.ours(folder),
        f"calamine, SQLite inserting the {_count(written)} rows it writes": lambda: importing.plain(folder, written),
        f"calamine, SQLite inserting the {_count(read)} rows it reads": lambda: importing.plain(folder, read),
    }


def today(folder: Path) -> dict[str, Timed]:
    """Return Today of the officer with most open cases, and a table of the same facts by raw SQL, both in a window."""
    store, day = starting.filled_store(folder, "20000"), date.today()
    name = today_window.busiest(store)
    return {"SEND Desktop": today_window.ours(store, name, day), "raw SQL": today_window.plain(store, name)}


def a_case(folder: Path) -> dict[str, Timed]:
    """Return a case opened in the window, and every row of one by raw SQL put into one plain field."""
    opened = opening.Opening(starting.filled_store(folder, "20000"))
    return {"SEND Desktop": opened.program, "raw SQL": opened.plain}


def keystroke(folder: Path) -> dict[str, Timed]:
    """Return a key in the filter of 20,000 cases, and one SELECT with LIKE fetched and painted in a plain table."""
    store = starting.filled_store(folder, "20000")
    return {
        "SEND Desktop": lambda: keystrokes.seconds("ours", store),
        "one SELECT with LIKE, painted in a plain QTableView": lambda: keystrokes.seconds("plain", store),
    }


def pack(folder: Path) -> dict[str, Timed]:
    """Return a pack of 60 cases and 2,100 pages of papers, and the least that makes its pages; says the memory too."""
    store = packing.filled(folder)
    print(f"\na pack takes {packing.memory_mb(store):.0f} MB at most, the program and its libraries included (aim 400)")
    return {
        "SEND Desktop": lambda: packing.ours(store),
        "qpdf merging and locking, reportlab drawing once": lambda: packing.least(store),
    }


def measures(folder: Path) -> dict[str, Timed]:
    """Return every measure over all of England's requests of a year, and the driver fetching the same rows."""
    held = measuring.Measuring(folder)
    return {
        "SEND Desktop, every measure": held.every_measure,
        "SEND Desktop, the headlines alone": held.headlines,
        "the driver fetching the rows of the same statements": held.rows_alone,
    }


def weekly_sheet(folder: Path) -> dict[str, Timed]:
    """Return the weekly sheet of 4,000 cases, and openpyxl writing the very same cells."""
    made = weekly.Weekly(folder)
    return {"SEND Desktop": made.ours, f"openpyxl writing the same {made.cells:,} cells": made.plain}


BENCHMARKS: dict[str, tuple[str, Callable[[Path], dict[str, Timed]], float, int]] = {
    "start": ("start to a caseload of 1,800 that takes a keystroke", start, 1.5, 0),
    "import": ("import of the county tracker", importing_pair, 3.0, 0),
    "today": ("Today, 20,000 cases: from going there until it is painted", today, 0, 300),
    "case": ("a case opens, 20,000 cases: until it is painted", a_case, 0, 150),
    "weekly": ("the weekly sheet of a county of 4,000 cases, store to file", weekly_sheet, 1.5, 0),
    "pack": ("a pack of 60 cases with 2,100 pages of papers, locked", pack, 1.5, 0),
    "measures": ("every measure over 155,000 requests and their advice", measures, 5.0, 0),
    "keystroke": ("keystroke in the filter to repaint, 20,000 cases", keystroke, 0, 50),
}
"""By the name that ``--only`` takes: title, what makes its timings, the ratio aimed at or the milliseconds."""


def show(title: str, timings: dict[str, Timed], runs: int, limit: float = 0, aim_ms: int = 0) -> None:
    """Time in turns, once for nothing and then ``runs`` times, and print medians and the program's ratio to each."""
    times: dict[str, list[float]] = {name: [] for name in timings}
    for turn in range(runs + 1):
        for name, timed in timings.items():
            taken = timed()
            if turn:  # the first turn only warms the file cache
                times[name].append(taken)
    print(f"\n{title} ({f'aim {aim_ms} ms' if aim_ms else f'at most {limit:g} times'})")
    program = statistics.median(next(iter(times.values())))
    for name, taken in times.items():
        median, spread = statistics.median(taken), f"[{1000 * min(taken):.0f} to {1000 * max(taken):.0f}]"
        print(f"  {name:54} {1000 * median:6.0f} ms  {spread:16} {program / median:6.2f} times")


def _count(tables: list[importing.Table]) -> str:
    return f"{sum(len(table.rows) for table in tables):,}"


if __name__ == "__main__":
    main()
