"""Letters: a Word template and plain fields in, a Word file out. No field becomes markup; nobody is named as author.

Fields are dotted names ('child.name') with text; ``check`` says what is wrong with a template, by paragraph.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from send_desktop.errors import Refused

LARGEST = 20 * 1024 * 1024
"""The most bytes that a template may have, packed or unpacked."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"\{(%|\{)[pr]?(?:tr|tc)?[-+]?\s*(.*?)\s*[-+]?(%|\})\}", re.S)
_BLOCK = re.compile(r"(if|elif|else|endif)\b\s*(.*)", re.S)
_FIXED_DAY = (2026, 1, 1, 0, 0, 0)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats'
    b'.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application></Properties>'
)
_NO_DOCUMENT = (
    "This is not a whole Word document (.docx); save it from Word as one. The template in use stays as it was."
)
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, LookupError, SyntaxError, ValueError,
    AttributeError,
)  # fmt: skip
"""What reading a damaged file, or one locked with a password, raises: from the archive, its XML, and missing parts."""

_TRACES = (b"<w:ins ", b"<w:del ", b"<w:comment ")

_MAY_STAND = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.If, nodes.Const, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
"""Fields and ifs. Nothing that counts, calls or repeats: a template cannot run for ever, nor fill the memory."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The fields that a template names: all of them, and those that an 'if' asks about, which may stay empty."""

    fields: frozenset[str]
    optional: frozenset[str]


def merge(template: bytes, fields: Mapping[str, str], *, title: str, on: date) -> bytes:
    """Return the letter's file, the same for the same fields. Raises Refused where the template cannot be merged."""
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # slow to load

    made = DocxTemplate(io.BytesIO(template))
    try:
        made.render(_nested(fields), jinja_env=_environment())
    except (TemplateError, TypeError, ValueError, RecursionError) as error:
        raise Refused(f"The template of this letter cannot be filled in: {error}. Nothing was made.") from error
    properties = made.docx.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = properties.subject = properties.category = ""
    properties.title, properties.revision = title, 1
    properties.created = properties.modified = datetime(on.year, on.month, on.day)
    written = io.BytesIO()
    made.save(written)
    return _clean(written.getvalue())


def plain_text(document: bytes) -> str:
    """Return a letter's words, one paragraph a line, as they are read on the screen."""
    return "\n".join(text for text in _paragraphs(document) if text.strip())


def check(template: bytes, known: Collection[str]) -> Mentioned:
    """Return the fields that a template names. Raises Refused naming the first paragraph that is at fault."""
    try:
        _check_file(template)
        return _read(template, known)
    except _UNREADABLE as error:
        raise Refused(_NO_DOCUMENT) from error


def mentioned(template: bytes) -> Mentioned:
    """Return the fields that a template which was checked before names."""
    return _read(template, None)


def _read(template: bytes, known: Collection[str] | None) -> Mentioned:
    fields: set[str] = set()
    optional: set[str] = set()
    opened: list[tuple[int, str]] = []
    for number, text in enumerate((one for one in _paragraphs(template) if one.strip()), start=1):
        for is_block, inside in _tags(number, text):
            names = _names(number, text, _condition(number, text, inside, opened) if is_block else inside)
            unknown = sorted(names - set(known)) if known is not None else []
            if unknown:
                raise _at(number, text, f"names a field “{unknown[0]}” that there is not")
            (optional if is_block else fields).update(names)
    if opened:
        raise _at(*opened[-1], "begins an “if” that no “endif” ends")
    return Mentioned(frozenset(fields), frozenset(optional))


def _tags(number: int, text: str) -> Iterator[tuple[bool, str]]:
    found = list(_TAG.finditer(text))
    marks = ("{{", "}}", "{%", "%}")
    rest = _TAG.sub("", text)
    if any(mark in rest for mark in marks):
        raise _at(number, text, "has a field whose brackets are not closed")
    for match in found:
        yield match[1] == "%", match[2].rstrip("}% ")


def _condition(number: int, text: str, inside: str, opened: list[tuple[int, str]]) -> str:
    block = _BLOCK.fullmatch(inside)
    if block is None:
        raise _at(number, text, f"has “{inside}”, and only if, elif, else and endif may be used")
    word, condition = block[1], block[2]
    if word == "if":
        opened.append((number, text))
    elif not opened:
        raise _at(number, text, f"has an “{word}” without an “if” before it")
    elif word == "endif":
        opened.pop()
    return condition if word in ("if", "elif") else ""


def _names(number: int, text: str, expression: str) -> set[str]:
    if not expression:
        return set()
    try:
        tree = _environment().parse("{{ " + expression + " }}")
    except TemplateError as error:
        raise _at(number, text, f"cannot be read ({error.message})") from error
    except RecursionError as error:
        raise _at(number, text, "has too many brackets or words within each other") from error
    inner = {id(one.node) for one in tree.find_all(nodes.Getattr)}
    dotted = {_dotted(one) for one in tree.find_all(nodes.Getattr) if id(one) not in inner}
    return dotted | {one.name for one in tree.find_all(nodes.Name) if id(one) not in inner}


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "?"


def _at(number: int, text: str, fault: str) -> Refused:
    words = " ".join(text.split())
    words = words if len(words) <= 60 else f"{words[:59]}…"
    return Refused(f"Paragraph {number}: “{words}” {fault}. The template in use stays as it was.")


def _check_file(template: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(template)) as packed:
        names, size = set(packed.namelist()), sum(one.file_size for one in packed.infolist())
        if "word/document.xml" not in names or any(one.lower().endswith("vbaproject.bin") for one in names):
            raise Refused(_NO_DOCUMENT)
        if size > LARGEST:
            raise Refused("The template is too large; take out its pictures. The one in use stays as it was.")
        parts = {name: packed.read(name) for name in names if name.endswith((".xml", ".rels"))}
    if any(trace in part for part in parts.values() for trace in _TRACES):
        raise Refused(
            "The template has tracked changes or comments, which name their author: accept the changes, take out "
            "the comments and save it again. The template in use stays as it was."
        )
    outside = (b"attachedTemplate", b"oleObject", b"/image", b"/frame")
    for part in parts.values():
        for relation in re.findall(rb"<Relationship [^>]*>", part):
            if b'"External"' in relation and any(kind in relation for kind in outside):
                raise Refused("The template fetches something from elsewhere; the one in use stays as it was.")


def _paragraphs(document: bytes) -> Iterator[str]:
    from docx import Document
    from docx.oxml.ns import qn

    opened = Document(io.BytesIO(document))
    parts: list[Any] = [opened.element.body]
    for section in opened.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        for paragraph in part.iter(qn("w:p")):
            yield "".join(_words(paragraph, qn("w:t"), qn("w:br")))


def _words(paragraph: Any, text: str, line: str) -> Iterator[str]:
    for node in paragraph.iter(text, line):
        yield "\n" if node.tag == line else node.text or ""


class _FieldsAndIfs(SandboxedEnvironment):
    """Merges nothing but fields and ifs, wherever they stand: notes, codes of Word and properties are merged too."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for one in tree.find_all(nodes.Node):
            if not isinstance(one, _MAY_STAND):
                raise TemplateSyntaxError("only fields, if, elif, else and endif may be used", one.lineno)
        return tree


def _environment() -> SandboxedEnvironment:
    return _FieldsAndIfs(autoescape=True, undefined=StrictUndefined)


def _nested(fields: Mapping[str, str]) -> dict[str, dict[str, Markup]]:
    nested: dict[str, dict[str, Markup]] = {}
    for name, text in fields.items():
        group, _, own = name.partition(".")
        nested.setdefault(group, {})[own] = _literal(text)
    return nested


def _literal(text: str) -> Markup:
    """Return text that stays as it is: brackets too, which the merging would take for its own."""
    safe = str(escape(_ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")))
    return Markup(safe.replace("{", "&#123;").replace("}", "&#125;"))


def _clean(document: bytes) -> bytes:
    """Return the file with fixed times and nothing that names a person, a company or a computer."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as before, zipfile.ZipFile(written, "w") as after:
        for one in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = _APP if one == "docProps/app.xml" else before.read(one)
            after.writestr(zipfile.ZipInfo(one, _FIXED_DAY), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
