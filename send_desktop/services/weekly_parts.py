"""What the weekly workbook holds beside the screen's figures: the rows behind them, and the pages of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePath

from send_desktop.exports.timeliness.parts import AdviceLine, Provenance, ServiceLine, TileFigure, Weekly
from send_desktop.exports.timeliness.sheet import CountedCase, TimelinessSheet
from send_desktop.measures import (
    DIMENSIONS,
    Counted,
    Facts,
    Moment,
    cohorts,
    figure_of,
    groups,
    is_undecided,
    measure,
    moment,
    status_as_at,
)
from send_desktop.measures.counted import Tally
from send_desktop.measures.frozen import rows_checksum
from send_desktop.measures.limits import SIX_WEEKS, TWENTY_WEEKS
from send_desktop.measures.marks import is_breached_at_6, is_breached_at_20
from send_desktop.measures.moments import a_year_before
from send_desktop.measures.status import open_spans
from send_desktop.measures.targets import target_of
from send_desktop.records import AdviceRow, TimelinessRow
from send_desktop.services.profiles import Names
from send_desktop.services.weekly_pages import broken_down, forecast_page, internal_pages
from send_desktop.services.weekly_read import WeeklyRead, read_weekly
from send_desktop.store import Reading

TILES = (
    ("within_20_weeks", True), ("within_20_weeks", False), ("due_on_time", False), ("mean_weeks", False),
    ("open_over_20_weeks", False), ("oldest_open", False), ("open_cases", False), ("requests_received", False),
    ("decisions_within_6_weeks", False), ("plans_issued", False), ("advice_outstanding", False),
    ("advice_within_6_weeks", False),
)  # fmt: skip
"""The twelve headlines: a measure, and whether cases with an exception are left out."""

_WEEK = timedelta(days=7)
_ADVICE = "Advice"


def gather(
    reading: Reading,
    sheet: TimelinessSheet,
    store: str,
    by: str,
    made_at: datetime | None = None,
    held: WeeklyRead | None = None,
) -> Weekly:
    """Return the whole workbook of a sheet, from the reading in which its figures were counted.

    ``held`` is what has been read of it already.
    """
    read = held or read_weekly(reading)
    rows = read.facts
    names = Names(sheet.profile, read.directory.officers)
    at = moment(sheet.figures.as_at, sheet.figures.period_from, sheet.figures.period_to)
    now = Counted(rows, at)
    weekly = Weekly(
        sheet=sheet,
        provenance=Provenance(
            store=PurePath(store).name,
            made_by=names.officer(by),
            made_at=made_at or datetime.now(UTC),
            checksum=rows_checksum(rows.cases),
            cases_held=len(rows.cases),
            advice_held=len(rows.advice),
        ),
        tiles=_tiles(rows, now, sheet.target_pct),
        scorecard=_scorecard(now, sheet.service_names),
    )
    weekly = replace(broken_down(weekly, now, names.officer), ahead=forecast_page(read, at.as_at))
    if sheet.is_public:
        return weekly
    return replace(
        internal_pages(reading, weekly, read, now),
        cohorts=cohorts(rows.cases, at.as_at),
        counted=counted_cases(rows.cases, at.as_at, names),
        advice=_advice(rows, at.as_at, sheet.service_names, names),
        last_contacts=_last_contacts(rows, at.as_at),
    )


def _last_contacts(held: Facts, as_at: date) -> dict[str, date]:
    references = {row.case_id: row.reference for row in held.cases}
    found: dict[str, date] = {}
    for case_id, on in held.contacts:
        reference = references.get(case_id)
        if reference and on <= as_at and on > found.get(reference, date.min):
            found[reference] = on
    return found


def _tiles(held: Facts, now: Counted, team_pct: float | None) -> tuple[TileFigure, ...]:
    at = now.at
    week_ago = Counted(held, moment(at.as_at - _WEEK, at.first, min(at.last, at.as_at - _WEEK)))
    year_ago = Counted(held, _a_year_before(at))
    return tuple(_tile(code, now, week_ago, year_ago, team_pct, excluding=excluding) for code, excluding in TILES)


def _a_year_before(at: Moment) -> Moment:
    return moment(a_year_before(at.as_at), a_year_before(at.first), a_year_before(at.last))


def _tile(
    code: str, now: Counted, week_ago: Counted, year_ago: Counted, team_pct: float | None, *, excluding: bool
) -> TileFigure:
    one = measure(code)
    target, whose = target_of(code, team_pct)
    return TileFigure(
        measure=one,
        now=now.figure(one, excluding=excluding),
        week_ago=week_ago.figure(one, excluding=excluding),
        year_ago=year_ago.figure(one, excluding=excluding),
        is_excluding=excluding,
        target=target,
        whose=whose,
    )


def _scorecard(now: Counted, names: Mapping[str, str]) -> tuple[ServiceLine, ...]:
    tallies = now.by_service()
    wanted = groups()[_ADVICE]
    return tuple(
        ServiceLine(code, names.get(code, code), {one.id: figure_of(one, tallies.get(code, Tally())) for one in wanted})
        for code in dict.fromkeys((*names, *tallies))
    )


# --- the rows behind the figures ----------------------------------------------------------------


def counted_cases(rows: Sequence[TimelinessRow], as_at: date, names: Names) -> tuple[CountedCase, ...]:
    """Return every case that was there on a day, with the facts that figures count."""
    found = ((row, status_as_at(row, as_at)) for row in rows)
    return tuple(_counted_case(row, status, as_at, names) for row, status in found if status is not None)


def _counted_case(row: TimelinessRow, status: str, as_at: date, names: Names) -> CountedCase:
    is_open = status == "open"
    has_decided = row.assess_outcome is not None
    spans = open_spans(row)
    return CountedCase(
        reference=row.reference,
        groups=tuple(_group(row, place, names) for place in range(len(DIMENSIONS))),
        received_on=row.clock_start_on,
        status=status,
        open_days=(as_at - row.clock_start_on).days if is_open else None,
        is_undecided=is_open and is_undecided(row, as_at),
        decided_on=_by(row.assess_told_on if has_decided else None, as_at),
        is_refused=row.assess_outcome == "refuse",
        refused_plan_on=_by(row.issue_told_on if row.issue_outcome == "no_plan" else None, as_at),
        issued_on=_by(row.final_sent_on, as_at),
        due_on=row.clock_start_on + timedelta(days=TWENTY_WEEKS),
        has_exception=row.is_exception_claimed,
        is_after_dispute=row.is_after_dispute,
        closings=tuple(ends for _, ends in spans if ends is not None and ends <= as_at),
        reopenings=tuple(begins for begins, _ in spans[1:] if begins <= as_at),
        breached_6_on=_breached(row, SIX_WEEKS, as_at) if is_breached_at_6(row) else None,
        breached_20_on=_breached(row, TWENTY_WEEKS, as_at) if is_breached_at_20(row) else None,
    )


def _breached(row: TimelinessRow, limit: int, as_at: date) -> date | None:
    return _by(row.clock_start_on + timedelta(days=limit + 1), as_at)


def _group(row: TimelinessRow, place: int, names: Names) -> str:
    by = DIMENSIONS[place]
    value = by.value(row)
    return names.officer(value) if by.code == "officer" and value else by.called(value)


def _advice(held: Facts, as_at: date, services: Mapping[str, str], names: Names) -> tuple[AdviceLine, ...]:
    cases = {row.case_id: (row, status_as_at(row, as_at)) for row in held.cases}
    found: Iterable[tuple[AdviceRow, tuple[TimelinessRow, str | None]]] = (
        (one, cases[one.case_id]) for one in held.advice if one.case_id in cases
    )
    return tuple(
        _advice_line(one, row, as_at, services, names, is_open=status == "open")
        for one, (row, status) in found
        if status is not None
    )


def _advice_line(
    one: AdviceRow, row: TimelinessRow, as_at: date, services: Mapping[str, str], names: Names, *, is_open: bool
) -> AdviceLine:
    asked, returned = _by(one.requested_on, as_at), _by(one.received_on, as_at)
    state = "returned" if returned else "not_asked" if not asked else "waiting" if is_open else "never"
    return AdviceLine(
        reference=row.reference,
        service=services.get(one.service, one.service),
        asked_on=asked,
        returned_on=returned,
        state=state,
        days_waiting=(as_at - asked).days if asked and state == "waiting" else None,
        days_to_return=(returned - one.requested_on).days if returned and one.requested_on else None,
        sent_back_on=_by(one.returned_on or one.incomplete_on, as_at),
        booked_on=one.booked_on,
        officer=names.officer(row.officer) if row.officer else "Nobody yet",
    )


def _by(on: date | None, as_at: date) -> date | None:
    return on if on is not None and on <= as_at else None
