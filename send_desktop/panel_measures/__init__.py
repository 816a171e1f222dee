"""What panels did over a period, counted: data in, figures out, each with the cases that it counts."""

from send_desktop.panel_measures.counting import LINE_MEASURES, count
from send_desktop.panel_measures.dictionary import CAUTION, MEASURES, PERIODS, TOO_FEW, Measure, measure
from send_desktop.panel_measures.facts import (
    FATES,
    CaseFact,
    ItemFact,
    MeetingFact,
    OutsideFact,
    PanelFacts,
    PanelName,
    Scope,
    period,
)
from send_desktop.panel_measures.figures import Entry, Figure, PanelFigures, PanelLine, Rate

__all__ = [
    "CAUTION",
    "FATES",
    "LINE_MEASURES",
    "MEASURES",
    "PERIODS",
    "TOO_FEW",
    "CaseFact",
    "Entry",
    "Figure",
    "ItemFact",
    "Measure",
    "MeetingFact",
    "OutsideFact",
    "PanelFacts",
    "PanelFigures",
    "PanelLine",
    "PanelName",
    "Rate",
    "Scope",
    "count",
    "measure",
    "period",
]
