"""The measures of panels, as a table: how each is called and counted; and the periods that they are counted over."""

from dataclasses import dataclass

TOO_FEW = 10
"""Under so many cases a rate says more of the single case than of the panel."""
CAUTION = "Too few to read anything into"

PERIODS = {"month": "This month", "quarter": "This quarter", "year": "This year", "rolling": "12 months"}
"""Each period up to the day as at which it is counted: calendar month, quarter and year, and a year back."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How one figure is called and counted. ``unit`` is count, share, minutes or days."""

    id: str
    title: str
    unit: str
    definition: str
    is_part: bool = False
    """Whether it is a part of the figure above it; set in from it where figures are listed."""


MEASURES: tuple[Measure, ...] = (
    Measure(
        "held",
        "Meetings held",
        "count",
        "Meetings of the period that were closed as held. Under one area: those with a case of that area.",
    ),
    Measure(
        "not_closed",
        "Meetings past and not closed",
        "count",
        "Meetings whose day has passed and that were neither closed nor cancelled. Nothing of them is counted below.",
    ),
    Measure("cancelled", "Meetings cancelled", "count", "Meetings of the period that were cancelled."),
    Measure("listed", "Cases on the agendas", "count", "Items on the agendas of the meetings held."),
    Measure(
        "heard",
        "Heard",
        "share",
        "Of the cases on the agendas: those that the panel advised upon, deferred or referred.",
        True,
    ),
    Measure(
        "deferred",
        "Deferred",
        "share",
        "Of the cases heard: those put off for information that was missing.",
        True,
    ),
    Measure("referred", "Referred", "share", "Of the cases heard: those sent to another panel.", True),
    Measure(
        "not_reached",
        "Not reached, rolled over",
        "share",
        "Of the cases on the agendas: those for which the time ran out. The time planned for them is lost.",
        True,
    ),
    Measure(
        "withdrawn", "Withdrawn", "share", "Of the cases on the agendas: those withdrawn before being heard.", True
    ),
    Measure(
        "unrecorded",
        "Nothing recorded",
        "share",
        "Of the cases on the agendas: those on which nothing is on record. A meeting closed here has none.",
        True,
    ),
    Measure(
        "late_papers",
        "Late papers",
        "share",
        "Of the cases on the agendas: those let on after the papers had closed, or with a paper that came late.",
    ),
    Measure(
        "minutes_median",
        "Minutes a case, median",
        "minutes",
        "From start to end of the item, as the meeting timed it. Items that were not timed are left out.",
    ),
    Measure(
        "minutes_mean",
        "Minutes a case, mean",
        "minutes",
        "The same items; a mean well over the median says that a few cases took long.",
    ),
    Measure(
        "outside",
        "Decided outside the panel",
        "share",
        "Of all decisions: those made outside the panel, by the day of the decision; the others by the meeting's day. "
        "Under one panel: those on the question that it hears.",
    ),
    Measure(
        "told_days",
        "Days until told, median",
        "days",
        "Calendar days from the meeting to the day on which the family was told of the decision, of families told.",
    ),
    Measure(
        "told_by",
        "Told by the meeting's date",
        "share",
        "Of decisions with a date for outcomes whose family was told or whose date has passed: told on or before it.",
    ),
    Measure(
        "agreed",
        "Agreed",
        "share",
        "Of the authority's decisions on a panel's advice that agree to what was asked or say no to it. Decisions that "
        "do neither, such as to consult further, are left out.",
    ),
)

_BY_ID = {one.id: one for one in MEASURES}


def measure(measure_id: str) -> Measure:
    """Return one measure. Raises KeyError for an id that is not in MEASURES."""
    return _BY_ID[measure_id]
