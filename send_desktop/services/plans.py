"""Drafts, consultation of settings, final plans, and the provision that a panel weighs."""

from dataclasses import dataclass, replace
from datetime import date

from send_desktop.errors import Refused
from send_desktop.exports.panel_pack.words import money
from send_desktop.records import Case, Consultation, Document, PlanVersion, Provision
from send_desktop.services import documents
from send_desktop.services.amendments import Amendment, require_lawful
from send_desktop.statute.windows import draft_window_end, least_representations_end, reply_end
from send_desktop.wording import full_date

REPLIES = {
    "can_meet_need": "Can meet need",
    "cannot_meet_need": "Says it cannot meet need",
    "full": "Full",
    "no_reply": "No reply",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalSent:
    """When a final plan went to each of those to whom it must (reg 13(2)); None where it has not yet."""

    family_on: date | None = None
    setting_on: date | None = None
    board_on: date | None = None
    names_setting: bool = True
    """False for a plan that names no setting, only its type (s40): then nobody waits for a setting's copy."""

    @classmethod
    def to_all(cls, on: date) -> "FinalSent":
        """Return it as sent to family, setting and board on one day."""
        return cls(family_on=on, setting_on=on, board_on=on)

    @property
    def missing(self) -> tuple[str, ...]:
        """To whom it has still to go, in words."""
        wanted = [("the family", self.family_on)]
        wanted += [("the setting that it names", self.setting_on)] if self.names_setting else []
        return tuple(words for words, on in (*wanted, ("the integrated care board", self.board_on)) if on is None)

    @property
    def last(self) -> date | None:
        """The day on which the last of them was sent it; None while one is missing."""
        if self.missing:
            return None
        setting_on = self.setting_on if self.names_setting else None
        return max(on for on in (self.family_on, setting_on, self.board_on) if on)


def serve_draft(
    case: Case,
    *,
    on: date,
    today: date,
    representations_by: date | None = None,
    document: Document | None = None,
) -> Amendment:
    """Record that the draft plan was served: at least 15 days begin with that day (reg 13(1)(a)).

    A re-issued draft is a new version with its own 15 days (Code 9.125). ``document`` is the very version
    that was served, where it is kept. Raises Refused where the letter gives less, or for a document that
    another plan went out as.
    """
    caution = require_lawful(case, "serve_draft", on, today)
    if representations_by and representations_by < least_representations_end(on):
        raise Refused("The family must have at least 15 days, beginning with the day the draft is served (reg 13(1)).")
    number = 1 + sum(plan.kind == "draft" for plan in case.plans)
    draft = PlanVersion(
        case_id=case.id,
        kind="draft",
        sent_on=on,
        number=number,
        representations_by=representations_by,
        document_id=_document_of(case, document),
    )
    text = f"{case.reference}: draft {number} served on {full_date(on)}."
    return Amendment(case, "Serve draft", text, added=(draft,), caution=caution)


def version_sent(case: Case, plan: PlanVersion) -> str:
    """Return which version of its document a plan went out as, and whether it has been changed since; else empty."""
    document = next((one for one in case.documents if one.id == plan.document_id), None)
    if document is None:
        return ""
    newest = documents.newer(case, document)
    changed = f"; version {newest.number} is newer" if newest else ""
    return f"{documents.stamp(document)}{changed}"


def window_end(plan: PlanVersion) -> date:
    """Return the last day of the family's window on a draft that was served."""
    return draft_window_end(plan.sent_on, plan.representations_by)


def reply_due(consultation: Consultation) -> date | None:
    """Return the last day on which a setting's reply is awaited; None for one whose day of sending is not known."""
    return reply_end(consultation.sent_on) if consultation.sent_on else None


def record_representations(
    case: Case,
    plan: PlanVersion,
    *,
    received_on: date | None,
    asked: str,
    today: date,
    meeting_asked_on: date | None = None,
    meeting_held_on: date | None = None,
) -> Amendment:
    """Record what the family said about a draft, and the meeting that they required (reg 13(1)(a)).

    Each can come by itself and later: the meeting may be asked for before anything is written. What came
    after the window is kept, with a caution. Raises Refused for days that cannot be, or for nothing new.
    """
    if plan.kind != "draft":
        raise Refused("Representations are about a draft; choose which one.")
    if asked.strip() and received_on is None:
        raise Refused("Give the day on which the representations came.")
    _check_days(plan, received_on, meeting_asked_on, meeting_held_on, today)
    after = replace(
        plan,
        representations_received_on=received_on,
        representations=asked.strip(),
        meeting_asked_on=meeting_asked_on,
        meeting_held_on=meeting_held_on,
    )
    if after == plan:
        raise Refused("Nothing new about this draft; write what the family said, or when the meeting was.")
    late = received_on is not None and received_on > window_end(plan)
    caution = f"This came after {full_date(window_end(plan))}, the last day given; say how it was considered."
    text = f"{case.reference}: representations on draft {plan.number} recorded."
    return Amendment(case, "Record representations", text, replaced=((plan, after),), caution=caution if late else "")


def _check_days(
    plan: PlanVersion, received_on: date | None, asked_on: date | None, held_on: date | None, today: date
) -> None:
    for words, on in (
        ("Representations", received_on),
        ("The request for a meeting", asked_on),
        ("A meeting", held_on),
    ):
        if on and not plan.sent_on <= on <= today:
            raise Refused(f"{words} on draft {plan.number} must lie between {full_date(plan.sent_on)} and today.")
    if asked_on and held_on and held_on < asked_on:
        raise Refused("The meeting was held before it was asked for; check the two days.")


def _document_of(case: Case, document: Document | None) -> int | None:
    if document is None:
        return None
    other = next((plan for plan in case.plans if plan.document_id == document.id), None)
    if other:
        which = f"draft {other.number}" if other.kind == "draft" else "the final plan"
        raise Refused(
            f"“{document.title}” already went out as {which}. Add the file that was sent this time to the "
            "documents first, so that each plan keeps its own."
        )
    return document.id


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


def send_final(case: Case, *, sent: FinalSent, today: date, document: Document | None = None) -> Amendment:
    """Record that the final plan was sent to the family, the setting and the board (reg 13(2)).

    Its date is the last of the three. Raises Refused while one of them has still to be sent it: what their
    letters say stays with the letters, and nothing is half recorded.
    """
    if sent.last is None:
        raise Refused(
            f"The final plan has still to go to {_and(sent.missing)}. Until then it is not sent in law, so nothing "
            "is recorded yet; give the day once it has gone. What the letters record stays."
        )
    days = (sent.family_on, sent.setting_on if sent.names_setting else None, sent.board_on)
    for on in days:
        if on and on > today:
            raise Refused("No copy of the final plan can have been sent after today; check the days.")
    caution = require_lawful(case, "send_final", sent.last, today)
    number = 1 + sum(plan.kind == "final" for plan in case.plans)
    final = PlanVersion(
        case_id=case.id,
        kind="final",
        sent_on=sent.last,
        number=number,
        family_sent_on=days[0],
        setting_sent_on=days[1],
        board_sent_on=days[2],
        document_id=_document_of(case, document),
    )
    day = (sent.last - case.clock_start_on).days
    text = f"{case.reference}: final plan sent on {full_date(sent.last)}, day {day}."
    return Amendment(case, "Send final plan", text, added=(final,), caution=caution)


def final_so_far(case: Case) -> FinalSent:
    """Return when the letters with the final plan went, by recipient: what the act begins with."""
    before = max((plan.sent_on for plan in case.plans if plan.kind == "final"), default=date.min)
    sent: dict[str, date | None] = dict.fromkeys(("family", "young_person", "setting", "board")) | {
        letter.recipient: letter.sent_on
        for letter in case.letters
        if letter.about == "final" and letter.sent_on and letter.sent_on > before
    }
    return FinalSent(
        family_on=sent["young_person"] or sent["family"], setting_on=sent["setting"], board_on=sent["board"]
    )


def _and(words: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


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
