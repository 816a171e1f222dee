"""The columns of the caseload as data: read by the model, the header, the clipboard and the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from send_desktop.services.caseload_line import STATUS_WORDS, CaseLine
from send_desktop.wording import day_month, full_date

FAR = date.max

WORST_FIRST = {code: place for place, code in enumerate(("breached", "will_breach", "at_risk", "excepted", "on_track"))}


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
    is_more: bool = False
    """True for one that is shown only where somebody chose it."""


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
"""What is shown to begin with, in the order of the grid."""


def _day(id: str, title: str, on: Callable[[CaseLine], date | None], tip: str = "") -> Column:
    """Return a column of a date."""
    return Column(
        id=id, title=title, width=104, tip=tip, is_more=True,
        text=lambda line: day_month(found, line.today) if (found := on(line)) else "",
        sort=lambda line: on(line) or FAR,
    )  # fmt: skip


MORE_COLUMNS: tuple[Column, ...] = (
    _day("received", "Received", lambda line: line.row.received_on),
    _day("assess_due", "Assess due", lambda line: line.limits.assess_decision,
         "The last day on which the family may be told whether there will be an assessment (6 weeks)."),
    _day("assess_panel", "Assess panel", lambda line: line.row.assess_panel_on,
         "The panel that advised whether to assess."),
    _day("assess_told", "Assess told", lambda line: line.row.assess_told_on,
         "The day on which the family was told whether there will be an assessment."),
    _day("refuse_by", "Refuse by", lambda line: line.limits.no_plan_decision,
         "The last day on which the family may be told that no plan will be issued (16 weeks)."),
    _day("issue_panel", "Issue panel", lambda line: line.row.issue_panel_on,
         "The panel that advised whether to issue a plan."),
    _day("issue_told", "Issue told", lambda line: line.row.issue_told_on,
         "The day on which the family was told whether a plan will be issued."),
    _day("draft", "Draft served", lambda line: line.row.draft_served_on),
    _day("final", "Final sent", lambda line: line.row.final_sent_on),
    Column(id="team", title="Team", width=130, is_more=True,
           text=lambda line: line.row.team, sort=lambda line: line.row.team.casefold()),
    Column(id="need", title="Need", width=160, is_more=True,
           text=lambda line: line.need, sort=lambda line: line.need.casefold()),
    Column(id="year", title="Year group", width=92, is_more=True,
           text=lambda line: line.year, sort=lambda line: line.row.date_of_birth or FAR),
    Column(id="upn", title="UPN", width=124, is_more=True,
           text=lambda line: line.row.upn or "", sort=lambda line: line.row.upn or "~"),
    Column(id="born", title="Born", width=100, is_more=True,
           text=lambda line: full_date(line.row.date_of_birth) if line.row.date_of_birth else "",
           sort=lambda line: line.row.date_of_birth or FAR),
    Column(id="delay", title="Delay reason", width=220, is_more=True,
           text=lambda line: line.delay, sort=lambda line: line.delay.casefold() or "~",
           tip="Why a limit passed, as somebody has said; No reason given where nobody has."),
    Column(id="notes", title="Notes", width=240, is_more=True,
           text=lambda line: line.row.comments, sort=lambda line: line.row.comments.casefold() or "~"),
)  # fmt: skip
"""Those that can be shown besides."""


def advice_columns(services: Sequence[str]) -> tuple[Column, ...]:
    """Return two columns a service: when it was asked, and when its advice came."""
    return tuple(column for code in services for column in _advice_pair(code))


def _advice_pair(code: str) -> tuple[Column, Column]:
    def asked(line: CaseLine) -> date | None:
        return line.advice[code].asked if code in line.advice else None

    def came(line: CaseLine) -> date | None:
        return line.advice[code].received if code in line.advice else None

    return _day(f"asked:{code}", f"{code} asked", asked), _day(f"in:{code}", f"{code} in", came)


def every_column(services: Sequence[str] = ()) -> dict[str, Column]:
    """Return all that can be shown, by id, in the order in which they are offered."""
    return {column.id: column for column in (*COLUMNS, *MORE_COLUMNS, *advice_columns(services))}


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


__all__ = [
    "BY_LEGAL_DATE", "COLUMNS", "FAR", "MORE_COLUMNS", "STATUS_WORDS", "WORST_FIRST", "CaseLine", "Column",
    "advice_columns", "every_column", "fitting",
]  # fmt: skip
