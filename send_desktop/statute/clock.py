"""The statutory clock, in one place: when each duty is due, what is next, and why.

``timetable`` answers for loose events, ``limits`` and ``next_legal`` for a case at the speed of a
list, ``case_duties`` for a case with every reason spelled out.
"""

from send_desktop.statute.case_duties import DutyState, case_duties
from send_desktop.statute.duties import EVENTS
from send_desktop.statute.limits import Limits, limits, next_legal
from send_desktop.statute.timetable import TimetableDuty, timetable, timetable_json

__all__ = [
    "EVENTS",
    "DutyState",
    "Limits",
    "TimetableDuty",
    "case_duties",
    "limits",
    "next_legal",
    "timetable",
    "timetable_json",
]
