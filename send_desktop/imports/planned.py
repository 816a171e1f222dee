"""What an import means to hold: one planned case to a row, not yet compared with any store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from send_desktop.imports.issues import IGNORED, REJECTED, Issue
from send_desktop.imports.tracker import StaffMember


@dataclass(frozen=True, slots=True)
class PlannedAdvice:
    """Advice sought from one service, by the service's code; one of the two dates is always there."""

    service: str
    requested_on: date | None
    received_on: date | None


@dataclass(frozen=True, slots=True)
class PlannedNote:
    """Words of the file to be kept as a note. ``origin`` is 'cell note' or 'date column'; the subject is the column."""

    origin: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCase:
    """One case as its row gives it; absent values are None or ''. Names are as written, spaces tidied."""

    sheet: str
    row: int
    reference: str
    forename: str = ""
    surname: str = ""
    date_of_birth: date | None = None
    upn: str | None = None
    setting: str = ""
    area: str = ""
    primary_need: str | None = None
    secondary_need: str | None = None
    received_on: date
    source: str = "not_known"
    panel_on: date | None = None
    assess_outcome: str | None = None
    assess_told_on: date | None = None
    advice: tuple[PlannedAdvice, ...] = ()
    issue_panel_on: date | None = None
    issue_outcome: str | None = None
    issue_told_on: date | None = None
    draft_served_on: date | None = None
    consulted: str = ""
    consultation_sent_on: date | None = None
    consultation_replied_on: date | None = None
    final_sent_on: date | None = None
    is_exception_claimed: bool = False
    exception_reason: str | None = None
    exception_text: str = ""
    is_withdrawn: bool = False
    withdrawn_on: date | None = None
    officer: str = ""
    comments: str = ""
    notes: tuple[PlannedNote, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether nothing in the row has ended the case."""
        ended = self.is_withdrawn or self.assess_outcome == "refuse" or self.issue_outcome == "no_plan"
        return not ended and self.final_sent_on is None


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of one row: one of the four outcomes of ``issues``, and its reference where it has one."""

    sheet: str
    row: int
    outcome: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Everything that an import of one file would hold and say, as at one day; pure, no store seen."""

    file: str
    as_at: date
    sheets: tuple[str, ...]
    mapping: Mapping[str, str]
    unmapped: tuple[str, ...]
    cases: tuple[PlannedCase, ...]
    children: tuple[int, ...]
    """For each case, in the same order, a number that is the same for every case of one child."""
    rows: tuple[RowOutcome, ...]
    issues: tuple[Issue, ...]
    staff: tuple[StaffMember, ...] = ()
    setting_kinds: Mapping[str, str]

    @property
    def rejected(self) -> int:
        """Rows rejected with a reason."""
        return sum(1 for row in self.rows if row.outcome == REJECTED)

    @property
    def ignored(self) -> int:
        """Rows that are not cases."""
        return sum(1 for row in self.rows if row.outcome == IGNORED)
