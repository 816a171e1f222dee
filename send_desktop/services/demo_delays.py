"""Why the synthetic authority was late: reasons for most of its late limits, as its pathways make them likely."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from send_desktop.delay_reasons import LIMIT_DAYS, SERVICE_AGENCIES, fitting
from send_desktop.records import DelayReason, Directory, Request
from send_desktop.services.synthetic import Pathway

GIVEN = 0.8
"""The share of late limits of which somebody has said why."""

SLOW = 14
"""Days beyond its six weeks from which advice is what made a case late."""

_OF_ADVICE = {"ep": ("ep_late", "ep_capacity"), "health": ("health_late",), "care": ("care_late",)}
_OF_DECIDING = ("panel_late", "setting_advice", "team_capacity", "team_capacity", "family")
_OF_THE_REST = ("panel_late", "team_capacity", "team_late_step", "setting_reply", "setting_place", "family")
_NOTES = ("", "", "", "The family knows.", "Raised at the weekly meeting.", "Asked for a date twice.")


def delay_reasons(request: Request, way: Pathway, directory: Directory, today: date) -> Iterator[DelayReason]:
    """Yield the reasons of one case. Its own random source, so that no other part of the authority hangs on it."""
    source = Random(request.id)
    if way.withdrawn is not None or way.exception is not None:
        return
    officer = next((one.name for one in directory.officers if one.id == request.officer_id), "Head of SEND")
    age = (today - request.received_on).days
    for duty, met in _late(way, age):
        if source.random() < GIVEN:
            reason, service = _reason(source, way, duty, age)
            least = met if met is not None else LIMIT_DAYS[duty] + 1
            day = min(age, least + source.randint(0, 9))
            yield DelayReason(
                case_id=request.id,
                duty=duty,
                reason=reason,
                service=service,
                note=source.choice(_NOTES),
                given_on=request.received_on + timedelta(days=day),
                given_by=officer,
            )


def _late(way: Pathway, age: int) -> Iterator[tuple[str, int | None]]:
    """Yield each limit that was met late, with its day, or that has passed and is open."""
    if (way.told_assess or age) > LIMIT_DAYS["assess_decision"]:
        yield "assess_decision", way.told_assess
    if way.is_no_plan:
        if (way.told_issue or 0) > LIMIT_DAYS["no_plan_decision"]:
            yield "no_plan_decision", way.told_issue
    elif not way.is_refused and (way.final or age) > LIMIT_DAYS["final_plan"]:
        yield "final_plan", way.final


def _reason(source: Random, way: Pathway, duty: str, age: int) -> tuple[str, str]:
    if duty == "assess_decision":
        return source.choice(_OF_DECIDING), ""
    waits = {service: (got if got >= 0 else age) - asked - 42 for service, asked, got in way.advice}
    slowest = max(waits, key=lambda one: waits[one], default="")
    likely = _OF_ADVICE.get(SERVICE_AGENCIES.get(slowest, ""), ())
    if likely and waits[slowest] > SLOW:
        reason = source.choice(likely)
        return reason, slowest if reason == "health_late" else ""
    lawful = {one.code for one in fitting(duty)}
    return source.choice([one for one in _OF_THE_REST if one in lawful]), ""
