"""The letters' files, opened as Word opens them."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.errors import Refused
from send_desktop.exports import letters
from send_desktop.services.letter_kinds import fields, kinds, shipped

ON = date(2026, 11, 20)


def filled(**values: str) -> dict[str, str]:
    return {name: f"[{name}]" for name in fields()} | {name.replace("__", "."): text for name, text in values.items()}


def typed(*paragraphs: str) -> bytes:
    document, written = Document(), io.BytesIO()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("code", [one.code for one in kinds()])
def test_every_shipped_letter_is_sound_and_carries_its_notices(code: str) -> None:
    (kind,) = [one for one in kinds() if one.code == code]
    named = letters.check(shipped(code), fields())
    assert kind.required_fields <= named.fields
    words = letters.plain_text(letters.merge(shipped(code), filled(), title=kind.title, on=ON))
    assert "{{" not in words
    assert "{%" not in words


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60))
@settings(max_examples=25)
def test_any_name_and_any_reason_survive_letter_for_letter(text: str) -> None:
    awkward = f"x{{{{ {text} }}}} <b>&amp; {{_{{ {{% if %}}x"
    made = letters.merge(
        shipped("decision_refuse"), filled(decision__reasons=awkward, child__name=text), title="Letter", on=ON
    )
    if not any(sign in text for sign in "\ufffe\uffff"):
        assert awkward in letters.plain_text(made)


def test_a_letter_names_no_author_and_is_the_same_each_time() -> None:
    first = letters.merge(shipped("update"), filled(), title="While you wait", on=ON)
    assert first == letters.merge(shipped("update"), filled(), title="While you wait", on=ON)
    properties = Document(io.BytesIO(first)).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "While you wait")
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert b"Company" not in packed.read("docProps/app.xml")


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (("Dear parent", "about {{ chidl.name }}"), "Paragraph 2: “about {{ chidl.name }}” names a field “chidl.name”"),
        (("Dear {{ child.name",), "Paragraph 1: .* brackets are not closed"),
        (("{% if child.name %}", "Dear"), "Paragraph 1: .* no “endif” ends"),
        (("{{ child.name + }}",), "Paragraph 1: .* cannot be read"),
        (("{% for x in child %}",), "only if, elif, else and endif"),
    ],
)
def test_a_broken_template_is_refused_with_the_paragraph_named(paragraphs: tuple[str, ...], said: str) -> None:
    with pytest.raises(Refused, match=said):
        letters.check(typed(*paragraphs), fields())


def test_what_is_no_word_document_is_refused() -> None:
    with pytest.raises(Refused, match="not a whole Word document"):
        letters.check(b"PK not really", fields())
