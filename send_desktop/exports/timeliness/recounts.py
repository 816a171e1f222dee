"""Which rows each figure counts: one place, from which both the formulas and the words beside them are made."""

from collections.abc import Callable, Iterable
from datetime import date

from send_desktop.exports.timeliness.sheet import TimelinessSheet
from send_desktop.exports.timeliness.trace import Rows, Test, Traced, counted, share
from send_desktop.exports.timeliness.words import ADVICE_STATES, BAND_WORDS, STATUS_WORDS
from send_desktop.measures.limits import BANDS, FIFTY_TWO_WEEKS, OPEN_BANDS, SIX_WEEKS, SIXTEEN_WEEKS, TWENTY_WEEKS

CASES, LIST, ADVICE, CONSULTATIONS = "Cases", "Case_list", "Advice_rows", "Consultation_rows"
DELAYS, PANELS, EXCEPTIONS = "Delay_rows", "Panel_rows", "Exceptions"

CLOSED = ("Closed", "Closed again", "Closed a third time")
REOPENED = ("Reopened", "Reopened again")
"""A case is closed at most three times: both of its decisions can be overturned, and then it ends."""
BREACHED = ("Past 6 weeks on", "Past 20 weeks on")

EVERY = Rows(CASES, every="Received")
OPEN = EVERY.where(Test("Status", STATUS_WORDS["open"]))
PLAN_ISSUED = EVERY.where(Test("Status", STATUS_WORDS["plan_issued"]))
UNDECIDED = OPEN.where(Test("Undecided", "Yes"))
LISTED = Rows(LIST, every="Day")
WAITING = Rows(ADVICE).where(Test("State", ADVICE_STATES["waiting"]))

NO_EXCEPTION = Test("Exception on record", "No")
WITHIN_20 = Test("Days to issue", TWENTY_WEEKS, "<=")


def plans(first: date, until: date) -> Rows:
    """Return the plans issued in a period that are in the Department's base."""
    return EVERY.between("Final plan sent", first, until).where(Test("After dispute", "No"))


def decisions(first: date, until: date) -> Rows:
    """Return the decisions to assess or not of which families were told in a period."""
    return EVERY.between("Decision told", first, until)


def due(first: date, last: date) -> Rows:
    """Return the cases whose day 140 falls in a period, open or with their plan."""
    return EVERY.between("Day 140", first, last)


def closed_once(value: object, first: date, last: date) -> Traced:
    """Return how many cases were closed in a period, each counted once."""
    return Traced(value, EVERY.between(CLOSED[0], first, last), EVERY.count_any(CLOSED, first, last))


def breached(value: object, first: date, last: date) -> Traced:
    """Return how many limits of 6 and of 20 weeks passed unmet in a period."""
    return _summed(value, (EVERY.between(column, first, last) for column in BREACHED))


def closings(value: object, first: date, last: date) -> Traced:
    """Return how many times a case was closed in a period."""
    return _summed(value, (EVERY.between(column, first, last) for column in CLOSED))


def reopenings(value: object, first: date, last: date) -> Traced:
    """Return how many times a case was opened again in a period."""
    return _summed(value, (EVERY.between(column, first, last) for column in REOPENED))


def open_at(value: object, on: date, received_by: date) -> Traced:
    """Return how many of the requests received by a day were open at the end of another: those in, less those out."""
    rows = EVERY.where(Test("Received", received_by, "<="))
    ways_in = [rows.count(), *(rows.where(Test(column, on, "<=")).count() for column in REOPENED)]
    ways_out = [rows.where(Test(column, on, "<=")).count() for column in CLOSED]
    return Traced(value, rows, f"({'+'.join(ways_in)}-{'-'.join(ways_out)})")


def _summed(value: object, parts: Iterable[Rows]) -> Traced:
    rows = list(parts)
    return Traced(value, rows[0], f"({'+'.join(part.count() for part in rows)})")


def open_band(band: str) -> Rows:
    """Return the open cases of an age."""
    place = BANDS.index(band)
    limits = list(OPEN_BANDS.values())
    over = [Test("Days open", limits[place - 1], ">")] if place else []
    most = [Test("Days open", limits[place], "<=")] if place < len(limits) else []
    return OPEN.where(*over, *most)


def bands() -> dict[str, Rows]:
    """Return the rows of each band of open cases, by what the band is called."""
    return {BAND_WORDS[band]: open_band(band) for band in BANDS}


Maker = Callable[[object], Traced]


def main_figures(sheet: TimelinessSheet) -> dict[str, Maker]:
    """Return what traces each of the main figures, by its path in the JSON figures: given a value, a traced one."""
    first, until = sheet.figures.period_from, min(sheet.figures.period_to, sheet.figures.as_at)
    issued = plans(first, until)
    excluding = issued.where(NO_EXCEPTION)
    told = decisions(first, until)
    refused = EVERY.between("Not to issue told", first, until)
    counts = {
        "cases": EVERY,
        "open_cases": OPEN,
        "open_over_20_weeks": OPEN.where(Test("Days open", TWENTY_WEEKS, ">")),
        "open_undecided": UNDECIDED,
        "open_undecided_over_6_weeks": UNDECIDED.where(Test("Days open", SIX_WEEKS, ">")),
        "plans_issued": issued,
        "plans_with_exception": issued.where(Test("Exception on record", "Yes")),
        "plans_after_dispute": EVERY.between("Final plan sent", first, until).where(Test("After dispute", "Yes")),
    }
    shares = {
        "decisions_within_6_weeks": (told.where(Test("Days to decision", SIX_WEEKS, "<=")), told),
        "refusals_within_16_weeks": (refused.where(Test("Days to that", SIXTEEN_WEEKS, "<=")), refused),
    }
    for name, tests in issue_bands().items():
        shares[f"{name}.including"] = issued.where(*tests), issued
        shares[f"{name}.excluding"] = excluding.where(*tests), excluding
    found: dict[str, Maker] = {path: _counting(rows) for path, rows in counts.items()}
    found |= {path: _sharing(part, of) for path, (part, of) in shares.items()}
    for variant, rows in (("including", issued), ("excluding", excluding)):
        found |= {f"{name}.{variant}": maker for name, maker in weeks_to_issue(rows).items()}
    return found


def issue_bands() -> dict[str, tuple[Test, ...]]:
    """Return the tests of each band of plans issued."""
    return {
        "within_20_weeks": (WITHIN_20,),
        "weeks_20_to_52": (
            Test("Days to issue", TWENTY_WEEKS, ">"),
            Test("Days to issue", FIFTY_TWO_WEEKS, "<="),
        ),
        "over_52_weeks": (Test("Days to issue", FIFTY_TWO_WEEKS, ">"),),
    }


def weeks_to_issue(rows: Rows) -> dict[str, Maker]:
    """Return what traces the mean, the median and the ninetieth percentile of plans."""
    days = "Days to issue"
    return {
        "mean_weeks": lambda value: Traced(value, rows, rows.mean_weeks(days), "weeks"),
        "median_weeks": lambda value: Traced(value, rows, rows.percentile_weeks(days, 0.5), "weeks", is_array=True),
        "p90_weeks": lambda value: Traced(value, rows, rows.percentile_weeks(days, 0.9), "weeks", is_array=True),
    }


def _counting(rows: Rows) -> Maker:
    return lambda value: counted(value, rows)


def _sharing(part: Rows, of: Rows) -> Maker:
    return lambda value: share(value, part, of)
