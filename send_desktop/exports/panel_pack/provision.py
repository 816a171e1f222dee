"""What a provision panel needs besides: the family's preference, costs side by side, what settings answered."""

from datetime import date

from reportlab.platypus import Flowable, Spacer

from send_desktop.exports.panel_pack.pack import PackItem
from send_desktop.exports.panel_pack.paper import body, cell, figure_cell, note, words
from send_desktop.exports.panel_pack.tables import Cell, heading, ruled
from send_desktop.exports.panel_pack.words import money
from send_desktop.exports.profile import Veil
from send_desktop.records import Provision
from send_desktop.wording import ABSENT, in_year

COSTS = ("annual_cost", "education_share", "health_share", "care_share")
"""The figures of a provision in the order of the table's columns; all in pence a year."""


def preference(item: PackItem, shown: Veil) -> list[Flowable]:
    """Return which setting the family would have named (s38(3)), and why in their words."""
    case = item.case
    parts = [case.preferred_setting, shown.text(case.request.family_preference)]
    told = ". ".join(part.strip().rstrip(".") for part in parts if part.strip())
    text = words(f"{told}.", body()) if told else words("None is recorded.", note())
    return [*heading("The family's preference", room=44), text]


def provision(item: PackItem, shown: Veil) -> list[Flowable]:
    """Return provision now and proposed side by side with what it costs a year."""
    now, proposed = _of_kind(item, "now"), _of_kind(item, "proposed")
    if now is None and proposed is None:
        return [*heading("Provision"), words("Neither provision now nor what is proposed is recorded.", note())]
    rows: list[list[Cell]] = [_row("Now", now), _row("Proposed", proposed), _change(now, proposed)]
    heads = ["", "Setting", "Band", "Annual cost", "Education", "Health", "Care"]
    table = ruled(heads, rows, [0.12, 0.29, 0.13, 0.13, 0.12, 0.11, 0.1], right=[3, 4, 5, 6])
    described = [
        block
        for title, one in (("Now", now), ("Proposed", proposed))
        if one and one.description.strip()
        for block in (Spacer(0, 4), words(f"{title}: {shown.text(one.description)}", body()))
    ]
    return [*heading("Provision now and proposed"), table, *described]


def consultations(item: PackItem, year: int, shown: Veil) -> list[Flowable]:
    """Return the settings consulted, their answers and their grounds."""
    if not item.consultations:
        return [*heading("Consultations"), words("No setting has been consulted yet.", note())]
    rows: list[list[Cell]] = [
        [
            words(line.setting or ABSENT, cell(strong=True)),
            words(_day(line.sent_on, year), cell()),
            words(_day(line.due_on, year), cell()),
            words(_day(line.replied_on, year), cell()),
            [words(line.answer, cell()), *([words(line.place, note())] if line.place else [])],
            words(shown.text(line.grounds), cell()),
        ]
        for line in item.consultations
    ]
    heads = ["Setting", "Sent", "Due", "Replied", "Answer", "Grounds"]
    replied = sum(line.replied_on is not None for line in item.consultations)
    beside = f"{replied} of {len(item.consultations)} replied"
    return [*heading("Consultations", beside), ruled(heads, rows, [0.19, 0.085, 0.085, 0.085, 0.205, 0.35])]


def _day(on: date | None, year: int) -> str:
    return in_year(on, year) if on else ABSENT


def _of_kind(item: PackItem, kind: str) -> Provision | None:
    return next((one for one in item.case.provision if one.kind == kind), None)


def _row(title: str, one: Provision | None) -> list[Cell]:
    return [
        words(title, cell(strong=True)),
        words((one.setting if one else "") or ABSENT, cell()),
        words((one.band if one else "") or ABSENT, cell()),
        *(words(money(getattr(one, field) if one else None), figure_cell(field == "annual_cost")) for field in COSTS),
    ]


def _change(now: Provision | None, proposed: Provision | None) -> list[Cell]:
    return [
        words("Change", cell()),
        words("", cell()),
        words("", cell()),
        *(words(_signed(_difference(field, now, proposed)), figure_cell(field == "annual_cost")) for field in COSTS),
    ]


def _difference(field: str, now: Provision | None, proposed: Provision | None) -> int | None:
    before = getattr(now, field) if now else None
    after = getattr(proposed, field) if proposed else None
    return after - before if before is not None and after is not None else None


def _signed(change: int | None) -> str:
    if change is None:
        return ABSENT
    return f"+{money(change)}" if change > 0 else money(change)
