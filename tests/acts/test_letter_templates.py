"""The team's own templates of letters: put in once they are sound, refused with their fault named, taken back."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from send_desktop.errors import Refused, Stale
from send_desktop.exports.letters import plain_text
from send_desktop.records import Carer
from send_desktop.services import letter_templates, letters
from send_desktop.services.letter_kinds import kinds, shipped
from send_desktop.services.letter_templates import TemplateInUse
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, NewCase, read


def template(store: Store, code: str) -> TemplateInUse:
    with store.look() as reading:
        return next(one for one in letter_templates.in_use(reading) if one.kind.code == code)


def changed(folder: Path, code: str, *added: str, without: str = "") -> Path:
    """Return a copy of a shipped template as Word would save it, with paragraphs more or less."""
    document = Document(io.BytesIO(shipped(code)))
    if without:
        for one in [one for one in document.paragraphs if without in one.text]:
            one._element.getparent().remove(one._element)
    for words in added:
        document.add_paragraph(words)
    file = folder / "Ours.docx"
    document.save(str(file))
    return file


def put_in(store: Store, code: str, file: Path) -> TemplateInUse:
    letter_templates.put_in(store, template(store, code), file, LEAD, TODAY)
    return template(store, code)


@pytest.mark.parametrize("code", [one.code for one in kinds()])
def test_every_shipped_template_would_be_taken_in(code: str) -> None:
    letter_templates.check(code, shipped(code))


def test_letters_are_made_from_the_teams_own_template_and_say_which_version(
    store: Store, new_case: NewCase, tmp_path: Path
) -> None:
    own = put_in(store, "new_officer", changed(tmp_path, "new_officer", "Our offices have moved to Ferry Lane."))
    assert own.words(TODAY) == f"Version 1, {LEAD}, 20 Nov"
    case = new_case(officer=LEAD)
    with store.work(LEAD, "Add carer") as work:
        work.add(Carer(person_id=case.person.id, name="Mrs Peppergoggle", address="4 Ferry Lane"))
    case = read(store, case.id)
    with store.look() as reading:
        keys = [one.to.key for one in letters.ready(reading, case, "new_officer", TODAY, LEAD)]
    letters.make(store, case, "new_officer", to=keys, on=TODAY, by=LEAD, today=TODAY, is_checked=True)
    (letter,) = read(store, case.id).letters
    assert letter.template_number == 1
    assert "Our offices have moved" in plain_text(letters.content_of(store, read(store, case.id), letter)[1])


def test_a_template_with_a_mistake_is_refused_with_its_paragraph_and_the_old_one_stays(
    store: Store, tmp_path: Path
) -> None:
    put_in(store, "update", changed(tmp_path, "update", "Ours."))
    for words, fault in (
        ("Dear {{ child.nickname }},", "child.nickname"),
        ("Dear {{ child.name,", "brackets are not closed"),
        ("{% if child.name %} Dear", "endif"),
        ("{% for one in child %}x", "only if, elif, else and endif"),
        ("{{ child.name | }}", "cannot be read"),
    ):
        with pytest.raises(Refused, match=r"Paragraph \d+") as refusal:
            put_in(store, "update", changed(tmp_path, "update", words))
        assert fault in str(refusal.value)
        assert str(refusal.value).endswith("The template in use stays as it was.")
    assert template(store, "update").words(TODAY) == f"Version 1, {LEAD}, 20 Nov"


def test_a_template_without_a_notice_that_the_law_requires_is_refused(store: Store, tmp_path: Path) -> None:
    """Answers the fault: no decision letter, so no appeal right."""
    with pytest.raises(Refused, match=r"the right of appeal \(regs 5\(3\), 10\(3\)\), which the law requires"):
        put_in(store, "decision_refuse", changed(tmp_path, "decision_refuse", without="notices.appeal_right"))
    assert not template(store, "decision_refuse").is_own


def test_a_notice_that_an_if_leaves_out_of_the_familys_letter_is_refused(store: Store, tmp_path: Path) -> None:
    hidden = "{% if addressee.is_board %}{{ notices.appeal_right }}{% endif %}"
    file = changed(tmp_path, "decision_refuse", hidden, without="notices.appeal_right")
    with pytest.raises(Refused, match="leaves it out of the letter"):
        put_in(store, "decision_refuse", file)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Ours.docx", b"not a document"),
        ("Ours.docx", b""),
        ("Ours.doc", b"\xd0\xcf\x11\xe0"),
    ],
)
def test_what_is_no_word_document_is_refused_in_a_sentence(
    store: Store, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused):
        put_in(store, "update", tmp_path / name)


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/styles.xml"])
@pytest.mark.parametrize("content", [None, b"<x"])
def test_a_damaged_document_is_refused_in_a_sentence(
    store: Store, tmp_path: Path, part: str, content: bytes | None
) -> None:
    damaged = tmp_path / "Ours.docx"
    with zipfile.ZipFile(io.BytesIO(shipped("update"))) as whole, zipfile.ZipFile(damaged, "w") as packed:
        for name in whole.namelist():
            put = content if name == part else whole.read(name)
            if put is not None:
                packed.writestr(name, put)
    with pytest.raises(Refused, match="not a whole Word document"):
        put_in(store, "update", damaged)


def test_a_document_that_was_cut_short_or_overwritten_is_refused_in_a_sentence(store: Store, tmp_path: Path) -> None:
    whole = shipped("update")
    for damaged in (whole[: len(whole) // 2], whole[:3000] + bytes(100) + whole[3100:]):
        (tmp_path / "Ours.docx").write_bytes(damaged)
        with pytest.raises(Refused, match="not a whole Word document"):
            put_in(store, "update", tmp_path / "Ours.docx")


def test_the_shipped_template_comes_back_and_the_next_own_one_has_the_next_number(store: Store, tmp_path: Path) -> None:
    own = put_in(store, "update", changed(tmp_path, "update", "Ours."))
    letter_templates.go_back(store, own, LEAD, TODAY)
    assert template(store, "update").words(TODAY) == "As shipped"
    with store.look() as reading:
        assert letter_templates.template_of(reading, "update") == (shipped("update"), 0)
    with pytest.raises(Refused, match="already"):
        letter_templates.go_back(store, template(store, "update"), LEAD, TODAY)
    assert put_in(store, "update", changed(tmp_path, "update", "Ours again.")).words(TODAY).startswith("Version 2,")


def test_each_change_of_a_template_can_be_undone(store: Store, tmp_path: Path) -> None:
    first = letter_templates.put_in(store, template(store, "update"), changed(tmp_path, "update", "Ours."), LEAD, TODAY)
    second = letter_templates.put_in(
        store, template(store, "update"), changed(tmp_path, "update", "Ours, better."), LEAD, TODAY
    )
    assert first.undo
    assert second.undo
    back = undo(store, second.undo, LEAD, TODAY)
    assert template(store, "update").words(TODAY).startswith("Version 1,")
    assert back.undo
    undo(store, back.undo, LEAD, TODAY)
    assert template(store, "update").words(TODAY).startswith("Version 2,")


def test_the_first_template_put_in_is_undone_to_the_shipped_one(store: Store, tmp_path: Path) -> None:
    done = letter_templates.put_in(store, template(store, "update"), changed(tmp_path, "update", "x"), LEAD, TODAY)
    assert done.undo
    undo(store, done.undo, LEAD, TODAY)
    assert template(store, "update").kept is None


def test_somebody_who_was_faster_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    seen = template(store, "update")
    own = put_in(store, "update", changed(tmp_path, "update", "Theirs."))
    with pytest.raises(Stale):
        letter_templates.put_in(store, seen, changed(tmp_path, "update", "Mine."), LEAD, TODAY)
    assert own.kept
    outdated = replace(own, kept=replace(own.kept, version=own.kept.version - 1))
    with pytest.raises(Stale):
        letter_templates.go_back(store, outdated, LEAD, date(2026, 11, 20))


def test_a_copy_to_edit_is_the_template_in_use_and_leaves_a_line_in_the_audit(store: Store, tmp_path: Path) -> None:
    put_in(store, "update", changed(tmp_path, "update", "Ours."))
    target = tmp_path / "To edit.docx"
    letter_templates.save_copy(store, "update", target, LEAD)
    assert "Ours." in plain_text(target.read_bytes())
    with store.look() as reading:
        assert any(one.act == "Copy letter template" for one in reading.audit())
    with pytest.raises(Refused, match="there already"):
        letter_templates.save_copy(store, "update", target, LEAD)


def repacked(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a shipped template with one of its parts changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shipped("update"))) as before, zipfile.ZipFile(written, "w") as after:
        for name in before.namelist():
            after.writestr(name, change(before.read(name)) if name == part else before.read(name))
    return written.getvalue()


@pytest.mark.parametrize(
    "words",
    ["{{ 'x' * 100000000 }}", "{{ 9**9**9 }}", "{{ 1/0 }}", "{{ child.name() }}", "{{ child.name|center(999999999) }}",
     "{{ " + "(" * 5000 + "child.name" + ")" * 5000 + " }}"],
)  # fmt: skip
def test_a_field_that_counts_calls_or_never_ends_is_refused_at_once(words: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"Paragraph \d+"):
        letter_templates.check("update", changed(tmp_path, "update", words).read_bytes())


def test_a_loop_hidden_in_the_codes_of_word_is_refused_and_not_run() -> None:
    loop = b"{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}"
    hidden = b"<w:body><w:p><w:r><w:instrText>" + loop + b"</w:instrText></w:r></w:p>"
    with pytest.raises(Refused, match="only fields, if"):
        letter_templates.check("update", repacked("word/document.xml", lambda one: one.replace(b"<w:body>", hidden)))


def test_what_is_damaged_locked_or_holds_a_macro_is_no_word_document() -> None:
    whole = shipped("update")
    locked = bytearray(whole)
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := whole.find(sign, at + 1)) >= 0:
            locked[at + place] |= 1
    macro = io.BytesIO(whole)
    with zipfile.ZipFile(macro, "a") as packed:
        packed.writestr("word/VBAProject.bin", b"x")
    for bad in (
        bytes(locked), macro.getvalue(), whole[:2000] + b"\xff" * 40 + whole[2040:],
        repacked("word/document.xml", lambda one: one[:500]),
        repacked("[Content_Types].xml", lambda _: b"<x/>"),
        repacked("_rels/.rels", lambda _: b"junk"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="not a whole Word document"):
            letter_templates.check("update", bad)
