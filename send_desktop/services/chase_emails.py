"""One act that chases many: a ready email for each service, each case's rung logged, what left the building too.

The emails list references; a child's name stands in the text only under a profile that asks for it, and never in
a subject or a file's name.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.exports import email_draft
from send_desktop.exports.email_draft import EmailDraft
from send_desktop.options import Options
from send_desktop.progress import Progress, silent
from send_desktop.records import Advice, AwaitedRow, Case, Consultation, Directory, Export
from send_desktop.services.acts import act
from send_desktop.services.advice import limit_words
from send_desktop.services.advice_queues import Outstanding, read_outstanding
from send_desktop.services.chasing import HIGHEST, Rung, chase_record, due_of_row, rung_of_row
from send_desktop.services.profiles import Names
from send_desktop.services.settings import known_setting
from send_desktop.store import Store, Work
from send_desktop.wording import counted, days, full_date

PROFILES = {"reference": "References only", "initials": "Initials", "named": "Names"}
"""What an email may say of each child, the most careful first: it is the one offered."""

Wanted = tuple[str, int]
"""One thing to chase: 'advice' or 'reply', with its id."""


@dataclass(frozen=True, slots=True)
class Chased:
    """One line of an email: what is owed, and the rung that this reminder is."""

    row: AwaitedRow
    rung: Rung


@dataclass(frozen=True, slots=True)
class ChaseEmail:
    """One email, ready: whose it is, where it goes, and what it holds."""

    whose: str
    """The service's code or the setting's name."""
    name: str
    to: str
    """Empty where no address is known: then the text can only be copied."""
    is_escalation: bool
    lines: tuple[Chased, ...]
    subject: str
    text: str
    file_name: str

    @property
    def draft(self) -> EmailDraft:
        """What is written to the file."""
        return EmailDraft(to=(self.to,), subject=self.subject, text=self.text)


def prepare(known: Outstanding, wanted: Collection[Wanted], profile: str, by: str) -> list[ChaseEmail]:
    """Return the emails that would chase these, one a service, and one more where escalations go elsewhere.

    What was chased today already is left out: two reminders never go on one day. Raises Refused for a profile
    that is none of ``PROFILES``.
    """
    if profile not in PROFILES:
        raise Refused("Choose what the emails may say of the children.")
    lines = [Chased(row, rung_of_row(row, known.options, known.today)) for row in known.rows if _key(row) in wanted]
    lines = [line for line in lines if line.row.last_chased_on != known.today and not _was_chased(line, known.today)]
    groups: dict[tuple[str, str, str, bool], list[Chased]] = {}
    for line in lines:
        to, is_escalation = _goes_to(line, known.directory)
        groups.setdefault((line.row.kind, line.row.whose, to, is_escalation), []).append(line)
    names = Names(profile, known.directory.officers)
    return [
        _email(known, kind, whose, to, is_escalation, found, names, by)
        for (kind, whose, to, is_escalation), found in groups.items()
    ]


def due_now(known: Outstanding, service: str = "", officer: str = "") -> list[Wanted]:
    """Return what has a rung of the ladder due today, of one queue or of all, one officer's or everybody's."""
    rows = known.of(service, officer)
    return [_key(row) for row in rows if rung_of_row(row, known.options, known.today).is_due]


def write_emails(
    store: Store,
    wanted: Collection[Wanted],
    folder: Path,
    *,
    profile: str,
    by: str,
    today: date,
    progress: Progress = silent,
) -> Changes:
    """Write the emails into a folder and log each reminder, as one act: all or nothing.

    What has arrived since it was chosen is left out. Raises Refused when nothing is left or no address is known.
    """
    written: list[Path] = []
    try:
        with act(store, by, "Chase", today) as work:
            emails = [one for one in prepare(read_outstanding(work, today), wanted, profile, by) if one.to]
            if not emails:
                raise Refused(
                    "There is nothing to write: it has arrived or was chased today, or no email address is known."
                )
            _log_chases(work, emails, today, "email")
            for done, email in enumerate(emails):
                progress(done, len(emails), "Writing emails")
                target = _free(folder / email.file_name)
                content = email_draft.write(email.draft, target)
                written.append(target)
                work.add(_export(email, target, content, profile, by))
    except BaseException:
        for target in written:
            target.unlink(missing_ok=True)
        raise
    return _changes(emails, f"written to {folder}")


def log_by_hand(store: Store, wanted: Collection[Wanted], *, profile: str, by: str, today: date, whose: str) -> Changes:
    """Log the reminders to one service whose text was copied into an email written by hand."""
    with act(store, by, "Chase", today) as work:
        emails = [one for one in prepare(read_outstanding(work, today), wanted, profile, by) if one.whose == whose]
        if not emails:
            raise Refused("There is nothing to log: it has arrived, or was chased today.")
        _log_chases(work, emails, today, "email")
        for email in emails:
            work.add(_export(email, None, email.text.encode(), profile, by))
    return _changes(emails, "copied and logged")


def _log_chases(work: Work, emails: Sequence[ChaseEmail], today: date, channel: str) -> None:
    lines = [(email, line) for email in emails for line in email.lines]
    cases = {case.id: case for case in work.cases(sorted({line.row.case_id for _, line in lines}))}
    records = []
    for email, line in lines:
        asked = _asked(cases[line.row.case_id], line.row)
        to = email.to or email.name
        records.append(chase_record(line.row.case_id, asked, line.rung.number, today, channel=channel, to_whom=to))
        if isinstance(asked, Advice):
            work.replace(asked, replace(asked, last_chased_on=today))
    work.add_many(records)


def _asked(case: Case, row: AwaitedRow) -> Advice | Consultation:
    items: Iterable[Advice | Consultation] = case.advice if row.kind == "advice" else case.consultations
    return next(item for item in items if item.id == row.id)


def _changes(emails: Sequence[ChaseEmail], how: str) -> Changes:
    cases = frozenset(line.row.case_id for email in emails for line in email.lines)
    reminders = sum(len(email.lines) for email in emails)
    note = f"{counted(len(emails), 'email')} {how}; {counted(reminders, 'reminder')} logged."
    why_not = "The emails may have been sent; a reminder that was not is put right on its case."
    return Changes(note, cases=cases, undo=Undo("Chase", note, why_not=why_not))


def _export(email: ChaseEmail, target: Path | None, content: bytes, profile: str, by: str) -> Export:
    return Export(
        kind="email",
        profile=profile,
        made_at=datetime.now(UTC),
        made_by=by,
        target=target.name if target else "",
        sha256=sha256(content).hexdigest(),
        items=len({line.row.case_id for line in email.lines}),
    )


def _free(target: Path) -> Path:
    """Return the name, or the next with a number that is not taken: an earlier email is never replaced."""
    number, free = 2, target
    while free.exists():
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1
    return free


def _key(row: AwaitedRow) -> Wanted:
    return row.kind, row.id


def _was_chased(line: Chased, today: date) -> bool:
    return bool(line.row.chased) and line.row.chased[-1][0] >= today


def _goes_to(line: Chased, directory: Directory) -> tuple[str, bool]:
    """Return the address of one line and whether it is the escalations' own."""
    if line.row.kind == "reply":
        known = known_setting(directory.settings, line.row.whose)
        return (known.email.strip() if known else ""), False
    service = next(one for one in directory.services if one.code == line.row.whose)
    other = service.escalation_email.strip()
    if line.rung.number == HIGHEST and other and other != service.email.strip():
        return other, True
    return service.email.strip(), False


def _email(
    known: Outstanding,
    kind: str,
    whose: str,
    to: str,
    is_escalation: bool,
    lines: Sequence[Chased],
    names: Names,
    by: str,
) -> ChaseEmail:
    what = "Advice" if kind == "advice" else "Reply to consultation"
    noun = "request for advice" if kind == "advice" else "consultation"
    escalated = "escalated, " if is_escalation else ""
    plural = noun if len(lines) == 1 else noun.replace("request", "requests") if kind == "advice" else f"{noun}s"
    ending = " escalation" if is_escalation else ""
    return ChaseEmail(
        whose=whose,
        name=_name(kind, whose, known.directory),
        to=to,
        is_escalation=is_escalation,
        lines=tuple(lines),
        subject=f"{what} outstanding: {escalated}{len(lines)} {plural} for EHC needs assessments",
        text=_text(known, kind, whose, is_escalation, lines, names, by),
        file_name=f"Chase {_file_words(whose)}{ending} {known.today:%Y-%m-%d}{email_draft.ENDING}",
    )


def _text(
    known: Outstanding, kind: str, whose: str, is_escalation: bool, lines: Sequence[Chased], names: Names, by: str
) -> str:
    name = _name(kind, whose, known.directory)
    paragraphs = [
        f"To: {name}" if not is_escalation else f"For the attention of the head of: {name}",
        _opening(known, kind, whose, is_escalation),
        "\n".join(_line(line, known.today, names) for line in lines),
        _asking(kind),
        _signed(known.options, by),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _opening(known: Outstanding, kind: str, whose: str, is_escalation: bool) -> str:
    if kind == "reply":
        return (
            "We have consulted you about the following, under section 39 or 40 of the Children and Families Act 2014, "
            "and have had no reply. Schools and colleges are expected to reply within 15 days (SEND Code of Practice, "
            "9.83)."
        )
    service = next(one for one in known.directory.services if one.code == whose)
    begun = "Earlier reminders about some of these have had no answer, so we write to you. " if is_escalation else ""
    source = "regulation 8(1)" if service.is_section_31_body else "Code of Practice, 9.41"
    return (
        f"{begun}We have asked for advice for the following education, health and care needs assessments and have not "
        f"had it. It is due within the {limit_words(service.is_section_31_body).split(' (')[0]} of the request "
        f"({source})."
    )


def _line(line: Chased, today: date, names: Names) -> str:
    row, due = line.row, due_of_row(line.row)
    late = (today - due).days
    child = names.child(row.forename, row.surname)
    asked = "asked" if row.kind == "advice" else "consulted"
    parts = [
        f"{row.reference} ({child})" if child else row.reference,
        f"{asked} {full_date(row.asked_on)}",
        f"due {full_date(due)}" + (f" ({days(late)} overdue)" if late > 0 else ""),
        f"promised for {full_date(row.promised_on)}" if row.promised_on else "",
        f"appointment {full_date(row.booked_on)}" if row.booked_on else "",
        _fault(row),
        line.rung.words.lower(),
    ]
    return "- " + "; ".join(part for part in parts if part)


def _fault(row: AwaitedRow) -> str:
    if row.returned_on and row.returned_on >= (row.incomplete_on or date.min):
        return f"sent back {full_date(row.returned_on)}"
    return f"came incomplete {full_date(row.incomplete_on)}" if row.incomplete_on else ""


def _asking(kind: str) -> str:
    what = "advice" if kind == "advice" else "reply"
    return (
        f"Please send the {what}, or tell us for each the day on which it will come. If it has been sent already, "
        "please let us know when and to whom."
    )


def _signed(options: Options, by: str) -> str:
    parts = (by, options.authority_name, options.authority_telephone, options.authority_email)
    return "\n".join(part for part in parts if part)


def _name(kind: str, whose: str, directory: Directory) -> str:
    if kind == "reply":
        return whose or "A setting"
    return next((one.name for one in directory.services if one.code == whose), whose)


def _file_words(whose: str) -> str:
    """Return what may stand in a file's name: letters, figures and spaces of a service's or a setting's name."""
    kept = "".join(sign if sign.isalnum() or sign in " -" else " " for sign in whose)
    return " ".join(kept.split())[:60] or "setting"
