"""Reasons for delay: which limits of a case have passed, and giving, changing and removing why.

A reason is asked for and never required: nothing that must be recorded waits for it. It explains and never
excuses (``exceptions_in_law`` is the closed list of what does).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.delay_reasons import LIMIT_DAYS, LIMIT_WORDS, cause, fitting, reason_words, services_for
from send_desktop.errors import Refused, Stale
from send_desktop.measures.delays import LateLimit, is_replaced, late_limit, late_limits
from send_desktop.records import Case, DelayReason
from send_desktop.records.flat import timeliness_row
from send_desktop.services.amendments import Amendment, Check, amended
from send_desktop.services.planned_changes import Chain
from send_desktop.store import Reading
from send_desktop.wording import days, full_date


@dataclass(frozen=True, slots=True)
class PassedLimit:
    """A limit of a case that was met late, or has passed and is open, with the reason on record."""

    late: LateLimit
    given: DelayReason | None

    @property
    def duty(self) -> str:
        """A key of ``LIMIT_WORDS``."""
        return self.late.duty

    @property
    def is_asked(self) -> bool:
        """Say whether somebody has still to say why."""
        return self.given is None and not self.late.is_excepted

    @property
    def words(self) -> str:
        """'Final plan (20 weeks), 63 days late'; while it is open 'past' and not 'late'."""
        how = "late" if self.late.met_on else "past"
        return f"{LIMIT_WORDS[self.duty]}, {days(self.late.days)} {how}"


def passed_limits(case: Case, today: date) -> tuple[PassedLimit, ...]:
    """Return the limits of a case that were not kept, in the order of the law, each with its reason on record."""
    order = list(LIMIT_WORDS)
    late = sorted(late_limits(timeliness_row(case), today), key=lambda one: order.index(one.duty))
    return tuple(PassedLimit(one, reason_of(case, one.duty)) for one in late if one.kind != "after_dispute")


def passed_limit(case: Case, duty: str, today: date) -> PassedLimit | None:
    """Return one of them; None where that limit was kept, or has not passed."""
    return next((one for one in passed_limits(case, today) if one.duty == duty), None)


def late_if_met(case: Case, duty: str, on: date) -> PassedLimit | None:
    """Return a limit as it would stand were it met on a day; None where that is in time, or other limits run."""
    row = timeliness_row(case)
    late = (on - case.clock_start_on).days - LIMIT_DAYS[duty]
    if late <= 0 or (duty == "final_plan" and is_replaced(row, on)):
        return None
    return PassedLimit(late_limit(row, duty, _LATE_KINDS[duty], on, late), reason_of(case, duty))


_LATE_KINDS = {"assess_decision": "late_decision", "no_plan_decision": "late_refusal", "final_plan": "late_plan"}


def reason_of(case: Case, duty: str) -> DelayReason | None:
    """Return the reason on record for a limit: the newest, should two officers have given one at the same moment."""
    return max((one for one in case.delay_reasons if one.duty == duty), key=lambda one: one.id, default=None)


def in_words(one: DelayReason) -> str:
    """Return a reason as a person reads it: 'Health advice came late (OT)'."""
    return f"{reason_words(one.reason)}{f' ({one.service})' if one.service else ''}"


def give(case: Case, *, duty: str, reason: str, today: date, by: str, service: str = "", note: str = "") -> Amendment:
    """Say why a limit passed unmet, or change what was said. It moves no date and relieves no duty.

    Raises Refused for a limit that was kept or has not passed, a reason that is not on the list for it, one that
    needs a service or words and has none, or what is on record already.
    """
    _check(case, duty, reason, service, note, today)
    before = reason_of(case, duty)
    kept_service = service if reason_asks(reason) == "service" else ""
    after = DelayReason(
        case_id=case.id, duty=duty, reason=reason, service=kept_service, note=note.strip(), given_on=today, given_by=by
    )
    text = f"{case.reference}: {LIMIT_WORDS[duty].lower()}, {in_words(after)}."
    if before is None:
        return Amendment(case, "Give a reason for delay", text, added=(after,), check=_still_asked(case, duty, today))
    after = replace(after, id=before.id, version=before.version)
    if _said(after) == _said(before):
        raise Refused(f"This is the reason on record for “{LIMIT_WORDS[duty]}” already; nothing has been changed.")
    check = _still_asked(case, duty, today)
    return Amendment(case, "Change a reason for delay", text, replaced=((before, after),), check=check)


def remove(case: Case, given: DelayReason, *, why: str) -> Amendment:
    """Take a reason off the record; the limit asks for one again. Raises Refused without saying why."""
    if not why.strip():
        raise Refused("Say why the reason is taken off; nothing has been changed.")
    text = f"{case.reference}: the reason for “{LIMIT_WORDS[given.duty]}” is taken off."
    return Amendment(case, "Remove a reason for delay", text, removed=(given,), reason=why.strip())


def with_reason(amendment: Amendment, *, duty: str, reason: str, today: date, by: str, **more: str) -> Amendment:
    """Return an act together with the reason for its lateness, as one act; the act alone without a reason.

    A reason beside an act that turns out to be in time is left out: its form may have offered it a moment before.
    """
    if not reason or passed_limit(amended(amendment), duty, today) is None:
        return amendment
    chain = Chain(amendment.case)
    chain.take(amendment)
    chain.take(give(chain.case, duty=duty, reason=reason, today=today, by=by, **more))
    return replace(chain.whole(), note=f"{amendment.note} The reason for the delay is kept.")


def reason_asks(reason: str) -> str:
    """Return what a reason has to say besides: 'service', 'words' or nothing."""
    known = cause(reason)
    return known.asks if known else ""


def named_services(case: Case, reason: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the services that a reason can name, those that the case asked first."""
    asked = [one.service for one in case.advice]
    return services_for(reason, tuple(dict.fromkeys((*asked, *known))))


def _check(case: Case, duty: str, reason: str, service: str, note: str, today: date) -> None:
    if duty not in LIMIT_WORDS:
        raise Refused("Choose which limit the reason is for.")
    if passed_limit(case, duty, today) is None:
        raise Refused(f"“{LIMIT_WORDS[duty]}” was kept or has not passed on this case, so there is nothing to explain.")
    if reason not in {one.code for one in fitting(duty)}:
        raise Refused(f"Choose a reason from the list for “{LIMIT_WORDS[duty]}”.")
    asks = reason_asks(reason)
    if asks == "service" and not service:
        raise Refused("Choose which service it was; its agency is counted by it.")
    if asks == "service" and not services_for(reason, (service,)):
        raise Refused(f"{service} is not a service that “{reason_words(reason)}” can mean; choose another.")
    if asks == "words" and not note.strip():
        raise Refused("Write in a few words what it was: “something else” alone explains nothing.")


def _said(one: DelayReason) -> tuple[str, str, str]:
    return one.reason, one.service, one.note


def _still_asked(case: Case, duty: str, today: date) -> Check:
    """What must still hold when a reason is saved: nobody else has given one since, and the limit has passed still."""

    def check(reading: Reading) -> None:
        now = reading.case(case.id)
        if now.delay_reasons != case.delay_reasons:
            raise Stale("Somebody else has given a reason for delay on this case; nothing was saved. Look at it first.")
        if passed_limit(now, duty, today) is None:
            raise Stale(
                f"Somebody else has changed this case, and “{LIMIT_WORDS[duty]}” needs no reason any more; nothing was "
                "saved. Look at it first."
            )

    return check


def told(given: DelayReason) -> str:
    """Return who gave a reason and when."""
    return f"given by {given.given_by} on {full_date(given.given_on)}" if given.given_by else full_date(given.given_on)
