"""An authority of a published shape whose every child's way is settled as a whole, with no queue and no capacity.

Who will be in time is settled at the request, and everybody works towards that day: the other extreme from the little
authority, where nothing is settled and all wait in line.
"""

import random
from datetime import date, timedelta

from send_desktop.records import AdviceRow, TimelinessRow
from send_desktop.services.synthetic import Pathway, Profile, pathway, received
from tests.helpers.little_authority import BEGINS

LAST = BEGINS + timedelta(weeks=130, days=4)


class ProfiledAuthority:
    """Made whole by its seed; read its rows, as known on a day."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        within_20 = chance.uniform(0.15, 0.8)
        shape = Profile("Any", within_20, (1 - within_20) * chance.uniform(0.8, 1.0))
        days = (received(chance, BEGINS, LAST) for _ in range(chance.randint(1000, 3200)))
        self.children = [(on, pathway(chance, shape, 0.27)) for on in days]

    def rows(self, on: date) -> list[TimelinessRow]:
        """Return the records as they stood on a day: nothing later is in them."""
        return [self._row(number, on) for number, (asked, _) in enumerate(self.children) if asked <= on]

    def _row(self, number: int, on: date) -> TimelinessRow:
        asked, way = self.children[number]
        told, issued = _by(asked, way.told_assess, on), _by(asked, way.told_issue, on)
        withdrawn = _by(asked, way.withdrawn, on)
        return TimelinessRow(
            case_id=number, reference=f"R{number}", received_on=asked, clock_start_on=asked,
            assess_outcome=None if told is None else "refuse" if way.is_refused else "assess", assess_told_on=told,
            issue_outcome=None if issued is None else "no_plan" if way.is_no_plan else "issue", issue_told_on=issued,
            final_sent_on=_by(asked, way.final, on), is_exception_claimed=False, is_withdrawn=withdrawn is not None,
            withdrawn_on=withdrawn, closure=None, closed_on=None, overturned_assess_on=None, overturned_issue_on=None,
            is_after_dispute=False, area="", officer="", team="", draft_served_on=_by(asked, way.draft, on),
        )  # fmt: skip

    def advice(self, on: date) -> list[AdviceRow]:
        """Return the requests for advice as they stood on a day."""
        sought = [(number, asked, *one) for number, (asked, way) in enumerate(self.children) for one in _sought(way)]
        return [
            AdviceRow(
                id=at, case_id=number, reference=f"R{number}", service=service, requested_on=_by(asked, after, on),
                promised_on=None, received_on=_by(asked, came, on), last_chased_on=None, is_case_open=True,
            )
            for at, (number, asked, service, after, came) in enumerate(sought)
            if _by(asked, after, on)
        ]  # fmt: skip


def _sought(way: Pathway) -> tuple[tuple[str, int, int], ...]:
    return () if way.is_refused else way.advice


def _by(asked: date, days: int | None, until: date) -> date | None:
    on = None if days is None else asked + timedelta(days=days)
    return on if on is not None and on <= until else None
