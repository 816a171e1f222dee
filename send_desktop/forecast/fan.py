"""What a trajectory looks like once it is counted: plain figures for a screen, a workbook and a test. No NumPy here."""

from dataclasses import dataclass
from datetime import date

from send_desktop.forecast.whatif import Cost, WhatIf
from send_desktop.wording import month_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Of the runs: the middle one, and what 5, 25, 75 and 95 in 100 do not exceed. None where none has a value."""

    p5: float | None
    p25: float | None
    median: float | None
    p75: float | None
    p95: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFan:
    """One month ahead. Counts are of children; the share is of the plans issued in it, exceptions included."""

    month: date
    share: Band
    """Per cent issued within 20 weeks; the month under way holds what has been issued in it already."""
    issued: Band
    open: Band
    over: Band
    """Open for more than 20 weeks, at the end of the month."""
    ep_queue: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterFan:
    """Three months ahead together, so that what-ifs can be held side by side without a month's chance."""

    last: date
    """The last of the three months."""
    share: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class ActualMonth:
    """One month past: what was issued, and how much of it within 20 weeks."""

    month: date
    issued: int
    on_time: int

    @property
    def share(self) -> float | None:
        """Return per cent, None where nothing was issued."""
        return 100 * self.on_time / self.issued if self.issued else None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When something is reached, over the runs: dates, None for not within the weeks simulated."""

    early: date | None
    middle: date | None
    late: date | None
    runs_that_do: int
    """In how many of 100 runs it is reached at all."""

    def words(self, does: str = "does") -> str:
        """Return 'about May 2027 (between Mar 2027 and Sep 2027)', or in how many futures it is reached after all."""
        if self.middle is None:
            some = f" in most simulated futures; in {self.runs_that_do} of 100 it {does}" if self.runs_that_do else ""
            return f"within two years{some}"
        return f"about {_month(self.middle)} (between {_short(self.early)} and {_short(self.late)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one what-if comes to."""

    what: WhatIf
    cost: Cost
    months: tuple[MonthFan, ...]
    quarters: tuple[QuarterFan, ...]
    is_clear: bool
    """It is so from now on, in most runs: there is no backlog to clear."""
    clears: When
    """From when on no more than 5 in 100 open cases are past 20 weeks."""
    target_reached: When
    """When three months together first reach the target."""
    dip: Band
    """The lowest that three months together go until the backlog clears, or at all where there is none; in per cent."""
    dip_on: date | None
    """The middle month of that low."""
    now: float | None
    """The last three whole months together, in per cent, as they were."""
    last_year: Band
    """The share of the last twelve months simulated, in per cent."""

    @property
    def dips(self) -> bool:
        """Say whether the share is expected to fall clearly before it rises."""
        return self.now is not None and self.dip.median is not None and self.dip.median < self.now - 2


def dip_sentence(found: Outcome) -> str:
    """Return what happens to the share issued in time while the backlog is cleared."""
    dip = found.dip
    if dip.median is None or found.now is None:
        return "Too few plans are issued to say what the monthly figure will do."
    if not found.dips:
        return f"No dip is expected: three months together stay about {found.now:.0f} per cent or above."
    when = f", lowest about {_month(found.dip_on)}" if found.dip_on else ""
    low = f"{dip.p25:.0f}-{dip.p75:.0f}"
    falls = f"The share issued in 20 weeks is expected to fall from {found.now:.0f} to {low} per cent"
    if found.clears.middle is None or found.is_clear:
        last = "" if found.last_year.median is None else f", and be {found.last_year.median:.0f} in the second year"
        return f"{falls} for three months together{when}{last}."
    return f"{falls}{when}, while the backlog is cleared, before it rises."


def clears_sentence(found: Outcome) -> str:
    """Return when the backlog clears."""
    if found.is_clear:
        return "There is no backlog: no more than 5 in 100 open cases are past 20 weeks, and so it is expected to stay."
    if found.clears.middle is None:
        return f"The backlog does not clear {found.clears.words()}."
    return f"The backlog clears {found.clears.words()}."


def target_sentence(found: Outcome, target: float) -> str:
    """Return when three months together first reach the target."""
    if found.now is not None and found.now >= target:
        return f"The last three months together were at {found.now:.0f} per cent, so the target is reached already."
    if found.target_reached.middle is None:
        return f"{target:.0f} per cent is not reached {found.target_reached.words('is')}."
    return f"{target:.0f} per cent is first reached {found.target_reached.words()}."


NOTES = (
    "“Issued in time” falls while a backlog is cleared: the plans that come out are the ones that are late already. "
    "It is not a reason to leave them. Look at the open cases past 20 weeks beside it.",
    "The band holds 90 of 100 simulated futures; the darker part 50. It covers what the records leave uncertain and "
    "chance, not a change of law, of staff or of demand that has not begun.",
)
"""What stands beside every trajectory."""

ORDER_NOTE = (
    "Taking those first who can still be in time lifts the figure and leaves the longest waits to grow; where the line "
    "is long, taking the longest wait first is fair and may leave nobody in time. Reserved slots make queues worse: "
    "places kept for one kind of case stand empty while another waits (Kate Silvester’s warning). This shows what an "
    "order of work does; it never orders children."
)
"""What stands beside the orders of work."""


def _month(on: date) -> str:
    return f"{month_name(on)} {on.year}"


def _short(on: date | None) -> str:
    return "never" if on is None else f"{month_name(on)[:3]} {on.year}"
