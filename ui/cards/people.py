"""Who the child is, who speaks for them, and who holds the rights."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from send_desktop.codes import SEN_TYPES, SOURCES
from send_desktop.records import Carer
from send_desktop.services.family import addressee_problems, addressees, upn_caution
from send_desktop.services.rights import rights_in_words
from send_desktop.wording import full_date
from ui.cards.spec import CardSpec, OnCard, act_tool
from ui.widgets.card_table import CardColumn, Cell, Row
from ui.widgets.contact_marks import SIGNS


def child_rows(on: OnCard) -> list[Row]:
    """Return who the child is, what is needed, and how they themselves are reached; Enter on a line opens the form."""
    case = on.case
    person, request = case.person, case.request
    lines = [
        ("Date of birth", full_date(person.date_of_birth)),
        ("UPN", " · ".join(filter(None, (person.upn, upn_caution(person.upn or ""))))),
        ("Primary need", _need(request.primary_need) or "Not recorded"),
        ("Secondary need", _need(request.secondary_need)),
        ("Asked by", SOURCES[request.source]),
        ("Looked after", "Yes" if person.looked_after else ""),
        ("Own address", person.address),
        ("Own contact", " · ".join(filter(None, (person.telephone, person.email)))),
        ("Area", case.area),
        ("Team", case.team),
    ]
    return [
        Row((Cell(name, "secondary"), Cell(words)), partial(on.open_act, "child"))
        for name, words in lines
        if words.strip("–")
    ]


def rows(on: OnCard) -> list[Row]:
    """Return who holds the rights, whom letters address, and each parent or carer; Enter on a line opens its form."""
    rights = Row(
        (Cell("Rights held by", "secondary"), Cell(rights_in_words(on.case.person, on.view.today))),
        partial(on.open_act, "child"),
    )
    return [rights, *_letters_rows(on), *(row for carer in on.case.carers for row in _carer_rows(carer, on))]


def _letters_rows(on: OnCard) -> Iterator[Row]:
    names = ", ".join(one.name for one in addressees(on.case, on.view.today))
    if names:
        yield Row((Cell("Letters go to", "secondary"), Cell(names)))
    for words in addressee_problems(on.case, on.view.today):
        yield Row((Cell("" if names else "Letters go to", "secondary"), Cell(words, picture="warning")))


def _need(code: str | None) -> str:
    return SEN_TYPES.get(code or "", code or "")


def _carer_rows(carer: Carer, on: OnCard) -> Iterator[Row]:
    record = partial(on.open_act, "carer", carer.id)
    duty = "" if carer.has_parental_responsibility else "no parental responsibility"
    letters = "" if carer.receives_letters else "no letters"
    parts = (carer.name, carer.telephone, carer.email, duty, letters)
    yield Row((Cell(carer.relationship or "Carer", "secondary"), Cell(" · ".join(filter(None, parts)))), record)
    if carer.address:
        yield Row((Cell(""), Cell(carer.address)), record)
    if carer.contact_preference:
        yield Row((Cell(""), Cell(f"Prefers: {carer.contact_preference}")), record)
    if carer.do_not_disclose_to:
        words = f"Do not disclose to {carer.do_not_disclose_to}"
        yield Row((Cell(""), Cell(words, "strong", picture=SIGNS["do_not_disclose"])), record)
    if carer.safe_contact:
        yield Row(
            (Cell(""), Cell(f"Safe contact: {carer.safe_contact}", "strong", picture=SIGNS["safe_contact"])), record
        )


CHILD = CardSpec(
    id="child",
    heading="Child and needs",
    side="right",
    columns=(CardColumn("", 116), CardColumn("")),
    rows=child_rows,
    tools=(act_tool("child", "Change"),),
)

CARD = CardSpec(
    id="people",
    heading="People",
    side="right",
    columns=(CardColumn("", 116), CardColumn("")),
    rows=rows,
    tools=(act_tool("carer", "Add or change"),),
)
