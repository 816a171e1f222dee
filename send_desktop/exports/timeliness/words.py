"""Words for codes, as the workbook prints them."""

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
