"""The doing side of the grid: typing in a cell, pasting, filling down, emptying, and acting on every marked case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from send_desktop.changes import Changes
from send_desktop.errors import Refused, SendDesktopError
from send_desktop.progress import Progress
from send_desktop.records import CaseloadRow, Directory
from send_desktop.services.grid_columns import kind_of
from send_desktop.services.grid_edits import EditPlan, Entry, plan_edits
from send_desktop.services.pasted_block import Block, read_block
from send_desktop.wording import counted
from ui.desk import Desk
from ui.dialogs.form import Values
from ui.dialogs.many_form import ManyForm, ManySpec
from ui.dialogs.on_many import OnMany, choice, read_for_many
from ui.tables.caseload_columns import CaseLine, Column
from ui.tables.grid_keys import GridKeys
from ui.tables.typed_cells import Cell, Landed, Landing, headings, land, read_cell
from ui.widgets.cell_editor import CellEditor, CellSpec

Seen = dict[int, CaseloadRow]


class GridActs(QObject):
    """Does what ``GridKeys`` is asked for. Lives as long as the grid."""

    def __init__(self, keys: GridKeys) -> None:
        super().__init__(keys)
        self._keys = keys
        self.grid, self._model, self._desk = keys.grid, keys.model, keys.desk
        self.editor: CellEditor | None = None
        self._at: Cell | None = None
        self._was_saved = False
        self._keep_marked: frozenset[int] = frozenset()
        self.grid.installEventFilter(self)
        self.grid.verticalScrollBar().valueChanged.connect(self._place)
        self.grid.horizontalScrollBar().valueChanged.connect(self._place)
        self._model.modelReset.connect(self._rearranged)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    # --- what is marked ----------------------------------------------------------------------------------

    def seen(self) -> Seen:
        """Return the rows with a marked cell, by case, in their order on the screen."""
        return {self._line(row).row.id: self._line(row).row for row in self._keys.marked_rows()}

    def cells(self) -> list[Cell]:
        """Return the marked cells that are in view, line by line; the one under the cursor where none is marked."""
        marked = [one for one in self._marked() if not self.grid.isColumnHidden(one.column())]
        place = self.grid.horizontalHeader().visualIndex
        marked.sort(key=lambda one: (one.row(), place(one.column())))
        return [self._cell(one) for one in marked or [self.grid.currentIndex()] if one.isValid()]

    def _marked(self) -> list[QModelIndex]:
        """The marked cells; where whole lines are marked, those of them in the cursor's column."""
        if self.grid.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
            column = self.grid.currentIndex().column()
            return [self._model.index(row, column) for row in self._keys.marked_rows() if column >= 0]
        return list(self.grid.selectionModel().selectedIndexes())

    def can_type(self) -> bool:
        """Say whether the cell under the cursor can be typed in."""
        index = self.grid.currentIndex()
        in_view = index.isValid() and not self.grid.isColumnHidden(index.column())
        return in_view and self.editor is None and kind_of(self._model.columns[index.column()].id) is not None

    # --- one cell ----------------------------------------------------------------------------------------

    def type_into(self, typed: str | None = None) -> None:
        """Edit the cell under the cursor: what is there, or ``typed`` in its place. Say why where it cannot be."""
        index = self.grid.currentIndex()
        if not index.isValid() or self.grid.isColumnHidden(index.column()) or self.editor is not None:
            return
        cell, row = self._cell(index), self._line(index.row()).row
        kind = kind_of(cell.column)
        if kind is None:
            self._keys.said.emit(f"{cell.title} follows from what is recorded; it is not typed. Enter opens the case.")
            return
        title = f"{cell.title}, {row.surname}, {row.forename}"
        self._at = cell
        spec = CellSpec(title=title, kind=kind, start=cell.shown, plan=partial(self._plan_cell, cell, row))
        self._open(CellEditor(self.grid.viewport(), self._desk, spec, typed))
        self._read_lists(kind, row.id)

    def _plan_cell(self, cell: Cell, row: CaseloadRow, text: str, progress: Progress) -> EditPlan:
        entry = read_cell(cell, text, self._desk.today)
        with self._desk.store.look() as reading:
            return plan_edits(reading, [entry], self._desk.today, seen={row.id: row}, progress=progress)

    def _open(self, editor: CellEditor) -> None:
        self.editor = editor
        editor.saved.connect(self._saved)
        editor.left.connect(self._left)
        self._place()
        editor.show()
        editor.raise_()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.hide()
            editor.deleteLater()
        self.grid.setFocus()

    def _saved(self, changes: Changes) -> None:
        """The lines are read again after every change: the cursor goes back to the cell then."""
        self._was_saved = True

    def _read_lists(self, kind: str, case_id: int) -> None:
        """Offer names while they are typed, and put the whole of the notes into their field."""
        editor, desk = self.editor, self._desk

        def read(_: Progress) -> tuple[Directory, str]:
            with desk.store.look() as reading:
                return reading.directory(), reading.case(case_id).request.comments if kind == "notes" else ""

        def show(read: tuple[Directory, str]) -> None:
            if self.editor is editor and editor is not None:
                editor.offer(_names(kind, read[0]))
                editor.begin_with(read[1])

        if kind != "date":
            desk.tasks.read(self, read, show, lambda failure: self._keys.said.emit(str(failure)))

    def _place(self) -> None:
        """Keep the editor over its cell while the grid scrolls or grows."""
        if self.editor is not None and self._at is not None:
            index = self._index(self._at)
            if index.isValid():
                self.editor.place(self.grid.visualRect(index))

    def _index(self, cell: Cell) -> QModelIndex:
        row = self._model.row_of(cell.case_id)
        column = next((place for place, one in enumerate(self._model.columns) if one.id == cell.column), -1)
        return self._model.index(-1 if row is None else row, column)

    # --- many cells --------------------------------------------------------------------------------------

    def paste(self) -> None:
        """Show what the block on the clipboard would change, from the cursor on or by the references that it names."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._keys.said.emit("There is nothing on the clipboard that can be pasted here.")
            return
        marked = self.cells()
        desk, where = self._desk, self._landing(marked)

        def read(_: Progress) -> Landed:
            with desk.store.look() as reading:
                block = read_block(text, headings(where.titles, reading.directory()))
            return _fill(marked, block, desk) if block.is_one_cell else land(block, where, desk.today)

        desk.tasks.read(self, read, partial(self._show, "Paste"), self._failed)

    def empty(self) -> None:
        """Show what emptying the marked cells would change."""
        cells = [cell for cell in self.cells() if cell.shown]
        entries = tuple(read_cell(cell, "", self._desk.today) for cell in cells)
        self._show("Empty the cells", Landed(entries))

    def fill_down(self) -> None:
        """Show what giving every marked cell the value of the highest one in its column would change."""
        first: dict[str, Cell] = {}
        entries = []
        for cell in self.cells():
            if cell.column in first:
                entries.append(read_cell(cell, first[cell.column].shown, self._desk.today))
            else:
                first[cell.column] = cell
        if not entries:
            self._keys.said.emit("Mark the cells below the one that is to fill them, then press Ctrl+D.")
            return
        self._show("Fill down", Landed(tuple(entries)))

    def _show(self, title: str, landed: Landed) -> None:
        if not landed.entries:
            self._keys.said.emit(landed.passed_over or "There is nothing here to change.")
            return
        count = len(landed.entries)
        spec = ManySpec(
            title=f"{title}: {counted(count, 'cell')}",
            intro=landed.passed_over,
            plan=partial(self._plan_entries, title, landed.entries, self._rows(landed.entries)),
        )
        self._ask(spec)

    def _plan_entries(
        self, title: str, entries: Sequence[Entry], seen: Seen, values: Values, progress: Progress
    ) -> EditPlan:
        with self._desk.store.look() as reading:
            return plan_edits(
                reading, entries, self._desk.today, act=f"{title} in the grid", seen=seen, progress=progress
            )

    def _landing(self, marked: Sequence[Cell]) -> Landing:
        start = marked[0] if marked else None
        row = self._model.row_of(start.case_id) if start else None
        shown = self._columns()
        at = next((place for place, column in enumerate(shown) if start and column.id == start.column), 0)
        below = range(row or 0, self._model.rowCount()) if start else range(0)
        every = self._model.every_line()
        lines = {line.row.id: line for line in every}
        columns = self._model.offered
        return Landing(
            lines=[self._line(one).row.id for one in below],
            columns=[column.id for column in shown[at:]],
            titles={id: column.title for id, column in columns.items()},
            shown=lambda case_id, id: columns[id].text(lines[case_id]) if id in columns else "",
            references={line.row.reference.casefold(): line.row.id for line in every},
        )

    # --- acts on many cases --------------------------------------------------------------------------------

    def act_on_marked(self, choice_id: str) -> None:
        """Open the form of one act on every marked case."""
        seen, desk = self.seen(), self._desk

        def show(on: OnMany) -> None:
            try:
                self._ask(choice(choice_id).spec(on))
            except Refused as refusal:
                self._failed(refusal)

        if seen:
            desk.tasks.read(self, lambda _: read_for_many(desk, seen), show, self._failed)

    def _ask(self, spec: ManySpec) -> None:
        form = ManyForm(spec, self._desk)
        form.left_over.connect(self._keep)
        self._keys.wants_form.emit(form)

    def _keep(self, case_ids: frozenset[int]) -> None:
        """Keep marked what could not be done, once the page has been read again."""
        self._keep_marked = case_ids

    def _rearranged(self) -> None:
        QTimer.singleShot(0, self, self._go_back)
        kept, self._keep_marked = self._keep_marked, frozenset()
        if kept:
            QTimer.singleShot(0, self, lambda: self.grid.choose_cases(kept))

    def _go_back(self) -> None:
        """Put the cursor back into the cell that is or was typed in, and the field over it."""
        if self._at is not None and (self.editor is not None or self._was_saved):
            index = self._index(self._at)
            if index.isValid():
                self.grid.setCurrentIndex(index)
        self._was_saved = False
        self._place()

    def _failed(self, error: SendDesktopError) -> None:
        self._keys.said.emit(str(error))

    # --- the grid, as data -----------------------------------------------------------------------------------

    def _line(self, row: int) -> CaseLine:
        return self._model.lines[row]

    def _cell(self, index: QModelIndex) -> Cell:
        column, line = self._model.columns[index.column()], self._line(index.row())
        return Cell(line.row.id, column.id, column.title, column.text(line))

    def _columns(self) -> list[Column]:
        """The columns in view, from the left."""
        across = self.grid.horizontalHeader()
        order = sorted(range(len(self._model.columns)), key=across.visualIndex)
        return [self._model.columns[one] for one in order if not self.grid.isColumnHidden(one)]

    def _rows(self, entries: Sequence[Entry]) -> Seen:
        wanted = {entry.case_id for entry in entries}
        return {line.row.id: line.row for line in self._model.every_line() if line.row.id in wanted}


def _fill(marked: Sequence[Cell], block: Block, desk: Desk) -> Landed:
    """One value goes into every marked cell."""
    return Landed(tuple(read_cell(cell, block.rows[0][0], desk.today) for cell in marked))


def _names(kind: str, directory: Directory) -> list[str]:
    match kind:
        case "officer":
            return [one.name for one in directory.officers if one.is_active]
        case "area":
            return [one.name for one in directory.areas]
        case "setting":
            return [one.name for one in directory.settings]
        case _:
            return []
