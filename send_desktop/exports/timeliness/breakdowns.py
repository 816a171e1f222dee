"""Issued, due and open side by side, by each way of dividing cases."""

from typing import Any

from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.page import Page
from send_desktop.exports.timeliness.recounts import EVERY, OPEN, WITHIN_20, due, plans
from send_desktop.exports.timeliness.sheet import WITHHELD, TimelinessSheet
from send_desktop.exports.timeliness.suppression import Cell, withheld_cells
from send_desktop.exports.timeliness.trace import IS_OWN, Rows, Test, Traced
from send_desktop.exports.timeliness.words import STATUS_WORDS
from send_desktop.measures import Breakdown, Group
from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.wording import full_date, span

WIDTHS = (40, 12, 12, 12, 12, 12, 12, 12, 12, 12)
SHARES = {"within_20_weeks": "plans_issued", "due_on_time": "plans_due"}
"""Each share, and the count that it is out of."""
PUBLIC = ("requests_received", "plans_issued", "within_20_weeks", "open_cases", "open_over_20_weeks")
"""What a public breakdown shows. Plans due are by month there, and a second total would tell one month's rest."""
UNSAFE = frozenset({"exception", "delay_reason"})
"""Dimensions that no public sheet shows: beside the figures without exceptions they tell too much."""
PARTS = (("plans_issued", "within_20_weeks"), ("open_cases", "open_over_20_weeks"))
"""A count, and a part of it."""


def add_breakdowns(making: Making) -> None:
    """Add the page, a table to each way of dividing cases."""
    sheet = making.sheet
    page = making.page("Breakdowns", WIDTHS)
    figures = sheet.figures
    page.title(
        "Breakdowns",
        [
            f"Issued and due in {span(figures.period_from, figures.period_to)}; open as at {full_date(figures.as_at)}. "
            "Including exceptions."
        ],
    )
    for one in making.weekly.breakdowns:
        if not (sheet.is_public and one.dimension.code in UNSAFE):
            _table(making, page, one)
    page.freeze_below(1)
    page.print_setup(sheet.sensitivity, f"Breakdowns as at {full_date(figures.as_at)}", landscape=True)


def _table(making: Making, page: Page, one: Breakdown) -> None:
    measures = [each for each in one.measures if not making.sheet.is_public or each.id in PUBLIC]
    columns = [Column(one.dimension.title)]
    for each in measures:
        columns.append(Column(f"{each.title}, number" if each.id in SHARES else each.title, "count"))
        if each.id in SHARES:
            columns.append(Column(f"{each.title}, per cent", "pct"))
    page.heading(f"By {one.dimension.title[:1].lower()}{one.dimension.title[1:]}")
    withheld = withheld_of(making.sheet, one) if making.sheet.is_public else frozenset()
    ids, own = [each.id for each in measures], Test(one.dimension.title, "", IS_OWN)
    body = [_row(making, group, withheld, ids, own) for group in one.groups]
    body.append(_row(making, one.total, withheld, ids))
    making.figures(page, f"By_{one.dimension.code}", columns, body)


def _row(
    making: Making, group: Group, withheld: frozenset[tuple[str, str]], measures: list[str], *own: Test
) -> list[Any]:
    counts = _counts(making, *own)
    cells: list[Any] = [group.called]
    for code in measures:
        figure, (rows, formula) = group.figures[code], counts[code]
        is_told = (group.called, code) not in withheld
        cells.append(Traced(figure.n if is_told else WITHHELD, rows, formula))
        if code in SHARES:
            is_told = is_told and (group.called, SHARES[code]) not in withheld
            whole = counts[SHARES[code]][1]
            cells.append(
                Traced(figure.value if is_told else WITHHELD, rows, f'IFERROR(ROUND({formula}/{whole},3),"")', "pct")
            )
    return cells


def _counts(making: Making, *own: Test) -> dict[str, tuple[Rows, str]]:
    """Return the rows that each measure counts in the group of a line, and the formula that counts them."""
    figures = making.sheet.figures
    first, until = figures.period_from, min(figures.period_to, figures.as_at)
    issued, still_open = plans(first, until).where(*own), OPEN.where(*own)
    fell_due = due(first, figures.period_to).where(*own)
    with_plan = fell_due.where(Test("Status", STATUS_WORDS["plan_issued"]))
    open_due = fell_due.where(Test("Status", STATUS_WORDS["open"]))
    simple = {
        "requests_received": EVERY.between("Received", first, until).where(*own),
        "plans_issued": issued,
        "within_20_weeks": issued.where(WITHIN_20),
        "due_on_time": with_plan.where(WITHIN_20),
        "open_cases": still_open,
        "open_over_20_weeks": still_open.where(Test("Days open", TWENTY_WEEKS, ">")),
    }
    return {
        **{code: (rows, rows.count()) for code, rows in simple.items()},
        "plans_due": (fell_due, f"({with_plan.count()}+{open_due.count()})"),
    }


def withheld_of(sheet: TimelinessSheet, one: Breakdown) -> frozenset[Cell]:
    """Return the cells, by group and measure, that a public breakdown does not show."""
    cells = {(group.called, code): group.figures[code].n for group in (*one.groups, one.total) for code in PUBLIC}
    elsewhere = {
        "plans_issued": "plans_issued",
        "within_20_weeks": "within_20_weeks.including.n",
        "open_cases": "open_cases",
        "open_over_20_weeks": "open_over_20_weeks",
    }
    hidden = frozenset(code for code, path in elsewhere.items() if path in sheet.withheld)
    return withheld_cells(cells, [group.called for group in one.groups], one.total.called, PARTS, hidden)
