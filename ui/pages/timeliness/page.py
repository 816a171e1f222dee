"""Timeliness: the frame with the as-at day and the views of the figures."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from send_desktop.errors import SendDesktopError
from send_desktop.progress import Progress
from send_desktop.services.known import known_store
from send_desktop.store import Store
from send_desktop.wording import full_date
from ui.dates import NotADate
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.timeliness.part import Asked, Part
from ui.pages.timeliness.parts import PARTS
from ui.theme import px
from ui.widgets.fields import DateField
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label

VERY_NARROW = 560
"""Below this width, in pixels at 100 per cent, the as-at day stands under the title."""

CRAMPED = 900
"""The same, where the choice of how a past day is counted stands beside it."""

READINGS = ("As the records stand now", "As was known that day")
"""The two ways of counting a day that is past."""

PAUSE_MS = 350
"""Typing of the as-at date pauses this long before the figures are counted again."""


class TimelinessPage(Page):
    """The views of the figures, each as at the day at the top."""

    title = "Timeliness"
    help_text = (
        "How the authority keeps the 6 and the 20 weeks, counted as the Department counts. The figures are as at the "
        "day at the top; type another to see them as the records now show them for that day. Ctrl+Left and Ctrl+Right "
        "go from view to view.\n\n"
        "Beside a day that is past stands how it is counted. As the records stand now: with what was put in or put "
        "right since. As was known that day: from the history, without it."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.as_at = desk.today
        self._part = PARTS[0].id
        self._arrives = ""
        self._made: dict[str, Part] = {}
        self.chips: dict[str, QPushButton] = {}
        self.day = DateField(desk.today, desk.today, echoes=False)
        self.known = QComboBox()
        self.known.addItems(READINGS)
        self.known.setAccessibleName("How a day that is past is counted")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._build()
        self.day.changed.connect(self._pause.start)
        self._pause.timeout.connect(self._typed)
        for keys, by in (("Ctrl+Left", -1), ("Ctrl+Right", 1)):
            QShortcut(QKeySequence(keys), self, partial(self.step_part, by))

    # --- reading ---------------------------------------------------------------------------------

    def reload(self) -> None:
        desk, part, as_at = self.desk, self.part, self.as_at
        chosen, store, is_known = part.choice(), self.store, self.is_known

        def read(report: Progress) -> Any:
            return type(part).read(Asked(store, as_at, desk.today, report, chosen))

        shown = partial(self._show, part.id, (as_at, is_known, chosen))
        desk.tasks.read(self, read, shown, self._cannot_look_back if is_known else self.show_failure, long=True)

    @property
    def is_known(self) -> bool:
        """Say whether the view shows what was known on the day, and not what the records now say of it."""
        return self.known.currentIndex() == 1 and self.part.can_look_back and self.as_at < self.desk.today

    @property
    def store(self) -> Store:
        """What the view reads: the store, or the store as it was known when the day ended."""
        return known_store(self.desk.store, self.as_at, self.desk.today) if self.is_known else self.desk.store

    def _cannot_look_back(self, problem: SendDesktopError) -> None:
        """Go back to what the records now say where the history does not reach the day, and say why."""
        self.known.setCurrentIndex(0)
        self.reload()
        self.show_failure(problem)

    def help_words(self) -> str:
        return f"{self.help_text}\n\n{self.part.help_text}".strip()

    @property
    def part(self) -> Part:
        """The view that is on the screen."""
        return self.part_of(self._part)

    def part_of(self, part_id: str) -> Part:
        """Return a view, made when it is first asked for."""
        if part_id not in self._made:
            made = next(one for one in PARTS if one.id == part_id)(self)
            made.wants_part.connect(self.choose_part)
            made.wants_cases.connect(self._show_cases)
            made.hide()
            self._parts.addWidget(made)
            for one in made.acts():
                one.hide()
                self.add_act(one)
            self._made[part_id] = made
        return self._made[part_id]

    def _show_cases(self, title: str, case_ids: Collection[int]) -> None:
        """Show cases in the caseload; of a day that is past their title says so."""
        day = f", as at {full_date(self.as_at)}" if self.part.uses_day and self.as_at != self.desk.today else ""
        self.wants_cases.emit(f"{title}{day}", case_ids)

    # --- choosing --------------------------------------------------------------------------------

    def choose_part(self, part_id: str) -> None:
        """Show another view."""
        self._part, self._arrives = part_id, part_id
        self._show_frame()
        self.reload()

    def step_part(self, by: int) -> None:
        """Go to the view before or after the one on the screen."""
        ids = [one.id for one in PARTS]
        self.choose_part(ids[(ids.index(self._part) + by) % len(ids)])

    def choose_day(self, as_at: date) -> None:
        """Show the figures as at another day."""
        self.as_at = as_at
        self.reload()

    def _choose_known(self) -> None:
        self.notice.clear()
        self.reload()

    def place(self) -> tuple[str, date]:
        """Return the view and its day."""
        return self._part, self.as_at

    def return_to(self, place: Any) -> None:
        """Go to a view and a day, as ``place`` gave them."""
        if place is not None:
            part_id, self.as_at = place
            self.choose_part(part_id)

    def focus_search(self) -> None:
        self.day.line.setFocus()
        self.day.line.selectAll()

    def _typed(self) -> None:
        try:
            on = self.day.value()
        except NotADate as problem:
            self._refuse(str(problem))
            return
        if on is None or on > self.desk.today:
            self._refuse(f"The figures can be counted up to today, {full_date(self.desk.today)}.")
            return
        self.day.mark_wrong(False)
        self.notice.clear()
        if on != self.as_at:
            self.choose_day(on)

    def _refuse(self, words: str) -> None:
        self.day.mark_wrong(True)
        self.notice.say(f"{words} What is shown is still as at {full_date(self.as_at)}.", kind="refused")

    # --- showing ---------------------------------------------------------------------------------

    def _show(self, part_id: str, asked: tuple[date, bool, Any], view: Any) -> None:
        part = self.part
        if part_id != part.id or asked != (self.as_at, self.is_known, part.choice()):
            return  # something else was chosen while this was read: its own reading is on the way
        self._show_frame()
        part.show_read(view)
        self.subtitle.setText(" · ".join(filter(None, (part.subtitle(), READINGS[1].lower() if self.is_known else ""))))
        if self._arrives == part_id:
            self._arrives = ""
            part.arrive()

    def _show_frame(self) -> None:
        shown = self.part
        self.chips[shown.id].setChecked(True)
        self._chip_row.setVisible(len(PARTS) > 1)
        self._day_box.setVisible(shown.uses_day)
        self.known.setVisible(shown.can_look_back and self.as_at < self.desk.today)
        self._place_day()
        for one in self._made.values():
            is_shown = one is shown
            if not is_shown:
                one.hide()
                for act in one.acts():
                    act.hide()
        for act in shown.acts():
            act.show()
        shown.show()
        shown.fit(self.width(), self.height())

    # --- building --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_day()
        self.part.fit(self.width(), self.height())

    def _place_day(self) -> None:
        """Put the as-at day under the header where beside the title there is no room for it."""
        is_below = self.width() < px(VERY_NARROW if self.known.isHidden() else CRAMPED)
        if is_below != (self.body.indexOf(self._day_box) >= 0):
            (self.acts if is_below else self.body).removeWidget(self._day_box)
            if is_below:
                self.body.insertWidget(0, self._day_box, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self.acts.insertWidget(0, self._day_box)

    def _build(self) -> None:
        self.day.name_for_readers("As at")
        self._day_box = QWidget()
        row = QHBoxLayout(self._day_box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(label("As at", "secondary"))
        row.addWidget(self.day)
        row.addWidget(self.known)
        self.known.activated.connect(self._choose_known)
        self.acts.insertWidget(0, self._day_box)
        self._chip_row = self._chips()
        self._parts = QVBoxLayout()
        self.body.addWidget(self._chip_row)
        self.body.addLayout(self._parts, 1)
        self._show_frame()

    def _chips(self) -> QWidget:
        flow, group = Flow(6), QButtonGroup(self)
        for one in PARTS:
            chip = button(one.title, partial(self.choose_part, one.id), role="chip")
            chip.setCheckable(True)
            chip.setAccessibleName(f"View: {one.title}")
            group.addButton(chip)
            self.chips[one.id] = chip
            flow.add(chip)
        return flow
