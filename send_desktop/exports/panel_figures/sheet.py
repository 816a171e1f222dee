"""What the workbook of panels' figures is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from send_desktop.panel_measures import PanelFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresSheet:
    """The figures, and how the profile shows each child."""

    authority: str
    profile: str
    """The line that says who may be named in it."""
    scope_words: str
    made_on: date
    figures: PanelFigures
    children: Mapping[int, str]
    """By the case's id: name, initials, or nothing where only the reference may be shown."""

    @property
    def names_children(self) -> bool:
        """Say whether the profile shows more of a child than the reference."""
        return any(self.children.values())
