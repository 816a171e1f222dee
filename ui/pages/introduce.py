"""The first start: who are you? Matched to the system's sign-in, so that every act carries a name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from send_desktop.records import Directory, Officer
from send_desktop.services import people
from ui.desk import Desk
from ui.dialogs.form import Field, field_widget
from ui.dialogs.new_request import read_directory
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.fields import FieldWidget
from ui.widgets.labels import button, label


class IntroducePage(Page):
    """Asks for a name, what one does, and optionally team and area; emits ``introduced`` once matched."""

    title = "Welcome"
    help_text = (
        "Every act in SEND Desktop carries the name of who did it. Your name is matched to your sign-in on "
        "this computer, so you are asked only once."
    )
    introduced = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.fields: dict[str, FieldWidget] = {}
        self._card = Card("Who are you?")
        self._card.setMaximumWidth(px(520))
        self.start_button = button("Start", self.save, role="accent")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card, 4)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def reload(self) -> None:
        if not self.fields:
            self.desk.tasks.read(self, lambda _: read_directory(self.desk), self._show, self.show_failure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            return
        super().keyPressEvent(event)

    def save(self) -> None:
        """Match the sign-in to the name given; a refusal is shown in place."""
        values = {name: widget.value() for name, widget in self.fields.items()}
        desk, sign_in = self.desk, self.desk.sign_in
        self.desk.tasks.write(
            self, lambda _: people.introduce(desk.store, sign_in=sign_in, **values), self._done, self.show_failure
        )

    def _done(self, officer: Officer) -> None:
        self.introduced.emit(officer)

    def _show(self, directory: Directory) -> None:
        column = self._card.body
        column.addWidget(
            label(
                f"You are signed in to this computer as {self.desk.sign_in}. Everything you record carries your name.",
                "secondary",
                wraps=True,
            )
        )
        for field in _fields(directory):
            self._add(field, column)
        column.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields["name"].setFocus()

    def _add(self, field: Field, column: QVBoxLayout) -> None:
        widget = field_widget(field, self.desk)
        widget.name_for_readers(field.label)
        self.fields[field.name] = widget
        column.addWidget(label(field.label, "secondary"))
        column.addWidget(widget)


def _fields(directory: Directory) -> tuple[Field, ...]:
    return (
        Field(name="name", label="Your name, as families and colleagues know it",
              suggestions=[officer.name for officer in directory.officers]),
        Field(name="role", label="What you do", kind="choice", choices=tuple(people.ROLES.items())),
        Field(name="team", label="Team (may stay empty)", suggestions=[team.name for team in directory.teams]),
        Field(name="area", label="Area (may stay empty)", suggestions=[area.name for area in directory.areas]),
    )  # fmt: skip
