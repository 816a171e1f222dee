"""What panels keep as content, and whether it is whole: papers, packs, what was on the screen, signed minutes."""

from collections.abc import Iterator

from send_desktop.records import Decision, Pack, Paper, PaperFile, Recommendation
from send_desktop.services.panel_rules import in_sentence
from send_desktop.store import Reading
from send_desktop.wording import full_date


def lost_and_damaged(reading: Reading, damaged: set[str], kept: set[str]) -> Iterator[str]:
    """Yield in sentences what panels kept that is missing or no longer fits its checksum."""
    for what, sha256 in _kept_for(reading):
        if sha256 in damaged:
            yield f"{what} is damaged."
        elif sha256 and sha256 not in kept:
            yield f"{what} is missing."


def _kept_for(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield everything that panels keep as content, in words, with its checksum; empty where nothing was kept."""
    meetings = {one.meeting.id: one.meeting for one in reading.meetings()}
    files = {one.sha256: one for one in reading.every(PaperFile)}
    for paper in reading.every(Paper):
        file = files.get(paper.sha256)
        name = f"Papers of the {in_sentence(meetings[paper.meeting_id])}: “{paper.title}”"
        yield f"{name} as it was given", paper.sha256
        if file is not None:
            yield f"{name} as the pack holds it", file.pdf_sha256
            yield f"{name}: its text", file.texts_sha256
    for pack in reading.every(Pack):
        name = f"The contents of version {pack.number} of the pack of the {in_sentence(meetings[pack.meeting_id])}"
        yield name, pack.manifest_sha256
    for said in reading.every(Recommendation):
        on = full_date(said.made_at.astimezone().date())
        yield f"What was on the screen for the recommendation of {on}", said.shown_sha256
    for decision in reading.every(Decision):
        yield f"What was on the screen for the decision of {full_date(decision.made_on)}", decision.shown_sha256
    for meeting in meetings.values():
        yield f"The signed minutes of the {in_sentence(meeting)}", meeting.minutes_sha256
