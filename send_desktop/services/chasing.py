"""The chasing ladder: a first reminder, a second, then escalation, each with its own day (the team's options).

``next_rung`` is pure. A service's promise holds the ladder still until its day; once broken it counts at once.
Rungs never go back, two never fall on one day, and what nobody waits for any more is quiet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from send_desktop.errors import Refused
from send_desktop.options import Options
from send_desktop.records import Advice, AwaitedRow, Case, Chase, Consultation
from send_desktop.services.advice import require_awaited
from send_desktop.services.amendments import Amendment
from send_desktop.statute.limits import advice_due
from send_desktop.statute.windows import reply_end
from send_desktop.wording import full_date

RUNGS = {1: "First reminder", 2: "Second reminder", 3: "Escalation"}
"""The rungs, from the lowest; the last is repeated until an answer comes."""

HIGHEST = max(RUNGS)

CHANNELS = {"email": "Email", "call": "Call", "letter": "Letter"}


@dataclass(frozen=True, slots=True)
class Rung:
    """The rung that comes next: its number, since when (or from when) it is due, and why from then."""

    number: int
    on: date
    is_due: bool
    is_promise_broken: bool = False

    @property
    def words(self) -> str:
        """Its name, as the screen and the log call it."""
        return RUNGS[self.number]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What the ladder goes by: the day it was due, what was promised, and the reminders so far."""

    due_on: date
    promised_on: date | None
    faulted_on: date | None
    chased: tuple[tuple[date, int], ...]


def next_rung(
    asked: Advice | Consultation, chases: Iterable[Chase], options: Options, today: date, *, is_open: bool = True
) -> Rung | None:
    """Return the rung of the ladder that comes next; None where nothing is waited for.

    ``chases`` may be all of the case's: those about something else are passed over.
    """
    waiting = _waiting(asked, chases) if is_open else None
    return _next(waiting, options, today) if waiting else None


def rung_of_row(row: AwaitedRow, options: Options, today: date) -> Rung:
    """Return the same for a flat row, which is only ever of what is waited for."""
    chased = row.chased or ((((row.last_chased_on, 1)),) if row.last_chased_on else ())
    return _next(_Waiting(due_of_row(row), row.promised_on, _faulted(row), chased), options, today)


def due_of_row(row: AwaitedRow) -> date:
    """Return when it is due: six weeks for advice, fifteen days for a setting's reply."""
    return advice_due(row.asked_on) if row.kind == "advice" else reply_end(row.asked_on)


def chase(
    case: Case,
    asked: Advice | Consultation,
    options: Options,
    *,
    on: date,
    today: date,
    channel: str = "call",
    to_whom: str = "",
    note: str = "",
) -> Amendment:
    """Record one reminder, by call as a rule: it is the next rung of the ladder, whether or not that was due yet.

    Raises Refused on a case that is not open, for what has come, for a day after today, or where one was
    recorded for that day already.
    """
    _may_chase(case, asked)
    rung = next_rung(asked, case.chases, options, on)
    last = _last_chased(asked, case.chases)
    if rung is None:
        raise Refused("It has not been asked for yet, so there is nothing to chase.")
    if on > today:
        raise Refused("A reminder cannot have been given after today; check the day.")
    if last and on <= last:
        raise Refused(f"A reminder of {full_date(last)} is on record already; the next one is of a later day.")
    record = chase_record(case.id, asked, rung.number, on, channel=channel, to_whom=to_whom, note=note)
    text = f"{case.reference}: {_whose(asked)} chased on {full_date(on)}, {rung.words.lower()}."
    replaced = ((asked, replace(asked, last_chased_on=on)),) if isinstance(asked, Advice) else ()
    return Amendment(case, "Chase", text, added=(record,), replaced=replaced)


def chase_record(
    case_id: int, asked: Advice | Consultation, rung: int, on: date, *, channel: str, to_whom: str, note: str = ""
) -> Chase:
    """Return the record of one reminder; ``to_whom`` is the address or person as of that day."""
    if channel not in CHANNELS:
        raise Refused("Choose how the reminder was given.")
    return Chase(
        case_id=case_id,
        on=on,
        rung=rung,
        advice_id=asked.id if isinstance(asked, Advice) else None,
        consultation_id=asked.id if isinstance(asked, Consultation) else None,
        channel=channel,
        to_whom=to_whom.strip(),
        note=note.strip(),
    )


def to_chase(case: Case) -> list[Advice | Consultation]:
    """Return what is asked for and has not come on an open case: first the advice, then the replies."""
    if case.derived.status != "open":
        return []
    advice = [item for item in case.advice if item.requested_on and item.received_on is None]
    return [*advice, *(item for item in case.consultations if item.sent_on and item.replied_on is None)]


def _may_chase(case: Case, asked: Advice | Consultation) -> None:
    if isinstance(asked, Advice):
        require_awaited(case, asked)
    elif case.derived.status != "open":
        raise Refused(f"{case.reference} is not open, so nobody waits for a reply any more.")
    elif asked.replied_on:
        raise Refused(f"{_whose(asked)} replied on {full_date(asked.replied_on)}; there is nothing to chase.")


def _next(waiting: _Waiting, options: Options, today: date) -> Rung:
    last_on, last_rung = waiting.chased[-1] if waiting.chased else (None, 0)
    number = min(max((rung for _, rung in waiting.chased), default=0) + 1, HIGHEST)
    promised = waiting.promised_on
    if promised and (last_on is None or promised >= last_on):
        on = promised + timedelta(days=options.first_chase_days)
    elif last_on is None:
        on = waiting.due_on + timedelta(days=options.first_chase_days)
    else:
        on = last_on + timedelta(days=options.second_chase_days if last_rung == 1 else options.escalation_days)
    on = max([on, *_not_before(waiting, last_on, options)])
    is_broken = promised is not None and promised < today and (last_on is None or promised >= last_on)
    return Rung(number, on, on <= today, is_broken)


def _not_before(waiting: _Waiting, last_on: date | None, options: Options) -> list[date]:
    """Never two on one day; and sending advice back is itself a reminder, from which the next is counted."""
    least = [last_on + timedelta(days=1)] if last_on else []
    if waiting.faulted_on and (last_on is None or waiting.faulted_on >= last_on):
        least.append(waiting.faulted_on + timedelta(days=options.second_chase_days))
    return least


def _waiting(asked: Advice | Consultation, chases: Iterable[Chase]) -> _Waiting | None:
    if isinstance(asked, Advice):
        if asked.requested_on is None or asked.received_on:
            return None
        return _Waiting(advice_due(asked.requested_on), asked.promised_on, _faulted(asked), _chased(asked, chases))
    if asked.sent_on is None or asked.replied_on:
        return None
    return _Waiting(reply_end(asked.sent_on), None, None, _chased(asked, chases))


def _faulted(asked: Advice | AwaitedRow) -> date | None:
    return max((day for day in (asked.incomplete_on, asked.returned_on) if day), default=None)


def _chased(asked: Advice | Consultation, chases: Iterable[Chase]) -> tuple[tuple[date, int], ...]:
    own = [(one.on, one.rung) for one in chases if _is_about(one, asked)]
    if not own and isinstance(asked, Advice) and asked.last_chased_on:
        return ((asked.last_chased_on, 1),)  # imported: that there was one is all that is known of it
    return tuple(sorted(own))


def _is_about(one: Chase, asked: Advice | Consultation) -> bool:
    return (one.advice_id if isinstance(asked, Advice) else one.consultation_id) == asked.id


def _last_chased(asked: Advice | Consultation, chases: Sequence[Chase]) -> date | None:
    steps = _chased(asked, chases)
    return steps[-1][0] if steps else None


def _whose(asked: Advice | Consultation) -> str:
    return asked.service if isinstance(asked, Advice) else (asked.setting or "The setting")
