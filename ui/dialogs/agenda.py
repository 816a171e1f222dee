"""The form that puts one case on the agenda of a meeting."""

from __future__ import annotations

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.records import Case
from send_desktop.risk import MeetingPlace, blocker_on, sits_for
from send_desktop.services import panels
from send_desktop.services.today import PANEL_OF
from send_desktop.wording import day_month, sentence_case
from ui.dialogs.case_form import OnCase
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.let_on import allowed_in, let_on_fields


def may_go_to_panel(case: Case) -> bool:
    """Say whether a panel is still ahead of the case."""
    return case.derived.status == "open" and case.derived.blocker in PANEL_OF


def agenda_form(on: OnCase) -> FormSpec:
    """Return the form that puts the case on an agenda: of the meetings to come that could decide it."""
    meetings = _meetings(on)
    start = next((one for one in meetings if one.meeting_id == on.chosen_id), meetings[0] if meetings else None)
    by_id = {str(one.meeting_id): one for one in meetings}

    def say(values: Values) -> str:
        meeting = by_id.get(values["meeting"])
        if meeting is None:
            return "No meeting of the kind is to come: set one up under Panels first."
        free = f"{meeting.free} of its places are free" if meeting.free else "every place is taken"
        if meeting.papers_by is None:
            return f"{sentence_case(free)}."
        closed = "closed" if is_late(meeting) else "close"
        return f"Its papers {closed} on {day_month(meeting.papers_by, on.today)}; {free}."

    def is_late(meeting: MeetingPlace) -> bool:
        return meeting.papers_by is not None and meeting.papers_by < on.today

    def needs_name(values: Values) -> bool:
        meeting = by_id.get(values["meeting"])
        return meeting is not None and (is_late(meeting) or not meeting.free)

    def save(values: Values) -> Changes:
        if values["meeting"] not in by_id:
            raise Refused("Choose the meeting; where none is listed, make one under Panels first.")
        meeting_id = int(values["meeting"])
        return panels.add_item(
            on.desk.store, meeting_id, on.view.case.id, on.desk.by, on.today, allowed=allowed_in(values)
        )

    return FormSpec(
        title="Put on an agenda",
        save_words="Put on agenda",
        fields=(
            Field(
                name="meeting", label="Meeting", kind="choice", start=str(start.meeting_id) if start else None,
                choices=[(id, _words(one, on)) for id, one in by_id.items()], is_required=True,
            ),
            *let_on_fields(needs_name),
        ),
        say=say,
        say_heading="The meeting",
        save=save,
    )  # fmt: skip


def _meetings(on: OnCase) -> list[MeetingPlace]:
    view = on.view
    kind = PANEL_OF.get(blocker_on(view.case.derived, on.today) or "")
    taken = {place.meeting.id for place in view.case.agenda}
    found = [
        one
        for one in view.context.meetings
        if one.kind == kind
        and one.on >= on.today
        and one.meeting_id not in taken
        and sits_for(one.area, view.case.area)
    ]
    return sorted(found, key=lambda one: (one.on, one.meeting_id))


def _words(one: MeetingPlace, on: OnCase) -> str:
    return f"{day_month(one.on, on.today)}, {one.area or 'all areas'}"
