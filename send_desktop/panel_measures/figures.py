"""The figures of panels, each with the cases or meetings that it counts."""

from dataclasses import dataclass
from datetime import date

from send_desktop.measures import Ratio
from send_desktop.panel_measures.dictionary import TOO_FEW, Measure
from send_desktop.panel_measures.facts import CaseFact, MeetingFact, Scope


@dataclass(frozen=True, slots=True)
class Entry:
    """One case, or one meeting, that a figure counts."""

    on: date
    words: str
    case: CaseFact | None = None
    meeting: MeetingFact | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: a count, a share of a whole, or a middle value; with what it counts."""

    measure: Measure
    value: float | None
    """The count, the numerator of a share, or the minutes or days; None where there is nothing to count."""
    of: int | None = None
    """The denominator of a share, or how many a middle value is taken from."""
    entries: tuple[Entry, ...] = ()
    note: str = ""

    @property
    def ratio(self) -> Ratio | None:
        """The share, of a measure that is one."""
        is_share = self.measure.unit == "share"
        return Ratio(int(self.value or 0), self.of or 0) if is_share else None

    @property
    def pct(self) -> float | None:
        """The share in per cent to one decimal; None where it is none, or of nothing."""
        return self.ratio.pct if self.ratio else None


@dataclass(frozen=True, slots=True)
class Rate:
    """How often was agreed, of one part of the decisions."""

    name: str
    figure: Figure

    @property
    def is_small(self) -> bool:
        """Say whether it is of too few to read anything into."""
        return (self.figure.of or 0) < TOO_FEW


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One panel's own figures, by the ids of their measures."""

    name: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class PanelFigures:
    """Every figure of a scope."""

    scope: Scope
    as_at: date
    figures: tuple[Figure, ...]
    panels: tuple[PanelLine, ...]
    by_area: tuple[Rate, ...]
    by_need: tuple[Rate, ...]

    def figure(self, measure_id: str) -> Figure:
        """Return one figure of the whole."""
        return next(one for one in self.figures if one.measure.id == measure_id)

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing at all to count in the scope."""
        counts = ("held", "not_closed", "cancelled", "outside")
        return not any(self.figure(one).value for one in counts)
