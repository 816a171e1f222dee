"""What stands around the item that is heard: the meeting's own line, the list of its items, and who is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QPushButton

from send_desktop.panel_types import CAPACITIES, OUTCOMES, ROLES, outcome_title
from send_desktop.records import PanelAction
from send_desktop.services.moments import clock_time, day_and_time
from send_desktop.services.panel_rules import CLOSED_WORDS
from send_desktop.services.quiet_record import Pair, Word, came, quorum_word
from send_desktop.services.quorum import in_words
from send_desktop.services.sitting import FORMALITIES
from send_desktop.services.sitting_view import Seat, SittingItem, SittingView
from send_desktop.wording import counted, full_date, listed
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.shapes import StateLabel
from ui.widgets.shown_item import StateWords

SEAT_KEYS = "1234567890bcdefhijmnpqrstuvwyz"
"""One key for each seat at the table, in order; letters that the screen uses otherwise are left out."""

NARROW = 560
"""Below this width, in pixels at 100 per cent, what the meeting's line says stands one under the other."""

OVER_SHARE = 0.8
"""From this share of its slot on an item is said to be near its end."""


def keyed(words: str, key: str, act: Callable[[], object], *, role: str = "", tip: str = "") -> QPushButton:
    """Return a button that shows its key beside its words."""
    made = button(f"{words}  {key}", act, role=role)
    made.setAccessibleName(f"{words}, key {key}")
    made.setToolTip(tip or f"{words} ({key})")
    return made


# --- the meeting's own line -----------------------------------------------------------------------------


class _Tick(QCheckBox):
    """A tick that stands as high as the buttons beside it."""

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, px(32)))


class MeetingBar(Card):
    """Whether the meeting is open, its quorum, who is there in numbers, and what is ticked at its start."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The meeting")
        self.session = StateLabel(size=14)
        self.people = label("", "secondary")
        self.quorum = StateWords()
        self.ticks = {name: _Tick(words) for name, words in FORMALITIES.items()}
        self.buttons = Flow(8)
        for name, box in self.ticks.items():
            box.clicked.connect(lambda checked, name=name: self.ticked.emit(name, checked))
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(px(20))
        row.addWidget(self.session)
        row.addWidget(self.quorum, 1)
        row.addWidget(self.people)
        self.body.addLayout(row)
        self.body.addWidget(self.buttons)

    def fill(self, *buttons: QPushButton) -> None:
        """Take the meeting's buttons; what is ticked stands after them."""
        for one in (*buttons, *self.ticks.values()):
            self.buttons.add(one)

    def show_view(self, view: SittingView) -> None:
        """Show how the meeting stands."""
        meeting = view.meeting
        code = "on_track" if view.is_in_session else None
        if code:
            self.session.show_state(code, session_words(view))
        else:
            self.session.show_plainly(session_words(view))
        self.quorum.show_word(_quorum_word(view))
        self.people.setText(people_words(view))
        for name, box in self.ticks.items():
            box.setChecked(bool(getattr(meeting, name)))
            box.setEnabled(meeting.started_at is not None and meeting.signed_at is None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(px(4 if narrow else 20))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), super().minimumSizeHint().height())

    def show_projected(self, is_projected: bool) -> None:
        """Leave only how the meeting stands, for the room to see."""
        self.buttons.setVisible(not is_projected)


def session_words(view: SittingView) -> str:
    """Say whether the meeting is open, and since when."""
    meeting = view.meeting
    if meeting.ended_at is not None:
        return f"Closed at {clock_time(meeting.ended_at)}"
    if meeting.started_at is not None:
        return f"In session since {clock_time(meeting.started_at)}"
    if meeting.status in CLOSED_WORDS:
        return meeting.status.capitalize()
    return "Not opened yet" if meeting.on <= view.today else "Still to come"


def people_words(view: SittingView) -> str:
    """Return how many are there, have left or sent an apology."""
    counts = {state: sum(seat.state == state for seat in view.seats) for state in ("present", "left", "apology")}
    if not any(counts.values()):
        return "Nobody is recorded as present"
    closed = view.meeting.ended_at is not None
    parts = [f"{counts['present']} {'stayed to the end' if closed else 'in the room'}"]
    parts += [f"{counts['left']} left"] if counts["left"] else []
    parts += [counted(counts["apology"], "apology").replace("apologys", "apologies")] if counts["apology"] else []
    return " · ".join(parts)


def _quorum_word(view: SittingView) -> Word:
    """How the quorum stands; before the meeting, what it will need."""
    if view.meeting.started_at is not None:
        return quorum_word(view.quorum)
    needed = [in_words(role) for role in view.meeting.quorum_roles]
    if view.quorum.minimum:
        needed.append(f"at least {counted(view.quorum.minimum, 'member')}")
    return Word(f"Quorum needed: {listed(needed)}." if needed else "No quorum is set")


# --- the items --------------------------------------------------------------------------------------------


def item_table() -> CardTable:
    """Return the list of the items, to be walked through with the arrows."""
    return CardTable("Items", CardColumn("", 30), CardColumn("Child"), CardColumn("Said", 140))


def item_rows(view: SittingView, hear: Callable[[int], object]) -> list[Row]:
    """Return a line for each item with what became of it."""
    return [_item_row(view, one, hear) for one in view.items]


def _item_row(view: SittingView, one: SittingItem, hear: Callable[[int], object]) -> Row:
    seen = view.veil_of(one)
    return Row(
        (
            Cell(str(one.line.number), "secondary"),
            Cell(seen.label, "strong", tip=one.case.reference),
            said_cell(one),
        ),
        act=lambda: hear(one.item.id),
    )


def said_cell(one: SittingItem) -> Cell:
    """Return what became of an item: advised by the panel, or decided by the authority."""
    if one.decision is not None:
        title = outcome_title(one.decision.outcome)
        return Cell(title, "on_track", tip=f"Decided by {one.decision.decided_by}", note="Decided")
    if one.is_running:
        return Cell("Being heard", "accent")
    if one.recommendation is None:
        return Cell("–", "secondary")
    outcome = OUTCOMES.get(one.recommendation.outcome)
    waits = outcome is not None and outcome.is_decision
    return Cell(outcome_title(one.recommendation.outcome), note="To be decided" if waits else "")


def said_pairs(view: SittingView, one: SittingItem) -> list[Pair]:
    """Return what has been recorded of an item: the recommendation with its parts, then the decision."""
    return [*_recommended(view, one), *_decided(view, one)]


def _recommended(view: SittingView, one: SittingItem) -> list[Pair]:
    made = one.recommendation
    if made is None:
        return []
    seen = view.veil_of(one)
    information = [each for each in one.actions if each.kind == "information"]
    actions = [each for each in one.actions if each.kind == "action"]
    pairs = (
        ("The panel recommends", f"{outcome_title(made.outcome)}, at {clock_time(made.made_at)}"),
        ("Wording", seen.text(made.wording)),
        ("Basis in law", made.basis),
        ("Waits for", seen.text(made.deferred_for)),
        ("Until", full_date(made.deferred_to) if made.deferred_to else ""),
        ("Evidence", seen.text(made.evidence)),
        ("Criteria", seen.text(made.criteria)),
        ("Alternatives", seen.text(made.alternatives)),
        ("Family's view", seen.text(made.family_view)),
        ("Conditions", seen.text(made.conditions)),
        ("Still needed", "\n".join(_action(each) for each in information)),
        ("Actions", "\n".join(_action(each) for each in actions)),
        ("Differing views", "\n".join(f"{each.who or ROLES.get(each.role, '')}: {each.view}" for each in one.views)),
        ("Quorum", "" if one.quorum.is_met else made.quorum),
        ("On the clock", made.effect),
    )
    return [pair for pair in pairs if pair[1]]


def _decided(view: SittingView, one: SittingItem) -> list[Pair]:
    made = one.decision
    if made is None:
        return []
    seen = view.veil_of(one)
    by = f"{outcome_title(made.outcome)}, by {made.decided_by}, {day_and_time(made.decided_at)}"
    pairs = (
        ("The authority decided", by),
        ("It differs because", seen.text(made.differs_because)),
        ("Tell the family by", full_date(made.notify_by) if made.notify_by else ""),
        ("On the clock", made.effect),
    )
    return [pair for pair in pairs if pair[1]]


def _action(one: PanelAction) -> str:
    by = f", by {full_date(one.due_on)}" if one.due_on else ""
    return f"{one.what}: {one.owner}{by}"


# --- the timer ----------------------------------------------------------------------------------------------


def timer_words(one: SittingItem, now: datetime) -> tuple[str, str]:
    """Return how long an item has been heard against its slot, and the code of the state that goes with it."""
    seconds, slot = one.seconds(now), one.minutes * 60
    if one.item.started_at is None:
        return f"{one.minutes} min", ""
    words = f"{_clock(seconds)} of {one.minutes} min"
    if seconds > slot:
        return f"{_clock(seconds - slot)} over {one.minutes} min", "will_breach"
    return words, "at_risk" if seconds >= OVER_SHARE * slot else "on_track"


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


# --- who is there ---------------------------------------------------------------------------------------------


class SeatTable(CardTable):
    """The seats at the table: one key each brings somebody in, and out again."""

    stepped = Signal(int)
    """The place of the seat whose key was pressed."""
    asked = Signal(str)
    """apology, guest or strike: what is wanted of the marked line."""

    def __init__(self) -> None:
        super().__init__(
            "Attendance",
            CardColumn("Key", 40),
            CardColumn("Name"),
            CardColumn("Agency", 160, gives_way=2),
            CardColumn("Role", 170),
            CardColumn("As", 90, gives_way=1),
            CardColumn("In the room", 160),
        )

    def show_seats(self, seats: Sequence[Seat], correct: Callable[[int], object]) -> None:
        """Show who is expected and who came; Enter corrects one."""
        self.show_rows([self._row(at, seat, correct) for at, seat in enumerate(seats)])

    def _row(self, at: int, seat: Seat, correct: Callable[[int], object]) -> Row:
        key = SEAT_KEYS[at].upper() if at < len(SEAT_KEYS) else ""
        code = {"present": "on_track", "left": "secondary", "apology": "secondary"}.get(seat.state, "secondary")
        return Row(
            (
                Cell(key, "accent"),
                Cell(seat.name, "strong"),
                Cell(seat.agency),
                Cell(ROLES.get(seat.role, seat.role)),
                Cell(CAPACITIES.get(seat.capacity, seat.capacity), "secondary"),
                Cell(came(seat.attendance, seat.state), code),
            ),
            act=lambda: correct(at),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        at = SEAT_KEYS.find(typed) if typed and plain else -1
        if 0 <= at < len(self.rows):
            self.selectRow(at)
            self.stepped.emit(at)
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.stepped.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Delete:
            self.asked.emit("strike")
        elif plain and typed in ("x", "g"):
            self.asked.emit({"x": "apology", "g": "guest"}[typed])
        else:
            super().keyPressEvent(event)


class AttendanceCard(Card):
    """Who is at the meeting, with the keys that say so."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__("Attendance")
        self.table = SeatTable()
        self.nobody = label(
            "No member is known for this meeting: it belongs to no series, or the series has none yet. Add each "
            "person as a guest (G); those who attend as members count towards the quorum.",
            "secondary",
            wraps=True,
        )
        self.guest = keyed("Guest", "G", lambda: self.table.asked.emit("guest"))
        self.apology = keyed("Apology", "X", lambda: self.table.asked.emit("apology"))
        self.correct = keyed("Correct", "Enter", self._correct)
        self.strike = keyed("Take off the list", "Delete", lambda: self.table.asked.emit("strike"))
        told = "The key beside a name brings its person into the room, and out again; so does Space on the line."
        flow = Flow(8)
        for one in (self.guest, self.apology, self.correct, self.strike):
            flow.add(one)
        self.tools.addWidget(keyed("Back to the items", "Esc", back))
        for widget in (label(told, "secondary", wraps=True), self.nobody, self.table, flow):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_view(self, view: SittingView, correct: Callable[[int], object]) -> None:
        """Show the seats of a meeting."""
        self.table.show_seats(view.seats, correct)
        self.table.setVisible(bool(view.seats))
        self.nobody.setVisible(not view.seats)
        for one in (self.apology, self.correct, self.strike):
            one.setVisible(bool(view.seats))

    def _correct(self) -> None:
        at = self.table.currentIndex().row()
        if 0 <= at < len(self.table.rows):
            act = self.table.rows[at].act
            if act:
                act()
