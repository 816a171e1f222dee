"""Starting the window: the application, its looks, the desk, and the net for what nobody expected."""

from __future__ import annotations

import gc
import getpass
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import resources
from send_desktop.store import Store
from ui.desk import Desk, Memory
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import appearance

ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

log = logging.getLogger("send_desktop.window")

AFTER_START_MS = 2_000
"""When the garbage collector, at rest while the program starts, begins its work."""


def run(store: Store, today: date, by: str | None = None, argv: Sequence[str] = ()) -> int:
    """Open the window on a store and return the exit code when it is closed.

    ``by`` is who acts; left out, it is the officer matched to the system's sign-in, who is asked for
    a name at the first start.
    """
    application = application_for(argv)
    window = window_on(store, today, by)
    sys.excepthook = window_fault(window)
    appearance().follow_system()
    window.appear()
    window.start()
    QTimer.singleShot(AFTER_START_MS, _look_for_garbage)
    return application.exec()


def _look_for_garbage() -> None:
    """Begin to collect garbage, passing over what starting made: it stays until the end."""
    gc.freeze()
    gc.enable()


def application_for(argv: Sequence[str] = ()) -> QApplication:
    """Return the application, made and dressed if it is not there yet."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        if application.style().name() != "fusion":
            application.setStyle("Fusion")
    else:  # named on the command line, the style needs no object of Python's before the first line
        application = QApplication(["send-desktop", "-style", "Fusion", *argv])
    application.setApplicationName("SEND Desktop")
    application.setWindowIcon(QIcon(str(resources.path("app", "icon.png"))))
    return application


def window_on(store: Store, today: date, by: str | None = None, memory_file: Path | None = None) -> MainWindow:
    """Build the window on a store, dressed as remembered; neither shown nor started."""
    memory = Memory(memory_file)
    appearance().apply(memory.text("window/theme", "system"), memory.number("window/scale", 100))
    desk = Desk(store=store, today=today, by=by or "", tasks=Tasks(), memory=memory, sign_in=_sign_in())
    return MainWindow(desk)


def window_fault(window: MainWindow) -> ExceptHook:
    """Return an excepthook that logs a fault of the program and says so in the window."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("Fault in the program", exc_info=(kind, error, trace))
        from ui.dialogs.fault import show_fault

        show_fault(window, kind, error, trace)

    return caught


def _sign_in() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def explain(message: str) -> int:
    """Show one sentence where no store could be opened, and return the exit code of a refusal."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from ui.widgets.labels import button, label

    application = application_for()
    appearance().apply("system")
    window = QWidget()
    window.setObjectName("page")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    window.setWindowTitle("SEND Desktop")
    column = QVBoxLayout(window)
    column.addWidget(label("SEND Desktop could not open its store", "heading"))
    column.addWidget(label(message, wraps=True))
    column.addWidget(button("Close", window.close, role="accent"), 0, Qt.AlignmentFlag.AlignRight)
    window.resize(520, 160)
    window.show()
    if QApplication.platformName() == "offscreen":
        QTimer.singleShot(0, window.close)
    application.exec()
    return 1
