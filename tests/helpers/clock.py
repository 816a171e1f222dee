"""Acts of an earlier day: the audit's moments are real, so a test that needs a history moves them back by itself."""

from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite  # the program's own: a second SQLite library would drop its locks


def written_at(file: Path, at: datetime, last: int = 1) -> None:
    """Give the newest ``last`` acts of a store the moment ``at``, as if they had been done then."""
    moment = at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    with closing(sqlite.connect(str(file))) as connection, connection:
        connection.execute("UPDATE act SET at = ? WHERE id > (SELECT max(id) FROM act) - ?", (moment, last))


def days_ago(days: int, at: time = time(12)) -> datetime:
    """Return a time of day so many days ago, by this computer's clock."""
    return datetime.combine(datetime.now().date() - timedelta(days=days), at).astimezone()
