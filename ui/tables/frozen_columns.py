"""Columns that stay at the left while the grid is scrolled: a second view of the same cells, laid over the first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.tables.delegates import CaseDelegate


class FrozenColumns(QTableView):
    """Shows the first columns of a grid over it. The cursor, the marks and the keys are the grid's own."""

    wants_menu = Signal(int)
    """The column whose menu is asked for with the right button on its heading."""

    def __init__(self, grid: QTableView) -> None:
        super().__init__(grid)
        self._grid = grid
        self.count = 0
        self.hide()

    def lie_over(self) -> None:
        """Take the cells and the cursor of the grid, which has its model by now."""
        grid = self._grid
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.setItemDelegate(CaseDelegate(grid))
        self.setFocusProxy(grid)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "frozen")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(grid.selectionBehavior())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_up_headers()
        self._bind()

    def freeze(self, count: int) -> None:
        """Let the first ``count`` columns stay; none with 0."""
        self.count = count
        self.place()

    def place(self) -> None:
        """Lie over the grid's first columns, as wide as they are."""
        grid, widths = self._grid, 0
        for at in range(self.model().columnCount()):
            is_shown = at < self.count and not grid.isColumnHidden(at)
            self.setColumnHidden(at, not is_shown)
            if is_shown:
                self.setColumnWidth(at, grid.columnWidth(at))
                widths += grid.columnWidth(at)
        inside = grid.viewport().geometry()
        above = grid.horizontalHeader().height()
        self.setGeometry(inside.left(), inside.top() - above, widths, inside.height() + above)
        self.setVisible(bool(widths) and grid.horizontalScrollBar().maximum() > 0)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.place()
        return False

    def _set_up_headers(self) -> None:
        down, across, of_grid = self.verticalHeader(), self.horizontalHeader(), self._grid.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(self._grid.verticalHeader().minimumSectionSize())
        down.setDefaultSectionSize(self._grid.verticalHeader().defaultSectionSize())
        across.setFixedHeight(of_grid.height())
        across.setMinimumSectionSize(of_grid.minimumSectionSize())
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.sectionClicked.connect(of_grid.sectionClicked)
        across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across.customContextMenuRequested.connect(self._heading_menu)

    def _heading_menu(self, at: QPoint) -> None:
        """Ask for the menu of a heading that stays, as on the grid's own."""
        column = self.horizontalHeader().logicalIndexAt(at)
        if column >= 0:
            self.wants_menu.emit(column)

    def _bind(self) -> None:
        grid = self._grid
        grid.viewport().installEventFilter(self)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        grid.horizontalScrollBar().rangeChanged.connect(lambda *_: self.place())
        grid.horizontalHeader().sectionResized.connect(lambda *_: self.place())
        grid.model().modelReset.connect(self.place)
        self.doubleClicked.connect(grid.doubleClicked)
