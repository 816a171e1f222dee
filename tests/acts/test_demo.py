from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from db.engine import open_store
from send_desktop.errors import Refused
from send_desktop.imports.codes import upn_fault
from send_desktop.measures.delays import late_limits
from send_desktop.records import Case, Decision, Recommendation
from send_desktop.records.flat import timeliness_row
from send_desktop.services import demo, safety
from send_desktop.services.caseload_line import CaseLine
from send_desktop.services.delay_proposals import propose
from send_desktop.services.delay_reasons import give, passed_limits
from send_desktop.services.sheet_changes import read_sheets
from send_desktop.services.timeliness import figures
from send_desktop.store import Store
from tests.helpers.acting import TODAY

YEAR = (date(2026, 1, 1), TODAY)


def test_a_demonstration_looks_like_the_authority_it_is_named_after(store: Store) -> None:
    demo.fill(store, cases=900, scenario="Near national", seed=3, today=TODAY)

    seen = figures(store, TODAY, YEAR).as_json()

    share = seen["within_20_weeks"]["including"]
    assert share["d"] > 100
    assert 40 <= share["pct"] <= 72, "Kent 2025 issued 56.8 per cent within 20 weeks"
    assert seen["open_cases"] > 100
    sent = read_sheets(store)
    assert [one.as_at for one in sent.sheets] == [date(2026, 11, 13)], "the Friday before: today's sheet is to be sent"
    assert sent.shown is not None
    assert {reason for one in sent.shown.moved for reason in one.change.reasons} == {"corrected", "late"}
    assert 6 <= len(sent.shown.moved) == len(sent.shown.cases) <= 8


def test_no_child_of_a_demonstration_can_be_real_and_every_date_follows(store: Store) -> None:
    demo.fill(store, cases=120, scenario="Deep backlog", seed=5, today=TODAY)

    with store.look() as reading:
        cases = reading.cases()
        taken = Counter(one.meeting.kind for one in reading.meetings(since=TODAY) if one.taken)
        held = [one.meeting for one in reading.meetings() if one.meeting.on < TODAY and one.taken]
        decided = reading.every(Decision)
        advised = {one.id: one for one in reading.every(Recommendation)}
    for case in cases:
        if case.person.upn:
            assert case.person.upn[1:4] == "999"
            assert upn_fault(case.person.upn) == ""
        assert case.request.received_on <= TODAY
        assert all((item.received_on or TODAY) <= TODAY for item in case.advice)
    assert taken["assessment"] == 1
    assert held
    assert {one.status for one in held} == {"held"}
    assert {one.outcome for one in decided} > {"assess"}
    assert all(advised[one.recommendation_id or 0].made_at <= one.decided_at for one in decided)
    _check_delays(store, cases)
    report = safety.check(store)
    assert report.problems == ()
    refused = sum(one.derived.status in ("refused", "no_plan") for one in cases)
    assert len(report.unwritten) <= refused // 4, "most refusals have their letter"


def _check_delays(store: Store, cases: list[Case]) -> None:
    """The case page asks of what the figures count as late, most is explained, and what it proposes can be saved."""
    with store.look() as reading:
        rows = {row.case_id: row for row in reading.timeliness_rows()}
        lines = {row.id: CaseLine(row, TODAY) for row in reading.caseload()}
    explained = asked = 0
    for case in cases:
        assert list(late_limits(timeliness_row(case), TODAY)) == list(late_limits(rows[case.id], TODAY)), case.reference
        passed = passed_limits(case, TODAY)
        explained += sum(one.given is not None for one in passed)
        asked += sum(one.is_asked for one in passed)
        if case.derived.status == "open":
            assert lines[case.id].has_unexplained == any(one.is_asked for one in passed), case.reference
        for one in passed:
            shown = propose(case, one, TODAY)
            if shown and one.given is None:
                give(case, duty=one.duty, reason=shown.reason, service=shown.service, today=TODAY, by="Head of SEND")
    assert explained > 2 * asked > 0


def test_the_same_seed_gives_the_same_authority(store: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other.db")
    for one in (store, other):
        demo.fill(one, cases=40, scenario="Stalled", seed=11, today=TODAY)

    with store.look() as first, other.look() as second:
        assert [case.person for case in first.cases()] == [case.person for case in second.cases()]
        assert first.timeliness_rows() == second.timeliness_rows()
    other.close()


def test_a_store_with_cases_is_never_mixed_with_invented_ones(store: Store) -> None:
    demo.fill(store, cases=5, scenario="Stalled", seed=1, today=TODAY)

    with pytest.raises(Refused, match="holds cases already"):
        demo.fill(store, cases=5, scenario="Stalled", seed=1, today=TODAY)


def test_an_unknown_scenario_names_the_known_ones(store: Store) -> None:
    with pytest.raises(Refused, match="Deep backlog"):
        demo.fill(store, cases=5, scenario="Wonderland", seed=1, today=TODAY)
