"""The files of the minutes: PDF and Word say the same, a draft says so on every page, and nobody is named unasked."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx import Document
from pikepdf import Pdf
from pypdfium2 import PdfDocument

from send_desktop.exports.minutes import pdf, word
from send_desktop.exports.minutes.sheet import ActionLine, AttendanceLine, MinutesItem, MinutesSheet

AT = datetime(2026, 11, 25, 16, 5, tzinfo=UTC)
LONG = "The advice of October says that working memory is well below age, and that mornings are the hardest. " * 12


def item(number: int, **changes: object) -> MinutesItem:
    given: dict[str, object] = {
        "number": number,
        "label": "O’Tarnwater-Ångströmby, Zoë-Łucja",
        "reference": f"EHC-26-{number:04d}",
        "asked": "Whether to issue an EHC plan",
        "heard": "09:30 to 09:47, 17 of 15 minutes",
        "outcome": "Issue a plan",
        "recommendation": (("Evidence relied on", LONG), ("Criteria", "Met <all> & {{ none }}")),
        "decision": (("The authority", "Issue a plan, decided by J. Harrowgatebury"),),
        "actions": (ActionLine("Action", "Write the draft", "Priya Okaforsson", "4 Dec 2026", "Due 4 Dec"),),
    }
    return MinutesItem(**(given | changes))  # type: ignore[arg-type]


def sheet(count: int = 3, **changes: object) -> MinutesSheet:
    last = item(count, outcome="Not reached", recommendation=(("What follows", "Goes to 9 Dec"),), is_settled=False)
    whole = MinutesSheet(
        title="Minutes of the issue panel of 25 Nov 2026, Kettering",
        standing="Draft, not signed yet",
        is_draft=True,
        profile="Named: children and officers by name",
        confidential="Confidential: contains personal information about children",
        facts=(("Date", "25 Nov 2026"), ("Chair", "J. Harrowgatebury"), ("Where", "Committee room 2"), ("Cases", "3")),
        quorum="Quorum met: 2 members present.",
        formalities=("Legal refresher given.",),
        attendance=(
            AttendanceLine("J. Harrowgatebury", "Education", "Chair", "Member", "09:30 to the end"),
            AttendanceLine("Dr Ines Marlowe", "Health", "Educational psychologist", "Deputy", "09:30 to 11:00"),
        ),
        apologies=(AttendanceLine("Sam Tarn", "Health", "Health", "Member", "Apology"),),
        interests=(("Item 2", "Dr Ines Marlowe", "Taught the child", "Left for the item"),),
        matters="The room is too small for twelve.",
        items=(*(item(number) for number in range(1, count)), last),
        built_at=AT,
        built_by="Priya Okaforsson",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def pages(content: bytes) -> list[str]:
    with PdfDocument(content) as opened:
        return [page.get_textpage().get_text_range().replace("\r\n", " ") for page in opened]


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def test_every_page_of_a_draft_says_that_it_is_one_and_which_page_it_is() -> None:
    found = pages(pdf.draw(sheet(8)))
    assert len(found) > 2
    for number, words in enumerate(found, 1):
        assert "Draft, not signed yet" in words
        assert f"Page {number} of {len(found)}" in words
        assert "Confidential: contains personal information" in words


def test_pdf_and_word_hold_the_same_things() -> None:
    on_paper, in_word = " ".join(pages(pdf.draw(sheet()))), words_of(word.draw(sheet()))
    for words in (
        "Quorum met: 2 members present.", "Sam Tarn", "Taught the child", "The room is too small for twelve.",
        "Not reached, deferred or withdrawn", "Goes to 9 Dec", "Met <all> & {{ none }}", "Write the draft",
        "O’Tarnwater-Ångströmby, Zoë-Łucja", "Legal refresher given.", "17 of 15 minutes",
    ):  # fmt: skip
        assert words in on_paper, words
        assert words in in_word, words


def test_signed_minutes_say_by_whom_and_what_was_accepted() -> None:
    signed = sheet(
        standing="Signed by J. Harrowgatebury on 25 Nov 2026 at 16:05", is_draft=False,
        accepted=("Item 2: No officer has decided yet.", "Accepted by J. Harrowgatebury: Decided tomorrow"),
    )  # fmt: skip
    for words in (" ".join(pages(pdf.draw(signed))), words_of(word.draw(signed))):
        assert "Draft" not in words
        assert "Signed by J. Harrowgatebury on 25 Nov 2026 at 16:05" in words
        assert "Item 2: No officer has decided yet." in words
        assert "Accepted by J. Harrowgatebury: Decided tomorrow" in words


def test_a_long_foot_gives_way_to_the_number_of_the_page() -> None:
    long = f"Signed by J. Harrowgatebury on 25 Nov 2026 at 16:05{'; made from the record after it' * 4}"
    for words in pages(pdf.draw(sheet(standing=long, is_draft=False))):
        assert re.search(r"\u2026\s+Page \d of \d", words)


def test_the_pdf_is_the_same_each_time_and_names_its_language_and_title() -> None:
    content = pdf.draw(sheet())
    assert content == pdf.draw(sheet())
    with Pdf.open(io.BytesIO(content)) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert str(opened.docinfo["/Title"]) == "Minutes of the issue panel of 25 Nov 2026, Kettering"
    properties = Document(io.BytesIO(word.draw(sheet()))).core_properties
    assert (properties.author, properties.title) == (
        "SEND Desktop",
        "Minutes of the issue panel of 25 Nov 2026, Kettering",
    )


@pytest.mark.parametrize("draw", [pdf.draw, word.draw])
def test_a_meeting_of_which_nothing_is_recorded_still_makes_minutes(draw) -> None:  # type: ignore[no-untyped-def]
    assert draw(sheet(attendance=(), apologies=(), interests=(), formalities=(), matters="", items=()))
