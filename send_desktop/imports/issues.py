"""Everything that an import may have to say about a row, as one table: its weight and its sentence.

``code`` is the key; where a tracker's own conventions name the matter, it is the name they use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]

IMPORTED = "imported"
WITH_WARNING = "imported with warning"
REJECTED = "rejected with reason"
IGNORED = "ignored because not a case"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of issue: error rejects the row, warning asks for a look, note only says what was done."""

    severity: Severity
    message: str
    """A sentence for an officer; {value} is what the cell shows, {on} and {more} what the place fills in."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing said about a place in the file. ``row`` is as a spreadsheet numbers it; None means the sheet."""

    sheet: str
    row: int | None
    column: str
    severity: Severity
    code: str
    message: str
    value: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the shape of ``import --json``; what an issue does not have is null."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column or None,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "value": self.value or None,
        }


def issue(code: str, sheet: str, row: int | None, column: str = "", value: str = "", more: str = "") -> Issue:
    """Make an issue of a kind in the table; ``more`` fills the place that the kind's sentence leaves for it."""
    kind = KINDS[code]
    return Issue(sheet, row, column, kind.severity, code, kind.message.format(value=value, more=more), value)


KINDS: Mapping[str, Kind] = {
    # Rows and sheets that are not cases.
    "two_row_header": Kind("note", "This row holds the group headings of the header below it."),
    "blank_row": Kind("note", "The row is blank."),
    "note_row": Kind("note", "The row names no child: it is a note or a heading."),
    "total_row": Kind("note", "The row holds totals."),
    "repeated_header": Kind("note", "The row repeats the headings."),
    "no_child_named": Kind("warning", "The row holds dates or a reference but names no child, so it is not a case."),
    "lookup_sheet": Kind("note", "The sheet holds lists, not cases."),
    "hidden_sheet": Kind("note", "The sheet is hidden; no case is read from it."),
    "notes_not_read": Kind(
        "note",
        "Notes on cells and hidden rows cannot be read from this kind of file; save it as .xlsx to bring them in.",
    ),
    # Rows that are rejected.
    "missing_received_date": Kind("error", "There is no readable date received, so no clock can start."),
    "impossible_received_date": Kind("error", "The date received, {value}, does not exist, so no clock can start."),
    "received_after_as_at": Kind("error", "The date received, {value}, is after {more}, so it cannot be right."),
    "decision_before_received": Kind(
        "error", "The decision to assess, {value}, is before the request was received, {more}; one of them is wrong."
    ),
    "final_before_received": Kind(
        "error", "The final plan, {value}, is before the request was received, {more}; one of them is wrong."
    ),
    "duplicate_row": Kind("error", "The same row stands at row {more}; one case is held."),
    "duplicate_row_older": Kind("error", "The same case stands at row {more}, which says more; that row is held."),
    # Rows that are imported with a warning.
    "duplicate_row_fuller": Kind("warning", "The same case is entered again at row {more}; this fuller row is held."),
    "dob_in_future": Kind("warning", "The date of birth is after the request was received; none is held."),
    "upn_check_letter": Kind("warning", "The UPN's check letter should be {more}; it is held as written."),
    "upn_length": Kind("warning", "The UPN has {more} characters and not 13; it is held as written."),
    "upn_pattern": Kind("warning", "The UPN is not a letter followed by eleven digits; it is held as written."),
    "words_in_date_column": Kind(
        "warning", "'{value}' is not a date; no date is held and the words are kept as a note."
    ),
    "error_in_cell": Kind("warning", "The cell shows the error {value}; no date is held."),
    "impossible_date": Kind("warning", "The date {value} does not exist; no date is held."),
    "planned_final_plan": Kind(
        "warning", "The final plan's date is after {more}: it is planned, not sent; no date is held."
    ),
    "planned_draft": Kind("warning", "The draft's date is after {more}: it is planned, not served; no date is held."),
    "planned_advice": Kind("warning", "The date is after {more}: the advice has not come yet; no date is held."),
    "date_after_as_at": Kind("warning", "The date is after {more}, so it has not happened yet; no date is held."),
    "deadline_typed_over": Kind(
        "warning", "The deadline is typed over; the law's date, {more}, is worked out from the date received."
    ),
    "advice_before_request": Kind("warning", "The advice came before it was asked for: a report that existed already."),
    "exception_reason_not_statutory": Kind(
        "warning", "'{value}' is not an exception in regulation 10(4); it is held as recorded and relieves nothing."
    ),
    "exception_without_reason": Kind("warning", "An exception is claimed and no reason is given."),
    "exception_not_claimed": Kind(
        "warning", "A reason is given but no exception is claimed; the reason is kept as a note."
    ),
    "final_without_decision": Kind("warning", "A final plan was sent and no decision to issue is recorded."),
    "refusal_without_date": Kind("warning", "The refusal has no date; the outcome is held, without one."),
    "decision_without_date": Kind("warning", "The decision has no date; the outcome is held, and the case stays due."),
    "decision_without_outcome": Kind(
        "warning", "A date is given but not what was decided; no decision is held and the date is kept as a note."
    ),
    "decision_inferred": Kind(
        "warning", "What was decided is blank, but later steps show that it was to assess; that is held."
    ),
    "withdrawal_without_date": Kind("warning", "The request is withdrawn without a date; no date is held."),
    "code_not_known": Kind("warning", "'{value}' is not a known code; none is held and the words are kept as a note."),
    "officer_not_listed": Kind("warning", "The initials {value} are on no staff list; they are held as the name."),
    "missing_reference": Kind("warning", "The row has no reference; it is given {more}."),
    "reference_of_another_child": Kind(
        "warning", "Another child has the reference {value} at row {more}; this case is given one of its own."
    ),
    "one_name_only": Kind("warning", "The row gives only one of the child's names."),
    # What differs from the store.
    "first_decision_kept": Kind(
        "warning", "The store holds another first decision, {more}; a first decision is never overwritten."
    ),
    "first_plan_kept": Kind("warning", "The store holds a final plan sent on {more}; it is kept."),
    "draft_kept": Kind("warning", "The store holds a later draft, served on {more}; it is kept."),
    "received_date_changed": Kind(
        "warning", "The store held {more} as the date received; the file's date is held now."
    ),
    "belongs_to_another_child": Kind(
        "error", "The store holds this reference for another child; that case is kept as it is."
    ),
    # What was read without fuss.
    "date_as_text": Kind("note", "The date is typed as text; it is read day first as {more}."),
    "serial_as_text": Kind("note", "The day number {value} is text; it is read as {more}."),
    "serial_number": Kind("note", "The day number {value} is read as {more}."),
    "time_of_day": Kind("note", "The time of day is dropped."),
    "not_applicable": Kind("note", "'{value}' is read as nothing recorded."),
    "planned_panel": Kind("note", "The panel of {value} is planned; nothing is decided yet."),
    "officer_initials": Kind("note", "The initials {value} are read as {more}."),
    "stray_spaces": Kind("note", "Stray spaces are taken out."),
    "hidden_row": Kind("note", "The row is hidden; it is a case like any other."),
    "twins": Kind("note", "Row {more} is a child of the same surname and date of birth; they are two children."),
    "same_child_two_requests": Kind("note", "The same child has another request, {more}; they are two cases."),
    "received_on_closed_day": Kind(
        "note", "The request came on a day that is not a working day; the clock starts then."
    ),
    "boundary": Kind("note", "{more}"),
}
