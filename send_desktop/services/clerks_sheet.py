"""The clerk's attendance and decision sheet of a meeting: gathered as the minutes are, drawn as a workbook, logged."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.exports.clerks_sheet.sheet import ClerkItem, ClerkSheet
from send_desktop.exports.minutes.sheet import MinutesItem
from send_desktop.exports.placing import place, require_workbook
from send_desktop.exports.profile import PROFILES, officer
from send_desktop.panel_types import outcome_title
from send_desktop.records import Export, PanelMeeting
from send_desktop.services.export_log import left
from send_desktop.services.minutes import gather as gather_minutes
from send_desktop.services.panel_letters import DecisionLetter, letters_of
from send_desktop.services.sitting_rules import require_begun_or_signed
from send_desktop.services.sitting_view import SittingItem, SittingView, sitting
from send_desktop.store import Store

SAVE = "Make clerk's sheet"


def export_sheet(store: Store, meeting_id: int, path: Path, profile: str, by: str, today: date) -> Export:
    """Write the sheet of a meeting to a workbook and log that it left; return the line of the export log.

    Raises Refused for another ending, a profile that does not exist or a meeting that never began, Unavailable
    when it cannot be written; then nothing is written and nothing logged.
    """
    require_workbook(path)
    with store.look() as reading:
        view = sitting(reading, meeting_id, today)
    sheet = gather(view, profile, by, datetime.now(UTC).astimezone())
    from send_desktop.exports.clerks_sheet.workbook import draw  # openpyxl is slow to load, and only needed here

    content = draw(sheet)
    with store.work(by, SAVE) as work:
        line = replace(left("decision_sheet", content, path, by, profile, len(sheet.items)), meeting_id=meeting_id)
        logged = work.add(line)
        place(content, path)  # last, inside the transaction: what is not logged does not leave, nor the other way
    return logged


def gather(view: SittingView, profile: str, by: str, built_at: datetime) -> ClerkSheet:
    """Return what the sheet holds, everything typed under the profile. Raises Refused as ``export_sheet``."""
    if profile not in PROFILES:
        raise Refused(f"There is no profile {profile}; choose one of {', '.join(PROFILES)}.")
    require_begun_or_signed(view.meeting)
    minutes = gather_minutes(view, profile, by, built_at)
    letters = {one.one.item.id: one for one in letters_of(view)}
    return ClerkSheet(
        title=f"Attendance and decisions: {minutes.title.removeprefix('Minutes of the ')}",
        standing="The minutes of this meeting are not signed yet" if minutes.is_draft else minutes.standing,
        profile=minutes.profile,
        confidential=minutes.confidential,
        quorum=minutes.quorum,
        attendance=minutes.attendance,
        apologies=minutes.apologies,
        interests=minutes.interests,
        items=tuple(
            _item(one, said, letters.get(one.item.id), profile, view.today)
            for one, said in zip(view.items, minutes.items, strict=True)
        ),
        built_at=built_at,
    )


def file_name(meeting: PanelMeeting) -> str:
    """Return the sheet's usual file name: by its panel and day, never by a child."""
    return f"{meeting.kind}-panel-{meeting.on.isoformat()}-decisions.xlsx"


def _item(one: SittingItem, said: MinutesItem, letter: DecisionLetter | None, profile: str, today: date) -> ClerkItem:
    decision = one.decision
    decided = dict(said.decision)
    return ClerkItem(
        number=said.number,
        reference=said.reference or said.label,
        child=said.label if said.reference else "",
        asked=said.asked,
        recommended=said.outcome if one.recommendation else "",
        decided=outcome_title(decision.outcome) if decision else "",
        decided_by=(officer(decision.decided_by, profile) or "An officer") if decision else "",
        decided_on=decision.made_on if decision else None,
        conditions=decided.get("Conditions", ""),
        notify_by=decision.notify_by if decision else None,
        letter=letter.kind.title if letter else "",
        letter_stands=letter.standing(today).word if letter else "",
    )
