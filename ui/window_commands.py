"""What the command palette lists besides acts on a case: the screen's own acts, the window's, and the screens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.actions import ACTIONS
from ui.dialogs.case_acts import ACTS
from ui.widgets.finder import FoundLine

if TYPE_CHECKING:
    from ui.window_acts import WindowActs


def commands(window: WindowActs) -> list[FoundLine]:
    """Return the commands of the window as it stands, those of the screen in view first."""
    known = {one.title for one in ACTIONS} | {one.title for one in ACTS}
    own = [
        FoundLine(one.text(), f"On this screen: {window.page.title}", one.click, "next")
        for one in window.page.commands()
        if one.text() not in known
    ]
    everywhere = [
        FoundLine(one.title, one.help, getattr(window, one.method), one.icon, one.shortcut)
        for one in ACTIONS
        if one.id != "palette"
    ]
    screens = [
        FoundLine(one.title, "Goes to the screen", partial(window.go_to, one.id), one.icon, f"Ctrl+{number}")
        for number, one in enumerate(window.screens, start=1)
    ]
    return [*own, *everywhere, *screens]
