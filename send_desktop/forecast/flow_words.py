"""What a forecast of the flow stands on, in sentences: every input that the records gave it."""

from send_desktop.forecast.capacity import HALF_YEAR, Service
from send_desktop.forecast.flow_inputs import Counts, FlowInputs
from send_desktop.wording import counted

_NAMES = {"ep": "The educational psychologists", "panel": "The panel", "officers": "The officers who draft"}
_DONE = {"ep": "assessments", "panel": "decisions to issue", "officers": "drafts"}


def stated(inputs: FlowInputs, runs: int) -> tuple[str, ...]:
    """Return the assumptions measured from the records."""
    return (
        f"{inputs.requests.level:.1f} requests a week, as in the last year, with the year’s season.",
        f"{_percent(inputs.refused)} of requests are refused and {_percent(inputs.without_plan)} of assessments end "
        "without a plan, as in the last year.",
        "Each case goes on as one of the authority’s own did that came to the same stage about as many days after its "
        "request and had waited there as long; those of the last months count most.",
        *(_service(one) for one in (inputs.ep, inputs.panel, inputs.officers)),
        "A what-if moves the same cases: whoever is done sooner is sooner by as much in all that follows.",
        f"All plans count, with and without exceptions. {counted(runs, 'simulated future')} of 104 weeks; "
        "the same question gives the same answer.",
    )


def _service(one: Service) -> str:
    name, done = _NAMES[one.code], _DONE[one.code]
    if not one.shown:
        return f"{name}: no {done} on record in the last year, so more or fewer of them change nothing here."
    if not one.is_pressed:
        most = f"up to {one.shown:.1f} {done} a week, the most shown in the last year"
        return f"{name}: not what holds plans up. The pace stays as it is, {most}."
    pace = f"{name}: {one.rate.level:.1f} {done} a week, the pace of the last {HALF_YEAR} weeks, and work lies waiting"
    if one.is_line:
        return f"{pace}; that is all that can be done. {_order(one.in_order)}"
    return f"{pace}. Children are taken in no clear order; more capacity takes sooner those who would come next."


def _order(in_order: float) -> str:
    if in_order > 0.9:
        return "The longest waiting come first."
    return f"About {10 * round(10 * in_order)} in 100 are taken in the order of their wait, the others by lot."


def _percent(counts: Counts) -> str:
    return f"{100 * counts.part / counts.whole:.0f} per cent" if counts.whole else "none"
