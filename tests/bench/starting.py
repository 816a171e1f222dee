"""A whole process each time, from its call until it says that it is ready."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.architecture.clone import ROOT

_CASES = "1800"

_LEFT_OUT = "PYTHONDONTWRITEBYTECODE"
"""Both windows run from compiled modules, as an installed program does; this would forbid keeping them."""


def filled_store(folder: Path, cases: str = _CASES) -> Path:
    """Return a store filled with a synthetic authority, by default of 1,800 cases; of one size it is made once."""
    store = folder / f"bench-{cases}.db"
    if store.exists():
        return store
    call = [sys.executable, "-m", "send_desktop", "--store", str(store), "demo", "--cases", cases]
    subprocess.run(call, cwd=ROOT, check=True)
    return store


def seconds(module: str, store: Path, *arguments: str) -> float:
    """Start one of the windows beside this module and return the seconds until it prints ``ready``."""
    call = [sys.executable, "-m", f"tests.bench.{module}", str(store), *arguments]
    started = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != _LEFT_OUT}
    with subprocess.Popen(call, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        word = process.stdout.readline().strip()
        taken = time.perf_counter() - started
    if word != "ready" or process.returncode:
        raise RuntimeError(f"{module} ended with {process.returncode} before it was ready.")
    return taken
