"""Work on its way, in place: what it is doing, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui.tasks import Job
from ui.theme import px
from ui.widgets.labels import ElidedLabel, button


class Running(QWidget):
    """A bar with Cancel; hidden while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._what = ElidedLabel("", "secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cancel_button = button("Cancel", self.stop)
        self._lay_out()
        self.hide()

    def follow(self, job: Job, what: str) -> None:
        """Show a job until ``done``."""
        self._job = job
        self._what.setText(what)
        self._bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        job.progressed.connect(self._progressed)
        self.show()

    def done(self) -> None:
        """Nothing runs any more."""
        self._job = None
        self.hide()

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        if self._job:
            self._job.cancel()
            self._what.setText("Stopping…")
            self.cancel_button.setEnabled(False)

    @property
    def is_running(self) -> bool:
        """True between ``follow`` and ``done``."""
        return self._job is not None

    def _progressed(self, done: int, total: int, what: str) -> None:
        if self._job is None or self._job.is_cancelled:
            return
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        self._what.setText(f"{what}, {done:,} of {total:,}" if total > 10 else what)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        column = QVBoxLayout()
        column.setSpacing(px(4))
        column.addWidget(self._what)
        column.addWidget(self._bar)
        row.addLayout(column, 1)
        row.addWidget(self.cancel_button)
