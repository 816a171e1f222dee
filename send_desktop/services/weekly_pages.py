"""The pages of the weekly workbook that stand beside the cases': read and counted once, names under the profile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from send_desktop.exports.timeliness.parts import Ahead, AheadMonth, ConsultationLine, Line, PanelsHeld, Weekly
from send_desktop.imports.codes import upn_fault
from send_desktop.measures import (
    DIMENSIONS,
    Breakdown,
    Counted,
    breakdown,
    groups,
    months_up_to,
    status_as_at,
    trend,
)
from send_desktop.measures.delays import delays
from send_desktop.measures.limits import CONSULTATION_DAYS
from send_desktop.measures.quality import problems
from send_desktop.panel_measures import ItemFact, Scope, count
from send_desktop.panel_measures.facts import a_year_before, narrowed
from send_desktop.records import Consultation, ExceptionPeriod, Person, Request, TimelinessRow
from send_desktop.services.panel_figures import panel_facts
from send_desktop.services.trajectory import trajectory_from, trajectory_months
from send_desktop.services.weekly_read import WeeklyRead
from send_desktop.statute.duties import duty
from send_desktop.statute.exceptions_in_law import REASONS
from send_desktop.store import Reading

MONTHS = 12
BROKEN_DOWN = (
    "requests_received", "plans_issued", "within_20_weeks", "plans_due", "due_on_time", "open_cases",
    "open_over_20_weeks",
)  # fmt: skip
"""What breakdowns show: issued, due and open side by side."""
MONTHLY = (
    "requests_received", "plans_issued", "within_20_weeks", "due_on_time", "open_cases", "open_over_20_weeks",
)  # fmt: skip
MOST_NAMED = 40
"""References: a longer list is no help on a page; the first are given, and how many more there are."""
_DECLINED = frozenset({"cannot_meet_need", "full"})


def broken_down(weekly: Weekly, now: Counted, officer: Callable[[str], str]) -> Weekly:
    """Return the workbook with its breakdowns, officers as the profile shows them."""
    chosen = [one for one in DIMENSIONS if one.is_public or not weekly.sheet.is_public]
    return replace(weekly, breakdowns=tuple(_shown(breakdown(now, one, BROKEN_DOWN), officer) for one in chosen))


def _shown(one: Breakdown, officer: Callable[[str], str]) -> Breakdown:
    if one.dimension.code != "officer":
        return one
    named = (replace(group, called=officer(group.value)) if group.value else group for group in one.groups)
    return replace(one, groups=tuple(named))


def internal_pages(reading: Reading, weekly: Weekly, read: WeeklyRead, now: Counted) -> Weekly:
    """Return the workbook with the pages that name cases."""
    held = read.facts
    as_at, first, last = now.at.as_at, now.at.first, now.at.last
    cases = {row.case_id: row for row in held.cases if status_as_at(row, as_at) is not None}
    settings = {one.id: one.name for one in read.directory.settings}
    return replace(
        weekly,
        panels=_panels(reading, first, min(last, as_at), as_at),
        consultations=_consultations(held.consultations, cases, settings, as_at),
        consultation_figures=tuple(now.figure(one) for one in groups()["Consultations"]),
        months=trend(held, months_up_to(as_at, MONTHS), MONTHLY),
        exceptions=_exceptions(reading, cases, now, is_named=weekly.sheet.profile == "named"),
        delays=delays(held.cases, as_at, first, last),
        quality=_quality(reading, read, as_at),
    )


def forecast_page(read: WeeklyRead, as_at: date) -> Ahead:
    """Return the forecast that the screen shows, as now: of the rows that the sheet counts, with the same chance."""
    found = trajectory_from(read.facts.cases, read.facts.advice, read.options, as_at)
    if found.why_not:
        return Ahead(why_not=found.why_not)
    were = {one.month: one for one in found.actual}
    months = tuple(
        AheadMonth(one.month, one.target, band=one.band)
        if one.band
        else AheadMonth(one.month, one.target, were[one.month].issued, were[one.month].on_time)
        for one in trajectory_months(found)
    )
    return Ahead(months, "", found.held_against.words if found.held_against else "", found.stated)


def _panels(reading: Reading, first: date, until: date, as_at: date) -> PanelsHeld:
    facts = panel_facts(reading, as_at)
    scope = Scope(max(first, a_year_before(as_at)), until)
    items = narrowed(facts, scope).items
    lost = sum(one.planned_minutes for one in items if one.fate == "not_reached")
    untold = sorted((one for one in facts.items if one.decided and one.told_on is None), key=_by_meeting)
    lines: list[Line] = [
        [one.case.reference, one.meeting.on, one.tell_by, (as_at - one.meeting.on).days] for one in untold
    ]
    held = sorted((one for one in items if one.meeting.status == "held"), key=_by_meeting)
    return PanelsHeld(count(facts, scope), lost, tuple(lines), tuple(held))


def _by_meeting(one: ItemFact) -> tuple[date, str]:
    return one.meeting.on, one.case.reference


def _consultations(
    rows: Sequence[Consultation], cases: Mapping[int, TimelinessRow], settings: Mapping[int, str], as_at: date
) -> tuple[ConsultationLine, ...]:
    found = [one for one in rows if one.case_id in cases and one.sent_on is not None and one.sent_on <= as_at]
    return tuple(_consultation(one, cases[one.case_id], settings, as_at) for one in found)


def _consultation(one: Consultation, row: TimelinessRow, settings: Mapping[int, str], as_at: date) -> ConsultationLine:
    assert one.sent_on is not None
    due = one.sent_on + timedelta(days=CONSULTATION_DAYS)
    replied = one.replied_on if one.replied_on is not None and one.replied_on <= as_at else None
    return ConsultationLine(
        reference=row.reference,
        setting=one.setting or settings.get(one.setting_id or 0, ""),
        sent_on=one.sent_on,
        due_on=due,
        replied_on=replied,
        days_to_reply=(replied - one.sent_on).days if replied else None,
        state="Replied" if replied else "Overdue" if due < as_at else "Waiting",
        is_declined=one.outcome in _DECLINED,
        is_case_open=status_as_at(row, as_at) == "open",
    )


def _exceptions(
    reading: Reading, cases: Mapping[int, TimelinessRow], now: Counted, *, is_named: bool
) -> tuple[Line, ...]:
    at = now.at
    lines: list[Line] = []
    for one in reading.every(ExceptionPeriod):
        row = cases.get(one.case_id)
        if row and (status_as_at(row, at.as_at) == "open" or at.holds(row.final_sent_on)):
            lines.append(_exception(one, row.reference, at.as_at, is_named=is_named))
    return tuple(sorted(lines, key=lambda line: str(line[0])))


def _exception(one: ExceptionPeriod, reference: str, as_at: date, *, is_named: bool) -> Line:
    """Return a line of the register. What was typed as evidence can name a child: only a named sheet shows it."""
    known = REASONS.get(one.reason or "")
    ends = one.ends_on or as_at
    evidence = one.evidence if is_named else "On record" if one.evidence else "None on record"
    return [
        reference,
        known.title if known else "Reason not given",
        "Yes" if known and known.is_in_reg_10_4 else "No",
        one.starts_on,
        one.ends_on,
        (min(ends, as_at) - one.starts_on).days + 1 if one.starts_on and one.starts_on <= as_at else None,
        ", ".join(duty(code).title for code in one.relieves) or "All that the law allows it",
        evidence,
        one.told_family_on,
    ]


def _quality(reading: Reading, read: WeeklyRead, as_at: date) -> tuple[Line, ...]:
    by_id = {one.id: one for one in reading.every(Person)}
    persons = {one.id: by_id[one.person_id] for one in reading.every(Request) if one.person_id in by_id}
    rows = read.facts.cases
    references = {row.case_id: row.reference for row in rows}
    found = problems(read.caseload, rows, persons, as_at, upn_fault)
    return tuple([one.kind, one.title, one.count, _named(one.case_ids, references)] for one in found)


def _named(ids: Sequence[int], references: Mapping[int, str]) -> str:
    named = ", ".join(references[case_id] for case_id in ids[:MOST_NAMED])
    more = len(ids) - MOST_NAMED
    return f"{named} and {more:,} more" if more > 0 else named
