"""The limits now in force on a case, and its next legal date. Cheap: no words are built here."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from send_desktop.statute.counting import within_weeks
from send_desktop.statute.duties import duty_on
from send_desktop.statute.facts import CaseFacts
from send_desktop.statute.outcomes import EVENT_OF, assess_told_on, governing, status
from send_desktop.statute.working_days import WorkingDays

DRAFT_TO_FINAL = timedelta(weeks=6)
"""The room that practice keeps between draft and final plan: week 14 to week 20."""

FIRST = ("assess_decision", "no_plan_decision", "draft_target", "final_plan")
"""The duties of a request, in the order of ``Limits``; every regime below has four in the same order."""

REPLACEMENTS: dict[str, tuple[str | None, str | None, str | None, str]] = {
    "order_to_assess": ("order_assess_notify", "order_assess_no_plan", None, "order_assess_final"),
    "mediation_agreed_to_assess": ("order_assess_notify", "order_assess_no_plan", None, "order_assess_final"),
    "conceded_assessment": ("concede_assess_notify", "concede_assess_no_plan", None, "concede_assess_final"),
    "order_to_make_plan": (None, None, "order_make_draft", "order_make_final"),
    "mediation_agreed_plan": (None, None, "order_make_draft", "order_make_final"),
    "conceded_plan": (None, None, "concede_plan_draft", "concede_plan_final"),
}
"""By event, the duties that take the place of the first four; None where the new regime has no such duty."""

FINISH_DUTIES = {"plan_issued": "final_plan", "refused": "assess_decision", "no_plan": "no_plan_decision"}
"""By status, the duty whose limit a finished case is measured by; a case that ended otherwise has none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The last lawful days now in force, with the id of the duty that each belongs to.

    After an order, a concession or a mediation agreement they are counted from it. Where the new
    regime sets no such day, the date stays the one counted from the request (it is met or spent).
    """

    assess_decision: date
    no_plan_decision: date
    final_plan: date
    draft_target: date
    """Practice: week 14, or six weeks before the final plan after an order to assess. Law after one to make a plan."""
    original_final_plan: date
    """The 20-week date counted from the request: it stays on record for statistics."""
    assess_duty: str
    no_plan_duty: str
    draft_duty: str
    final_duty: str
    runs_from: date
    """The day from which they are counted."""
    regime: str
    """'request', or the event that replaced the first limits."""

    @property
    def is_replaced(self) -> bool:
        """True when an order, a concession or a mediation agreement has replaced the first limits."""
        return self.regime != "request"


def limits(facts: CaseFacts) -> Limits:
    """The limits of a case. The clock starts at responsibility under s24 where that is recorded, else at receipt."""
    if not facts.later_decisions:
        return limits_of_request(facts.clock_start)
    later = governing(facts)
    if later is None:
        return limits_of_request(facts.clock_start)
    return _replaced(facts.clock_start, EVENT_OF[later.route, later.about], later.made_on)


def next_legal(facts: CaseFacts, calendar: WorkingDays) -> tuple[str | None, date | None]:
    """The duty that is next to be met and its last day; (None, None) on a closed case.

    It is the decision to assess until the family has been told, then the final plan; after an order
    or a concession it is the duty that took its place. A plan that was sent shows that the family
    knows; nothing short of it does. The 16 weeks never come here: they bind only a refusal.
    ``calendar`` is not needed for these duties, which no weekend moves; it is taken so that a duty
    counted in working days could come here without changing a caller.
    """
    if status(facts) != "open":
        return None, None
    found = limits(facts)
    if is_told_of_assessing(facts, found):
        return found.final_duty, found.final_plan
    return found.assess_duty, found.assess_decision


def is_told_of_assessing(facts: CaseFacts, found: Limits) -> bool:
    """Tell whether the notice about assessing that is now in force has reached the family."""
    if not found.is_replaced:
        return assess_told_on(facts) is not None
    later = governing(facts)
    return later is None or later.about == "issue" or later.told_on is not None


def starts_of(facts: CaseFacts) -> tuple[str, date]:
    """The event that started the clock of the request, and its day."""
    if facts.became_responsible is not None:
        return "became_responsible", facts.became_responsible
    return "request_received", facts.request_received


def last_day(duty_id: str, event_on: date) -> date:
    """The last day of a duty that is counted 'within N weeks', as every limit of a request is."""
    return within_weeks(event_on, duty_on(duty_id, event_on).length or 0)


def finish_limit(status: str, start: date) -> date | None:
    """The day by which a case that ended so is in time, counted from day 0; None where no limit measures it."""
    duty_id = FINISH_DUTIES.get(status)
    return last_day(duty_id, start) if duty_id else None


def advice_due(requested_on: date) -> date:
    """The last of an adviser's six weeks (reg 8(1); for schools, psychologists and social care, Code 9.41)."""
    return last_day("advice", requested_on)


@lru_cache(maxsize=8192)
def limits_of_request(start: date) -> Limits:
    """The limits that run from day 0, whatever a later decision has put in their place."""
    assess, no_plan, draft, final = FIRST
    final_on = last_day(final, start)
    return Limits(
        assess_decision=last_day(assess, start),
        no_plan_decision=last_day(no_plan, start),
        final_plan=final_on,
        draft_target=last_day(draft, start),
        original_final_plan=final_on,
        assess_duty=assess,
        no_plan_duty=no_plan,
        draft_duty=draft,
        final_duty=final,
        runs_from=start,
        regime="request",
    )


@lru_cache(maxsize=8192)
def _replaced(start: date, event: str, made_on: date) -> Limits:
    first = limits_of_request(start)
    assess, no_plan, draft, final = REPLACEMENTS[event]
    final_on = last_day(final, made_on)
    return Limits(
        assess_decision=last_day(assess, made_on) if assess else first.assess_decision,
        no_plan_decision=last_day(no_plan, made_on) if no_plan else first.no_plan_decision,
        final_plan=final_on,
        draft_target=last_day(draft, made_on) if draft else final_on - DRAFT_TO_FINAL,
        original_final_plan=first.final_plan,
        assess_duty=assess or first.assess_duty,
        no_plan_duty=no_plan or first.no_plan_duty,
        draft_duty=draft or first.draft_duty,
        final_duty=final,
        runs_from=made_on,
        regime=event,
    )
