"""The views of the timeliness screen as a table, in the order in which they are offered.

To add one: write its ``Part`` in a module of its own, and a line here.
"""

from __future__ import annotations

from ui.pages.timeliness.benchmarks import BenchmarksPart
from ui.pages.timeliness.breakdowns import BreakdownsPart
from ui.pages.timeliness.delays import DelaysPart
from ui.pages.timeliness.forecast import ForecastPart
from ui.pages.timeliness.milestones import MilestonesPart
from ui.pages.timeliness.overview import OverviewPart
from ui.pages.timeliness.part import Part
from ui.pages.timeliness.queues import QueuesPart
from ui.pages.timeliness.sent import SentPart
from ui.pages.timeliness.trajectory import TrajectoryPart

PARTS: tuple[type[Part], ...] = (
    OverviewPart,
    BreakdownsPart,
    DelaysPart,
    BenchmarksPart,
    ForecastPart,
    QueuesPart,
    TrajectoryPart,
    MilestonesPart,
    SentPart,
)
"""The first is what the screen opens with."""
