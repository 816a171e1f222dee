"""Words for codes, as the workbook prints them, and the ends of months."""

from datetime import date, timedelta

STATUS_WORDS = {
    "open": "Open",
    "plan_issued": "Plan issued",
    "refused": "Decided not to assess",
    "no_plan": "Decided not to issue",
    "withdrawn": "Withdrawn",
    "moved": "Moved out of area",
    "ceased": "Ceased",
}

BAND_WORDS = {
    "under_20": "To 20 weeks",
    "20_to_26": "20 to 26 weeks",
    "26_to_39": "26 to 39 weeks",
    "39_to_52": "39 to 52 weeks",
    "over_52": "Over 52 weeks",
}


def yes_no(value: bool) -> str:
    """Return 'Yes' or 'No'."""
    return "Yes" if value else "No"


ADVICE_STATES = {
    "waiting": "Waiting",
    "returned": "Returned",
    "not_asked": "Not asked for",
    "never": "Never came, case closed",
}
"""What became of a request for advice, as at a day."""


def month_end(month: date) -> date:
    """Return the last day of a month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
