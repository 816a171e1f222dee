"""The program as ``python -m send_desktop`` starts it, until its caseload has answered one keystroke."""

import sys
import time
from collections.abc import Callable
from datetime import date

from send_desktop.__main__ import open_for_window

_PATIENCE_SECONDS = 60


def main(location: str) -> None:
    """Open the window, wait for its rows, type a letter into the filter, see it applied, say so and end."""
    store = open_for_window(location)
    from ui.app import application_for, window_on

    application = application_for()
    window = window_on(store, date.today(), "Bench")
    window.resize(1366, 768)
    window.show()
    window.start("caseload")

    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    from ui.pages.caseload import CaseloadPage

    page = window.page
    assert isinstance(page, CaseloadPage)

    def wait_for(is_true: Callable[[], object]) -> None:
        end = time.monotonic() + _PATIENCE_SECONDS
        while not is_true():
            application.processEvents()
            time.sleep(0.001)  # as a window at rest does, leave the processor to the workers
            if time.monotonic() > end:
                raise RuntimeError("The caseload did not answer.")

    wait_for(lambda: page.model.total)
    rows = page.model.rowCount()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        application.sendEvent(page.filter_box, QKeyEvent(kind, Qt.Key.Key_Z, Qt.KeyboardModifier.NoModifier, "z"))
    wait_for(lambda: page.model.rowCount() < rows)
    application.processEvents()
    print("ready", flush=True)
    window.close()
    store.close()


if __name__ == "__main__":
    main(sys.argv[1])
