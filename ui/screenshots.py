"""Every screen as a picture, in light and dark and at two sizes: for people to look at, and for the manual."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from send_desktop.errors import Unavailable
from send_desktop.records import Derived
from send_desktop.risk import state
from send_desktop.store import Store
from ui.app import application_for, window_on
from ui.dialogs.case_acts import likeliest
from ui.main_window import MainWindow
from ui.pages.case import CasePage

SIZES = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark")
LATE_COMERS_S = 1.0
"""Figures that a screen asks for only once it stands have come by then."""
PATIENCE_S = 60
"""How long a screen may take to read before its picture is taken as it is."""


def draw(
    store: Store,
    folder: Path,
    today: date,
    sizes: Sequence[tuple[int, int]] = SIZES,
    themes: Sequence[str] = THEMES,
    scale: int = 100,
) -> list[Path]:
    """Draw every screen, the case page and a form into ``folder`` and return the files, needing no display."""
    application_for()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"The folder {folder} cannot be made ({error.strerror}); nothing was drawn.") from error
    with tempfile.TemporaryDirectory() as scratch:
        window = window_on(store, today, _someone(store), Path(scratch) / "window.ini")
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        made = [file for theme in themes for file in _in_theme(window, folder, theme, sizes, scale)]
        window.close()
    return made


def _in_theme(
    window: MainWindow, folder: Path, theme: str, sizes: Sequence[tuple[int, int]], scale: int
) -> Iterator[Path]:
    if not window.pages:
        window.start()
        settle(window, LATE_COMERS_S)
    window.set_appearance(theme, scale)
    window.show()
    for size in sizes:
        window.resize(QSize(*size))
        for name, go in _places(window).items():
            go()
            settle(window)
            yield _picture(window, folder / f"{name}_{theme}_{size[0]}x{size[1]}.png")
            window.sheet.close_now()


def _places(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return how to get to each picture's place, in order."""
    places: dict[str, Callable[[], object]] = {}
    for screen in window.screens:
        places[screen.id] = partial(window.go_to, screen.id)
    places["case"] = partial(_open_worst, window)
    places["case_act"] = partial(_open_act, window)
    places["new_request"] = window.new_request
    return places


def _open_worst(window: MainWindow) -> None:
    """Open the case that will breach next; the first of the caseload where none will."""
    with window.desk.store.look() as reading:
        rows = reading.caseload()
    today = window.desk.today
    chosen = next((row.id for row in rows if row.derived.next_due and _will_breach(row.derived, today)), None)
    if chosen or rows:
        window.open_case(chosen or rows[0].id)


def _will_breach(derived: Derived, today: date) -> bool:
    return state(derived, today) == "will_breach" and derived.stage == "advice"


def _open_act(window: MainWindow) -> None:
    page = window.pages.get("case")
    if isinstance(page, CasePage) and page.view is not None:
        page.open_act(likeliest(page.view).id)


def settle(window: MainWindow, least_s: float = 0.0) -> None:
    """Let everything that was asked for arrive and be painted; wait at least so long for what comes later."""
    begun = time.monotonic()
    QApplication.processEvents()
    while (window.desk.tasks.is_busy or time.monotonic() < begun + least_s) and time.monotonic() < begun + PATIENCE_S:
        QApplication.processEvents()
        time.sleep(0.005)
    for _ in range(3):
        QApplication.processEvents()


def _picture(window: MainWindow, file: Path) -> Path:
    if not window.grab().save(str(file)):
        raise Unavailable(f"{file.name} cannot be written; free some room or choose another folder than {file.parent}.")
    return file


def _someone(store: Store) -> str:
    with store.look() as reading:
        officers = reading.directory().officers
    return officers[0].name if officers else "Nobody yet"
