"""A whole case as the flat rows that lists and figures read; storage reads the same of all cases at once."""

from collections.abc import Container, Iterable, Sequence
from datetime import date

from send_desktop.records.case import Advice, ExceptionPeriod, LaterDecision
from send_desktop.records.composed import Case, draft_and_final
from send_desktop.records.reporting import DelayReason
from send_desktop.records.rows import AdviceRow, CaseloadRow, TimelinessRow

DISPUTED = frozenset({"mediation", "tribunal", "conceded"})
"""Routes after which the Department leaves a plan out of the timeliness base (product.md)."""


def timeliness_row(case: Case, setting_kind: str = "") -> TimelinessRow:
    """Return the facts of a case that timeliness counts. ``setting_kind`` is that of its setting in the lists."""
    request = case.request
    draft_served_on, _, final_sent_on = draft_and_final(case.plans)
    decisions = case.later_decisions
    plan, refusal = (_newest_reason(case.delay_reasons, duty) for duty in ("final_plan", "no_plan_decision"))
    return TimelinessRow(
        case_id=case.id,
        reference=case.reference,
        received_on=request.received_on,
        clock_start_on=case.clock_start_on,
        assess_outcome=request.assess_outcome,
        assess_told_on=request.assess_told_on,
        issue_outcome=request.issue_outcome,
        issue_told_on=request.issue_told_on,
        final_sent_on=final_sent_on,
        is_exception_claimed=request.is_exception_claimed,
        is_withdrawn=request.is_withdrawn,
        withdrawn_on=request.withdrawn_on,
        closure=request.closure,
        closed_on=request.closed_on,
        overturned_assess_on=overturned_on(decisions, overturning_assess(request.assess_outcome)),
        overturned_issue_on=overturned_on(decisions, ("issue",)),
        is_after_dispute=is_after_dispute(decisions, final_sent_on),
        area=case.area,
        officer=case.officer,
        team=case.team,
        assess_made_on=request.assess_made_on,
        issue_made_on=request.issue_made_on,
        draft_served_on=draft_served_on,
        date_of_birth=case.person.date_of_birth,
        need=request.primary_need,
        source=request.source,
        setting_kind=setting_kind,
        exception_reason=_first_reason(case.exceptions),
        delay_reason=plan[0],
        decision_delay_reason=_newest_reason(case.delay_reasons, "assess_decision")[0],
        refusal_delay_reason=refusal[0],
        delay_service=plan[1],
        refusal_delay_service=refusal[1],
        limits_replaced_on=limits_replaced_on(decisions),
    )


def advice_rows(case: Case) -> list[AdviceRow]:
    """Return the requests for advice of a case, flat, in the order in which they were recorded."""
    return [_advice_row(item, case) for item in sorted(case.advice, key=lambda item: item.id)]


def caseload_row(case: Case) -> CaseloadRow:
    """Return a case as the caseload lists it."""
    request, person = case.request, case.person
    return CaseloadRow(
        id=case.id,
        version=request.version,
        reference=case.reference,
        forename=person.forename,
        surname=person.surname,
        date_of_birth=person.date_of_birth,
        upn=person.upn,
        setting=case.setting,
        area=case.area,
        officer=case.officer,
        team=case.team,
        primary_need=request.primary_need,
        received_on=request.received_on,
        clock_start_on=case.clock_start_on,
        assess_outcome=request.assess_outcome,
        assess_told_on=request.assess_told_on,
        issue_outcome=request.issue_outcome,
        issue_told_on=request.issue_told_on,
        draft_served_on=case.draft_served_on,
        final_sent_on=case.final_sent_on,
        is_exception_claimed=request.is_exception_claimed,
        closed_on=request.closed_on,
        advice_outstanding=_awaited(case),
        derived=case.derived,
        advice_dates="|".join(map(_advice_dates, sorted(case.advice, key=lambda item: item.id))),
        comments=request.comments,
        assess_panel_on=request.assess_panel_on,
        issue_panel_on=request.issue_panel_on,
        exception_reason=_first_reason(case.exceptions),
    )


def overturning_assess(assess_outcome: str | None) -> tuple[str, ...]:
    """Return what a later decision is about that reverses a first decision to assess, or not.

    A plan that is to be made after all reverses a refusal to assess as well (statute.outcomes.standing_assess).
    """
    return ("assess", "issue") if assess_outcome == "refuse" else ("assess",)


def overturned_on(decisions: Iterable[LaterDecision], about: Container[str]) -> date | None:
    """Return the first day on which a refusal was reversed by one of these: the day the family was told, if kept."""
    reversals = (one for one in decisions if one.about == one.outcome and one.about in about)
    return min((one.told_on or one.made_on for one in reversals), default=None)


def is_after_dispute(decisions: Iterable[LaterDecision], final: date | None) -> bool:
    """Say whether a plan of this day followed a reversal by mediation, order or concession, never a dismissal."""
    return final is not None and any(_is_of_dispute(one) and one.made_on <= final for one in decisions)


def limits_replaced_on(decisions: Iterable[LaterDecision]) -> date | None:
    """Return since when such a reversal has put other limits in place of the first; None where none has."""
    return min((one.made_on for one in decisions if _is_of_dispute(one)), default=None)


def _is_of_dispute(decision: LaterDecision) -> bool:
    reverses = {"assess", "issue"}
    return decision.route in DISPUTED and decision.about in reverses and decision.outcome in reverses


def _first_reason(exceptions: Sequence[ExceptionPeriod]) -> str:
    """Return the reason of the first exception that gives one."""
    return next((one.reason for one in sorted(exceptions, key=lambda one: one.id) if one.reason), "")


def _newest_reason(reasons: Iterable[DelayReason], duty: str) -> tuple[str, str]:
    """Return the newest reason on record for a limit, with the service that it names."""
    given = [one for one in reasons if one.duty == duty]
    newest = max(given, key=lambda one: one.id, default=None)
    return (newest.reason, newest.service) if newest else ("", "")


def _advice_row(item: Advice, case: Case) -> AdviceRow:
    return AdviceRow(
        id=item.id,
        case_id=case.id,
        reference=case.reference,
        service=item.service,
        requested_on=item.requested_on,
        promised_on=item.promised_on,
        received_on=item.received_on,
        last_chased_on=item.last_chased_on,
        is_case_open=case.derived.status == "open",
        booked_on=item.booked_on,
        first_received_on=item.first_received_on,
        incomplete_on=item.incomplete_on,
        returned_on=item.returned_on,
    )


def _awaited(case: Case) -> str:
    if case.derived.status != "open":
        return ""
    codes = (item.service for item in case.advice if item.requested_on and not item.received_on)
    return ", ".join(dict.fromkeys(codes))


def _advice_dates(item: Advice) -> str:
    asked, received = (on.isoformat() if on else "" for on in (item.requested_on, item.received_on))
    return f"{item.service};{asked};{received}"
