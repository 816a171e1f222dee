"""A sheet as it was sent: read back as it was kept, counted again from its facts, and no child in it."""

import json
import zlib
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from functools import cache

import pytest

from send_desktop.errors import Refused
from send_desktop.measures import timeliness
from send_desktop.measures.frozen import FrozenSheet, freeze, rows_checksum, thaw
from send_desktop.records import TimelinessRow
from tests.helpers.truth import AS_AT, advice_of, rows_of, timeliness_row, truth

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


def test_the_checksum_of_the_rows_is_of_their_facts_and_not_of_their_order() -> None:
    first, second = timeliness_row(case_id=1, reference="A"), timeliness_row(case_id=2, reference="B")
    whole = rows_checksum([first, second])
    assert rows_checksum([second, first]) == whole
    assert rows_checksum([replace(first, date_of_birth=date(2018, 1, 1)), second]) == whole
    assert rows_checksum([replace(first, final_sent_on=AS_AT), second]) != whole
    assert len(whole) == 64


def test_the_checksum_of_a_sheet_that_was_kept_is_that_of_the_rows_it_was_sent_with() -> None:
    assert rows_checksum(thaw(freeze(county())).rows) == rows_checksum(county().rows)
