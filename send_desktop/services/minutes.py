"""The minutes of a panel: gathered from what was recorded, drawn as a PDF or a Word document, and logged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.exports.minutes.sheet import ActionLine, AttendanceLine, MinutesItem, MinutesSheet, Pair
from send_desktop.exports.placing import place, require_place
from send_desktop.exports.profile import PROFILES, Veil, officer, veil, with_officers
from send_desktop.panel_types import (
    ASKED,
    CAPACITIES,
    CONFLICT_ACTIONS,
    COST_CONSIDERED,
    OUTCOMES,
    ROLES,
    VIEW_FORMS,
    outcome_title,
)
from send_desktop.records import Attendance, Decision, Export, PanelAction, PanelMeeting, Recommendation
from send_desktop.services.acts import act
from send_desktop.services.export_log import left
from send_desktop.services.moments import clock_time, day_and_time
from send_desktop.services.panel_actions import KINDS, in_order, standing
from send_desktop.services.panel_rules import in_sentence
from send_desktop.services.sitting import FORMALITIES
from send_desktop.services.sitting_rules import require_begun, require_begun_or_signed
from send_desktop.services.sitting_view import Seat, SittingItem, SittingView, sitting
from send_desktop.store import Store
from send_desktop.wording import ABSENT, full_date

ENDINGS = (".pdf", ".docx")
SAVE, SAVE_SHEET = "Make minutes", "Make decision sheet"
UNSIGNED = "Draft, not signed yet"


def export(store: Store, meeting_id: int, path: Path, profile: str, by: str, today: date) -> Export:
    """Write the minutes to ``path``, by its ending a PDF or a Word document, and log it. Returns the log's line.

    Signed minutes come out as the very file that was signed, where the PDF is asked for under its own profile.
    Raises Refused for another ending or profile, or a meeting that never began, Unavailable for a place that cannot
    be written.
    """
    _require_writable(path, profile)
    with store.look() as reading:
        view = sitting(reading, meeting_id, today)
        meeting = view.meeting
        require_begun_or_signed(meeting)
        is_signed_file = bool(meeting.minutes_sha256) and path.suffix.lower() == ".pdf" and profile == meeting.profile
        content = reading.content(meeting.minutes_sha256) if is_signed_file else None
    if content is None:
        content = draw(gather(view, profile, by, datetime.now(UTC).astimezone()), path.suffix.lower())
    with act(store, by, SAVE, today) as work:
        line = left("minutes", content, path, by, profile, len(view.items))
        saved = work.add(replace(line, meeting_id=meeting_id))
        place(content, path)
    return saved


def export_decision_sheet(
    store: Store, meeting_id: int, item_id: int, path: Path, profile: str, by: str, today: date
) -> Export:
    """Write the decision sheet of one case, for its file, and log it. Returns the log's line; raises as ``export``."""
    _require_writable(path, profile)
    with store.look() as reading:
        view = sitting(reading, meeting_id, today)
    require_begun_or_signed(view.meeting)
    one = view.item(item_id)
    if one is None:
        raise Refused("This case is not on the agenda any more; nothing was written. Read again.")
    whole = gather(view, profile, by, datetime.now(UTC).astimezone())
    content = draw(_sheet_of(whole, one), path.suffix.lower())
    with act(store, by, SAVE_SHEET, today) as work:
        line = left("decision_sheet", content, path, by, profile)
        saved = work.add(replace(line, meeting_id=meeting_id))
        work.log(SAVE_SHEET, one.case.id, file=path.name, profile=profile)
        place(content, path)
    return saved


def _sheet_of(whole: MinutesSheet, one: SittingItem) -> MinutesSheet:
    """Return the minutes narrowed to one case: nothing of any other child stands in it."""
    item = next(each for each in whole.items if each.number == one.line.number)
    named = item.reference or item.label
    return replace(
        whole,
        title=f"Decision sheet of {named}, {whole.title.removeprefix('Minutes of the ')}",
        standing="The minutes of this meeting are not signed yet" if whole.is_draft else whole.standing,
        interests=tuple(line for line in whole.interests if line[0] == f"Item {item.number}"),
        formalities=(),
        matters="",
        items=(item,),
        accepted=(),
    )


def sheet_name(one: SittingItem, meeting: PanelMeeting, ending: str) -> str:
    """Return the decision sheet's usual file name: by the reference, never by the child."""
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in one.case.reference)
    return f"decision-sheet-{safe}-{meeting.on.isoformat()}{ending}"


def set_matters(store: Store, meeting: PanelMeeting, matters: str, by: str, today: date) -> Changes:
    """Write what was said that belongs to no case. Raises Refused before the meeting began, or once it is signed."""
    require_begun(meeting)
    note = "Other matters written into the minutes."
    with act(store, by, "Other matters", today) as work:
        saved = work.replace(meeting, replace(meeting, matters=matters.strip()))
    undo = Undo("Other matters", note, replaced=((saved, meeting),))
    return Changes(note, meetings=frozenset({meeting.id}), undo=undo)


def file_name(meeting: PanelMeeting, area: str, profile: str, ending: str) -> str:
    """Return the file's usual name: 'issue-panel-kettering-2026-11-25-minutes-initials.pdf'."""
    where = "".join(sign if sign.isalnum() else " " for sign in area.lower()).split()
    draft = () if meeting.signed_at else ("draft",)
    return "-".join((meeting.kind, "panel", *where, meeting.on.isoformat(), *draft, "minutes", profile)) + ending


def draw(sheet: MinutesSheet, ending: str) -> bytes:
    """Return the minutes as the bytes of a PDF or of a Word document."""
    # reportlab and python-docx are slow to load, and nothing else here needs them.
    if ending == ".pdf":
        from send_desktop.exports.minutes.pdf import draw as draw_file
    else:
        from send_desktop.exports.minutes.word import draw as draw_file
    return draw_file(sheet)


def _require_writable(path: Path, profile: str) -> None:
    if path.suffix.lower() not in ENDINGS:
        raise Refused(f"{path.name} is neither a PDF nor a Word document; end its name in .pdf or .docx.")
    if profile not in PROFILES:
        raise Refused(f"Minutes are made under one of these profiles: {', '.join(PROFILES)}.")
    require_place(path)


# --- gathering ----------------------------------------------------------------------------------------


def gather(
    view: SittingView,
    profile: str,
    by: str,
    built_at: datetime,
    signed: str = "",
    accepted: Sequence[str] | None = None,
) -> MinutesSheet:
    """Return what the minutes hold, everything typed under the profile.

    ``signed`` says who signs them now and when, and ``accepted`` in spite of what; else both are as on record.
    """
    accepted = accepted_words(view.meeting, profile) if accepted is None else accepted
    meeting, people = view.meeting, _People(view, profile)
    standing_words = signed or _standing(meeting, profile)
    seated = [seat for seat in view.seats if seat.attendance]
    return MinutesSheet(
        title=f"Minutes of the {in_sentence(meeting)}{f', {view.agenda.area}' if view.agenda.area else ''}",
        standing=standing_words,
        is_draft=standing_words == UNSIGNED,
        profile=PROFILES[profile],
        confidential=meeting.confidentiality,
        facts=_facts(view, profile),
        quorum=people.whole.text(view.quorum.words),
        formalities=tuple(f"{words}." for name, words in FORMALITIES.items() if getattr(meeting, name)),
        attendance=tuple(people.line(seat) for seat in seated if seat.state != "apology"),
        apologies=tuple(people.line(seat) for seat in seated if seat.state == "apology"),
        interests=tuple(line for one in view.items for line in people.interests(one)),
        matters=people.whole.text(meeting.matters),
        items=tuple(people.item(one) for one in view.items),
        accepted=tuple(people.whole.text(one) for one in accepted),
        built_at=built_at,
        built_by=officer(by, profile),
    )


def accepted_words(meeting: PanelMeeting, profile: str) -> tuple[str, ...]:
    """Return what the chair signed in spite of, the last sentence saying who accepted it and why."""
    if not meeting.accepted_problems:
        return ()
    who = officer(meeting.accepted_by, profile) or "an officer"
    return (*meeting.accepted_problems, f"Accepted by {who}: {meeting.accepted_reason}")


def _standing(meeting: PanelMeeting, profile: str) -> str:
    if meeting.signed_at is None:
        return UNSIGNED
    who = officer(meeting.signed_by, profile) or "the chair"
    return f"Signed by {who} on {day_and_time(meeting.signed_at)}; this copy is made from the record after it"


def _facts(view: SittingView, profile: str) -> tuple[Pair, ...]:
    meeting = view.meeting
    began = clock_time(meeting.started_at)
    return (
        ("Date", full_date(meeting.on)),
        ("Opened and closed", f"{began} to {clock_time(meeting.ended_at) or 'still open'}" if began else ABSENT),
        ("Where", meeting.venue or ABSENT),
        ("Cases", str(len(view.items))),
        ("Chair", officer(meeting.chair, profile) or ABSENT),
        ("Clerk", officer(meeting.clerk, profile) or ABSENT),
        ("Families told by", full_date(view.outcome_by) if view.outcome_by else ABSENT),
    )


class _People:
    """Sets what one meeting recorded under one profile: children, officers and those who attended alike."""

    def __init__(self, view: SittingView, profile: str) -> None:
        self._view, self._profile = view, profile
        meeting = view.meeting
        decided = [one.decision.decided_by for one in view.items if one.decision]
        self._names = [*view.officers, meeting.chair, meeting.clerk, *decided, *(one.name for one in view.attendance)]
        cases = [veil(one.case, profile) for one in view.items]
        hidden = tuple(rule for one in cases for rule in one.hidden)
        self.whole = with_officers(Veil("", "", hidden), self._names, profile)
        """What treats text about the meeting as a whole: it may name any of the children."""

    def line(self, seat: Seat) -> AttendanceLine:
        """Return one person's line."""
        role = ROLES.get(seat.role, seat.role)
        came = seat.attendance
        return AttendanceLine(
            officer(seat.name, self._profile) or ABSENT,
            seat.agency or ABSENT,
            role or ABSENT,
            CAPACITIES.get(seat.capacity, seat.capacity),
            _times(came) if came else "",
        )

    def interests(self, one: SittingItem) -> list[tuple[str, str, str, str]]:
        """Return the interests declared in one item."""
        seen = self._seen(one)
        return [
            (
                f"Item {one.line.number}",
                officer(self._view.name_of(each.attendance_id), self._profile) or "A member",
                seen.text(each.nature),
                CONFLICT_ACTIONS.get(each.action, each.action),
            )
            for each in one.conflicts
        ]

    def item(self, one: SittingItem) -> MinutesItem:
        """Return one case of the minutes."""
        seen, said = self._seen(one), one.recommendation
        outcome = OUTCOMES.get(said.outcome) if said else None
        return MinutesItem(
            number=one.line.number,
            label=seen.label,
            reference=seen.reference,
            asked=ASKED.get(one.item.asked, "To consider this case"),
            heard=_heard(one),
            outcome=outcome_title(said.outcome) if said else "Nothing recorded yet",
            recommendation=_shown(seen, [*_tabled(one), *_recommended(said)]),
            views=_shown(seen, [(_whose(each.who, each.role, self._profile), each.view) for each in one.views]),
            decision=_shown(seen, _decided(one.decision, said)),
            actions=tuple(self._action(each, seen) for each in in_order(one.actions)),
            is_settled=outcome is None or bool(outcome.answers),
        )

    def _action(self, one: PanelAction, seen: Veil) -> ActionLine:
        by_when = full_date(one.due_on) if one.due_on else ABSENT
        stands = standing(one, self._view.today).word
        note = f" ({one.note})" if one.note else ""
        return ActionLine(KINDS[one.kind], seen.text(one.what + note), seen.text(one.owner), by_when, stands)

    def _seen(self, one: SittingItem) -> Veil:
        return with_officers(veil(one.case, self._profile), [*self._names, one.case.officer], self._profile)


def _shown(seen: Veil, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    return tuple((name, seen.text(words)) for name, words in pairs if words)


def _times(one: Attendance) -> str:
    if one.is_apology:
        return "Apology"
    gone = f" to {clock_time(one.left_at)}" if one.left_at else " to the end"
    return f"{clock_time(one.arrived_at)}{gone}" if one.arrived_at else "Did not come"


def _heard(one: SittingItem) -> str:
    item = one.item
    if item.started_at is None or item.ended_at is None:
        return ""
    took = round(one.seconds(item.ended_at) / 60)
    began, ended = clock_time(item.started_at), clock_time(item.ended_at)
    return f"{began} to {ended}, {took} of {one.minutes} minutes"


def _tabled(one: SittingItem) -> list[Pair]:
    item = one.item
    return [
        ("Presented by", item.presenter),
        ("From the setting", item.setting_present),
        ("Family's views", _form(item.family_view_form, item.family_view_note)),
        ("Child's views", _form(item.child_view_form, item.child_view_note)),
    ]


def _form(form: str, note: str) -> str:
    return ": ".join(part for part in (VIEW_FORMS[form] if form else "", note) if part)


def _recommended(said: Recommendation | None) -> list[Pair]:
    if said is None:
        return []
    deferred = f"Until {full_date(said.deferred_to)}, for {said.deferred_for}" if said.deferred_to else ""
    follows = said.effect if not OUTCOMES[said.outcome].is_decision else ""
    return [
        ("In these words", said.wording),
        ("Basis", said.basis),
        ("Evidence relied on", said.evidence),
        ("Criteria", said.criteria),
        ("Alternatives", said.alternatives),
        ("Family's view", said.family_view),
        ("Cost", COST_CONSIDERED.get(said.cost_considered, "") if said.cost_considered else ""),
        ("Conditions", said.conditions),
        ("Deferred", deferred),
        ("What follows", follows),
        ("Quorum", said.quorum),
        ("Recorded", day_and_time(said.made_at)),
    ]


def _whose(who: str, role: str, profile: str) -> str:
    title = ROLES.get(role, role)
    name = officer(who, profile)
    return f"{name}, {title}" if name and title else name or title or "A member"


def _decided(decision: Decision | None, said: Recommendation | None) -> list[Pair]:
    if decision is None:
        return []
    agrees = said is not None and not decision.differs_because and said.outcome == decision.outcome
    reasons = "" if agrees else decision.reasons
    basis = "" if said and said.basis == decision.basis else decision.basis
    return [
        ("The authority", f"{outcome_title(decision.outcome)}, decided by {decision.decided_by}"),
        ("When", day_and_time(decision.decided_at)),
        ("In these words", decision.wording),
        ("Basis", basis),
        ("Why it differs", decision.differs_because),
        ("Reasons", reasons),
        ("Conditions", decision.conditions),
        ("Delegated power", decision.delegation),
        ("Family is told by", full_date(decision.notify_by) if decision.notify_by else ""),
    ]
