"""What the program ships beside its code: law, calendars, templates, fonts, icons, colours.

Everything is reached through here, so that a frozen program and a clone find it the same way.
"""

import json
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Where a shipped file or folder lies; FileNotFoundError if the program was not installed whole."""
    found = _ROOT.joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"The program is not whole: {'/'.join(parts)} is missing from its resources.")
    return found


def text(*parts: str) -> str:
    """A shipped text file, read as UTF-8."""
    return path(*parts).read_text(encoding="utf-8")


def load_json(*parts: str) -> Any:
    """A shipped JSON file, parsed."""
    return json.loads(text(*parts))
