"""Progress as a plain callable: a bar in the window, a line on the command line."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what); raising ``errors.Cancelled`` from it stops the work, undone."""


def silent(done: int, total: int, what: str) -> None:
    """Report to nobody; the default where no one is waiting."""
