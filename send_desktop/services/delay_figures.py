"""Delays by cause and the estimate of remedies, read for the screen: one reading, the measures' own functions."""

from dataclasses import dataclass
from datetime import date

from send_desktop.measures.delays import DelayFigures, LateLimit, delays
from send_desktop.measures.exposure import Exposure, exposure
from send_desktop.measures.moments import period_of
from send_desktop.options import Options
from send_desktop.store import Reading, Store


@dataclass(frozen=True, slots=True)
class DelayView:
    """What the view of delays shows, as at a day over one of ``PERIODS``."""

    figures: DelayFigures
    exposure: Exposure | None
    """None where the team has switched the estimate off: then it stands nowhere."""
    names: dict[int, str]
    """Surname and forename of each child that is behind a figure, by case."""
    is_now: bool
    """False for a past day: reasons are given as the records stand now, so none is asked for there."""

    @property
    def waiting(self) -> tuple[LateLimit, ...]:
        """The limits of which nobody has said why: what is open first, the longest first."""
        return tuple(sorted(self.figures.unexplained.late, key=lambda one: (one.met_on is not None, -one.days)))

    @property
    def is_empty(self) -> bool:
        """Say whether every limit was kept."""
        return not self.figures.whole.late and not self.figures.after_dispute.late


def read_delays(store: Store, as_at: date, period: str, today: date) -> DelayView:
    """Return delays as at a day over one of ``measures.PERIODS``, from one reading."""
    with store.look() as reading:
        return delays_in(reading, as_at, period, today)


def delays_in(reading: Reading, as_at: date, period: str, today: date) -> DelayView:
    """Return the same inside a reading that is already open."""
    rows, options = reading.timeliness_rows(), Options.read(reading.options())
    first, last = period_of(period, as_at)
    figures = delays(rows, as_at, first, last)
    behind = {*figures.whole.case_ids, *figures.after_dispute.case_ids}
    return DelayView(
        figures=figures,
        exposure=exposure(rows, as_at, first, last, options.remedy_pounds_a_month) if options.shows_remedy else None,
        names={one.case_id: f"{one.surname}, {one.forename}" for one in reading.child_names() if one.case_id in behind},
        is_now=as_at == today,
    )
