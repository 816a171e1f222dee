"""By what figures are broken down, as a table: each way of dividing cases, and how its values are called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from send_desktop.codes import SEN_TYPES, SETTING_KINDS, SOURCES
from send_desktop.delay_reasons import REASONS as DELAY_REASONS
from send_desktop.records import TimelinessRow
from send_desktop.statute.exceptions_in_law import REASONS

FIRST_YEAR, LAST_YEAR = 0, 13
"""Reception and Year 13."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way of dividing cases into groups. Each case is in exactly one group."""

    code: str
    title: str
    value: Callable[[TimelinessRow], str]
    """The group of a case; empty for none on record."""
    blank: str
    """What the group without a value is called."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What values are called that are codes."""
    is_public: bool = True
    """False where a group can be a single member of staff."""
    in_order: tuple[str, ...] = ()
    """Values that have an order of their own, in it."""

    def called(self, value: str) -> str:
        """Return how a group is called."""
        return self.words.get(value, value) if value else self.blank

    def sorted(self, values: list[str]) -> list[str]:
        """Return groups in the order in which they are listed; the one without a value last."""
        place = {value: at for at, value in enumerate(self.in_order)}
        return sorted(values, key=lambda one: (not one, place.get(one, len(place)), self.called(one).casefold()))


def year_group(row: TimelinessRow) -> str:
    """Return the school year that the child was in, by age, when the request came: '-1' before Reception, '14' after.

    A school year runs from 1 September; a child is in Reception in the one in which they turn five.
    """
    born, on = row.date_of_birth, row.received_on
    if born is None:
        return ""
    school_year = on.year if on.month >= 9 else on.year - 1
    turned = school_year - born.year - ((born.month, born.day) > (8, 31))
    return str(max(FIRST_YEAR - 1, min(LAST_YEAR + 1, turned - 4)))


def _exception(row: TimelinessRow) -> str:
    if not row.is_exception_claimed:
        return "none"
    return row.exception_reason or "not_given"


_YEARS = {"-1": "Before Reception", "0": "Reception", "14": "After Year 13"} | {
    str(year): f"Year {year}" for year in range(1, LAST_YEAR + 1)
}
_EXCEPTIONS = {
    "none": "No exception",
    "not_given": "Exception, reason not given",
    **{code: reason.title for code, reason in REASONS.items()},
}
_DELAYS = {one.code: one.words for one in DELAY_REASONS}

DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("team", "Team", lambda row: row.team, "No team"),
    Dimension("area", "Area", lambda row: row.area, "No area on record"),
    Dimension("officer", "Officer", lambda row: row.officer, "Nobody yet", is_public=False),
    Dimension("need", "Primary need", lambda row: row.need or "", "No need on record", SEN_TYPES),
    Dimension(
        "year_group",
        "Year group",
        year_group,
        "No date of birth on record",
        _YEARS,
        in_order=tuple(str(year) for year in range(FIRST_YEAR - 1, LAST_YEAR + 2)),
    ),
    Dimension("requester", "Who asked", lambda row: row.source, "Not known", SOURCES, in_order=tuple(SOURCES)),
    Dimension("setting_type", "Type of setting", lambda row: row.setting_kind, "Not on record", SETTING_KINDS),
    Dimension("exception", "Exception", _exception, "", _EXCEPTIONS, in_order=tuple(_EXCEPTIONS)),
    Dimension("delay_reason", "Reason for delay", lambda row: row.delay_reason, "No reason on record", _DELAYS),
)
"""In the order in which a reader chooses among them."""

_BY_CODE = {one.code: one for one in DIMENSIONS}


def dimension(code: str) -> Dimension:
    """Return one dimension. Raises KeyError for a code that is not in DIMENSIONS."""
    return _BY_CODE[code]
