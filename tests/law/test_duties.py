"""The table of duties and the register: law as data, whole and consistent."""

from dataclasses import replace
from datetime import date

import pytest

from send_desktop.statute.codes import CODES
from send_desktop.statute.duties import EVENTS, all_values, duties, duty, duty_on, value_on, values_of
from send_desktop.statute.register import register, unconfirmed

VALUES = all_values()
NAMES = [f"{value.id} since {value.in_force_from}{' (alone)' if value.unless else ''}" for value in VALUES]


@pytest.mark.parametrize("value", VALUES, ids=NAMES)
def test_every_provision_of_a_duty_is_in_the_register_as_done(value: object) -> None:
    assert isinstance(value, type(VALUES[0]))
    row = next(row for row in register() if row.provision == value.provision)

    assert row.status == "done"
    assert value.id in row.duties
    assert row.checked_against
    assert (row.checked_on is None) == (row.checked_against == "still to be read"), "what was not read has no date"


def test_the_register_names_only_duties_that_exist_and_each_provision_once() -> None:
    known = {value.id for value in VALUES}
    provisions = [row.provision for row in register()]

    assert {name for row in register() for name in row.duties} == known
    assert len(provisions) == len(set(provisions))
    assert {row.status for row in register()} == {"done", "later", "spent"}


def test_nothing_done_is_without_its_duty() -> None:
    assert all(row.duties for row in register() if row.status == "done")


def test_what_is_still_to_be_compared_with_the_statute_book_can_be_listed() -> None:
    assert any("25(1)" in row.provision for row in unconfirmed())
    assert not any("reg 13(2)" in row.provision for row in unconfirmed())


@pytest.mark.parametrize("value", VALUES, ids=NAMES)
def test_every_value_is_counted_in_a_known_way_from_known_events(value: object) -> None:
    assert isinstance(value, type(VALUES[0]))
    events = {*value.starts_from, *value.also_needs, *value.unless}
    if value.second:
        events |= {*value.second.starts_from}
        assert value.second.counting in CODES

    assert events <= set(EVENTS)
    assert value.counting in {*CODES, "WDB", "BEF", "NONE"}
    assert value.certainty in {"confirmed", "to_be_confirmed", "practice"}
    assert value.kind in {"within", "period", "minimum", "before", "immediate", "no_day_count"}
    assert value.statutory == (value.certainty != "practice")


def test_practice_never_claims_to_be_law() -> None:
    practice = {value.id for value in VALUES if not value.statutory}

    assert practice == {"draft_target", "school_consult_reply", "reversal_no_plan", "reversal_final"}


def test_the_limits_of_a_request_are_6_14_16_and_20_weeks() -> None:
    lengths = {
        name: duty(name).length for name in ("assess_decision", "draft_target", "no_plan_decision", "final_plan")
    }

    assert lengths == {"assess_decision": 6, "draft_target": 14, "no_plan_decision": 16, "final_plan": 20}


def test_an_unknown_duty_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        duty("week_twelve")


def test_a_later_amendment_is_another_value_beside_the_old() -> None:
    old = replace(duty("final_plan"), in_force_to=date(2030, 8, 31))
    new = replace(old, length=26, in_force_from=date(2030, 9, 1), in_force_to=None)
    values = (old, new)

    assert value_on(values, date(2030, 8, 31)) == old
    assert value_on(values, date(2030, 9, 1)) == new
    assert value_on(values, date(2010, 1, 1)) == old, "before the Act, its first value is the nearest"
    assert value_on((old,), date(2031, 1, 1)) is None, "a duty that was repealed starts no more"


def test_concessions_follow_the_2015_amendment() -> None:
    (value,) = values_of("concede_assess_final")

    assert value.in_force_from == date(2015, 3, 23)
    assert duty_on("concede_assess_final", date(2026, 1, 1)) == value


def test_titles_read_as_a_person_would_say_them() -> None:
    for value in duties(date(2026, 11, 20)):
        assert value.title
        assert "_" not in value.title
        assert not value.title.endswith(".")
