"""Dates and counts as people read them: 25 Nov, 25 Nov 2026 where the year matters, never 25/11."""

from datetime import date


def day_month(on: date | None, today: date) -> str:
    """Return '25 Nov', with the year when it is not that of ``today``; a dash for no date."""
    if on is None:
        return "–"
    text = f"{on.day} {on:%b}"
    return text if on.year == today.year else f"{text} {on.year}"


def full_date(on: date | None) -> str:
    """Return '25 Nov 2026'; a dash for no date."""
    return "–" if on is None else f"{on.day} {on:%b} {on.year}"


def days(count: int) -> str:
    """Return '1 day' or '9 days'."""
    return f"{count} day" if abs(count) == 1 else f"{count} days"


def age_on(born: date | None, on: date) -> int | None:
    """Return age in whole years, None without a date of birth."""
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def year_group(born: date | None, on: date) -> str:
    """Return the national curriculum year for the school year that holds ``on``: 'Nursery', 'Reception', 'Year 3'.

    Counted from the child's age on the last 31 August (Education Act 1996 s8: school age follows from it).
    """
    if born is None:
        return ""
    september = date(on.year if on.month >= 9 else on.year - 1, 9, 1)
    age_at_start = september.year - born.year - ((born.month, born.day) >= (9, 1))
    number = age_at_start - 4
    if number < -1:
        return "Early years"
    if number < 1:
        return {-1: "Nursery", 0: "Reception"}[number]
    return f"Year {number}" if number <= 14 else "Post-16"
