"""Settings by name, as forms and trackers give them."""

from collections.abc import Iterable

from send_desktop.records import Setting
from send_desktop.store import Work


def known_setting(settings: Iterable[Setting], name: str) -> Setting | None:
    """Return the setting of that name, capitals and spacing ignored; None where there is none."""
    wanted = " ".join(name.split()).casefold()
    return next((setting for setting in settings if setting.name.casefold() == wanted), None)


def setting_named(work: Work, name: str) -> Setting | None:
    """Return the setting of that name, adding it when it is new; None for an empty name."""
    wanted = " ".join(name.split())
    if not wanted:
        return None
    return known_setting(work.directory().settings, wanted) or work.add(Setting(name=wanted))
