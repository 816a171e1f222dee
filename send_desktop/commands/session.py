"""What every command works with: the store, the day, and who is acting."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from send_desktop import paths
from send_desktop.errors import Refused
from send_desktop.store import Store

OpenStore = Callable[[str | Path], Store]
DrawScreens = Callable[[Store, Path, date], list[Path]]


@dataclass(slots=True)
class Tools:
    """What ``__main__`` hands to the commands: how to open a store and how to draw the screens."""

    open_store: OpenStore
    draw_screens: DrawScreens


@dataclass(slots=True)
class Session:
    """One call of the command line. The store is opened when it is first asked for."""

    tools: Tools
    location: str
    today: date
    acting: str | None = None
    _store: Store | None = field(default=None, init=False)

    @property
    def store(self) -> Store:
        """Return the store, opened once. Raises Unavailable."""
        if self._store is None:
            self._store = self.tools.open_store(self.location)
        return self._store

    def by(self) -> str:
        """Return the name for the audit: ``--as``, else the officer matched to the sign-in, else the sign-in.

        Raises Refused when ``--as`` names nobody in a store that has officers.
        """
        sign_in = paths.sign_in()
        with self.store.look() as reading:
            officers = reading.directory().officers
            matched = reading.officer_for_sign_in(sign_in)
        if self.acting is None:
            return matched.name if matched else sign_in
        wanted = " ".join(self.acting.split()).casefold()
        named = next((one.name for one in officers if wanted in (one.name.casefold(), one.initials.casefold())), None)
        if named is None and officers:
            raise Refused(f"There is no officer called {self.acting} in this store; nothing has been done.")
        return named or self.acting

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
            self._store = None
