"""What must hold before a paper is changed: what has gone out to the members keeps its place and its numbers."""

from collections.abc import Sequence

from send_desktop.errors import Refused
from send_desktop.records import Pack, Paper
from send_desktop.store import Reading


def circulated(packs: Sequence[Pack]) -> Pack | None:
    """Return the pack that went out to the members; None while none has. Supplements are passed over."""
    return next((one for one in packs if one.circulated_at and not one.supplement), None)


def next_supplement(packs: Sequence[Pack]) -> int:
    """Return the number of the supplement that papers added now belong to; 0 before the pack has gone out."""
    if circulated(packs) is None:
        return 0
    return 1 + max((one.supplement for one in packs if one.circulated_at), default=0)


def require_not_out(reading: Reading, paper: Paper) -> None:
    """Refuse to change a paper that has gone out to the members, in the pack or in a supplement."""
    packs = reading.every(Pack, paper.meeting_id)
    out = circulated(packs)
    if out is None or (paper.supplement and not _has_gone(packs, paper.supplement)):
        return
    raise Refused(
        f"“{paper.title}” went out to the members, and the numbers of their pages stay; put a corrected paper in, "
        "which goes out in a supplement."
    )


def _has_gone(packs: Sequence[Pack], supplement: int) -> bool:
    return any(one.circulated_at and one.supplement == supplement for one in packs)
