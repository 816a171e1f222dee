"""The register of exceptions, the reasons for delay, and what is wrong in the records."""

from typing import Any

from send_desktop.delay_reasons import AGENCIES
from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.page import Page
from send_desktop.exports.timeliness.parts import Line
from send_desktop.exports.timeliness.recounts import DELAYS, EXCEPTIONS
from send_desktop.exports.timeliness.trace import IS_OWN, Rows, Test, Traced, counted
from send_desktop.measures.delays import KINDS, DelayLine, LateLimit
from send_desktop.wording import full_date, span

LATE = Rows(DELAYS, every="Days late")


def add_exceptions(making: Making) -> None:
    """Add the register of exceptions."""
    page = making.page("Exceptions", (15, 36, 12, 13, 13, 9, 40, 40, 15))
    day = full_date(making.sheet.figures.as_at)
    page.title("Exceptions", [f"Every exception on an open case, or on a plan of the period, as at {day}."])
    columns = (
        Column("Reference"),
        Column("Reason", "wrap"),
        Column("In reg 10(4)"),
        Column("From", "date"),
        Column("To", "date"),
        Column("Days", "plain"),
        Column("Duties relieved", "wrap"),
        Column("Evidence", "wrap"),
        Column("Told the family", "date"),
    )
    place = making.source(page, EXCEPTIONS, columns, making.weekly.exceptions)
    page.long_table(place, making.sheet.sensitivity, f"Exceptions as at {day}")


def add_delays(making: Making) -> None:
    """Add the page of why limits passed unmet: by cause, and by agency."""
    held = making.weekly.delays
    assert held is not None
    page = making.titled(
        "Delays",
        (52, 20, 11, 11, 12, 12),
        f"Limits met late in {span(held.period_from, held.period_to)}, and those that stand open and late.",
    )
    page.heading("By cause", "What has no reason, and what has a listed exception alone, stand below the causes.")
    beside = (held.unexplained, held.excepted, held.whole)
    _delay_table(page, "DelaysByCause", "Cause", [*held.by_cause, *beside], making)
    page.heading("By agency", "Of the limits with a reason.")
    _delay_table(page, "DelaysByAgency", "Agency", list(held.by_agency), making)
    _exceptions_by_reason(making, page)


def _exceptions_by_reason(making: Making, page: Page) -> None:
    """Set how many exceptions claim each reason, counted from their register."""
    page.heading("Exceptions on record, by reason", "Those of the register: on an open case, or a plan of the period.")
    columns = (
        Column("Reason"),
        Column("In reg 10(4)"),
        Column("Number", "count"),
        Column("Still running", "count"),
        Column("Days in all", "count"),
    )
    groups: dict[str, list[Line]] = {}
    for line in making.weekly.exceptions:
        groups.setdefault(line[1], []).append(line)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    own = Rows(EXCEPTIONS).where(Test("Reason", "", IS_OWN))
    making.figures(page, "ExceptionsByReason", columns, [_reason_row(title, lines, own) for title, lines in ordered])


def _reason_row(title: str, lines: list[Line], rows: Rows) -> list[Any]:
    ended = rows.where(Test("To", 0, ">"))
    running = sum(line[4] is None for line in lines)
    return [
        title,
        lines[0][2],
        counted(len(lines), rows),
        Traced(running, rows, f"({rows.count()}-{ended.count()})"),
        Traced(sum(line[5] or 0 for line in lines), rows, rows.total("Days")),
    ]


def _delay_table(page: Page, name: str, first: str, lines: list[DelayLine], making: Making) -> None:
    columns = (
        Column(first),
        Column("Whose"),
        Column("Limits", "count"),
        Column("Cases", "count"),
        Column("Days late", "count"),
        Column("Median days", "one"),
    )
    own = LATE.where(Test(first, "", IS_OWN))
    making.figures(page, name, columns, [_delay_row(one, LATE if one.code == "whole" else own) for one in lines])


def _delay_row(one: DelayLine, rows: Rows) -> list[Any]:
    return [
        one.title,
        AGENCIES.get(one.agency, ""),
        counted(one.limits, rows),
        len(one.case_ids),
        Traced(one.days_late, rows, rows.total("Days late")),
        Traced(one.median_days, rows, rows.median("Days late"), "one", True),
    ]


def add_delay_rows(making: Making) -> None:
    """Add the page of every limit that was not kept, from which Delays counts."""
    held = making.weekly.delays
    assert held is not None
    page = making.page("Delay rows", (15, 26, 13, 13, 10, 52, 24))
    day = full_date(making.sheet.figures.as_at)
    page.title("Delay rows", [f"Every limit not kept, as at {day}, a line each; Delays counts from here."])
    columns = (
        Column("Reference"),
        Column("How"),
        Column("Was due", "date"),
        Column("Met", "date"),
        Column("Days late", "plain"),
        Column("Cause"),
        Column("Agency"),
    )
    lines = [(one, line.title) for line in (*held.by_cause, held.unexplained, held.excepted) for one in line.late]
    lines.sort(key=lambda each: (-each[0].days, each[0].reference, each[0].kind))
    place = making.source(page, DELAYS, columns, (_late_row(one, cause) for one, cause in lines))
    page.long_table(place, making.sheet.sensitivity, f"Delay rows as at {day}")


def _late_row(one: LateLimit, cause: str) -> list[Any]:
    agency = AGENCIES.get(one.agency, one.agency)
    return [one.reference, KINDS[one.kind], one.due, one.met_on, one.days, cause, agency]


def add_quality(making: Making) -> None:
    """Add the page of what is wrong in the records, with the references of the cases."""
    page = making.page("Data quality", (16, 60, 9, 90))
    page.title(
        "Data quality",
        ["As the records stand now, over every case. Queries, not verdicts: look at each before it is put right."],
    )
    columns = (Column("Kind"), Column("What"), Column("Cases", "count"), Column("References", "wrap"))
    place = page.table("DataQuality", columns, making.weekly.quality)
    page.long_table(place, making.sheet.sensitivity, "Data quality")
