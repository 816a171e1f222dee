"""One service's queue: its inputs as measured from the records or typed by the user, and the answers to them."""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.forecast import queues
from send_desktop.records import AdviceRow

WEEKS_MEASURED = 26
"""How far back weekly demand and completions are counted."""

TARGET_WEEKS = 6.0
"""Advice is due six weeks from the request for it: SEND Regulations 2014 reg 8(1)."""

RELIEF_WEEKS = 26
"""In how many weeks the queue is to be at its target unless the user says otherwise."""

LEAST_COMPLETED = 10
"""Fewer completions than these in the weeks measured say too little about a service's pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueInputs:
    """What the formulas are given: children a week, children and weeks. Any may be replaced by the user's own."""

    demand: float
    """Children a week for whom the service is asked."""
    completed: float
    """Children a week whose advice comes."""
    cv_demand: float = 1.0
    cv_completed: float = 1.0
    """Coefficients of variation between arrivals and between completions, by the dispersion of weekly counts."""
    queue: int
    """Children who wait now, on open cases."""
    target_weeks: float = TARGET_WEEKS
    factor: float = queues.FACTOR
    relief_weeks: int = RELIEF_WEEKS


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredQueue:
    """A service's queue as the records have it, with what stands behind the inputs."""

    service: str
    as_at: date
    inputs: QueueInputs
    asked: int
    """Requests in the weeks measured."""
    came: int
    """Advice received in them."""
    left: int
    """Requests of the weeks measured whose case ended before the advice came: they wait no more."""
    waited_weeks: float | None
    """Mean wait of the advice that came in the weeks measured; None where none came."""
    oldest_weeks: float | None
    over_target: int
    """Children who have waited longer than the target."""

    @property
    def is_enough(self) -> bool:
        """Say whether enough was completed to speak of a pace."""
        return self.came >= LEAST_COMPLETED


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueAnswer:
    """What the formulas answer, in children, children a week and weeks."""

    inputs: QueueInputs
    load: float
    weeks_of_work: float
    """Mean wait by Little's law: the queue over the completions a week."""
    target_mean_wait: float
    target_queue: float
    relief_capacity: float
    holding_capacity: float
    pressure: float
    clears_in: float | None
    """Weeks until the queue is empty at the present pace; None where it does not fall."""

    @property
    def needs_relief(self) -> bool:
        """Say whether the queue is more than twice its target, so that it must be brought down first."""
        return self.inputs.queue > queues.RELIEF_AT * self.target_queue

    @property
    def wanted_capacity(self) -> float:
        """Return the capacity a week to ask for now: relief where the queue is long, else holding."""
        return max(self.relief_capacity, self.holding_capacity) if self.needs_relief else self.holding_capacity


def answer(inputs: QueueInputs) -> QueueAnswer:
    """Work out every formula from one set of inputs."""
    wanted = queues.target_queue(inputs.demand, inputs.target_weeks, inputs.factor)
    waited = queues.mean_wait(inputs.queue, inputs.completed)
    return QueueAnswer(
        inputs=inputs,
        load=queues.load(inputs.demand, inputs.completed),
        weeks_of_work=waited,
        target_mean_wait=queues.target_mean_wait(inputs.target_weeks, inputs.factor),
        target_queue=wanted,
        relief_capacity=queues.relief_capacity(inputs.demand, inputs.queue, wanted, inputs.relief_weeks),
        holding_capacity=queues.holding_capacity(
            inputs.demand, inputs.target_weeks, inputs.cv_demand, inputs.cv_completed, inputs.factor
        ),
        pressure=queues.pressure(waited, inputs.target_weeks),
        clears_in=queues.clearance(inputs.queue, inputs.demand - inputs.completed),
    )


def measure_queue(
    advice: Iterable[AdviceRow],
    service: str,
    as_at: date,
    is_open: Mapping[int, bool],
    weeks: int = WEEKS_MEASURED,
) -> MeasuredQueue:
    """Measure a service's queue as at a day from every request for advice.

    ``is_open`` says of each case that existed then whether it was open, as ``measures.advice_outstanding`` has it.
    """
    rows = [row for row in advice if row.service == service and row.requested_on and row.requested_on <= as_at]
    since = as_at - timedelta(weeks=weeks)
    asked = [row.requested_on for row in rows if row.requested_on and row.requested_on > since]
    came = [row for row in rows if row.received_on and since < row.received_on <= as_at]
    unanswered = [row for row in rows if row.received_on is None or row.received_on > as_at]
    ages = [(as_at - row.requested_on).days for row in unanswered if row.requested_on and is_open.get(row.case_id)]
    given_up = [row for row in unanswered if not is_open.get(row.case_id)]
    waits = [(row.received_on - row.requested_on).days for row in came if row.received_on and row.requested_on]
    demand = weekly_counts(asked, as_at, weeks)
    completed = weekly_counts([row.received_on for row in came if row.received_on], as_at, weeks)
    return MeasuredQueue(
        service=service,
        as_at=as_at,
        inputs=QueueInputs(
            demand=len(asked) / weeks,
            completed=len(came) / weeks,
            cv_demand=interval_variation(demand),
            cv_completed=interval_variation(completed),
            queue=len(ages),
        ),
        asked=len(asked),
        came=len(came),
        left=sum(1 for row in given_up if row.requested_on and row.requested_on > since),
        waited_weeks=statistics.fmean(waits) / 7 if waits else None,
        oldest_weeks=max(ages) / 7 if ages else None,
        over_target=sum(1 for age in ages if age > TARGET_WEEKS * 7),
    )


def weekly_counts(days: Iterable[date], as_at: date, weeks: int) -> list[int]:
    """Count days by week, oldest week first; the last week is the seven days that end on ``as_at``."""
    counts = [0] * weeks
    for on in days:
        ago = (as_at - on).days // 7
        if 0 <= ago < weeks:
            counts[weeks - 1 - ago] += 1
    return counts


def interval_variation(counts: Sequence[int]) -> float:
    """Return the coefficient of variation of the times between events that weekly counts imply.

    For a renewal process the variance of counts over their mean tends to the square of it, so that pure
    chance gives 1 whatever the size of the service; 1 too where there are too few counts to tell.
    """
    mean = statistics.fmean(counts) if counts else 0.0
    if len(counts) < 2 or mean <= 0:
        return 1.0
    return math.sqrt(statistics.variance(counts) / mean)
