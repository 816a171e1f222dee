"""The forms that make a letter and record that one was sent."""

from __future__ import annotations

from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.exports.email_draft import ENDING
from send_desktop.exports.placing import safe_name
from send_desktop.records import Case, Letter
from send_desktop.services import letter_email, letters
from send_desktop.services.amendments import Amendment
from send_desktop.services.delay_reasons import late_if_met
from send_desktop.services.family import contact_marks
from send_desktop.services.letter_fields import LetterCase, Recipient
from send_desktop.services.letter_kinds import kind
from send_desktop.services.letter_recipients import recipients
from send_desktop.wording import full_date
from ui.desk import Desk
from ui.dialogs import delay_reasons
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.save_file import FileAct, usual_folder

WAYS = (("", "As each is best reached"), ("post", "All by post"), ("email", "All by email"))
_BY_EMAIL = {"": None, "post": False, "email": True}
CHECKED = "I have checked what is missing or unsafe"


def letter_form(code: str, on: OnCase) -> FormSpec:
    """Return the form that makes one letter: recipients with ticks, what is missing or unsafe, and its words."""
    letter = kind(code)
    whole = LetterCase(on.view.case, on.directory, on.view.context, on.today, on.desk.by)
    found = recipients(letter, whole)
    case = on.view.case

    def reads(values: Values) -> str:
        with on.desk.store.look() as reading:
            ready = letters.ready(
                reading, case, code, values["on"] or on.today, on.desk.by, by_email=_BY_EMAIL[values["by"]]
            )
        chosen = [one for one in ready if values[one.to.key]]
        return "\n\n".join(_told(one) for one in chosen) or "Tick a recipient to read the letter."

    return FormSpec(
        title=letter.title,
        save_words="Make letter",
        intro=_intro(letter.purpose, letter.provision, found),
        fields=(
            *(_recipient_field(one) for one in found),
            Field(
                name="on", label="Date of the letter", kind="date", start=on.today, is_required=True,
                hint="Its last days are counted as if it goes on this day.",
            ),
            Field(name="by", label="How it goes", kind="choice", choices=WAYS, start=""),
            Field(
                name="is_checked", label=CHECKED, kind="tick", blamed_for=("missing or unsafe",),
                hint="Only where something below or above says so.",
            ),
        ),
        say=lambda _: "",
        save=lambda values: letters.make(
            on.desk.store,
            case,
            code,
            to=[one.key for one in found if values[one.key]],
            on=given(values["on"], "Give the date of the letter."),
            by=on.desk.by,
            today=on.today,
            by_email=_BY_EMAIL[values["by"]],
            is_checked=values["is_checked"],
        ),
        marks=contact_marks(case),
        reads=reads,
        reads_heading="What it says",
    )  # fmt: skip


def awaits_sending(case: Case) -> bool:
    """Say whether a letter is made and not recorded as sent."""
    return any(one.sent_on is None for one in case.letters)


def sent_form(on: OnCase) -> FormSpec:
    """Return the form that records how and when a letter went."""
    case = on.view.case
    waiting = [one for one in case.letters if one.sent_on is None]
    chosen = next((one for one in waiting if one.id == on.chosen_id), waiting[-1])

    def build(values: Values) -> Amendment:
        letter = next((one for one in waiting if str(one.id) == values["letter"]), None)
        if letter is None:
            raise Refused("Choose which letter was sent.")
        made = letters.record_sent(
            case,
            letter,
            on=given(values["on"], "Give the day on which the letter went."),
            channel=values["channel"],
            today=on.today,
            proof=values["proof"],
            serves_draft=values["serves_draft"] and letter.template == "draft",
        )
        return delay_reasons.with_reason(on, made, duty, values)

    duty = _limit_met(case, chosen)

    def is_late(values: Values) -> bool:
        letter = next((one for one in waiting if str(one.id) == values["letter"]), None)
        meets = letter is not None and _limit_met(case, letter) == duty
        return meets and values["on"] is not None and late_if_met(case, duty, values["on"]) is not None

    return case_form(
        on,
        title="Letter sent",
        save_words="Record as sent",
        contacts=True,
        intro="Once a letter is recorded as sent it is not changed; a corrected one is a new letter.",
        fields=(*_sent_fields(on, waiting, chosen), *(delay_reasons.beside(on, duty, is_late) if duty else ())),
        build=build,
    )


def _limit_met(case: Case, letter: Letter) -> str:
    """Return the limit that a letter meets by telling the family of a decision; none where it meets none."""
    if not letters.tells(case, letter):
        return ""
    if kind(letter.template).notifies == "assess":
        return "assess_decision"
    return "no_plan_decision" if case.request.issue_outcome == "no_plan" else ""


def save_act(desk: Desk, case: Case, letter: Letter) -> FileAct:
    """Return the form that writes a letter's file where it can be opened, printed or attached."""
    folder = usual_folder(desk, "letters/folder")

    def make(target: Path, _: str, __: object) -> str:
        return letters.save_copy(desk.store, case, letter, target, desk.by)

    return FileAct(
        title=letter.title,
        intro=f"To {letter.addressee}, made on {full_date(letter.made_on)}. What the case keeps stays.",
        save_words="Save the file",
        running_words="Saving the letter",
        start=folder / safe_name(f"{case.reference} {letter.title}.docx"),
        ending=".docx",
        kind_words="Word document",
        make=make,
        remembered_as="letters/folder",
    )


def email_act(on: OnCase, letter: Letter) -> FileAct:
    """Return the form that writes an email with a letter attached, for the desk's own mail program."""
    desk, case = on.desk, on.view.case
    emailed = letter_email.emailed(case, letter, on.directory, on.view.context, on.today)
    to = f"To {letter.addressee}, {emailed.to}." if emailed.to else f"No email address is known for {letter.addressee}."
    return FileAct(
        title=f"Email: {letter.title}",
        intro=" ".join((to, *emailed.dangers, "Nothing is sent from here: the draft opens in the mail program.")),
        save_words="Write the email",
        running_words="Writing the email",
        start=usual_folder(desk, "letters/folder") / letter_email.file_name(case, letter),
        ending=ENDING,
        kind_words="Email",
        make=lambda target, _, __: letter_email.write_email(desk.store, case, emailed, target, desk.by),
        remembered_as="letters/folder",
    )


def _sent_fields(on: OnCase, waiting: list[Letter], chosen: Letter) -> tuple[Field, ...]:
    choices = [(str(one.id), f"{one.title} to {one.addressee}, {full_date(one.made_on)}") for one in waiting]
    drafts = {str(one.id) for one in waiting if one.template == "draft"}
    channel = "email" if "@" in chosen.address else "first_class"
    return (
        Field(name="letter", label="Letter", kind="choice", choices=choices, start=str(chosen.id)),
        Field(name="on", label="Sent on", kind="date", start=on.today, is_required=True),
        Field(
            name="channel", label="How", kind="choice", choices=tuple(letters.CHANNELS.items()), start=channel,
        ),
        Field(
            name="proof", label="What shows that it went (may stay empty)",
            hint="A tracking number, a receipt, or who handed it over.",
        ),
        Field(
            name="serves_draft", label="Record the draft as served", kind="tick", start=True,
            hint="On the day that the letter counts as served; the family's 15 days begin then. "
            "Where that day is still ahead, Today asks for it when it comes.",
            shown_when=lambda values: values["letter"] in drafts,
        ),
    )  # fmt: skip


def _recipient_field(to: Recipient) -> Field:
    where = to.place or "nowhere to send it yet"
    return Field(
        name=to.key,
        label=to.name,
        kind="tick",
        start=not to.dangers,
        hint=" ".join((f"{where}.".replace("..", "."), *to.dangers)),
    )


def _intro(purpose: str, provision: str, found: tuple[Recipient, ...]) -> str:
    words = f"{purpose} {provision}."
    return words if found else f"{words} Nobody is recorded to whom it could go; add them to the case first."


def _told(one: letters.ReadyLetter) -> str:
    said = [f"To {one.to.name}"]
    said += [f"Cannot be made without: {what}." for what in one.lacking]
    said += [f"Missing: {what}." for what in one.missing]
    return "\n".join((*said, "", one.text, "―" * 12))
