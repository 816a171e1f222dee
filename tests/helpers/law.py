"""Short ways to say the facts of a case, for tests of the law."""

from datetime import date, timedelta
from typing import Any

from send_desktop.statute.facts import CaseFacts, LaterDecisionFact, ReliefFact

RECEIVED = date(2026, 3, 2)
"""A Monday: six weeks end on 13 April, sixteen on 22 June, twenty on 20 July 2026 (statute, 2.1)."""


def day(number: int) -> date:
    """Day ``number`` of the clock; the day of receipt is day 0."""
    return RECEIVED + timedelta(days=number)


def case(**facts: Any) -> CaseFacts:
    """A request received on RECEIVED with these facts besides."""
    return CaseFacts(**{"request_received": RECEIVED, **facts})


def agreed(**facts: Any) -> CaseFacts:
    """A case whose family was told on day 40 that there will be an assessment."""
    return case(**{"assess_outcome": "assess", "assess_made_on": day(38), "assess_told_on": day(40), **facts})


def refused(**facts: Any) -> CaseFacts:
    """A case whose family was told on day 40 that there will be none."""
    return case(**{"assess_outcome": "refuse", "assess_made_on": day(38), "assess_told_on": day(40), **facts})


def no_plan(**facts: Any) -> CaseFacts:
    """A case whose family was told on day 100 that there will be no plan."""
    decided = {"issue_outcome": "no_plan", "issue_made_on": day(98), "issue_told_on": day(100)}
    return agreed(**{**decided, **facts})


def later(about: str, route: str, made_on: date, told_on: date | None = None, outcome: str = "") -> LaterDecisionFact:
    """A later decision that went the family's way, unless ``outcome`` says otherwise."""
    usual = about if about in ("assess", "issue") else "amend"
    return LaterDecisionFact(about, outcome or usual, route, made_on, told_on)


def relief(reason: str, starts_on: date | None, ends_on: date | None = None, *relieves: str) -> ReliefFact:
    """An exception as recorded; with no duties named it stands for all that the law allows."""
    return ReliefFact(reason, starts_on, ends_on, relieves)
