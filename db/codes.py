"""Closed code sets of the program's own, by table and column; each becomes a CHECK constraint.

Code sets that others publish (ethnicity, need, sex, why a UPN is unknown) are absent on purpose:
they are kept as given and questioned later (sen2.md, Tolerance).
"""

from sqlalchemy import CheckConstraint

PANEL_KINDS = (
    "assessment",
    "issue",
    "provision",
    "early_years",
    "joint",
    "post_16",
    "review",
    "emergency",
    "moderation",
)
CAPACITIES = ("member", "deputy", "observer", "presenter", "clerk")
PROFILES = ("named", "initials", "reference")
VIEW_FORMS = ("", "attached", "summary", "none")

CLOSED: dict[str, dict[str, tuple[str, ...]]] = {
    "officer": {"role": ("case_officer", "panel_manager", "team_lead")},
    "person": {"rights_holder": ("parent", "young_person")},
    "request": {
        "source": ("school", "parent", "young_person", "health", "social_care", "other", "not_known"),
        "assess_outcome": ("assess", "refuse"),
        "issue_outcome": ("issue", "no_plan"),
        "closure": ("moved", "ceased"),
    },
    "derived": {
        "status": ("open", "plan_issued", "refused", "no_plan", "withdrawn", "moved", "ceased"),
        "stage": ("request", "advice", "decision_to_issue", "draft", "consultation", "final"),
    },
    "consultation": {"outcome": ("can_meet_need", "cannot_meet_need", "full", "no_reply")},
    "provision": {"kind": ("now", "proposed")},
    "plan_version": {"kind": ("draft", "final")},
    "exception_period": {"reason": ("school_closed", "personal_circumstances", "absent_from_area", "not_statutory")},
    "later_decision": {
        "about": ("assess", "issue", "contents", "placement"),
        "outcome": ("assess", "issue", "no_plan", "amend", "dismissed"),
        "route": ("mediation", "tribunal", "conceded", "own_motion"),
    },
    "contact": {
        "kind": ("call", "email", "letter", "visit", "meeting"),
        "party": ("family", "service", "setting", "other"),
        "direction": ("to_them", "from_them"),
    },
    "chase": {"channel": ("email", "call", "letter")},
    "adviser_request": {"outcome": ("agreed", "refused")},
    "dispute": {
        "kind": ("mediation", "appeal"),
        "about": ("assess", "issue", "contents", "placement"),
        "outcome": ("agreed", "not_agreed", "withdrawn", "dismissed", "allowed", "conceded"),
    },
    "letter": {
        "recipient": ("family", "young_person", "setting", "board", "service", "other"),
        "channel": ("first_class", "second_class", "email", "hand"),
        "about": ("", "request", "assess", "issue", "advice", "draft", "consultation", "final", "update"),
    },
    "delay_reason": {"duty": ("assess_decision", "no_plan_decision", "final_plan")},
    "panel_series": {
        "kind": PANEL_KINDS,
        "rhythm": ("weekly", "fortnightly", "monthly"),
        "profile": PROFILES,
    },
    "panel_member": {"capacity": CAPACITIES},
    "panel_meeting": {
        "kind": PANEL_KINDS,
        "status": ("planned", "circulated", "held", "cancelled"),
        "profile": PROFILES,
    },
    "agenda_item": {
        "asked": (
            "",
            "assess",
            "issue",
            "provision",
            "early_years",
            "top_up",
            "joint",
            "post_16",
            "review",
            "reassess",
            "ratify",
            "moderate",
        ),
        "family_view_form": VIEW_FORMS,
        "child_view_form": VIEW_FORMS,
    },
    "attendance": {"capacity": CAPACITIES},
    "conflict": {"action": ("stayed", "left", "papers_only")},
    "recommendation": {"cost_considered": ("", "not_considered", "after_suitability", "before_suitability")},
    "panel_action": {"kind": ("action", "information", "feedback_call")},
    "paper_file": {"media": ("pdf", "image", "word", "other")},
    "export": {
        "kind": (
            "pack",
            "supplement",
            "agenda",
            "decision_sheet",
            "minutes",
            "statistics",
            "weekly_sheet",
            "board_page",
            "figures",
            "copy",
            "letter",
            "email",
            "calendar",
            "handover",
            "chronology",
        ),
    },
}


def checks(table: str) -> list[CheckConstraint]:
    """Return the constraints that hold a table's own codes to their sets; an absent value always passes."""
    return [_one_of(column, codes) for column, codes in CLOSED.get(table, {}).items()]


def _one_of(column: str, codes: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_code")
