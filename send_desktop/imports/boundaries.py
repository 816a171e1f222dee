"""Cases that stand on the edge of a limit: worth a note, because a day's difference would tell another story."""

from collections.abc import Iterator
from datetime import date

from send_desktop.imports.issues import Issue, issue
from send_desktop.imports.planned import PlannedCase

DECISION_DAYS = frozenset({42, 43})
FINAL_DAYS = frozenset({140, 141, 364, 365})
OPEN_DAYS = frozenset({140, 141})
WAITING_DAYS = frozenset({42, 43, 91, 92, 133, 134})
"""The last day inside each limit or band and the first outside: 6, 20 and 52 weeks; 6, 13 and 19 weeks for advice."""


def boundary_notes(case: PlannedCase, as_at: date) -> Iterator[Issue]:
    """Say which dates of a case lie on the last day inside a limit or the first outside."""
    for sentence in _sentences(case, as_at):
        yield issue("boundary", case.sheet, case.row, more=sentence)


def _sentences(case: PlannedCase, as_at: date) -> Iterator[str]:
    received = case.received_on
    if case.assess_told_on and (days := (case.assess_told_on - received).days) in DECISION_DAYS:
        yield f"The family was told of the decision to assess on day {days}."
    if case.final_sent_on and (days := (case.final_sent_on - received).days) in FINAL_DAYS:
        yield f"The final plan was sent on day {days}."
    if not case.is_open:
        return
    if (days := (as_at - received).days) in OPEN_DAYS:
        yield f"The case is open on day {days}."
    for item in case.advice:
        if item.requested_on and not item.received_on and (days := (as_at - item.requested_on).days) in WAITING_DAYS:
            yield f"{item.service} advice has been awaited for {days} days."
