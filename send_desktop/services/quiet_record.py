"""The quiet record: everything that was on the screen when a recommendation or a decision was taken.

The screen is painted from a ``Shown``; the same value is kept as JSON under its checksum, so that it can be shown
again as it stood, whatever has changed since.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from send_desktop.errors import Unavailable
from send_desktop.exports.panel_pack.pack import AdviceLine, ConsultationLine, LimitLine, PackItem
from send_desktop.exports.panel_pack.words import SOURCES, day_of_140, days_left, money
from send_desktop.exports.profile import Veil, officer, veil
from send_desktop.panel_types import ASKED, CAPACITIES, CONFLICT_ACTIONS, ROLES, VIEW_FORMS, outcome_title
from send_desktop.records import Attendance, Case, Provision
from send_desktop.services.moments import clock_time, day_and_time
from send_desktop.services.panel_queue import REASON_STATES
from send_desktop.services.panel_rules import name_of
from send_desktop.services.quorum import Quorum
from send_desktop.services.sitting_view import Seat, SittingItem, SittingView
from send_desktop.store import Store
from send_desktop.track import Mark, Span, Track
from send_desktop.wording import ABSENT, full_date

EDITION = 1

Pair = tuple[str, str]
"""A label and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A cell: its words, and the code of the state whose shape and colour they carry; empty for plain words."""

    words: str
    code: str = ""


Rows = tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stands on the screen of one item, ready to be painted and nothing left to work out."""

    panel: str
    """Which panel, of which day."""
    place: str
    """'Item 3 of 12, 10:00'; empty for a decision outside the panel."""
    child: str
    reference: str
    asked: str
    legal: str
    """The next legal date in words, with the days that are left at the meeting."""
    refuse: str
    why_here: Word
    """Why the case comes to this meeting."""
    stage: str
    state: Word
    sentence: str
    next_step: str
    track: Track
    recommends: Word
    """What the officer recommends."""
    reasons: str
    facts: tuple[Pair, ...]
    views: tuple[Pair, ...]
    quorum_meeting: Word
    quorum_item: Word
    sections: dict[str, Rows]
    """The tables, by the keys of ``SECTIONS``."""
    said: tuple[Pair, ...] = ()
    """What the form held when it was saved; empty on the live screen."""
    at: str = ""
    """The moment at which it was kept, in ISO; empty on the live screen."""
    by: str = ""

    @property
    def stood_at(self) -> str:
        """Return '25 Nov 2026 at 14:32'."""
        return day_and_time(datetime.fromisoformat(self.at)) if self.at else ""


SECTIONS = {
    "limits": "Limits",
    "advice": "Advice",
    "consultations": "Consultations",
    "provision": "Provision and cost",
    "exceptions": "Exceptions",
    "earlier": "Decided and advised before",
    "papers": "Papers",
    "attendance": "Attendance",
    "conflicts": "Interests declared",
}
"""The tables of a front sheet and of the room, in order, with their headings."""


def shown(
    view: SittingView, one: SittingItem, at: datetime | None = None, by: str = "", words: Sequence[Pair] = ()
) -> Shown:
    """Return what the screen shows of an item; with a moment and the form's words, what is kept of it."""
    seen, front = view.veil_of(one), one.front
    count = len(view.items)
    return _shown(
        front,
        seen,
        profile=view.meeting.profile,
        panel=f"{name_of(view.meeting)}{f', {view.agenda.area}' if view.agenda.area else ''}",
        place=f"Item {one.line.number} of {count}, {one.line.starts:%H:%M}",
        why_here=Word(one.line.reason, REASON_STATES.get(one.line.reason, "")),
        quorum_meeting=quorum_word(view.quorum) if view.meeting.started_at else Word("The meeting is not open"),
        quorum_item=quorum_word(one.quorum) if view.meeting.started_at else Word("The meeting is not open"),
        room={
            "papers": tuple(
                (Word(seen.text(each.title)), Word(seen.text(each.file_name)), Word(each.sha256)) for each in one.papers
            ),
            "attendance": tuple(_seat(seat) for seat in view.seats),
            "conflicts": tuple(
                (Word(view.name_of(each.attendance_id)), Word(seen.text(each.nature)), Word(_did(each.action)))
                for each in one.conflicts
            ),
        },
        said=tuple(words),
        at=at.isoformat() if at else "",
        by=by,
    )


def shown_outside(front: PackItem, at: datetime, by: str, words: Sequence[Pair]) -> Shown:
    """Return what the screen showed of a case when it was decided outside a panel."""
    return _shown(
        front,
        veil(front.case, "named"),
        profile="named",
        panel="Decided outside the panel",
        place="",
        why_here=Word(""),
        quorum_meeting=Word(""),
        quorum_item=Word(""),
        room={},
        said=tuple(words),
        at=at.isoformat(),
        by=by,
    )


def _shown(front: PackItem, seen: Veil, *, profile: str, room: dict[str, Rows], **given: Any) -> Shown:
    item = front.item
    return Shown(
        child=seen.label,
        reference=seen.reference,
        asked=ASKED.get(item.asked, "To consider this case"),
        legal=_legal(front),
        refuse=f"Last day to refuse {full_date(front.refuse_by)}" if front.refuse_by else "",
        stage=f"{front.stage} · {day_of_140(front.day_number)} at the meeting",
        state=Word(front.mark.word, front.mark.code),
        sentence=seen.text(front.reason),
        next_step=seen.text(front.next_step),
        track=front.track,
        recommends=Word(outcome_title(item.recommended_outcome)),
        reasons=seen.text(item.recommendation or front.case.request.officer_recommendation),
        facts=_facts(front, profile),
        views=_views(front, seen),
        sections=_sections(front, seen) | room,
        **given,
    )


def _legal(front: PackItem) -> str:
    if front.legal_due is None:
        return "No legal date is ahead"
    return f"{front.legal_title} by {full_date(front.legal_due)}, {days_left(front.days_left)}"


def _facts(front: PackItem, profile: str) -> tuple[Pair, ...]:
    case, request = front.case, front.case.request
    age = f"{front.age} years" if front.age is not None else ""
    return (
        ("Age and year", ", ".join(filter(None, (age, front.year_group))) or ABSENT),
        ("Setting", case.setting or ABSENT),
        ("Primary need", front.primary_need or ABSENT),
        ("Area", case.area or ABSENT),
        ("Officer", officer(case.officer, profile) or ABSENT),
        ("Rights held by", front.rights_holder or ABSENT),
        ("Request received", f"{full_date(request.received_on)} {SOURCES.get(request.source, '')}".strip()),
    )


def _views(front: PackItem, seen: Veil) -> tuple[Pair, ...]:
    item, request = front.item, front.case.request
    preferred = front.case.preferred_setting or request.family_preference
    found = (
        ("Family's view", seen.text(request.family_view)),
        ("Family prefers", seen.text(preferred)),
        ("Family's views tabled", _tabled(item.family_view_form, seen.text(item.family_view_note))),
        ("Child's views tabled", _tabled(item.child_view_form, seen.text(item.child_view_note))),
        ("From the setting", seen.text(item.setting_present)),
        ("Presented by", item.presenter),
    )
    return tuple(pair for pair in found if pair[1])


def _tabled(form: str, note: str) -> str:
    return ": ".join(part for part in (VIEW_FORMS.get(form, form) if form else "", note) if part)


def _sections(front: PackItem, seen: Veil) -> dict[str, Rows]:
    return {
        "limits": tuple(_limit(line) for line in front.limits),
        "advice": tuple(_advice(line, seen) for line in front.advice),
        "consultations": tuple(_consultation(line, seen) for line in front.consultations),
        "provision": tuple(_provision(each, seen) for each in front.case.provision),
        "exceptions": tuple((Word(words),) for words in front.exceptions),
        "earlier": _earlier(front.case, front.item.id, seen),
    }


def _limit(line: LimitLine) -> tuple[Word, ...]:
    return Word(line.title), Word(full_date(line.due)), Word(line.mark.word, _code(line.mark.code))


def _advice(line: AdviceLine, seen: Veil) -> tuple[Word, ...]:
    return (
        Word(line.service),
        Word(full_date(line.asked_on)),
        Word(full_date(line.due_on)),
        Word(line.mark.word, _code(line.mark.code)),
        Word(seen.text(line.key_point)),
    )


def _consultation(line: ConsultationLine, seen: Veil) -> tuple[Word, ...]:
    answer = ". ".join(part for part in (line.answer, line.place, seen.text(line.grounds)) if part)
    return Word(line.setting), Word(full_date(line.sent_on)), Word(full_date(line.replied_on)), Word(answer)


def _provision(one: Provision, seen: Veil) -> tuple[Word, ...]:
    shares = (("education", one.education_share), ("health", one.health_share), ("care", one.care_share))
    split = ", ".join(f"{name} {money(share)}" for name, share in shares if share is not None)
    where = ", ".join(part for part in (one.setting, one.band, seen.text(one.description)) if part)
    cost = f"{money(one.annual_cost)} a year" if one.annual_cost is not None else ABSENT
    kind = "Now" if one.kind == "now" else "Proposed"
    return Word(kind), Word(where or ABSENT), Word(f"{cost} ({split})" if split else cost)


def _earlier(case: Case, item_id: int, seen: Veil) -> Rows:
    """What other meetings advised on the case, and what the authority decided, oldest first."""
    advised = [
        (each.made_at, "Advised", outcome_title(each.outcome), each.conditions)
        for each in case.recommendations
        if each.item_id != item_id
    ]
    decided = [
        (each.decided_at, "Decided", outcome_title(each.outcome), each.conditions)
        for each in case.decisions
        if each.item_id != item_id
    ]
    return tuple(
        (Word(full_date(at.astimezone().date())), Word(kind), Word(title), Word(seen.text(conditions)))
        for at, kind, title, conditions in sorted([*advised, *decided], key=lambda one: one[0])
    )


def quorum_word(one: Quorum) -> Word:
    """Return how a quorum stands, with the state whose shape it carries; none where no rule is set."""
    return Word(one.words, ("on_track" if one.is_met else "breached") if one.is_set else "")


def _seat(seat: Seat) -> tuple[Word, ...]:
    role = ROLES.get(seat.role, seat.role)
    return Word(seat.name), Word(role), Word(CAPACITIES.get(seat.capacity, "")), Word(came(seat.attendance, seat.state))


def came(one: Attendance | None, state: str) -> str:
    """Return how somebody stands at the meeting: 'Present from 09:34', 'Left at 11:10', 'Apology', 'Expected'."""
    if one is None or state == "expected":
        return "Expected"
    if state == "apology":
        return "Apology"
    if state == "left":
        return f"Left at {clock_time(one.left_at)}"
    return f"Present from {clock_time(one.arrived_at)}"


def _did(action: str) -> str:
    return CONFLICT_ACTIONS.get(action, action)


def _code(code: str) -> str:
    """A state's code, and none for what has no colour."""
    return "" if code in ("plain", "waiting") else code


# --- kept and read again ------------------------------------------------------------------------------


def content_of(one: Shown) -> bytes:
    """Return the bytes that are kept: JSON with its keys in order, the same for the same value."""
    whole = {"edition": EDITION, **asdict(one)}
    return json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_iso).encode()


def read_shown(content: bytes) -> Shown:
    """Return what was kept. Raises Unavailable for bytes that no edition of this program wrote."""
    try:
        raw = json.loads(content)
        if raw.pop("edition") > EDITION:
            raise ValueError
        return _restored(raw)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unavailable("What was on the screen then cannot be read by this version of the program.") from None


def as_it_stood(store: Store, sha256: str) -> Shown:
    """Return what was on the screen, by its checksum. Raises Refused where nothing was kept, Unavailable if damaged."""
    with store.look() as reading:
        return read_shown(reading.content(sha256))


def _iso(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def _restored(raw: dict[str, Any]) -> Shown:
    words = {name: Word(**raw[name]) for name in ("why_here", "state", "recommends", "quorum_meeting", "quorum_item")}
    pairs = {name: tuple((each[0], each[1]) for each in raw[name]) for name in ("facts", "views", "said")}
    sections = {
        key: tuple(tuple(Word(**cell) for cell in row) for row in rows) for key, rows in raw["sections"].items()
    }
    return Shown(**(raw | words | pairs | {"sections": sections, "track": _track(raw["track"])}))


def _track(raw: dict[str, Any]) -> Track:
    marks = tuple(Mark(**(each | {"on": date.fromisoformat(each["on"])})) for each in raw["marks"])
    return Track(
        **(
            raw
            | {
                "start": date.fromisoformat(raw["start"]),
                "ticks": tuple(raw["ticks"]),
                "marks": marks,
                "spans": tuple(Span(**each) for each in raw["spans"]),
            }
        )
    )
