"""Errors by blame, so that every caller can say what happened, what was kept and what to do.

The message of each is one plain sentence (or two) that may be shown to an officer as it stands.
A fault of the program itself is none of these: it stays an ordinary exception and is logged.
"""


class SendDesktopError(Exception):
    """An expected failure with a message written for the person at the screen."""


class Refused(SendDesktopError):
    """The act as asked would be wrong: a slip in the input that the person can put right."""


class Stale(SendDesktopError):
    """Someone else saved the record first; nothing of this act was kept, and the record must be read again."""


class Unavailable(SendDesktopError):
    """The surroundings failed: a file is locked, missing or full, or a store is newer than the program."""


class Cancelled(SendDesktopError):
    """The person stopped long work; everything is as it was before it began."""
