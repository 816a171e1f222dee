"""Where the focus goes when a part of the window is entered by the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def first_stop(pane: QWidget) -> QWidget | None:
    """Return the first widget of a part of the window at which Tab would stop; of buttons of a group, the checked."""
    stop = pane.nextInFocusChain()
    found: list[QWidget] = []
    while stop is not None and stop is not pane:
        if pane.isAncestorOf(stop) and is_stop(stop):
            found.append(stop)
        stop = stop.nextInFocusChain()
    checked = (one for one in found if isinstance(one, QAbstractButton) and one.isChecked() and one.group())
    return next(checked, found[0] if found else None) if found and _is_grouped(found[0]) else next(iter(found), None)


def pane_after(panes: Sequence[QWidget], focus: QWidget | None) -> QWidget:
    """Return the part after that in which the focus is; the first where it is in none."""
    now = next((place for place, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), -1)
    return panes[(now + 1) % len(panes)]


def is_stop(widget: QWidget) -> bool:
    """Say whether Tab stops at a widget as it stands."""
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_grouped(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and widget.group() is not None
