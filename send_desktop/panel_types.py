"""Kinds of panel, what is asked of each, what it may recommend, and the roles at its table: one set of tables.

Read by the acts, the screens, the pack, the minutes, the options and the manual. Councils differ: a series chooses
among these, and a team may word an outcome its own way.
"""

from dataclasses import dataclass

ASKED = {
    "assess": "Whether to carry out an EHC needs assessment",
    "issue": "Whether to issue an EHC plan",
    "provision": "Which provision, and which setting to name",
    "early_years": "Whether to fund early years support",
    "top_up": "Whether to agree top-up funding",
    "joint": "How education, health and care share the provision",
    "post_16": "Which post-16 provision to secure",
    "review": "Whether to maintain, amend or cease the plan",
    "reassess": "Whether to re-assess",
    "ratify": "To ratify a decision taken outside the panel, or an order of the Tribunal",
    "moderate": "What can be learned from the decision; it is not changed",
}
"""What can be asked of a panel, in the words that stand on the agenda and on the page."""

ASKED_SHORT = {
    "assess": "Assess",
    "issue": "Issue",
    "provision": "Provision",
    "early_years": "Early years",
    "top_up": "Top-up",
    "joint": "Joint",
    "post_16": "Post-16",
    "review": "Review",
    "reassess": "Re-assess",
    "ratify": "Ratify",
    "moderate": "Moderate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One thing that a panel may recommend and an officer may decide."""

    code: str
    title: str
    wording: str
    """The standard wording, which a team may replace by its own."""
    basis: str = ""
    """The provision of the law that it rests on; empty for what is the council's own practice."""
    answers: tuple[str, ...] = ()
    """Codes of ``ASKED`` that it answers; empty for what may be said of any."""
    moves: str = ""
    """What deciding it does to the clock: assess, refuse, issue or no_plan, as the request keeps them."""
    letter: str = ""
    """The code of the letter that tells the family."""
    needs_reasons: bool = False
    """A decision that the family may appeal, or that says no, has its reasons on record."""
    is_decision: bool = True
    """False for what the meeting settles by itself: a deferral, a referral, an item not reached."""
    is_agreed: bool = False
    """Counted as agreed in the agree rate; a decision with reasons that is not agreed counts as refused."""


_ANY_PLAN = ("provision", "joint", "post_16")

OUTCOME_LIST: tuple[Outcome, ...] = (
    Outcome(
        code="assess",
        title="Assess",
        wording="Agree to secure an EHC needs assessment.",
        basis="Children and Families Act 2014, s36(8)",
        answers=("assess",),
        moves="assess",
        letter="decision_assess",
        is_agreed=True,
    ),
    Outcome(
        code="refuse",
        title="Do not assess",
        wording="Do not agree to secure an EHC needs assessment; offer the family a meeting about next steps.",
        basis="Children and Families Act 2014, s36(5) and (8); SEND Regulations 2014, reg 5",
        answers=("assess",),
        moves="refuse",
        letter="decision_refuse",
        needs_reasons=True,
    ),
    Outcome(
        code="issue",
        title="Issue a plan",
        wording="Agree that it is necessary for special educational provision to be made by an EHC plan.",
        basis="Children and Families Act 2014, s37(1)",
        answers=("issue",),
        moves="issue",
        letter="decision_issue",
        is_agreed=True,
    ),
    Outcome(
        code="issue_band",
        title="Issue a plan, with band and kind of placement",
        wording="Agree to issue an EHC plan, at the band and in the kind of setting that the conditions name.",
        basis="Children and Families Act 2014, s37(1)",
        answers=("issue",),
        moves="issue",
        letter="decision_issue",
        is_agreed=True,
    ),
    Outcome(
        code="no_plan",
        title="Do not issue a plan",
        wording="Do not agree to issue an EHC plan; offer the family a meeting about next steps.",
        basis="Children and Families Act 2014, s36(9); SEND Regulations 2014, reg 10",
        answers=("issue",),
        moves="no_plan",
        letter="decision_no_plan",
        needs_reasons=True,
    ),
    Outcome(
        code="name_setting",
        title="Name the setting",
        wording="Name in the plan the setting that the conditions give.",
        basis="Children and Families Act 2014, ss39 and 40",
        answers=_ANY_PLAN,
        letter="panel_outcome",
        is_agreed=True,
    ),
    Outcome(
        code="continue_consultation",
        title="Continue consultation",
        wording="Consult the further settings that the conditions give before one is named.",
        basis="Children and Families Act 2014, s39(2)",
        answers=_ANY_PLAN,
        letter="panel_outcome",
    ),
    Outcome(
        code="personal_budget",
        title="Agree a personal budget",
        wording="Agree the personal budget that the conditions give.",
        basis="Children and Families Act 2014, s49",
        answers=_ANY_PLAN,
        letter="panel_outcome",
        is_agreed=True,
    ),
    Outcome(
        code="equipment",
        title="Agree equipment",
        wording="Agree the equipment that the conditions give.",
        basis="Children and Families Act 2014, s42",
        answers=_ANY_PLAN,
        letter="panel_outcome",
        is_agreed=True,
    ),
    Outcome(
        code="agency_shares",
        title="Agree the agencies' shares",
        wording="Agree the shares of education, health and care that the conditions give; review after three months.",
        basis="Children and Families Act 2014, s26",
        answers=("joint",),
        letter="panel_outcome",
        is_agreed=True,
    ),
    Outcome(
        code="top_up",
        title="Agree top-up funding",
        wording="Agree top-up funding at the level that the conditions give.",
        answers=("top_up", "provision", "post_16"),
        letter="panel_outcome",
        is_agreed=True,
    ),
    Outcome(
        code="early_years_amount",
        title="Agree an early years amount",
        wording="Agree the amount, hours and term that the conditions give.",
        answers=("early_years",),
        letter="panel_outcome",
        is_agreed=True,
    ),
    Outcome(
        code="not_agreed",
        title="Do not agree",
        wording="Do not agree to what was asked.",
        answers=("early_years", "top_up", "provision", "joint", "post_16"),
        letter="panel_outcome",
        needs_reasons=True,
    ),
    Outcome(
        code="maintain",
        title="Maintain",
        wording="Maintain the plan as it stands.",
        basis="SEND Regulations 2014, reg 20(10)",
        answers=("review",),
        letter="panel_outcome_appeal",
        is_agreed=True,
    ),
    Outcome(
        code="amend",
        title="Amend",
        wording="Amend the plan.",
        basis="SEND Regulations 2014, reg 22",
        answers=("review",),
        letter="panel_outcome",
        is_agreed=True,
    ),
    Outcome(
        code="cease",
        title="Cease",
        wording="Cease to maintain the plan.",
        basis="Children and Families Act 2014, s45; SEND Regulations 2014, reg 31",
        answers=("review",),
        letter="panel_outcome_appeal",
        needs_reasons=True,
    ),
    Outcome(
        code="reassess",
        title="Re-assess",
        wording="Agree to re-assess.",
        basis="Children and Families Act 2014, s44(2) and (3)",
        answers=("reassess", "review"),
        letter="panel_outcome",
        is_agreed=True,
    ),
    Outcome(
        code="not_reassess",
        title="Do not re-assess",
        wording="Do not agree to re-assess.",
        basis="SEND Regulations 2014, regs 24 and 25",
        answers=("reassess", "review"),
        letter="panel_outcome_appeal",
        needs_reasons=True,
    ),
    Outcome(
        code="ratify",
        title="Ratify",
        wording="Ratify the decision that was taken outside the panel, or note the order of the Tribunal.",
        answers=("ratify",),
        is_decision=False,
        is_agreed=True,
    ),
    Outcome(
        code="learned",
        title="Learning recorded",
        wording="The decision is not changed; what was learned stands under the reasons.",
        answers=("moderate",),
        is_decision=False,
    ),
    Outcome(
        code="defer",
        title="Defer",
        wording="Defer for the information named, until the date given.",
        is_decision=False,
    ),
    Outcome(
        code="refer",
        title="Refer to another panel",
        wording="Refer to the panel that the conditions name.",
        is_decision=False,
    ),
    Outcome(
        code="withdrawn",
        title="Withdrawn",
        wording="The item was withdrawn before it was heard.",
        is_decision=False,
    ),
    Outcome(
        code="not_reached",
        title="Not reached",
        wording="The panel ran out of time; the case goes to the next meeting.",
        is_decision=False,
    ),
)

OUTCOMES: dict[str, Outcome] = {one.code: one for one in OUTCOME_LIST}
"""By code, in the order in which they are offered."""

OUTCOME_TITLES = {one.code: one.title for one in OUTCOME_LIST}


def outcome_title(code: str | None) -> str:
    """Return the outcome's title; an outcome that is not in the library is shown as it was typed, none as empty."""
    return OUTCOMES[code].title if code in OUTCOMES else (code or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelType:
    """One kind of panel: its name, what is asked of it, and what a series of it starts from."""

    code: str
    title: str
    asked: tuple[str, ...]
    """Codes of ``ASKED``; the first is what a case is put on its agenda for."""
    is_filled: bool = False
    """Whether the queue of open assessments fills its agenda; the others are filled by hand."""
    rhythm: str = "weekly"
    quorum_roles: tuple[str, ...] = ()
    note: str = ""
    """What councils ask of this kind besides; shown where a series is set up."""


PANEL_TYPE_LIST: tuple[PanelType, ...] = (
    PanelType(
        code="assessment",
        title="Assessment panel",
        asked=("assess", "ratify"),
        is_filled=True,
        quorum_roles=("chair", "ep"),
        note="The legal test and the evidence of what the setting has done stand on the front sheet.",
    ),
    PanelType(
        code="issue",
        title="Issue panel",
        asked=("issue", "ratify"),
        is_filled=True,
        quorum_roles=("chair", "ep"),
        note="Week 16 is the last day to refuse (reg 10(1)).",
    ),
    PanelType(
        code="provision",
        title="Provision panel",
        asked=("provision", "top_up", "reassess", "ratify"),
        is_filled=True,
        rhythm="fortnightly",
        quorum_roles=("chair", "ep"),
        note="The family's preference and the replies to consultation stand on the front sheet.",
    ),
    PanelType(
        code="early_years",
        title="Early years panel",
        asked=("early_years", "assess"),
        rhythm="monthly",
        quorum_roles=("chair", "early_years"),
        note="A member who knows the child may sit, on the papers only.",
    ),
    PanelType(
        code="joint",
        title="Joint panel",
        asked=("joint", "provision"),
        rhythm="monthly",
        quorum_roles=("chair", "health", "social_care"),
        note="A multi-agency meeting comes first, and local options are exhausted.",
    ),
    PanelType(
        code="post_16",
        title="Post-16 panel",
        asked=("post_16", "review"),
        quorum_roles=("chair", "fe"),
        note="The phase transfer date is 31 March.",
    ),
    PanelType(
        code="review",
        title="Review panel",
        asked=("review", "reassess"),
        quorum_roles=("chair",),
        note="The decision is due four weeks after the review meeting.",
    ),
    PanelType(
        code="emergency",
        title="Emergency panel",
        asked=("provision", "assess", "issue", "ratify"),
        quorum_roles=("chair",),
        note="Say why it could not wait.",
    ),
    PanelType(
        code="moderation",
        title="Moderation panel",
        asked=("moderate",),
        rhythm="monthly",
        note="Looks back at decisions; changes none.",
    ),
)

PANEL_TYPES: dict[str, PanelType] = {one.code: one for one in PANEL_TYPE_LIST}
PANELS: dict[str, str] = {one.code: one.title for one in PANEL_TYPE_LIST}
"""Kinds of panel and their names."""


def outcomes_for(kind: str, asked: str, chosen: tuple[str, ...] = ()) -> list[Outcome]:
    """Return what a panel of a kind may recommend on what is asked, in order; ``chosen`` is the series' own choice.

    What may be said of any case (defer, refer, withdrawn, not reached) is always among them.
    """
    questions = (asked,) if asked else PANEL_TYPES[kind].asked
    found = [one for one in OUTCOME_LIST if not one.answers or set(one.answers) & set(questions)]
    return [one for one in found if not chosen or not one.answers or one.code in chosen]


ROLES = {
    "chair": "Chair",
    "sen_lead": "SEN lead",
    "ep": "Educational psychologist",
    "health": "Health",
    "social_care": "Social care",
    "adult_social_care": "Adult social care",
    "early_years": "Early years",
    "therapy": "Therapies",
    "head": "Head teacher",
    "senco": "SENCo",
    "fe": "Further education",
    "finance": "Finance and commissioning",
    "parent": "Parents' representative",
    "case_officer": "Case officer",
    "other": "Other",
}
"""Who sits at the table, by code; the quorum is a matter of these and not of heads alone."""

CAPACITIES = {
    "member": "Member",
    "deputy": "Deputy",
    "observer": "Observer",
    "presenter": "Presenter",
    "clerk": "Clerk",
}
"""In what capacity somebody attends."""

COUNTS_TOWARDS_QUORUM = frozenset({"member", "deputy"})

CONFLICT_ACTIONS = {"stayed": "Stayed", "left": "Left for the item", "papers_only": "Used the papers only"}
"""What a member with an interest in a case did."""

ACTION_KINDS = {"action": "Action", "information": "Information needed", "feedback_call": "Telephone feedback"}
"""What somebody has to do after a panel, by its code."""

ACTION_SHORT = {"action": "Action", "information": "Information", "feedback_call": "Feedback call"}
"""The same where there is little room."""

RHYTHMS = {"weekly": "Every week", "fortnightly": "Every second week", "monthly": "Once a month"}

VIEW_FORMS = {"": "Not said yet", "attached": "Attached", "summary": "In summary", "none": "None, and why"}
"""How the views of the family, and of the child, are before the panel."""

COST_CONSIDERED = {
    "": "Does not arise",
    "not_considered": "Not considered",
    "after_suitability": "After suitability was settled",
    "before_suitability": "Before suitability was settled",
}
"""Whether cost was considered, and at what point: it is asked under freedom of information."""
