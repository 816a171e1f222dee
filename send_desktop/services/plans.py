"""Drafts, consultation of settings, final plans, and the provision that a panel weighs."""

from dataclasses import replace
from datetime import date

from send_desktop.errors import Refused
from send_desktop.exports.panel_pack.words import money
from send_desktop.records import Case, Consultation, PlanVersion, Provision
from send_desktop.services.amendments import Amendment, require_lawful
from send_desktop.statute.windows import least_representations_end
from send_desktop.wording import full_date

REPLIES = {
    "can_meet_need": "Can meet need",
    "cannot_meet_need": "Says it cannot meet need",
    "full": "Full",
    "no_reply": "No reply",
}


def serve_draft(case: Case, *, on: date, today: date, representations_by: date | None = None) -> Amendment:
    """Record that the draft plan was served: at least 15 days begin with that day (reg 13(1)(a)).

    A re-issued draft is a new version with its own 15 days. Raises Refused where the letter gives less.
    """
    caution = require_lawful(case, "serve_draft", on, today)
    if representations_by and representations_by < least_representations_end(on):
        raise Refused("The family must have at least 15 days, beginning with the day the draft is served (reg 13(1)).")
    number = 1 + sum(plan.kind == "draft" for plan in case.plans)
    draft = PlanVersion(case_id=case.id, kind="draft", sent_on=on, number=number, representations_by=representations_by)
    text = f"{case.reference}: draft served on {full_date(on)}."
    return Amendment(case, "Serve draft", text, added=(draft,), caution=caution)


def consult(case: Case, *, setting: str, on: date, today: date) -> Amendment:
    """Record that a setting was consulted; its reply is expected within 15 days (Code 9.83)."""
    require_lawful(case, "consult", on, today)
    if not setting.strip():
        raise Refused("Name the setting that was consulted.")
    sent = Consultation(case_id=case.id, setting=" ".join(setting.split()), sent_on=on)
    return Amendment(case, "Consult a setting", f"{case.reference}: {sent.setting} consulted.", added=(sent,))


def record_reply(
    case: Case,
    consultation: Consultation,
    *,
    on: date,
    outcome: str,
    today: date,
    grounds: str = "",
    has_place: bool | None = None,
) -> Amendment:
    """Record a setting's reply and its grounds. Raises Refused for an impossible date or an unknown reply."""
    if outcome not in REPLIES:
        raise Refused("Choose what the setting replied.")
    if on > today or (consultation.sent_on and on < consultation.sent_on):
        raise Refused("The reply must lie between the day the setting was consulted and today.")
    after = replace(consultation, replied_on=on, outcome=outcome, grounds=grounds.strip(), has_place=has_place)
    text = f"{case.reference}: {consultation.setting} replied: {REPLIES[outcome].lower()}."
    return Amendment(case, "Record reply", text, replaced=((consultation, after),))


def send_final(case: Case, *, on: date, today: date) -> Amendment:
    """Record that the final plan was sent to the family, the setting and the board (reg 13(2))."""
    caution = require_lawful(case, "send_final", on, today)
    number = 1 + sum(plan.kind == "final" for plan in case.plans)
    final = PlanVersion(case_id=case.id, kind="final", sent_on=on, number=number)
    day = (on - case.clock_start_on).days
    text = f"{case.reference}: final plan sent on {full_date(on)}, day {day}."
    return Amendment(case, "Send final plan", text, added=(final,), caution=caution)


def set_preference(case: Case, *, setting: str, setting_id: int | None) -> Amendment:
    """Keep the setting that the family asks for, in words and as a setting where it is a known one."""
    after = replace(case.request, family_preference=setting.strip(), family_preference_setting_id=setting_id)
    return Amendment(case, "Set preference", f"{case.reference}: preference saved.", replaced=((case.request, after),))


def set_provision(case: Case, *provisions: Provision) -> Amendment:
    """Save provision now, proposed or both, each over the one of its kind. Costs are pence a year.

    Shares without a cost make up the cost; provision that has been emptied is removed. Raises Refused
    when the shares of education, health and care do not add up to the cost, or when nothing is new.
    """
    added: list[Provision] = []
    removed: list[Provision] = []
    replaced: list[tuple[Provision, Provision]] = []
    for provision in map(_with_cost, provisions):
        before = next((item for item in case.provision if item.kind == provision.kind), None)
        if before is None:
            added += [] if _is_empty(provision) else [provision]
        elif _is_empty(provision):
            removed.append(before)
        elif (after := replace(provision, id=before.id, version=before.version)) != before:
            replaced.append((before, after))
    kinds = [one.kind for one in (*added, *removed, *(after for _, after in replaced))]
    if not kinds:
        raise Refused("Nothing about the provision has changed; write the setting, the band or the cost first.")
    return Amendment(
        case,
        "Set provision",
        f"{case.reference}: provision {' and '.join(kinds)} saved.",
        added=tuple(added),
        replaced=tuple(replaced),
        removed=tuple(removed),
        reason="Provision emptied",
    )


def shares_in_words(provision: Provision) -> str:
    """Return how the shares add up beside the cost: 'education £8,000 + health £500 = £8,500, the annual cost'."""
    shares = _shares(provision)
    total, cost = sum(shares.values()), provision.annual_cost
    if not shares:
        return f"{money(cost)} a year, not split" if cost is not None else "no cost yet"
    if len(shares) == 1 and cost in (None, total):
        return f"{money(total)} a year, all {next(iter(shares))}"
    added_up = f"{' + '.join(f'{payer} {money(share)}' for payer, share in shares.items())} = {money(total)}"
    if cost is None or cost == total:
        return f"{added_up}, the annual cost"
    left = f"{money(cost - total)} of {money(cost)} still to share out" if total < cost else ""
    return f"{added_up}; {left or f'{money(total - cost)} more than the annual cost of {money(cost)}'}"


def _shares(provision: Provision) -> dict[str, int]:
    """Return what each payer bears, in pence, those that bear something."""
    shares = {
        "education": provision.education_share,
        "health": provision.health_share,
        "care": provision.care_share,
    }
    return {payer: share for payer, share in shares.items() if share}


def _with_cost(provision: Provision) -> Provision:
    shares = _shares(provision)
    if not shares:
        return provision
    total = sum(shares.values())
    if provision.annual_cost not in (None, total):
        raise Refused("The shares of education, health and care must add up to the annual cost; check the figures.")
    return replace(provision, annual_cost=total)


def _is_empty(provision: Provision) -> bool:
    words = (provision.setting, provision.band, provision.description)
    return provision.annual_cost is None and not any(word.strip() for word in words)
