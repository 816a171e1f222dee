"""Hours, days and money as they stand on paper, and words for codes."""

from datetime import time

from send_desktop.wording import ABSENT, days


def clock(at: time) -> str:
    """Return '09:30'."""
    return f"{at:%H:%M}"


def day_of_140(day: int) -> str:
    """Return 'day 121 of 140', or how far past week 20 it is."""
    return f"day {day} of 140" if day <= 140 else f"day {day}, {days(day - 140)} past week 20"


def days_left(count: int | None) -> str:
    """Return '19 days left', 'on the day' or '3 days past'; a dash for none."""
    if count is None:
        return ABSENT
    if count == 0:
        return "on the day"
    return f"{days(count)} left" if count > 0 else f"{days(-count)} past"


def money(pence: int | None) -> str:
    """Return whole pence as pounds with separators, pence only where there are any; a dash for none."""
    if pence is None:
        return ABSENT
    pounds, rest = divmod(abs(pence), 100)
    text = f"£{pounds:,}.{rest:02d}" if rest else f"£{pounds:,}"
    return f"−{text}" if pence < 0 else text


SOURCES = {
    "school": "from the school",
    "parent": "from a parent",
    "young_person": "from the young person",
    "health": "from health",
    "social_care": "from social care",
    "other": "from someone else",
}
"""Who asked for the assessment, as it follows the day it was received."""
