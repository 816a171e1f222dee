"""Letters: to whom each must go, what is missing or unsafe before it is made, made and kept, and sent.

A letter that was sent is never changed: a corrected one is a new letter.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused, Stale
from send_desktop.exports import letters as files
from send_desktop.exports.placing import place, require_free
from send_desktop.records import Case, Document, Letter, Stored
from send_desktop.services import decisions, plans
from send_desktop.services.acts import act, risk_context
from send_desktop.services.amendments import Amendment
from send_desktop.services.export_log import left
from send_desktop.services.letter_fields import LetterCase, Recipient, letter_fields
from send_desktop.services.letter_kinds import LetterKind, fields, kind, notices
from send_desktop.services.letter_recipients import recipients
from send_desktop.services.letter_templates import template_of
from send_desktop.statute.limits import limits
from send_desktop.statute.service import deemed_service
from send_desktop.statute.windows import least_representations_end
from send_desktop.statute.working_days import england
from send_desktop.store import Reading, Store
from send_desktop.wording import full_date, listed, plain_date

CHANNELS = {
    "first_class": "First class post",
    "second_class": "Second class post",
    "email": "Email",
    "hand": "By hand",
}
NOTICE_WORKING_DAYS = 2
"""A posted notice that goes fewer working days before its limit may reach the family after it (statute.md, 2.9)."""

HAS_LEFT = "The letter has been sent: write a corrected one instead."


@dataclass(frozen=True, slots=True)
class ReadyLetter:
    """One letter before it is made: for whom, its words, and what it lacks."""

    to: Recipient
    fields: Mapping[str, str]
    missing: tuple[str, ...]
    """What its template names and nobody has filled in, by meaning; it can be made once that is accepted."""
    lacking: tuple[str, ...]
    """What the law requires and is not there: it cannot be made."""
    text: str


def ready(
    reading: Reading, case: Case, code: str, on: date, by: str, *, by_email: bool | None = None
) -> tuple[ReadyLetter, ...]:
    """Work out every copy of a letter, merged, saving nothing. Raises Refused where the template cannot be filled."""
    letter, whole = kind(code), LetterCase(case, reading.directory(), risk_context(reading), on, by)
    template, _ = template_of(reading, code)
    named = files.mentioned(template)
    return tuple(_ready(letter, whole, to, template, named) for to in recipients(letter, whole, by_email))


class Hindrances:
    """Looks over letters without merging them, so that many can be at once: what stops each from being made unseen."""

    def __init__(self, reading: Reading, on: date, by: str) -> None:
        self._reading, self._on, self._by = reading, on, by
        self._directory, self._context = reading.directory(), risk_context(reading)
        self._named: dict[str, files.Mentioned] = {}

    def of(self, case: Case, code: str) -> dict[str, str]:
        """Return, by the key of each recipient, what is in the way of its letter; empty where nothing is."""
        if code not in self._named:
            self._named[code] = files.mentioned(template_of(self._reading, code)[0])
        letter, whole = kind(code), LetterCase(case, self._directory, self._context, self._on, self._by)
        found = recipients(letter, whole)
        return {to.key: _hindrance(to, *_filled(letter, whole, to, self._named[code])[1:]) for to in found}


def _hindrance(to: Recipient, missing: tuple[str, ...], lacking: tuple[str, ...]) -> str:
    if lacking:
        return f"the letter to {to.name} cannot be made without: {'; '.join(lacking)}"
    if to.dangers:
        return to.dangers[0].rstrip(".")
    return f"missing in the letter to {to.name}: {'; '.join(missing)}" if missing else ""


def make(
    store: Store,
    case: Case,
    code: str,
    *,
    to: Collection[str],
    on: date,
    by: str,
    today: date,
    by_email: bool | None = None,
    is_checked: bool = False,
) -> Changes:
    """Make a letter for each recipient ticked and keep it on the case, as one act.

    ``to`` holds the keys of recipients; ``is_checked`` says that what is missing or unsafe was seen and accepted.
    Raises Refused where nobody is ticked, a notice or a reason that the law requires is missing, a recipient does
    not belong to the case, or something was not checked; Stale where the case has changed.
    """
    letter = kind(code)
    with act(store, by, f"Make letter: {letter.title}", today) as work:
        now = work.case(case.id)
        if (now.request, now.person, now.carers) != (case.request, case.person, case.carers):
            raise Stale("The case has changed since it was read; nothing was made. Read it again and make the letter.")
        chosen = _chosen(ready(work, now, code, on, by, by_email=by_email), to, is_checked)
        template, number = template_of(work, code)
        made: list[Stored] = []
        for one in chosen:
            content = files.merge(template, one.fields, title=letter.title, on=on)
            sha256 = work.keep_content(content)
            name = f"{now.reference} {letter.title}.docx"
            document = work.add(_document(now, letter, one, sha256, len(content), name, today, by))
            made += [document, work.add(_letter(now, letter, one, document.id, number, on, by))]
    names = listed([one.to.name for one in chosen])
    note = f"{case.reference}: {letter.title.lower()} made for {names}. Record when it goes."
    undo = Undo(f"Make letter: {letter.title}", note, added=tuple(made))
    return Changes(note, cases=frozenset({case.id}), undo=undo)


def record_sent(
    case: Case, letter: Letter, *, on: date, channel: str, today: date, proof: str = "", serves_draft: bool = False
) -> Amendment:
    """Record that a letter went: how, when, and what shows it. A decision's letter to the family tells them too.

    ``serves_draft`` records the draft as served on the day that its letter counts as served, once that day has come
    (Today asks for it then). Raises Refused for a letter that was sent before, an unknown channel or an impossible
    day.
    """
    if letter.sent_on:
        raise Refused(f"This letter went on {full_date(letter.sent_on)} and is not changed; make a corrected one.")
    if channel not in CHANNELS:
        raise Refused("Choose how the letter went.")
    if on > today or on < letter.made_on:
        raise Refused("The day it went must lie between the day of the letter and today; nothing has been saved yet.")
    sent = replace(letter, sent_on=on, channel=channel, proof=proof.strip())
    replaced: tuple[tuple[Stored, Stored], ...] = ((letter, sent),)
    added: tuple[Stored, ...] = ()
    told = ""
    if letter.is_to_family:
        if tells(case, letter):
            about = kind(letter.template).notifies
            replaced += decisions.tell_family(case, told_on=on, today=today, about=about).replaced
            told = " The family has been told."
        if serves_draft:
            draft, told = _served(case, sent, today)
            added += draft
    text = f"{case.reference}: {letter.title.lower()} to {letter.addressee} sent on {full_date(on)}.{told}"
    return Amendment(
        case, "Record letter sent", text, replaced=replaced, added=added, has_left=HAS_LEFT,
        caution=sent_caution(case, letter, on, channel),
    )  # fmt: skip


def _served(case: Case, sent: Letter, today: date) -> tuple[tuple[Stored, ...], str]:
    """Return the draft as served, or nothing where that day is ahead or its other letter has served it; with words."""
    if _is_served(case, sent):
        return (), " The draft is recorded as served already."
    on = served_on(sent)
    if on > today:
        return (), f" The draft counts as served on {full_date(on)}: Today asks for it then."
    least = least_representations_end(on)
    draft = plans.serve_draft(case, on=on, today=today, representations_by=least)
    return draft.added, f" The draft counts as served on {full_date(on)}."


def served_on(letter: Letter) -> date:
    """Return the day on which a letter that went counts as served."""
    return deemed_service(letter.sent_on or letter.made_on, letter.channel or "", england())


def posted_draft(case: Case) -> Letter | None:
    """Return the newest letter that took a draft to the family and whose draft is not recorded as served; else None."""
    gone = [one for one in case.letters if one.template == "draft" and one.is_to_family and one.sent_on]
    newest = max(gone, key=lambda one: (one.made_on, one.id), default=None)
    return newest if newest and not _is_served(case, newest) else None


def _is_served(case: Case, letter: Letter) -> bool:
    return any(plan.kind == "draft" and plan.sent_on >= letter.made_on for plan in case.plans)


def tells(case: Case, letter: Letter) -> bool:
    """Say whether sending the letter tells the family of a decision of which they have not been told."""
    about = kind(letter.template).notifies
    if not about or not letter.is_to_family:
        return False
    request = case.request
    return bool(getattr(request, f"{about}_outcome")) and getattr(request, f"{about}_told_on") is None


def sent_caution(case: Case, letter: Letter, on: date, channel: str) -> str:
    """Return what is to be known of sending it so: when it counts as served, and what is close or has shifted."""
    calendar, said = england(), []
    served = deemed_service(on, channel, calendar)
    if served != on:
        said.append(f"It counts as served on {plain_date(served)}.")
    if channel == "second_class" and letter.template == "draft" and letter.is_to_family:
        said.append("Its last day to answer was counted for first class post: by second class it gives under 15 days.")
    limit = _limit(case, letter)
    if limit and channel in ("first_class", "second_class") and on <= limit < calendar.add(on, NOTICE_WORKING_DAYS):
        said.append(f"The limit is {plain_date(limit)}: by post it may reach the family after it. Email it too.")
    counts_days = bool({"time_limits", "fifteen_days"} & set(kind(letter.template).notices))
    if counts_days and letter.is_to_family and on != letter.made_on:
        said.append(
            f"Its last days were counted from its date, {plain_date(letter.made_on)}; make it again with today's date."
        )
    return " ".join(said)


def decisions_without_letters(cases: Sequence[Case]) -> Iterator[str]:
    """Yield in sentences the refusals whose letter to the family never went: no letter, no appeal right.

    Answers the Ombudsman's fault "no decision letter, so no appeal right". A decision that came from a tracker as
    told has its letter elsewhere and is passed over.
    """
    for case in cases:
        for code, about in (("decision_refuse", "assess"), ("decision_no_plan", "issue")):
            is_elsewhere = case.request.source_file and getattr(case.request, f"{about}_told_on")
            own = [one for one in case.letters if one.template == code and one.is_to_family]
            if is_elsewhere or not kind(code).is_offered(case) or any(one.sent_on for one in own):
                continue
            gone = "is made and not recorded as sent" if own else "has not been made"
            yield f"{case.reference}: the letter to the family, “{kind(code).title}”, {gone}."


def content_of(store: Store, case: Case, letter: Letter) -> tuple[str, bytes]:
    """Return a letter's file name and its bytes. Raises Refused where they are not kept."""
    document = next((one for one in case.documents if one.id == letter.document_id), None)
    if document is None:
        raise Refused("This letter was recorded without its file; there is nothing to open.")
    with store.look() as reading:
        return document.file_name, reading.content(document.sha256)


def save_copy(store: Store, case: Case, letter: Letter, target: Path, by: str) -> str:
    """Write a copy of a letter's file, with a line in the log of exports; return the sentence for it.

    Raises Refused where there is a file of that name, Unavailable where none can be written.
    """
    require_free(target)
    _, content = content_of(store, case, letter)
    with store.work(by, "Copy letter") as work:
        work.log("Copy letter", case.id, letter=letter.title, addressee=letter.addressee, to=target.name)
        work.add(left("letter", content, target, by))
        place(content, target)
    return f"The letter is at {target}. When it has gone, record it as sent."


def in_words(letter: Letter) -> str:
    """Return how a letter went, or that it has not gone."""
    if letter.sent_on is None:
        return "Not sent"
    return CHANNELS.get(letter.channel or "", "Sent")


def _limit(case: Case, letter: Letter) -> date | None:
    found = limits(case.facts())
    return {"decision_assess": found.assess_decision, "decision_refuse": found.assess_decision,
            "decision_no_plan": found.no_plan_decision}.get(letter.template)  # fmt: skip


def _chosen(found: tuple[ReadyLetter, ...], keys: Collection[str], is_checked: bool) -> list[ReadyLetter]:
    strangers = set(keys) - {one.to.key for one in found}
    if strangers:
        raise Refused("A recipient that was ticked does not belong to this case; nothing was made. Open it again.")
    chosen = [one for one in found if one.to.key in keys]
    if not chosen:
        raise Refused("Tick at least one recipient; nothing was made.")
    for one in chosen:
        if one.lacking:
            raise Refused(f"The letter to {one.to.name} cannot be made without: {'; '.join(one.lacking)}.")
    if not is_checked and any(one.missing or one.to.dangers for one in chosen):
        raise Refused("Something is missing or unsafe: drop the recipient, put it right, or tick that you checked it.")
    return chosen


def _ready(
    letter: LetterKind, whole: LetterCase, to: Recipient, template: bytes, named: files.Mentioned
) -> ReadyLetter:
    values, missing, lacking = _filled(letter, whole, to, named)
    merged = files.merge(template, values, title=letter.title, on=whole.on)
    return ReadyLetter(to, values, missing, lacking, files.plain_text(merged))


def _filled(
    letter: LetterKind, whole: LetterCase, to: Recipient, named: files.Mentioned
) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """Return the values, what nobody has filled in, and what the law requires and is not there."""
    values = letter_fields(letter, whole, to)
    law = {*letter.needs, *(letter.required_fields if to.is_family or not letter.notifies else ())}
    if letter.code == "final" and not to.is_family:
        law = set(letter.needs)
    lacking = tuple(fields()[name].meaning for name in sorted(law) if not values[name])
    empty = [
        name for name in fields() if name in named.fields - named.optional and not values[name] and name not in law
    ]
    is_notice = {name for one in letter.notices for name in notices()[one].fields}
    missing = tuple(fields()[name].meaning for name in empty if name not in is_notice)
    return values, missing, lacking


def _document(
    case: Case, letter: LetterKind, one: ReadyLetter, sha256: str, size: int, name: str, today: date, by: str
) -> Document:
    return Document(
        case_id=case.id, title=f"{letter.title}: {one.to.name}", kind="letter", file_name=name, sha256=sha256,
        size=size, added_on=today, added_by=by,
    )  # fmt: skip


def _letter(
    case: Case, letter: LetterKind, one: ReadyLetter, document_id: int, number: int, on: date, by: str
) -> Letter:
    return Letter(
        case_id=case.id, template=letter.code, title=letter.title, recipient=one.to.recipient,
        addressee=one.to.name, made_on=on, made_by=by, template_number=number, document_id=document_id,
        address=one.to.place, about=letter.about, about_id=one.to.about_id,
    )  # fmt: skip
