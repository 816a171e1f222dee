"""What-ifs of the user's own, from the form: every lever, and every assumption about cost; kept as text."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from send_desktop.errors import Refused
from send_desktop.forecast.whatif import ASSUMPTIONS, ORDERS, SHIPPED, WhatIf
from send_desktop.services.numbers import number
from send_desktop.wording import full_date

MOST_OWN = 8
"""What-ifs of one's own that stand side by side: each is simulated anew."""

LONGEST_TITLE = 60
"""Characters."""

_AHEAD = timedelta(weeks=104)


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

POLICIES = tuple((one.policy, one.title) for one in ORDERS)
"""Whom the educational psychologists take first: the keys of ``forecast.waiting``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody has chosen: what-ifs of their own, and the assumptions that are not the usual ones."""

    own: tuple[WhatIf, ...] = ()
    assumed: tuple[tuple[str, float], ...] = ()

    def with_own(self, asked: WhatIf, instead_of: str = "") -> "Choice":
        """Return it with a what-if, in the place of the one of its title or of ``instead_of``.

        Raises Refused where there are as many as can stand side by side.
        """
        title = instead_of or asked.title
        others = [one for one in self.own if one.title not in (title, asked.title)]
        if len(others) >= MOST_OWN:
            raise Refused(f"{MOST_OWN} of your own stand there already; take one off first. Nothing was worked out.")
        at = next((at for at, one in enumerate(self.own) if one.title == title), len(others))
        return Choice((*others[:at], asked, *others[at:]), self.assumed)

    def without(self, title: str) -> "Choice":
        """Return it without one of its what-ifs."""
        return Choice(tuple(one for one in self.own if one.title != title), self.assumed)

    def as_text(self) -> str:
        """Return it as it is kept."""
        return json.dumps({"own": [asdict(one) for one in self.own], "assumed": dict(self.assumed)}, default=str)


def read_choice(text: str) -> Choice:
    """Return what was kept; what cannot be read any more is left out, for it can be asked again."""
    try:
        kept = json.loads(text)
        own = [what_if(_typed(one)) for one in kept["own"]]
        assumed = assumptions({name: str(value) for name, value in kept["assumed"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, Refused):
        return Choice()
    return Choice(tuple({one.title: one for one in own[:MOST_OWN]}.values()), tuple(assumed.items()))


def _typed(kept: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(kept[name]) for name in ("from_on", "until_on") if kept.get(name)}
    return {**kept, **{one.name: f"{kept.get(one.name) or 0:.10g}" for one in LEVERS}, "from_on": None, **days}


def what_if(values: Mapping[str, Any], as_at: date | None = None) -> WhatIf:
    """Return the what-if that a form's values ask for.

    Raises Refused for a wrong number or name, nothing moved, and days that are none of the two years from ``as_at``.
    """
    moved = {one.name: number(str(values.get(one.name) or ""), one.title, one.lowest, one.highest) for one in LEVERS}
    first, last = _day(values.get("from_on")), _day(values.get("until_on"))
    _check_days(first, last, as_at)
    policy = str(values.get("policy") or "as_before")
    if policy not in dict(POLICIES):
        raise Refused("Choose whom the psychologists take first from the list; nothing was worked out.")
    given: dict[str, Any] = {name: value for name, value in moved.items() if value}
    if not given and policy == "as_before":
        raise Refused("Nothing is changed yet: give at least one number, or another order of work.")
    return WhatIf(title=_title(values), policy=policy, from_on=first, until_on=last, **given)


def _title(values: Mapping[str, Any]) -> str:
    title = " ".join(str(values.get("title") or "").split()) or "Your own"
    if len(title) > LONGEST_TITLE:
        raise Refused(f"“Called” takes at most {LONGEST_TITLE} characters; shorten it.")
    if any(one.title.casefold() == title.casefold() for one in SHIPPED):
        raise Refused(f"“{title}” stands there already; call yours something else.")
    return title


def _check_days(first: date | None, last: date | None, as_at: date | None) -> None:
    if first and last and last < first:
        raise Refused("The last day is before the first; nothing was worked out.")
    if as_at is None:
        return
    if last and last <= as_at:
        raise Refused(f"“Until” has passed by {full_date(as_at)}, so nothing would change; choose a later day.")
    if first and first >= as_at + _AHEAD:
        end = full_date(as_at + _AHEAD)
        raise Refused(f"“From” is beyond the two years that are forecast, which end on {end}; choose an earlier day.")


def assumptions(values: Mapping[str, Any]) -> dict[str, float]:
    """Return the assumptions that were typed, to one decimal. Raises Refused for what is no number in its range."""
    typed = {
        one.name: number(str(values.get(one.name) or ""), one.title, one.lowest, one.highest) for one in ASSUMPTIONS
    }
    return {name: round(value, 1) for name, value in typed.items() if value is not None}


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
