"""What stands on a front sheet of meetings: the views put before this one, and what earlier ones came to."""

from reportlab.platypus import Flowable, Spacer

from send_desktop.exports.panel_pack.pack import PackItem, PanelPack
from send_desktop.exports.panel_pack.paper import body, note, words
from send_desktop.exports.panel_pack.tables import heading
from send_desktop.exports.profile import Veil
from send_desktop.panel_types import VIEW_FORMS, outcome_title
from send_desktop.wording import full_date


def tabled(item: PackItem, pack: PanelPack, shown: Veil) -> list[Flowable]:
    """Return how the family's and the child's views, and somebody of the setting, are before the panel, where said."""
    on = item.item
    said = [
        _form("The family's views", on.family_view_form, on.family_view_note, shown),
        _form("The child's views", on.child_view_form, on.child_view_note, shown),
        _setting(on.setting_present, pack.profile),
    ]
    told = " ".join(one for one in said if one)
    return [Spacer(0, 3), words(told, note())] if told else []


def _setting(who: str, profile: str) -> str:
    if not who:
        return ""
    return f"From the setting: {who}." if profile == "named" else "Somebody of the setting is present."


def _form(whose: str, form: str, about: str, shown: Veil) -> str:
    if not form:
        return ""
    more = f" ({shown.text(about)})" if about else ""
    return f"{whose}: {VIEW_FORMS[form].lower()}{more}."


def earlier_panels(item: PackItem, shown: Veil) -> list[Flowable]:
    """Return what earlier panels advised on the case, with what an officer then decided; nothing where none has."""
    meetings = {place.item.id: place.meeting for place in item.case.agenda}
    decided = {one.recommendation_id: one for one in item.case.decisions if one.recommendation_id}
    lines = []
    for one in item.case.recommendations:
        meeting = meetings.get(one.item_id)
        if one.item_id == item.item.id or meeting is None:
            continue
        why = one.deferred_for or one.conditions
        after = decided.get(one.id)
        parts = [f"{full_date(meeting.on)}: {outcome_title(one.outcome).lower()}", shown.text(why) if why else ""]
        parts.append(f"decided: {outcome_title(after.outcome).lower()}" if after else "")
        lines.append(f"{'; '.join(part for part in parts if part)}.")
    if not lines:
        return []
    return [*heading("Earlier panels", room=30), *(words(line, body()) for line in lines)]
