"""A field that holds a file: typed, chosen in the system's dialog, or dropped on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLineEdit

from ui.widgets.fields import FieldWidget
from ui.widgets.labels import button


class FileField(FieldWidget):
    """Its value is the path, None while empty."""

    def __init__(self, start: Path | None = None) -> None:
        super().__init__()
        self.line = QLineEdit(str(start or ""))
        self.line.setPlaceholderText("Choose a file, or drop one here")
        self.choose_button = button("Choose…", self.choose, picture="folder")
        self.choose_button.setAccessibleName("Choose a file")
        self._hold(self.line, self.choose_button).setStretch(0, 1)
        self.line.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> Path | None:
        typed = self.line.text().strip().strip('"').removeprefix("file://")
        return Path(typed).expanduser() if typed else None

    def put(self, value: Any) -> None:
        self.line.setText(str(value or ""))

    def choose(self) -> None:
        """Ask for a file in the system's own dialog, which the window does not wait for."""
        dialog = QFileDialog(self, "Choose a file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
