"""What stands beside each case that a figure of panels counts."""

from datetime import date
from fractions import Fraction

from send_desktop.measures.figures import half_up
from send_desktop.panel_measures.facts import ItemFact, OutsideFact
from send_desktop.panel_types import outcome_title
from send_desktop.wording import counted, days, full_date


def fate_words(one: ItemFact) -> str:
    """Say what became of an item, and that its papers were late."""
    late = "; late papers" if one.is_late else ""
    return f"{outcome_title(one.outcome) or 'Nothing recorded'}{late}"


def planned_words(one: ItemFact) -> str:
    """Say how much time an item lost that was not reached."""
    return f"{minutes_words(one.planned_minutes)} lost"


def took_words(one: ItemFact) -> str:
    """Say how long an item was heard, of the minutes that it was given."""
    return f"{half_up(Fraction(one.seconds or 0, 60), 1):g} of {minutes_words(one.planned_minutes)}"


def minutes_words(minutes: int) -> str:
    """Return so many minutes in words."""
    return counted(minutes, "minute")


def time_words(minutes: int) -> str:
    """Return so many minutes in hours and minutes, once they are an hour."""
    hours, rest = divmod(minutes, 60)
    parts = (counted(hours, "hour") if hours else "", minutes_words(rest) if rest or not hours else "")
    return " ".join(part for part in parts if part)


def told_words(one: ItemFact) -> str:
    """Say when the family was told, and whether that was late."""
    is_late = one.tell_by is not None and (one.told_on or date.max) > one.tell_by
    if one.told_on:
        late = ", late" if is_late else ""
        return f"{days(days_to_tell(one))}, on {full_date(one.told_on)}{late}"
    return f"Not told yet; was due {full_date(one.tell_by)}" if one.tell_by else "Not told yet"


def decided_words(one: ItemFact) -> str:
    """Say what the authority decided."""
    return outcome_title(one.decided)


def ratified_words(one: OutsideFact) -> str:
    """Say what was decided outside the panel, and when a panel ratified it."""
    ratified = f"ratified {full_date(one.ratified_on)}" if one.ratified_on else "not ratified yet"
    return f"{outcome_title(one.outcome)}; {ratified}"


def days_to_tell(one: ItemFact) -> int:
    """Return the calendar days from the meeting to the family being told; 0 until it is."""
    return (one.told_on - one.meeting.on).days if one.told_on else 0
