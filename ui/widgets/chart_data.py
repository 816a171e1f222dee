"""What a chart shows, as frozen data: categories along the foot, series of marks, and levels to measure them by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PATTERNS = ("solid", "slanted", "dotted", "crossed", "striped", "open")
"""How a series is filled, so that none is told from another by colour alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One bar, part of a bar, or point of a line."""

    value: float | None
    """Its height in the unit of the chart; None for none."""
    words: str = ""
    """What stands over it: '59.4'. Empty for nothing."""
    says: str = ""
    """What it says in full: 'March: 59.4%, 12 of 20'."""
    opens: Any = None
    """What Enter or a click on it opens; the chart hands it on as it is."""
    meaning: str = ""
    """Its own colour; else that of its series."""
    is_running: bool = False
    """Whether it is still being added to: hatched, with an edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Marks that belong together, one for each category."""

    name: str
    marks: tuple[Mark, ...]
    meaning: str = "accent"
    """A meaning of the theme, which gives the colour."""
    pattern: str = "solid"
    is_line: bool = False
    """A line stands in a strip of its own over the bars, on its own scale."""


@dataclass(frozen=True, slots=True)
class Category:
    """One place along the foot: its name, the longest form that fits, and a smaller line under it."""

    names: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the chart to measure the bars by."""

    words: str
    value: float
    is_dashed: bool = True


@dataclass(frozen=True, slots=True)
class Divider:
    """A line down the chart before the category at ``before``."""

    before: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """A whole chart. Every series has a mark for each category."""

    id: str
    """The stem of the name of its picture's file; names nobody."""
    title: str
    """What it shows, as a finding."""
    categories: tuple[Category, ...] = ()
    series: tuple[Series, ...] = ()
    levels: tuple[Level, ...] = ()
    divider: Divider | None = None
    is_stacked: bool = False
    is_per_cent: bool = False
    foot: str = ""
    """A line under the chart that says how to read it."""

    def spoken(self) -> str:
        """Return every value in words, as a screen reader reads them."""
        marks = [one.says for series in self.series for one in series.marks if one.says]
        return ". ".join([*marks, *(level.words for level in self.levels)])
