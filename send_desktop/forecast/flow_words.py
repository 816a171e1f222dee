"""What a forecast of the flow stands on, in sentences: every input that the records gave it."""

from send_desktop.forecast.flow_inputs import HALF_YEAR, LEAST_ORDER, Counts, FlowInputs, Service
from send_desktop.wording import counted

_NAMES = {"ep": "The educational psychologists", "panel": "The panel", "officers": "The officers who draft"}
_DONE = {"ep": "assessments", "panel": "decisions to issue", "officers": "drafts"}


def stated(inputs: FlowInputs, runs: int) -> tuple[str, ...]:
    """Return the assumptions measured from the records."""
    return (
        f"{inputs.requests.level:.1f} requests a week, as in the last year, with the year’s season.",
        f"{_percent(inputs.refused)} of requests are refused and {_percent(inputs.without_plan)} of assessments end "
        "without a plan, as in the last year.",
        *(_service(one) for one in (inputs.ep, inputs.panel, inputs.officers)),
        f"All plans count, with and without exceptions. {counted(runs, 'run')} of 104 weeks; "
        "the same question gives the same answer.",
    )


def _service(one: Service) -> str:
    name, done = _NAMES[one.code], _DONE[one.code]
    if one.is_pressed:
        return (
            f"{name} complete {one.rate.level:.1f} {done} a week, the pace of the last {HALF_YEAR} weeks; "
            f"that is what they can do. {_order(one.in_order)}"
        ).replace("The panel complete", "The panel completes")
    if one.in_order < LEAST_ORDER:
        return (
            f"{name}: children are taken with little regard to how long they have waited, so the records show no line. "
            "Each case is followed at the pace that cases have had; what more capacity would do cannot be told."
        )
    return f"{name}: not what holds plans up. Up to {one.shown:.1f} {done} a week, the most shown in the last year."


def _order(in_order: float) -> str:
    if in_order > 0.8:
        return "The longest waiting come first."
    return f"About {10 * round(10 * in_order)} in 100 are taken in the order of their wait, the others out of it."


def _percent(counts: Counts) -> str:
    return f"{100 * counts.part / counts.whole:.0f} per cent" if counts.whole else "None"
