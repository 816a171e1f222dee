"""What a weekly sheet is made of, read once: its figures, its pages and what is kept of it all count the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from send_desktop.measures import Facts
from send_desktop.options import Options
from send_desktop.records import CaseloadRow, Directory
from send_desktop.services.counting import facts
from send_desktop.store import Reading


@dataclass(frozen=True, slots=True)
class WeeklyRead:
    """The rows of one reading, and what they are shown by."""

    facts: Facts
    caseload: Sequence[CaseloadRow]
    directory: Directory
    options: Options


def read_weekly(reading: Reading) -> WeeklyRead:
    """Read every case, every request for advice, and what stands beside them."""
    return WeeklyRead(facts(reading), reading.caseload(), reading.directory(), Options.read(reading.options()))
