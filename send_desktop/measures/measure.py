"""What one measure is: its name, its meaning, which way is good, the trap it carries, and what it counts."""

from dataclasses import dataclass

UNITS = ("count", "share", "mean_weeks", "median_weeks", "p90_weeks", "oldest_weeks", "per_1000")
"""How the value of a measure is made of what carries its marks.

count: how many carry ``part``. share: ``part`` out of ``whole``. The weeks: of the days of what carries ``part``.
per_1000: ``part`` for every thousand of the area's children and young people to 25, where their number is set.
"""

SUBJECTS = ("case", "advice", "consultation", "dispute")
"""The kinds of facts that are counted."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its name in JSON, its title, how it is counted, which way is good, and its trap."""

    id: str
    title: str
    definition: str
    better: str
    """higher, lower, or neither where a change is not good or bad in itself."""
    caution: str = ""
    group: str = ""
    """The heading under which it stands among the figures."""
    unit: str = ""
    """One of ``UNITS``; empty for a word that is explained and not counted by itself."""
    part: str = ""
    """The marks, joined by '+', that a fact must carry all of to count; see ``measures.marks``."""
    whole: str = ""
    """The mark of what a share is out of."""
    subject: str = "case"
    """One of ``SUBJECTS``."""
    has_variants: bool = False
    """Whether it is told without exceptions too: facts of cases with an exception leave part and whole."""
    is_stock: bool = False
    """Whether it is of the as-at day and not of the period."""
