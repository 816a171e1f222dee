"""The letters' templates as the team keeps them: a copy to edit, a changed one put in, the shipped one put back."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused, Stale
from send_desktop.exports import letters as files
from send_desktop.exports.placing import place, require_place
from send_desktop.records import LetterTemplate
from send_desktop.services.acts import act
from send_desktop.services.documents import check_file, read_file
from send_desktop.services.letter_kinds import LetterKind, fields, kind, kinds, notices, shipped
from send_desktop.store import Reading, Store
from send_desktop.wording import day_month

ENDING = ".docx"
STAYS = "The template in use stays as it was."

_ONLY_ELSEWHERE = ("addressee.is_board", "addressee.is_setting")
"""Filled in for offices alone: the law's notices must stand in the letter without them."""


@dataclass(frozen=True, slots=True)
class TemplateInUse:
    """One letter and whose template it is made from."""

    kind: LetterKind
    kept: LetterTemplate | None
    """The team's own, or what is left of one that went back to what is shipped; None where there never was one."""

    @property
    def is_own(self) -> bool:
        """Say whether the team's own template is in use."""
        return self.kept is not None and bool(self.kept.sha256)

    def words(self, today: date) -> str:
        """Return whose version stands: 'As shipped', or 'Version 2, Rita Quill, 20 Nov'."""
        if self.kept is None or not self.is_own:
            return "As shipped"
        return f"Version {self.kept.number}, {self.kept.changed_by}, {day_month(self.kept.changed_on, today)}"


def in_use(reading: Reading) -> tuple[TemplateInUse, ...]:
    """Return every letter with the template that it is made from, in the order of the pathway."""
    kept = {one.code: one for one in reading.letter_templates()}
    return tuple(TemplateInUse(one, kept.get(one.code)) for one in kinds())


def template_of(reading: Reading, code: str) -> tuple[bytes, int]:
    """Return the template in use and its version's number: the team's own, or 0 for the one that is shipped."""
    own = next((one for one in reading.letter_templates() if one.code == code and one.sha256), None)
    return (reading.content(own.sha256), own.number) if own else (shipped(code), 0)


def check(code: str, template: bytes) -> None:
    """Raise Refused where a letter cannot be made from a template, or would go without what the law requires."""
    letter = kind(code)
    named = files.check(template, fields())
    said = files.plain_text(files.merge(template, _sample(letter), title=letter.title, on=date(2026, 1, 1)))
    for one in (notices()[code] for code in letter.notices):
        for name in one.fields:
            if name not in named.fields:
                raise Refused(
                    f"The template does not give {one.title} ({one.provision}), which the law requires: put "
                    f"{{{{ {name} }}}} where it belongs. {STAYS}"
                )
            if _shown(name) not in said:
                raise Refused(
                    f"The “if” around {{{{ {name} }}}} leaves it out of the letter, and the law requires it "
                    f"({one.provision}): put it outside. {STAYS}"
                )


def save_copy(store: Store, code: str, target: Path, by: str) -> str:
    """Write a copy of the template in use, to be edited in Word; return the sentence for it.

    Raises Refused where there is a file of that name, Unavailable where none can be written.
    """
    require_place(target)
    if target.exists():
        raise Refused(f"{target.name} is there already; nothing has been written. Choose another name.")
    with store.work(by, "Copy letter template") as work:
        template, number = template_of(work, code)
        work.log("Copy letter template", template=code, version=number, to=target.name)
        place(template, target)
    return f"The template is at {target}. Change it in Word, save it, and put it in here."


def put_in(store: Store, before: TemplateInUse, path: Path, by: str, today: date) -> Changes:
    """Make a changed template the one in use, once it was checked.

    Raises Refused, naming the paragraph or the notice that is at fault, Unavailable for a file that cannot be read,
    and Stale where somebody was faster; the template in use stays then.
    """
    letter = before.kind
    if path.suffix.lower() != ENDING:
        raise Refused(f"{path.name} is not a Word document (.docx); save it from Word as one. {STAYS}")
    check_file(path)
    template = read_file(path).data
    check(letter.code, template)
    with act(store, by, "Change letter template", today) as work:
        sha256 = work.keep_content(template)
        if before.kept and before.kept.sha256 == sha256:
            raise Refused(f"{path.name} is the template that is in use already; nothing was changed.")
        after = LetterTemplate(
            code=letter.code, file_name=path.name, sha256=sha256, number=1, changed_by=by, changed_on=today
        )
        if before.kept is None:
            if any(one.code == letter.code for one in work.letter_templates()):
                raise Stale("Somebody has put in a template for this letter meanwhile; look at it, then put yours in.")
            stored = work.add(after)
        else:
            number = before.kept.number + 1
            stored = work.replace(
                before.kept, replace(after, id=before.kept.id, version=before.kept.version, number=number)
            )
    note = f"{letter.title}: letters are made from {path.name}, version {stored.number}, from now on."
    return _changed(before, stored, "Change letter template", note)


def go_back(store: Store, before: TemplateInUse, by: str, today: date) -> Changes:
    """Make the shipped template the one in use again; letters that were made stay as they are.

    Raises Refused where it is in use already, Stale where somebody was faster.
    """
    if before.kept is None or not before.is_own:
        raise Refused(f"{before.kind.title} is made from the template that is shipped already; nothing was changed.")
    with act(store, by, "Go back to the shipped template", today) as work:
        after = replace(before.kept, sha256="", file_name="", changed_by=by, changed_on=today)
        stored = work.replace(before.kept, after)
    note = f"{before.kind.title}: letters are made from the shipped template again."
    return _changed(before, stored, "Go back to the shipped template", note)


def _changed(before: TemplateInUse, stored: LetterTemplate, name: str, note: str) -> Changes:
    if before.kept is None:
        return Changes(note, everything=True, undo=Undo(name, note, added=(stored,)))
    return Changes(note, everything=True, undo=Undo(name, note, replaced=((stored, before.kept),)))


def _sample(letter: LetterKind) -> dict[str, str]:
    """Return every field filled in as in a letter to a parent, or where none goes to the family, to an office."""
    values = {name: _shown(name) for name in fields()}
    if "family" in letter.recipients:
        return values | dict.fromkeys(_ONLY_ELSEWHERE, "")
    return values | {"addressee.is_family": "", "addressee.is_parent": ""}


def _shown(name: str) -> str:
    return f"‹{name}›"
