"""The forms of school holidays: one by hand, or the usual ones of a school year, checked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.records import SchoolHoliday
from send_desktop.services import school_holidays
from send_desktop.services.panel_days import school_year
from send_desktop.wording import counted, days
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values


def new_holiday_form(desk: Desk) -> FormSpec:
    """Return the form that records one school holiday."""
    return FormSpec(
        title="Add school holiday",
        save_words="Add holiday",
        say_heading="Closed",
        fields=_fields("", None, None),
        say=lambda values: _say(_holiday(SchoolHoliday(name="", starts_on=desk.today, ends_on=desk.today), values)),
        save=lambda values: school_holidays.add_holidays(
            desk.store,
            [_holiday(SchoolHoliday(name="", starts_on=desk.today, ends_on=desk.today), values)],
            desk.by,
            desk.today,
        ),
    )


def change_holiday_form(desk: Desk, before: SchoolHoliday) -> FormSpec:
    """Return the form that changes one school holiday."""
    return FormSpec(
        title=before.name,
        save_words="Save holiday",
        say_heading="Closed",
        fields=_fields(before.name, before.starts_on, before.ends_on),
        say=lambda values: _say(_holiday(before, values)),
        save=lambda values: school_holidays.change_holiday(
            desk.store, before, _holiday(before, values), desk.by, desk.today
        ),
    )


def usual_holidays_form(desk: Desk, proposed: Sequence[SchoolHoliday]) -> FormSpec:
    """Return the form with the usual dates of a school year: each is checked, changed where it differs, and ticked."""
    start, end = school_year(proposed[0].starts_on)

    def chosen(values: Values) -> list[SchoolHoliday]:
        return [
            _holiday(replace(one, name=one.name), values, f"_{at}")
            for at, one in enumerate(proposed)
            if values[f"is_so_{at}"]
        ]

    def save(values: Values) -> Changes:
        return school_holidays.add_holidays(desk.store, chosen(values), desk.by, desk.today)

    return FormSpec(
        title=f"School holidays {start.year}/{end:%y}",
        save_words="Keep these",
        say_heading="What is kept",
        intro="These are the days on which most councils close their schools, worked out from the calendar. They are "
        "not your council's own: check each against its list, and change what differs.",
        fields=tuple(field for at, one in enumerate(proposed) for field in _checked(at, one)),
        say=lambda values: f"{counted(len(chosen(values)), 'holiday')} of {len(proposed)}, as ticked.",
        save=save,
    )


def _checked(at: int, one: SchoolHoliday) -> tuple[Field, ...]:
    def is_ticked(values: Values) -> bool:
        return bool(values[f"is_so_{at}"])

    return (
        Field(name=f"is_so_{at}", label=one.name, kind="tick", start=True),
        Field(name=f"starts_on_{at}", label=f"{one.name}: first day", kind="date", start=one.starts_on,
              shown_when=is_ticked, blamed_for=(one.name,)),
        Field(name=f"ends_on_{at}", label="Last day", kind="date", start=one.ends_on, shown_when=is_ticked),
    )  # fmt: skip


def _fields(name: str, first: date | None, last: date | None) -> tuple[Field, ...]:
    return (
        Field(name="name", label="Name", start=name, is_required=True, blamed_for=("name",),
              suggestions=("Autumn half term", "Christmas", "February half term", "Easter", "May half term", "Summer",
                           "Training day")),
        Field(name="starts_on", label="First day", kind="date", start=first, is_required=True,
              blamed_for=("overlaps", "years")),
        Field(name="ends_on", label="Last day (may stay empty for one day)", kind="date", start=last,
              blamed_for=("before the first",)),
    )  # fmt: skip


def _holiday(before: SchoolHoliday, values: Values, at: str = "") -> SchoolHoliday:
    first, last = values[f"starts_on{at}"], values[f"ends_on{at}"]
    if first is None:
        raise Refused("Give the first day on which the schools are closed.")
    return replace(before, name=values.get("name") or before.name, starts_on=first, ends_on=last or first)


def _say(holiday: SchoolHoliday) -> str:
    length = (holiday.ends_on - holiday.starts_on).days + 1
    if length < 1:
        raise Refused("The last day lies before the first.")
    return f"{days(length)}, weekends included. No meeting of a term-time panel is made on them."
