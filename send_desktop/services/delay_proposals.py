"""A reason proposed from the records: which step of a case came latest against its own time, and whose step it was.

Pure, and never saved unasked: a proposal is what the dates show, and only the officer knows why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.delay_reasons import SERVICE_AGENCIES, fitting, reason_words
from send_desktop.records import Advice, Case
from send_desktop.services.delay_reasons import PassedLimit
from send_desktop.services.plans import window_end
from send_desktop.statute.limits import advice_due
from send_desktop.statute.windows import reply_end
from send_desktop.wording import days

ADVICE_REASONS = {"ep": "ep_late", "health": "health_late", "care": "care_late", "setting": "setting_advice"}
"""The reason for late advice, by the agency of the service that owed it."""

ASK_WITHIN = 5
"""Days from the decision to assess within which advice is usually asked for."""
PANEL_WITHIN = 14
"""Days from the last advice to the panel on the decision to issue: a panel meets about every fortnight."""
DRAFT_WITHIN = 14
"""Days from the decision to issue to the draft: drafting, and the checks before it is served."""
FINAL_WITHIN = 7
"""Days from the last window to the final plan."""

SURE_SHARE = 0.5
"""A proposal is sure where its step alone makes up at least this share of the delay."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the records show: a reason, the service it names, and the sentence that says why it is proposed."""

    reason: str
    because: str
    days: int
    service: str = ""
    is_sure: bool = False

    @property
    def words(self) -> str:
        """'The records point to “EP advice came late”: EP advice came 63 days after its six weeks.'"""
        return f"The records point to “{reason_words(self.reason)}”: {self.because}."


def propose(case: Case, passed: PassedLimit, today: date) -> Proposal | None:
    """Return what the records show of a limit that passed; None where no step on record was late."""
    until = passed.late.met_on or today
    steps = _before_deciding(case, passed) if passed.duty == "assess_decision" else _after_assessing(case, until)
    lawful = {one.code for one in fitting(passed.duty)}
    found = [one for one in steps if one.days > 0 and one.reason in lawful]
    longest = max(found, key=lambda one: one.days, default=None)
    if longest is None:
        return None
    is_sure = longest.days >= SURE_SHARE * passed.late.days
    return Proposal(longest.reason, longest.because, longest.days, longest.service, is_sure)


def _before_deciding(case: Case, passed: PassedLimit) -> Iterator[Proposal]:
    """To the decision whether to assess: the panel that came too late, or a letter that did."""
    request, due = case.request, passed.late.due
    panel = request.assess_panel_on or case.derived.agenda_on
    if panel and panel > due:
        late = (panel - due).days
        yield Proposal("panel_late", f"the panel met {days(late)} after the limit", late)
    made, told = request.assess_made_on, request.assess_told_on
    if made and told and made <= due < told:
        late = (told - due).days
        yield Proposal("team_late_step", f"decided in time, and the letter went {days(late)} after the limit", late)


def _after_assessing(case: Case, until: date) -> Iterator[Proposal]:
    yield from _asking(case, until)
    yield from (late for one in case.advice for late in _advice(one, until))
    yield from _deciding(case, until)
    yield from _drafting(case, until)
    yield from _windows(case, until)


def _asking(case: Case, until: date) -> Iterator[Proposal]:
    told = case.request.assess_told_on
    asked = [one.requested_on for one in case.advice if one.requested_on]
    if told is None or case.request.assess_outcome != "assess":
        return
    late = _days_over(told, min(asked, default=until), ASK_WITHIN)
    if late > 0:
        yield Proposal("team_late_step", f"advice was asked for {days(late + ASK_WITHIN)} after the decision", late)


def _advice(one: Advice, until: date) -> Iterator[Proposal]:
    """Late against its six weeks; where it was sent back, from that day on it is the quality that took the time."""
    if one.requested_on is None or one.is_existing_report:
        return
    came = min(one.received_on or until, until)
    late = (came - advice_due(one.requested_on)).days
    if one.returned_on and one.returned_on < came:
        again = (came - one.returned_on).days
        because = f"{one.service} advice took {days(again)} after it was sent back"
        yield Proposal("advice_returned", because, again, one.service)
        late -= again
    reason = ADVICE_REASONS.get(SERVICE_AGENCIES.get(one.service, ""), "")
    if reason:
        service = one.service if reason == "health_late" else ""
        because = f"{one.service} advice {'came' if one.received_on else 'is'} {days(late)} after its six weeks"
        yield Proposal(reason, because, late, service)


def _deciding(case: Case, until: date) -> Iterator[Proposal]:
    """From the last advice to the decision to issue: the panel's time, or ours where none is on record."""
    came = [one.received_on for one in case.advice if one.received_on]
    if not came or any(one.requested_on and one.received_on is None for one in case.advice):
        return
    request = case.request
    panel = request.issue_panel_on or case.derived.agenda_on
    decided = request.issue_made_on or request.issue_told_on or until
    late = _days_over(max(came), min(decided, until), PANEL_WITHIN)
    reason = "panel_late" if panel and panel >= max(came) else "team_late_step"
    yield Proposal(reason, f"the decision came {days(late + PANEL_WITHIN)} after the last advice", late)


def _drafting(case: Case, until: date) -> Iterator[Proposal]:
    request = case.request
    decided = request.issue_made_on or request.issue_told_on
    if decided is None or request.issue_outcome != "issue":
        return
    drafts = [plan.sent_on for plan in case.plans if plan.kind == "draft"]
    served = min((*drafts, until))
    late = _days_over(decided, served, DRAFT_WITHIN)
    yield Proposal("team_late_step", f"the draft came {days(late + DRAFT_WITHIN)} after the decision", late)


def _windows(case: Case, until: date) -> Iterator[Proposal]:
    """From the draft: the family's time beyond its 15 days, a setting's beyond its own, and then ours."""
    closed: list[date] = []
    for plan in case.plans:
        if plan.kind == "draft":
            last = plan.meeting_held_on or plan.representations_received_on or window_end(plan)
            late = (min(last, until) - window_end(plan)).days
            yield Proposal("family", f"the family's answer came {days(late)} after its 15 days", late)
            closed.append(max(last, window_end(plan)))
    for one in case.consultations:
        if one.sent_on:
            replied = min(one.replied_on or until, until)
            late = (replied - reply_end(one.sent_on)).days
            whose = one.setting or "a setting"
            yield Proposal("setting_reply", f"{whose} replied {days(late)} after its 15 days", late)
            closed.append(replied)
    if closed:
        late = _days_over(max(closed), until, FINAL_WITHIN)
        yield Proposal("team_late_step", f"the final plan came {days(late + FINAL_WITHIN)} after the last answer", late)


def _days_over(begins: date, ends: date, usual: int) -> int:
    return (ends - begins - timedelta(days=usual)).days
