"""Options: what the team measures by, how the window looks, and the team's own lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from send_desktop.changes import Changes
from send_desktop.codes import SEN_TYPES
from send_desktop.options import GROUPS, OPTIONS, as_text
from send_desktop.progress import Progress
from send_desktop.records import DecisionWording, Directory, Service
from send_desktop.services import letter_templates, people
from send_desktop.services.letter_templates import TemplateInUse
from send_desktop.services.standard_wordings import own_wordings
from send_desktop.wording import ABSENT, days, listed, sentence_case
from ui.desk import Desk
from ui.dialogs.form import Form, FormSpec
from ui.dialogs.people import area_form, officer_form, team_form
from ui.dialogs.services import new_service_form, service_form
from ui.pages.holiday_card import HolidayCard, HolidaysRead, read_holidays
from ui.pages.page import Page
from ui.pages.template_card import TemplateCard
from ui.pages.wording_card import WordingCard
from ui.theme import CHOICES, LARGEST_SCALE, SMALLEST_SCALE, appearance, px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label, rule
from ui.widgets.option_row import OptionRow

NARROW = 820
"""Below this width, in pixels at 100 per cent, the two columns stand one under the other."""

SCALE_STEP = 25

Read = tuple[Directory, dict[str, str], tuple[TemplateInUse, ...], HolidaysRead, dict[str, DecisionWording]]


class OptionsPage(Page):
    """Every option as a row of its table, saved as soon as it is changed."""

    title = "Options"
    help_text = (
        "What the whole team measures by: a change is saved when you press Enter or leave the field, and every "
        "open case is worked out again. Up and Down move a number; Esc takes back what was typed.\n\n"
        "Theme and text size are this computer's own. Ctrl and plus, Ctrl and minus change the text size anywhere.\n\n"
        "Officers, teams and areas are the lists from which forms offer. Enter on a service opens its form: email "
        "addresses for reminders and escalations, whether it is asked under section 31, and the standard list.\n\n"
        "School holidays are the days on which panels that meet in term time only do not meet. Usual dates proposes "
        "those of most councils; Enter changes one, Delete takes it off.\n\n"
        "Enter on a letter saves a copy of its template to edit in Word, puts in the changed one once it was checked, "
        "or goes back to the shipped one. Fields lists what a template may name.\n\n"
        "Enter on an outcome words what a panel recommends, and the authority decides, the team's own way."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.directory = Directory()
        self.rows = {option.name: OptionRow(option) for option in OPTIONS}
        self.themes: dict[str, QPushButton] = {}
        self.sizes: dict[int, QPushButton] = {}
        self.add_buttons: dict[str, QPushButton] = {}
        self._nothing: dict[str, QLabel] = {}
        self._make_lists()
        self.templates = TemplateCard(desk)
        self.holidays = HolidayCard(desk)
        self.holidays.wants_form.connect(self.wants_form)
        self.wordings = WordingCard(desk)
        self.wordings.wants_form.connect(self.wants_form)
        self.templates.wants_form.connect(self.wants_form)
        self._build()
        for name, row in self.rows.items():
            row.chosen.connect(partial(self._save, name))

    # --- reading ---------------------------------------------------------------------------------

    def reload(self) -> None:
        desk = self.desk

        def read(_: Progress) -> Read:
            with desk.store.look() as reading:
                holidays = read_holidays(reading, desk)
                templates, wordings = letter_templates.in_use(reading), own_wordings(reading)
                return reading.directory(), dict(reading.options()), templates, holidays, wordings

        desk.tasks.read(self, read, self._show, self.show_failure)

    def _show(self, read: Read) -> None:
        self.directory, saved, templates, holidays, wordings = read
        for name, row in self.rows.items():
            row.show_saved(saved.get(name, as_text(row.option.default)))
        self._list("Officers", self.officers, officer_rows(self.directory))
        self._list("Teams", self.teams, [Row((Cell(team.name),)) for team in self.directory.teams])
        self._list("Areas", self.areas, [Row((Cell(area.name),)) for area in self.directory.areas])
        self.services.show_rows(service_rows(self.directory, self._change_service))
        self.templates.show_templates(templates)
        self.holidays.show_holidays(holidays)
        self.wordings.show_wordings(wordings)

    def _list(self, heading: str, table: CardTable, rows: list[Row]) -> None:
        table.show_rows(rows)
        table.setVisible(bool(rows))
        self._nothing[heading].setVisible(not rows)

    # --- acts ------------------------------------------------------------------------------------

    def _save(self, name: str, text: str) -> None:
        desk, row = self.desk, self.rows[name]

        def save(_: Progress) -> Changes:
            taken = people.set_option(desk.store, name, text, desk.by, desk.today)
            told = {"yes": "on", "no": "off"}.get(text, text)
            note = f"{row.option.title}: {told}. Open cases are worked out again."
            return Changes(note=note, everything=True, undo=replace(taken, note=note))

        desk.tasks.write(self, save, lambda _: row.saved(), row.refused, long=True)

    def choose_theme(self, choice: str) -> None:
        """Change the theme of this computer."""
        self._dress(choice, None)

    def choose_size(self, scale: int) -> None:
        """Change the text size of this computer, in per cent."""
        self._dress(None, scale)

    def _dress(self, choice: str | None, scale: int | None) -> None:
        window = self.window()
        if hasattr(window, "set_appearance"):  # later: a new size takes this page away
            QTimer.singleShot(0, window, partial(_dress_window, window, choice, scale))

    def show_appearance(self) -> None:
        """Mark the theme and the size in force."""
        self.themes[appearance().choice].setChecked(True)
        if appearance().scale in self.sizes:
            self.sizes[appearance().scale].setChecked(True)

    def arrive(self) -> None:
        super().arrive()
        self.show_appearance()

    def _open(self, spec: FormSpec) -> None:
        self.wants_form.emit(Form(spec, self.desk))

    # --- building --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _make_lists(self) -> None:
        self.officers = CardTable(
            "Officers", CardColumn("Name"), CardColumn("What they do", 116), CardColumn("Area", 112, gives_way=2),
            CardColumn("Sign-in", 92, gives_way=1),
        )  # fmt: skip
        self.teams = CardTable("Teams", CardColumn(""), has_headings=False)
        self.areas = CardTable("Areas", CardColumn(""), has_headings=False)
        self.services = CardTable(
            "Services",
            CardColumn("Service"),
            CardColumn("Short", 84),
            CardColumn("Email", 150, gives_way=1),
            CardColumn("Standard list", 126, gives_way=2),
            CardColumn("Usually takes", 96, True),
        )

    def _build(self) -> None:
        content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._columns.setContentsMargins(0, 0, px(4), px(8))
        self._columns.setSpacing(px(12))
        self._columns.addLayout(_column(self._rules_card()), 1)
        self._columns.addLayout(
            _column(
                self._look_card(),
                self._list_card("Officers", self.officers, "Add officer", self._add_officer),
                self._list_card("Teams", self.teams, "Add team", self._add_team),
                self._list_card("Areas", self.areas, "Add area", self._add_area),
                self._service_card(),
                self.holidays,
                self.templates,
                self.wordings,
            ),
            1,
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self.body.addWidget(area)

    def _rules_card(self) -> Card:
        card = Card("What the team measures by", "for everyone on this store")
        for group, words in GROUPS.items():
            card.body.addWidget(label(words, "heading"))
            for row in self.rows.values():
                if row.option.group == group:
                    card.body.addWidget(row)
                    card.body.addWidget(rule())
        card.body.addStretch(1)
        return card

    def _look_card(self) -> Card:
        card = Card("How it looks", "on this computer")
        for code, title in CHOICES:
            self.themes[code] = _chip(f"Theme: {title}", title, partial(self.choose_theme, code))
        for scale in range(SMALLEST_SCALE, LARGEST_SCALE + 1, SCALE_STEP):
            self.sizes[scale] = _chip(f"Text size: {scale}%", f"{scale}%", partial(self.choose_size, scale))
        for words, chips in (("Theme", self.themes.values()), ("Text size", self.sizes.values())):
            flow, group = Flow(8), QButtonGroup(self)
            for chip in chips:
                group.addButton(chip)
                flow.add(chip)
            card.body.addWidget(label(words, "secondary"))
            card.body.addWidget(flow)
        self.show_appearance()
        return card

    def _list_card(self, heading: str, table: CardTable, words: str, act: Callable[[], object]) -> Card:
        card = Card(heading)
        add = button(words, act, picture="add")
        card.tools.addWidget(add)
        nothing = label(_NOTHING[heading], "secondary", wraps=True)
        nothing.hide()
        self._nothing[heading], self.add_buttons[heading] = nothing, add
        card.body.addWidget(nothing)
        card.body.addWidget(table)
        return card

    def _service_card(self) -> Card:
        card = Card("Services")
        self.add_buttons["Services"] = button("Add service", self._add_service, picture="add")
        card.tools.addWidget(self.add_buttons["Services"])
        told = (
            "Enter on a service changes its addresses and when the standard list names it. "
            "Usually takes: the middle one of what a service returned in the last six months, where it returned at "
            "least ten; it is worked out again whenever advice is recorded."
        )
        card.body.addWidget(label(told, "secondary", wraps=True))
        card.body.addWidget(self.services)
        return card

    def _add_service(self) -> None:
        self._open(new_service_form(self.desk))

    def _change_service(self, service: Service) -> None:
        self._open(service_form(self.desk, service))

    def _add_officer(self) -> None:
        self._open(officer_form(self.desk, self.directory))

    def _add_team(self) -> None:
        self._open(team_form(self.desk))

    def _add_area(self) -> None:
        self._open(area_form(self.desk))


_NOTHING = {
    "Officers": "Nobody yet. Add those who hold cases; a tracker brings its officers with it.",
    "Teams": "No team yet. One team needs none.",
    "Areas": "No area yet. Add them where cases and panels are divided by locality.",
}


def officer_rows(directory: Directory) -> list[Row]:
    """Return everyone on the list, with what they do and where."""
    areas = {area.id: area.name for area in directory.areas}
    return [
        Row(
            (
                Cell(one.name, "strong" if one.is_active else "secondary"),
                Cell(people.ROLES.get(one.role, one.role)),
                Cell(areas.get(one.area_id or 0, "–")),
                Cell(one.sign_in or "–", "secondary"),
            )
        )
        for one in directory.officers
    ]


def service_rows(directory: Directory, change: Callable[[Service], object]) -> list[Row]:
    """Return the services with how they are reached and when they are asked; Enter on one changes it."""
    return [
        Row(
            (
                Cell(one.name, "strong"),
                Cell(one.code, "secondary"),
                Cell(one.email or "No address", "text" if one.email else "secondary", tip=one.escalation_email),
                Cell(_listed(one), tip=_listed_whole(one)),
                Cell(days(one.usual_delay_days)),
            ),
            partial(change, one),
        )
        for one in directory.services
    ]


def _listed(service: Service) -> str:
    if service.is_always_asked:
        return "Always"
    by_need = "By need" if service.asked_for_needs else ""
    by_age = f"from {service.asked_from_age}" if service.asked_from_age is not None else ""
    return sentence_case(", ".join(part for part in (by_need, by_age) if part)) or ABSENT


def _listed_whole(service: Service) -> str:
    return listed([SEN_TYPES.get(need, need) for need in service.asked_for_needs])


def _dress_window(window: QWidget, choice: str | None, scale: int | None) -> None:
    """Change the window's looks, then put the focus where it was: a new size builds the screens anew."""
    window.set_appearance(choice, scale)  # type: ignore[attr-defined]
    page = window.page  # type: ignore[attr-defined]
    if isinstance(page, OptionsPage):
        page.show_appearance()
        (page.themes[choice] if choice else page.sizes[scale or SMALLEST_SCALE]).setFocus()


def _chip(name: str, title: str, act: Callable[[], object]) -> QPushButton:
    chip = button(title, act, role="chip")
    chip.setCheckable(True)
    chip.setAccessibleName(name)
    return chip


def _column(*cards: Card) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(12))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
