"""The year's on-time figure for the caseload's tile, from the same function as the weekly sheet."""

from __future__ import annotations

from datetime import date

from send_desktop.store import Store


def on_time_this_year(store: Store, today: date) -> float | None:
    """Return the percentage of plans issued within 20 weeks since 1 January; None where none was issued."""
    from send_desktop.services.timeliness import timeliness as figures

    return figures(store, today).within_20_weeks
