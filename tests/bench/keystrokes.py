"""Keystroke in the filter to repaint with 20,000 cases: a process of its own each time, which says its median."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.clone import ROOT


def seconds(how: str, store: Path) -> float:
    """Return the median seconds of a key, of the program ('ours') or of what it is measured against ('plain')."""
    call = [sys.executable, "-m", "tests.bench.typing_window", how, str(store)]
    done = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout.strip().splitlines()[-1])
