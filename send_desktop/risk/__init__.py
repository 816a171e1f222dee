"""Which cases will be late and why: finishes, states, one sentence, latest safe dates (product.md, Risk). Pure."""

from send_desktop.risk.blockers import BLOCKERS, Blocker, blocker_on
from send_desktop.risk.context import MeetingPlace, RiskContext, sits_for, usual_delay
from send_desktop.risk.derive import derive
from send_desktop.risk.finishes import Finishes, finishes
from send_desktop.risk.safe_dates import SafeDate, latest_safe_dates
from send_desktop.risk.sentence import Sentence, blocker_phrase, sentence
from send_desktop.risk.states import STATES, State, state, state_named
from send_desktop.risk.working import Thresholds, Working, WorkStep, working

__all__ = [
    "BLOCKERS",
    "STATES",
    "Blocker",
    "Finishes",
    "MeetingPlace",
    "RiskContext",
    "SafeDate",
    "Sentence",
    "State",
    "Thresholds",
    "WorkStep",
    "Working",
    "blocker_on",
    "blocker_phrase",
    "derive",
    "finishes",
    "latest_safe_dates",
    "sentence",
    "sits_for",
    "state",
    "state_named",
    "usual_delay",
    "working",
]
