"""Who the child is, who speaks for them, and who holds the rights."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from send_desktop.codes import SEN_TYPES
from send_desktop.records import Carer
from send_desktop.services.family import upn_caution
from send_desktop.services.requests import SOURCES
from send_desktop.services.rights import rights_in_words
from send_desktop.wording import full_date
from ui.cards.spec import CardSpec, OnCard, act_tool
from ui.widgets.card_table import CardColumn, Cell, Row
from ui.widgets.contact_marks import SIGNS


def rows(on: OnCard) -> list[Row]:
    """Return who the child is and who speaks for them; Enter on a line opens its form, without a carer the child's."""
    case, today = on.case, on.view.today
    person = case.person
    lines = [
        ("Date of birth", full_date(person.date_of_birth)),
        ("UPN", " · ".join(filter(None, (person.upn, upn_caution(person.upn or ""))))),
        ("Primary need", SEN_TYPES.get(case.request.primary_need or "", case.request.primary_need or "")),
        ("Asked by", SOURCES[case.request.source]),
        ("Rights held by", rights_in_words(person, today)),
        ("Looked after", "Yes" if person.looked_after else ""),
        ("Area", case.area),
        ("Team", case.team),
    ]
    shown = [
        Row((Cell(name, "secondary"), Cell(words)), partial(on.open_act, "child"))
        for name, words in lines
        if words.strip("–")
    ]
    return [*shown, *(row for carer in case.carers for row in _carer_rows(carer, on))]


def _carer_rows(carer: Carer, on: OnCard) -> Iterator[Row]:
    record = partial(on.open_act, "carer", carer.id)
    duty = "" if carer.has_parental_responsibility else "no parental responsibility"
    parts = (carer.name, carer.telephone, carer.email, duty)
    yield Row((Cell(carer.relationship or "Carer", "secondary"), Cell(" · ".join(filter(None, parts)))), record)
    if carer.contact_preference:
        yield Row((Cell(""), Cell(f"Prefers: {carer.contact_preference}")), record)
    if carer.do_not_disclose_to:
        words = f"Do not disclose to {carer.do_not_disclose_to}"
        yield Row((Cell(""), Cell(words, "strong", picture=SIGNS["do_not_disclose"])), record)
    if carer.safe_contact:
        yield Row(
            (Cell(""), Cell(f"Safe contact: {carer.safe_contact}", "strong", picture=SIGNS["safe_contact"])), record
        )


CARD = CardSpec(
    id="people",
    heading="People",
    side="right",
    columns=(CardColumn("", 116), CardColumn("")),
    rows=rows,
    tools=(act_tool("child", "Child"), act_tool("carer", "Parent or carer")),
)
