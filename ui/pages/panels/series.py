"""Panels: each series with its rhythm, its rules and its members, and the meetings that are made from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from send_desktop.exports.profile import PROFILES
from send_desktop.panel_types import CAPACITIES, OUTCOMES, PANELS, ROLES
from send_desktop.records import PanelMember, PanelSeries
from send_desktop.services import panel_series
from send_desktop.services.panel_calendar import PanelsKept, panels_kept
from send_desktop.services.panel_days import rhythm_words
from send_desktop.services.panel_series import SeriesView
from send_desktop.wording import counted, day_month, days, full_date, listed, sentence_case
from ui.dialogs import series as forms
from ui.pages.page import Page
from ui.pages.panels.part import Asked, Part
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label

NARROW = 900
"""Below this width, in pixels at 100 per cent, the details stand under the list."""


class _MembersTable(CardTable):
    """The members; Delete asks for the marked one to be taken off."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Members",
            CardColumn("Name"),
            CardColumn("Role", 168),
            CardColumn("Agency", 176, gives_way=1),
            CardColumn("Sits as", 84, gives_way=2),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class SeriesPart(Part):
    """The series, and the one that is marked in the list."""

    id = "series"
    title = "Panels"
    help_text = (
        "A panel is set up once: how often it meets, when its papers close, who makes its quorum, what it may "
        "recommend. Its meetings are made from it, and each can still differ.\n\n"
        "In the list the arrows go from panel to panel and Enter changes the one that is marked. Make meetings lists "
        "every day until the end of the school year, with those that fall out on a bank holiday or in a school "
        "holiday, before anything is saved; days that are made already are left alone.\n\n"
        "Members are offered at the meeting and as recipients of the pack. Enter changes one, Delete takes one off."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.kept: PanelsKept | None = None
        self._marked = 0
        self.new_button = button("New panel", self.new_series)
        self.make_button = button("Make meetings", self.make_meetings, role="accent")
        self.table = CardTable(
            "Panels", CardColumn("Panel"), CardColumn("Area", 96, gives_way=1), CardColumn("Meets", 240, gives_way=3),
            CardColumn("To come", 72, True),
            CardColumn("Until", 104, True, gives_way=2),
        )  # fmt: skip
        self.rules = CardTable("How it works", CardColumn("", 128), CardColumn(""), has_headings=False)
        self.members = _MembersTable()
        self._build()

    @staticmethod
    def read(asked: Asked) -> PanelsKept:
        return panels_kept(asked.store, asked.today)

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.new_button, self.make_button)

    def arrive(self) -> None:
        (self.table if self.kept and self.kept.series else self._first).setFocus()

    @property
    def marked(self) -> SeriesView | None:
        """The series that is marked in the list."""
        listed_ = self.kept.series if self.kept else ()
        return next((one for one in listed_ if one.series.id == self._marked), listed_[0] if listed_ else None)

    # --- acts ------------------------------------------------------------------------------------

    def new_series(self) -> None:
        """Open the form that sets up a panel."""
        if self.kept:
            self.open(forms.new_series_form(self.desk, self.kept), lambda _: self._mark_newest())

    def change_series(self) -> None:
        """Open the form that changes the panel that is marked."""
        if self.kept and self.marked:
            self.open(forms.change_series_form(self.desk, self.kept, self.marked))

    def make_meetings(self) -> None:
        """Open the form that makes the meetings of the panel that is marked."""
        if self.kept and self.marked:
            self.open(forms.make_meetings_form(self.desk, self.kept, self.marked))

    def end_series(self) -> None:
        """Open the form that ends the panel that is marked; one that has ended is taken up again at once."""
        view, desk = self.marked, self.desk
        if view and view.series.is_active:
            self.open(forms.end_series_form(desk, view))
        elif view:
            self.act(lambda: panel_series.resume_series(desk.store, view.series, desk.by, desk.today))

    def add_member(self) -> None:
        """Open the form that adds a member to the panel that is marked."""
        if self.marked:
            self.open(forms.new_member_form(self.desk, self.marked))

    def change_member(self) -> None:
        """Open the form that changes the member that is marked."""
        member = self._member()
        if self.marked and member:
            self.open(forms.change_member_form(self.desk, self.marked, member))

    def remove_member(self) -> None:
        """Take the member that is marked off the panel; Ctrl+Z takes that back."""
        member, desk = self._member(), self.desk
        if member:
            self.act(lambda: panel_series.remove_member(desk.store, member, desk.by, desk.today))

    def _member(self) -> PanelMember | None:
        at, view = self.members.currentIndex().row(), self.marked
        return view.members[at] if view and 0 <= at < len(view.members) else None

    def _mark_newest(self) -> None:
        self._marked = -1

    # --- showing ---------------------------------------------------------------------------------

    def show_read(self, view: PanelsKept) -> None:
        self.kept = view
        if self._marked < 0 and view.series:
            self._marked = max(one.series.id for one in view.series)
        has_any = bool(view.series)
        self._content.setVisible(has_any)
        self._empty.setVisible(not has_any)
        self.new_button.setVisible(has_any)
        self.make_button.setVisible(has_any)
        rows = [_series_row(one, view, partial(self._change, one.series.id)) for one in view.series]
        marked = self.marked
        self.table.show_rows(rows)
        if marked:
            self.table.selectRow(view.series.index(marked))
            self._show_marked(marked)

    def _change(self, series_id: int) -> None:
        self._marked = series_id
        self.change_series()

    def _chosen(self) -> None:
        at = self.table.currentIndex().row()
        if self.kept and 0 <= at < len(self.kept.series):
            self._marked = self.kept.series[at].series.id
            self._show_marked(self.kept.series[at])

    def _show_marked(self, view: SeriesView) -> None:
        series = view.series
        self._card.heading.setText(series.name)
        self._card.aside.setText("" if series.is_active else "has ended")
        self.rules.show_rows(rule_rows(view))
        self.members.show_rows([_member_row(one, self.change_member) for one in view.members])
        self.members.setVisible(bool(view.members))
        self._member_acts.setVisible(bool(view.members))
        lacking = listed([one.lower() for one in view.lacking])
        words = f"The quorum asks for a role that nobody has yet: {lacking}." if view.lacking else ""
        words = words or ("" if view.members else "Nobody yet. Members are offered at the meeting and for the pack.")
        self._lacking.setText(words)
        self._lacking.setVisible(bool(words))
        self.end_button.setText("End panel" if series.is_active else "Take up again")
        self.make_button.setEnabled(series.is_active)

    # --- building --------------------------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        narrow = width < px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._content)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(px(12))
        self._columns.addLayout(_stacked(self._list_card(), self._member_card()), 6)
        self._columns.addLayout(_stacked(self._rules_card()), 5)
        self._first = button("New panel", self.new_series, role="accent")
        self._empty = EmptyState(
            "No panel is set up",
            "Set up each panel once: how often it meets, when its papers close, who makes its quorum. SEND Desktop "
            "then makes its meetings for the year, without bank holidays and school holidays.",
            self._first,
        )
        whole.addWidget(self._content)
        whole.addWidget(self._empty, 1)
        whole.addStretch(0)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self.members.removed.connect(self.remove_member)

    def _list_card(self) -> Card:
        card = Card("Panels")
        card.body.addWidget(self.table)
        return card

    def _rules_card(self) -> Card:
        self._card = Card(" ")
        self.change_button = button("Change", self.change_series)
        self.end_button = button("End panel", self.end_series)
        for one in (self.change_button, self.end_button):
            self._card.tools.addWidget(one)
        self._card.body.addWidget(self.rules)
        return self._card

    def _member_card(self) -> Card:
        card = Card("Members")
        self.add_button = button("Add member", self.add_member, picture="add")
        card.tools.addWidget(self.add_button)
        self._lacking = label("", "secondary", wraps=True)
        self._member_acts = Flow(8)
        for words, act, keys in (
            ("Change member", self.change_member, "Enter"),
            ("Take off", self.remove_member, "Delete"),
        ):
            made = button(words, act)
            made.setToolTip(f"{words}: the marked one ({keys})")
            self._member_acts.add(made)
        for widget in (self._lacking, self.members, self._member_acts):
            card.body.addWidget(widget)
        return card


def _stacked(*made: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(12))
    for card in made:
        column.addWidget(card)
    column.addStretch(1)
    return column


# --- the lines ------------------------------------------------------------------------------------


def _series_row(view: SeriesView, kept: PanelsKept, change: Callable[[], object]) -> Row:
    series, last = view.series, view.ahead[-1].on if view.ahead else None
    return Row(
        (
            Cell(series.name, "strong" if series.is_active else "secondary"),
            Cell(view.area or "All areas", "secondary"),
            Cell(rhythm_words(series) if series.is_active else "Has ended", "secondary", tip=rhythm_words(series)),
            Cell(str(len(view.ahead)), "text" if view.ahead else "secondary"),
            Cell(day_month(last, kept.today) if last else "None made", "text" if last else "secondary"),
        ),
        act=change,
    )


def rule_rows(view: SeriesView) -> list[Row]:
    """Return what is set for a series, line by line; what is not set is left out."""
    series = view.series
    lines = (
        ("Kind", PANELS[series.kind]),
        ("Decides cases of", view.area or "All areas"),
        ("Meets", f"{rhythm_words(series)}, {series.starts_at:%H:%M}"),
        ("From", _from(series)),
        ("Room for", f"{counted(series.capacity, 'case')}, {counted(series.slot_minutes, 'minute')} each"),
        ("Papers close", f"{days(series.papers_days)} before, at {series.papers_time:%H:%M}"),
        ("Pack goes out", f"{days(series.circulate_days)} before"),
        ("Outcome", f"within {days(series.outcome_days)}"),
        ("Quorum", quorum_words(series)),
        ("May recommend", _decisions_words(series)),
        ("Chair", _chair(series)),
        ("Clerk", series.clerk),
        ("Where", series.venue),
        ("Delegation", series.delegation),
        ("Terms", series.terms_version),
        ("Packs", PROFILES[series.profile].partition(":")[0]),
    )
    return [Row((Cell(name, "secondary"), Cell(words, tip=words))) for name, words in lines if words]


def quorum_words(series: PanelSeries) -> str:
    """Return 'Chair and educational psychologist; 4 members in all'."""
    roles = sentence_case(listed([ROLES[role].lower() for role in series.quorum_roles]))
    least = f"{counted(series.quorum_minimum, 'member')} in all" if series.quorum_minimum else ""
    return "; ".join(part for part in (roles, least) if part) or "None set"


def _from(series: PanelSeries) -> str:
    last = f" until {full_date(series.last_on)}" if series.last_on else ""
    return f"{full_date(series.first_on)}{last}"


def _chair(series: PanelSeries) -> str:
    deputy = f"deputy {series.deputy}" if series.deputy else ""
    return ", ".join(part for part in (series.chair, deputy) if part)


def _decisions_words(series: PanelSeries) -> str:
    if not series.decisions:
        return "All that panels of its kind may"
    return listed([OUTCOMES[code].title for code in series.decisions])


def _member_row(member: PanelMember, change: Callable[[], object]) -> Row:
    return Row(
        (
            Cell(member.name, "strong", tip=member.email),
            Cell(ROLES.get(member.role, member.role)),
            Cell(member.agency, "secondary", tip=member.agency),
            Cell(CAPACITIES[member.capacity], "secondary"),
        ),
        act=change,
    )
