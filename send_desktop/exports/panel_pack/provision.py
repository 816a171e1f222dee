"""What a provision panel needs besides: the family's preference, costs side by side, what settings answered."""

from reportlab.platypus import Flowable, Spacer

from send_desktop.exports.panel_pack.pack import PackItem
from send_desktop.exports.panel_pack.paper import body, cell, figure_cell, note, words
from send_desktop.exports.panel_pack.profile import Veil
from send_desktop.exports.panel_pack.tables import Cell, heading, ruled
from send_desktop.exports.panel_pack.words import ABSENT, money, short_date
from send_desktop.records import Provision

COSTS = (
    ("Annual cost", "annual_cost"),
    ("of which education", "education_share"),
    ("of which health", "health_share"),
    ("of which care", "care_share"),
)
"""Lines of the cost table with the field of each; all in pence a year."""


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
    rows: list[list[Cell]] = [
        [words("Setting", cell()), _text(now, "setting"), _text(proposed, "setting"), words("", cell())],
        [words("Band", cell()), _text(now, "band"), _text(proposed, "band"), words("", cell())],
    ]
    rows += [_cost_row(title, field, now, proposed) for title, field in COSTS]
    table = ruled(["", "Now", "Proposed", "Change a year"], rows, [0.22, 0.29, 0.29, 0.2], right=[3], padding=2.6)
    described = [
        block
        for title, one in (("Now", now), ("Proposed", proposed))
        if one and one.description.strip()
        for block in (Spacer(0, 4), words(f"{title}: {shown.text(one.description)}", body()))
    ]
    return [*heading("Provision now and proposed"), table, *described]


def consultations(item: PackItem, shown: Veil) -> list[Flowable]:
    """Return the settings consulted, their answers and their grounds."""
    if not item.consultations:
        return [*heading("Consultations"), words("No setting has been consulted yet.", note())]
    rows: list[list[Cell]] = [
        [
            words(line.setting or ABSENT, cell(strong=True)),
            words(short_date(line.sent_on), cell()),
            words(short_date(line.due_on), cell()),
            words(short_date(line.replied_on), cell()),
            [words(line.answer, cell()), *([words(line.place, note())] if line.place else [])],
            words(shown.text(line.grounds), cell()),
        ]
        for line in item.consultations
    ]
    heads = ["Setting", "Sent", "Due", "Replied", "Answer", "Grounds"]
    replied = sum(line.replied_on is not None for line in item.consultations)
    beside = f"{replied} of {len(item.consultations)} replied"
    return [*heading("Consultations", beside), ruled(heads, rows, [0.2, 0.13, 0.13, 0.13, 0.16, 0.25], padding=2.8)]


def _of_kind(item: PackItem, kind: str) -> Provision | None:
    return next((one for one in item.case.provision if one.kind == kind), None)


def _text(one: Provision | None, field: str) -> Cell:
    return words((getattr(one, field) if one else "") or ABSENT, cell())


def _cost_row(title: str, field: str, now: Provision | None, proposed: Provision | None) -> list[Cell]:
    before = getattr(now, field) if now else None
    after = getattr(proposed, field) if proposed else None
    change = after - before if before is not None and after is not None else None
    strong = field == "annual_cost"
    return [
        words(title, cell(strong)),
        words(money(before), cell(strong)),
        words(money(after), cell(strong)),
        words(_signed(change), figure_cell(strong)),
    ]


def _signed(change: int | None) -> str:
    if change is None:
        return ABSENT
    return f"+{money(change)}" if change > 0 else money(change)
