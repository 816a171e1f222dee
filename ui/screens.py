"""The screens of the window as a table: what the navigation lists, and how each is made on first visit.

A screen is imported when it is first opened, so that starting never pays for what is not looked at.
To add one: write its Page, a function here that imports and makes it, and a line in ``SCREENS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.desk import Desk
from ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class Screen:
    """One entry of the navigation."""

    id: str
    title: str
    icon: str
    make: Callable[[Desk], Page]


def _caseload(desk: Desk) -> Page:
    from ui.pages.caseload import CaseloadPage

    return CaseloadPage(desk)


def _panels(desk: Desk) -> Page:
    from ui.pages.panels import PanelsPage

    return PanelsPage(desk)


def _timeliness(desk: Desk) -> Page:
    from ui.pages.timeliness import TimelinessPage

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


SCREENS: tuple[Screen, ...] = (
    Screen("caseload", "Caseload", "caseload", _caseload),
    Screen("panels", "Panels", "panels", _panels),
    Screen("timeliness", "Timeliness", "timeliness", _timeliness),
    Screen("import", "Import", "import", _import),
    Screen("safety", "Safety", "safety", _safety),
    Screen("options", "Options", "settings", _options),
)
"""In the order of the navigation, which is also the order of Ctrl+1, Ctrl+2..."""
