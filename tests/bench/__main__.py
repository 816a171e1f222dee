"""``python3 dev.py bench``: the program beside the least that could be done, in one run, as medians.

Nothing here passes or fails: a busy machine would make a timed test lie. Runs of the program and of
what it is measured against take turns, so that whatever else the machine does falls on both.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import importing, starting

Timed = Callable[[], float]


def main() -> None:
    """Time both pairs and print them side by side."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="how often each is timed (7)")
    runs = parser.parse_args().runs
    print(f"medians of {runs} runs that take turns; the range in brackets")
    with tempfile.TemporaryDirectory() as folder:
        store = starting.filled_store(Path(folder))
        show(
            "start to a caseload of 1,800 that takes a keystroke",
            {
                "an empty window, SQLAlchemy, the store opened": lambda: starting.seconds("empty_window", store),
                "SEND Desktop": lambda: starting.seconds("caseload_window", store),
            },
            runs,
            limit=1.5,
        )
        show(
            "import of the county tracker",
            {
                "calamine reading it, SQLite inserting the rows": lambda: importing.plain(Path(folder)),
                "SEND Desktop": lambda: importing.ours(Path(folder)),
            },
            runs,
            limit=3.0,
        )


def show(title: str, pair: dict[str, Timed], runs: int, limit: float) -> None:
    """Time a pair in turns, once for nothing and then ``runs`` times, and print medians and their ratio."""
    times: dict[str, list[float]] = {name: [] for name in pair}
    for turn in range(runs + 1):
        for name, timed in pair.items():
            taken = timed()
            if turn:  # the first turn only warms the file cache
                times[name].append(taken)
    print(f"\n{title}")
    medians = [statistics.median(taken) for taken in times.values()]
    for (name, taken), median in zip(times.items(), medians, strict=True):
        print(f"  {name:48} {1000 * median:7.0f} ms  [{1000 * min(taken):.0f} to {1000 * max(taken):.0f}]")
    print(f"  {'ratio':48} {medians[1] / medians[0]:7.2f}     (to be at most {limit:g})")


if __name__ == "__main__":
    main()
