"""What a case can be held by: one row a blocker, and how each is said in a clause and in the grid."""

from dataclasses import dataclass
from datetime import date

from send_desktop.records import Derived
from send_desktop.risk.wording import due, short_due, shortened, spoken_date
from send_desktop.wording import day_month, listed

PHRASE_ROOM = 45
"""Characters that a phrase may take in the grid."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that a next step can wait for. ``waits_for`` is 'us' or 'others': who has to move."""

    code: str
    title: str
    waits_for: str


BLOCKERS: tuple[Blocker, ...] = (
    Blocker("assess_decision", "Decision to assess", "us"),
    Blocker("tell_family_assess", "Family to be told the decision whether to assess", "us"),
    Blocker("advice_not_asked", "Advice to be asked for", "us"),
    Blocker("advice", "Advice", "others"),
    Blocker("issue_decision", "Decision to issue", "us"),
    Blocker("tell_family_no_plan", "Family to be told the decision not to issue", "us"),
    Blocker("draft", "Draft plan to be served", "us"),
    Blocker("representations", "Family's representations", "others"),
    Blocker("consultation_not_sent", "Setting to be consulted", "us"),
    Blocker("consultation", "Setting's reply", "others"),
    Blocker("final_plan", "Final plan to be sent", "us"),
)
"""Every blocker, in the order in which a case meets them."""

PANEL_BLOCKERS = frozenset({"assess_decision", "advice_not_asked", "advice", "issue_decision"})
"""Those that still have a panel ahead of them."""

_PLAIN_CLAUSES = {
    "assess_decision": "the decision whether to assess has not been made",
    "tell_family_assess": "the family has not been told the decision whether to assess",
    "advice_not_asked": "no advice has been asked for",
    "issue_decision": "all advice is in, but the decision whether to issue has not been made",
    "tell_family_no_plan": "the family has not been told the decision not to issue a plan",
    "draft": "the draft plan has not been served",
    "consultation_not_sent": "no setting has been consulted",
    "final_plan": "the final plan has not been sent",
}


def blocker_on(derived: Derived, today: date) -> str | None:
    """Return the code of what holds a case on a day.

    A served draft waits for whichever window ends last, then for the reply that has not come, then for
    the final plan; every other blocker is the same on any day until an act is recorded.
    """
    ends = derived.representations_end
    if ends is None or derived.blocker is None:
        return derived.blocker
    if derived.blocker == "representations":
        return "final_plan" if today > ends else "representations"
    if derived.blocker == "consultation" and derived.blocker_due is not None:
        return "representations" if today <= derived.blocker_due < ends else "consultation"
    return derived.blocker


def services(derived: Derived) -> tuple[str, ...]:
    """Return the codes of the services that the case waits for; empty when it does not wait for advice."""
    return tuple(derived.blocker_subject.split(", ")) if derived.blocker == "advice" else ()


def clause(derived: Derived, today: date) -> str:
    """Return what holds the case as a clause that a sentence can begin with once it has a capital."""
    code = blocker_on(derived, today)
    if code == "advice" and derived.blocker_due is not None:
        return f"{listed(services(derived))} advice is {due(derived.blocker_due, today)}{_promise(derived, today)}"
    if code == "consultation" and derived.blocker_due is not None:
        return f"the reply from {_setting(derived)} is {due(derived.blocker_due, today)}"
    if code == "representations" and derived.representations_end is not None:
        return f"the family has until {spoken_date(derived.representations_end, today)} for representations"
    return _PLAIN_CLAUSES.get(code or "", "nothing is recorded that holds it")


def is_on_agenda_in_time(derived: Derived, today: date) -> bool:
    """Say whether the case stands on the agenda of a meeting to come by which its limit can be met."""
    on, last = derived.agenda_on, derived.panel_on
    return on is not None and last is not None and today <= on <= last


def has_later_panel(derived: Derived, today: date) -> bool:
    """Say whether a panel of the kind is still to meet after the last one that is in time: too late, or full."""
    last = derived.last_panel_on
    return last is not None and last >= today and last != derived.panel_on


def phrase(derived: Derived, today: date) -> str:
    """Return what holds an open case in at most ``PHRASE_ROOM`` characters."""
    code = blocker_on(derived, today)
    if code in ("assess_decision", "issue_decision"):
        return _panel_phrase(derived, today)
    if code == "advice":
        return _advice_phrase(derived, today)
    if code == "consultation":
        return _reply_phrase(derived, today)
    if code in ("tell_family_assess", "tell_family_no_plan"):
        return f"Family to be told; {_due_phrase(derived.blocker_due, today)}"
    if code == "representations" and derived.representations_end is not None:
        return f"Representations until {day_month(derived.representations_end, today)}"
    return _act_phrase(code, derived, today)


def _promise(derived: Derived, today: date) -> str:
    promised = derived.blocker_promised
    if promised is None or promised == derived.blocker_due:
        return ""
    verb = "was promised" if promised < today else "promised"
    return f" and {verb} for {spoken_date(promised, today)}"


def _setting(derived: Derived) -> str:
    return derived.blocker_subject or "the setting"


def _due_phrase(day: date | None, today: date) -> str:
    return short_due(day, today) if day else "no date"


def _panel_phrase(derived: Derived, today: date) -> str:
    if derived.agenda_on is not None and derived.agenda_on >= today:
        verdict = "On agenda" if is_on_agenda_in_time(derived, today) else "On agenda too late"
        return f"{verdict}, panel {day_month(derived.agenda_on, today)}"
    if derived.has_no_panel:
        return "Decide; no panel set up"
    if derived.panel_on is not None and derived.safe_by is not None and today <= derived.safe_by:
        return f"Decide; last panel {day_month(derived.panel_on, today)}"
    return "Decide; no panel in time" if has_later_panel(derived, today) else "Decide; no later panel set up"


def _advice_phrase(derived: Derived, today: date) -> str:
    codes = services(derived)
    whose = listed(codes) if len(codes) < 3 else f"{codes[0]} and {len(codes) - 1} more:"
    return shortened(f"{whose} advice {_due_phrase(derived.blocker_due, today)}", PHRASE_ROOM)


def _reply_phrase(derived: Derived, today: date) -> str:
    when = _due_phrase(derived.blocker_due, today)
    room = PHRASE_ROOM - len(f"Reply from  {when}")
    return f"Reply from {shortened(_setting(derived), room)} {when}"


def _act_phrase(code: str | None, derived: Derived, today: date) -> str:
    by = derived.safe_by if code in ("draft", "consultation_not_sent") else derived.next_due
    until = f" by {day_month(by, today)}" if by is not None and today <= by else ""
    acts = {
        "advice_not_asked": "Advice not yet asked for",
        "draft": f"Draft to be served{until}",
        "consultation_not_sent": f"Setting to be consulted{until}",
        "final_plan": f"Final plan to be sent{until}",
    }
    return acts.get(code or "", "")
