"""The menus of the caseload: saved views and columns on one button, and what a column's heading offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.records import SavedView
from send_desktop.services import saved_views
from send_desktop.services.saved_views import View
from ui.dialogs.form import Field, Form, FormSpec, Values
from ui.tables.group_list import GROUPED
from ui.widgets.labels import button

if TYPE_CHECKING:
    from ui.pages.caseload import CaseloadPage

MOST_VALUES = 40
"""A column's menu lists its values when it has no more than these; the commonest where it has more."""
REMEMBERED = "caseload/columns"


class ViewMenu(QObject):
    """Opens the menus and carries out what is chosen in them."""

    def __init__(self, page: CaseloadPage) -> None:
        super().__init__(page)
        self._page = page
        self.menu: QMenu | None = None
        self.current: SavedView | None = None
        self._is_remembered = False
        self.button = button("Views", self.open_views, picture="view")
        self.button.setToolTip("Saved views and columns")
        self.groups_button = button("Group", self.open_groups, picture="caseload")
        self.groups_button.setToolTip("Group by officer, stage, area, team or risk, with counts")

    # --- views -----------------------------------------------------------------------------------

    def open_views(self) -> None:
        """Read the shared views, then open the menu under its button."""
        store = self._page.desk.store

        def read(_: object) -> list[SavedView]:
            with store.look() as reading:
                return reading.saved_views()

        self._page.desk.tasks.read(self._page, read, self._open_views, self._page.show_failure)

    def _open_views(self, saved: list[SavedView]) -> None:
        menu = self._new()
        for view in saved:
            whose = f" ({view.made_by})" if view.made_by and view.made_by != self._page.desk.by else ""
            action = _add(menu, f"{view.name}{whose}", partial(self.show_view, view))
            action.setCheckable(True)
            action.setChecked(bool(self.current and self.current.id == view.id))
        if saved:
            menu.addSeparator()
        _add(menu, "Save what is shown as a view…", self.save_view)
        current = next((one for one in saved if self.current and one.id == self.current.id), None)
        if current:
            _add(menu, f"Replace “{current.name}” with what is shown", partial(self._replace, current))
            _add(menu, f"Rename “{current.name}”…", partial(self._rename, current))
            _add(menu, f"Delete “{current.name}”…", partial(self._delete, current))
        menu.addSeparator()
        self._columns_menu(menu)
        _add(menu, "Back to the usual view", self._usual)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def shown(self) -> View:
        """Return what is shown as a view holds it."""
        model, page = self._page.model, self._page
        return View(
            words=model.filter.words,
            scope=page.scope,
            states=tuple(sorted(model.filter.states)),
            values=tuple((name, tuple(sorted(kept))) for name, kept in model.filter.values.items()),
            columns=() if model.has_usual_columns else tuple(column.id for column in model.columns),
            order=model.order,
            group_by=page.group_by,
            frozen=page.grid.frozen.count,
        )

    def show_view(self, saved: SavedView) -> None:
        """Show a saved view; one that cannot be read is told, and what is shown stays."""
        try:
            self._show(saved_views.read_view(saved))
        except Refused as refusal:
            self._page.said.emit(str(refusal))
            return
        self.current = saved
        self._page.said.emit(f"View: {saved.name}")

    def _show(self, view: View) -> None:
        page, model = self._page, self._page.model
        page.leave_cases()
        self._choose(view.columns)
        model.sort_by(view.order)
        page.grid.show_order()
        page.filter_box.setText(view.words)
        page.choose_scope(view.scope if view.scope in page.scopes else "open")
        values = {name: frozenset(kept) for name, kept in view.values}
        page.choose(frozenset(view.states), values)
        page.group(view.group_by)
        page.grid.freeze(view.frozen)

    def _usual(self) -> None:
        self.current = None
        self._show(View())

    def save_view(self) -> None:
        """Ask for the name under which everybody finds what is shown."""
        view, desk = self.shown(), self._page.desk
        self._ask(
            "Save a view", "Save the view",
            "Filter, columns and order as they are shown now. Everybody who works in this store can choose it."
            + (" The set of cases that came from a figure is not kept in it." if self._page.model.filter.cases else ""),
            Field(name="name", label="Name", is_required=True, blamed_for=("Name",)),
            lambda values: saved_views.save(desk.store, values["name"], view, desk.by, desk.today),
        )  # fmt: skip

    def _rename(self, saved: SavedView) -> None:
        desk = self._page.desk
        self._ask(
            f"Rename “{saved.name}”", "Rename it", "Everybody finds it under the new name.",
            Field(name="name", label="Name", start=saved.name, is_required=True, blamed_for=("Name",)),
            lambda values: saved_views.rename(desk.store, saved, values["name"], desk.by, desk.today),
        )  # fmt: skip

    def _delete(self, saved: SavedView) -> None:
        desk = self._page.desk
        self._ask(
            f"Delete “{saved.name}”", "Delete it", "Nobody can choose it any more. No case is touched.",
            Field(name="reason", label="Reason", is_required=True),
            lambda values: saved_views.delete(desk.store, saved, values["reason"], desk.by, desk.today),
        )  # fmt: skip

    def _ask(self, title: str, words: str, intro: str, field: Field, save: Callable[[Values], Changes]) -> None:
        spec = FormSpec(title=title, save_words=words, intro=intro, fields=(field,), say=lambda _: "", save=save)
        self._page.wants_form.emit(Form(spec, self._page.desk))

    def _replace(self, saved: SavedView) -> None:
        desk, view = self._page.desk, self.shown()
        desk.tasks.write(
            self._page,
            lambda _: saved_views.replace_with(desk.store, saved, view, desk.by, desk.today),
            failed=self._page.show_failure,
        )

    # --- groups ----------------------------------------------------------------------------------

    def open_groups(self) -> None:
        """Open the menu of what the caseload can be grouped by."""
        menu, page = self._new(), self._page
        for column_id in ("", *GROUPED):
            words = page.model.offered[column_id].title if column_id else "No groups"
            action = _add(menu, words, partial(page.group, column_id))
            action.setCheckable(True)
            action.setChecked(page.group_by == column_id)
        menu.popup(self.groups_button.mapToGlobal(self.groups_button.rect().bottomLeft()))

    # --- a column --------------------------------------------------------------------------------

    def open_column(self, place: int) -> None:
        """Open the menu of a column under its heading."""
        model, grid = self._page.model, self._page.grid
        if not 0 <= place < len(model.columns):
            return
        column = model.columns[place]
        menu = self._new()
        for words, is_reversed in (("Sort ascending", False), ("Sort descending", True)):
            _add(menu, words, partial(self._sort, ((column.id, is_reversed),)))
        kept = tuple(one for one in model.order if one[0] != column.id)
        _add(menu, "Then also by this, ascending", partial(self._sort, (*kept, (column.id, False))))
        _add(menu, "Then also by this, descending", partial(self._sort, (*kept, (column.id, True))))
        menu.addSeparator()
        self._values_menu(menu, column.id)
        menu.addSeparator()
        _add(menu, "Move left", partial(self._move, place, -1)).setEnabled(place > 0)
        _add(menu, "Move right", partial(self._move, place, 1)).setEnabled(place < len(model.columns) - 1)
        if self._page.grid.frozen.count == place + 1:
            _add(menu, "Let every column scroll", partial(grid.freeze, 0))
        else:
            _add(menu, "Freeze up to here", partial(grid.freeze, place + 1))
        _add(menu, f"Hide {column.title}", partial(self._toggle, column.id)).setEnabled(len(model.columns) > 1)
        self._columns_menu(menu)
        header = grid.horizontalHeader()
        menu.popup(header.mapToGlobal(header.rect().bottomLeft()) + QPoint(header.sectionViewportPosition(place), 0))

    def _values_menu(self, menu: QMenu, column_id: str) -> None:
        model = self._page.model
        others = {name: kept for name, kept in model.filter.values.items() if name != column_id}
        text = model.offered[column_id].text
        counts = Counter(text(line) for line in model.lines_but(values=others))
        chosen = model.filter.values.get(column_id, frozenset())
        listed = dict(sorted(counts.most_common(MOST_VALUES))) | dict.fromkeys(chosen - counts.keys(), 0)
        only = menu.addMenu("Show only")
        for value, count in listed.items():
            action = _add(only, f"{value or 'None'}  ({count:,})".replace("&", "&&"),
                          partial(self._choose_value, column_id, value))  # fmt: skip
            action.setCheckable(True)
            action.setChecked(value in chosen)
        _add(menu, "Show all values", partial(self._show_values, column_id, frozenset())).setEnabled(bool(chosen))

    def _choose_value(self, column_id: str, value: str) -> None:
        chosen = self._page.model.filter.values.get(column_id, frozenset())
        self._show_values(column_id, chosen ^ {value})

    def _show_values(self, column_id: str, chosen: frozenset[str]) -> None:
        model = self._page.model
        values = {name: kept for name, kept in model.filter.values.items() if name != column_id}
        self._page.choose(model.filter.states, values | ({column_id: chosen} if chosen else {}))

    def _sort(self, order: tuple[tuple[str, bool], ...]) -> None:
        self._page.model.sort_by(order)
        self._page.grid.show_order()

    # --- columns ---------------------------------------------------------------------------------

    def _columns_menu(self, menu: QMenu) -> None:
        columns = menu.addMenu("Columns")
        model = self._page.model
        shown = {column.id for column in model.columns}
        for column in model.offered.values():
            action = _add(columns, column.title.replace("&", "&&"), partial(self._toggle, column.id))
            action.setCheckable(True)
            action.setChecked(column.id in shown)
        columns.addSeparator()
        _add(columns, "The usual columns", partial(self._choose, ()))

    def _toggle(self, column_id: str) -> None:
        ids = [column.id for column in self._page.model.columns]
        ids = [one for one in ids if one != column_id] if column_id in ids else [*ids, column_id]
        self._choose(tuple(ids))

    def _move(self, place: int, by: int) -> None:
        ids = [column.id for column in self._page.model.columns]
        ids[place], ids[place + by] = ids[place + by], ids[place]
        self._choose(tuple(ids))

    def _choose(self, ids: tuple[str, ...]) -> None:
        page = self._page
        page.model.choose_columns(ids)
        kept = () if page.model.has_usual_columns else tuple(column.id for column in page.model.columns)
        page.desk.memory.keep(REMEMBERED, ",".join(kept))
        page.grid.choose_row(0)

    def remembered(self) -> None:
        """Show the columns that this desk had last, once the services whose advice has columns are known."""
        ids = tuple(one for one in self._page.desk.memory.text(REMEMBERED).split(",") if one)
        if ids and not self._is_remembered:
            self._page.model.choose_columns(ids)
        self._is_remembered = True

    def _new(self) -> QMenu:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self._page)
        return self.menu


def _add(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    action = QAction(words, menu)
    action.triggered.connect(lambda: act())
    menu.addAction(action)
    return action
