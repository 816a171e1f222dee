"""What stands decided on a case: first decisions, what changed them later, and the status that follows.

*Made* is not *told*: a refusal counts once the family has been told of it. A refusal recorded with
no date at all counts too, for the outcome of an imported row is never lost; one that was made on a
day and not told of keeps the case open and due.
"""

from datetime import date

from send_desktop.statute.facts import CaseFacts, LaterDecisionFact

BINDING_ROUTES = frozenset({"tribunal", "mediation", "conceded"})
"""Routes that replace the first limits (regs 42(2), 44, 45); the authority's own motion replaces none."""

EVENT_OF: dict[tuple[str, str], str] = {
    ("tribunal", "assess"): "order_to_assess",
    ("tribunal", "issue"): "order_to_make_plan",
    ("tribunal", "contents"): "order_to_amend_contents",
    ("tribunal", "placement"): "order_to_amend_placement",
    ("mediation", "assess"): "mediation_agreed_to_assess",
    ("mediation", "issue"): "mediation_agreed_plan",
    ("mediation", "contents"): "mediation_agreed_contents",
    ("mediation", "placement"): "mediation_agreed_placement",
    ("conceded", "assess"): "conceded_assessment",
    ("conceded", "issue"): "conceded_plan",
    ("conceded", "contents"): "conceded_contents",
    ("conceded", "placement"): "conceded_placement",
    ("own_motion", "assess"): "agreed_to_assess_after_refusal",
}
"""By route and subject of a later decision, the event that it is in law."""

CHANGES = {"assess": "assess", "issue": "issue", "contents": "amend", "placement": "amend"}
"""By subject, the outcome with which a later decision changes the first one; 'dismissed' changes nothing."""


def changes_anything(later: LaterDecisionFact) -> bool:
    """Tell whether a later decision went the family's way; a dismissed appeal leaves all as it was."""
    return CHANGES.get(later.about) == later.outcome


def has_ground(facts: CaseFacts, about: str) -> bool:
    """Tell whether the case ever held what a later decision about this could change.

    Only a refusal is appealed, mediated on or conceded (s51(2), ss52-55): one to assess for 'assess', one
    to make a plan for 'issue', and a plan that was issued for 'contents' and 'placement'. A plan that is
    to be made after all changes a refusal to assess as well.
    """
    if about in ("assess", "issue") and facts.assess_outcome == "refuse":
        return True
    if about == "issue":
        reversals = (later for later in facts.later_decisions if later.about == "issue")
        return facts.issue_outcome == "no_plan" or any(later.outcome == "no_plan" for later in reversals)
    if about == "assess":
        return False
    return facts.final_sent_on is not None


def takes_effect(facts: CaseFacts, later: LaterDecisionFact) -> bool:
    """Tell whether a later decision went the family's way and had something to change."""
    return changes_anything(later) and has_ground(facts, later.about)


def event_of(later: LaterDecisionFact) -> str | None:
    """The event that a later decision is in law; None where it starts no duty."""
    return EVENT_OF.get((later.route, later.about)) if changes_anything(later) else None


def governing(facts: CaseFacts) -> LaterDecisionFact | None:
    """The latest order, concession or mediation agreement to assess or to make a plan: its limits are in force.

    One with no refusal to overturn replaces nothing: an agreed or undecided case keeps its own limits.
    """
    found = None
    for later in facts.later_decisions:
        if later.about in ("assess", "issue") and later.route in BINDING_ROUTES and takes_effect(facts, later):
            found = later if found is None or later.made_on >= found.made_on else found
    return found


def overturned_on(facts: CaseFacts, about: str) -> date | None:
    """The day a refusal ('assess' or 'issue') was last overturned, by whatever route; None if it stands."""
    days = [later.made_on for later in facts.later_decisions if later.about == about and takes_effect(facts, later)]
    return max(days, default=None)


def standing_assess(facts: CaseFacts) -> str | None:
    """The decision on assessing as it stands: 'assess', 'refuse' or None."""
    for later in facts.later_decisions:
        if later.about in ("assess", "issue") and takes_effect(facts, later):
            return "assess"
    return facts.assess_outcome


def standing_issue(facts: CaseFacts) -> str | None:
    """The decision on issuing a plan as it stands: 'issue', 'no_plan' or None."""
    later = _latest_on_issue(facts)
    return later.outcome if later else facts.issue_outcome


def is_refused(facts: CaseFacts) -> bool:
    """Tell whether the authority refused to assess, the family knows, and nothing has overturned it."""
    if standing_assess(facts) != "refuse":
        return False
    return facts.assess_told_on is not None or facts.assess_made_on is None


def is_no_plan(facts: CaseFacts) -> bool:
    """Tell whether the authority refused a plan, the family knows, and nothing has overturned it."""
    if standing_issue(facts) != "no_plan":
        return False
    later = _latest_on_issue(facts)
    if later is not None:
        return later.told_on is not None
    return facts.issue_told_on is not None or facts.issue_made_on is None


def no_plan_told_on(facts: CaseFacts) -> date | None:
    """The day the family was told that there will be no plan, where that stands; None where undated."""
    if standing_issue(facts) != "no_plan":
        return None
    later = _latest_on_issue(facts)
    return later.told_on if later else facts.issue_told_on


def assess_told_on(facts: CaseFacts) -> date | None:
    """The day the family was first told whether there will be an assessment.

    A refusal imported without a date and later reversed by the authority itself counts from that reversal.
    """
    if facts.assess_told_on is not None:
        return facts.assess_told_on
    reversals = (later for later in facts.later_decisions if later.about == "assess" and later.route == "own_motion")
    told = (later.told_on for later in reversals if has_ground(facts, later.about))
    return min((day for day in told if day is not None), default=None)


def status(facts: CaseFacts) -> str:
    """open, plan_issued, refused, no_plan, withdrawn, moved or ceased; tested in the order of the Department's return.

    A refusal that was overturned counts no more, so the case is open again. A final plan counts as
    issued with or without a recorded decision; a child who moves afterwards leaves it issued. An
    undated refusal or withdrawal counts.
    """
    if facts.is_withdrawn or facts.withdrawn_on is not None:
        return "withdrawn"
    if is_refused(facts):
        return "refused"
    if is_no_plan(facts):
        return "no_plan"
    if facts.final_sent_on is not None:
        return "plan_issued"
    return facts.closure if facts.closure in ("moved", "ceased") else "open"


def _latest_on_issue(facts: CaseFacts) -> LaterDecisionFact | None:
    found = None
    for later in facts.later_decisions:
        if later.about == "issue" and (later.outcome == "no_plan" or takes_effect(facts, later)):
            found = later if found is None or later.made_on >= found.made_on else found
    return found
