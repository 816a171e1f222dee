"""Which column of a tracker is read as which field: one line a column, each with its choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from send_desktop.imports.fields import BY_ID, FIELDS
from ui.theme import px
from ui.widgets.labels import ElidedLabel, label, tip

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
        """Show every column with its field, under the group heading it has in the file."""
        if set(self.choices) != {*mapping, *unmapped}:
            self._make([*mapping, *unmapped], mapping)
        for name, box in self.choices.items():
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(mapping.get(name, ""))))
            box.setToolTip(tip(box.currentText()))
            box.blockSignals(False)

    def _make(self, names: Sequence[str], mapping: Mapping[str, str]) -> None:
        self._list_fields(mapping)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, px(8), 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.choices = {}
        for group, in_group in _grouped(names).items():
            if group:
                grid.addWidget(label(group, "secondary", wraps=True), grid.rowCount(), 0, 1, 2)
            for name in in_group:
                self.choices[name] = self._choice(name)
                row = grid.rowCount()
                grid.addWidget(ElidedLabel(_heading(name)), row, 0)
                grid.addWidget(self.choices[name], row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
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


def _grouped(names: Sequence[str]) -> dict[str, list[str]]:
    """Return the columns by the group heading above them, in the order in which groups are met."""
    groups: dict[str, list[str]] = {}
    for name in names:
        group, beneath, _ = name.partition(" > ")
        groups.setdefault(group if beneath else "", []).append(name)
    return groups


def _heading(name: str) -> str:
    return name.partition(" > ")[2] or name


def field_words(field_id: str) -> str:
    """Return a field as the choice names it; one worked out is read for nothing but a comparison with the law."""
    known = BY_ID.get(field_id)
    if known is None:
        _, service, what = field_id.split(".")
        return f"{service}: {what}"
    return f"{known.title}, worked out" if known.kind == "calculated" else known.title
