"""A line of the audit in words: what the fields are called on the forms, and codes as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from send_desktop.codes import SEN_TYPES, SOURCES
from send_desktop.delay_reasons import LIMIT_WORDS, reason_words
from send_desktop.exports.panel_pack.words import money
from send_desktop.options import OPTIONS
from send_desktop.panel_types import (
    ACTION_KINDS,
    ASKED_SHORT,
    CAPACITIES,
    CONFLICT_ACTIONS,
    COST_CONSIDERED,
    OUTCOME_TITLES,
    PANELS,
    RHYTHMS,
    VIEW_FORMS,
)
from send_desktop.panel_types import ROLES as PANEL_ROLES
from send_desktop.records import AuditLine
from send_desktop.services import documents
from send_desktop.services.cases import exception_words
from send_desktop.services.contacts import KINDS
from send_desktop.services.decisions import ASSESS_OUTCOMES, ISSUE_OUTCOMES, LATER_OUTCOMES, ROUTES
from send_desktop.services.letter_kinds import kinds
from send_desktop.services.people import ROLES
from send_desktop.services.plans import REPLIES
from send_desktop.services.rights import HOLDERS
from send_desktop.wording import full_date

SHOWN = 2
"""Fields of a line that are written out; the rest are counted."""

LONGEST = 40

EXPORT_KINDS = {
    "pack": "Panel pack",
    "supplement": "Supplement to a pack",
    "agenda": "Agenda",
    "decision_sheet": "Decision sheet",
    "minutes": "Minutes",
    "statistics": "Panel figures",
    "weekly_sheet": "Weekly sheet",
    "board_page": "Board page",
    "figures": "Figures",
    "copy": "Copy",
    "letter": "Letter",
    "email": "Email",
    "calendar": "Calendar",
    "handover": "Handover",
    "chronology": "Chronology",
}
PROFILE_WORDS = {"named": "Names", "initials": "Initials", "reference": "References", "public": "Publication"}

RECORDS = {
    "ExceptionPeriod": "Exception",
    "DelayReason": "Reason for delay",
    "PublishedSet": "Published figures",
    "SentSheet": "Weekly sheet as sent",
    "KeptForecast": "A month's forecasts",
    "PlanVersion": "Plan",
    "PanelSeries": "Panel",
    "PanelMember": "Member of a panel",
    "PanelMeeting": "Panel meeting",
    "Conflict": "Interest declared",
    "MemberView": "Differing view",
    "Decision": "Panel decision",
    "PanelAction": "Action after a panel",
    "DecisionWording": "Wording of a decision",
    "SchoolHoliday": "School holiday",
    "PaperFile": "File of a paper",
    "Pack": "Panel pack",
}
"""Records whose name is not what people call them."""

PANEL_FIELDS = {
    "what": "What",
    "owner": "Who does it",
    "due_on": "Due on",
    "done_on": "Done on",
    "done_by": "Done by",
    "raised_on": "Raised on",
    "note": "Note",
    "decided_by": "Decided by",
    "decided_at": "Decided at",
    "notify_by": "Family is told by",
    "made_at": "Recorded at",
    "wording": "Wording",
    "basis": "Basis in law",
    "reasons": "Reasons",
    "conditions": "Conditions",
    "differs_because": "Why it differs",
    "delegation": "Delegated power",
    "why_not_wait": "Why it could not wait",
    "consulted": "Consulted",
    "ratified_on": "Ratified on",
    "evidence": "Evidence relied on",
    "criteria": "Criteria",
    "alternatives": "Alternatives considered",
    "cost_considered": "Cost considered",
    "deferred_to": "Deferred to",
    "deferred_for": "Deferred for",
    "quorum": "Quorum",
    "effect": "On the clock",
    "letter": "Letter",
    "who": "Whose",
    "view": "View",
    "nature": "Interest",
    "action": "What they did",
    "agency": "Agency",
    "is_apology": "Apology",
    "arrived_at": "Came at",
    "left_at": "Left at",
    "status": "Status",
    "started_at": "Began at",
    "ended_at": "Ended at",
    "minutes": "Minutes",
    "presenter": "Presented by",
    "setting_present": "From the setting",
    "family_view_form": "Family's views tabled",
    "family_view_note": "On the family's views",
    "child_view_form": "Child's views tabled",
    "child_view_note": "On the child's views",
    "late_allowed_by": "Late paper allowed by",
    "late_reason": "Why it was late",
    "refresher_given": "Legal refresher given",
    "previous_approved": "Previous minutes approved",
    "matters": "Other matters",
    "signed_at": "Signed at",
    "signed_by": "Signed by",
    "accepted_problems": "Signed in spite of",
    "accepted_by": "Accepted by",
    "accepted_reason": "Accepted because",
    "minutes_sha256": "Checksum of the minutes",
    "cancelled_reason": "Why it was cancelled",
    "circulated_at": "Circulated at",
    "circulate_on": "Circulated on",
    "outcome_by": "Families told by",
    "papers_time": "Papers close at",
    "quorum_roles": "Quorum by role",
    "quorum_minimum": "Least members",
    "decisions": "May recommend",
    "clerk": "Clerk",
    "chair": "Chair",
    "deputy": "Deputy",
    "venue": "Where",
    "rhythm": "Rhythm",
    "weekday": "Weekday",
    "week_of_month": "Week of the month",
    "role": "Role",
    "first_on": "First on",
    "last_on": "Last on",
    "papers_days": "Papers close, days before",
    "circulate_days": "Circulated, days before",
    "outcome_days": "Outcome, days after",
    "is_term_time_only": "Term time only",
    "starts_on": "From",
    "ends_on": "To",
    "shown_sha256": "Checksum of what was on the screen",
    "recipient": "For",
}
"""What the fields of panels are called."""

FIELDS = {
    "why_removed": "Reason",
    "reason": "Reason",
    "duty": "Limit",
    "given_on": "Given on",
    "given_by": "Given by",
    "name": "Name",
    "title": "Title",
    "representations": "The family asks",
    "address": "Address",
    "file_name": "File",
    "surname": "Surname",
    "forename": "Forename",
    "date_of_birth": "Date of birth",
    "upn": "UPN",
    "rights_holder": "Rights held by",
    "has_parental_responsibility": "Parental responsibility",
    "reference": "Reference",
    "received_on": "Received on",
    "source": "Asked by",
    "service": "Service",
    "requested_on": "Asked on",
    "promised_on": "Promised for",
    "booked_on": "Booked for",
    "first_received_on": "First came on",
    "incomplete_on": "Incomplete on",
    "returned_on": "Sent back on",
    "fault": "What is wrong",
    "provider_satisfied_on": "Provider satisfied on",
    "authority_satisfied_on": "Authority satisfied on",
    "family_satisfied_on": "Family satisfied on",
    "rung": "Rung",
    "to_whom": "To",
    "adviser": "Adviser",
    "is_always_asked": "Always asked",
    "asked_for_needs": "Asked for needs",
    "asked_from_age": "Asked from age",
    "escalation_email": "Email for escalations",
    "last_chased_on": "Chased on",
    "is_existing_report": "Existing report",
    "assess_outcome": "Decision to assess",
    "assess_made_on": "Decision to assess made on",
    "assess_told_on": "Family told on",
    "assess_panel_on": "Panel on assessing",
    "assess_decided_by": "Decided by",
    "assess_reasons": "Reasons",
    "issue_outcome": "Decision to issue",
    "issue_made_on": "Decision to issue made on",
    "issue_told_on": "Family told on",
    "issue_panel_on": "Panel on issuing",
    "issue_decided_by": "Decided by",
    "issue_reasons": "Reasons",
    "is_withdrawn": "Withdrawn",
    "withdrawn_on": "Withdrawn on",
    "withdrawn_reason": "Reason",
    "closure": "How it ended",
    "closed_on": "Closed on",
    "closed_reason": "Reason",
    "family_preference": "Family prefers",
    "family_view": "Family's view",
    "officer_recommendation": "Recommendation",
    "comments": "Notes",
    "about": "About",
    "outcome": "Outcome",
    "route": "How it came",
    "made_on": "Made on",
    "told_on": "Family told on",
    "on": "Date",
    "starts_at": "Starts at",
    "capacity": "Places",
    "slot_minutes": "Minutes a case",
    "papers_by": "Papers close",
    "position": "Place on the agenda",
    "asked": "Asked of the panel",
    "recommended_outcome": "Officer recommends",
    "recommendation": "Reasons",
    "is_late_paper": "Late paper",
    **PANEL_FIELDS,
    "kind": "Kind",
    "profile": "Profile",
    "target": "File",
    "items": "Cases in it",
    "with_whom": "With",
    "promised_by": "Promised for",
    "promise_kept_on": "Promise kept on",
    "setting": "Setting",
    "sent_on": "Sent on",
    "replied_on": "Replied on",
    "has_place": "Has a place",
    "told_family_on": "Family told on",
    "annual_cost": "Cost a year",
    "education_share": "Education's share",
    "health_share": "Health's share",
    "care_share": "Care's share",
    "is_section_31_body": "Health body",
    "usual_delay_days": "Usual days to answer",
    "sign_in": "Sign-in",
    "file": "File",
    "created": "New cases",
    "updated": "Changed cases",
    "sha256": "Checksum",
}
"""What a field is called, the most telling first; one that is not listed is called by its own name."""

OWN_FIELDS = {
    ("Attendance", "capacity"): "Capacity",
    ("PanelMember", "capacity"): "Capacity",
    ("PanelAction", "note"): "What came of it",
    ("Milestone", "target"): "Target",
}
"""Fields that are called otherwise on one record than on the others."""

UNTOLD = frozenset({"version", "made_at", "made_by"})
"""Fields that say nothing more to a person; nor do the ids of records."""

MONEY = frozenset({"annual_cost", "education_share", "health_share", "care_share"})

_PLAN_KINDS = {"draft": "Draft", "final": "Final"}
_PROVISION_KINDS = {"now": "Now", "proposed": "Proposed"}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "Export": EXPORT_KINDS,
    "PanelMeeting": PANELS,
    "PanelSeries": PANELS,
    "PanelAction": ACTION_KINDS,
    "Contact": KINDS,
    "Document": documents.KINDS,
    "PlanVersion": _PLAN_KINDS,
    "Provision": _PROVISION_KINDS,
}
_CODES: Mapping[str, Mapping[str, str]] = {
    "profile": PROFILE_WORDS,
    "asked": ASKED_SHORT,
    "recommended_outcome": OUTCOME_TITLES,
    "assess_outcome": ASSESS_OUTCOMES,
    "issue_outcome": ISSUE_OUTCOMES,
    "outcome": {**OUTCOME_TITLES, **REPLIES},
    "about": LATER_OUTCOMES,
    "route": ROUTES,
    "source": SOURCES,
    "role": {**PANEL_ROLES, **ROLES},
    "capacity": CAPACITIES,
    "action": CONFLICT_ACTIONS,
    "cost_considered": COST_CONSIDERED,
    "rhythm": RHYTHMS,
    "family_view_form": VIEW_FORMS,
    "child_view_form": VIEW_FORMS,
    "letter": {one.code: one.title for one in kinds()},
    "rights_holder": HOLDERS,
    "duty": LIMIT_WORDS,
    "closure": {"moved": "Moved out of the area", "ceased": "Closed"},
    "primary_need": SEN_TYPES,
    "secondary_need": SEN_TYPES,
}
"""What the codes of a field mean, by the field; those of ``kind`` go by the record."""

_ORDER = {name: place for place, name in enumerate(FIELDS)}
_OPTIONS = {option.name: option.title for option in OPTIONS}


def record_words(name: str) -> str:
    """Return what a record is called: AgendaItem, Agenda item."""
    spaced = "".join(
        f" {letter.lower()}" if letter.isupper() and place else letter for place, letter in enumerate(name)
    )
    return RECORDS.get(name, spaced.replace("_", " ").capitalize())


def change_words(line: AuditLine) -> str:
    """Return what a line changed, in a few words: the most telling fields, and how many more there are."""
    told = sorted((name for name in line.changes if _is_told(name)), key=lambda name: _ORDER.get(name, len(_ORDER)))
    if "why_removed" in told:
        told = ["why_removed"]
    words = [_change(line.record, name, *line.changes[name]) for name in told[:SHOWN]]
    more = len(told) - SHOWN
    return "; ".join([*words, *([f"and {more} more"] if more > 0 else [])])


def field_words(record: str, name: str) -> str:
    """Return what a field of a record is called; an option is called by its title."""
    if record == "Option":
        return _OPTIONS.get(name, _own_name(name))
    return OWN_FIELDS.get((record, name)) or FIELDS.get(name, _own_name(name))


def _is_told(name: str) -> bool:
    return name not in UNTOLD and not name.endswith("_id")


def _own_name(name: str) -> str:
    return name.removeprefix("is_").removeprefix("has_").replace("_", " ").capitalize()


def _change(record: str, name: str, before: str | None, after: str | None) -> str:
    title = field_words(record, name)
    if before in (None, ""):
        return f"{title}: {_value(record, name, after)}"
    return f"{title}: {_value(record, name, before)} → {_value(record, name, after)}"


def _value(record: str, name: str, text: str | None) -> str:
    if text in (None, ""):
        return "nothing"
    codes = _KINDS.get(record, {}) if name == "kind" else _CODES.get(name, {})
    if text in codes:
        return codes[text]
    if name == "reason" and record == "DelayReason":
        return reason_words(text)
    if name == "reason" and record == "ExceptionPeriod":
        return exception_words(text)
    if name in MONEY and text.isdigit():
        return money(int(text))
    return _short(_day(text))


def _day(text: str) -> str:
    try:
        return full_date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 2]}…"
