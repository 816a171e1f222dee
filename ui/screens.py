"""The screens of the window as a table: what the navigation lists, and how each is made on first visit.

A screen is imported when it is first opened, so that starting never pays for what is not looked at.
To add one: write its Page, a function here that imports and makes it, and a line in ``SCREENS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from send_desktop.store import Reading
from ui.desk import Desk
from ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class Screen:
    """One entry of the navigation."""

    id: str
    title: str
    icon: str
    make: Callable[[Desk], Page]
    count: Callable[[Reading, date], int] | None = None
    """The number beside its name, on a day; it must be quick, since it is read after every change."""
    own_count: Callable[[Reading, date, str], int] | None = None
    """The same, where it is of whoever is at the desk, by name."""


def _today(desk: Desk) -> Page:
    from ui.pages.today import TodayPage

    return TodayPage(desk)


def _caseload(desk: Desk) -> Page:
    from ui.pages.caseload import CaseloadPage

    return CaseloadPage(desk)


def _advice(desk: Desk) -> Page:
    from ui.pages.advice import AdvicePage

    return AdvicePage(desk)


def _panels(desk: Desk) -> Page:
    from ui.pages.panels.page import PanelsPage

    return PanelsPage(desk)


def _timeliness(desk: Desk) -> Page:
    from ui.pages.timeliness.page import TimelinessPage

    return TimelinessPage(desk)


def _import(desk: Desk) -> Page:
    from ui.pages.import_tracker import ImportPage

    return ImportPage(desk)


def _safety(desk: Desk) -> Page:
    from ui.pages.safety import SafetyPage

    return SafetyPage(desk)


def _options(desk: Desk) -> Page:
    from ui.pages.options import OptionsPage

    return OptionsPage(desk)


def _do_now(reading: Reading, today: date, by: str) -> int:
    from send_desktop.services.today import do_now

    return do_now(reading, today, by)


def _open_cases(reading: Reading, today: date) -> int:
    return len(reading.open_case_ids())


def _advice_overdue(reading: Reading, today: date) -> int:
    from send_desktop.services.advice_queues import overdue_count

    return overdue_count(reading, today)


def _meetings_to_come(reading: Reading, today: date) -> int:
    return sum(one.meeting.status != "cancelled" for one in reading.meetings(since=today))


SCREENS: tuple[Screen, ...] = (
    Screen("today", "Today", "today", _today, own_count=_do_now),
    Screen("caseload", "Caseload", "caseload", _caseload, _open_cases),
    Screen("advice", "Advice", "advice", _advice, _advice_overdue),
    Screen("panels", "Panels", "panels", _panels, _meetings_to_come),
    Screen("timeliness", "Timeliness", "timeliness", _timeliness),
    Screen("import", "Import", "import", _import),
    Screen("safety", "Safety", "safety", _safety),
    Screen("options", "Options", "settings", _options),
)
"""In the order of the navigation, which is also the order of Ctrl+1, Ctrl+2..."""
