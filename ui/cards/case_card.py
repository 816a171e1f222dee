"""A card of the case page: heading, small acts, a table of rows, and what it says when it has none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.cards.spec import CardSpec, CardTool, OnCard
from ui.widgets.card import Card
from ui.widgets.card_table import CardTable, Row
from ui.widgets.labels import button, label


class CaseCard(Card):
    """Made from its ``CardSpec`` and filled by ``show_on``."""

    def __init__(self, spec: CardSpec) -> None:
        super().__init__(spec.heading)
        self.spec = spec
        self.on: OnCard | None = None
        self.buttons: dict[str, QPushButton] = {}
        """The small acts beside the heading, by their words."""
        for tool in spec.tools:
            self._add_tool(tool)
        has_headings = any(column.title for column in spec.columns)
        self.table = CardTable(spec.heading, *spec.columns, has_headings=has_headings)
        self.empty = label(spec.empty, "secondary", wraps=True)
        self.all = button("", self._show_all, role="link")
        self._shows_all = False
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)

    def show_on(self, on: OnCard) -> None:
        """Show a case: its rows, the acts that it allows, or the words for none; hidden where there is nothing."""
        if self.on is None or self.on.case.id != on.case.id:
            self._shows_all = False
        self.on = on
        self.aside.setText(self.spec.aside(on))
        for tool in self.spec.tools:
            self.buttons[tool.words].setVisible(tool.is_offered(on))
        self.show_rows(self._rows(on))

    def _rows(self, on: OnCard) -> list[Row]:
        return self.spec.rows(on)

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows, or the first few of them with the way to all."""
        few = self.spec.few
        is_cut = bool(few) and len(rows) > few and not self._shows_all
        self.table.show_rows(rows[:few] if is_cut else rows)
        self.table.setVisible(bool(rows))
        self.all.setVisible(is_cut)
        self.all.setText(f"Show all {len(rows)}")
        self.all.setAccessibleName(f"{self.spec.heading}: show all {len(rows)}")
        self.empty.setVisible(not rows)
        self.setVisible(bool(rows) or self._speaks_when_empty())

    def stops(self) -> list[QWidget]:
        """Return where Tab stops on the card, in reading order."""
        return [*self.buttons.values(), self.table, self.all]

    def _speaks_when_empty(self) -> bool:
        if not self.spec.empty or self.on is None:
            return False
        on = self.on
        return any(tool.is_offered(on) for tool in self.spec.tools)

    def _add_tool(self, tool: CardTool) -> None:
        made = button(tool.words, partial(self._do, tool), role="small")
        made.setAccessibleName(tool.whole or tool.words)
        self.buttons[tool.words] = made
        self.tools.addWidget(made)

    def _do(self, tool: CardTool) -> None:
        if self.on is not None:
            tool.do(self.on)

    def _show_all(self) -> None:
        self._shows_all = True
        if self.on is not None:
            self.show_on(self.on)
        self.table.setFocus()
