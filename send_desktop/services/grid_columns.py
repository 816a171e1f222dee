"""What a cell of each column of the grid means as an act, as a table: filled, changed and emptied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from send_desktop.errors import Refused
from send_desktop.records import Advice, Case, Directory, PlanVersion, Request, Service
from send_desktop.services import advice, decisions, plans, requests
from send_desktop.services.amendments import Amendment, require_lawful
from send_desktop.services.corrections import SUBJECT, correct_date
from send_desktop.services.recorded_dates import RecordedDate
from send_desktop.statute.stages import why_not
from send_desktop.wording import full_date

Value = date | str | None
"""What stands in a cell: a date, words, or None for nothing."""

REASON_TO_COME = "(the reason is asked for before this is saved)"
"""Stands for the reason of a correction while it is only previewed."""


@dataclass(frozen=True, slots=True)
class Given:
    """What an edit has besides the case: the authority's lists, the day, and the reason of its corrections."""

    directory: Directory
    today: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedColumn:
    """One column that can be typed in. ``kind`` is date, officer, area, setting or notes."""

    id: str
    title: str
    kind: str
    now: Callable[[Case], Value]
    """What the cell holds; None for nothing."""
    put: Callable[[Case, Value, Given], Amendment]
    """The act that a new value is. Raises Refused where it cannot be."""
    read: Callable[[str, Directory], str] = lambda words, directory: words
    """The whole name that typed words stand for. Raises Refused for one that is not on the list."""
    headings: tuple[str, ...] = ()
    """Other headings by which a pasted block may call it, in small letters."""


def typed_columns(directory: Directory) -> tuple[TypedColumn, ...]:
    """Return every column that can be typed in, in the order in which several of one case are made."""
    by_service = [one for service in directory.services for one in _of_service(service)]
    return (*_BEFORE_ADVICE, *by_service, *_AFTER_ADVICE)


def column_named(columns: tuple[TypedColumn, ...], id: str) -> TypedColumn | None:
    """Return the column of that id, None for one that cannot be typed in."""
    return next((one for one in columns if one.id == id), None)


def kind_of(id: str) -> str | None:
    """Return what a column of that id takes: date, officer, area, setting or notes; None where nothing is typed."""
    if id.partition(":")[0] in ("asked", "in", "promised") and ":" in id:
        return "date"
    return next((column.kind for column in (*_BEFORE_ADVICE, *_AFTER_ADVICE) if column.id == id), None)


def is_correction(amendment: Amendment) -> bool:
    """Say whether an amendment puts a recorded date right, which needs a reason."""
    return any(getattr(record, "subject", "") == SUBJECT for record in amendment.added)


def advice_of(case: Case, code: str) -> Advice | None:
    """Return the newest request for advice of a service, the one that its cells show; None where there is none."""
    asked = [one for one in case.advice if one.service == code]
    return max(asked, key=lambda one: (one.requested_on or date.min, abs(one.id)), default=None)


def in_words(value: Value) -> str:
    """Return what a cell holds as a sentence says it; 'empty' for nothing."""
    if isinstance(value, date):
        return full_date(value)
    return " ".join(value.split()) if value else "empty"


# --- dates ----------------------------------------------------------------------------------------

Fill = Callable[[Case, date, Given], Amendment]


def _date(id: str, title: str, find: Callable[[Case], RecordedDate | None], fill: Fill, *headings: str) -> TypedColumn:
    def now(case: Case) -> Value:
        found = find(case)
        return found.on if found else None

    def put(case: Case, value: Value, given: Given) -> Amendment:
        if not isinstance(value, date):
            raise Refused(f"{title}: a recorded date is put right, not emptied; type the date that it should be.")
        found = find(case)
        if found is None:
            return fill(case, value, given)
        reason = given.reason or REASON_TO_COME
        return correct_date(case, found.key, on=value, reason=reason, today=given.today)

    return TypedColumn(id=id, title=title, kind="date", now=now, put=put, headings=headings)


def _on_request(name: str) -> Callable[[Case], RecordedDate | None]:
    return lambda case: _held(case.request, name)


def _held(record: Request | Advice | PlanVersion | None, name: str) -> RecordedDate | None:
    if record is None or getattr(record, name) is None:
        return None
    return RecordedDate(record, name, "")


def _plan(case: Case, kind: str) -> RecordedDate | None:
    """The latest draft, the first final plan: those whose days the grid shows."""
    versions = sorted((one for one in case.plans if one.kind == kind), key=lambda one: (one.sent_on, abs(one.id)))
    if not versions:
        return None
    return RecordedDate(versions[-1] if kind == "draft" else versions[0], "sent_on", "")


def _never_empty(case: Case, on: date, given: Given) -> Amendment:
    raise AssertionError("a request always has the day on which it was received")


def _told(about: str, case: Case, on: date, given: Given) -> Amendment:
    if not getattr(case.request, f"{about}_outcome"):
        words = "to assess" if about == "assess" else "to issue a plan"
        raise Refused(
            f"No decision whether {words} is on record, and this date does not say which it was; "
            "record the decision on the case first."
        )
    return decisions.tell_family(case, told_on=on, today=given.today, about=about)


def _panel(about: str, case: Case, on: date, given: Given) -> Amendment:
    if not getattr(case.request, f"{about}_outcome"):
        raise Refused(
            "The panel's day is recorded with the decision that followed it; "
            "a case that waits for a panel is put on its agenda."
        )
    if on > given.today:
        raise Refused("The panel that a decision followed cannot lie after today; check the date.")
    if on < min(case.clock_start_on, case.request.received_on):
        raise Refused("The panel cannot have met before the request was received; check the year.")
    request = case.request
    is_first = about == "assess"
    after = replace(request, assess_panel_on=on) if is_first else replace(request, issue_panel_on=on)
    note = f"{case.reference}: panel of {full_date(on)} recorded."
    return Amendment(case, "Record the panel", note, replaced=((request, after),))


def _serve(case: Case, on: date, given: Given) -> Amendment:
    return plans.serve_draft(case, on=on, today=given.today)


def _send(case: Case, on: date, given: Given) -> Amendment:
    return plans.send_final(case, sent=plans.FinalSent.to_all(on), today=given.today)


# --- advice ---------------------------------------------------------------------------------------


def _of_service(service: Service) -> tuple[TypedColumn, ...]:
    code = service.code

    def find(name: str) -> Callable[[Case], RecordedDate | None]:
        return lambda case: _held(advice_of(case, code), name)

    asked, received = code.casefold() + " asked", code.casefold() + " received"
    return (
        _date(f"asked:{code}", f"{code} asked", find("requested_on"), partial(_ask, code),
              f"{asked} on", f"{code.casefold()} requested", f"{code.casefold()} advice requested"),
        _date(f"in:{code}", f"{code} received", find("received_on"), partial(_receive, code),
              f"{received} on", f"{code.casefold()} in", f"{code.casefold()} advice received"),
        _promised(code),
    )  # fmt: skip


def _ask(code: str, case: Case, on: date, given: Given) -> Amendment:
    known = advice_of(case, code)
    if known is None:
        return advice.ask_for_advice(case, given.directory, services=[code], on=on, today=given.today)
    require_lawful(case, "request_advice", on, given.today)
    came = known.received_on
    after = replace(known, requested_on=on, is_existing_report=came is not None and came < on)
    note = f"{case.reference}: {code} asked on {full_date(on)}."
    return Amendment(case, "Ask for advice", note, replaced=((known, after),), refresh_delays=came is not None)


def _receive(code: str, case: Case, on: date, given: Given) -> Amendment:
    known = advice_of(case, code)
    if known is None:
        if problem := why_not(case.facts(), "record_advice"):
            raise Refused(problem)
        raise Refused(f"{code} has not been asked on this case; fill in the day on which it was asked first.")
    return advice.record_received(case, known, on=on, today=given.today)


def _promised(code: str) -> TypedColumn:
    def now(case: Case) -> Value:
        known = advice_of(case, code)
        return known.promised_on if known else None

    def put(case: Case, value: Value, given: Given) -> Amendment:
        known = advice_of(case, code)
        if known is None:
            raise Refused(f"{code} has not been asked on this case, so it has promised nothing.")
        if known.received_on:
            raise Refused(f"{code} advice came on {full_date(known.received_on)}; its promise is behind it.")
        promised_on = value if isinstance(value, date) else None
        return advice.record_promise(case, known, promised_on=promised_on, today=given.today)

    title, small = f"{code} promised", code.casefold()
    headings = (f"{small} promised for", f"{small} promised on")
    return TypedColumn(id=f"promised:{code}", title=title, kind="date", now=now, put=put, headings=headings)


# --- words ----------------------------------------------------------------------------------------


def _as_text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _officer(case: Case, value: Value, given: Given) -> Amendment:
    return requests.assign_officer(case, given.directory, _as_text(value))


def _area(case: Case, value: Value, given: Given) -> Amendment:
    return requests.set_area(case, given.directory, _as_text(value))


def _setting(case: Case, value: Value, given: Given) -> Amendment:
    return requests.set_setting(case, given.directory, _as_text(value))


def _notes(case: Case, value: Value, given: Given) -> Amendment:
    return requests.set_comments(case, _as_text(value))


def _officer_name(words: str, directory: Directory) -> str:
    active = [one for one in directory.officers if one.is_active]
    by_initials = [one.name for one in active if one.initials and one.initials.casefold() == words.casefold()]
    return by_initials[0] if len(by_initials) == 1 else _one_of([one.name for one in active], words, "officer")


def _area_name(words: str, directory: Directory) -> str:
    return _one_of([one.name for one in directory.areas], words, "area")


def _one_of(names: list[str], words: str, noun: str) -> str:
    """Return the name that is meant: the whole of it, or a beginning of it or of one of its words that no other has."""
    wanted = " ".join(words.split()).casefold()
    same = [name for name in names if name.casefold() == wanted]
    begun = [name for name in names if f" {name.casefold()}".find(f" {wanted}") >= 0]
    found = same or begun
    if not found:
        raise Refused(f"There is no {noun} called {words}; choose one from the list.")
    if len(found) > 1:
        raise Refused(f"{words} may be {' or '.join(found[:3])}; type more of the name.")
    return found[0]


_BEFORE_ADVICE = (
    TypedColumn(id="officer", title="Officer", kind="officer", now=lambda case: case.officer or None, put=_officer,
                read=_officer_name, headings=("case officer", "sen officer", "allocated to")),
    TypedColumn(id="area", title="Area", kind="area", now=lambda case: case.area or None, put=_area,
                read=_area_name, headings=("locality",)),
    TypedColumn(id="setting", title="Setting", kind="setting", now=lambda case: case.setting or None, put=_setting,
                headings=("school", "current setting", "school or setting")),
    TypedColumn(id="notes", title="Notes", kind="notes", now=lambda case: case.request.comments or None, put=_notes,
                headings=("comments", "note")),
    _date("received", "Request received", _on_request("received_on"), _never_empty, "received", "date received"),
    _date("assess_panel", "Panel on assessing", _on_request("assess_panel_on"), partial(_panel, "assess"),
          "assessment panel"),
    _date("assess_told", "Decision to assess told", _on_request("assess_told_on"), partial(_told, "assess"),
          "told of decision to assess", "decision to assess: family told"),
)  # fmt: skip
_AFTER_ADVICE = (
    _date("issue_panel", "Panel on issuing", _on_request("issue_panel_on"), partial(_panel, "issue"), "issue panel"),
    _date("issue_told", "Decision to issue told", _on_request("issue_told_on"), partial(_told, "issue"),
          "told of decision to issue", "decision to issue: family told"),
    _date("draft", "Draft served", lambda case: _plan(case, "draft"), _serve, "draft plan", "draft sent"),
    _date("final", "Final plan sent", lambda case: _plan(case, "final"), _send, "final plan", "final sent",
          "final issued"),
)  # fmt: skip
