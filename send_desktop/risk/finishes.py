"""The two finishes of a case as seen from a day."""

from dataclasses import dataclass
from datetime import date

from send_desktop.risk.context import RiskContext
from send_desktop.risk.pathway import finish, pathway
from send_desktop.statute.facts import CaseFacts


@dataclass(frozen=True, slots=True)
class Finishes:
    """When the next legal date can be met at the earliest, and when it is expected to be; None when none is ahead."""

    earliest: date | None
    expected: date | None


def finishes(case_id: int, facts: CaseFacts, area: str, context: RiskContext, today: date) -> Finishes:
    """Return both finishes. They never move earlier as ``today`` moves on."""
    path = pathway(case_id, facts, area, context)
    if path is None:
        return Finishes(None, None)
    return Finishes(finish(path, today, is_expected=False), finish(path, today, is_expected=True))
