"""A sheet as it was sent: read back as it was kept, counted again from its facts, and no child in it."""

import json
import zlib
from collections import Counter
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.errors import Refused, Unavailable
from send_desktop.measures import timeliness
from send_desktop.measures.frozen import FrozenSheet, freeze, rows_checksum, thaw
from send_desktop.measures.since import CHANGED, CORRECTED, GONE, LATE, REMOVED, WHOLE, CaseChange, compare, is_sum
from send_desktop.records import AdviceRow, TimelinessRow
from tests.helpers.truth import AS_AT, advice_of, advice_row, rows_of, timeliness_row, truth

SERVICES = ("EP", "SaLT", "OT")


@cache
def county() -> FrozenSheet:
    """The county tracker's sheet, as it would be sent."""
    cases = truth("county")["cases"]
    rows = tuple(replace(row, date_of_birth=date(2019, 4, 2)) for row in rows_of(cases))
    advice = tuple(replace(row, id=number) for number, row in enumerate(advice_of(cases), 1))
    found = timeliness(rows, advice, AS_AT, services=SERVICES)
    return FrozenSheet(
        as_at=AS_AT, period_from=date(2026, 1, 1), period_to=AS_AT, profile="reference",
        read_at=datetime(2026, 11, 20, 15, tzinfo=UTC), shown=found.as_json(), counted=found.as_json(),
        rows=rows, advice=advice, services=SERVICES,
    )  # fmt: skip


def test_a_sheet_that_was_kept_is_read_back_as_it_was() -> None:
    kept = thaw(freeze(county()))
    assert replace(kept, rows=(), advice=()) == replace(county(), rows=(), advice=())
    assert kept.rows == tuple(replace(row, date_of_birth=None) for row in county().rows)
    assert freeze(kept) == freeze(county())


def test_the_figures_of_a_sheet_count_again_from_the_facts_that_it_keeps() -> None:
    kept = thaw(freeze(county()))
    again = timeliness(kept.rows, kept.advice, kept.as_at, kept.period_from, kept.period_to, kept.services)
    assert again.as_json() == county().counted


def test_no_child_and_no_date_of_birth_is_in_what_is_kept() -> None:
    """Whatever a row of timeliness comes to hold must be thought of here before it is kept."""
    document = json.loads(zlib.decompress(freeze(county())))
    assert set(document["cases"]) == {one.name for one in fields(TimelinessRow)} - {"date_of_birth"}
    assert set(document["advice"]) == {"id", "case_id", "service", "requested_on", "received_on"}
    assert "2019-04-02" not in json.dumps(document)


def test_a_sheet_of_a_newer_version_is_refused_in_one_sentence() -> None:
    newer = zlib.compress(json.dumps({"version": 99}).encode())
    with pytest.raises(Refused, match="kept by a newer version"):
        thaw(newer)


@pytest.mark.parametrize(
    "wrong", [{}, {"cases": None}, {"cases": "all"}, {"period": ["2026-01-01"]}, {"as_at": "soon"}]
)
def test_what_is_no_sheet_is_said_in_one_sentence(wrong: dict[str, Any]) -> None:
    whole = json.loads(zlib.decompress(freeze(replace(county(), rows=(), advice=()))))
    damaged = zlib.compress(json.dumps({**whole, **wrong} if wrong else []).encode())
    with pytest.raises(Unavailable, match="take it from a backup"):
        thaw(damaged)


def edited(kept: str, name: str, value: Any) -> bytes:
    """Return a small sheet in which somebody has put a value, as its bytes."""
    found = sent_with([(OPEN, [advice_row(id=7, requested_on=date(2026, 5, 4))])])
    document = json.loads(zlib.decompress(freeze(found)))
    if kept in ("cases", "advice"):
        value = [value]
    document[kept][name] = value
    return zlib.compress(json.dumps(document).encode())


def test_a_sheet_that_somebody_has_edited_in_the_store_is_said_in_one_sentence() -> None:
    for kept, name, value in (
        ("cases", "case_id", None), ("cases", "case_id", "x"), ("cases", "clock_start_on", None),
        ("cases", "clock_start_on", ""), ("cases", "officer", {}), ("cases", "no_such_fact", 1),
        ("advice", "id", "x"), ("advice", "service", []), ("advice", "requested_on", "2026-02-30"),
        ("counted", "open_cases", "many"), ("counted", "issued_by_month", [{"issued": 4}]),
        ("counted", "new_figure", 3), ("counted", "by_status", {"asleep": 1}),
    ):  # fmt: skip
        with pytest.raises(Unavailable, match="take it from a backup"):
            compare(thaw(edited(kept, name, value)), [OPEN], [])
    assert compare(thaw(edited("counted", "open_cases", 9)), [OPEN], []).is_counted_otherwise


def test_the_checksum_of_the_rows_is_of_their_facts_and_not_of_their_order() -> None:
    first, second = timeliness_row(case_id=1, reference="A"), timeliness_row(case_id=2, reference="B")
    whole = rows_checksum([first, second])
    assert rows_checksum([second, first]) == whole
    assert rows_checksum([replace(first, date_of_birth=date(2018, 1, 1)), second]) == whole
    assert rows_checksum([replace(first, final_sent_on=AS_AT), second]) != whole
    assert len(whole) == 64


def test_the_checksum_of_a_sheet_that_was_kept_is_that_of_the_rows_it_was_sent_with() -> None:
    assert rows_checksum(thaw(freeze(county())).rows) == rows_checksum(county().rows)


# --- what has changed since -----------------------------------------------------------------------

DAYS = st.integers(-30, 500).map(lambda ago: AS_AT - timedelta(days=ago))
MAYBE = st.none() | DAYS


@st.composite
def any_case(draw: st.DrawFn, case_id: int) -> tuple[TimelinessRow, list[AdviceRow]]:
    row = timeliness_row(
        case_id=case_id,
        reference=f"EHC-26-{case_id:04}",
        received_on=draw(DAYS),
        assess_outcome=draw(st.sampled_from([None, "assess", "refuse"])),
        assess_told_on=draw(MAYBE),
        assess_made_on=draw(MAYBE),
        issue_outcome=draw(st.sampled_from([None, "issue", "no_plan"])),
        issue_told_on=draw(MAYBE),
        final_sent_on=draw(MAYBE),
        is_exception_claimed=draw(st.booleans()),
        is_withdrawn=draw(st.sampled_from([False, False, True])),
        withdrawn_on=draw(MAYBE),
        is_after_dispute=draw(st.booleans()),
        officer=draw(st.sampled_from(["", "A", "B"])),
    )
    services = draw(st.lists(st.sampled_from(["EP", "OT"]), max_size=2))
    advice = [
        advice_row(
            id=case_id * 10 + number,
            case_id=case_id,
            service=service,
            requested_on=draw(MAYBE),
            received_on=draw(MAYBE),
        )
        for number, service in enumerate(services)
    ]
    return row, advice


SIDE = st.tuples(*(st.none() | any_case(case_id) for case_id in range(1, 6)))


def sent_with(cases: Any) -> FrozenSheet:
    rows = tuple(case[0] for case in cases if case)
    advice = tuple(one for case in cases if case for one in case[1])
    found = timeliness(rows, advice, AS_AT, services=SERVICES)
    return replace(county(), rows=rows, advice=advice, counted=found.as_json(), shown=found.as_json())


@settings(max_examples=60, deadline=None)
@given(SIDE, SIDE, st.sets(st.integers(0, 4)))
def test_the_moves_of_the_cases_explain_the_difference_of_every_figure(then: Any, now: Any, stayed: set[int]) -> None:
    now = [then[place] if place in stayed else one for place, one in enumerate(now)]
    sent, records = sent_with(then), sent_with(now)
    found = compare(sent, records.rows, records.advice)
    moved: Counter[str] = Counter()
    for case in found.cases:
        for move in case.moves:
            if is_sum(move.path):
                moved[move.path] += (move.now or 0) - (move.then or 0)
    for path in found.differing:
        if is_sum(path):
            assert (found.now.get(path) or 0) - (found.then.get(path) or 0) == moved.pop(path), path
        else:
            assert any(move.path == path for case in found.cases for move in case.moves), path
    assert not any(moved.values())
    assert not found.is_counted_otherwise
    assert {case.case_id - 1 for case in found.cases}.isdisjoint(stayed)


def changed(before: TimelinessRow, after: TimelinessRow | None) -> CaseChange:
    """Return what is said of one case."""
    (case,) = compare(sent_with([(before, [])]), [after] if after else [], []).cases
    return case


ISSUED = timeliness_row(received_on=date(2026, 3, 2), final_sent_on=date(2026, 7, 13))
OPEN = replace(ISSUED, final_sent_on=None)


def test_a_plan_put_in_after_the_sheet_is_a_late_entry_that_moves_the_case() -> None:
    case = changed(OPEN, ISSUED)
    assert [(one.field, one.before, one.after, one.reason) for one in case.facts] == [
        ("final_sent_on", None, date(2026, 7, 13), LATE)
    ]
    moves = {one.path: (one.then, one.now) for one in case.moves}
    assert moves["open_cases"] == (1, 0)
    assert moves["within_20_weeks.including.n"] == (0, 1)


def test_a_day_put_right_is_a_correction_and_one_taken_out_is_said_so() -> None:
    assert changed(ISSUED, replace(ISSUED, final_sent_on=date(2026, 8, 13))).reasons == (CORRECTED,)
    assert changed(ISSUED, OPEN).reasons == (REMOVED,)


def test_another_officer_is_no_correction() -> None:
    case = changed(OPEN, replace(OPEN, officer="B", team="North"))
    assert [(one.field, one.reason) for one in case.facts] == [("officer", CHANGED)]


def test_what_came_after_the_day_is_no_change() -> None:
    later = replace(OPEN, final_sent_on=AS_AT + timedelta(days=1), assess_outcome="assess", assess_told_on=AS_AT)
    sent = sent_with([(replace(later, final_sent_on=None), [])])
    assert compare(sent, [later], []).cases == ()


def test_a_case_that_came_whole_and_one_that_went_are_said_so() -> None:
    assert changed(OPEN, None).reasons == (GONE,)
    (case,) = compare(sent_with([]), [OPEN], []).cases
    assert (case.reasons, case.facts) == ((WHOLE,), ())


def test_advice_that_was_put_in_late_is_named_by_its_service() -> None:
    asked = advice_row(id=7, requested_on=date(2026, 5, 4))
    (case,) = compare(sent_with([(OPEN, [asked])]), [OPEN], [replace(asked, received_on=date(2026, 6, 1))]).cases
    assert [(one.service, one.field, one.reason, one.advice_id) for one in case.facts] == [
        ("EP", "received_on", LATE, 7)
    ]
