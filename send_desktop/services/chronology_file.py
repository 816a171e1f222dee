"""One click: the chronology of a case as a PDF or a Word document, for a complaint, the Tribunal or the Ombudsman.

It holds the lines of the case's own chronology, each with who entered it and when, and beside them a line for
every limit met or missed and every promise kept or not.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from send_desktop.codes import SEN_TYPES, SOURCES
from send_desktop.errors import Refused
from send_desktop.exports.chronology.sheet import ChronologyRow, ChronologySheet
from send_desktop.exports.placing import place, require_place
from send_desktop.exports.profile import PROFILES, Veil, officer, veil, with_officers
from send_desktop.progress import Progress, silent
from send_desktop.records import AuditLine, Export, Stored
from send_desktop.risk import state_named
from send_desktop.services.acts import act
from send_desktop.services.cases import CaseView, view
from send_desktop.services.every_date import DUTY_WORDS
from send_desktop.services.kept import kept_lines
from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.store import Store
from send_desktop.wording import ABSENT, full_date, sentence_case, span

KIND_WORDS = {
    "request": "Request",
    "decision": "Decisions",
    "advice": "Advice",
    "plan": "Plan and consultation",
    "dispute": "Mediation and appeal",
    "exception": "Exceptions",
    "panel": "Panels",
    "contact": "Contacts",
    "letter": "Letters",
    "document": "Documents",
    "limit": "Limits met or missed",
    "promise": "Promises kept or not",
    "officer": "Who held the case",
    "note": "Notes",
    "delay": "Reasons for delay",
}
"""What a chronology can hold, as the form offers it."""

OWN = frozenset({"note", "delay"})
"""The team's own words: notes may speak of others, and whose a delay was is the authority's view of itself."""

USUAL = tuple(kind for kind in KIND_WORDS if kind not in OWN)
"""What it holds unless it is chosen otherwise."""

KEPT_WORDS = {"limit": "Limit", "promise": "Promise"}

ENDINGS = (".pdf", ".docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which chronology is wanted: under which profile, which kinds, from which day to which."""

    profile: str = "reference"
    kinds: Collection[str] = USUAL
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        """Raise Refused for a profile that does not exist, no kind, or a period that ends before it begins."""
        if self.profile not in PROFILES:
            raise Refused(f"A chronology is made under one of these profiles: {', '.join(PROFILES)}.")
        if not self.kinds:
            raise Refused("Choose at least one kind of line; nothing has been written.")
        if self.since and self.until and self.until < self.since:
            raise Refused("The period ends before it begins; check the two days. Nothing has been written.")


@dataclass(frozen=True, slots=True)
class _Line:
    on: date | None
    kind: str
    text: str
    mark: str
    of: Stored | None
    title: str


def export(
    store: Store, case_id: int, path: Path, choice: Choice, by: str, today: date, progress: Progress = silent
) -> Export:
    """Write the chronology to ``path``, by its ending a PDF or a Word document, and log it. Returns the log's line.

    Raises Refused for another ending, Unavailable for a place that cannot be written, Cancelled.
    """
    if path.suffix.lower() not in ENDINGS:
        raise Refused(f"{path.name} is neither a PDF nor a Word document; end its name in .pdf or .docx.")
    require_place(path)
    made_at = datetime.now(UTC)
    with store.look() as reading:
        seen = view(reading, reading.case(case_id), today)
        officers = [one.name for one in reading.directory().officers]
    progress(1, 3, "Gathering what happened")
    sheet = gather(seen, choice, by, made_at.astimezone(), officers)
    progress(2, 3, "Setting the pages")
    content = _draw(sheet, path.suffix.lower())
    with act(store, by, "Make chronology", today) as work:
        line = work.add(
            Export(
                kind="chronology",
                profile=choice.profile,
                made_at=made_at,
                made_by=by,
                target=path.name,
                sha256=hashlib.sha256(content).hexdigest(),
                items=len(sheet.rows),
            )
        )
        work.log("Make chronology", case_id, file=path.name, profile=choice.profile)
        place(content, path)
    return line


def gather(
    seen: CaseView, choice: Choice, by: str, built_at: datetime, officers: Collection[str] = ()
) -> ChronologySheet:
    """Return what the document holds, oldest first, everything typed under the profile's veil.

    ``officers`` are the names of those who work in the team: the profile covers them in the text too.
    """
    shown = with_officers(veil(seen.case, choice.profile), _names_of(seen, officers), choice.profile)
    rows = tuple(_row(line, seen.history, shown, choice.profile) for line in _chosen(seen, choice))
    code = seen.state
    return ChronologySheet(
        label=shown.label,
        reference=seen.case.reference,
        profile=PROFILES[choice.profile],
        as_at=seen.today,
        built_at=built_at,
        built_by=officer(by, choice.profile),
        chosen=_chosen_words(choice),
        facts=_facts(seen, choice.profile),
        limits=_limits(seen),
        state=code,
        state_words=state_named(code).word if code else "Closed",
        sentence=shown.text(" ".join(part for part in (seen.sentence.reason, seen.sentence.next_step) if part)),
        track=seen.track,
        start_title="Became responsible" if seen.case.request.became_responsible_on else "Request received",
        rows=rows,
    )


def _names_of(seen: CaseView, officers: Collection[str]) -> set[str]:
    """Every officer that a line of the case may name."""
    request = seen.case.request
    named = (seen.case.officer, request.assess_decided_by, request.issue_decided_by, *(one.by for one in seen.history))
    return {name.strip() for name in (*officers, *named) if name.strip()}


def file_name(reference: str, on: date, ending: str) -> str:
    """Return the file's usual name: by the reference, never by the child."""
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in reference)
    return f"chronology-{safe}-{on.isoformat()}{ending}"


def _draw(sheet: ChronologySheet, ending: str) -> bytes:
    # reportlab and python-docx are slow to load, and nothing else here needs them.
    if ending == ".pdf":
        from send_desktop.exports.chronology.pdf import draw
    else:
        from send_desktop.exports.chronology.word import draw
    return draw(sheet)


def _chosen(seen: CaseView, choice: Choice) -> list[_Line]:
    told = [_Line(one.on, one.kind, one.text, one.mark, one.of, one.title) for one in seen.chronology]
    kept = [_Line(one.on, one.kind, one.text, one.mark, one.of, KEPT_WORDS[one.kind]) for one in kept_lines(seen)]
    lines = [line for line in (*reversed(told), *kept) if line.kind in choice.kinds and _is_within(line.on, choice)]
    return sorted(lines, key=lambda line: line.on or date.max)


def _is_within(on: date | None, choice: Choice) -> bool:
    if on is None:
        return choice.since is None and choice.until is None
    return (choice.since is None or on >= choice.since) and (choice.until is None or on <= choice.until)


def _row(line: _Line, history: Sequence[AuditLine], shown: Veil, profile: str) -> ChronologyRow:
    mark = "" if line.mark == "Promise" else line.mark
    return ChronologyRow(line.on, line.title, shown.text(line.text), mark, _source(line, history, profile))


def _source(line: _Line, history: Sequence[AuditLine], profile: str) -> str:
    """Who entered the line's date, and when: the last entry of that day on its record, else the record's first."""
    if line.of is None:
        return ""
    about = [one for one in history if one.record == type(line.of).__name__ and one.record_id == line.of.id]
    dated = [one for one in about if line.on and _gave(one, line.on)]
    entry = dated[-1] if dated else next(iter(about), None)
    if entry is None:
        return "Came with the case"
    who = officer(entry.by, profile) or "An officer"
    return f"{who}, {full_date(entry.at.date())}"


def _gave(entry: AuditLine, on: date) -> bool:
    return any(after == on.isoformat() for _, after in entry.changes.values())


def _chosen_words(choice: Choice) -> str:
    everything = set(KIND_WORDS) <= set(choice.kinds)
    kinds = "everything" if everything else _left_out(choice) or _only(choice)
    if choice.since and choice.until:
        return f"{kinds}, {span(choice.since, choice.until)}"
    if choice.since:
        return f"{kinds}, from {full_date(choice.since)}"
    return f"{kinds}, until {full_date(choice.until)}" if choice.until else kinds


def _left_out(choice: Choice) -> str:
    missing = [words.lower() for kind, words in KIND_WORDS.items() if kind not in choice.kinds]
    return f"without {', '.join(missing)}" if len(missing) < 5 else ""


def _only(choice: Choice) -> str:
    return "only " + ", ".join(words.lower() for kind, words in KIND_WORDS.items() if kind in choice.kinds)


def _limits(seen: CaseView) -> tuple[tuple[str, str, str], ...]:
    """The limits that the track shows, and those of an order or a concession in their place."""
    shown = [duty for duty in seen.duties if duty.statutory and duty.binds == "authority" and not duty.subject]
    return tuple((duty.title, full_date(duty.due), _stands(duty)) for duty in shown)


def _stands(duty: DutyState) -> str:
    word = sentence_case(DUTY_WORDS[duty.state])
    return f"{word}, {full_date(duty.met_on)}" if duty.met_on else word


def _facts(seen: CaseView, profile: str) -> tuple[tuple[str, str], ...]:
    case, request = seen.case, seen.case.request
    born = full_date(case.person.date_of_birth) if profile == "named" else ""
    pairs = (
        ("Request received", f"{full_date(request.received_on)}, {SOURCES[request.source].lower()}"),
        ("Stage", STAGE_TITLES[seen.stage] if seen.stage else "Closed"),
        ("Setting", case.setting or ABSENT),
        ("Officer", officer(case.officer, profile) or ABSENT),
        ("Primary need", SEN_TYPES.get(request.primary_need or "", request.primary_need or "") or ABSENT),
        ("Born", born),
    )
    return tuple((title, value) for title, value in pairs if value)
