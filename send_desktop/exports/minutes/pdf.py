"""The minutes as a PDF in the house's style: A4, black-and-white safe, 'Page x of y' on each page."""

from collections.abc import Sequence

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from send_desktop.exports.minutes.sheet import ActionLine, AttendanceLine, MinutesItem, MinutesSheet, Pair
from send_desktop.exports.panel_pack.paper import WIDTH, MarkedWord, body, cell, note, style, words
from send_desktop.exports.panel_pack.tables import Cell, facts, grid, heading, ruled, side_by_side
from send_desktop.exports.report_pdf import Report
from send_desktop.exports.report_pdf import draw as draw_report
from send_desktop.wording import full_date

ATTENDANCE = ("Name", "Agency", "Role", "Capacity", "Times")
ATTENDANCE_WIDTHS = (0.25, 0.22, 0.22, 0.11, 0.2)
"""Shares of the page's width."""
ACTIONS = ("", "What", "Who", "By", "Stands")
ACTION_WIDTHS = (0.14, 0.35, 0.19, 0.16, 0.16)
LABEL_SHARE = 0.2
NOTHING = "Nothing is recorded."


def draw(sheet: MinutesSheet) -> bytes:
    """Return the minutes as the bytes of a PDF; the same sheet always gives the same bytes."""
    return draw_report(report_of(sheet), lambda: _story(sheet))


def report_of(sheet: MinutesSheet) -> Report:
    """Return what stands at the foot of each page, here and in Word."""
    return Report(sheet.title, "Minutes", f"{sheet.title}. {sheet.standing}", sheet.confidential)


def made_words(sheet: MinutesSheet) -> str:
    """Return under which profile, by whom and when the minutes were made."""
    by = f" by {sheet.built_by}" if sheet.built_by else ""
    return f"{sheet.profile}. Made{by} on {full_date(sheet.built_at.date())} at {sheet.built_at:%H:%M}."


def _story(sheet: MinutesSheet) -> list[Flowable]:
    return [
        words(sheet.title, style(18, strong=True, leading=22)),
        Spacer(0, 3),
        MarkedWord("at_risk" if sheet.is_draft else "on_track", sheet.standing, 9.5),
        Spacer(0, 2),
        words(made_words(sheet), note()),
        Spacer(0, 8),
        facts(list(sheet.facts), (0.25, 0.25, 0.25, 0.25), cell()),
        *_who_was_there(sheet),
        *_before_the_items(sheet),
        *(part for item in sheet.items for part in _item(item)),
        *_unsettled(sheet),
        *_signed(sheet),
    ]


def _who_was_there(sheet: MinutesSheet) -> list[Flowable]:
    story = [*heading("Present"), words(sheet.quorum, body()), Spacer(0, 4)]
    story += [_people(sheet.attendance)] if sheet.attendance else [words("Nobody is recorded as present.", body())]
    story += [*heading("Apologies")]
    story += [_people(sheet.apologies)] if sheet.apologies else [words("None.", body())]
    return story


def _people(lines: Sequence[AttendanceLine]) -> Flowable:
    rows: list[list[Cell]] = [
        [words(text, cell()) for text in (one.name, one.agency, one.role, one.capacity, one.came)] for one in lines
    ]
    return ruled(ATTENDANCE, rows, ATTENDANCE_WIDTHS)


def _before_the_items(sheet: MinutesSheet) -> list[Flowable]:
    story = [*heading("Interests declared")]
    if sheet.interests:
        rows: list[list[Cell]] = [[words(text, cell()) for text in line] for line in sheet.interests]
        story += [ruled(("Item", "Who", "Interest", "What they did"), rows, (0.12, 0.24, 0.4, 0.24))]
    else:
        story += [words("None.", body())]
    said = [*sheet.formalities, *filter(None, [sheet.matters])]
    if said or len(sheet.items) != 1:
        story += [*heading("Other matters"), *(words(one, body()) for one in said or ["None."])]
    return [
        *story,
        *heading("Case" if len(sheet.items) == 1 else "Cases", "" if sheet.items else "No case was on the agenda."),
    ]


def _item(item: MinutesItem) -> list[Flowable]:
    head = f"{item.number}. {item.label}"
    story: list[Flowable] = [
        CondPageBreak(110),
        Spacer(0, 6),
        side_by_side(
            words(head, style(11, strong=True, leading=15)),
            words(item.reference, style(9, meaning="secondary", leading=15, alignment=TA_RIGHT)),
            0.72,
        ),
        _pairs((("Asked", item.asked), *((("Heard", item.heard),) if item.heard else ()))),
        *_part("Recommendation", (("The panel advises", item.outcome), *item.recommendation)),
    ]
    if item.views:
        story += _part("Differing views", item.views)
    if item.decision:
        story += _part("Decision", item.decision)
    elif item.is_settled:
        story += _part("Decision", (("The authority", "Has not decided yet."),))
    return story + ([Spacer(0, 6), _actions(item.actions)] if item.actions else [])


def _part(title: str, pairs: Sequence[Pair]) -> list[Flowable]:
    return [Spacer(0, 3), words(title, style(9, strong=True, leading=13)), _pairs(pairs)]


def _pairs(pairs: Sequence[Pair]) -> Flowable:
    rows: list[list[Cell]] = [[words(name, cell(meaning="secondary")), words(text, cell())] for name, text in pairs]
    return grid(rows, (WIDTH * LABEL_SHARE, WIDTH * (1 - LABEL_SHARE)), padding=(1, 8, 1, 0))


def _actions(lines: Sequence[ActionLine]) -> Flowable:
    rows: list[list[Cell]] = [
        [words(text, cell()) for text in (one.kind, one.what, one.who, one.by_when.replace(" ", "\u00a0"), one.stands)]
        for one in lines
    ]
    return ruled(ACTIONS, rows, ACTION_WIDTHS)


def _unsettled(sheet: MinutesSheet) -> list[Flowable]:
    if not sheet.unsettled:
        return []
    rows: list[list[Cell]] = [
        [words(text, cell()) for text in (str(one.number), one.label, one.outcome, effect_of(one))]
        for one in sheet.unsettled
    ]
    table = ruled(("Item", "Child", "", "Where it goes"), rows, (0.07, 0.25, 0.2, 0.48))
    return [*heading("Not reached, deferred or withdrawn"), table]


def effect_of(item: MinutesItem) -> str:
    """Return where an unsettled item goes, as its recommendation says it."""
    return next((text for name, text in item.recommendation if name == "What follows"), "")


def _signed(sheet: MinutesSheet) -> list[Flowable]:
    if sheet.is_draft:
        return []
    accepted = [words(f"• {one}", body()) for one in sheet.accepted]
    return [*heading("Sign-off", room=90), words(f"{sheet.standing}.", body()), *accepted]


__all__ = ["draw", "effect_of", "made_words", "report_of"]
