"""What a case was on a given day, from the records as they stand now.

"As at D" counts facts dated on or before D. An outcome without a date counts at every D from the
request on. A decision that was made but not yet told does not count: made is not told.
"""

from collections.abc import Iterator
from datetime import date

from send_desktop.records import TimelinessRow

STATUSES = ("open", "plan_issued", "refused", "no_plan", "withdrawn", "moved", "ceased")
"""Every status, each case in exactly one; in the order in which figures list them."""

Span = tuple[date, date | None]
"""From a day (included) until another (left out), or without end."""


def status_as_at(row: TimelinessRow, as_at: date) -> str | None:
    """Return the status on that day; None while the request was not yet there.

    Tested in the order withdrawn, refused, no_plan, plan_issued, moved or ceased, open.
    """
    if row.clock_start_on > as_at:
        return None
    if row.is_withdrawn and _by(row.withdrawn_on, as_at):
        return "withdrawn"
    if _is_refused(row, as_at):
        return "refused"
    if _is_without_plan(row, as_at):
        return "no_plan"
    if row.final_sent_on is not None and row.final_sent_on <= as_at:
        return "plan_issued"
    if row.closure is not None and _by(row.closed_on, as_at):
        return row.closure
    return "open"


def is_undecided(row: TimelinessRow, as_at: date) -> bool:
    """Say whether the family had not been told by that day whether there would be an assessment."""
    return row.assess_outcome is None or not _stands(row.assess_told_on, row.assess_made_on, as_at)


def open_spans(row: TimelinessRow) -> list[Span]:
    """Return the spells in which the case was open, oldest first; the first starts with its clock.

    A case closed on the day it came has a first span of no length; one reopened has more than one.
    """
    cursor: date | None = row.clock_start_on
    spans: list[Span] = []
    for begins, until in sorted(_closures(row), key=lambda span: span[0]):
        if cursor is None:
            break
        if begins > cursor or not spans:
            spans.append((cursor, max(begins, cursor)))
        cursor = None if until is None else max(until, cursor)
    if cursor is not None:
        spans.append((cursor, None))
    return spans


def _is_refused(row: TimelinessRow, as_at: date) -> bool:
    return (
        row.assess_outcome == "refuse"
        and _stands(row.assess_told_on, row.assess_made_on, as_at)
        and not _reached(row.overturned_assess_on, as_at)
    )


def _is_without_plan(row: TimelinessRow, as_at: date) -> bool:
    return (
        row.issue_outcome == "no_plan"
        and _stands(row.issue_told_on, row.issue_made_on, as_at)
        and not _reached(row.overturned_issue_on, as_at)
    )


def _closures(row: TimelinessRow) -> Iterator[Span]:
    start = row.clock_start_on
    if row.is_withdrawn:
        yield max(row.withdrawn_on or start, start), None
    if row.final_sent_on is not None:
        yield max(row.final_sent_on, start), None
    if row.closure is not None:
        yield max(row.closed_on or start, start), None
    if row.assess_outcome == "refuse" and not _awaits_letter(row.assess_told_on, row.assess_made_on):
        yield from _until_overturned(max(row.assess_told_on or start, start), row.overturned_assess_on)
    if row.issue_outcome == "no_plan" and not _awaits_letter(row.issue_told_on, row.issue_made_on):
        yield from _until_overturned(max(row.issue_told_on or start, start), row.overturned_issue_on)


def _until_overturned(begins: date, overturned_on: date | None) -> Iterator[Span]:
    if overturned_on is None or overturned_on > begins:
        yield begins, overturned_on


def _awaits_letter(told_on: date | None, made_on: date | None) -> bool:
    return told_on is None and made_on is not None


def _stands(told_on: date | None, made_on: date | None, as_at: date) -> bool:
    if told_on is None:
        return made_on is None
    return told_on <= as_at


def _by(on: date | None, as_at: date) -> bool:
    return on is None or on <= as_at


def _reached(on: date | None, as_at: date) -> bool:
    return on is not None and on <= as_at
