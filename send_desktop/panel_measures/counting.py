"""Every figure of panels, made from the facts of one scope.

An item of an agenda has exactly one fate, so that the fates make up the whole. Meetings are counted once they are
closed as held; what belongs to a meeting belongs to the day of the meeting, whenever it was decided or told.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from send_desktop.measures.figures import half_up
from send_desktop.panel_measures.dictionary import CAUTION, MEASURES, TOO_FEW, measure
from send_desktop.panel_measures.facts import HEARD, CaseFact, ItemFact, MeetingFact, PanelFacts, Scope, narrowed
from send_desktop.panel_measures.figures import Entry, Figure, PanelFigures, PanelLine, Rate
from send_desktop.panel_measures.words import (
    days_to_tell,
    decided_words,
    fate_words,
    planned_words,
    ratified_words,
    time_words,
    told_words,
    took_words,
)
from send_desktop.panel_types import OUTCOMES, PANEL_TYPES
from send_desktop.wording import counted

NO_AREA, NO_NEED = "No area on record", "No need on record"


def count(facts: PanelFacts, scope: Scope) -> PanelFigures:
    """Count every figure of a scope."""
    within = narrowed(facts, scope)
    return PanelFigures(
        scope=scope,
        as_at=facts.as_at,
        figures=_figures(within),
        panels=_lines(facts, scope),
        by_area=_rates(within, lambda case: case.area or NO_AREA),
        by_need=_rates(within, lambda case: case.need or NO_NEED),
    )


def _figures(facts: PanelFacts) -> tuple[Figure, ...]:
    held = [one for one in facts.items if one.meeting.status == "held"]
    found = [*_meetings(facts), *_fates(held), *_timed(held), _outside(held, facts), *_told(held, facts.as_at)]
    found.append(agreed(held))
    by_id = {one.measure.id: one for one in found}
    return tuple(by_id[one.id] for one in MEASURES)


def _meetings(facts: PanelFacts) -> list[Figure]:
    past = [one for one in facts.meetings if one.status not in ("held", "cancelled") and one.on < facts.as_at]
    groups = {
        "held": [one for one in facts.meetings if one.status == "held"],
        "not_closed": past,
        "cancelled": [one for one in facts.meetings if one.status == "cancelled"],
    }
    return [
        Figure(measure(code), len(ones), entries=tuple(_meeting_entry(one) for one in ones))
        for code, ones in groups.items()
    ]


def _meeting_entry(one: MeetingFact) -> Entry:
    return Entry(one.on, counted(one.listed, "case") if one.listed else "No case", meeting=one)


def _fates(held: Sequence[ItemFact]) -> list[Figure]:
    heard = [one for one in held if one.fate in HEARD]
    late = [one for one in held if one.is_late]
    figures = [
        Figure(measure("listed"), len(held), entries=_entries(held, fate_words)),
        _share("heard", heard, len(held), fate_words),
        _share("late_papers", late, len(held), fate_words),
    ]
    for fate in ("deferred", "referred", "withdrawn", "unrecorded", "not_reached"):
        found = [one for one in held if one.fate == fate]
        whole = heard if fate in HEARD else held
        share = _share(fate, found, len(whole), planned_words if fate == "not_reached" else fate_words)
        lost = sum(one.planned_minutes for one in found)
        is_lost = fate == "not_reached" and lost
        figures.append(replace(share, note=f"{time_words(lost)} lost") if is_lost else share)
    return figures


def _timed(held: Sequence[ItemFact]) -> list[Figure]:
    timed = [one for one in held if one.seconds is not None and one.fate in HEARD]
    took = [one.seconds or 0 for one in timed]
    entries = _entries(sorted(timed, key=lambda one: -(one.seconds or 0)), took_words)
    middle = half_up(median(took) / 60, 1) if took else None
    mean = half_up(Fraction(sum(took), 60 * len(took)), 1) if took else None
    return [
        Figure(measure(code), value, len(took), entries)
        for code, value in (("minutes_median", middle), ("minutes_mean", mean))
    ]


def _outside(held: Sequence[ItemFact], facts: PanelFacts) -> Figure:
    decided = sum(bool(one.decided) for one in held)
    entries = tuple(Entry(one.made_on, ratified_words(one), case=one.case) for one in facts.outside)
    waiting = sum(one.ratified_on is None for one in facts.outside)
    note = f"{waiting} not ratified yet" if waiting else ""
    return Figure(measure("outside"), len(entries), decided + len(entries), entries, note)


def _told(held: Sequence[ItemFact], as_at: date) -> list[Figure]:
    decided = [one for one in held if one.decided]
    told = [one for one in decided if one.told_on is not None]
    waits = [days_to_tell(one) for one in told]
    slowest = sorted(told, key=lambda one: -days_to_tell(one))
    in_time = [one for one in decided if told_in_time(one, as_at)]
    late = [one for one in decided if told_in_time(one, as_at) is False]
    middle = half_up(median(waits), 1) if waits else None
    share = Figure(measure("told_by"), len(in_time), len(in_time + late), _entries([*late, *in_time], told_words))
    return [
        Figure(measure("told_days"), middle, len(told), _entries(slowest, told_words)),
        replace(share, note=f"{len(late)} late") if late else share,
    ]


def told_in_time(one: ItemFact, as_at: date) -> bool | None:
    """Say whether the family was told of a decision by the day promised; None where none is, or it is still to come."""
    if not one.decided or one.tell_by is None:
        return None
    if one.told_on is None:
        return False if one.tell_by < as_at else None
    return one.told_on <= one.tell_by


def agreed(held: Iterable[ItemFact]) -> Figure:
    """Return the agree rate of items: agreed, of those agreed or refused."""
    asked = [one for one in held if one.decided and answer(one.decided)]
    yes = [one for one in asked if answer(one.decided) == "agreed"]
    figure = Figure(measure("agreed"), len(yes), len(asked), _entries(asked, decided_words))
    return replace(figure, note=CAUTION) if 0 < len(asked) < TOO_FEW else figure


def answer(outcome: str) -> str:
    """Return 'agreed' or 'refused', or nothing for a decision that is neither."""
    known = OUTCOMES.get(outcome)
    if known is None or not known.is_decision:
        return ""
    return "agreed" if known.is_agreed else "refused" if known.needs_reasons else ""


def median(values: Sequence[int]) -> Fraction:
    """Return the middle value, of an even number the mean of the middle two; exact."""
    ordered, middle = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle], 2)


def _rates(facts: PanelFacts, name_of: Callable[[CaseFact], str]) -> tuple[Rate, ...]:
    groups: dict[str, list[ItemFact]] = {}
    for one in facts.items:
        if one.meeting.status == "held" and answer(one.decided):
            groups.setdefault(name_of(one.case), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (group[0] in (NO_AREA, NO_NEED), group[0]))
    return tuple(Rate(name, agreed(ones)) for name, ones in ordered)


LINE_MEASURES = ("held", "listed", "heard", "deferred", "not_reached", "late_papers", "minutes_median", "told_days")
"""What is told of each panel beside the others."""


def _lines(facts: PanelFacts, scope: Scope) -> tuple[PanelLine, ...]:
    """Return the panels of a scope beside one another: each series, and the meetings of a kind that are of none."""
    lines = []
    for panel, own in _own_facts(narrowed(facts, scope)):
        found = {one.measure.id: one for one in _figures(own) if one.measure.id in LINE_MEASURES}
        lines.append(PanelLine(panel, found))
    return tuple(lines)


def _own_facts(within: PanelFacts) -> Iterable[tuple[str, PanelFacts]]:
    kinds = {one.kind: one.title for one in within.panels if not one.series_id}
    series = {one.series_id: one.title for one in within.panels if one.series_id}
    groups: dict[tuple[str, int], str] = {}
    for one in within.meetings:
        if one.status == "held":
            title = series.get(one.series_id or 0) or f"{kinds.get(one.kind, one.kind)}, single meetings"
            groups[one.kind, one.series_id or 0] = title
    order = list(PANEL_TYPES)
    for kind, series_id in sorted(groups, key=lambda key: (order.index(key[0]), key[1] == 0, groups[key])):
        meetings = tuple(one for one in within.meetings if (one.kind, one.series_id or 0) == (kind, series_id))
        ids = {one.id for one in meetings}
        items = tuple(one for one in within.items if one.meeting.id in ids)
        yield groups[kind, series_id], replace(within, meetings=meetings, items=items, outside=())


def _share(code: str, part: Sequence[ItemFact], whole: int, words: Callable[[ItemFact], str]) -> Figure:
    return Figure(measure(code), len(part), whole, _entries(part, words))


def _entries(items: Iterable[ItemFact], words: Callable[[ItemFact], str]) -> tuple[Entry, ...]:
    return tuple(Entry(one.meeting.on, words(one), case=one.case, meeting=one.meeting) for one in items)
