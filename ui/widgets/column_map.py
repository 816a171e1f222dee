"""Which column of a tracker is read as which field: one line a column, each with its choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from send_desktop.imports.fields import BY_ID, FIELDS
from ui.theme import px
from ui.widgets.labels import ElidedLabel

NOT_READ = "Not read"


class _Choice(QComboBox):
    """A choice that scrolling over does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColumnMap(QScrollArea):
    """Emits ``chosen`` with a column's name and the id of the field that was chosen for it; '' for not read."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, QComboBox] = {}
        self._fields = QStandardItemModel(self)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "plain")
        self.setMinimumHeight(px(180))

    def show_mapping(self, mapping: Mapping[str, str], unmapped: Sequence[str]) -> None:
        """Show every column with its field, those that are not read first; the order stays while they do."""
        if set(self.choices) != {*mapping, *unmapped}:
            self._make([*unmapped, *mapping], mapping)
        for name, box in self.choices.items():
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(mapping.get(name, ""))))
            box.setToolTip(box.currentText())
            box.blockSignals(False)

    def _make(self, names: Sequence[str], mapping: Mapping[str, str]) -> None:
        self._list_fields(mapping)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, px(8), 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.choices = {name: self._choice(name) for name in names}
        for row, (name, box) in enumerate(self.choices.items()):
            grid.addWidget(ElidedLabel(name.replace(" > ", " › ")), row, 0)
            grid.addWidget(box, row, 1)
        grid.setRowStretch(len(self.choices), 1)
        self.setWidget(inside)

    def _choice(self, name: str) -> QComboBox:
        box = _Choice()
        box.setModel(self._fields)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.setMaxVisibleItems(18)
        box.setAccessibleName(f"{name} is read as")
        box.activated.connect(lambda _: self.chosen.emit(name, str(box.currentData() or "")))
        return box

    def _list_fields(self, mapping: Mapping[str, str]) -> None:
        self._fields.clear()
        listed = {"": NOT_READ} | {field.id: field_words(field.id) for field in FIELDS}
        listed |= {field: field_words(field) for field in mapping.values() if field not in listed}
        for code, words in listed.items():
            item = QStandardItem(words)
            item.setData(code, Qt.ItemDataRole.UserRole)
            self._fields.appendRow(item)


def field_words(field_id: str) -> str:
    """Return a field as the choice names it; what the law works out says that it is not taken from the file."""
    known = BY_ID.get(field_id)
    if known is None:
        _, service, what = field_id.split(".")
        return f"{service}: {what}"
    return f"{known.title} (worked out, not taken over)" if known.kind == "calculated" else known.title
