"""Why this date? The explanation at the window's side: to be read, selected and copied, by keyboard too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from send_desktop.risk import WorkStep
from send_desktop.services.inputs import Input
from send_desktop.services.why import Explanation
from send_desktop.wording import full_date
from ui.theme import px
from ui.widgets.labels import button, label, rule

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class WhySheet(QWidget):
    """Shows one ``Explanation``. ``look_back`` opens the way to a past day; None where there is none."""

    def __init__(self, told: Explanation, look_back: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.told = told
        self.setWindowTitle("Why this state?" if told.steps and not told.citation else "Why this date?")
        self.setAccessibleDescription(told.text)
        self.answer = _said(told.answer, "heading")
        self.copy_button = button("Copy", self.copy, picture="copy")
        self.copied = label("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(12), px(8))
        column.setSpacing(px(10))
        self._fill(column)
        column.addLayout(self._foot(look_back))
        column.addStretch(1)

    def copy(self) -> None:
        """Put the whole explanation on the clipboard as text."""
        QGuiApplication.clipboard().setText(self.told.text)
        self.copied.setText("Copied.")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.answer.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, column: QVBoxLayout) -> None:
        told = self.told
        if told.as_at:
            column.addWidget(_said(told.as_at, "strong"))
        if told.title != self.windowTitle():
            column.addWidget(_said(told.title, "strong"))
        column.addWidget(self.answer)
        for heading, words in _parts(told):
            column.addLayout(_part(heading, words))
        if told.steps:
            column.addLayout(_steps(told.steps))
        for line in told.thresholds:
            column.addWidget(_said(line))
        if told.inputs:
            column.addWidget(rule())
            column.addLayout(_inputs(told.inputs))

    def _foot(self, look_back: Callable[[], object] | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.copy_button)
        if look_back:
            row.addWidget(button("As at a past day…", look_back, picture="clock"))
        row.addWidget(self.copied)
        row.addStretch(1)
        return row


def _parts(told: Explanation) -> Sequence[tuple[str, str]]:
    parts = (
        ("Rule", told.rule),
        ("Source", told.citation),
        ("How it is counted", told.counting),
        ("Cautious working target", told.working_target),
        ("How certain", told.certainty),
        ("Last checked", told.checked),
    )
    return [(heading, words) for heading, words in parts if words]


def _part(heading: str, words: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(2))
    column.addWidget(label(heading, "secondary"))
    column.addWidget(_said(words))
    return column


def _steps(steps: Sequence[WorkStep]) -> QGridLayout:
    """Each step with its two days, and under it why they are so."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(2))
    grid.setColumnStretch(0, 1)
    for at, heading in enumerate(("Step", "Earliest", "Expected")):
        grid.addWidget(label(heading, "secondary"), 0, at)
    for number, step in enumerate(steps):
        row = 1 + 2 * number
        grid.addWidget(_said(step.title, "strong"), row, 0)
        for at, on in ((1, step.earliest), (2, step.expected)):
            day = label(full_date(on))
            day.setAccessibleName(f"{step.title}, {'earliest' if at == 1 else 'expected'}: {full_date(on)}")
            grid.addWidget(day, row, at)
        why = _said(step.why, "secondary")
        why.setContentsMargins(0, 0, 0, px(6))
        grid.addWidget(why, row + 1, 0, 1, 3)
    return grid


def _inputs(inputs: Sequence[Input]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(2))
    column.addWidget(label("What it was worked out from", "secondary"))
    for one in inputs:
        column.addSpacing(px(4))
        column.addWidget(_said(f"{one.title}: {one.value}", "strong"))
        column.addWidget(_said(one.entered, "secondary"))
        for entry in reversed(one.earlier):
            column.addWidget(_said(f"Before that: {entry.value}, by {entry.words}.", "secondary"))
    return column


def _said(words: str, role: str = "") -> QLabel:
    said = label(words, role, wraps=True)
    said.setTextInteractionFlags(SELECTABLE)
    said.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return said
