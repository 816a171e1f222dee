"""Column types whose Python values are the same whichever database holds them."""

from datetime import UTC, datetime
from json import JSONDecoder, JSONEncoder
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect
from sqlalchemy.types import TypeDecorator

to_json = JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
"""JSON text as short as it can be, names kept readable."""
from_json = JSONDecoder().decode


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC and always handed out aware of it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC. A moment without a zone is refused: it could mean any hour."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment aware of UTC, also where the database keeps no zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CodeList(TypeDecorator[tuple[str, ...]]):
    """A short list of codes in its given order, kept as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> list[str]:
        """Return the codes as the list that JSON knows."""
        return list(value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        """Return the codes as records hold them."""
        return tuple(value or ())
