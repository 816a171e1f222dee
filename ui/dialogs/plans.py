"""The forms for the draft, consultation of settings and the final plan."""

from __future__ import annotations

from send_desktop.errors import Refused
from send_desktop.records import Consultation, Document, PlanVersion
from send_desktop.services import documents, letters, plans
from send_desktop.services.amendments import Amendment
from send_desktop.services.delay_reasons import late_if_met
from send_desktop.wording import day_month
from ui.dialogs import delay_reasons
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values


def draft_form(on: OnCase) -> FormSpec:
    """Return the form for a draft served on the family; where its letter went, on the day that counts as served."""
    posted = letters.posted_draft(on.view.case)
    return case_form(
        on,
        title="Draft served",
        contacts=True,
        save_words="Record draft",
        fields=(
            Field(name="on", label="Served on", kind="date", start=letters.served_on(posted) if posted else on.today,
                is_required=True,
            ),
            Field(
                name="representations_by", label="Family may answer until", kind="date", blamed_for=("15 days",),
                hint="Leave it empty for the least 15 days, beginning with the day the draft is served.",
            ),
            _version_field(on, "draft", "Which version was served"),
        ),
        build=lambda values: plans.serve_draft(
            on.view.case,
            on=given(values["on"], "Give the day on which the draft was served."),
            today=on.today,
            representations_by=values["representations_by"],
            document=_document(on, values["document"]),
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


def representations_form(on: OnCase) -> FormSpec:
    """Return the form for what the family said about a draft, and for the meeting that they required."""
    drafts = {str(plan.id): plan for plan in on.view.case.plans if plan.kind == "draft"}
    latest = max(drafts.values(), key=lambda plan: plan.number)
    chosen = drafts.get(str(on.chosen_id), latest)

    def build(values: Values) -> Amendment:
        plan = drafts.get(values.get("plan", ""), chosen)
        told = {name: values[name] for name in ("received_on", "asked", "meeting_asked_on", "meeting_held_on")}
        return plans.record_representations(on.view.case, plan, today=on.today, **told)

    return case_form(
        on,
        title="Representations",
        save_words="Record representations",
        intro="What the family said about the draft. They may require a meeting with an officer (reg 13(1)(a)).",
        fields=(*_which_draft(on, drafts, chosen), *_said_fields(_said(chosen))),
        build=build,
    )


def _which_draft(on: OnCase, drafts: dict[str, PlanVersion], chosen: PlanVersion) -> tuple[Field, ...]:
    if len(drafts) == 1:
        return ()
    choices = [
        (code, f"Draft {plan.number}, served {day_month(plan.sent_on, on.today)}") for code, plan in drafts.items()
    ]
    return (
        Field(
            name="plan", label="About", kind="choice", choices=choices, start=str(chosen.id),
            fills=lambda code: _said(drafts[code]),
        ),
    )  # fmt: skip


def _said(plan: PlanVersion) -> Values:
    return {
        "received_on": plan.representations_received_on,
        "asked": plan.representations,
        "meeting_asked_on": plan.meeting_asked_on,
        "meeting_held_on": plan.meeting_held_on,
    }


def _said_fields(start: Values) -> tuple[Field, ...]:
    return (
        Field(
            name="received_on", label="Received on", kind="date", start=start["received_on"],
            blamed_for=("Representations", "day on which"),
        ),
        Field(name="asked", label="What they ask for", kind="long_text", start=start["asked"], blamed_for=("new",)),
        Field(
            name="meeting_asked_on", label="Meeting asked for on", kind="date", start=start["meeting_asked_on"],
            blamed_for=("request for a meeting",),
        ),
        Field(
            name="meeting_held_on", label="Meeting held on", kind="date", start=start["meeting_held_on"],
            is_beside=True, blamed_for=("meeting",),
        ),
    )  # fmt: skip


def final_form(on: OnCase) -> FormSpec:
    """Return the form for the final plan: when each of its three recipients was sent it, as their letters say."""
    known = plans.final_so_far(on.view.case)

    def build(values: Values) -> Amendment:
        document = _document(on, values["document"])
        made = plans.send_final(on.view.case, sent=_sent(values), today=on.today, document=document)
        return delay_reasons.with_reason(on, made, "final_plan", values)

    def is_late(values: Values) -> bool:
        last = _sent(values).last
        return last is not None and late_if_met(on.view.case, "final_plan", last) is not None

    return case_form(
        on,
        title="Final plan sent",
        contacts=True,
        save_words="Record final plan",
        intro="It is sent when the last of the family, any setting that the plan names and the board has been sent it "
        "(reg 13(2)). Days come from their letters where those are recorded as sent.",
        fields=(
            *_recipient_fields(known),
            _version_field(on, "final", "Which version was sent"),
            *delay_reasons.beside(on, "final_plan", is_late),
        ),
        build=build,
    )


def _sent(values: Values) -> plans.FinalSent:
    return plans.FinalSent(
        family_on=values["family_on"],
        setting_on=values["setting_on"],
        board_on=values["board_on"],
        names_setting=not values["names_none"],
    )


def _recipient_fields(known: plans.FinalSent) -> tuple[Field, ...]:
    return (
        Field(
            name="family_on", label="Sent to the family", kind="date", start=known.family_on,
            blamed_for=("the family",),
        ),
        Field(
            name="setting_on", label="Sent to the setting that it names", kind="date", start=known.setting_on,
            blamed_for=("the setting",), shown_when=lambda values: not values["names_none"],
        ),
        Field(name="names_none", label="The plan names no setting, only its type (s40)", kind="tick"),
        Field(
            name="board_on", label="Sent to the integrated care board", kind="date", start=known.board_on,
            blamed_for=("care board",),
        ),
    )  # fmt: skip


def _version_field(on: OnCase, kind: str, words: str) -> Field:
    """Return the field that ties a plan to the very version of the document that goes out as it."""
    case = on.view.case
    taken = {plan.document_id for plan in case.plans}
    kept = [one for one in documents.current(case) if one.id not in taken]
    first = next((one for one in kept if one.kind == kind), None)
    return Field(
        name="document", label=words, kind="choice", start=str(first.id) if first else "",
        choices=[("", "Not kept on the case"), *((str(one.id), _choice(one)) for one in kept)],
        hint="The case then shows for ever which version went out, and whether it was edited since.",
        blamed_for=("went out as",),
    )  # fmt: skip


def _choice(document: Document) -> str:
    return f"{document.title} ({documents.stamp(document)})"


def _document(on: OnCase, code: str) -> Document | None:
    return next((one for one in on.view.case.documents if str(one.id) == code), None)


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
