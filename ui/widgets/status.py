"""The strip at the foot of the window: what the last act did, and long work with its bar and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from ui.tasks import Job
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.labels import ElidedLabel, button, label

SHOWN_FOR_MS = 500
"""Work that ends sooner than this is never announced."""


class StatusStrip(QFrame):
    """One line of words; long work takes its right half while it runs. ``undo_asked`` when Undo is pressed."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self._words = ElidedLabel("", "secondary", takes_rest=False)
        self._undo = button("Undo", lambda: self.undo_asked.emit(), role="link")
        self._undo.setAccessibleName("Undo the last act")
        self._undo.setToolTip("Ctrl+Z")
        self._what = label("", "secondary")
        self._bar = QProgressBar()
        self._cancel = button("Cancel", self._stop, role="link")
        self._job: Job | None = None
        self._stays = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._show_work)
        self._lay_out()

    def say(self, words: str, *, stays: bool = False, can_undo: bool = False) -> None:
        """Say one line. It goes when the place is left, unless it ``stays``; then it goes with the next line only.

        ``can_undo`` is for a line that tells of an act which can be taken back: Undo stands beside it.
        """
        self._stays = stays
        self._undo.setVisible(can_undo)
        self._words.setText(words)
        self._words.setAccessibleName(words)
        announce(self, words)

    def leave(self) -> None:
        """Take the words away, since they are about the place that is being left."""
        if not self._stays:
            self.say("")

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words.text()

    def follow(self, job: Job) -> None:
        """Show a job's progress from half a second on, with a way to cancel it."""
        self._job = job
        self._bar.setRange(0, 0)
        job.progressed.connect(self._progressed)
        self._wait.start(SHOWN_FOR_MS)

    def done(self) -> None:
        """Nothing runs any more."""
        self._wait.stop()
        self._job = None
        self._work_visible(False)

    def _progressed(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        self._what.setText(what)

    def _show_work(self) -> None:
        self._cancel.setEnabled(True)
        self._work_visible(True)

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
            self._cancel.setEnabled(False)

    def _work_visible(self, visible: bool) -> None:
        for widget in (self._what, self._bar, self._cancel):
            widget.setVisible(visible)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(4), px(16), px(4))
        row.setSpacing(px(8))
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(px(180))
        row.addWidget(self._words)
        row.addWidget(self._undo)
        row.addStretch(1)
        for widget in (self._what, self._bar, self._cancel):
            row.addWidget(widget)
        self._undo.hide()
        self.setFixedHeight(px(30))
        self._work_visible(False)
