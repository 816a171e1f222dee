"""Queues: a service's queue in children and weeks, where it should be, and what that takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.forecast.queue_of import QueueAnswer
from send_desktop.forecast.queue_words import rate
from send_desktop.services.queues import INPUTS, QueueView, own_inputs, read_queue
from send_desktop.wording import ABSENT
from ui.dialogs.form import Field, FormSpec, Values
from ui.pages.page import Page
from ui.pages.timeliness.part import Asked, Part
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.scrolling import scrolling

NARROW = 900
"""Below this width, in pixels at 100 per cent, the tables stand one under the other."""


@dataclass(frozen=True, slots=True)
class _Choice:
    service: str = ""
    own: tuple[tuple[str, float], ...] = ()


class QueuesPart(Part):
    """One service at a time: its inputs, and the answers in words and figures."""

    id = "queues"
    title = "Queues"
    can_look_back = True
    help_text = (
        "The queue of a service by the published formulas that hospitals plan waiting lists with: load is what is "
        "asked over what comes back; the target queue is what may wait for nearly all to come in time; relief "
        "capacity brings a long queue down to it, holding capacity keeps it there.\n\n"
        "What is asked and what comes is counted over the 26 weeks up to the day at the top. Change inputs puts your "
        "own in their place, for this view only; As measured takes them back."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view: QueueView | None = None
        self._choice = _Choice()
        self.services: dict[str, QPushButton] = {}
        self.change = button("Change inputs", self.change_inputs, role="accent")
        self.measured = button("As measured", self.take_back)
        self.said = label("", wraps=True)
        self.answers = CardTable("What the formulas answer", CardColumn("Answer"), CardColumn("", 150, True))
        self.inputs = CardTable(
            "Inputs", CardColumn("Input"), CardColumn("Used", 96, True), CardColumn("Measured", 96, True)
        )
        self._build()

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.measured, self.change)

    # --- reading ---------------------------------------------------------------------------------

    def choice(self) -> _Choice:
        return self._choice

    @staticmethod
    def read(asked: Asked) -> QueueView:
        asked.progress(0, 0, "Counting the queue")
        return read_queue(asked.store, asked.as_at, asked.chosen.service, dict(asked.chosen.own))

    def subtitle(self) -> str:
        return "with inputs of your own" if self.view and self.view.is_own else ""

    def show_read(self, view: QueueView) -> None:
        self.view = view
        self._show_services(view)
        self.said.setText(view.why_not or "\n".join(view.said))
        self.change.setEnabled(view.measured is not None)
        self.measured.setEnabled(view.is_own)
        self._figures.setVisible(view.found is not None)
        if view.found is not None and view.measured is not None:
            self.answers.show_rows(_answer_rows(view.found))
            self.inputs.show_rows(_input_rows(view))

    def _show_services(self, view: QueueView) -> None:
        for code, name in view.services:
            if code not in self.services:
                chip = button(name, partial(self.choose, code), role="chip")
                chip.setCheckable(True)
                chip.setAccessibleName(f"Service: {name}")
                self._group.addButton(chip)
                self.services[code] = chip
                self._chips.add(chip)
        chosen = view.measured.service if view.measured else ""
        if chosen in self.services:
            self.services[chosen].setChecked(True)

    def arrive(self) -> None:
        (self.answers if self.answers.isVisible() else self.change).setFocus()

    # --- acts ------------------------------------------------------------------------------------

    def choose(self, service: str) -> None:
        """Show another service's queue, as measured."""
        self._choice = _Choice(service)
        self.read_again()

    def take_back(self) -> None:
        """Go back to the inputs as measured."""
        self._choice = _Choice(self._choice.service)
        self.read_again()

    def change_inputs(self) -> None:
        """Open the form of the inputs."""
        if self.view is None or self.view.measured is None:
            return
        used = self.view.found.inputs if self.view.found else self.view.measured.inputs
        fields = tuple(
            Field(name=one.name, label=one.title, start=f"{getattr(used, one.name):.4g}", blamed_for=(one.title,))
            for one in INPUTS
        )
        words = "Holds for this view. Nothing is saved."
        spec = FormSpec(title="Inputs", save_words="Use these", fields=fields, say=lambda _: words, save=self._use)
        self.open(spec, lambda _: self.read_again())

    def _use(self, values: Values) -> Changes:
        assert self.view is not None
        assert self.view.measured is not None
        own = own_inputs(values, self.view.measured.inputs)
        self._choice = _Choice(self.view.measured.service, tuple(own.items()))
        return Changes(note="The queue is worked out anew.")

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._group, self._chips = QButtonGroup(self), Flow(6)
        said = Card("In words")
        said.body.addWidget(self.said)
        self._figures = QWidget()
        figures = self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(px(12))
        for heading, table in (("What the formulas answer", self.answers), ("Inputs", self.inputs)):
            card = Card(heading)
            card.body.addWidget(table)
            card.body.addStretch(1)
            figures.addWidget(card)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.setSpacing(px(12))
        for widget in (self._chips, said, self._figures):
            column.addWidget(widget)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def fit(self, width: int, height: int) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(down if width < px(NARROW) else across)


def _answer_rows(found: QueueAnswer) -> list[Row]:
    lines = (
        ("Load: asked over come", _figure(found.load, 2)),
        ("Weeks of work waiting", _figure(found.weeks_of_work, 1)),
        ("Target mean wait, weeks", _figure(found.target_mean_wait, 1)),
        ("Target queue, children", _figure(found.target_queue, 0)),
        ("Relief capacity, children a week", _figure(found.relief_capacity, 1)),
        ("Holding capacity, children a week", _figure(found.holding_capacity, 1)),
        ("Pressure: should stay under 1", _figure(found.pressure, 1)),
    )
    return [Row((Cell(words), Cell(value, "strong"))) for words, value in lines]


def _input_rows(view: QueueView) -> list[Row]:
    assert view.found is not None
    assert view.measured is not None
    used, measured = view.found.inputs, view.measured.inputs
    return [
        Row((
            Cell(one.title),
            Cell(rate(float(getattr(used, one.name))), "strong"),
            Cell(rate(float(getattr(measured, one.name))), "secondary"),
        ))
        for one in INPUTS
    ]  # fmt: skip


def _figure(value: float, decimals: int) -> str:
    return ABSENT if math.isinf(value) else f"{value:,.{decimals}f}"
