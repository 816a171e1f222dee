"""How days are counted: one small pure function for each form of words in the law.

Dates are calendar dates; nothing here knows weekends unless it takes a calendar (statute, 2).
Every function returns the last day on which the thing may lawfully be done, unless it says otherwise.
"""

from calendar import monthrange
from datetime import date, timedelta

from send_desktop.statute.working_days import WorkingDays

_DAY = timedelta(days=1)


def within_weeks(event: date, weeks: int) -> date:
    """'Within N weeks of' an event: its day is not counted, so the last day is X + 7N (Dodds v Walker)."""
    return event + timedelta(weeks=weeks)


def within_days(event: date, days: int) -> date:
    """'Within N days of' an event: its day is not counted, so the last day is X + N."""
    return event + timedelta(days=days)


def beginning_with_days(first: date, days: int) -> date:
    """'N days, beginning with the day': the first day counts, so the last is X + N - 1. ``days`` is 1 or more."""
    return first + timedelta(days=days - 1)


def corresponding_month(event: date, months: int) -> date:
    """The same day of the month, ``months`` later (earlier if negative); the month's last day where there is none."""
    year, month = divmod(event.year * 12 + event.month - 1 + months, 12)
    return date(year, month + 1, min(event.day, monthrange(year, month + 1)[1]))


def months_starting_with(first: date, months: int) -> date:
    """'N months starting with the day': the first day counts, so the last is the day before the corresponding date.

    For 29 February the corresponding date in a common year is 28 February, so that the last day is
    the 27th: the earlier, cautious reading.
    """
    return corresponding_month(first, months) - _DAY


def twelve_months_starting(first: date) -> date:
    """'12 months starting with' a day (s44(1)): the last day is the anniversary less one day."""
    return months_starting_with(first, 12)


def months_before(event: date, months: int) -> date:
    """'At least N months before' an event: the corresponding date that many months earlier (reg 18(2))."""
    return corresponding_month(event, -months)


def day_before(day: date) -> date:
    """'Before' a date: the day before it, read literally (reg 18(1))."""
    return day - _DAY


def clear_weeks_before(event: date, weeks: int) -> date:
    """'At least N weeks' notice': that many clear weeks lie between the notice and the event (regs 20, 21)."""
    return event - timedelta(weeks=weeks) - _DAY


def within_working_days(event: date, days: int, calendar: WorkingDays) -> date:
    """'Within N working days of' an event: its day is not counted. ``days`` is 1 or more."""
    return calendar.add(event, days)


def working_days_beginning_with(first: date, days: int, calendar: WorkingDays) -> date:
    """'N working days beginning with the day': it counts if it is a working day itself. ``days`` is 1 or more."""
    return calendar.add(calendar.next(first), days - 1)


def working_days_before(event: date, days: int, calendar: WorkingDays) -> date:
    """'At least N working days before' an event: its own day is not counted. ``days`` is 1 or more."""
    return calendar.subtract(event, days)


def day_of_move_or_after_aware(moved: date, aware: date, days: int, calendar: WorkingDays) -> date:
    """Reg 15(2): the day of the move if known ``days`` working days before, else that many beginning with ``aware``."""
    if aware <= calendar.subtract(moved, days):
        return moved
    return working_days_beginning_with(aware, days, calendar)


def is_in_tribunal_recess(day: date) -> bool:
    """Tell whether rule 12(3) leaves the day out: any day in August, and 25 December to 1 January."""
    return day.month == 8 or (day.month == 12 and day.day >= 25) or (day.month == 1 and day.day == 1)


def tribunal_roll_forward(last: date, calendar: WorkingDays) -> date:
    """HESC Rules, rule 12: a time to appeal that ends on a day when the Tribunal takes nothing in ends later.

    August gives the first working day of September, 25 December to 1 January the first after
    1 January, any other non-working day the next working day.
    """
    if last.month == 8:
        return calendar.next(date(last.year, 9, 1))
    if is_in_tribunal_recess(last):
        return calendar.next(date(last.year + (last.month == 12), 1, 2))
    return calendar.next(last)


def within_tribunal_working_days(event: date, days: int, calendar: WorkingDays) -> date:
    """'Within N working days' of a step in the Tribunal: August and 25 December to 1 January do not count either."""
    day = event
    for _ in range(days):
        day = calendar.next(day + _DAY)
        while is_in_tribunal_recess(day):
            day = calendar.next(day + _DAY)
    return day
