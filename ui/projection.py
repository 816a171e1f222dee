"""Showing a screen to a room: over the whole screen, in larger text, without what stands around it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ui.theme import appearance
from ui.window_acts import WindowActs

ROOM_SCALE = 150
"""The least text size, in per cent, that is read from the far end of a table."""


class Projection:
    """Whether the window is shown to a room. The text size of the desk is kept, and comes back with it."""

    def __init__(self, window: WindowActs) -> None:
        self._window = window
        self._scale_at_desk = 0
        self._state = Qt.WindowState.WindowNoState
        self.is_on = False

    def show(self, is_projected: bool, rebuild: Callable[[], None]) -> None:
        """Begin or end it; ``rebuild`` makes the window's screens anew in the other text size."""
        if is_projected == self.is_on:
            return
        self.is_on = is_projected
        before = appearance().scale
        if is_projected:
            self._scale_at_desk, self._state = before, self._window.windowState()
            appearance().apply(None, max(before, ROOM_SCALE))
            self._window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        else:
            appearance().apply(None, self._scale_at_desk)
            self._window.setWindowState(self._state)
        if appearance().scale != before:
            rebuild()
        else:
            self.dress()

    def dress(self) -> None:
        """Hide or show what stands around the screen in view, made anew or not."""
        self._window.surround(not self.is_on)
        self._window.page.show_projected(self.is_on)
