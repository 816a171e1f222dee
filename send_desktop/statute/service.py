"""When a letter counts as served: the ordinary course of post, and nothing added for email or by hand."""

from datetime import date

from send_desktop.statute.working_days import WorkingDays

POST_DAYS = {"first_class": 2, "second_class": 4}
"""Working days after posting (Interpretation Act 1978 s7; Practice Direction of 8 March 1985)."""


def deemed_service(sent_on: date, channel: str, calendar: WorkingDays) -> date:
    """The day on which a letter sent so counts as served, unless the contrary is proved."""
    days = POST_DAYS.get(channel, 0)
    return calendar.add(sent_on, days) if days else sent_on
