"""The trajectory is held against what came, and says where it cannot tell what a purchase would do."""

from dataclasses import replace
from datetime import timedelta

from send_desktop.forecast.fan import Band
from send_desktop.options import Options
from send_desktop.services import demo
from send_desktop.services.timeliness import figures
from send_desktop.services.trajectory import SWITCHED_OFF, HeldAgainst, trajectory, trajectory_from
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
