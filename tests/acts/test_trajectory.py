"""The trajectory is held against what came, and says where it cannot tell what a purchase would do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from send_desktop.errors import Refused
from send_desktop.forecast.fan import Band
from send_desktop.options import Options
from send_desktop.services import demo
from send_desktop.services.timeliness import figures
from send_desktop.services.trajectory import SWITCHED_OFF, HeldAgainst, trajectory, trajectory_from
from send_desktop.services.what_ifs import MOST_OWN, Choice, read_choice, what_if
from send_desktop.store import Store
from tests.helpers.acting import TODAY

SHARES = Band(p5=40.0, p25=45.0, median=50.0, p75=55.0, p95=60.0)
PLANS = Band(p5=300.0, p25=320.0, median=330.0, p75=340.0, p95=350.0)
TRIED = HeldAgainst(
    since=TODAY - timedelta(weeks=26), plans=PLANS, plans_came=339, share=SHARES, share_came=55.4
)  # fmt: skip


def test_what_came_is_what_the_figures_say_and_the_same_rows_give_the_same_forecast(store: Store) -> None:
    demo.fill(store, cases=300, scenario="Near national", seed=3, today=TODAY)
    found = trajectory(store, TODAY)
    with store.look() as reading:
        options = Options.read(reading.options())
        again = trajectory_from(reading.timeliness_rows(), reading.advice_rows(), options, TODAY)
    assert (again.outcomes, again.held_against) == (found.outcomes[:1], found.held_against)
    as_it_was, _, in_time = found.orders
    assert as_it_was.months == found.outcomes[0].months
    assert (in_time.last_year.median or 0) > (as_it_was.last_year.median or 0), "who is late already is left for later"
    assert (in_time.months[11].over.median or 0) > (as_it_was.months[11].over.median or 0)
    tried = found.held_against
    assert tried is not None
    shown = figures(store, TODAY, (tried.since + timedelta(days=1), TODAY))
    assert (tried.plans_came, tried.share_came) == (shown.plans_issued, shown.within_20_weeks.including.pct)
    assert f"{tried.plans_came:,} plans came" in tried.words


def test_a_forecast_that_missed_says_so() -> None:
    assert TRIED.is_inside
    assert TRIED.words.endswith("Both lay within its band.")
    for missed in (replace(TRIED, share_came=61.0), replace(TRIED, plans_came=299)):
        assert not missed.is_inside
        assert missed.words.endswith("It missed, so read the fan as a direction and not as a range.")


def test_switched_off_nothing_is_worked_out(store: Store) -> None:
    with store.work("Lead", "Options") as work:
        work.set_option("shows_forecasts", "no")
    found = trajectory(store, TODAY)
    assert (found.why_not, found.outcomes, found.held_against) == (SWITCHED_OFF, (), None)


ASKED = {"title": "Ours", "extra_eps": "-2.5", "requests_change": "10", "from_on": date(2027, 1, 4)}


def test_what_somebody_has_asked_is_read_back_as_it_was_kept() -> None:
    first, second = what_if(ASKED, TODAY), what_if({"title": "Order", "policy": "longest_wait"}, TODAY)
    choice = Choice(assumed=(("ep_pounds_a_year", 0),)).with_own(first).with_own(second)

    assert read_choice(choice.as_text()) == choice
    changed = choice.with_own(replace(first, title="Better"), instead_of="Ours")
    assert [one.title for one in changed.own] == ["Better", "Order"], "a changed one stays in its place"
    assert [one.title for one in choice.without("Ours").own] == ["Order"]


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"own": [{"title": 3}], "assumed": {}}', '{"own": 5, "assumed": 5}'])
def test_what_cannot_be_read_any_more_is_as_if_nobody_had_asked(kept: str) -> None:
    assert read_choice(kept) == Choice()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"extra_eps": "nan"}, "takes a number from -100 to 100"),
        ({"extra_eps": "101"}, "takes a number from -100 to 100"),
        ({"extra_eps": "0", "requests_change": ""}, "Nothing is changed yet"),
        ({"until_on": date(2027, 1, 3)}, "last day is before the first"),
        ({"from_on": None, "until_on": TODAY}, "has passed by 20 Nov 2026"),
        ({"from_on": date(2028, 11, 17)}, "beyond the two years"),
        ({"title": "as now"}, "stands there already"),
        ({"title": "x" * 61}, "at most 60 characters"),
        ({"policy": "alphabet"}, "from the list"),
    ],
)
def test_a_what_if_that_cannot_be_is_refused_in_a_sentence(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        what_if({**ASKED, **wrong}, TODAY)


def test_only_so_many_stand_side_by_side() -> None:
    choice = Choice()
    for number in range(MOST_OWN):
        choice = choice.with_own(what_if({**ASKED, "title": f"Number {number}"}))
    assert choice.with_own(what_if({**ASKED, "title": "Number 3"})).own[3].title == "Number 3"
    with pytest.raises(Refused, match="take one off first"):
        choice.with_own(what_if({**ASKED, "title": "One more"}))
