"""What every stored record carries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What every stored record carries. ``id`` is 0 until it is saved."""

    id: int = 0
    version: int = 0
