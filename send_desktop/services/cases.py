"""One case as a person reads it: the clock, the risk, the dates in law and one chronology.

The window, ``case --json`` and the panel pack all take their figures from here.
"""

from dataclasses import dataclass
from datetime import date

from send_desktop.records import AuditLine, Case
from send_desktop.risk import RiskContext, SafeDate, Sentence, finishes, latest_safe_dates, sentence, state
from send_desktop.services.acts import risk_context
from send_desktop.services.chronology import ChronologyEntry, chronology, exception_words
from send_desktop.services.duties import duties_of
from send_desktop.statute.clock import DutyState
from send_desktop.statute.stages import stage
from send_desktop.store import Reading, Store
from send_desktop.track import Track, track


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with everything that follows from it on one day."""

    case: Case
    today: date
    stage: str | None
    state: str | None
    sentence: Sentence
    earliest_finish: date | None
    expected_finish: date | None
    safe_dates: tuple[SafeDate, ...]
    duties: tuple[DutyState, ...]
    track: Track
    chronology: tuple[ChronologyEntry, ...]
    history: tuple[AuditLine, ...]
    context: RiskContext
    past: str = ""
    """For a case looked at as at a past day: which day, and by which reading of the records; empty for today."""

    @property
    def day_number(self) -> int:
        """Days since the clock started; the day of receipt is day 0."""
        return (self.today - self.case.clock_start_on).days


def case_view_by_reference(store: Store, reference: str, today: date) -> CaseView:
    """Read one case by its reference. Raises Refused when there is none."""
    with store.look() as reading:
        return view(reading, reading.case_by_reference(reference), today)


def view(
    reading: Reading, case: Case, today: date, context: RiskContext | None = None, *, with_history: bool = True
) -> CaseView:
    """Work out a case's view inside a reading that is already open."""
    context = context or risk_context(reading)
    facts = case.facts()
    is_open = case.derived.status == "open"
    history = tuple(reading.history(case.id)) if with_history else ()
    ends = finishes(case.id, facts, case.area, context, today) if is_open else None
    return CaseView(
        case=case,
        today=today,
        stage=stage(facts, today),
        state=state(case.derived, today),
        sentence=sentence(case.derived, today),
        earliest_finish=ends.earliest if ends else None,
        expected_finish=ends.expected if ends else None,
        safe_dates=latest_safe_dates(case.id, facts, case.area, context, today) if is_open else (),
        duties=duties_of(case, today, context.calendar),
        track=track(facts, case.derived, today),
        chronology=chronology(case, history, _names(reading)),
        history=history,
        context=context,
    )


def _names(reading: Reading) -> dict[str, str]:
    """Return the officers' names by their id as the audit writes it."""
    return {str(officer.id): officer.name for officer in reading.directory().officers}


__all__ = ["CaseView", "ChronologyEntry", "case_view_by_reference", "chronology", "exception_words", "view"]
