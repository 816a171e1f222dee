"""Money as people type it: '12,500', '£12500.50', '12 500'. Held inside as whole pence."""

from __future__ import annotations

import re

MOST_POUNDS = 9_999_999
"""A year's cost above this is a slip of the keys."""

_POUNDS = re.compile(r"£? ?(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.(\d{2}))?")


class NotMoney(ValueError):
    """What was typed cannot be read as pounds; the message says what to type instead."""


def read_money(text: str) -> int | None:
    """Return whole pence, None for nothing. Raises NotMoney with words for the person who typed."""
    typed = " ".join(text.split())
    if not typed:
        return None
    found = _POUNDS.fullmatch(typed)
    if found is None:
        raise NotMoney(f"“{typed}” is not an amount; type pounds as 12,500 or 12500.50.")
    pounds = int(found[1].replace(",", "").replace(" ", ""))
    if pounds > MOST_POUNDS:
        raise NotMoney(f"“{typed}” is more than any plan costs in a year; check the figure.")
    return 100 * pounds + int(found[2] or 0)


def typed_money(pence: int | None) -> str:
    """Return '12,500' or '12,500.50' as a field shows it; nothing for none."""
    if pence is None:
        return ""
    pounds, rest = divmod(pence, 100)
    return f"{pounds:,}.{rest:02d}" if rest else f"{pounds:,}"
