"""What a queue's figures mean, in sentences for a person who has to decide something about it."""

import math

from send_desktop.forecast.queue_of import QueueAnswer
from send_desktop.forecast.queues import share_over_target
from send_desktop.wording import counted


def rate(value: float) -> str:
    """Return a rate or a number of weeks with one decimal, none where it is whole: '9', '9.5'."""
    text = f"{value:,.1f}"
    return text[:-2] if text.endswith(".0") else text


def in_hundred(part: float) -> str:
    """Return a share as '98 in 100', finer where it is very near to all: '998 in 1,000'."""
    if part > 0.995:
        return f"{math.floor(part * 1000 + 0.5)} in 1,000"
    return f"{math.floor(part * 100 + 0.5)} in 100"


def children_waiting(queue: int, what: str) -> str:
    """Return '52 children wait for EP advice', or that nobody does."""
    if queue == 0:
        return f"Nobody waits for {what}"
    return f"{queue:,} {'child waits' if queue == 1 else 'children wait'} for {what}"


def sentences(found: QueueAnswer, what: str) -> tuple[str, ...]:
    """Return what the queue is, where it should be, what that takes, and where it is going; ``what`` is 'EP advice'."""
    return (_is(found, what), _should_be(found), _takes(found), _goes(found), _pressure(found))


def _is(found: QueueAnswer, what: str) -> str:
    begins = children_waiting(found.inputs.queue, what)
    if found.inputs.queue == 0:
        return f"{begins}."
    if math.isinf(found.weeks_of_work):
        return f"{begins}, and none has come in the weeks measured."
    weeks = rate(found.weeks_of_work)
    return f"{begins}, {weeks} {'week’s' if weeks == '1' else 'weeks’'} work at the present pace."


def _should_be(found: QueueAnswer) -> str:
    inputs = found.inputs
    within = in_hundred(1 - share_over_target(inputs.factor))
    return (
        f"To be at a wait where {within} come within {rate(inputs.target_weeks)} weeks, no more than "
        f"{math.floor(found.target_queue + 0.5):,} should wait, {rate(found.target_mean_wait)} weeks on average."
    )


def _takes(found: QueueAnswer) -> str:
    hold = f"{rate(found.holding_capacity)} a week to stay there"
    if not found.needs_relief:
        return f"The queue is no more than twice that. It takes {hold}."
    relief = rate(found.relief_capacity)
    return f"That takes {relief} a week for {counted(found.inputs.relief_weeks, 'week')}, then {hold}."


def _goes(found: QueueAnswer) -> str:
    inputs = found.inputs
    change = inputs.demand - inputs.completed
    moves = f"{rate(inputs.demand)} a week are asked for and {rate(inputs.completed)} come"
    if rate(abs(change)) == "0":
        return f"{moves}: the queue stays as it is."
    if change > 0:
        return f"{moves}: the queue grows by {rate(change)} a week, without limit, until more is done or less is asked."
    if not found.clears_in:
        return f"{moves}: there is room to spare."
    return f"{moves}: at that pace the queue is gone in {found.clears_in:,.0f} weeks."


def _pressure(found: QueueAnswer) -> str:
    if math.isinf(found.pressure):
        return "The pressure cannot be told while nothing comes."
    verdict = "under 1, where it should stay" if found.pressure < 1 else "it should stay under 1"
    return f"Pressure is {rate(found.pressure)}; {verdict}. It compares services of any size."
