"""Quorum by role: whoever reads it can say who is missing, and nobody who has left is counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from send_desktop.panel_types import CAPACITIES, COUNTS_TOWARDS_QUORUM, ROLES
from send_desktop.records import Attendance, Conflict, PanelMeeting
from send_desktop.services.quorum import quorum_of

OPENED = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
MEETING = PanelMeeting(
    id=1, kind="issue", on=date(2026, 11, 25), starts_at=time(9, 30), quorum_roles=("chair", "ep", "health")
)


def person(number: int, role: str, capacity: str = "member", **times: object) -> Attendance:
    came: dict[str, object] = {"arrived_at": OPENED, **times}
    return Attendance(id=number, meeting_id=1, name=f"Person {number}", role=role, capacity=capacity, **came)  # type: ignore[arg-type]


def left_for(number: int, action: str = "left") -> Conflict:
    return Conflict(meeting_id=1, item_id=1, case_id=1, attendance_id=number, nature="Knows the family", action=action)


FULL = [person(1, "chair"), person(2, "ep"), person(3, "health", "deputy")]


def test_one_of_each_role_makes_a_quorum_and_a_deputy_counts() -> None:
    found = quorum_of(MEETING, FULL)
    assert found.is_met
    assert found.words == "Quorum met: 3 members present."


def test_who_is_missing_is_said_by_role() -> None:
    found = quorum_of(MEETING, [person(1, "chair"), person(2, "ep", "observer")])
    assert found.words == ("Quorum not met: no educational psychologist is present and nobody from health is present.")


def test_ten_heads_do_not_stand_for_a_role() -> None:
    many = [person(number, "head") for number in range(10)]
    assert not quorum_of(replace(MEETING, quorum_roles=("ep",)), many).is_met


def test_too_few_members_are_counted_even_with_every_role() -> None:
    found = quorum_of(replace(MEETING, quorum_minimum=5), FULL)
    assert found.words == "Quorum not met: 3 of at least 5 members present."


def test_who_left_for_the_item_does_not_count_and_is_named_while_papers_only_counts() -> None:
    assert quorum_of(MEETING, FULL, [left_for(2, "papers_only")]).is_met
    found = quorum_of(MEETING, FULL, [left_for(2)])
    assert found.words == "Quorum not met: no educational psychologist is present. Person 2 left for this item."


def test_whoever_has_gone_home_counts_for_what_was_heard_before() -> None:
    gone = [FULL[0], replace(FULL[1], left_at=OPENED + timedelta(hours=1)), FULL[2]]
    assert not quorum_of(MEETING, gone).is_met
    assert quorum_of(MEETING, gone, at=OPENED + timedelta(minutes=30)).is_met
    assert not quorum_of(MEETING, gone, at=OPENED + timedelta(hours=2)).is_met


def test_a_meeting_without_a_rule_says_so() -> None:
    assert quorum_of(replace(MEETING, quorum_roles=()), FULL).words == "No quorum is set; 3 members present."


people = st.lists(
    st.builds(
        lambda role, capacity, came, apology: person(0, role, capacity, arrived_at=came, is_apology=apology),
        st.sampled_from(sorted(ROLES)),
        st.sampled_from(sorted(CAPACITIES)),
        st.sampled_from([None, OPENED]),
        st.booleans(),
    ),
    max_size=8,
).map(lambda found: [replace(one, id=number) for number, one in enumerate(found, 1)])
rules = st.tuples(st.lists(st.sampled_from(sorted(ROLES)), max_size=3, unique=True), st.integers(0, 4))


@given(people, rules, st.sets(st.integers(1, 8)))
def test_it_is_met_exactly_when_every_role_and_enough_members_are_there(
    there: list[Attendance], rule: tuple[list[str], int], out: set[int]
) -> None:
    meeting = replace(MEETING, quorum_roles=tuple(rule[0]), quorum_minimum=rule[1])
    found = quorum_of(meeting, there, [left_for(number) for number in out])
    counted = [
        one
        for one in there
        if one.capacity in COUNTS_TOWARDS_QUORUM and one.arrived_at and not one.is_apology and one.id not in out
    ]
    roles = {one.role for one in counted}
    assert found.is_met == (set(rule[0]) <= roles and len(counted) >= rule[1])
    assert set(found.missing) == set(rule[0]) - roles


@given(people, rules, st.integers(1, 8))
def test_nobody_who_leaves_ever_makes_a_quorum(there: list[Attendance], rule: tuple[list[str], int], out: int) -> None:
    meeting = replace(MEETING, quorum_roles=tuple(rule[0]), quorum_minimum=rule[1])
    if quorum_of(meeting, there, [left_for(out)]).is_met:
        assert quorum_of(meeting, there).is_met
