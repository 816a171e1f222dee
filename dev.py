#!/usr/bin/env python3
"""The two commands of a clone, and the few around them. Needs nothing but Python 3.11 or newer.

python3 dev.py demo         fill a store with a synthetic authority and open the window on it
python3 dev.py test         set everything up and run every check
python3 dev.py bench        time the start and the import beside the least that could be done
python3 dev.py run ...      run the program from the clone, with any of its options and commands
python3 dev.py screenshots  draw every screen of the demo into demo-output/screens
python3 dev.py setup        make the environment and stop
python3 dev.py lock         write requirements.lock anew from pyproject.toml (needs uv)
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "lock-stamp"
OUTPUT = ROOT / "demo-output"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What Qt loads and a bare Linux lacks: the library's file, and the Debian or Ubuntu package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
X_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND_LIBRARIES = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}
# The programs with which the checks read what was written, and the package that brings each.
PROGRAMS = {"qpdf": "qpdf", "pdftotext": "poppler-utils"}
OFFICE = {"libsclo.so": "libreoffice-calc", "libswlo.so": "libreoffice-writer"}

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff: lint", ("-m", "ruff", "check", ".")),
    ("ruff: layout", ("-m", "ruff", "format", "--check", ".")),
    ("mypy, strict", ("-m", "mypy")),
    ("import contracts", ("-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache")),
    ("pytest", ("-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile")),
    ("self-test", ("-m", "send_desktop", "self-test")),
)


class StoppedError(Exception):
    """What stands in the way, in words for whoever ran the command."""


def main(arguments: list[str]) -> int:
    """Run one command; the answer is the exit code."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "demo": demo,
        "test": test,
        "bench": bench,
        "run": run,
        "screenshots": screenshots,
        "setup": setup,
        "lock": lock,
    }
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"], ["help"]) else 2
    try:
        return commands[arguments[0]](arguments[1:])
    except StoppedError as stopped:
        print(f"dev.py: {stopped}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# --- the commands ---------------------------------------------------------------------------------------


def demo(arguments: list[str]) -> int:
    """Open the window on a synthetic authority, or draw it to files where there is no display."""
    need(window_libraries(), programs=False)
    make_environment()
    store = filled_store(arguments)
    if has_display():
        return program("--store", str(store), check=False)
    print("There is no display here, so the window cannot open. Instead, in files:")
    for made in write_demo_files(store):
        print(f"  {made.relative_to(ROOT)}")
    return 0


def test(arguments: list[str]) -> int:
    """Do all set-up and run every check; what follows ``test`` is handed to pytest."""
    need(QT_LIBRARIES, programs=True)
    make_environment()
    results = [run_check(name, (*call, *arguments) if name == "pytest" else call) for name, call in CHECKS]
    print("\nsummary")
    for name, passed, seconds in results:
        print(f"  {'passed' if passed else 'FAILED':7} {name:18} {seconds:6.1f} s")
    return 0 if all(passed for _, passed, _ in results) else 1


def bench(arguments: list[str]) -> int:
    """Time the program beside the least that could be done, in one run, as medians."""
    need(QT_LIBRARIES, programs=False)
    make_environment()
    return call([str(PYTHON), "-m", "tests.bench", *arguments], offscreen=True, check=False)


def run(arguments: list[str]) -> int:
    """Run the program from the clone, in the folder where the command was given."""
    need(window_libraries(), programs=False)
    make_environment()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([str(PYTHON), "-m", "send_desktop", *arguments], env=environment).returncode


def screenshots(arguments: list[str]) -> int:
    """Draw every screen of the demo."""
    need(QT_LIBRARIES, programs=False)
    make_environment()
    folder = OUTPUT / "screens"
    return program("--store", str(filled_store(arguments)), "screenshots", str(folder), offscreen=True, check=False)


def setup(_arguments: list[str]) -> int:
    """Make the environment, with what the system must bring."""
    need(window_libraries(), programs=True)
    make_environment()
    print(f"ready: {VENV.name}")
    return 0


def lock(_arguments: list[str]) -> int:
    """Write the lock anew, for Linux, Windows and macOS at once, with a hash for every file."""
    uv = shutil.which("uv")
    if not uv:
        raise StoppedError("uv writes the lock: install it (pip install uv) and run this again.")
    options = "--extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate"
    call([uv, "pip", "compile", "pyproject.toml", *options.split(), "--no-header", "--quiet", "-o", LOCK.name])
    return 0


# --- the environment ------------------------------------------------------------------------------------


def make_environment() -> None:
    """Make .venv and install the lock into it, unless that very lock is there already."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- whoever runs an older Python is told so
        raise StoppedError(f"SEND Desktop needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("making the environment in .venv", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    install_lock(make_venv())
    STAMP.write_text(wanted)


def make_venv() -> list[str]:
    """Make an empty environment and return the pip call that installs into it.

    Debian's Python comes without ensurepip; a pip of the system can then install for the environment.
    """
    if importlib.util.find_spec("ensurepip"):
        call([sys.executable, "-m", "venv", str(VENV)])
        return [str(PYTHON), "-m", "pip"]
    if importlib.util.find_spec("pip"):
        call([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    install_packages(["python3-venv"], "Python's own module venv")
    call([sys.executable, "-m", "venv", str(VENV)])
    return [str(PYTHON), "-m", "pip"]


def install_lock(pip: list[str]) -> None:
    """Install exactly the files whose hashes stand in the lock; nothing is built here."""
    options = "install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all:"
    call([*pip, *options.split(), "-r", str(LOCK)])


def need(libraries: dict[str, str], *, programs: bool) -> None:
    """Make sure of the system's own libraries and programs: install them as root, else say what to run."""
    if not LINUX:
        return
    packages = missing_packages(libraries)
    packages += missing_programs() if programs else []
    if packages:
        install_packages(packages, "what Qt or the checks load from the system")


def window_libraries() -> dict[str, str]:
    """Return what the window loads here, with the display that there is."""
    x_libraries = X_LIBRARIES if os.environ.get("DISPLAY") else {}
    wayland = WAYLAND_LIBRARIES if os.environ.get("WAYLAND_DISPLAY") else {}
    return {**QT_LIBRARIES, **x_libraries, **wayland}


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Return the packages of those libraries that cannot be loaded."""
    return [package for library, package in libraries.items() if not loads(library)]


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_programs() -> list[str]:
    """Return the packages of the programs with which the checks read what was written."""
    missing = [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    return [*missing, *(package for library, package in OFFICE.items() if not has_office(library))]


def has_office(library: str) -> bool:
    """Whether LibreOffice is here, and the part of it that this library makes."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    return bool(office) and (Path(str(office)).resolve().parent / library).exists()


def install_packages(packages: Iterable[str], what: str) -> None:
    """Install system packages as root; for anybody else, name them and stop."""
    names = sorted(set(packages))
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *names]
    print(f"missing from the system ({what}): {', '.join(names)}", flush=True)
    if not shutil.which("apt-get"):
        raise StoppedError(
            "install the packages that bring these with your system's package manager, and run this again."
        )
    if os.geteuid() != 0:
        raise StoppedError(
            f"run this and then the same command again:\n  sudo apt-get update && sudo {shlex.join(install)}"
        )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet"], env=quiet, stdout=subprocess.DEVNULL)
    if subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL).returncode:
        raise StoppedError(f"the system would not install {', '.join(names)}; the lines above say why.")


# --- the demo -------------------------------------------------------------------------------------------


def filled_store(arguments: list[str]) -> Path:
    """Return the demo store, filled on the first run; options after the command reshape and refill it."""
    store = OUTPUT / "demo.db"
    OUTPUT.mkdir(exist_ok=True)
    if store.exists() and not arguments:
        return store
    remove_store(store)
    print("filling a store with a synthetic authority", flush=True)
    try:
        program("--store", str(store), "demo", *arguments)
    except BaseException:
        remove_store(store)
        raise
    return store


def remove_store(store: Path) -> None:
    """Remove a demo store with the files that SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        store.with_name(store.name + ending).unlink(missing_ok=True)


def write_demo_files(store: Path) -> list[Path]:
    """Write what the window would show: its screens, the next panel's pack and the weekly workbook."""
    screens, pack, sheet = OUTPUT / "screens", OUTPUT / "panel-pack.pdf", OUTPUT / "timeliness.xlsx"
    on_store = ("--store", str(store))
    program(*on_store, "screenshots", str(screens), offscreen=True)
    program(*on_store, "panel", "pack", next_meeting(store), "--output", str(pack))
    program(*on_store, "timeliness", "--output", str(sheet))
    return [*sorted(screens.glob("*.png")), pack, sheet]


def next_meeting(store: Path) -> str:
    """Return the id of the next panel with cases on its agenda, filling it first where it has none."""
    meetings = read_json("--store", str(store), "panel", "list", "--json")
    coming = sorted((one for one in meetings if one["date"] >= time.strftime("%Y-%m-%d")), key=lambda one: one["date"])
    if not coming:
        raise StoppedError("the demo store has no meeting to come.")
    meeting = str(coming[0]["id"])
    if not coming[0]["taken"]:
        program("--store", str(store), "panel", "fill", meeting)
    return meeting


# --- calling --------------------------------------------------------------------------------------------


def program(*arguments: str, offscreen: bool = False, check: bool = True) -> int:
    """Run the program from the clone."""
    return call([str(PYTHON), "-m", "send_desktop", *arguments], offscreen=offscreen, check=check)


def read_json(*arguments: str) -> list[dict[str, str]]:
    """Run one reporting command of the program and return the document that it prints."""
    asked = [str(PYTHON), "-m", "send_desktop", *arguments]
    answer = subprocess.run(asked, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if answer.returncode:
        raise StoppedError(f"{shlex.join(arguments)} did not work; the lines above say why.")
    document: list[dict[str, str]] = json.loads(answer.stdout)
    return document


def call(command: list[str], *, offscreen: bool = False, check: bool = True) -> int:
    """Run something at the root of the clone; StoppedError if it must work and does not."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"} if offscreen else None
    code = subprocess.run(command, cwd=ROOT, env=environment).returncode
    if code and check:
        raise StoppedError(f"{Path(command[0]).name} {shlex.join(command[1:4])} did not work; the lines above say why.")
    return code


def run_check(name: str, arguments: tuple[str, ...]) -> tuple[str, bool, float]:
    """Run one check and time it."""
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    code = call([str(PYTHON), *arguments], offscreen=True, check=False)
    return name, code == 0, time.monotonic() - started


def has_display() -> bool:
    """Whether a window can open here."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
