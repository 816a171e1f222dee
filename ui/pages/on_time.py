"""The year's on-time figure for the caseload's tile, from the same function as the weekly sheet."""

from __future__ import annotations

from datetime import date

from send_desktop.services.timeliness import figures
from send_desktop.store import Store


def on_time_this_year(store: Store, today: date) -> float | None:
    """Return the percentage of this year's plans issued within 20 weeks, without those that have an exception.

    None where no plan was issued.
    """
    return figures(store, today).within_20_weeks.excluding.pct
