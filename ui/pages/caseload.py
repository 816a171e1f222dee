"""The caseload: every case on one line, the worst first, filtered as you type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from send_desktop.records import AuditLine
from send_desktop.risk import state_named
from send_desktop.services.caseload import OPEN_STATES, Caseload, caseload
from send_desktop.services.caseload_filter import Phrase, known_of, phrases_in_words, without
from send_desktop.wording import counted
from ui.desk import Desk
from ui.icons import icon
from ui.pages.caseload_menu import ViewMenu
from ui.pages.page import Page
from ui.tables.case_grid import CaseGrid
from ui.tables.caseload_model import CaseloadModel, CaseSet
from ui.tables.grid_keys import KEYS, GridKeys
from ui.tables.group_list import GROUPED, GroupList
from ui.theme import px
from ui.widgets.chips import ChipRow, ChipSpec
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import ElidedLabel, button
from ui.widgets.marked_bar import MarkedBar
from ui.widgets.tiles import Tile

SCOPES = (
    ("open", "Open", "Open cases of the whole team"),
    ("mine", "My cases", "Open cases that are with you"),
    ("all", "All", "Every case, finished ones too"),
)
"""Which cases the page is about, before any word is typed."""


AFTER_THE_GRID_MS = 400
"""The year's figure is asked for this long after the lines stand: it must not slow the first keystroke."""

LITTLE_HEIGHT, LITTLE_WIDTH = 520, 800
"""Below these, in pixels at 100 per cent, the tiles stand on one line."""


class CaseloadPage(Page):
    """The grid with its tiles and its filter."""

    title = "Caseload"
    help_text = (
        "One line a case, by next legal date. The bar is the 20 weeks; the dot is today. Risk says whether the "
        "legal date will be met, and What holds it names what the next step waits for.\n\n"
        "Type in the filter: every word must begin a word somewhere on the line (name, reference, setting, area, "
        "officer, stage, need, risk, what holds it). Commas separate phrases, such as over 16 weeks, no EP, Kettering; "
        "each that is understood stands below as a chip, which Delete removes. Press a tile to see only that state.\n\n"
        "Enter opens the case. Arrows move, Shift with them marks, Ctrl with them jumps; Home and End go along the "
        "line, with Ctrl to the first and last case. Ctrl+Space marks columns, Shift+Space lines, Ctrl+A all. Ctrl+C "
        "copies what is marked, with its headings, as a table for Excel. Esc clears the filter. Click a heading to "
        "sort, with Shift to sort by it as well; its right button or Alt+Down filters by it, hides it or chooses "
        "others, or freezes the columns up to it.\n\nShow in caseload, beside the cases that a figure under Timeliness "
        "counts, brings exactly those here, finished ones too: a chip says which, and Esc or Delete on it shows all "
        "others again.\n\nGroup lists officers, stages, areas, teams or risks beside the "
        "grid, with counts; the arrows go through them and the grid follows.\n\n"
        + KEYS
        + "\n\nPhrases that the filter understands\n"
        + phrases_in_words()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model = CaseloadModel()
        self.grid = CaseGrid(self.model)
        self.doing = GridKeys(self.grid, self.model, desk)
        self.marked_bar = MarkedBar()
        self.filter_box = QLineEdit()
        self.chips = ChipRow()
        self.groups = GroupList()
        self.group_by = ""
        self.view_menu = ViewMenu(self)
        self._newest: AuditLine | None = None
        self.tiles = {code: self._tile(code) for code in OPEN_STATES}
        self.on_time = Tile("issued in 20 weeks")
        self.on_time.hide()
        self._has_on_time = self._is_little = False
        self.count_line = ElidedLabel("", "secondary")
        self.scopes: dict[str, QPushButton] = {}
        self.new_button = self.add_act(button("New request", self._new_request, role="accent"))
        self.new_button.setToolTip("Ctrl+N")
        self._stack = QStackedWidget()
        self._has_figure = False
        self._kept: int | None = None
        self._scope_before = SCOPES[0][0]
        self._build()
        self._bind()

    # --- reading ---------------------------------------------------------------------------------

    def arrive(self) -> None:
        self._read()
        self.filter_box.setFocus()

    def reload(self) -> None:
        self._outdate()
        self._read()

    def _outdate(self) -> None:
        """Ask for the year's figure again after the next reading: something has changed, here or elsewhere."""
        self._has_figure = False

    def _read(self) -> None:
        desk = self.desk
        newest = self._newest
        desk.tasks.read(self, lambda _: caseload(desk.store, newest), self._show, self.show_failure)

    def case_at_hand(self) -> int:
        rows = self.grid.selected_rows() if self.grid.hasFocus() else []
        return self.model.lines[rows[0]].row.id if len(rows) == 1 else 0

    def focus_search(self) -> None:
        self.filter_box.setFocus()
        self.filter_box.selectAll()

    def _show(self, read: Caseload) -> None:
        self._keep_place()
        self._newest = read.newest
        if read.is_part and self.model.total:
            if read.rows:
                self.model.replace_rows(read.rows, self.desk.today)
        else:
            self.model.know(known_of(read.directory, self.desk.today))
            self.view_menu.remembered()
            self.model.show_rows(read.rows, self.desk.today)
            self._warm()
        self.counted.emit(self.model.total_open)
        self._stack.setCurrentIndex(0 if self.model.total else 1)
        self._arranged()
        if not self._has_figure:
            self._has_figure = True
            QTimer.singleShot(AFTER_THE_GRID_MS, self, self._read_on_time)

    def _warm(self) -> None:
        """Work out what the filter looks through before the first key asks for it."""
        lines = list(self.model.every_line())

        def work(_: object) -> None:
            for line in lines:
                _ = line.sought, line.advice, line.state

        self.desk.tasks.read(self, work, lambda _: None)

    def _read_on_time(self) -> None:
        """Ask for the year's figure once the grid stands; the same function as the weekly sheet's."""
        desk = self.desk

        def read(_: object) -> float | None:
            from ui.pages.on_time import on_time_this_year

            return on_time_this_year(desk.store, desk.today)

        desk.tasks.read(self, read, self._show_on_time)

    def _show_on_time(self, percentage: float | None) -> None:
        figure = "–" if percentage is None else f"{percentage:.1f}%"
        self.on_time.show_figure(figure, f"issued in 20 weeks, {self.desk.today.year}")
        self._has_on_time = percentage is not None
        self._place_on_time()

    # --- filtering -------------------------------------------------------------------------------

    def choose_scope(self, scope: str) -> None:
        """Choose open cases, one's own, or all."""
        self.scopes[scope].setChecked(True)
        officer = self.desk.by if scope == "mine" else ""
        self._narrow(only_open=scope != "all", officer=officer)

    def choose(self, states: frozenset[str], values: Mapping[str, frozenset[str]]) -> None:
        """Show only these states, and these values by column; none of either shows all."""
        for code, tile in self.tiles.items():
            tile.setChecked(code in states)
        self._narrow(states=states, values=values)

    def group(self, column_id: str) -> None:
        """List the groups of a column beside the grid, by officer, stage, area, team or risk; none with ''."""
        self.group_by = column_id if column_id in GROUPED else ""
        self.groups.setVisible(bool(self.group_by))
        self._show_groups()
        if self.group_by:
            self.groups.table.setFocus()

    def _show_groups(self) -> None:
        """Count again: over all that the filter keeps, whichever group is shown."""
        if not self.group_by:
            return
        values = {name: kept for name, kept in self.model.filter.values.items() if name != self.group_by}
        chosen = self.model.filter.values.get(self.group_by, frozenset())
        column = self.model.offered[self.group_by]
        self.groups.show_groups(column, self.model.lines_but(values=values), next(iter(chosen), None))

    def _choose_group(self, words: str | None) -> None:
        values = {name: kept for name, kept in self.model.filter.values.items() if name != self.group_by}
        if words is not None:
            values[self.group_by] = frozenset({words})
        self._narrow(values=values)

    def narrow_to(self, words: str) -> None:
        """Show the open cases that these words keep, and nothing else chosen."""
        self.clear_filter()
        self.choose_scope("open")
        self.filter_box.setText(words)

    def show_cases(self, title: str, case_ids: Collection[int]) -> None:
        """Show exactly these cases, finished ones too, until their chip or Esc takes them away."""
        self.clear_filter()
        self._scope_before = self.scope
        self.choose_scope("all")
        self._narrow(cases=CaseSet(title, frozenset(case_ids)))
        self.said.emit(f"{title}: {counted(len(case_ids), 'case')}. Esc shows all others again.")

    def leave_cases(self) -> None:
        """Take the set of cases away that somebody came for; the scope is again what it was before."""
        if self.model.filter.cases is not None:
            self._narrow(cases=None)
            self.choose_scope(self._scope_before)

    @property
    def scope(self) -> str:
        """The scope that is chosen; under a set of cases the one that will be again."""
        if self.model.filter.cases is not None:
            return self._scope_before
        return next(one for one, chip in self.scopes.items() if chip.isChecked())

    def clear_filter(self) -> None:
        """Take away words, states and a set of cases; the scope stays."""
        self.leave_cases()
        for tile in self.tiles.values():
            tile.setChecked(False)
        self.filter_box.clear()
        self._narrow(words="", states=frozenset(), values={})

    def _tile_pressed(self) -> None:
        self._narrow(states=frozenset(code for code, tile in self.tiles.items() if tile.isChecked()))

    def _narrow(self, **changes: object) -> None:
        self._keep_place()
        self.model.narrow(**changes)
        self._arranged()

    def _keep_place(self) -> None:
        rows = self.grid.selected_rows()
        if rows:
            self._kept = self.model.lines[rows[0]].row.id

    def _arranged(self) -> None:
        self._count()
        place = self.model.row_of(self._kept) if self._kept is not None else None
        if self.model.rowCount():
            self.grid.choose_row(place or 0)

    def _count(self) -> None:
        shown = self.model.rowCount()
        noun = "case" if shown == 1 else "cases"
        cases = self.model.filter.cases
        of = f" of {len(cases.case_ids):,}" if cases and len(cases.case_ids) != shown else ""
        what = f": {cases.title}" if cases else ""
        words = f"{shown:,}{of} {noun if not of else 'cases'}{what} · sorted by {self.model.sorted_by}"
        if shown == 0 and self.model.total:
            words = self._why_nothing()
        self.count_line.setText(words)
        self._show_chips()
        self._show_groups()
        counts = Counter(line.state for line in self.model.lines_in_any_state)
        for code, tile in self.tiles.items():
            tile.show_figure(f"{counts[code]:,}")

    def why(self) -> None:
        """Explain the marked line: on the legal date or the days left that date, elsewhere its state."""
        rows = self.grid.selected_rows()
        if not rows:
            super().why()
            return
        column = self.grid.currentIndex().column()
        is_date = 0 <= column < len(self.model.columns) and self.model.columns[column].id in (
            "due",
            "left",
            "day",
            "track",
        )
        self.wants_why.emit(self.model.lines[rows[0]].row.id, "next" if is_date else "state")

    def _why_nothing(self) -> str:
        """Say which phrase to drop, where dropping one brings lines back."""
        for phrase in self.model.understood.phrases:
            left = len(self.model.lines_but(words=without(self.model.filter.words, phrase, self.model.known)))
            if left:
                return f"No case matches; without “{phrase.typed}” {left:,} would. Esc clears the filter."
        return "No case matches; Esc clears the filter."

    def _show_chips(self) -> None:
        cases = self.model.filter.cases
        specs = [ChipSpec(f"Only: {cases.title}", self._drop_cases)] if cases else []
        specs += [ChipSpec(phrase.title, partial(self._drop, phrase)) for phrase in self.model.understood.phrases]
        for column_id, values in self.model.filter.values.items():
            title = self.model.offered[column_id].title if column_id in self.model.offered else column_id
            words = f"{title}: {', '.join(value or 'none' for value in sorted(values))}"
            specs.append(ChipSpec(words, partial(self._drop_values, column_id)))
        self.chips.show_chips(specs)

    def _drop(self, phrase: Phrase) -> None:
        self.filter_box.setFocus()
        self.filter_box.setText(without(self.filter_box.text(), phrase, self.model.known))

    def _drop_cases(self) -> None:
        self.filter_box.setFocus()
        self.leave_cases()

    def _drop_values(self, column_id: str) -> None:
        self.filter_box.setFocus()
        self._narrow(values={one: kept for one, kept in self.model.filter.values.items() if one != column_id})

    def _typed_on_grid(self, words: str) -> None:
        self.filter_box.setFocus()
        self.filter_box.insert(words)

    # --- keys ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter_box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._filter_key(event)
        return False

    def _filter_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.grid.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            rows = self.grid.selected_rows()
            if rows:
                self.wants_case.emit(self.model.lines[rows[0]].row.id)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear_filter()
        else:
            return False
        return True

    def _back_to_filter(self) -> None:
        self.filter_box.setFocus()

    def _new_request(self) -> None:
        window = self.window()
        getattr(window, "new_request", lambda: None)()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.groups.fit(self.width())
        little = self.height() < px(LITTLE_HEIGHT) or self.width() < px(LITTLE_WIDTH)
        for tile in self.tiles.values():
            tile.set_compact(little)
        self._is_little = little
        self._place_on_time()

    def _place_on_time(self) -> None:
        """The year's figure gives way first: it stands on Timeliness too."""
        self.on_time.setVisible(self._has_on_time and not self._is_little)

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(self._tile_row())
        column.addLayout(self._filter_row())
        column.addWidget(self.chips)
        column.addLayout(self._grouped(), 1)
        column.addWidget(self.marked_bar)
        self._stack.addWidget(whole)
        self._stack.addWidget(self._empty())
        self.body.addWidget(self._stack)

    def _grouped(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.groups)
        row.addWidget(self.grid, 1)
        self.groups.hide()
        return row

    def _tile(self, code: str) -> Tile:
        known = state_named(code)
        return Tile(known.word, shape=known.shape, meaning=known.meaning, is_filter=True)

    def _tile_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        flow = Flow(8)
        for tile in self.tiles.values():
            flow.add(tile)
        row.addWidget(flow, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.on_time, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.filter_box.setPlaceholderText("Filter by name, setting, officer, stage, “EP”…")
        self.filter_box.setAccessibleName("Filter the caseload")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon("search", "secondary"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter_box.setMinimumWidth(px(84))  # or at large text the chips beside it would lie over it
        self.filter_box.setMaximumWidth(px(380))
        row.addWidget(self.filter_box, 2)
        group = QButtonGroup(self)
        for scope, words, tip in SCOPES:
            chip = button(words, partial(self.choose_scope, scope), role="chip")
            chip.setCheckable(True)
            chip.setToolTip(tip)
            group.addButton(chip)
            self.scopes[scope] = chip
            row.addWidget(chip)
        self.scopes["open"].setChecked(True)
        row.addWidget(self.count_line, 1)
        row.addWidget(self.view_menu.groups_button)
        row.addWidget(self.view_menu.button)
        return row

    def _empty(self) -> EmptyState:
        return EmptyState(
            "No cases yet",
            "The caseload shows every request for an assessment on its 20-week clock, says early which will be "
            "late, and why. Start with the tracker that the team keeps today, or with a single request.",
            *self._first_acts(),
        )

    def _first_acts(self) -> list[QPushButton]:
        from ui.screens import SCREENS

        acts = [button("New request", self._new_request)]
        if any(screen.id == "import" for screen in SCREENS):
            acts.insert(0, button("Import a tracker", lambda: self.wants_page.emit("import")))
        return acts

    def _bind(self) -> None:
        self.desk.tasks.changed.connect(self._outdate)
        self.filter_box.installEventFilter(self)
        self.filter_box.textChanged.connect(lambda words: self._narrow(words=words))
        for tile in self.tiles.values():
            tile.clicked.connect(self._tile_pressed)
        self.grid.opened.connect(self.wants_case)
        self.groups.chosen.connect(self._choose_group)
        self.doing.wants_form.connect(self.wants_form)
        self.doing.said.connect(self.said)
        self.doing.marked.connect(self.marked_bar.show_marked)
        self.doing.wants_bar.connect(self.marked_bar.take_focus)
        self.marked_bar.chosen.connect(self.doing.act_on_marked)
        self.grid.left_upwards.connect(self._back_to_filter)
        self.grid.copied.connect(lambda count: self.said.emit(f"{counted(count, 'line')} copied as a table."))
        self.grid.typed.connect(self._typed_on_grid)
        self.grid.sorted.connect(self._count)
        self.grid.wants_menu.connect(self.view_menu.open_column)
