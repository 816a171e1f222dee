"""Timeliness as the Department counts it: pure, over flat rows, to the case.

The window, the workbook and the command line all show what these functions return.
"""

from send_desktop.measures.breakdown import Breakdown, Cohort, Group, TrendMonth, breakdown, cohorts, trend
from send_desktop.measures.counted import Counted, Facts, Figure, figure_of
from send_desktop.measures.counting import advice_outstanding, timeliness
from send_desktop.measures.dictionary import COUNTED, MEASURES, groups, measure
from send_desktop.measures.dimensions import DIMENSIONS, Dimension, dimension
from send_desktop.measures.figures import (
    UNALLOCATED,
    AdviceWaiting,
    Both,
    DueMonth,
    IssuedMonth,
    Ratio,
    Timeliness,
    months_between,
)
from send_desktop.measures.measure import Measure
from send_desktop.measures.moments import PERIODS, Moment, moment, moment_of, months_up_to
from send_desktop.measures.status import STATUSES, is_undecided, open_spans, status_as_at
from send_desktop.measures.weeks import FlowWeek, WeekCounts, counts_between, net_flow, week_counts

__all__ = [
    "COUNTED",
    "DIMENSIONS",
    "MEASURES",
    "PERIODS",
    "STATUSES",
    "UNALLOCATED",
    "AdviceWaiting",
    "Both",
    "Breakdown",
    "Cohort",
    "Counted",
    "Dimension",
    "DueMonth",
    "Facts",
    "Figure",
    "FlowWeek",
    "Group",
    "IssuedMonth",
    "Measure",
    "Moment",
    "Ratio",
    "Timeliness",
    "TrendMonth",
    "WeekCounts",
    "advice_outstanding",
    "breakdown",
    "cohorts",
    "counts_between",
    "dimension",
    "figure_of",
    "groups",
    "is_undecided",
    "measure",
    "moment",
    "moment_of",
    "months_between",
    "months_up_to",
    "net_flow",
    "open_spans",
    "status_as_at",
    "timeliness",
    "trend",
    "week_counts",
]
