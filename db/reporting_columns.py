"""The columns of the tables that reports stand on beside the cases."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Named

from db.columns import CODE, SHA256, CaseColumns, StoredColumns
from db.types import UtcDateTime


class DelayReasonColumns(CaseColumns):
    """Columns of ``delay_reason``."""

    duty: Named[str] = Column(CODE)
    reason: Named[str] = Column(CODE)
    service: Named[str] = Column(CODE)
    note: Named[str]
    given_on: Named[date]
    given_by: Named[str]


class MilestoneColumns(StoredColumns):
    """Columns of ``milestone``; values are tenths of the measure's unit."""

    measure: Named[str] = Column(CODE)
    title: Named[str]
    baseline: Named[int | None]
    baseline_on: Named[date | None]
    target: Named[int]
    due_on: Named[date]
    note: Named[str]


class SentSheetColumns(StoredColumns):
    """Columns of ``sent_sheet``."""

    export_id: Named[int] = Column(ForeignKey("export.id"), index=True)
    as_at: Named[date] = Column(index=True)
    period_from: Named[date]
    period_to: Named[date]
    profile: Named[str] = Column(CODE)
    made_at: Named[datetime] = Column(UtcDateTime)
    made_by: Named[str]
    sha256: Named[str] = Column(SHA256)
    cases: Named[int]


class KeptForecastColumns(StoredColumns):
    """Columns of ``kept_forecast``."""

    kind: Named[str] = Column(CODE)
    made_on: Named[date] = Column(index=True)
    sha256: Named[str] = Column(SHA256)
    cases: Named[int]


class PublishedSetColumns(StoredColumns):
    """Columns of ``published_set``."""

    title: Named[str]
    file_name: Named[str]
    first_year: Named[int]
    last_year: Named[int]
    read_on: Named[date]
    read_by: Named[str]
    sha256: Named[str] = Column(SHA256)
