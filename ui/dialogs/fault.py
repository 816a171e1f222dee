"""What is shown when the program itself is at fault: what was kept, and the text to send on."""

from __future__ import annotations

import traceback
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import px
from ui.widgets.labels import button, label


def show_fault(parent: QWidget, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Open a small dialog, never waiting in it; the window behind stays usable."""
    text = "".join(traceback.format_exception(kind, error, trace))
    dialog = QDialog(parent)
    dialog.setWindowTitle("Something went wrong in the program")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(px(640), px(420))
    column = QVBoxLayout(dialog)
    column.addWidget(label("Something went wrong in the program", "heading"))
    column.addWidget(
        label(
            "Everything you saved is kept. Close this and go on; if it happens again, send the text below.", wraps=True
        )
    )
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    column.addWidget(shown, 1)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button("Copy text", lambda: QApplication.clipboard().setText(text)))
    row.addWidget(button("Close", dialog.close, role="accent"))
    column.addLayout(row)
    dialog.open()
