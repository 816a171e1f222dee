"""What stands on the cards of the case page, as rows: pure, from the case's view to words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from send_desktop.codes import SEN_TYPES
from send_desktop.exports.panel_pack.words import money
from send_desktop.records import Advice, AuditLine, Carer, Case, Consultation, Directory, Provision
from send_desktop.services import advice as advice_acts
from send_desktop.services.cases import CaseView, ChronologyEntry, exception_words
from send_desktop.services.family import upn_caution
from send_desktop.services.plans import REPLIES
from send_desktop.services.requests import SOURCES
from send_desktop.services.rights import rights_in_words
from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.relief import reliefs_of
from send_desktop.wording import age_on, day_month, full_date, year_group
from ui.widgets.card_table import Cell, Row
from ui.widgets.contact_marks import SIGNS

DUTY_STATES = {
    "met": ("in_time", "Met"),
    "met_late": ("late", "Met late"),
    "due": ("on_track", "Due"),
    "overdue": ("breached", "Overdue"),
    "excepted": ("excepted", "Excepted"),
    "not_needed": ("secondary", "Not needed"),
    "replaced": ("secondary", "Replaced"),
}
"""A duty's state as a state's shape and colour, with its own word."""

CHRONOLOGY_FILTERS = (
    ("", "Everything"),
    ("contact", "Contacts"),
    ("decision", "Decisions"),
    ("advice", "Advice"),
    ("plan", "Plan"),
    ("note", "Notes"),
)

COSTS = ("annual_cost", "education_share", "health_share", "care_share")
"""The figures of a provision in the order of its columns: pence a year."""

MARKS = {"Late": "late", "Promise": "at_risk"}
"""How a mark of the chronology is drawn."""

LATE_ADVICE = "at_risk"
"""Advice that came late is drawn so wherever it stands, as ``services.advice.standing`` says; a late plan is not."""


def subtitle(view: CaseView) -> str:
    """Return the line beside the child's name: reference, age, year, setting, officer."""
    case, born = view.case, view.case.person.date_of_birth
    age = age_on(born, view.today)
    years = f"{age} years" if age is not None else ""
    group = year_group(born, view.today)
    parts = (case.reference, years, group, case.setting, case.officer or "No officer yet")
    return " · ".join(part for part in parts if part)


def chronology_rows(entries: tuple[ChronologyEntry, ...], kind: str, today: date) -> list[Row]:
    """Return the chronology, or one kind of it, newest first."""
    kept = [entry for entry in entries if not kind or entry.kind == kind]
    return [
        Row(
            (
                Cell(day_month(entry.on, today) if entry.on else "No date", "secondary", full_date(entry.on)),
                Cell(entry.title, "strong"),
                Cell(entry.text),
                Cell(entry.mark, _mark_role(entry)),
            )
        )
        for entry in kept
    ]


def _mark_role(entry: ChronologyEntry) -> str:
    if entry.kind == "advice" and entry.mark == "Late":
        return LATE_ADVICE
    return MARKS.get(entry.mark, "secondary")


def advice_rows(view: CaseView, directory: Directory, record: Callable[[Advice], object]) -> list[Row]:
    """Return one row for each request for advice; while the case is open, Enter on one records what arrived."""
    names = {service.code: service.name for service in directory.services}
    return [_advice_row(item, names, view, record) for item in view.case.advice]


def _advice_row(item: Advice, names: dict[str, str], view: CaseView, record: Callable[[Advice], object]) -> Row:
    today, is_open = view.today, view.case.derived.status == "open"
    state, words = advice_acts.standing(item, today, is_open=is_open)
    is_awaited = is_open and item.received_on is None
    tips = [names.get(item.service, ""), item.adviser, item.key_point]
    if item.promised_on and is_awaited:
        tips.append(f"promised for {full_date(item.promised_on)}")
    return Row(
        (
            Cell(item.service, "strong", " · ".join(tip for tip in tips if tip)),
            Cell(day_month(item.requested_on, today)),
            Cell(day_month(advice_acts.due_on(item), today)),
            Cell(day_month(item.received_on, today)),
            Cell(words, state or "secondary"),
        ),
        (lambda: record(item)) if is_awaited else None,
    )


def consultation_rows(view: CaseView, record: Callable[[Consultation], object]) -> list[Row]:
    """Return one row for each setting consulted; Enter on one without a reply records it."""
    return [_consultation_row(item, view, record) for item in view.case.consultations]


def _consultation_row(item: Consultation, view: CaseView, record: Callable[[Consultation], object]) -> Row:
    today = view.today
    if item.replied_on:
        reply = Cell(REPLIES.get(item.outcome or "", "Replied"), tip=item.grounds)
    else:
        is_open = view.case.derived.status == "open"
        waits = (today - item.sent_on).days - 14 if item.sent_on and is_open else 0
        reply = Cell(f"{waits} days overdue", "breached") if waits > 0 else Cell("No reply yet", "secondary")
    return Row(
        (
            Cell(item.setting or "Not named", "strong"),
            Cell(day_month(item.sent_on, today)),
            Cell(day_month(item.replied_on, today)),
            reply,
        ),
        None if item.replied_on else lambda: record(item),
    )


def safe_rows(view: CaseView) -> list[Row]:
    """Return the latest safe date of every step that remains."""
    return [
        Row((Cell(one.title), Cell(day_month(one.on, view.today), one.state, full_date(one.on))))
        for one in view.safe_dates
    ]


def duty_rows(view: CaseView, why: Callable[[DutyState], object]) -> list[Row]:
    """Return the dates in law, those still to be met first; Enter on one says why."""
    order = {"overdue": 0, "due": 1, "excepted": 2, "met_late": 3, "met": 4, "replaced": 5, "not_needed": 6}
    duties = sorted(view.duties, key=lambda duty: (order[duty.state], duty.due or date.max))
    return [_duty_row(duty, view.today, why) for duty in duties]


def _duty_row(duty: DutyState, today: date, why: Callable[[DutyState], object]) -> Row:
    role, words = DUTY_STATES[duty.state]
    if duty.id == "advice" and role == "late":
        role = LATE_ADVICE
    title = f"{duty.title} ({duty.subject})" if duty.subject else duty.title
    return Row(
        (
            Cell(title, tip=duty.explanation),
            Cell(day_month(duty.due, today), tip=full_date(duty.due)),
            Cell(day_month(duty.met_on, today), tip=full_date(duty.met_on)),
            Cell(words, role),
            Cell("Why?", "accent", duty.source),
        ),
        lambda: why(duty),
    )


def why_words(duty: DutyState, view: CaseView) -> str:
    """Return the whole answer to 'why this date?': the rule, its source, the input, who entered it and when."""
    title = f"{duty.title} ({duty.subject})" if duty.subject else duty.title
    parts = [title, duty.explanation, f"Source: {duty.source}."]
    if duty.working_target:
        parts.append(f"Counted cautiously, aim for {full_date(duty.working_target)}.")
    if not duty.statutory:
        parts.append("This is practice, not law.")
    if duty.certainty != "confirmed":
        parts.append("The reading of this provision has still to be confirmed." if duty.statutory else "")
    parts.append(f"Counted from {full_date(duty.starts_on)}. {_entered(view.history, duty.starts_on)}".strip())
    return "\n\n".join(part for part in parts if part)


def _entered(history: tuple[AuditLine, ...], on: date) -> str:
    """Say who entered the date that a duty is counted from, and when."""
    for line in reversed(history):
        if any(after == on.isoformat() for _, after in line.changes.values()):
            return f"Entered by {line.by} on {full_date(line.at.date())} at {line.at:%H:%M} ({line.act.lower()})."
    return ""


def people_rows(case: Case, today: date, record: Callable[[Carer | None], object]) -> list[Row]:
    """Return who the child is and who speaks for them; Enter on a line opens its form, without a carer the child's."""
    person = case.person
    rows = [
        ("Date of birth", full_date(person.date_of_birth)),
        ("UPN", " · ".join(filter(None, (person.upn, upn_caution(person.upn or ""))))),
        ("Primary need", SEN_TYPES.get(case.request.primary_need or "", case.request.primary_need or "")),
        ("Asked by", SOURCES[case.request.source]),
        ("Rights held by", rights_in_words(person, today)),
        ("Looked after", "Yes" if person.looked_after else ""),
        ("Area", case.area),
        ("Team", case.team),
    ]
    shown = [
        Row((Cell(name, "secondary"), Cell(words)), partial(record, None)) for name, words in rows if words.strip("–")
    ]
    return [*shown, *(row for carer in case.carers for row in _carer_rows(carer, partial(record, carer)))]


def _carer_rows(carer: Carer, record: Callable[[], object]) -> Iterator[Row]:
    duty = "" if carer.has_parental_responsibility else "no parental responsibility"
    parts = (carer.name, carer.telephone, carer.email, duty)
    yield Row((Cell(carer.relationship or "Carer", "secondary"), Cell(" · ".join(filter(None, parts)))), record)
    if carer.contact_preference:
        yield Row((Cell(""), Cell(f"Prefers: {carer.contact_preference}")), record)
    if carer.do_not_disclose_to:
        words = f"Do not disclose to {carer.do_not_disclose_to}"
        yield Row((Cell(""), Cell(words, "strong", picture=SIGNS["do_not_disclose"])), record)
    if carer.safe_contact:
        yield Row(
            (Cell(""), Cell(f"Safe contact: {carer.safe_contact}", "strong", picture=SIGNS["safe_contact"])), record
        )


def provision_rows(case: Case, record: Callable[[], object]) -> list[Row]:
    """Return provision now and proposed with what each costs a year, and the change; Enter on a line opens the form."""
    kinds = {one.kind: one for one in case.provision}
    if not kinds:
        return []
    now, proposed = kinds.get("now"), kinds.get("proposed")
    rows = [_provision_row("Now", now, record), _provision_row("Proposed", proposed, record)]
    if now and proposed and now.annual_cost is not None and proposed.annual_cost is not None:
        changes = [_change(getattr(now, name), getattr(proposed, name)) for name in COSTS]
        rows.append(Row((Cell("Change", "secondary"), Cell(""), Cell(""), *map(Cell, changes)), record))
    return rows


def _provision_row(title: str, one: Provision | None, record: Callable[[], object]) -> Row:
    if one is None:
        return Row((Cell(title, "strong"), Cell("Not recorded", "secondary"), *([Cell("")] * 5)), record)
    total, *shares = (money(getattr(one, name)) for name in COSTS)
    return Row(
        (
            Cell(title, "strong", one.description),
            Cell(one.setting, tip=one.description),
            Cell(one.band),
            Cell(total, "strong"),
            *map(Cell, shares),
        ),
        record,
    )


def _change(before: int | None, after: int | None) -> str:
    change = (after or 0) - (before or 0)
    return f"+{money(change)}" if change > 0 else money(change)


def views_rows(case: Case) -> list[Row]:
    """Return the family's preference, provision in words, and the views that the panel reads."""
    preferred = case.preferred_setting or case.request.family_preference
    rows = [("Family prefers", preferred), ("Family's view", case.request.family_view)]
    rows += [(f"Provision {item.kind}", item.description) for item in case.provision]
    rows.append(("Recommendation", case.request.officer_recommendation))
    return [Row((Cell(name, "secondary"), Cell(words))) for name, words in rows if words]


def exception_rows(case: Case, today: date) -> list[Row]:
    """Return the exceptions recorded, and whether each relieves anything, as risk decides it."""
    rows = []
    for period, found in zip(case.exceptions, reliefs_of(case.facts(), case.derived.next_duty), strict=True):
        until = day_month(period.ends_on, today) if period.ends_on else "now"
        dates = f"{day_month(period.starts_on, today)} to {until}" if period.starts_on else "No dates"
        relief = Cell(found.words, "excepted" if found.is_relief else "secondary")
        rows.append(Row((Cell(exception_words(period.reason), tip=period.reason_text), Cell(dates), relief)))
    return rows


def history_rows(history: tuple[AuditLine, ...]) -> list[Row]:
    """Return who did what, the newest first."""
    return [
        Row(
            (
                Cell(f"{full_date(line.at.date())}, {line.at:%H:%M}", "secondary"),
                Cell(line.by, "strong"),
                Cell(line.act, tip=", ".join(line.changes)),
            )
        )
        for line in reversed(history)
    ]
