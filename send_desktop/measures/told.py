"""A figure of the table as it is read: its value with its unit, and what it was counted from."""

from send_desktop.measures.counted import Figure
from send_desktop.measures.measure import Measure

_WEEKS = frozenset({"mean_weeks", "median_weeks", "p90_weeks", "oldest_weeks"})
NOTHING = "–"


def value_words(one: Measure, value: float | None) -> str:
    """Return a value of a measure with its unit; a dash for none."""
    if value is None:
        return NOTHING
    if one.unit == "share":
        return f"{value:.1f}%"
    if one.unit in _WEEKS:
        return f"{value:.1f} weeks"
    return f"{value:,.0f}" if one.unit == "count" else f"{value:.2f}"


def figure_words(one: Figure) -> str:
    """Return a figure's value with its unit."""
    return value_words(one.measure, one.value)


def counted_words(one: Figure) -> str:
    """Return what a share was counted from, '412 of 684'; empty for what is no share."""
    return "" if one.d is None or one.measure.unit != "share" else f"{one.n:,} of {one.d:,}"
