"""The fields that a letter's template may name, with what each means, to be copied into Word."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_desktop.services.letter_kinds import LetterField, fields
from ui.theme import px
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.fields import TextField
from ui.widgets.labels import label

INTRO = (
    "Enter on a field copies it; paste it where it belongs in the template. Between {% if case.received_on %} and "
    "{% endif %} stands what is left out while that field is empty; {% else %} may stand between. Nothing else is "
    "worked out in a template: every date is counted before."
)


class LetterFields(QWidget):
    """On the sheet: every field, narrowed as one types; Enter copies the one that is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Fields of letters")
        self.filter = TextField("")
        self.filter.name_for_readers("Find a field")
        self.filter.line.setPlaceholderText("Find a field")
        self.table = CardTable("Fields of letters", CardColumn("Field"), has_headings=False)
        self.told = label("", "secondary", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(12), px(8))
        column.setSpacing(px(10))
        for widget in (label(INTRO, "secondary", wraps=True), self.filter, self.told, self.table):
            column.addWidget(widget)
        column.addStretch(1)
        self.filter.changed.connect(self._show)
        self._show()

    def copy(self, field: LetterField) -> None:
        """Put a field on the clipboard as a template names it."""
        QGuiApplication.clipboard().setText(as_named(field))
        self._tell(f"{as_named(field)} is copied.")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.filter.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        wanted = self.filter.value().casefold()
        found = [one for one in fields().values() if wanted in f"{one.name} {one.meaning}".casefold()]
        self.table.show_rows(
            [Row((Cell(as_named(one), "strong", note=one.meaning),), partial(self.copy, one)) for one in found]
        )
        self.table.setVisible(bool(found))
        self._tell("" if found else "No field has these words; take some away.")

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setAccessibleName(words)
        self.told.setVisible(bool(words))


def as_named(field: LetterField) -> str:
    """Return a field as a template names it."""
    return f"{{{{ {field.name} }}}}"
