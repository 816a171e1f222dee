"""The forms for the draft, consultation of settings and the final plan."""

from __future__ import annotations

from send_desktop.errors import Refused
from send_desktop.records import Consultation
from send_desktop.services import plans
from send_desktop.services.amendments import Amendment
from send_desktop.wording import day_month
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values


def draft_form(on: OnCase) -> FormSpec:
    """Return the form for a draft served on the family."""
    return case_form(
        on,
        title="Draft served",
        contacts=True,
        save_words="Record draft",
        fields=(
            Field(name="on", label="Served on", kind="date", start=on.today, is_required=True),
            Field(
                name="representations_by", label="Family may answer until", kind="date", blamed_for=("15 days",),
                hint="Leave it empty for the least 15 days, beginning with the day the draft is served.",
            ),
        ),
        build=lambda values: plans.serve_draft(
            on.view.case,
            on=given(values["on"], "Give the day on which the draft was served."),
            today=on.today,
            representations_by=values["representations_by"],
        ),
    )  # fmt: skip


def consult_form(on: OnCase) -> FormSpec:
    """Return the form for consulting a setting."""
    return case_form(
        on,
        title="Consult a setting",
        contacts=True,
        save_words="Record consultation",
        intro="A setting must be consulted before it may be named; its reply is expected within 15 days.",
        fields=(
            Field(
                name="setting", label="Setting", suggestions=on.settings(), is_required=True, blamed_for=("setting",)
            ),
            Field(name="on", label="Sent on", kind="date", start=on.today, is_required=True),
        ),
        build=lambda values: plans.consult(
            on.view.case,
            setting=values["setting"],
            on=given(values["on"], "Give the day on which the setting was consulted."),
            today=on.today,
        ),
    )


def reply_form(on: OnCase) -> FormSpec:
    """Return the form for a setting's reply with its grounds."""
    waiting = [item for item in on.view.case.consultations if item.replied_on is None]

    def build(values: Values) -> Amendment:
        return plans.record_reply(
            on.view.case,
            _consultation(waiting, values["consultation"]),
            on=given(values["on"], "Give the day of the reply."),
            outcome=values["outcome"],
            today=on.today,
            grounds=values["grounds"],
            has_place={"yes": True, "no": False}.get(values["has_place"]),
        )

    return case_form(
        on,
        title="Reply of a setting",
        save_words="Record reply",
        fields=_reply_fields(on, waiting),
        build=build,
    )


def _reply_fields(on: OnCase, waiting: list[Consultation]) -> tuple[Field, ...]:
    choices = [(str(item.id), f"{item.setting}, sent {day_month(item.sent_on, on.today)}") for item in waiting]
    first = str(on.chosen_id) if on.chosen_id else None
    places = (("", "Not said"), ("yes", "Yes"), ("no", "No"))
    return (
        Field(name="consultation", label="Setting", kind="choice", choices=choices, start=first),
        Field(name="on", label="Replied on", kind="date", start=on.today, is_required=True),
        Field(name="outcome", label="Reply", kind="choice", choices=tuple(plans.REPLIES.items())),
        Field(name="has_place", label="Has a place", kind="choice", choices=places),
        Field(name="grounds", label="Grounds, in its own words", kind="long_text"),
    )


def _consultation(waiting: list[Consultation], chosen: str) -> Consultation:
    for item in waiting:
        if str(item.id) == chosen:
            return item
    raise Refused("Choose whose reply it is.")


def final_form(on: OnCase) -> FormSpec:
    """Return the form for the final plan sent."""
    return case_form(
        on,
        title="Final plan sent",
        contacts=True,
        save_words="Record final plan",
        intro="It goes to the family, the integrated care board and any setting that the plan names.",
        fields=(Field(name="on", label="Sent on", kind="date", start=on.today, is_required=True),),
        build=lambda values: plans.send_final(
            on.view.case, on=given(values["on"], "Give the day on which the final plan was sent."), today=on.today
        ),
    )


def preference_form(on: OnCase) -> FormSpec:
    """Return the form for the setting that the family asks for."""

    def build(values: Values) -> Amendment:
        named = values["setting"]
        known = next((one.id for one in on.directory.settings if one.name.casefold() == named.casefold()), None)
        return plans.set_preference(on.view.case, setting=named, setting_id=known)

    return case_form(
        on,
        title="Family's preference",
        save_words="Save preference",
        fields=(
            Field(name="setting", label="Setting asked for", start=on.view.case.request.family_preference
                  or on.view.case.preferred_setting, suggestions=on.settings()),
        ),
        build=build,
    )  # fmt: skip
