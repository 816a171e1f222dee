import pytest

from send_desktop.errors import Refused
from send_desktop.records import Officer
from send_desktop.services import people
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, NewCase


def test_a_first_start_asks_once_and_then_knows_the_sign_in(store: Store) -> None:
    assert people.who_am_i(store, "pmaple") is None

    people.introduce(
        store, name="Priya  Maplenoodle", sign_in="pmaple", role="team_lead", team="North", area="Kettering"
    )

    known = people.who_am_i(store, "PMAPLE")
    assert known is not None
    assert (known.name, known.role) == ("Priya Maplenoodle", "team_lead")


def test_an_officer_from_the_tracker_is_matched_by_name_and_not_entered_twice(store: Store) -> None:
    people.add_officer(store, Officer(name="Tom Kettletrumpet"), LEAD)

    people.introduce(store, name="tom kettletrumpet", sign_in="tk", role="case_officer")

    with store.look() as reading:
        assert [(one.name, one.sign_in) for one in reading.directory().officers] == [("Tom Kettletrumpet", "tk")]


def test_a_name_that_another_sign_in_has_is_refused(store: Store) -> None:
    people.introduce(store, name="Tom Kettletrumpet", sign_in="tk", role="case_officer")

    with pytest.raises(Refused, match="another sign-in"):
        people.introduce(store, name="Tom Kettletrumpet", sign_in="tk2", role="case_officer")


def test_a_wider_threshold_moves_the_day_a_case_is_at_risk(store: Store, new_case: NewCase) -> None:
    case = new_case()
    people.set_option(store, "at_risk_days", "20", LEAD, TODAY)

    with store.look() as reading:
        after = reading.case(case.id)
    assert case.derived.at_risk_from is not None
    assert after.derived.at_risk_from is not None
    assert (case.derived.at_risk_from - after.derived.at_risk_from).days == 10


def test_an_option_out_of_range_is_refused_and_the_old_one_stays(store: Store) -> None:
    with pytest.raises(Refused):
        people.set_option(store, "at_risk_days", "soon", LEAD, TODAY)

    with store.look() as reading:
        assert "at_risk_days" not in reading.options()
