"""The letters there are, the notices that the law requires in them, and the fields that templates may name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import resources
from send_desktop.panel_types import OUTCOMES
from send_desktop.records import Case, Decision
from send_desktop.statute.outcomes import standing_assess, standing_issue

_FOLDER = ("templates", "letters")


@dataclass(frozen=True, slots=True)
class Notice:
    """What the law requires a letter to say: its title, its provision and the fields that say it."""

    title: str
    provision: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterField:
    """A field that a template may name. ``option`` is the team's option that fills it, where one does."""

    name: str
    meaning: str
    option: str


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One letter of ``letters.json``."""

    code: str
    title: str
    about: str
    purpose: str
    provision: str
    recipients: tuple[str, ...]
    """Required: family, board, setting, named_setting, consulted, service."""
    notifies: str
    """'assess' or 'issue' where the letter is the notice of that decision; else empty."""
    notices: tuple[str, ...]
    needs: tuple[str, ...]
    """Fields without which it is not made at all."""

    @property
    def required_fields(self) -> frozenset[str]:
        """The fields that a template must name, for the law requires their notices."""
        return frozenset(field for code in self.notices for field in notices()[code].fields)

    def is_offered(self, case: Case) -> bool:
        """Say whether the letter fits the case as it stands."""
        return _OFFERED[self.code](case)


@lru_cache(maxsize=1)
def kinds() -> tuple[LetterKind, ...]:
    """Return every letter, in the order of the pathway."""
    return tuple(_kind(row) for row in resources.load_json(*_FOLDER, "letters.json"))


def _kind(row: dict[str, Any]) -> LetterKind:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return LetterKind(**values)


def kind(code: str) -> LetterKind:
    """Return one letter. Raises KeyError for an unknown code."""
    return {one.code: one for one in kinds()}[code]


@lru_cache(maxsize=1)
def notices() -> dict[str, Notice]:
    """Return the notices by their codes."""
    rows = resources.load_json(*_FOLDER, "notices.json")
    return {code: Notice(row["title"], row["provision"], tuple(row["fields"])) for code, row in rows.items()}


@lru_cache(maxsize=1)
def fields() -> dict[str, LetterField]:
    """Return every field by its name, in the order in which they are listed."""
    return {row[0]: LetterField(*row) for row in resources.load_json(*_FOLDER, "fields.json")}


def shipped(code: str) -> bytes:
    """Return the template that the program ships for a letter."""
    return resources.path(*_FOLDER, f"{code}.docx").read_bytes()


def letters_for(case: Case) -> tuple[LetterKind, ...]:
    """Return the letters that the case may need as it stands, in the order of the pathway."""
    return tuple(one for one in kinds() if one.is_offered(case))


def _is_open(case: Case) -> bool:
    return case.derived.status == "open"


def _undecided(case: Case) -> bool:
    return _is_open(case) and case.request.assess_outcome is None


OUTCOME_LETTERS = ("panel_outcome", "panel_outcome_appeal")
"""Letters of what was decided after a panel where no other letter tells of it."""


def newest_told_by(case: Case, code: str) -> Decision | None:
    """Return the newest decision of which a letter tells, None where there is none."""
    told = [one for one in case.decisions if (one.letter or OUTCOMES[one.outcome].letter) == code]
    return max(told, key=lambda one: (one.decided_at, one.id), default=None)


_OFFERED: dict[str, Callable[[Case], bool]] = {
    "acknowledgement": _undecided,
    "considering": _undecided,
    "decision_assess": lambda case: standing_assess(case.facts()) == "assess" and case.request.issue_outcome is None,
    "decision_refuse": lambda case: standing_assess(case.facts()) == "refuse",
    "advice_request": lambda case: _is_open(case) and any(one.received_on is None for one in case.advice),
    "decision_issue": lambda case: standing_issue(case.facts()) == "issue" and _is_open(case),
    "decision_no_plan": lambda case: standing_issue(case.facts()) == "no_plan",
    "draft": lambda case: standing_issue(case.facts()) == "issue" and case.final_sent_on is None,
    "consultation": lambda case: _is_open(case) and any(one.replied_on is None for one in case.consultations),
    "panel_outcome": lambda case: newest_told_by(case, "panel_outcome") is not None,
    "panel_outcome_appeal": lambda case: newest_told_by(case, "panel_outcome_appeal") is not None,
    "final": lambda case: case.draft_served_on is not None or case.final_sent_on is not None,
    "update": _is_open,
    "new_officer": lambda case: _is_open(case) and bool(case.officer),
}
