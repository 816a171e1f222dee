from datetime import date

import pytest

from send_desktop.errors import Refused
from send_desktop.records import Officer
from send_desktop.services.people import add_officer
from send_desktop.services.requests import NewRequest, assign_officer, preview_request, record_request
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase


def test_a_request_starts_the_six_week_clock_on_the_day_it_was_received(new_case: NewCase) -> None:
    case = new_case(date(2026, 11, 18))

    assert case.derived.stage == "request"
    assert case.derived.next_duty == "assess_decision"
    assert case.derived.next_due == date(2026, 12, 30)


def test_the_form_says_all_three_dates_before_anything_is_saved() -> None:
    text = preview_request(date(2026, 8, 7), TODAY)

    assert "18 Sep 2026" in text
    assert "27 Nov 2026" in text
    assert "25 Dec 2026" in text
    assert "already passed" in text


def test_references_count_up_within_the_year_of_receipt(new_case: NewCase) -> None:
    assert [new_case().reference, new_case().reference, new_case(date(2025, 3, 3)).reference] == [
        "EHC-26-0001",
        "EHC-26-0002",
        "EHC-25-0001",
    ]


def test_a_reference_in_use_is_refused_whatever_its_capitals(store: Store, new_case: NewCase) -> None:
    new_case(reference="EHC-26-0007")

    with pytest.raises(Refused, match="already in use"):
        new_case(reference="ehc-26-0007")


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"surname": " "}, "forename and surname"),
        ({"surname": "x" * 101}, "at most 100 characters"),
        ({"received_on": date(2026, 11, 21)}, "after today"),
        ({"date_of_birth": date(2026, 11, 1)}, "date of birth"),
        ({"source": "grapevine"}, "from the list"),
    ],
)
def test_a_request_that_cannot_be_is_refused_and_nothing_is_saved(
    store: Store, fields: dict[str, object], complaint: str
) -> None:
    values: dict[str, object] = {"forename": "Ada", "surname": "Peppergoggle", "received_on": date(2026, 10, 1)}

    with pytest.raises(Refused, match=complaint):
        record_request(store, NewRequest(**(values | fields)), LEAD, TODAY)  # type: ignore[arg-type]

    with store.look() as reading:
        assert reading.is_empty()


def test_a_new_setting_is_kept_once_however_it_is_spaced(store: Store, new_case: NewCase) -> None:
    new_case(setting="Custardmoor  Primary School")
    new_case(setting="custardmoor primary school ")

    with store.look() as reading:
        assert [setting.name for setting in reading.directory().settings] == ["Custardmoor Primary School"]


def test_a_case_is_given_to_a_colleague_and_the_history_says_by_whom(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    add_officer(store, Officer(name="Tom Kettletrumpet"), LEAD)
    case = new_case()
    with store.look() as reading:
        directory = reading.directory()

    after = done(assign_officer(case, directory, "Tom Kettletrumpet"))

    assert after.officer == "Tom Kettletrumpet"
    with store.look() as reading:
        last = reading.history(case.id)[-1]
    assert (last.by, last.act) == (LEAD, "Assign officer")
