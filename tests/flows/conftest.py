"""The real window on a real store."""

from tests.helpers.window import cases, sit_down, store

__all__ = ["cases", "sit_down", "store"]
