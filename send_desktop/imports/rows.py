"""From one row to one planned case, by the tracker conventions; or to the reason why it is none."""

import re
from datetime import date
from typing import TypeAlias

from send_desktop.imports.codes import NOBODY, exception_reason, upn_check_letter, upn_fault
from send_desktop.imports.planned import PlannedAdvice, PlannedCase, PlannedNote
from send_desktop.imports.row_view import RowView, days_after, shown
from send_desktop.imports.values import is_blank, read_date, read_yes_no, text_of

Decision: TypeAlias = tuple[str | None, date | None]
"""What was decided, and the day the family was told."""

TOTAL = re.compile(r"(?:grand |sub ?)?totals?\b|sum\b|count\b|average\b", re.IGNORECASE)
WITHDREW = re.compile(r"withdr", re.IGNORECASE)
NAMES = ("surname", "forename", "name")
INITIALS = re.compile(r"[A-Za-z]{2,3}")
ASSESS_YES = frozenset({"assess", "agreed to assess", "yes to assess", "agree to assess"})
ASSESS_NO = frozenset({"not to assess", "no to assess", "refused to assess", "do not assess"})
ISSUE_YES = frozenset({"issue", "agreed to issue", "yes to issue", "plan", "issue plan"})
ISSUE_NO = frozenset({"no plan", "not to issue", "no to issue", "refused to issue", "do not issue"})

DEADLINES = (
    ("calculated.assess_due", 42),
    ("calculated.issue_due", 112),
    ("calculated.final_due", 140),
)
"""Regs 5(1), 10(1) and 13(2): days from the request by which the file's own deadlines are checked."""


def not_a_case(view: RowView) -> str:
    """Return the kind of a row that names no child, or '' for a case (conventions, 1)."""
    names = [cell for field in NAMES if isinstance(cell := view.cell(field), str) and cell.strip()]
    if names and isinstance(view.cell("request_received"), date) and not TOTAL.match(names[0]):
        return ""
    filled = [cell for cell in view.cells if not (isinstance(cell, str) and not cell.strip())]
    if not filled:
        return "blank_row"
    if isinstance(filled[0], str) and TOTAL.match(filled[0].strip()):
        return "total_row"
    if not names:
        has_facts = read_date(view.cell("request_received")).on or text_of(view.cell("upn"))
        return "no_child_named" if has_facts else "note_row"
    if len(filled) == 1:
        return "note_row"
    return "repeated_header" if _repeats_headings(view, len(filled)) else ""


def _repeats_headings(view: RowView, filled: int) -> bool:
    repeats = 0
    for field, cell in view.fields.items():
        if isinstance(cell, str) and cell and view.layout.names[field].casefold().endswith(cell.strip().casefold()):
            repeats += 1
    return repeats >= 3 and repeats * 2 >= filled


def read_case(view: RowView) -> PlannedCase | None:
    """Read a row that names a child; None when it is rejected, and its last issue is then the reason."""
    received = _received(view)
    if received is None:
        return None
    assess = _assess(view)
    final = view.done("final_plan_sent", "planned_final_plan")
    if _dated_before_receipt(view, received, assess[1], final):
        return None
    issue = _issue(view, final)
    _check_deadlines(view, received)
    _check_closed_day(view, received)
    if view.number in view.layout.hidden_rows:
        view.say("hidden_row")
    return _case(view, received, assess, issue, final)


def _case(view: RowView, received: date, assess: Decision, issue: Decision, final: date | None) -> PlannedCase:
    forename, surname = _names(view)
    claimed, reason, reason_text = _exception(view)
    withdrawn, withdrawn_on = _withdrawn(view)
    return PlannedCase(
        sheet=view.layout.sheet,
        row=view.number,
        reference=view.text("reference"),
        forename=forename,
        surname=surname,
        date_of_birth=_date_of_birth(view, received),
        upn=_upn(view),
        setting=_spelled(view, "setting"),
        area=_spelled(view, "area"),
        primary_need=view.need("primary_need"),
        secondary_need=view.need("secondary_need"),
        received_on=received,
        source=view.source(),
        panel_on=_panel(view),
        assess_outcome=assess[0],
        assess_told_on=assess[1],
        advice=_advice(view),
        issue_panel_on=view.any_date("decision_to_issue.panel_date"),
        issue_outcome=issue[0],
        issue_told_on=issue[1],
        draft_served_on=view.done("draft_served", "planned_draft"),
        consulted=_spelled(view, "consultations.setting"),
        consultation_sent_on=view.done("consultations.sent"),
        consultation_replied_on=view.done("consultations.replied"),
        final_sent_on=final,
        is_exception_claimed=claimed,
        exception_reason=reason,
        exception_text=reason_text,
        is_withdrawn=withdrawn,
        withdrawn_on=withdrawn_on,
        officer=_officer(view),
        comments=view.lines("comments"),
        notes=_all_notes(view),
    )


def _received(view: RowView) -> date | None:
    """Return the date received; without one, or with one after the as-at date, nothing can be counted (3)."""
    cell = view.cell("request_received")
    if type(cell) is date:
        on: date | None = cell
    else:
        reading = read_date(cell)
        on = reading.on
        if on is None:
            kind = "impossible_received_date" if reading.written == "impossible_date" else "missing_received_date"
            view.say(kind, "request_received", text_of(cell))
            return None
    if on and on > view.layout.as_at:
        view.say("received_after_as_at", "request_received", shown(on), shown(view.layout.as_at))
        return None
    return view.any_date("request_received")


def _dated_before_receipt(view: RowView, received: date, told: date | None, final: date | None) -> bool:
    """Reject a decision to assess or a final plan from before the request (4)."""
    for on, kind, field in (
        (told, "decision_before_received", "decision_to_assess.date"),
        (final, "final_before_received", "final_plan_sent"),
    ):
        if on is not None and on < received:
            view.say(kind, field, shown(on), shown(received))
            return True
    return False


def _assess(view: RowView) -> Decision:
    told = view.done("decision_to_assess.date")
    answer = _answer(view, "decision_to_assess.outcome", ASSESS_YES, ASSESS_NO)
    if answer is None:
        if told is not None and _went_on(view):
            view.say("decision_inferred", "decision_to_assess.outcome")
            return "assess", told
        _say_undecided(view, "decision_to_assess.date", told)
        return None, None
    if told is None:
        view.say("decision_without_date" if answer else "refusal_without_date", "decision_to_assess.date")
    return ("assess" if answer else "refuse"), told


def _issue(view: RowView, final: date | None) -> Decision:
    told = view.done("decision_to_issue.date")
    answer = _answer(view, "decision_to_issue.outcome", ISSUE_YES, ISSUE_NO)
    if answer is None:
        if final is not None and "decision_to_issue.outcome" in view.layout.places:
            view.say("final_without_decision", "decision_to_issue.outcome")
        _say_undecided(view, "decision_to_issue.date", told)
        return None, None
    if told is None:
        view.say("decision_without_date" if answer else "refusal_without_date", "decision_to_issue.date")
    return ("issue" if answer else "no_plan"), told


def _answer(view: RowView, field: str, yes: frozenset[str], no: frozenset[str]) -> bool | None:
    cell = view.cell(field)
    if cell == "" or is_blank(cell):
        return None
    answer = read_yes_no(cell, yes, no)
    if answer is None and text_of(cell):
        view.not_known(field, text_of(cell))
    return answer


def _say_undecided(view: RowView, field: str, told: date | None) -> None:
    if told is not None:
        view.say("decision_without_outcome", field, shown(told))
        view.keep(field, shown(told))


def _went_on(view: RowView) -> bool:
    """Say whether the row holds steps that only follow a decision to assess."""
    later = ("draft_served", "final_plan_sent", "decision_to_issue.date", "advice.EP.requested", "advice.EP.received")
    return any(read_date(view.cell(field)).on for field in later)


def _names(view: RowView) -> tuple[str, str]:
    forename, surname = view.text("forename"), view.text("surname")
    if not forename and not surname:
        whole = view.text("name")
        if "," in whole:
            surname, _, forename = (part.strip() for part in whole.partition(","))
        else:
            forename, _, surname = (part.strip() for part in whole.rpartition(" "))
    if not forename or not surname:
        view.say("one_name_only", "forename" if surname else "surname", surname or forename)
    return forename, surname


def _date_of_birth(view: RowView, received: date) -> date | None:
    born = view.any_date("date_of_birth")
    if born is not None and born > received:
        view.say("dob_in_future", "date_of_birth", shown(born))
        view.keep("date_of_birth", shown(born))
        return None
    return born


def _upn(view: RowView) -> str | None:
    written = view.text("upn").replace(" ", "")
    if not written:
        return None
    upn = written.upper()
    fault = upn_fault(upn)
    if not fault:
        return upn
    more = {"upn_length": str(len(upn)), "upn_check_letter": upn_check_letter(upn) if len(upn) == 13 else ""}
    view.say(fault, "upn", written, more.get(fault, ""))
    return written


def _spelled(view: RowView, field: str) -> str:
    name = view.text(field)
    spellings = view.layout.areas if field == "area" else view.layout.settings
    return spellings.of(name) if name else ""


def _panel(view: RowView) -> date | None:
    on = view.any_date("decision_to_assess.panel_date")
    if on is not None and on > view.layout.as_at:
        view.say("planned_panel", "decision_to_assess.panel_date", shown(on))
    return on


def _advice(view: RowView) -> tuple[PlannedAdvice, ...]:
    sought: list[PlannedAdvice] = []
    cells = view.cells
    for service, asked, came in view.layout.advice:
        if (asked is None or cells[asked] == "") and (came is None or cells[came] == ""):
            continue
        requested = view.done(f"advice.{service}.requested")
        received = view.done(f"advice.{service}.received", "planned_advice")
        if requested is None and received is None:
            continue
        if requested and received and received < requested:
            view.say("advice_before_request", f"advice.{service}.received", shown(received))
        sought.append(PlannedAdvice(service, requested, received))
    return tuple(sought)


def _exception(view: RowView) -> tuple[bool, str | None, str]:
    text = view.text("exception.reason")
    claimed = _answer(view, "exception.applies", frozenset(), frozenset())
    if claimed is None:
        # Nothing is said either way: a reason by itself is a claim.
        claimed = bool(text)
    if not claimed:
        if text:
            view.say("exception_not_claimed", "exception.reason", text)
            view.keep("exception.reason", text)
        return False, None, ""
    if not text:
        view.say("exception_without_reason", "exception.applies")
        return True, None, ""
    reason = exception_reason(text)
    if reason == "not_statutory":
        view.say("exception_reason_not_statutory", "exception.reason", text)
    return True, reason, text


def _withdrawn(view: RowView) -> tuple[bool, date | None]:
    cell = view.cell("withdrawn.date")
    if cell == "":
        return False, None
    answer = read_yes_no(cell) if isinstance(cell, (str, bool)) else None
    if answer is False:
        return False, None
    reading = read_date(cell)
    if reading.on is not None:
        on = view.done("withdrawn.date")
        return on is not None, on
    if answer or reading.written == "impossible_date" or WITHDREW.search(text_of(cell)):
        # The outcome counts though its date cannot be held (10, 16).
        view.say("withdrawal_without_date", "withdrawn.date", text_of(cell))
        if not answer:
            view.keep("withdrawn.date", text_of(cell))
        return True, None
    view.reading("withdrawn.date")
    return False, None


def _officer(view: RowView) -> str:
    written = view.text("officer")
    if written.casefold() in NOBODY:
        return ""
    name = view.layout.initials.get(written.casefold())
    if name:
        view.say("officer_initials", "officer", written, name)
    elif INITIALS.fullmatch(written):
        view.say("officer_not_listed", "officer", written)
    return view.layout.officers.of(name or written)


def _check_deadlines(view: RowView, received: date) -> None:
    """Say where a deadline is not the law's day; it has no effect either way (12)."""
    for field, days in DEADLINES:
        cell = view.fields.get(field, "")
        if cell == "":
            continue
        typed = cell if type(cell) is date else read_date(cell).on
        if typed is not None and (typed - received).days != days:
            view.say("deadline_typed_over", field, shown(typed), shown(days_after(received, days)))


def _check_closed_day(view: RowView, received: date) -> None:
    if not view.layout.calendar.is_working(received):
        view.say("received_on_closed_day", "request_received", shown(received))


def _all_notes(view: RowView) -> tuple[PlannedNote, ...]:
    """Return what reading the row kept, and the notes that hang on its cells."""
    names = view.layout.column_names
    for place, text in view.layout.notes.get(view.number, ()):
        view.notes.append(PlannedNote("cell note", names.get(place, ""), text))
    return tuple(view.notes)
