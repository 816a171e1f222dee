"""Where a child can still be known in the papers of a pack."""

from dataclasses import replace
from datetime import date

import pytest

from send_desktop.imports.papers.pdfs import PageText, comparable
from send_desktop.records import Carer, Case
from send_desktop.services.paper_scan import identifiers, in_all, scan
from tests.helpers.packs import pack


@pytest.fixture(scope="module")
def case() -> Case:
    """Zoë-Łucja O’Tarnwater-Ångströmby, born on 3 April 2019, with a mother whose postcode is on record."""
    whole = pack(3).items[2].case
    mother = Carer(
        person_id=1, name="Mrs Delyth Quillfeather", address="12 Larch Lane, Kettering", telephone="01632 960123"
    )
    person = replace(
        whole.person, forename="Zoë-Łucja", surname="O’Tarnwater-Ångströmby", date_of_birth=date(2019, 4, 3),
        upn="A999200119001", postcode="ZZ99 3WZ",
    )  # fmt: skip
    return replace(whole, person=person, carers=(mother,))


def page(text: str, is_read: bool = True) -> PageText:
    return PageText(comparable(text), is_read)


def found(case: Case, text: str) -> tuple[str, ...]:
    """Return what is found on a page of this text."""
    seen = scan([page(text)], identifiers(case))
    return seen.found[0].what if seen.found else ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Zoë is happy here.", "forename"),
        ("ZOE was seen at home.", "forename"),
        ("Miss O'Tarnwater attended.", "surname"),
        ("the OTarnwater family", "surname"),
        ("Report on Ang\u00adstromby, Year 2", "surname"),
        ("Report on Ang-\r\nstromby, Year 2", "surname"),
        ("UPN A999 2001 19001", "UPN"),
        ("Born 03/04/2019", "date of birth"),
        ("d.o.b. 3.4.19", "date of birth"),
        ("on the 3rd of April 2019", "date of birth"),
        ("April 3, 2019", "date of birth"),
        ("2019-04-03", "date of birth"),
        ("lives at ZZ993WZ", "postcode"),
        ("12 Larch Lane", "address"),
        ("Ms Quillfeather said", "parent or carer"),
        ("Tel 01632960123", "telephone"),
        ("NHS No: 999 000 0018", "NHS number"),
    ],
)
def test_an_identifier_is_found_however_it_is_written(case: Case, text: str, what: str) -> None:
    assert what in found(case, text)


@pytest.mark.parametrize(
    "text",
    [
        "The zoo was visited in a zoetrope.",
        "Kettering is a town; the school is on Larch Road.",
        "Seen on 13/04/2019 and on 3/04/2015.",
        "The child, Year 2, enjoys reading. 999 blocks of 000 18.",
        "",
    ],
)
def test_what_only_looks_like_an_identifier_is_left_alone(case: Case, text: str) -> None:
    assert found(case, text) == ()


def test_pages_are_listed_with_what_stands_on_them_and_what_was_not_read(case: Case) -> None:
    pages = [
        page("Advice on Zoë", True),
        page("", False),
        page("", False),
        page("Nothing here at all", True),
    ]
    seen = scan(pages, identifiers(case))
    assert seen.words == "Forename on page 1; pages 2 to 3 not read"
    assert not seen.is_clear


def test_a_clear_result_says_how_far_it_goes_and_never_that_papers_are_anonymous(case: Case) -> None:
    seen = scan([page("Advice on the child", True)] * 2, identifiers(case))
    assert seen.is_clear
    assert seen.words == "No identifier found on the 2 pages read"
    assert "anonym" not in (seen.words + in_all([seen])).lower()
    assert in_all([seen]) == "2 pages of papers read: no identifier was found on them."


def test_a_page_that_was_not_read_is_searched_for_what_text_it_has(case: Case) -> None:
    assert scan([page("Zoë", False)], identifiers(case)).found[0].page == 1
