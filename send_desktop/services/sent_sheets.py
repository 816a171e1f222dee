"""Weekly sheets as they were sent: kept with their figures and their facts in the act by which they left."""

from datetime import datetime
from typing import Any

from send_desktop.measures import Timeliness
from send_desktop.measures.frozen import FrozenSheet, freeze, thaw
from send_desktop.records import Export, SentSheet
from send_desktop.services.weekly_read import WeeklyRead
from send_desktop.store import Reading, Work
from send_desktop.wording import full_date


def sheet_to_keep(
    held: WeeklyRead, found: Timeliness, shown: dict[str, Any], profile: str, read_at: datetime
) -> FrozenSheet:
    """Return a sheet with the facts that it counts: the very rows of which its figures were counted."""
    return FrozenSheet(
        as_at=found.as_at,
        period_from=found.period_from,
        period_to=found.period_to,
        profile=profile,
        read_at=read_at,
        shown=shown,
        counted=found.as_json(),
        rows=tuple(held.facts.cases),
        advice=tuple(held.facts.advice),
        services=tuple(service.code for service in held.directory.services),
    )


def keep(work: Work, frozen: FrozenSheet, logged: Export) -> SentSheet:
    """Keep a sheet beside its line of the export log, in the same transaction."""
    return work.add(
        SentSheet(
            export_id=logged.id,
            as_at=frozen.as_at,
            period_from=frozen.period_from,
            period_to=frozen.period_to,
            profile=frozen.profile,
            made_at=logged.made_at,
            made_by=logged.made_by,
            sha256=work.keep_content(freeze(frozen)),
            cases=frozen.counted["cases"],
        )
    )


def sent_sheets(reading: Reading) -> list[SentSheet]:
    """Return every sheet that was sent, the newest first."""
    return sorted(reading.every(SentSheet), key=lambda one: (one.made_at, one.id), reverse=True)


def opened(reading: Reading, sheet: SentSheet) -> FrozenSheet:
    """Return a sheet as it was sent.

    Raises Refused for one that a newer version kept, Unavailable where its content is damaged.
    """
    return thaw(reading.content(sheet.sha256))


def lost_and_damaged(reading: Reading, damaged: set[str], kept: set[str]) -> list[str]:
    """Return a sentence for each sheet whose figures and facts are damaged in the store, or not in it at all."""
    found = []
    for one in sent_sheets(reading):
        if one.sha256 in damaged or one.sha256 not in kept:
            state = "is damaged" if one.sha256 in damaged else "is not in the store"
            words = f"What was kept of the weekly sheet as at {full_date(one.as_at)} {state}"
            found.append(f"{words}; take it from a backup.")
    return found
