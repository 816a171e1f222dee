"""What goes into a panel pack, worked out inside one reading: the same figures as the case's own page."""

from collections.abc import Sequence
from datetime import date, datetime, time

from send_desktop.codes import SEN_TYPES
from send_desktop.exports.panel_pack.pack import (
    AdviceLine,
    ConsultationLine,
    LimitLine,
    Mark,
    PackItem,
    PanelPack,
)
from send_desktop.exports.panel_pack.words import days_left
from send_desktop.records import Advice, Agenda, AgendaItem, Case, Consultation, ExceptionPeriod
from send_desktop.risk import RiskContext, SafeDate, state_named
from send_desktop.services.acts import risk_context
from send_desktop.services.advice import due_on, standing
from send_desktop.services.cases import CaseView, exception_words, view
from send_desktop.services.panel_queue import last_day_to_refuse
from send_desktop.services.plans import REPLIES
from send_desktop.services.rights import rights_holder
from send_desktop.statute.clock import DutyState
from send_desktop.statute.exceptions_in_law import is_statutory
from send_desktop.statute.relief import Relief, reliefs_of
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.statute.windows import reply_end
from send_desktop.store import Reading
from send_desktop.wording import age_on, full_date, in_year, year_group

Slot = tuple[time, time]

SHOWN_DUTIES = frozenset({"assess_decision", "no_plan_decision", "final_plan"})
"""The three limits of the request's own clock; those of an order or a concession stand beside them."""

REPLACING = ("order_", "concede_", "reversal_")


def gather(
    reading: Reading,
    agenda: Agenda,
    slots: Sequence[Slot],
    profile: str,
    by: str,
    today: date,
    built_at: datetime,
    version: int,
) -> PanelPack:
    """Return everything the pack holds, as plain values, as at ``today``."""
    context = risk_context(reading)
    items = tuple(
        _item(reading, agenda, number, item, case, slot, today, context)
        for number, ((item, case), slot) in enumerate(zip(agenda.items, slots, strict=True), 1)
    )
    return PanelPack(
        meeting=agenda.meeting,
        area=agenda.area,
        items=items,
        profile=profile,
        as_at=today,
        built_at=built_at,
        built_by=by,
        version=version,
    )


def _item(
    reading: Reading,
    agenda: Agenda,
    number: int,
    item: AgendaItem,
    case: Case,
    slot: Slot,
    today: date,
    context: RiskContext,
) -> PackItem:
    seen = view(reading, case, today, context, with_history=False)
    met_on, born = agenda.meeting.on, case.person.date_of_birth
    due = case.derived.next_due
    titles = {duty.id: duty.title for duty in seen.duties}
    return PackItem(
        number=number,
        item=item,
        case=case,
        starts=slot[0],
        ends=slot[1],
        age=age_on(born, met_on),
        year_group=year_group(born, met_on),
        rights_holder=rights_holder(case.person, met_on),
        primary_need=_need(case.request.primary_need),
        stage=STAGE_TITLES[seen.stage] if seen.stage else "Closed",
        day_number=(met_on - case.clock_start_on).days,
        legal_title=titles.get(case.derived.next_duty or "", ""),
        legal_due=due,
        days_left=(due - met_on).days if due else None,
        refuse_by=last_day_to_refuse(case, item.asked),
        mark=_state_mark(seen.state),
        reason=seen.sentence.reason,
        next_step=seen.sentence.next_step,
        track=seen.track,
        limits=tuple(_limit(duty, met_on) for duty in seen.duties if _is_shown(duty)),
        safe_dates=tuple(_safe(safe) for safe in seen.safe_dates),
        exceptions=_exceptions(case),
        advice=tuple(_advice(one, seen) for one in case.advice),
        consultations=tuple(_consultation(one) for one in case.consultations),
    )


def _need(code: str | None) -> str:
    return SEN_TYPES.get(code, code) if code else ""


def _state_mark(code: str | None) -> Mark:
    return Mark(code, state_named(code).word) if code else Mark("plain", "Closed")


def _is_shown(duty: DutyState) -> bool:
    return duty.due is not None and (duty.id in SHOWN_DUTIES or duty.id.startswith(REPLACING))


def _limit(duty: DutyState, met_on: date) -> LimitLine:
    title = "Last day to refuse" if duty.id == "no_plan_decision" else duty.title
    return LimitLine(title, duty.due, _duty_mark(duty, met_on))


def _duty_mark(duty: DutyState, met_on: date) -> Mark:
    left = days_left((duty.due - met_on).days) if duty.due else ""
    done = in_year(duty.met_on, met_on.year) if duty.met_on else ""
    return {
        "met": Mark("on_track", f"Met {done}"),
        "met_late": Mark("at_risk", f"Late, {done}"),
        "overdue": Mark("breached", left),
        "excepted": Mark("excepted", "Excepted"),
        "not_needed": Mark("plain", "Not needed"),
        "replaced": Mark("plain", "Replaced"),
    }.get(duty.state, Mark("waiting", left))


SAFE_WORDS = {
    "breached": "Passed",
    "will_breach": "Cannot be met",
    "at_risk": "Expected later",
    "on_track": "In reach",
}
"""What each state says of a latest safe date."""


def _safe(safe: SafeDate) -> LimitLine:
    return LimitLine(safe.title, safe.on, Mark(safe.state, SAFE_WORDS[safe.state]))


def _exceptions(case: Case) -> tuple[str, ...]:
    found = reliefs_of(case.facts(), case.derived.next_duty)
    return tuple(_exception(period, relief) for period, relief in zip(case.exceptions, found, strict=True))


def _exception(period: ExceptionPeriod, relief: Relief) -> str:
    begins = full_date(period.starts_on)
    until = f"{begins} to {full_date(period.ends_on)}" if period.ends_on else f"from {begins}"
    why = exception_words(period.reason) if period.reason else period.reason_text
    if not is_statutory(period.reason):
        return f"Exception recorded, outside the list in the regulations, so no date is relieved: {why}, {until}."
    said = "" if relief.words == "Relieves" else f" {relief.words}."
    return f"Exception: {why}, {until}.{said} The clock runs on."


def _advice(one: Advice, seen: CaseView) -> AdviceLine:
    code, word = standing(one, seen.today, is_open=seen.case.derived.status == "open")
    if one.received_on is None and code == "on_track":
        code = "waiting"
    mark = Mark(code or "plain", word)
    return AdviceLine(one.service, one.requested_on, due_on(one), one.received_on, mark, one.key_point)


def _consultation(one: Consultation) -> ConsultationLine:
    due = reply_end(one.sent_on) if one.sent_on else None
    place = {True: "Has a place", False: "No place"}.get(one.has_place) if one.has_place is not None else ""
    answer = REPLIES.get(one.outcome or "", "Replied" if one.replied_on else "Awaited")
    return ConsultationLine(one.setting, one.sent_on, due, one.replied_on, answer, place or "", one.grounds)
