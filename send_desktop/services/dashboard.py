"""The dashboard: what its charts show beside the weekly sheet, each figure with the cases behind it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from send_desktop.exports.timeliness.words import STATUS_WORDS
from send_desktop.measures import Counted, Facts, Figure, FlowWeek, measure, net_flow, status_as_at
from send_desktop.measures.ahead import FlowCases, WeekAhead, ahead, flow_cases, open_by_week, waits_for
from send_desktop.measures.load import STAGE_SHARES, Held, Loads, Weights, loads
from send_desktop.measures.moments import Moment
from send_desktop.measures.months import CasesByMonth, due_cases, issued_cases
from send_desktop.options import Options
from send_desktop.records import AdviceRow, CaseloadRow, ChildName, TimelinessRow
from send_desktop.risk import blocker_on, blocker_phrase, state
from send_desktop.risk.blockers import services as awaited
from send_desktop.services.caseload import stage_on
from send_desktop.store import Reading
from send_desktop.wording import full_date


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list behind a figure: whose it is, and what puts it there."""

    case_id: int
    reference: str
    child: str
    says: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request for advice that waits for its answer: its case, and for how many days."""

    case_id: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """What the charts show as at a day."""

    as_at: date
    issued: CasesByMonth
    due: CasesByMonth
    due_to_date: Figure
    """Plans due from 1 January to the day and issued on time, as the weekly sheet's headline counts them."""
    by_week: tuple[tuple[int, ...], ...]
    """Open cases by week of the pathway, from 0."""
    flow: tuple[FlowWeek, ...]
    flow_cases: tuple[FlowCases, ...]
    advice: Mapping[str, tuple[Waiting, ...]]
    """What waits for each service, the longest wait first."""
    ahead: tuple[WeekAhead, ...]
    loads: Loads
    weights: Weights
    """How long a plan takes a case officer, which the loads are weighed by."""
    lines: Mapping[int, CaseLine]
    """A line for every case that was there by the day."""

    def lines_of(self, case_ids: Iterable[int]) -> list[CaseLine]:
        """Return the lines of cases, in the order given."""
        return [self.lines[one] for one in case_ids]


def dashboard(reading: Reading, at: Moment) -> Dashboard:
    """Gather what the charts show from one reading.

    What a case waits for, its stage and its officer are as the records stand now, also for a past day.
    """
    as_at, rows, caseload = at.as_at, reading.timeliness_rows(), reading.caseload()
    options = Options.read(reading.options())
    is_open = {row.case_id for row in rows if status_as_at(row, as_at) == "open"}
    return Dashboard(
        as_at=as_at,
        issued=issued_cases(rows, at),
        due=due_cases(rows, as_at, at.last.year),
        due_to_date=Counted(Facts(rows), at).figure(measure("due_on_time")),
        by_week=open_by_week(rows, as_at),
        flow=net_flow(rows, as_at),
        flow_cases=flow_cases(rows, as_at),
        advice=_waiting(reading.advice_rows(), is_open, as_at),
        ahead=ahead(rows, {row.id: wait_on(row, as_at) for row in caseload}, as_at),
        loads=loads((held_of(row, as_at) for row in caseload if row.id in is_open), weights(options)),
        weights=weights(options),
        lines=_lines(rows, reading.child_names(), caseload, as_at),
    )


def case_lines(reading: Reading, rows: Sequence[TimelinessRow], as_at: date) -> dict[int, CaseLine]:
    """Return a line for every case that was there by a day."""
    return _lines(rows, reading.child_names(), reading.caseload(), as_at)


def weights(options: Options) -> Weights:
    """Return how officers' cases are weighed, as the options say."""
    return Weights(
        options.load_minutes_a_plan, {stage: getattr(options, f"load_share_{stage}") for stage in STAGE_SHARES}
    )


def wait_on(row: CaseloadRow, on: date) -> str:
    """Return what a case waits for on a day: a code of ``measures.ahead.WAITS``."""
    derived = row.derived
    if derived.status != "open":
        return "other"
    is_excepted = state(derived, on) == "excepted"
    return waits_for(blocker_on(derived, on), awaited(derived), is_excepted=is_excepted)


def held_of(row: CaseloadRow, on: date) -> Held:
    """Return a case as an officer's load counts it."""
    return Held(row.id, row.officer, stage_on(row, on) or "final")


def _waiting(advice: Iterable[AdviceRow], is_open: set[int], as_at: date) -> dict[str, tuple[Waiting, ...]]:
    found: defaultdict[str, list[Waiting]] = defaultdict(list)
    for row in advice:
        asked, came = row.requested_on, row.received_on
        if row.case_id in is_open and asked and asked <= as_at and not (came and came <= as_at):
            found[row.service].append(Waiting(row.case_id, (as_at - asked).days))
    return {service: tuple(sorted(ones, key=lambda one: (-one.days, one.case_id))) for service, ones in found.items()}


def _lines(
    rows: Sequence[TimelinessRow], names: Iterable[ChildName], caseload: Iterable[CaseloadRow], as_at: date
) -> dict[int, CaseLine]:
    phrases = {row.id: blocker_phrase(row.derived, as_at) for row in caseload if row.derived.status == "open"}
    called = {one.case_id: f"{one.surname}, {one.forename}" for one in names}
    return {
        row.case_id: CaseLine(row.case_id, row.reference, called.get(row.case_id, ""), _says(row, phrases, as_at))
        for row in rows
        if row.clock_start_on <= as_at
    }


def _says(row: TimelinessRow, phrases: Mapping[int, str], as_at: date) -> str:
    status = status_as_at(row, as_at) or "open"
    if status == "open":
        weeks = (as_at - row.clock_start_on).days // 7
        phrase = phrases.get(row.case_id, "")
        return f"{weeks} weeks: {phrase}" if phrase else f"{weeks} weeks"
    if status == "plan_issued" and row.final_sent_on:
        took = (row.final_sent_on - row.clock_start_on).days / 7
        return f"Plan issued {full_date(row.final_sent_on)}, {took:.1f} weeks"
    return STATUS_WORDS[status]
