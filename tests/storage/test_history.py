from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from db.store import SqlStore
from db.types import UtcDateTime
from send_desktop.records import Carer, ExceptionPeriod, Export, Provision
from tests.storage.making import a_case, add_advice


def test_every_line_says_who_did_what_and_when_in_utc(store: SqlStore) -> None:
    before = datetime.now(UTC)
    request = a_case(store)
    with store.look() as reading:
        person_line, request_line = reading.history(request.id)
    assert before <= request_line.at <= datetime.now(UTC)
    assert request_line.at.utcoffset() == timedelta(0)
    assert (request_line.by, request_line.act) == ("Imran Sparrowladle", "Record a request")
    assert (request_line.record, request_line.record_id, request_line.case_id) == ("Request", request.id, request.id)
    assert (person_line.record, person_line.case_id) == ("Person", None)


def test_the_line_of_a_new_record_holds_all_that_it_held_and_no_empty_field(store: SqlStore) -> None:
    request = a_case(store, in_youth_accommodation=True)
    with store.look() as reading:
        line = reading.history(request.id)[-1]
    assert line.changes == {
        "reference": (None, "EHC-26-0001"),
        "person_id": (None, "1"),
        "received_on": (None, "2026-09-01"),
        "source": (None, "not_known"),
        "in_youth_accommodation": (None, "yes"),
    }


def test_a_change_is_told_by_the_fields_that_changed_before_and_after(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Withdraw") as work:
        work.replace(request, replace(request, is_withdrawn=True, withdrawn_on=date(2026, 10, 5), withdrawn_reason="-"))
    with store.look() as reading:
        line = reading.history(request.id)[-1]
    assert line.changes == {
        "is_withdrawn": ("no", "yes"),
        "withdrawn_on": (None, "2026-10-05"),
        "withdrawn_reason": ("", "-"),
    }


def test_a_record_saved_unchanged_leaves_no_line(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Look") as work:
        work.replace(request, request)
    with store.look() as reading:
        assert {line.act for line in reading.history(request.id)} == {"Record a request"}


def test_what_was_removed_is_kept_whole_with_the_reason(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Exception") as work:
        period = work.add(
            ExceptionPeriod(case_id=request.id, reason="school_closed", relieves=("ehcp_final", "advice_health"))
        )
    with store.work("Bob", "Remove the exception") as work:
        work.remove(period, "the school was open")
    with store.look() as reading:
        line = reading.history(request.id)[-1]
    assert line.changes == {
        "case_id": (str(request.id), None),
        "reason": ("school_closed", None),
        "relieves": ("ehcp_final, advice_health", None),
        "why_removed": (None, "the school was open"),
    }


def test_a_cost_of_nothing_is_kept_apart_from_no_cost(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Provision") as work:
        work.add(Provision(case_id=request.id, kind="now", annual_cost=0))
    with store.look() as reading:
        line = reading.history(request.id)[-1]
    assert line.changes["annual_cost"] == (None, "0")
    assert "health_share" not in line.changes


def test_what_happened_to_a_child_is_in_the_history_of_the_case(store: SqlStore) -> None:
    request, other = a_case(store, "1"), a_case(store, "2")
    with store.work("Ann", "Add a parent") as work:
        work.add(Carer(person_id=request.person_id, name="Mr Peppergoggle"))
    with store.look() as reading:
        assert reading.history(request.id)[-1].record == "Carer"
        assert reading.history(other.id)[-1].record == "Request"


def test_history_is_oldest_first_and_the_audit_newest_first(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Ask for advice") as work:
        add_advice(work, request.id)
    with store.look() as reading:
        assert [line.record for line in reading.history(request.id)] == ["Person", "Request", "Advice"]
        assert [line.record for line in reading.audit(limit=2)] == ["Advice", "Request"]


def test_an_act_of_its_own_is_told_with_its_details(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Weekly sheet") as work:
        work.log("export", request.id, path="timeliness.xlsx", rows=3, as_at=date(2026, 11, 20))
        work.set_option("at_risk_days", "5")
        option, export = work.audit(limit=2)
    assert (option.record, option.changes) == ("Option", {"at_risk_days": (None, "5")})
    assert (export.act, export.case_id) == ("export", request.id)
    assert export.changes == {"path": (None, "timeliness.xlsx"), "rows": (None, "3"), "as_at": (None, "2026-11-20")}


def test_a_transaction_can_read_the_lines_that_it_has_itself_written(store: SqlStore) -> None:
    request = a_case(store)
    with store.work("Ann", "Ask for advice") as work:
        add_advice(work, request.id)
        assert work.history(request.id)[-1].record == "Advice"
    with store.look() as reading:
        assert [line.record for line in reading.history(request.id)] == ["Person", "Request", "Advice"]


def test_the_export_log_is_newest_first_and_of_one_kind_when_asked(store: SqlStore) -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with store.work("Ann", "Export") as work:
        pack = work.add(Export(kind="pack", profile="named", made_at=noon, made_by="Ann", items=12))
        sheet = work.add(
            Export(kind="weekly_sheet", profile="initials", made_at=noon + timedelta(hours=1), made_by="Ann")
        )
    with store.look() as reading:
        assert reading.exports() == [sheet, pack]
        assert reading.exports("pack") == [pack]


def test_a_moment_without_a_time_zone_is_never_stored() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 11, 20, 12), None)  # type: ignore[arg-type]
