"""Timeliness: the figures, and the weekly sheet that leaves the building with a line in the export log."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import resources
from send_desktop.codes import SEN_TYPES
from send_desktop.errors import Refused
from send_desktop.exports.placing import place, require_workbook
from send_desktop.exports.timeliness.sheet import (
    OfficerLine,
    OpenCaseLine,
    StateStyle,
    TimelinessSheet,
)
from send_desktop.exports.timeliness.suppression import public_json, withheld_paths
from send_desktop.exports.timeliness.words import STATUS_WORDS
from send_desktop.measures import (
    UNALLOCATED,
    Facts,
    Timeliness,
    counts_between,
    is_undecided,
    net_flow,
    status_as_at,
    timeliness,
    week_counts,
)
from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.measures.load import Weights, loads
from send_desktop.measures.moments import a_year_before
from send_desktop.progress import Progress, silent
from send_desktop.records import CaseloadRow, Directory, Export, TimelinessRow
from send_desktop.risk import BLOCKERS, STATES, blocker_on, blocker_phrase, sentence, state
from send_desktop.risk.holders import holder
from send_desktop.services import weekly_parts
from send_desktop.services.benchmarks import comparator_lines, england_of
from send_desktop.services.caseload import OPEN_STATES, stage_on
from send_desktop.services.dashboard import held_of, weights
from send_desktop.services.export_log import left
from send_desktop.services.known import known_at, read_until
from send_desktop.services.profiles import Names
from send_desktop.services.sent_sheets import keep, sheet_to_keep
from send_desktop.services.weekly_read import WeeklyRead, read_weekly
from send_desktop.statute.duties import duty
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.store import Reading, Store

Period = tuple[date, date]

SENSITIVITY = {
    "named": "Official - sensitive: names children",
    "initials": "Official - sensitive: children by initials",
    "reference": "Official - sensitive: children by reference",
    "public": "For publication",
}
"""What each profile's sheet says at its head and foot."""

SHAPES = {"square": "■", "triangle": "▲", "diamond": "◆", "disc": "●", "open_diamond": "◇"}
"""Each state's shape as a letter that every font of an office has."""


def figures(store: Store, as_at: date, period: Period | None = None) -> Timeliness:
    """Count timeliness as at a date, over a period (by default the calendar year up to that date)."""
    with store.look() as reading:
        return _figures(reading, as_at, period)


def figures_as_json(store: Store, as_at: date, period: Period | None = None, profile: str = "named") -> dict[str, Any]:
    """Return what ``timeliness --json`` prints: officers under the profile, a public one with counts withheld."""
    with store.look() as reading:
        shown = shown_json(reading, _figures(reading, as_at, period), profile)
        known = known_at(reading)
    return {"as_at": shown["as_at"], "known_at": known.isoformat(), **shown} if known else shown


def shown_json(reading: Reading, found: Timeliness, profile: str) -> dict[str, Any]:
    """Return figures in their JSON shape as a profile shows them."""
    if profile == "public":
        return public_json(found)
    names = Names(profile, reading.directory().officers)
    held = found.open_by_officer.items()
    shown = {officer if officer == UNALLOCATED else names.officer(officer): count for officer, count in held}
    return {**found.as_json(), "open_by_officer": shown}


def sheet(
    reading: Reading,
    as_at: date,
    profile: str,
    today: date,
    period: Period | None = None,
    held: WeeklyRead | None = None,
) -> TimelinessSheet:
    """Gather the whole weekly sheet from one reading, its names already under the profile.

    ``held`` is what has been read of it already. Raises Refused for a profile that does not exist.
    """
    if profile not in SENSITIVITY:
        raise Refused(f"There is no profile {profile}; choose one of {', '.join(SENSITIVITY)}.")
    held = held or read_weekly(reading)
    rows, directory = held.facts.cases, held.directory
    current = _counted(held.facts, directory, as_at, period)
    past_day = a_year_before(as_at)
    past_period = a_year_before(current.period_from), a_year_before(current.period_to)
    previous = timeliness(rows, (), past_day, *past_period)
    names = Names(profile, directory.officers)
    styles = _styles()
    weighed = weights(held.options)
    cases = () if profile == "public" else _open_cases(held.caseload, rows, as_at)
    lines = tuple(sorted((_open_line(*case, as_at, names, styles, weighed) for case in cases), key=_by_date))
    this_week, week_before = week_counts(rows, as_at)
    return TimelinessSheet(
        authority=held.options.authority_name,
        sensitivity=SENSITIVITY[profile],
        profile=profile,
        made_on=today,
        figures=current,
        previous=previous,
        this_week=this_week,
        week_before=week_before,
        year_to_date=counts_between(rows, date(as_at.year, 1, 1), as_at),
        previous_to_date=counts_between(rows, date(past_day.year, 1, 1), past_day),
        flow=net_flow(rows, as_at),
        states=tuple(styles[code] for code in OPEN_STATES),
        open_cases=lines,
        officers=_officers(lines, _hours(cases, weighed, as_at, names)),
        minutes_a_plan=weighed.minutes,
        england=england_of(reading),
        comparators=comparator_lines(reading),
        service_names=_service_names(directory),
        target_pct=float(held.options.timeliness_target_pct),
        earliest_request=min((row.clock_start_on for row in rows), default=None),
        withheld=_withheld(current, previous) if profile == "public" else frozenset(),
        known_at=known_at(reading),
    )


def export_weekly(
    store: Store,
    as_at: date,
    path: Path,
    profile: str,
    by: str,
    *,
    period: Period | None = None,
    today: date | None = None,
    progress: Progress = silent,
) -> Export:
    """Write the weekly sheet to a workbook and log that it left; return the line of the export log.

    Raises Refused for a name that is no workbook's, Unavailable when it cannot be written, and what
    ``progress`` raises; then nothing is written and nothing logged.
    """
    require_workbook(path)
    with store.look() as reading:
        read_at, held = read_until(reading), read_weekly(reading)
        gathered = sheet(reading, as_at, profile, today or as_at, period, held)
        frozen = sheet_to_keep(held, gathered.figures, shown_json(reading, gathered.figures, profile), profile, read_at)
        weekly = weekly_parts.gather(reading, gathered, store.where, by, held=held)
    from send_desktop.exports import timeliness_xlsx  # openpyxl is slow to load, and the figures do not need it

    content = timeliness_xlsx.draw(weekly, progress)
    line = left("weekly_sheet", content, path, by, profile, len(gathered.open_cases))
    with store.work(by, "Export weekly sheet") as work:
        logged = work.add(line)
        keep(work, frozen, logged)
        place(content, path)  # last, inside the transaction: what is not logged does not leave, nor the other way
    return logged


# --- what the sheet is made of ------------------------------------------------------------------


def _figures(reading: Reading, as_at: date, period: Period | None) -> Timeliness:
    return _counted(Facts(reading.timeliness_rows(), reading.advice_rows()), reading.directory(), as_at, period)


def _counted(held: Facts, directory: Directory, as_at: date, period: Period | None) -> Timeliness:
    services = [service.code for service in directory.services]
    first, last = period or (None, None)
    return timeliness(held.cases, held.advice, as_at, first, last, services)


_BLOCKERS = {one.code: one.title for one in BLOCKERS}


OpenCase = tuple[CaseloadRow, TimelinessRow]


def _open_cases(caseload: Sequence[CaseloadRow], rows: Sequence[TimelinessRow], as_at: date) -> tuple[OpenCase, ...]:
    wanted = {row.case_id: row for row in rows if status_as_at(row, as_at) == "open"}
    return tuple((row, wanted[row.id]) for row in caseload if row.id in wanted)


def _by_date(line: OpenCaseLine) -> tuple[date, str]:
    return line.next_due or date.max, line.reference


def _open_line(
    row: CaseloadRow,
    facts: TimelinessRow,
    as_at: date,
    names: Names,
    styles: dict[str, StateStyle],
    weighed: Weights,
) -> OpenCaseLine:
    """Return a line as the case stood; one that has ended since says how, for its risk then is not on record."""
    derived = row.derived
    code = state(derived, as_at) if derived.status == "open" else None
    stage = stage_on(row, as_at)
    due = derived.next_due
    blocker = blocker_on(derived, as_at) if code else None
    return OpenCaseLine(
        reference=row.reference,
        child=names.child(row.forename, row.surname),
        area=row.area,
        officer=names.officer(row.officer) if row.officer else UNALLOCATED,
        stage=STAGE_TITLES[stage] if stage else "",
        day_number=(as_at - facts.clock_start_on).days,
        next_duty=duty(derived.next_duty).title if derived.next_duty else "",
        next_due=due,
        days_left=(due - as_at).days if due else None,
        state=styles[code] if code else None,
        holds=blocker_phrase(derived, as_at) if code else f"Since then: {STATUS_WORDS[derived.status].lower()}",
        next_step=sentence(derived, as_at).next_step if code else "",
        holder=holder(blocker),
        blocker=_BLOCKERS.get(blocker or "", ""),
        need=SEN_TYPES.get(row.primary_need or "", ""),
        is_undecided=is_undecided(facts, as_at),
        hours=weighed.left(held_of(row, as_at).stage),
    )


def _hours(cases: Sequence[OpenCase], weighed: Weights, as_at: date, names: Names) -> dict[str, float]:
    """Return each officer's load in hours, as the dashboard has it."""
    found = loads((held_of(row, as_at) for row, _ in cases), weighed)
    shown = {names.officer(one.officer): one.hours for one in found.officers}
    return {**shown, UNALLOCATED: found.nobody.hours}


def _officers(lines: Sequence[OpenCaseLine], hours: dict[str, float]) -> tuple[OfficerLine, ...]:
    held: dict[str, list[OpenCaseLine]] = {}
    for line in lines:
        held.setdefault(line.officer, []).append(line)
    return tuple(_officer_line(name, cases, hours[name]) for name, cases in sorted(held.items(), key=_in_order))


def _in_order(item: tuple[str, list[OpenCaseLine]]) -> tuple[bool, int, str]:
    """Nobody's cases first; 'Officer 2' before 'Officer 10'."""
    return item[0] != UNALLOCATED, len(item[0]) if item[0].startswith("Officer ") else 0, item[0]


def _officer_line(name: str, cases: list[OpenCaseLine], hours: float) -> OfficerLine:
    return OfficerLine(
        name=name,
        open_cases=len(cases),
        over_20_weeks=sum(1 for case in cases if case.day_number > TWENTY_WEEKS),
        undecided=sum(case.is_undecided for case in cases),
        hours=hours,
        by_state=dict(Counter(case.state.code for case in cases if case.state)),
    )


def _styles() -> dict[str, StateStyle]:
    colours = resources.load_json("themes", "light.json")
    return {one.code: StateStyle(one.code, one.word, SHAPES[one.shape], colours[one.meaning]) for one in STATES}


def _service_names(directory: Directory) -> dict[str, str]:
    return {service.code: service.name for service in directory.services}


def _withheld(current: Timeliness, previous: Timeliness) -> frozenset[str]:
    return withheld_paths(current) | {f"previous.{path}" for path in withheld_paths(previous)}
