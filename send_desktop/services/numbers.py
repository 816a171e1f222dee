"""Numbers as they are typed into a form."""

import re

from send_desktop.errors import Refused
from send_desktop.wording import shortened

_TYPED = re.compile(r"[+-]?(?:(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)")
"""A comma stands between thousands alone: '1,5' is no 15, and whoever typed it meant 1.5."""


def typed_number(typed: str) -> float | None:
    """Return the number, None for nothing typed; '£' and '%' may stand beside it. Raises ValueError for no number."""
    text = typed.strip().removeprefix("£").removesuffix("%").strip()
    if not text:
        return None
    if not _TYPED.fullmatch(text):
        raise ValueError(text)
    return float(text.replace(",", "").replace(" ", ""))


def number(typed: str, title: str, lowest: float, highest: float) -> float | None:
    """Return the number, None for nothing typed. Raises Refused, naming the field, where it is none in the range."""
    try:
        value = typed_number(typed)
    except ValueError:
        value = float("nan")
    if value is not None and not lowest <= value <= highest:
        point = " Write decimals with a point." if "," in typed else ""
        raise Refused(f"“{title}” takes a number from {lowest:,g} to {highest:,g}, not “{shortened(typed)}”.{point}")
    return value
