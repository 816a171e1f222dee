"""Panels counted: the parts make up the whole, rates say of how many, and each figure holds the cases it counts."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.panel_measures import (
    CAUTION,
    FATES,
    MEASURES,
    CaseFact,
    ItemFact,
    MeetingFact,
    OutsideFact,
    PanelFacts,
    PanelFigures,
    PanelName,
    Scope,
    count,
    period,
)
from send_desktop.panel_types import OUTCOME_LIST, OUTCOMES

TODAY = date(2026, 11, 20)
DAY = date(2026, 11, 10)
YEAR = Scope(*period("year", TODAY))
ASSESSMENT = PanelName("assessment", "Assessment panel")


def meeting(number: int = 1, on: date = DAY, kind: str = "assessment", status: str = "held") -> MeetingFact:
    return MeetingFact(id=number, on=on, kind=kind, status=status, areas=frozenset({"North", "South"}), listed=3)


def case(number: int, area: str = "North", need: str = "ASD") -> CaseFact:
    return CaseFact(id=number, reference=f"EHC-26-{number:04}", area=area, need=need)


def item(number: int, outcome: str = "assess", **fields: object) -> ItemFact:
    values: dict[str, object] = {"case": case(number), "meeting": meeting(), "outcome": outcome, "planned_minutes": 15}
    return ItemFact(id=number, **(values | fields))  # type: ignore[arg-type]


def counted(*items: ItemFact, outside: tuple[OutsideFact, ...] = (), scope: Scope = YEAR) -> PanelFigures:
    meetings = {one.meeting.id: one.meeting for one in items}
    return count(PanelFacts(TODAY, tuple(meetings.values()), items, outside, (ASSESSMENT,)), scope)


def values(figures: PanelFigures) -> dict[str, float | None]:
    return {one.measure.id: one.value for one in figures.figures}


def test_what_became_of_each_case_is_counted_once() -> None:
    outcomes = ("assess", "refuse", "defer", "refer", "not_reached", "withdrawn", "")
    found = counted(*(item(number, outcome) for number, outcome in enumerate(outcomes)))
    shown = values(found)
    assert (shown["listed"], shown["heard"], shown["deferred"], shown["referred"]) == (7, 4, 1, 1)
    assert (shown["not_reached"], shown["withdrawn"], shown["unrecorded"]) == (1, 1, 1)
    assert found.figure("deferred").of == 4
    assert found.figure("deferred").pct == 25.0
    assert found.figure("not_reached").note == "15 minutes lost"
    assert counted(*(item(number, "not_reached") for number in range(5))).figure("not_reached").note == (
        "1 hour 15 minutes lost"
    )
    assert [one.words for one in found.figure("not_reached").entries] == ["15 minutes lost"]


def test_a_meeting_counts_once_it_is_closed_and_one_that_passed_without_is_named() -> None:
    planned = item(2, meeting=meeting(2, status="planned"))
    cancelled = item(3, meeting=meeting(3, status="cancelled"))
    ahead = item(4, meeting=meeting(4, on=TODAY, status="circulated"))
    shown = values(counted(item(1), planned, cancelled, ahead))
    assert (shown["held"], shown["not_closed"], shown["cancelled"], shown["listed"]) == (1, 1, 1, 1)


def test_minutes_a_case_leave_out_what_was_not_timed() -> None:
    found = counted(item(1, seconds=600), item(2, seconds=1020), item(3), item(4, seconds=3600))
    assert (found.figure("minutes_median").value, found.figure("minutes_mean").value) == (17.0, 29.0)
    assert found.figure("minutes_mean").of == 3
    assert found.figure("minutes_mean").entries[0].words == "60 of 15 minutes", "the longest comes first"


def test_days_to_the_family_being_told_and_the_promised_date() -> None:
    promised = DAY + timedelta(days=7)
    told = item(1, decided="assess", told_on=DAY + timedelta(days=3), tell_by=promised)
    late = item(2, decided="assess", told_on=DAY + timedelta(days=8), tell_by=promised)
    waits = item(3, decided="refuse", tell_by=promised)
    not_due = item(4, decided="refuse", tell_by=TODAY)
    found = counted(told, late, waits, not_due)
    assert (found.figure("told_days").value, found.figure("told_days").of) == (5.5, 2)
    share = found.figure("told_by")
    assert (share.value, share.of, share.note) == (1, 3, "2 late")
    assert [one.words for one in share.entries] == [  # the late come first
        "8 days, on 18 Nov 2026, late", "Not told yet; was due 17 Nov 2026", "3 days, on 13 Nov 2026",
    ]  # fmt: skip


def test_the_agree_rate_leaves_out_what_neither_agrees_nor_refuses_and_warns_of_few() -> None:
    decided = ("assess", "refuse", "continue_consultation", "")
    found = counted(*(item(number, decided=outcome) for number, outcome in enumerate(decided)))
    rate = found.figure("agreed")
    assert (rate.value, rate.of, rate.pct, rate.note) == (1, 2, 50.0, CAUTION)
    ten = counted(*(item(number, decided="assess") for number in range(10)))
    assert ten.figure("agreed").note == ""
    assert not ten.by_area[0].is_small
    assert counted().figure("agreed").pct is None


def test_decisions_outside_the_panel_belong_to_their_day_and_to_the_panel_of_their_question() -> None:
    assess = OutsideFact(id=1, case=case(8), made_on=DAY, outcome="assess")
    issue = OutsideFact(id=2, case=case(9), made_on=DAY, outcome="issue", ratified_on=TODAY)
    before = replace(assess, id=3, made_on=date(2025, 12, 31))
    found = counted(item(1, decided="assess"), outside=(assess, issue, before))
    assert (found.figure("outside").value, found.figure("outside").of) == (2, 3)
    assert found.figure("outside").note == "1 not ratified yet"
    own = counted(item(1, decided="assess"), outside=(assess, issue), scope=replace(YEAR, panel=ASSESSMENT))
    assert [one.words for one in own.figure("outside").entries] == ["Assess; not ratified yet"]


def test_periods_end_on_the_day_and_begin_where_a_calendar_does() -> None:
    assert [period(one, TODAY)[0] for one in ("month", "quarter", "year", "rolling")] == [
        date(2026, 11, 1), date(2026, 10, 1), date(2026, 1, 1), date(2025, 11, 21),
    ]  # fmt: skip
    assert period("rolling", date(2028, 2, 29)) == (date(2027, 3, 1), date(2028, 2, 29))


CODES = st.sampled_from(["", *(one.code for one in OUTCOME_LIST)])
DECIDED = st.sampled_from(["", *(one.code for one in OUTCOME_LIST if one.is_decision)])
MEETINGS = st.builds(
    meeting,
    st.integers(1, 4),
    st.dates(date(2025, 11, 21), TODAY),
    st.sampled_from(["assessment", "issue"]),
    st.sampled_from(["held", "held", "planned", "cancelled"]),
)
CASES = st.builds(
    case, st.integers(1, 9), st.sampled_from(["North", "South", ""]), st.sampled_from(["ASD", "SLCN", ""])
)
ITEMS = st.builds(
    item,
    st.integers(1, 99),
    CODES,
    case=CASES,
    meeting=MEETINGS,
    decided=DECIDED,
    is_late=st.booleans(),
    seconds=st.none() | st.integers(0, 7200),
    told_on=st.none() | st.dates(DAY, TODAY),
    tell_by=st.none() | st.dates(DAY, TODAY),
)


@settings(max_examples=60)
@given(st.lists(ITEMS, max_size=12), st.sampled_from(["month", "quarter", "year", "rolling"]))
def test_parts_make_up_the_whole_and_every_figure_holds_what_it_counts(items: list[ItemFact], code: str) -> None:
    by_id = {one.meeting.id: one.meeting for one in items}  # one meeting under each id, as a store keeps them
    items = [replace(one, meeting=by_id[one.meeting.id]) for one in items]
    first, last = period(code, TODAY)
    found = counted(*items, scope=Scope(first, last))
    shown = values(found)
    held = [one for one in items if one.meeting.status == "held" and first <= one.meeting.on <= last]
    assert shown["listed"] == len(held)
    advised = sum(one.fate == "advised" for one in held)
    parts = [shown[fate] or 0 for fate in FATES if fate != "advised"]
    assert advised + sum(parts) == shown["listed"]
    assert shown["heard"] == advised + (shown["deferred"] or 0) + (shown["referred"] or 0)
    for one in found.figures:
        if one.measure.unit in ("count", "share") and one.measure.id not in ("agreed", "told_by"):
            assert len(one.entries) == one.value, one.measure.id
        else:
            assert len(one.entries) == one.of, one.measure.id
        assert one.pct is None or 0 <= one.pct <= 100
    for rates in (found.by_area, found.by_need):
        assert sum(one.figure.value or 0 for one in rates) == shown["agreed"]
        assert sum(one.figure.of or 0 for one in rates) == found.figure("agreed").of
    assert sum(one.figures["listed"].value or 0 for one in found.panels) == shown["listed"]
    assert sum(one.figures["held"].value or 0 for one in found.panels) == shown["held"]
    refused = sum(bool(one.decided) and OUTCOMES[one.decided].needs_reasons for one in held)
    assert found.figure("agreed").of == (shown["agreed"] or 0) + refused


@settings(max_examples=30)
@given(st.lists(ITEMS, max_size=10))
def test_areas_and_panels_add_up_to_every_one(items: list[ItemFact]) -> None:
    by_id = {one.meeting.id: one.meeting for one in items}
    items = [replace(one, meeting=by_id[one.meeting.id]) for one in items if one.case.area]
    whole = counted(*items)
    for name in ("listed", "heard", "late_papers", "agreed"):
        by_area = [
            counted(*items, scope=replace(YEAR, area=area)).figure(name).value or 0 for area in ("North", "South")
        ]
        assert sum(by_area) == whole.figure(name).value
        panels = (ASSESSMENT, PanelName("issue", "Issue panel"))
        by_panel = [counted(*items, scope=replace(YEAR, panel=one)).figure(name).value or 0 for one in panels]
        assert sum(by_panel) == whole.figure(name).value


def test_every_measure_is_counted_and_defined_once() -> None:
    assert [one.measure for one in counted().figures] == list(MEASURES)
    assert len({one.id for one in MEASURES}) == len(MEASURES)
    assert all(one.definition.endswith(".") for one in MEASURES)
