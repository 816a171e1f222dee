"""The two windows of consultation: the family's on the draft, and a setting's for its reply."""

from datetime import date, timedelta

from send_desktop.statute.counting import beginning_with_days, within_days
from send_desktop.statute.duties import duty_on
from send_desktop.statute.facts import CaseFacts, ConsultationFact

_DAY = timedelta(days=1)


def least_representations_end(served: date) -> date:
    """The earliest day that a letter may give as the last: 15 days beginning with service (reg 13(1)(a))."""
    return beginning_with_days(served, duty_on("draft_representations", served).length or 0)


def draft_window_end(served: date, given: date | None) -> date:
    """The last day of the family's window on one draft: the least there may be, or the later day its letter gives."""
    least = least_representations_end(served)
    return max(least, given or least)


def representations_end(facts: CaseFacts, served: date) -> date:
    """The last day of the family's window on the draft that stands."""
    return draft_window_end(served, facts.representations_by)


def reply_end(sent: date) -> date:
    """The last day on which a setting's reply is awaited: 15 days after it was consulted (Code 9.83)."""
    return within_days(sent, duty_on("school_consult_reply", sent).length or 0)


def windows_closed_from(facts: CaseFacts, served: date) -> date:
    """The first day on which the family's window and every setting's are closed, the draft being served that day.

    A setting's window closes on the day of its reply, or with its 15 days if it has not replied by
    then (the authority may go on without it); a setting not yet consulted opens none.
    """
    days = [representations_end(facts, served) + _DAY]
    days.extend(_closed_from(item.sent_on, item) for item in facts.consultations if item.sent_on is not None)
    return max(days)


def _closed_from(sent: date, item: ConsultationFact) -> date:
    closed = reply_end(sent) + _DAY
    return min(closed, item.replied_on or closed)
