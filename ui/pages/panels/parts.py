"""The parts of a meeting and the views beside the meetings, as tables: in the order in which they are offered.

To add one: write its ``Part`` in a module of its own, and a line here.
"""

from __future__ import annotations

from ui.pages.panels.after import AfterPart
from ui.pages.panels.agenda import AgendaPart
from ui.pages.panels.calendar import CalendarPart
from ui.pages.panels.figures import FiguresPart
from ui.pages.panels.papers import PapersPart
from ui.pages.panels.part import Part
from ui.pages.panels.series import SeriesPart
from ui.pages.panels.sitting import SittingPart

PARTS: tuple[type[Part], ...] = (AgendaPart, PapersPart, SittingPart, AfterPart)
"""Of the meeting chosen, in the order in which its week goes."""

VIEWS: tuple[type[Part], ...] = (CalendarPart, SeriesPart, FiguresPart)
"""Beside the meetings."""
