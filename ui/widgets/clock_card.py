"""The card at the top of a case: the track, the state, what holds the case, and when it will finish."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from send_desktop.services.cases import CaseView
from send_desktop.services.contacts import heard_from_us
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.wording import day_month, days, full_date
from ui.tables.caseload_columns import STATUS_WORDS
from ui.theme import px
from ui.widgets.big_track import BigTrack
from ui.widgets.card import Card
from ui.widgets.labels import button, label, rule
from ui.widgets.shapes import StateLabel

NARROW = 640
"""Below this width, in pixels at 100 per cent, state, sentence and finishes stand one under the other."""


class ClockCard(Card):
    """Shows the clock of one case."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Clock")
        self.track = BigTrack()
        self.state = StateLabel(size=14)
        self.stage = label("", "secondary")
        self.reason = label("", wraps=True)
        self.step = label("", "strong", wraps=True)
        self.finish = label("", "secondary", wraps=True)
        self.why = button("Why?", role="link")
        self.why.setAccessibleName("Why this state?")
        self.why.setToolTip("How the state and the finishes were worked out (F4)")
        self.heard = label("", "secondary", wraps=True)
        self.forecast = label("", "secondary", wraps=True)
        self.reasons = button("What the forecast is made of", role="link")
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        self._words.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(px(8 if narrow else 24))
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self.finish.setAlignment(side)

    def show_view(self, shown: CaseView) -> None:
        """Show a case as at the day of its view."""
        self.track.show_track(shown.track, shown.today, full_date(shown.today) if shown.past else "Today")
        self._show_state(shown)
        self.reason.setText(shown.sentence.reason)
        self.step.setText(shown.sentence.next_step)
        self.step.setVisible(bool(shown.sentence.next_step))
        self.finish.setText(finish_words(shown))
        self.finish.setVisible(bool(self.finish.text()))
        self._show_heard(shown)

    def show_forecast(self, line: str, *, has_reasons: bool = False) -> None:
        """Show in a line what is likely from the authority's own history; nothing where it says nothing."""
        self.forecast.setText(line)
        self.reasons.setEnabled(has_reasons)
        for widget in (self.forecast, self.reasons):
            widget.setVisible(bool(line))

    def _show_heard(self, shown: CaseView) -> None:
        """Say how long an open case's family has not heard from us; it is said until when it should."""
        interval = shown.context.options.family_contact_days
        last = heard_from_us(shown.case, interval, shown.today)
        self.heard.setVisible(shown.case.derived.status == "open")
        by = "from us now" if last.is_due(shown.today) else f"by {day_month(last.next_by, shown.today)}"
        self.heard.setText(f"{last.words(shown.today)}; it should hear {by}.")

    def _show_state(self, shown: CaseView) -> None:
        if shown.state is None:
            self.state.show_plainly(stage_words(shown))
        else:
            self.state.show_state(shown.state, state_words(shown))
        self.stage.setText(stage_words(shown) if shown.state else "Closed")

    def _lay_out(self) -> None:
        self.show_forecast("")
        self.body.addWidget(self.track)
        self.body.addWidget(rule())
        row = self._words
        row.setSpacing(px(24))
        row.addLayout(_stacked(self.state, self.stage, self.why))
        row.addLayout(_stacked(self.reason, self.step, self.heard, self.forecast, self.reasons), 1)
        row.addLayout(_stacked(self.finish))
        self.finish.setMinimumWidth(px(170))
        self.body.addLayout(row)


def _stacked(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(2))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column


def stage_words(shown: CaseView) -> str:
    """Return the stage and the day of the clock, or how the case ended."""
    if shown.stage is None:
        return STATUS_WORDS.get(shown.case.derived.status, "Closed")
    return f"{STAGE_TITLES[shown.stage]} · day {shown.day_number}"


def state_words(shown: CaseView) -> str:
    """Return the state's words with the days that matter: 'Will breach by 9 days', 'Breached 23 days ago'."""
    due = shown.case.derived.next_due
    if due is None:
        return ""
    if shown.state == "breached":
        return f"Breached {days((shown.today - due).days)} ago"
    if shown.state == "will_breach" and shown.earliest_finish and shown.earliest_finish > due:
        return f"Will breach by {days((shown.earliest_finish - due).days)}"
    return ""


def finish_words(shown: CaseView) -> str:
    """Return the two finishes, or nothing for a closed case."""
    if shown.earliest_finish is None or shown.expected_finish is None:
        return ""
    return f"{_finish('Earliest', shown.earliest_finish, shown)}\n{_finish('Expected', shown.expected_finish, shown)}"


def _finish(which: str, on: date, shown: CaseView) -> str:
    return f"{which} finish {day_month(on, shown.today)}"
