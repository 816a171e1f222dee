"""The panels' figures: read from the records, counted, and exported as a workbook that the export log knows of."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.exports.panel_figures.sheet import FiguresSheet
from send_desktop.exports.placing import place, require_workbook
from send_desktop.exports.profile import PROFILES
from send_desktop.options import Options
from send_desktop.panel_measures import (
    CaseFact,
    ItemFact,
    MeetingFact,
    OutsideFact,
    PanelFacts,
    PanelName,
    Scope,
    count,
)
from send_desktop.panel_measures.facts import a_year_before
from send_desktop.panel_types import OUTCOMES, PANEL_TYPES, PANELS
from send_desktop.records import (
    AgendaItem,
    Case,
    Decision,
    Export,
    MeetingSummary,
    PanelMeeting,
    PanelSeries,
    Paper,
    Recommendation,
)
from send_desktop.services.export_log import left
from send_desktop.services.profiles import Names
from send_desktop.store import Reading, Store
from send_desktop.wording import full_date

EXPORT = "Export panel figures"


def read_facts(store: Store, as_at: date) -> PanelFacts:
    """Return what panels are counted from, over the twelve months up to a day, from one reading."""
    with store.look() as reading:
        return panel_facts(reading, as_at)


def panel_facts(reading: Reading, as_at: date) -> PanelFacts:
    """Return the same inside a reading that is already open."""
    since = a_year_before(as_at)
    summaries = [one for one in reading.meetings(since) if one.meeting.on <= as_at]
    wanted = {one.meeting.id for one in summaries}
    items = [one for one in reading.every(AgendaItem) if one.meeting_id in wanted]
    outside = [one for one in reading.every(Decision) if one.is_out_of_panel and since <= one.made_on <= as_at]
    ids = {one.case_id for one in items} | {one.case_id for one in outside}
    cases = {one.id: one for one in reading.cases(sorted(ids))}
    series = reading.every(PanelSeries)
    read = _Read(reading, cases, {one.id: one for one in series})
    meetings = _meeting_facts(summaries, items, cases)
    return PanelFacts(
        as_at=as_at,
        meetings=tuple(meetings.values()),
        items=tuple(read.item(one, meetings[one.meeting_id]) for one in items),
        outside=tuple(_outside(one, cases[one.case_id]) for one in outside),
        panels=_panels(summaries, series),
    )


class _Read:
    """What is on record of items, found by their ids."""

    def __init__(self, reading: Reading, cases: dict[int, Case], series: dict[int, PanelSeries]) -> None:
        self._cases, self._series = cases, series
        self._meetings = {one.meeting.id: one.meeting for one in reading.meetings()}
        self._said = {one.item_id: one for one in reading.every(Recommendation)}
        self._decided = {one.item_id: one for one in reading.every(Decision) if one.item_id}
        self._late = {one.item_id for one in reading.every(Paper) if one.is_late}

    def item(self, one: AgendaItem, fact: MeetingFact) -> ItemFact:
        """Return what is counted of one item: what was said and decided last."""
        said, decided, meeting = self._said.get(one.id), self._decided.get(one.id), self._meetings[one.meeting_id]
        is_timed = one.started_at is not None and one.ended_at is not None
        case = self._cases[one.case_id]
        return ItemFact(
            id=one.id,
            case=_case(case),
            meeting=fact,
            outcome=said.outcome if said else "",
            planned_minutes=one.minutes or meeting.slot_minutes,
            seconds=_seconds(one) if is_timed else None,
            is_late=one.is_late_paper or one.id in self._late,
            decided=decided.outcome if decided else "",
            told_on=told_on(case, decided) if decided else None,
            tell_by=self._tell_by(meeting),
        )

    def _tell_by(self, meeting: PanelMeeting) -> date | None:
        series = self._series.get(meeting.series_id or 0)
        return meeting.outcome_by or (meeting.on + timedelta(days=series.outcome_days) if series else None)


def told_on(case: Case, decided: Decision) -> date | None:
    """Return the day on which the family was told of a decision: as the request keeps it, or when its letter went."""
    request, known = case.request, OUTCOMES.get(decided.outcome)
    moves = known.moves if known else ""
    kept = ((request.assess_outcome, request.assess_told_on), (request.issue_outcome, request.issue_told_on))
    on = next((told for outcome, told in kept if moves and outcome == moves), None)
    if on and on >= decided.made_on:
        return on
    code = decided.letter or (known.letter if known else "")
    sent = (one.sent_on for one in case.letters if one.template == code and one.is_to_family and one.sent_on)
    return min((on for on in sent if on >= decided.made_on), default=None)


def _seconds(one: AgendaItem) -> int:
    assert one.started_at is not None
    assert one.ended_at is not None
    return max(0, int((one.ended_at - one.started_at).total_seconds()))


def _case(one: Case) -> CaseFact:
    return CaseFact(
        id=one.id,
        reference=one.reference,
        forename=one.person.forename,
        surname=one.person.surname,
        area=one.area,
        need=one.request.primary_need or "",
    )


def _outside(one: Decision, case: Case) -> OutsideFact:
    return OutsideFact(
        id=one.id, case=_case(case), made_on=one.made_on, outcome=one.outcome, ratified_on=one.ratified_on
    )


def _meeting_facts(
    summaries: Iterable[MeetingSummary], items: Iterable[AgendaItem], cases: dict[int, Case]
) -> dict[int, MeetingFact]:
    areas: dict[int, set[str]] = {}
    for one in items:
        areas.setdefault(one.meeting_id, set()).add(cases[one.case_id].area)
    return {
        one.meeting.id: MeetingFact(
            id=one.meeting.id,
            on=one.meeting.on,
            kind=one.meeting.kind,
            status=one.meeting.status,
            series_id=one.meeting.series_id,
            areas=frozenset(areas.get(one.meeting.id, ())),
            listed=one.taken,
        )
        for one in summaries
    }


def _panels(summaries: list[MeetingSummary], series: Iterable[PanelSeries]) -> tuple[PanelName, ...]:
    """Return each kind that met, followed by its series where there is one."""
    kinds, met = {one.meeting.kind for one in summaries}, {one.meeting.series_id for one in summaries}
    found: list[PanelName] = []
    for kind in PANEL_TYPES:
        if kind in kinds:
            own = sorted((one for one in series if one.kind == kind and one.id in met), key=lambda one: one.name)
            found += [PanelName(kind, PANELS[kind]), *(PanelName(kind, one.name, one.id) for one in own)]
    return tuple(found)


# --- the workbook ---------------------------------------------------------------------------------------


def gather(reading: Reading, scope: Scope, as_at: date, profile: str, today: date) -> FiguresSheet:
    """Return what the workbook holds, children as the profile shows them. Raises Refused where there is no such one."""
    if profile not in PROFILES:
        raise Refused(f"There is no profile {profile}; choose one of {', '.join(PROFILES)}.")
    facts, names = panel_facts(reading, as_at), Names(profile, ())
    cases = [*(one.case for one in facts.items), *(one.case for one in facts.outside)]
    return FiguresSheet(
        authority=Options.read(reading.options()).authority_name,
        profile=PROFILES[profile],
        scope_words=scope_words(scope),
        made_on=today,
        figures=count(facts, scope),
        children={one.id: names.child(one.forename, one.surname) for one in cases},
    )


def scope_words(scope: Scope) -> str:
    """Return a scope in words: 'Every panel, every area, 1 Jan 2026 to 20 Nov 2026'."""
    panel = scope.panel.title if scope.panel else "Every panel"
    return f"{panel}, {scope.area or 'every area'}, {full_date(scope.first)} to {full_date(scope.last)}"


def file_name(scope: Scope) -> str:
    """Return the workbook's usual name."""
    return f"panel-figures-{scope.first.isoformat()}-to-{scope.last.isoformat()}.xlsx"


def export_figures(
    store: Store, scope: Scope, as_at: date, path: Path, profile: str, by: str, today: date | None = None
) -> Export:
    """Write the figures of a scope to a workbook and log that it left; return the line of the export log.

    Raises Refused for a profile that does not exist and a name that is no workbook's, Unavailable when it cannot
    be written; then nothing is written and nothing logged.
    """
    require_workbook(path)
    with store.look() as reading:
        sheet = gather(reading, scope, as_at, profile, today or as_at)
    from send_desktop.exports.panel_figures.workbook import draw  # openpyxl is slow to load, and only needed here

    content = draw(sheet)
    line = left("statistics", content, path, by, profile, int(sheet.figures.figure("listed").value or 0))
    with store.work(by, EXPORT) as work:
        logged = work.add(line)
        place(content, path)  # last, inside the transaction: what is not logged does not leave, nor the other way
    return logged
