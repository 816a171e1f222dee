"""What can be asked for from anywhere in the window, as a table: read by menus, shortcuts, help and tests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to ask for. ``method`` is the main window's method that does it."""

    id: str
    title: str
    shortcut: str
    icon: str
    method: str
    help: str


ACTIONS: tuple[Action, ...] = (
    Action("find", "Search every case", "Ctrl+F", "search", "search", "Finds a case by any word that is kept of it."),
    Action("palette", "Command palette", "Ctrl+K", "shortcuts", "open_palette", "Lists every act; type its name."),
    Action("filter", "Filter this screen", "Ctrl+Shift+F", "filter", "focus_search", "Goes to the screen's filter."),
    Action("undo", "Undo", "Ctrl+Z", "undo", "undo", "Takes the last act back, as a new act."),
    Action("redo", "Do again", "Ctrl+Y", "redo", "redo", "Does again what was undone last."),
    Action("new_request", "New request", "Ctrl+N", "add", "new_request", "Records a request for an assessment."),
    Action("advice", "Advice arrived", "Ctrl+E", "advice", "advice_arrived", "Records that a service's advice came."),
    Action("log_contact", "Log contact", "Ctrl+L", "phone", "log_contact", "Logs a call, email, visit or meeting."),
    Action(
        "calendar",
        "Calendar file",
        "Ctrl+Shift+C",
        "calendar",
        "calendar_file",
        "Writes the legal dates, promises and panels ahead for Outlook.",
    ),
    Action(
        "hand_over",
        "Hand over a caseload",
        "Ctrl+Shift+H",
        "move",
        "hand_over",
        "Makes the brief for the next officer, and moves the cases.",
    ),
    Action("back", "Back", "Alt+Left", "previous", "go_back", "Returns to the screen before."),
    Action("forward", "Forward", "Alt+Right", "next", "go_forward", "Goes to where Back came from."),
    Action("pane", "Next part of the window", "F6", "move", "next_pane", "Goes from the screens to the page and on."),
    Action("why", "Why this date?", "F4", "law", "why", "Opens the date or state in focus to how it was worked out."),
    Action(
        "look_back", "As at a past day", "Ctrl+T", "history", "look_back", "Shows the case in view as at a past day."
    ),
    Action("help", "Help on this screen", "F1", "help", "show_help", "Says what the screen is for."),
    Action("reload", "Read again", "F5", "refresh", "reload", "Reads the screen again from the store."),
    Action("bigger", "Larger text", "Ctrl++", "view", "larger_text", "Makes everything larger, to 200 per cent."),
    Action("smaller", "Smaller text", "Ctrl+-", "view", "smaller_text", "Makes everything smaller, to 100 per cent."),
)
"""Every action with its shortcut; Ctrl+1, Ctrl+2... go to the screens in the order of the navigation."""
