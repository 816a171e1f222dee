"""Every date before and after: nothing is lost, nothing is invented, and each change has its sign."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from send_desktop.services.every_date import LAW, SAFE, DateLine, changes

DAY = date(2026, 11, 20)


def lines() -> st.SearchStrategy[tuple[DateLine, ...]]:
    line = st.builds(
        DateLine,
        group=st.sampled_from([LAW, SAFE]),
        title=st.sampled_from(["Final plan", "Decision to assess", "Draft plan", "Advice (EP)"]),
        on=st.none() | st.integers(0, 30).map(lambda days: DAY + timedelta(days=days)),
        words=st.sampled_from(["due", "met", "overdue", ""]),
    )
    return st.lists(line, max_size=8, unique_by=lambda one: one.key).map(tuple)


@given(before=lines(), after=lines())
def test_every_line_of_either_side_is_there_once_as_it_was_and_as_it_will_be(
    before: tuple[DateLine, ...], after: tuple[DateLine, ...]
) -> None:
    found = changes(before, after)
    assert len({(one.group, one.title) for one in found}) == len(found)
    assert {one.before for one in found if one.before} == set(before)
    assert {one.after for one in found if one.after} == set(after)
    assert [one.after for one in found if one.after] == list(after), "what will be keeps its order"


@given(given_lines=lines())
def test_an_act_that_moves_nothing_changes_nothing(given_lines: tuple[DateLine, ...]) -> None:
    assert not any(one.is_changed for one in changes(given_lines, given_lines))


def test_each_change_has_a_sign_and_a_word() -> None:
    due = DateLine(LAW, "Final plan", DAY, "due")
    later, same_day = replace(due, on=DAY + timedelta(days=7)), replace(due, words="met")
    assert [one.sign for one in changes((due,), (later,))] == ["→ 7 days later"]
    assert [one.sign for one in changes((later,), (due,))] == ["→ 7 days earlier"]
    assert [one.sign for one in changes((due,), (same_day,))] == ["→ met"]
    assert [one.sign for one in changes((), (due,))] == ["+ new"]
    assert [one.sign for one in changes((due,), ())] == ["− ends"]
    assert [one.sign for one in changes((due,), (due,))] == ["= stays"]


def test_what_ends_stands_where_it_stood() -> None:
    first, second, third = (DateLine(LAW, title, DAY) for title in ("A", "B", "C"))
    found = changes((first, second, third), (first, third))
    assert [one.title for one in found] == ["A", "B", "C"]
