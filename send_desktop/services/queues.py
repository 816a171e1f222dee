"""The queue of any service: measured from the records, or with inputs of the user's own, and answered by formula."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.forecast.queue_of import MeasuredQueue, QueueAnswer, QueueInputs, answer, measure_queue
from send_desktop.forecast.queue_words import sentences
from send_desktop.measures import status_as_at
from send_desktop.options import Options
from send_desktop.services.numbers import number
from send_desktop.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input that the user may replace: a field of ``QueueInputs``."""

    name: str
    title: str
    lowest: float
    highest: float


INPUTS: tuple[Input, ...] = (
    Input(name="queue", title="Children waiting", lowest=0, highest=100_000),
    Input(name="demand", title="Asked for a week", lowest=0, highest=10_000),
    Input(name="completed", title="Come back a week", lowest=0, highest=10_000),
    Input(name="cv_demand", title="Variation of arrivals (1 is pure chance)", lowest=0, highest=20),
    Input(name="cv_completed", title="Variation of completions", lowest=0, highest=20),
    Input(name="target_weeks", title="Target, in weeks", lowest=0.5, highest=104),
    Input(name="factor", title="Target over mean wait (4 lets 1.8 in 100 pass it)", lowest=1, highest=12),
    Input(name="relief_weeks", title="Weeks in which to come down to it", lowest=1, highest=260),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """One service's queue as shown; ``said`` are the sentences, ``is_own`` where an input was replaced."""

    services: tuple[tuple[str, str], ...]
    """Code and name of every service."""
    measured: MeasuredQueue | None = None
    found: QueueAnswer | None = None
    said: tuple[str, ...] = ()
    is_own: bool = False
    why_not: str = ""


def read_queue(store: Store, as_at: date, service: str, own: Mapping[str, float] | None = None) -> QueueView:
    """Measure and answer one service's queue as at a day, the first service's where none is named."""
    with store.look() as reading:
        options, directory = Options.read(reading.options()), reading.directory()
        rows, advice = reading.timeliness_rows(), reading.advice_rows()
    services = tuple((one.code, one.name) for one in directory.services)
    if not options.shows_forecasts:
        return QueueView(services=services, why_not="Forecasts are switched off in Options. Nothing is worked out.")
    if not services:
        return QueueView(services=services, why_not="There is no advice service yet. Add one in Options.")
    code = service or services[0][0]
    statuses = ((row.case_id, status_as_at(row, as_at)) for row in rows)
    is_open = {case_id: status == "open" for case_id, status in statuses if status is not None}
    measured = measure_queue(advice, code, as_at, is_open)
    inputs = with_own(measured.inputs, own or {})
    if not measured.is_enough and not own:
        words = (
            f"{measured.came} pieces of advice came in the last 26 weeks; it takes at least 10 to speak of a pace. "
            "Choose another service, or give the inputs yourself."
        )
        return QueueView(services=services, measured=measured, why_not=words)
    found = answer(inputs)
    said = sentences(found, f"{code} advice")
    return QueueView(services=services, measured=measured, found=found, said=said, is_own=bool(own))


def own_inputs(typed: Mapping[str, str], measured: QueueInputs) -> dict[str, float]:
    """Return the inputs that differ from the measured ones. Raises Refused for what is no number in its range."""
    given = {one.name: number(typed.get(one.name, ""), one.title, one.lowest, one.highest) for one in INPUTS}
    shown = {name: round(float(getattr(measured, name)), 2) for name in given}
    return {name: value for name, value in given.items() if value is not None and value != shown[name]}


def with_own(measured: QueueInputs, own: Mapping[str, float]) -> QueueInputs:
    """Return the inputs with the user's own in place of the measured ones."""
    whole = {name: int(value) if name in {"queue", "relief_weeks"} else value for name, value in own.items()}
    return replace(measured, **whole)  # type: ignore[arg-type]
