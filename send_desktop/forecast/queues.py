"""The queue of a service in children and weeks, by published formulas. Pure arithmetic: no store, no clock.

After Fong and others, "Understanding Waiting Lists Pressures" (medRxiv, 2022, doi:10.1101/2022.08.23.22279117), as
the NHS-R community's package ``NHSRwaitinglist`` has it: load, target mean wait, target queue, relief and target
("holding") capacity, pressure. Mean wait is J. D. C. Little's law: what waits, over what leaves a week.
Rates are children a week, times are weeks, unless a name says otherwise.
"""

import math
from collections.abc import Iterable

FACTOR = 4.0
"""How many times the mean wait the target is: 4 lets about 1.8 children in 100 wait longer, 6 about 0.2."""

RELIEF_AT = 2.0
"""A queue of more than so many target queues asks for relief capacity; below it, holding capacity is enough."""

WEEKS_A_YEAR = 52.0


def load(demand: float, capacity: float) -> float:
    """Return demand over capacity; above 1 the queue grows without limit. Infinite where nothing is done."""
    if capacity <= 0:
        return math.inf if demand > 0 else 0.0
    return demand / capacity


def share_over_target(factor: float = FACTOR) -> float:
    """Return the share who wait longer than the target where the mean wait is target / factor (waits exponential)."""
    return math.exp(-factor)


def target_mean_wait(target: float, factor: float = FACTOR) -> float:
    """Return the mean wait at which all but ``share_over_target`` come within the target, in its unit."""
    return target / factor


def target_queue(demand: float, target: float, factor: float = FACTOR) -> float:
    """Return how many wait when the mean wait is the target mean wait (Little's law)."""
    return demand * target_mean_wait(target, factor)


def relief_capacity(demand: float, queue: float, wanted_queue: float, periods: float) -> float:
    """Return the capacity a period that brings a queue to the wanted one in so many periods."""
    return demand + (queue - wanted_queue) / periods


def holding_capacity(
    demand: float, target: float, cv_demand: float = 1.0, cv_capacity: float = 1.0, factor: float = FACTOR
) -> float:
    """Return the capacity that holds a queue at its target once it is there: always a little more than demand.

    The coefficients of variation are of the times between arrivals and between completions; 1 is pure chance.
    The formula is Kingman's for a busy service.
    """
    return demand + (cv_demand**2 + cv_capacity**2) / 2 * factor / target


def pressure(mean_waited: float, target: float) -> float:
    """Return twice the mean wait over the target: should stay under 1, and compares services of any size."""
    return 2 * mean_waited / target


def mean_wait(queue: float, completed: float) -> float:
    """Return how long the queue's children wait on average, by Little's law; infinite where none is completed."""
    if completed <= 0:
        return math.inf if queue > 0 else 0.0
    return queue / completed


def net_change(before: float, after: float, periods: float) -> float:
    """Return how much a queue changed a period; below nought it falls."""
    return (after - before) / periods


def implied_demand(completed: float, change: float) -> float:
    """Return the arrivals a period that completions and the change of the queue imply."""
    return completed + change


def clearance(queue: float, change: float) -> float | None:
    """Return after how many periods a queue that changes so much a period is empty; None where it does not fall."""
    if queue <= 0:
        return 0.0
    return queue / -change if change < 0 else None


def stock_within_limits(flows: Iterable[tuple[float, float]]) -> float:
    """Return the most that can be open with everything in time: the sum of each flow times its limit in weeks."""
    return sum(flow * limit for flow, limit in flows)


def stock_path(opening: float, arrived: Iterable[float], left: Iterable[float]) -> list[float]:
    """Return the stock at the end of each period, from the stock before the first."""
    found, stock = [], opening
    for came, went in zip(arrived, left, strict=True):
        stock += came - went
        found.append(stock)
    return found


def share(part: float, whole: float) -> float:
    """Return part over whole; nought of nothing."""
    return part / whole if whole else 0.0
