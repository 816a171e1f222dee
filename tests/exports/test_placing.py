"""A file stands in its place whole, and what a killed program half wrote does not stay there for good."""

import os
from pathlib import Path
from time import time
from uuid import uuid4

from send_desktop.exports.placing import ABANDONED_S, place


def half_written(folder: Path, seconds_ago: float) -> Path:
    left = folder / f".{uuid4().hex}.part"
    left.write_bytes(b"half of a sheet")
    os.utime(left, (time() - seconds_ago,) * 2)
    return left


def test_what_a_killed_program_left_is_taken_away_by_the_next_file(tmp_path: Path) -> None:
    old, running = half_written(tmp_path, ABANDONED_S + 60), half_written(tmp_path, 5)
    theirs = tmp_path / ".download.part"
    theirs.write_bytes(b"somebody else's")
    os.utime(theirs, (0, 0))

    place(b"whole", tmp_path / "sheet.xlsx")

    assert (tmp_path / "sheet.xlsx").read_bytes() == b"whole"
    assert not old.exists()
    assert running.exists(), "another program may be writing it now"
    assert theirs.exists()
