"""A what-if of the user's own, from the form: every lever, and every assumption about cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from send_desktop.errors import Refused
from send_desktop.forecast.whatif import ASSUMPTIONS, WhatIf
from send_desktop.services.numbers import number


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing that can be moved: a number field of ``WhatIf``."""

    name: str
    title: str
    lowest: float
    highest: float


LEVERS: tuple[Lever, ...] = (
    Lever(name="extra_eps", title="More educational psychologists", lowest=-100, highest=100),
    Lever(name="bought_a_month", title="EP assessments bought a month", lowest=0, highest=2000),
    Lever(name="extra_panels_a_month", title="More panels a month", lowest=-20, highest=50),
    Lever(name="extra_officers", title="More officers", lowest=-200, highest=200),
    Lever(name="refusal_change", title="Refusals, percentage points more", lowest=-100, highest=100),
    Lever(name="requests_change", title="Requests, per cent more", lowest=-90, highest=200),
)

POLICIES = (
    ("as_before", "As it has been"),
    ("longest_wait", "Longest wait first"),
    ("in_time_first", "First those who can still be in time"),
)
"""Whom the educational psychologists take first: the keys of ``forecast.waiting.POLICIES``."""


def what_if(values: Mapping[str, Any]) -> WhatIf:
    """Return the what-if that a form's values ask for. Raises Refused for a wrong number, dates or nothing moved."""
    moved = {one.name: number(str(values.get(one.name) or ""), one.title, one.lowest, one.highest) for one in LEVERS}
    first, last = _day(values.get("from_on")), _day(values.get("until_on"))
    if first and last and last < first:
        raise Refused("The last day is before the first; nothing was worked out.")
    policy = str(values.get("policy") or "as_before")
    given: dict[str, Any] = {name: value for name, value in moved.items() if value}
    if not given and policy == "as_before":
        raise Refused("Nothing is changed yet: give at least one number, or another order of work.")
    title = str(values.get("title") or "").strip() or "Your own"
    return WhatIf(title=title, policy=policy, from_on=first, until_on=last, **given)


def assumptions(values: Mapping[str, Any]) -> dict[str, int]:
    """Return the assumptions that were typed. Raises Refused for what is no number in its range."""
    typed = {
        one.name: number(str(values.get(one.name) or ""), one.title, one.lowest, one.highest) for one in ASSUMPTIONS
    }
    return {name: round(value) for name, value in typed.items() if value is not None}


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
