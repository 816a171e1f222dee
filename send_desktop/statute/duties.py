"""The table of duties, read from ``resources/law``: what starts each, how long, counted how, under which provision.

Nothing about a duty is written in code. Each has a list of values with the dates between which they
are in force, so that an amendment of the law is another value beside the old one.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import resources

FILES = ("assessment", "transfers", "reviews", "mediation", "tribunal")
"""The files of the table, in the order of a child's path; duties keep this order."""

EVENTS: dict[str, str] = resources.load_json("law", "events.json")
"""Every event that can start a duty, with the words for it, for example 'Request received'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPeriod:
    """A second period of a duty; the earlier or the later of the two last days holds (``takes``)."""

    starts_from: tuple[str, ...]
    takes_last_event: bool
    length: int
    unit: str
    counting: str
    takes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty with the value in force over one stretch of time."""

    id: str
    title: str
    starts_from: tuple[str, ...]
    """Events of which any one starts it."""
    also_needs: tuple[str, ...]
    """Events that must have happened too."""
    unless: tuple[str, ...]
    """Events that hand it over to another form of the same duty."""
    takes_last_event: bool
    """Where several of ``starts_from`` are given: the latest counts instead of the earliest."""
    length: int | None
    """In ``unit``; None for a duty without a day count and for one bound to a day of the calendar."""
    unit: str | None
    counting: str
    """How it is counted: a code of ``counts.CODES``."""
    before: tuple[int, int] | None
    """Month and day before which it is due, where the law names one (reg 18)."""
    second: SecondPeriod | None
    provision: str
    provision_by_event: dict[str, str]
    certainty: str
    """confirmed (read in a published source), to_be_confirmed, or practice."""
    binds: str
    """authority, old_authority, adviser, setting, parent, icb or mediation_adviser."""
    kind: str
    """within, period, minimum, before, immediate or no_day_count."""
    exceptions: str | None
    """The list of exceptions that may relieve it (``exceptions_in_law``); None where there is none."""
    statutory: bool
    """False for practice and guidance, which are shown but never make a breach."""
    note: str
    in_force_from: date
    in_force_to: date | None

    @property
    def has_working_target(self) -> bool:
        """True for the authority's own 'within' duties, to which the cautious counting applies (statute, 2.1)."""
        return self.kind == "within" and self.binds == "authority"

    def source(self, event: str | None = None) -> str:
        """The provision, as it stands when ``event`` started the duty."""
        return self.provision_by_event.get(event or "", self.provision)

    def is_in_force(self, on: date) -> bool:
        """Tell whether this value is the law on a day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@cache
def all_values() -> tuple[Duty, ...]:
    """Every value of every duty, in the order of the files and, within a duty, of time."""
    return tuple(
        _duty(entry, value)
        for name in FILES
        for entry in resources.load_json("law", f"{name}.json")
        for value in entry["values"]
    )


@cache
def forms() -> tuple[tuple[Duty, ...], ...]:
    """The duties, each as its values in time. A duty with two forms (with and without a review) is here twice."""
    grouped: dict[tuple[str, tuple[str, ...]], list[Duty]] = defaultdict(list)
    for value in all_values():
        grouped[value.id, value.unless].append(value)
    return tuple(tuple(values) for values in grouped.values())


def duties(on: date | None = None) -> tuple[Duty, ...]:
    """The duties with their values as in force on a day; without one, their latest values."""
    found = (values[-1] if on is None else value_on(values, on) for values in forms())
    return tuple(value for value in found if value is not None)


@cache
def duty(duty_id: str) -> Duty:
    """The latest value of a duty. Raises KeyError for an id that is not in the table."""
    return values_of(duty_id)[-1]


@cache
def values_of(duty_id: str) -> tuple[Duty, ...]:
    """All values of a duty in time; its first form where it has two. Raises KeyError for an unknown id."""
    for values in forms():
        if values[0].id == duty_id:
            return values
    raise KeyError(duty_id)


def duty_on(duty_id: str, on: date) -> Duty:
    """The value of a duty for something that started on a day; the nearest in time where none was in force."""
    values = values_of(duty_id)
    return value_on(values, on) or values[-1]


def value_on(values: tuple[Duty, ...], on: date) -> Duty | None:
    """The value in force on a day. Before the first, the first; None once the duty has been repealed."""
    if on < values[0].in_force_from:
        return values[0]
    return next((value for value in values if value.is_in_force(on)), None)


def _duty(entry: dict[str, Any], value: dict[str, Any]) -> Duty:
    before, second = value.get("before"), value.get("second")
    return Duty(
        id=entry["id"],
        title=entry["title"],
        starts_from=tuple(entry["starts_from"]),
        also_needs=tuple(entry.get("also_needs", ())),
        unless=tuple(entry.get("unless", ())),
        takes_last_event=entry.get("when_several") == "last",
        length=value["length"],
        unit=value["unit"],
        counting=value["counting"],
        before=(before["month"], before["day"]) if before else None,
        second=_second(second) if second else None,
        provision=value["provision"],
        provision_by_event=value.get("provision_by_event", {}),
        certainty=value["certainty"],
        binds=entry["binds"],
        kind=entry["kind"],
        exceptions=entry["exceptions"],
        statutory=entry["statutory"],
        note=value.get("note", ""),
        in_force_from=date.fromisoformat(value["in_force_from"]),
        in_force_to=date.fromisoformat(value["in_force_to"]) if value["in_force_to"] else None,
    )


def _second(value: dict[str, Any]) -> SecondPeriod:
    return SecondPeriod(
        starts_from=tuple(value["starts_from"]),
        takes_last_event=value.get("when_several") == "last",
        length=value["length"],
        unit=value["unit"],
        counting=value["counting"],
        takes=value["takes"],
    )
