"""A person at the window: the real window on a real store in a file, driven by keys as they would."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.engine import open_store
from send_desktop.records import Area, Case, Officer, Service
from send_desktop.services import advice, decisions, plans
from send_desktop.services.amendments import Amendment, adopt
from send_desktop.services.requests import NewRequest, record_request
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from ui.app import application_for, window_on
from ui.dialogs.form import Form
from ui.main_window import MainWindow
from ui.pages.case import CasePage
from ui.pages.caseload import CaseloadPage
from ui.tables.caseload_columns import COLUMNS
from ui.theme import appearance
from ui.widgets.card_table import Row
from ui.widgets.fields import ChoiceField, DateField, LongTextField, ManyField, MoneyField, TextField, TickField
from ui.widgets.file_field import FileField

PATIENCE_MS = 15_000


class Person:
    """Somebody at the desk, with what they can see and do."""

    def __init__(self, qtbot: QtBot, store: Store, memory: Path, by: str = LEAD, screen: str = "caseload") -> None:
        self.qtbot = qtbot
        self.store = store
        self.memory = memory
        self.by = by
        self.window = self.start(screen)

    def start(self, screen: str = "", today: date = TODAY) -> MainWindow:
        """Open the window as the program does, on a day; at one of its screens, or where it was left."""
        application_for()
        window = window_on(self.store, today, self.by, self.memory)
        appearance().apply("light", 100)
        self.qtbot.addWidget(window, before_close_func=lambda _: window.desk.tasks.stop())
        window.resize(1366, 768)
        window.show()
        window.start(screen)
        self.window = window
        self.settle()
        return window

    def settle(self) -> None:
        """Wait until everything that was asked for is on the screen."""
        self.qtbot.waitUntil(lambda: not self.window.desk.tasks.is_busy, timeout=PATIENCE_MS)
        self.qtbot.wait(1)

    def come_back(self, today: date, screen: str) -> None:
        """Close the window and sit down again on another day."""
        self.window.close()
        self.start(screen, today)

    # --- what is on the screen -----------------------------------------------------------------

    @property
    def caseload(self) -> CaseloadPage:
        page = self.window.pages["caseload"]
        assert isinstance(page, CaseloadPage)
        return page

    @property
    def case_page(self) -> CasePage:
        page = self.window.page
        assert isinstance(page, CasePage)
        return page

    @property
    def form(self) -> Form:
        inside = self.window.sheet.inside
        assert isinstance(inside, Form), "no form is open"
        return inside

    @property
    def has_form(self) -> bool:
        return isinstance(self.window.sheet.inside, Form)

    @property
    def names(self) -> list[str]:
        return [line.row.surname for line in self.caseload.model.lines]

    @property
    def status(self) -> str:
        return self.window.status.words

    def chronology(self) -> list[str]:
        return [row.cells[2].words for row in self.rows("chronology")]

    def rows(self, card_id: str) -> Sequence[Row]:
        """Return the rows on a card of the case page, by its id in ``ui.cards.all_cards``."""
        return self.case_page.cards[card_id].table.rows

    # --- what they do ---------------------------------------------------------------------------

    def press(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(widget, key, modifier)
        self.settle()

    def shortcut(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.press(self.window, key, modifier)

    def filter(self, words: str) -> None:
        self.caseload.filter_box.clear()
        self.qtbot.keyClicks(self.caseload.filter_box, words)
        self.settle()

    def go_to_cell(self, case_id: int, column: str) -> None:
        """Put the cursor of the grid into a cell, with the focus."""
        grid, model = self.caseload.grid, self.caseload.model
        usual = [one.id for one in COLUMNS]
        if model.place_of(column) is None or grid.isColumnHidden(model.place_of(column) or 0):
            model.choose_columns([*usual, column] if column not in usual else [*usual, "received"])
        self.settle()
        row = model.row_of(case_id)
        assert row is not None
        grid.setFocus()
        grid.setCurrentIndex(model.index(row, model.place_of(column) or 0))
        self.settle()

    def mark_cells(self, column: str, case_ids: Sequence[int]) -> None:
        """Mark the cells of one column of these cases, the cursor in the first, as Ctrl and a click do."""
        grid, model = self.caseload.grid, self.caseload.model
        self.go_to_cell(case_ids[0], column)
        grid.clearSelection()
        for case_id in case_ids:
            row = model.row_of(case_id)
            assert row is not None
            index = model.index(row, model.place_of(column) or 0)
            flags = grid.selectionCommand(index)
            grid.selectionModel().select(index, flags & ~QItemSelectionModel.SelectionFlag.Clear)
        self.settle()

    def open_case(self, case: Case) -> None:
        self.window.open_case(case.id)
        self.settle()

    def open_act(self, act_id: str) -> Form:
        self.case_page.open_act(act_id)
        self.settle()
        return self.form

    def fill(self, **typed: Any) -> Form:
        """Put values into the form's fields: text is typed, choices are chosen by code."""
        for name, value in typed.items():
            self._fill(self.form.fields[name], value)
        self.qtbot.wait(160)
        return self.form

    def save(self) -> None:
        self.qtbot.mouseClick(self.form.save_button, Qt.MouseButton.LeftButton)
        self.settle()
        self.settle()

    def do(self, act_id: str, **typed: Any) -> None:
        """Open an act's form, fill it in and save it."""
        self.open_act(act_id)
        self.fill(**typed)
        self.save()
        assert not self.has_form, f"the form stayed open: {self.form.notice.words}"

    def _fill(self, field: QWidget, value: Any) -> None:
        if isinstance(field, ChoiceField):
            field.choose(value)
        elif isinstance(field, ManyField):
            for code, box in field.boxes.items():
                box.setChecked(code in value)
        elif isinstance(field, LongTextField):
            field.edit.setPlainText(value)
        elif isinstance(field, TickField):
            field.box.setChecked(value)
        elif isinstance(field, FileField):
            field.put(value)
        elif isinstance(field, TextField | DateField | MoneyField):
            field.line.clear()
            self.qtbot.keyClicks(field.line, value)


class Cases:
    """Cases put into the store before the window opens, each as far along as it is asked to be."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def request(self, surname: str = "Peppergoggle", days_ago: int = 30, **fields: Any) -> Case:
        values: dict[str, Any] = {"forename": "Ada", "received_on": TODAY - timedelta(days=days_ago), "officer": LEAD}
        changes = record_request(self.store, NewRequest(surname=surname, **(values | fields)), LEAD, TODAY)
        return read(self.store, min(changes.cases))

    def adopt(self, amendment: Amendment) -> Case:
        adopt(self.store, amendment, LEAD, TODAY)
        return read(self.store, amendment.case.id)

    def refused(self, surname: str = "Peppergoggle", days_ago: int = 60) -> Case:
        case = self.request(surname, days_ago)
        on = case.clock_start_on + timedelta(days=35)
        return self.adopt(
            decisions.decide_to_assess(
                case, outcome="refuse", made_on=on, told_on=on, today=TODAY, reasons="Progress is steady"
            )
        )

    def in_advice(
        self, surname: str = "Peppergoggle", days_ago: int = 80, services: tuple[str, ...] = ("EP", "SaLT")
    ) -> Case:
        case = self.request(surname, days_ago)
        told = case.clock_start_on + timedelta(days=35)
        case = self.adopt(decisions.decide_to_assess(case, outcome="assess", made_on=told, told_on=told, today=TODAY))
        with self.store.look() as reading:
            directory = reading.directory()
        return self.adopt(advice.ask_for_advice(case, directory, services=services, on=told, today=TODAY))

    def to_decide(self, surname: str = "Peppergoggle", days_ago: int = 90) -> Case:
        case = self.in_advice(surname, days_ago, ("EP",))
        on = case.clock_start_on + timedelta(days=70)
        return self.adopt(advice.record_received(case, case.advice[0], on=on, today=TODAY))

    def to_draft(self, surname: str = "Peppergoggle", days_ago: int = 100) -> Case:
        case = self.to_decide(surname, days_ago)
        on = case.clock_start_on + timedelta(days=80)
        return self.adopt(decisions.decide_to_issue(case, outcome="issue", made_on=on, told_on=on, today=TODAY))

    def drafted(self, surname: str = "Peppergoggle", days_ago: int = 120) -> Case:
        case = self.to_draft(surname, days_ago)
        return self.adopt(plans.serve_draft(case, on=case.clock_start_on + timedelta(days=95), today=TODAY))

    def consulted(self, surname: str = "Peppergoggle", days_ago: int = 125) -> Case:
        case = self.drafted(surname, days_ago)
        on = case.clock_start_on + timedelta(days=96)
        return self.adopt(plans.consult(case, setting="Larkenfold Primary School", on=on, today=TODAY))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An authority with an officer, an area and services, and no case."""
    opened = open_store(tmp_path / "window.db")
    with opened.work(LEAD, "Found authority") as work:
        work.add(Officer(name=LEAD))
        work.add(Officer(name="Tom Kestrellark"))
        work.add(Area(name="North"))
        known = {service.code for service in work.directory().services}
        for code, name in (("EP", "Educational psychology"), ("SaLT", "Speech and language"), ("School", "School")):
            if code not in known:
                work.add(Service(code=code, name=name))
    yield opened
    opened.close()


@pytest.fixture
def cases(store: Store) -> Cases:
    """What puts cases into the store."""
    return Cases(store)


@pytest.fixture
def sit_down(qtbot: QtBot, store: Store, tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """Open the window, once everything that it should show is in the store; leave nothing of it for the next test."""
    yield lambda by=LEAD, screen="caseload": Person(qtbot, store, tmp_path / "window.ini", by, screen)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def typed(on: date) -> str:
    """Return a date as somebody would type it: 3/4/26."""
    return f"{on.day}/{on.month}/{on:%y}"


__all__ = ["Cases", "Person", "cases", "sit_down", "store", "typed"]
