"""What each service owes on open cases, and what the settings owe that were consulted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.measures import AdviceWaiting, advice_outstanding
from send_desktop.options import Options
from send_desktop.records import AdviceRow, AwaitedRow, Directory, Service
from send_desktop.services.chasing import due_of_row, rung_of_row
from send_desktop.store import Reading, Store

SOON_DAYS = 7
"""Advice is due soon from a week before its day."""

SETTINGS = "settings"
"""The key of the queue of settings that have been consulted and have not replied."""


@dataclass(frozen=True, slots=True)
class ServiceQueue:
    """What one service still owes on open cases, with ages in days since each request."""

    service: str
    """Its code; ``SETTINGS`` for the settings consulted, taken together."""
    name: str
    waiting: AdviceWaiting
    """Counted by the same function as the weekly sheet's ``advice_outstanding``."""
    due_soon: int
    """Of those waiting, how many fall due within a week and are not yet overdue."""
    overdue: int
    """How many are past their day: for advice those over six weeks."""
    to_chase: int
    """How many have a rung of the chasing ladder due."""
    usual_delay_days: int
    is_section_31_body: bool = False


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Everything that others owe on open cases, as at one reading."""

    rows: tuple[AwaitedRow, ...]
    directory: Directory
    options: Options
    today: date

    def of(self, service: str, officer: str = "") -> list[AwaitedRow]:
        """Return what one queue holds, one officer's only where one is named; '' is every queue."""
        return [row for row in self.rows if _is_in(row, service) and _is_with(row, officer)]

    def queues(self, officer: str = "") -> list[ServiceQueue]:
        """Return the queues in the services' own order, the settings' last."""
        rows = [row for row in self.rows if _is_with(row, officer)]
        advice = [row for row in rows if row.kind == "advice"]
        codes = [service.code for service in self.directory.services]
        counted = _counted(advice, codes, self.today)
        made = [self._queue(service, counted[service.code], advice) for service in self.directory.services]
        return [*made, self._settings([row for row in rows if row.kind == "reply"])]

    def _queue(self, service: Service, counted: AdviceWaiting, advice: Sequence[AwaitedRow]) -> ServiceQueue:
        mine = [row for row in advice if row.whose == service.code]
        return ServiceQueue(
            service=service.code,
            name=service.name,
            waiting=counted,
            due_soon=_due_soon(mine, self.today),
            overdue=counted.over_6_weeks,
            to_chase=self._to_chase(mine),
            usual_delay_days=service.usual_delay_days,
            is_section_31_body=service.is_section_31_body,
        )

    def _settings(self, replies: Sequence[AwaitedRow]) -> ServiceQueue:
        as_asked = _counted(replies, [], self.today, as_one=SETTINGS)
        return ServiceQueue(
            service=SETTINGS,
            name="Replies of settings",
            waiting=as_asked.get(SETTINGS, AdviceWaiting()),
            due_soon=_due_soon(replies, self.today),
            overdue=sum(self.today > due_of_row(row) for row in replies),
            to_chase=self._to_chase(replies),
            usual_delay_days=0,
        )

    def _to_chase(self, rows: Iterable[AwaitedRow]) -> int:
        return sum(rung_of_row(row, self.options, self.today).is_due for row in rows)


def outstanding(store: Store, today: date) -> Outstanding:
    """Read what others owe on open cases."""
    with store.look() as reading:
        return read_outstanding(reading, today)


def read_outstanding(reading: Reading, today: date) -> Outstanding:
    """Read the same inside a reading that is already open."""
    rows = tuple(row for row in reading.awaited() if row.asked_on <= today)
    return Outstanding(rows, reading.directory(), Options.read(reading.options()), today)


def overdue_count(reading: Reading, today: date) -> int:
    """Return how much is past its day on open cases: the number beside the screen's name."""
    return sum(today > due_of_row(row) for row in reading.awaited())


def _counted(
    rows: Iterable[AwaitedRow], services: Sequence[str], today: date, as_one: str = ""
) -> dict[str, AdviceWaiting]:
    flat = [_as_advice(row, as_one or row.whose) for row in rows]
    return advice_outstanding(flat, {row.case_id: True for row in flat}, today, services)[0]


def _as_advice(row: AwaitedRow, service: str) -> AdviceRow:
    return AdviceRow(
        id=row.id,
        case_id=row.case_id,
        reference=row.reference,
        service=service,
        requested_on=row.asked_on,
        promised_on=row.promised_on,
        received_on=None,
        last_chased_on=row.last_chased_on,
        is_case_open=True,
    )


def _due_soon(rows: Iterable[AwaitedRow], today: date) -> int:
    return sum(today <= due_of_row(row) <= today + timedelta(days=SOON_DAYS) for row in rows)


def _is_in(row: AwaitedRow, service: str) -> bool:
    if service == SETTINGS:
        return row.kind == "reply"
    return not service or (row.kind == "advice" and row.whose == service)


def _is_with(row: AwaitedRow, officer: str) -> bool:
    return not officer or row.officer.casefold() == officer.casefold()
