"""Timeliness as the Department counts it: pure, over flat rows, to the case.

The window, the workbook and the command line all show what these functions return.
"""

from send_desktop.measures.counting import advice_outstanding, timeliness
from send_desktop.measures.dictionary import MEASURES, Measure, measure
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
from send_desktop.measures.status import STATUSES, is_undecided, open_spans, status_as_at
from send_desktop.measures.weeks import FlowWeek, WeekCounts, counts_between, net_flow, week_counts

__all__ = [
    "MEASURES",
    "STATUSES",
    "UNALLOCATED",
    "AdviceWaiting",
    "Both",
    "DueMonth",
    "FlowWeek",
    "IssuedMonth",
    "Measure",
    "Ratio",
    "Timeliness",
    "WeekCounts",
    "advice_outstanding",
    "counts_between",
    "is_undecided",
    "measure",
    "months_between",
    "net_flow",
    "open_spans",
    "status_as_at",
    "timeliness",
    "week_counts",
]
