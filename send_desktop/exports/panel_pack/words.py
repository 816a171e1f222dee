"""Dates, days and money as they stand on paper."""

from datetime import date, time

ABSENT = "–"


def short_date(on: date | None) -> str:
    """Return '25 Nov 2026': paper is read in other years too. A dash for no date."""
    return ABSENT if on is None else f"{on.day} {on:%b} {on.year}"


def day_month(on: date, year: int) -> str:
    """Return '25 Nov', with its year where that is not ``year``."""
    return f"{on.day} {on:%b}" if on.year == year else short_date(on)


def long_date(on: date) -> str:
    """Return 'Wednesday 25 November 2026'."""
    return f"{on:%A} {on.day} {on:%B} {on.year}"


def plain_date(on: date) -> str:
    """Return '25 November 2026'."""
    return f"{on.day} {on:%B} {on.year}"


def clock(at: time) -> str:
    """Return '09:30'."""
    return f"{at:%H:%M}"


def days(count: int) -> str:
    """Return '1 day' or '9 days'."""
    return f"{count} day" if abs(count) == 1 else f"{count} days"


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


def sentence_case(text: str) -> str:
    """Return text with its first letter as a capital and the rest as it was."""
    return text[:1].upper() + text[1:]


NEEDS = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
    "DS": "Down syndrome",
    "OTH": "Other difficulty",
}
"""Primary needs by their code in the SEN2 return."""

SOURCES = {
    "school": "from the school",
    "parent": "from a parent",
    "young_person": "from the young person",
    "health": "from health",
    "social_care": "from social care",
    "other": "from someone else",
}
"""Who asked for the assessment, as it follows the day it was received."""
