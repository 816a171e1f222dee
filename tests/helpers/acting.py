"""What tests of acts share: the day, who acts, and how a case is read back."""

from collections.abc import Callable
from datetime import date

from send_desktop.records import Case
from send_desktop.store import Store

TODAY = date(2026, 11, 20)
LEAD = "Priya Maplenoodle"

NewCase = Callable[..., Case]
Adopt = Callable[..., Case]


def read(store: Store, case_id: int) -> Case:
    """Read one case as it stands in the store."""
    with store.look() as reading:
        return reading.case(case_id)
