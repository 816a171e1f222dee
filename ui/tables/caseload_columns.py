"""The columns of the caseload as data: read by the model, the header, the clipboard and the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from send_desktop.records import CaseloadRow
from send_desktop.risk import blocker_phrase, sentence, state, state_named
from send_desktop.services.caseload import stage_on
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.wording import age_on, day_month

FAR = date.max

STATUS_WORDS = {
    "plan_issued": "Plan issued",
    "refused": "Not assessed",
    "no_plan": "No plan",
    "withdrawn": "Withdrawn",
    "moved": "Moved",
    "ceased": "Ceased",
}
"""What stands in the stage column of a case that is no longer open."""

WORST_FIRST = {code: place for place, code in enumerate(("breached", "will_breach", "at_risk", "excepted", "on_track"))}


class CaseLine:
    """One line of the caseload with what the day makes of it; worked out when first asked for."""

    def __init__(self, row: CaseloadRow, today: date) -> None:
        self.row = row
        self.today = today

    @cached_property
    def state(self) -> str | None:
        """The risk state today, or how the case ended."""
        return state(self.row.derived, self.today)

    @cached_property
    def is_open(self) -> bool:
        """True while the case is open."""
        return self.row.derived.status == "open"

    @cached_property
    def stage(self) -> str:
        """The stage today in words, or how it ended."""
        code = stage_on(self.row, self.today)
        return STAGE_TITLES[code] if code else STATUS_WORDS.get(self.row.derived.status, "")

    @cached_property
    def age(self) -> int | None:
        """Age in whole years."""
        return age_on(self.row.date_of_birth, self.today)

    @cached_property
    def day(self) -> int:
        """Days since the clock started, to today or to the end of the case."""
        end = self.row.derived.finished_on or self.row.closed_on
        until = self.today if self.is_open or end is None else end
        return (until - self.row.clock_start_on).days

    @cached_property
    def left(self) -> int | None:
        """Days until the next legal date; negative once it has passed."""
        due = self.row.derived.next_due
        return (due - self.today).days if due else None

    @cached_property
    def risk_word(self) -> str:
        """The state's word."""
        return state_named(self.state).word if self.state else ""

    @cached_property
    def blocker(self) -> str:
        """What holds the case, in a few words."""
        return blocker_phrase(self.row.derived, self.today) if self.is_open else ""

    @cached_property
    def sentence(self) -> str:
        """The risk sentence with its next step: what the track says to a screen reader."""
        said = sentence(self.row.derived, self.today)
        return f"{said.reason} {said.next_step}".strip()

    @cached_property
    def search_text(self) -> str:
        """Everything that the filter looks through."""
        row = self.row
        parts = (
            row.reference, f"{row.forename} {row.surname}, {row.forename}", row.setting, row.area, row.officer,
            row.team, self.stage, row.primary_need or "", self.risk_word, self.blocker, row.upn or "",
        )  # fmt: skip
        return "\n".join(parts)


Text = Callable[[CaseLine], str]
Key = Callable[[CaseLine], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. ``width`` is at 100 per cent text; ``takes_rest`` shares what room is left."""

    id: str
    title: str
    width: int
    text: Text
    sort: Key
    kind: str = "text"
    """How the delegate paints it: text, child, track, state or number."""
    takes_rest: int = 0
    drop_order: int = 0
    """Which goes first when there is too little room (1 first); 0 never goes."""
    tip: str = ""


COLUMNS: tuple[Column, ...] = (
    Column(id="reference", title="Reference", width=106, drop_order=6,
           text=lambda line: line.row.reference, sort=lambda line: line.row.reference),
    Column(id="child", title="Child", width=152, kind="child", takes_rest=2,
           text=lambda line: f"{line.row.surname}, {line.row.forename}",
           sort=lambda line: (line.row.surname.casefold(), line.row.forename.casefold())),
    Column(id="age", title="Age", width=44, kind="number", drop_order=4,
           text=lambda line: "" if line.age is None else str(line.age),
           sort=lambda line: line.row.date_of_birth or FAR),
    Column(id="stage", title="Stage", width=122, drop_order=7,
           text=lambda line: line.stage, sort=lambda line: line.stage),
    Column(id="track", title="20 weeks", width=192, kind="track", drop_order=9,
           text=lambda line: f"Day {line.day} of 140", sort=lambda line: line.day,
           tip="The 20 weeks from the request, with ticks at weeks 6, 16 and 20; the dot is today."),
    Column(id="day", title="Day", width=48, kind="number", drop_order=5,
           text=lambda line: str(line.day), sort=lambda line: line.day,
           tip="Days since the clock started. The day of receipt is day 0."),
    Column(id="due", title="Legal date", width=99,
           text=lambda line: day_month(line.row.derived.next_due, line.today) if line.row.derived.next_due else "",
           sort=lambda line: (line.row.derived.next_due or FAR, line.row.reference),
           tip="The next legal date: the decision to assess until the family is told, then the final plan."),
    Column(id="left", title="Left", width=52, kind="number", drop_order=8,
           text=lambda line: "" if line.left is None else str(line.left).replace("-", "−"),
           sort=lambda line: 10**6 if line.left is None else line.left,
           tip="Days left until the legal date; negative once it has passed."),
    Column(id="risk", title="Risk", width=112, kind="state",
           text=lambda line: line.risk_word,
           sort=lambda line: (WORST_FIRST.get(line.state or "", 9), line.row.derived.next_due or FAR)),
    Column(id="blocker", title="What holds it", width=176, takes_rest=6, drop_order=10,
           text=lambda line: line.blocker, sort=lambda line: line.blocker),
    Column(id="setting", title="Setting", width=160, takes_rest=1, drop_order=3,
           text=lambda line: line.row.setting, sort=lambda line: line.row.setting.casefold()),
    Column(id="officer", title="Officer", width=144, drop_order=2,
           text=lambda line: line.row.officer, sort=lambda line: line.row.officer.casefold()),
    Column(id="area", title="Area", width=90, drop_order=1,
           text=lambda line: line.row.area, sort=lambda line: line.row.area.casefold()),
)  # fmt: skip
"""In the order of the grid."""

BY_LEGAL_DATE = next(index for index, column in enumerate(COLUMNS) if column.id == "due")
"""The column by which the caseload is sorted to begin with."""


def fitting(width: int, scale: float = 1.0) -> list[Column]:
    """Return the columns that fit into a width in pixels, dropped in their stated order; child, date and risk stay."""
    shown = list(COLUMNS)
    for column in sorted((one for one in COLUMNS if one.drop_order), key=lambda one: one.drop_order):
        if sum(one.width for one in shown) * scale <= width:
            break
        shown.remove(column)
    return shown
