"""Where the window has been: the way back and forward, and where the focus was on each place."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

Place = tuple[str, int]
"""Where the window is: a screen's id, or 'case' with the id of the case; otherwise 0."""


class Trail:
    """The places, the one in view last."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self._ahead: list[Place] = []
        self._focus: dict[Place, QWidget] = {}

    @property
    def here(self) -> Place:
        """The place in view."""
        return self.places[-1]

    def go(self, place: Place) -> bool:
        """Go on to a place; False where it is in view already."""
        if self.places and self.here == place:
            return False
        self._ahead.clear()
        self.places.append(place)
        return True

    def back(self) -> bool:
        """Go to the place before; False where there is none."""
        if len(self.places) < 2:
            return False
        self._ahead.append(self.places.pop())
        return True

    def forward(self) -> bool:
        """Go again to where ``back`` came from; False where it came from nowhere."""
        if not self._ahead:
            return False
        self.places.append(self._ahead.pop())
        return True

    def forget(self, gone: Collection[Place], instead: Place) -> bool:
        """Leave out places that are no more; True where one of them was in view."""
        was_here = self.here in gone
        self.places = [place for place in self.places if place not in gone] or [instead]
        self._ahead = [place for place in self._ahead if place not in gone]
        return was_here

    def recent_cases(self, most: int) -> list[int]:
        """Return the cases opened last, the newest first."""
        return list(dict.fromkeys(case_id for name, case_id in reversed(self.places) if name == "case"))[:most]

    def keep_focus(self, focus: QWidget | None, within: QWidget) -> None:
        """Remember where the focus is on the place in view."""
        if self.places and focus is not None and within.isAncestorOf(focus):
            self._focus[self.here] = focus

    def focus_here(self) -> QWidget | None:
        """Return what had the focus on the place in view, if it is there still."""
        kept = self._focus.get(self.here)
        return kept if kept is not None and isValid(kept) and kept.isVisible() else None

    def give_focus_back(self) -> None:
        """Return the focus to where it was on the place in view."""
        kept = self.focus_here()
        if kept is not None:
            kept.setFocus(Qt.FocusReason.OtherFocusReason)
