"""How risk says a day ahead or behind: plain English, as an officer would say it."""

from datetime import date

from send_desktop.wording import day_month, days, month_name


def spoken_date(day: date, today: date) -> str:
    """Return '4 December', with the year where it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {month_name(day)}{year}"


def due(day: date, today: date) -> str:
    """Return what follows 'is': '9 days overdue', 'due today' or 'due on 4 December'."""
    if day < today:
        return f"{days((today - day).days)} overdue"
    return "due today" if day == today else f"due on {spoken_date(day, today)}"


def short_due(day: date, today: date) -> str:
    """Return '9 days overdue', 'due today' or 'due 4 Dec'."""
    if day <= today:
        return due(day, today)
    return f"due {day_month(day, today)}"


def shortened(text: str, room: int) -> str:
    """Return text within ``room`` characters, cut between words where it can be, with an ellipsis where it was cut."""
    if len(text) <= room:
        return text
    cut = text[: room - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut[room // 2 :] else cut
    return at_word.rstrip(" ,") + "…"
