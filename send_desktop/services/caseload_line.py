"""One line of the caseload with what a day makes of it: what the grid shows, filters, sorts and groups by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from send_desktop.codes import SEN_TYPES
from send_desktop.delay_reasons import LIMIT_WORDS, NO_REASON, asked_of_ended, asked_of_open, reason_words
from send_desktop.records import CaseloadRow
from send_desktop.risk import blocker_phrase, sentence, state, state_named
from send_desktop.services.caseload import Sought, stage_on
from send_desktop.statute.exceptions_in_law import is_statutory
from send_desktop.statute.limits import Limits, advice_due, limits_of_request
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.wording import age_on, year_group

STATUS_WORDS = {
    "plan_issued": "Plan issued",
    "refused": "Not assessed",
    "no_plan": "No plan",
    "withdrawn": "Withdrawn",
    "moved": "Moved",
    "ceased": "Ceased",
}
"""What stands in the stage column of a case that is no longer open."""


@dataclass(frozen=True, slots=True)
class AdviceDates:
    """When a service was asked for advice and when it came."""

    asked: date | None
    received: date | None

    @property
    def is_awaited(self) -> bool:
        """True while the advice was asked for and has not come."""
        return self.asked is not None and self.received is None

    def is_overdue(self, today: date) -> bool:
        """Say whether it is awaited beyond its six weeks (reg 8)."""
        return self.asked is not None and self.received is None and advice_due(self.asked) < today


class CaseLine:
    """One line of the caseload with what the day makes of it; worked out when first asked for."""

    def __init__(self, row: CaseloadRow, today: date) -> None:
        self.row = row
        self.today = today

    @cached_property
    def state(self) -> str | None:
        """The risk state today, or how the case ended."""
        return state(self.row.derived, self.today)

    @cached_property
    def is_open(self) -> bool:
        """True while the case is open."""
        return self.row.derived.status == "open"

    @cached_property
    def stage(self) -> str:
        """The stage today in words, or how it ended."""
        code = stage_on(self.row, self.today)
        return STAGE_TITLES[code] if code else STATUS_WORDS.get(self.row.derived.status, "")

    @cached_property
    def age(self) -> int | None:
        """Age in whole years."""
        return age_on(self.row.date_of_birth, self.today)

    @cached_property
    def day(self) -> int:
        """Days since the clock started, to today or to the end of the case."""
        end = self.row.derived.finished_on or self.row.closed_on
        until = self.today if self.is_open or end is None else end
        return (until - self.row.clock_start_on).days

    @cached_property
    def left(self) -> int | None:
        """Days until the next legal date; negative once it has passed."""
        due = self.row.derived.next_due
        return (due - self.today).days if due else None

    @cached_property
    def risk_word(self) -> str:
        """The state's word."""
        return state_named(self.state).word if self.state else ""

    @cached_property
    def blocker(self) -> str:
        """What holds the case, in a few words."""
        return blocker_phrase(self.row.derived, self.today) if self.is_open else ""

    @cached_property
    def sentence(self) -> str:
        """The risk sentence with its next step: what the track says to a screen reader."""
        said = sentence(self.row.derived, self.today)
        return f"{said.reason} {said.next_step}".strip()

    @cached_property
    def search_text(self) -> str:
        """Everything that the filter looks through."""
        row = self.row
        parts = (
            row.reference, f"{row.forename} {row.surname}, {row.forename}", row.setting, row.area, row.officer,
            row.team, self.stage, row.primary_need or "", self.risk_word, self.blocker, row.upn or "",
        )  # fmt: skip
        return "\n".join(parts)

    @cached_property
    def sought(self) -> Sought:
        """The search text, ready to be looked through at every key."""
        return Sought.of(self.search_text)

    @cached_property
    def year(self) -> str:
        """The national curriculum year."""
        return year_group(self.row.date_of_birth, self.today)

    @cached_property
    def need(self) -> str:
        """The primary need in words."""
        code = self.row.primary_need
        return SEN_TYPES.get(code, code) if code else ""

    @cached_property
    def advice(self) -> dict[str, AdviceDates]:
        """When each service was asked and answered, by its code."""
        entries = (one.rsplit(";", 2) for one in self.row.advice_dates.split("|") if one)
        return {code: AdviceDates(_date(asked), _date(received)) for code, asked, received in entries}

    @cached_property
    def delays(self) -> dict[str, tuple[str, str]]:
        """The reason for delay on record for each limit, with the service that it names."""
        entries = (one.split(";", 2) for one in self.row.delay_reasons.split("|") if one)
        return {duty: (reason, service) for duty, reason, service in entries}

    @cached_property
    def passed(self) -> tuple[str, ...]:
        """The limits that were not kept, in the order of the law; none where a listed exception is claimed."""
        row, derived = self.row, self.row.derived
        if row.is_exception_claimed and is_statutory(row.exception_reason):
            return ()
        if self.is_open:
            return asked_of_open(derived, row.clock_start_on, row.assess_told_on, self.today)
        return asked_of_ended(derived, row.clock_start_on, row.assess_told_on)

    @cached_property
    def has_unexplained(self) -> bool:
        """Say whether a limit was not kept and nobody has said why."""
        return any(duty not in self.delays for duty in self.passed)

    @cached_property
    def delay(self) -> str:
        """Why the furthest limit that was not kept was not, in words; that nobody has said so; or nothing."""
        given = next((self.delays[duty] for duty in reversed(LIMIT_WORDS) if duty in self.delays), None)
        if given is None:
            return NO_REASON if self.passed else ""
        reason, service = given
        words = f"{reason_words(reason)} ({service})" if service else reason_words(reason)
        return f"{words}; one limit has none" if self.has_unexplained else words

    @cached_property
    def limits(self) -> Limits:
        """The last days of the request's limits."""
        return limits_of_request(self.row.clock_start_on)


@lru_cache(maxsize=4096)
def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
