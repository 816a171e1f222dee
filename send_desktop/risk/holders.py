"""In whose court a case is: who has to move before its next step can be taken."""

HOLDERS = {
    "assess_decision": "Panel",
    "tell_family_assess": "Officer",
    "advice_not_asked": "Officer",
    "advice": "Service",
    "issue_decision": "Panel",
    "tell_family_no_plan": "Officer",
    "draft": "Officer",
    "representations": "Family",
    "consultation_not_sent": "Officer",
    "consultation": "Setting",
    "final_plan": "Officer",
}
"""By the code of the blocker."""

ORDER = ("Service", "Panel", "Officer", "Setting", "Family")


def holder(blocker: str | None) -> str:
    """Return who holds a case; empty where nothing is recorded that holds it."""
    return HOLDERS.get(blocker or "", "")
