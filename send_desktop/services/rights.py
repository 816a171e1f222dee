"""Who holds the rights under Part 3: the parent, or the young person once compulsory school age is over."""

from datetime import date, timedelta

from send_desktop.records import Person
from send_desktop.wording import full_date

HOLDERS = {"parent": "Parent", "young_person": "Young person"}


def rights_holder(person: Person, on: date) -> str:
    """Return who holds the rights on a day: as recorded, else by age; empty where neither is known.

    They pass to the young person after compulsory school age (2014 Act s83; Education Act 1996 s8).
    """
    if person.rights_holder:
        return HOLDERS[person.rights_holder]
    if person.date_of_birth is None:
        return ""
    return HOLDERS["young_person" if on > leaving_day(person.date_of_birth) else "parent"]


def rights_in_words(person: Person, on: date) -> str:
    """Return who holds the rights and why: as recorded, or by age with the day that it turns on."""
    holder = rights_holder(person, on)
    if not holder:
        return "Not known without a date of birth"
    if person.rights_holder or person.date_of_birth is None:
        return f"{holder}, as recorded"
    last = leaving_day(person.date_of_birth)
    if on > last:
        return f"{holder}: compulsory school age ended on {full_date(last)}"
    return f"{holder}, until compulsory school age ends on {full_date(last)}"


def leaving_day(born: date) -> date:
    """Return the last day of compulsory school age: the last Friday in June of the school year of the 16th birthday."""
    year = born.year + 16 + ((born.month, born.day) >= (9, 1))
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - 4) % 7)
