from datetime import date

import pytest

from send_desktop.errors import Refused
from send_desktop.risk import state
from send_desktop.services import exceptions
from tests.helpers.acting import TODAY, Adopt, NewCase

OVERDUE = date(2026, 9, 1)


def test_a_listed_exception_with_dates_turns_breached_into_excepted(new_case: NewCase, done: Adopt) -> None:
    case = new_case(OVERDUE)
    assert state(case.derived, TODAY) == "breached"

    case = done(
        exceptions.record_exception(
            case, reason="absent_from_area", starts_on=date(2026, 9, 5), ends_on=date(2026, 10, 10), today=TODAY
        )
    )

    assert state(case.derived, TODAY) == "excepted"
    assert case.derived.next_due == date(2026, 10, 13), "an exception moves no date"
    assert case.request.is_exception_claimed


def test_a_reason_outside_the_list_is_kept_and_relieves_nothing(new_case: NewCase, done: Adopt) -> None:
    case = done(
        exceptions.record_exception(
            new_case(OVERDUE),
            reason="not_statutory",
            starts_on=date(2026, 9, 5),
            ends_on=None,
            today=TODAY,
            reason_text="EP capacity",
        )
    )

    assert state(case.derived, TODAY) == "breached"
    assert case.exceptions[0].reason_text == "EP capacity"
    assert "reg 10(4)" in (exceptions.caution("not_statutory", None, None) or "")


def test_a_listed_exception_needs_its_first_day(new_case: NewCase) -> None:
    with pytest.raises(Refused, match="the day it began"):
        exceptions.record_exception(
            new_case(), reason="personal_circumstances", starts_on=None, ends_on=None, today=TODAY
        )


def test_an_absence_of_27_days_is_warned_about_and_of_28_is_not() -> None:
    start = date(2026, 9, 1)

    assert exceptions.caution("absent_from_area", start, date(2026, 9, 27)) is not None
    assert exceptions.caution("absent_from_area", start, date(2026, 9, 28)) is None


def test_a_closure_around_which_no_school_was_asked_is_doubted(new_case: NewCase) -> None:
    amendment = exceptions.record_exception(
        new_case(OVERDUE), reason="school_closed", starts_on=date(2026, 7, 22), ends_on=date(2026, 9, 1), today=TODAY
    )

    assert "No advice was asked of the school" in amendment.caution
