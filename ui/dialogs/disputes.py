"""The forms for mediation, appeals and a refusal that the authority changes itself: each says what it starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import Case, Dispute
from send_desktop.services import disputes
from send_desktop.services.amendments import Amendment
from send_desktop.statute.disputes import APPEAL, MEDIATION
from send_desktop.statute.stages import why_not_later
from send_desktop.wording import full_date
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values

DAY = "Give the day."


def can_dispute(case: Case) -> bool:
    """Say whether a decision stands that the family could dispute."""
    return bool(disputes.disputable(case))


def in_mediation(case: Case) -> bool:
    """Say whether a mediation is running."""
    return bool(disputes.running(case, MEDIATION))


def awaits_certificate(case: Case) -> bool:
    """Say whether a mediation is on record whose certificate is not."""
    return bool(_uncertified(case))


def in_appeal(case: Case) -> bool:
    """Say whether an appeal is running."""
    return bool(disputes.running(case, APPEAL))


def awaits_papers(case: Case) -> bool:
    """Say whether an appeal runs whose papers have not come."""
    return any(one.papers_received_on is None for one in disputes.running(case, APPEAL))


def awaits_response(case: Case) -> bool:
    """Say whether an appeal waits for the authority's response."""
    return bool(_unanswered(case))


def refusal_stands(case: Case) -> bool:
    """Say whether a refusal stands that the authority could change."""
    return bool(_refusals(case))


def mediation_form(on: OnCase) -> FormSpec:
    """Return the form for a family that asks for mediation."""
    return case_form(
        on,
        title="Mediation asked for",
        save_words="Record mediation",
        intro="Starts 30 days in which the mediation is to be held (reg 36). It stops no clock and replaces no date.",
        fields=(
            _about(on),
            _day(on, "Authority told on", "The day the family, or the adviser for it, told the authority."),
            _note(),
        ),
        build=lambda values: disputes.ask_mediation(
            on.view.case,
            about=values["about"],
            on=given(values["on"], DAY),
            today=on.today,
            note=values["note"],
        ),
    )


def declined_form(on: OnCase) -> FormSpec:
    """Return the form for a family that tells the adviser it wants no mediation."""
    return case_form(
        on,
        title="Mediation declined",
        save_words="Record it",
        intro="Starts the adviser's 3 working days for the certificate (reg 34), with which the family can appeal.",
        fields=(
            _about(on),
            _day(on, "Declined on"),
            Field(
                name="certificate_on",
                label="Certificate dated",
                kind="date",
                blamed_for=("certificate",),
                hint="Leave it empty until it has come. The family can appeal for a month from it (rule 20).",
            ),
        ),
        build=lambda values: disputes.decline_mediation(
            on.view.case,
            about=values["about"],
            on=given(values["on"], DAY),
            certificate_on=values["certificate_on"],
            today=on.today,
        ),
    )


def arranged_form(on: OnCase) -> FormSpec:
    """Return the form for the day of a mediation, ahead or past."""
    case = on.view.case
    return _one_day(
        on,
        title="Mediation arranged or held",
        save_words="Record day",
        intro="The family is told of day and place at least 5 working days before, unless it agrees to less. A day "
        "ahead is kept as arranged.",
        label="Mediation on",
        running=disputes.running(case, MEDIATION),
        build=lambda one, day: disputes.arrange_mediation(case, one, on=day, today=on.today),
    )


def certificate_form(on: OnCase) -> FormSpec:
    """Return the form for the mediation certificate."""
    case = on.view.case
    return _one_day(
        on,
        title="Mediation certificate",
        save_words="Record certificate",
        intro="An appeal reaches the Tribunal in time for a month from the certificate, or two months from the "
        "decision's letter if that is later (rule 20).",
        label="Certificate dated",
        running=_uncertified(case),
        build=lambda one, day: disputes.record_certificate(case, one, on=day, today=on.today),
    )


def mediation_end_form(on: OnCase) -> FormSpec:
    """Return the form for how a mediation ended."""
    return _end_form(
        on,
        kind=MEDIATION,
        title="Mediation ended",
        intro="An agreement is recorded as a later decision too: the limits of reg 44 run from its day as if the "
        "Tribunal had ordered it (reg 42), and replace those of the request. Without one, the adviser has 3 working "
        "days for the certificate.",
        ends=disputes.MEDIATION_ENDS,
    )


def appeal_form(on: OnCase) -> FormSpec:
    """Return the form for an appeal that was registered."""
    return case_form(
        on,
        title="Appeal registered",
        save_words="Record appeal",
        intro="The appeal papers start 30 working days in which the authority responds; August and 25 December to 1 "
        "January do not count (HESC Rules, rules 12 and 21). It stops no clock and replaces no date.",
        fields=(
            _about(on),
            _day(on, "Registered on"),
            Field(name="papers_received_on", label="Papers received on", kind="date", blamed_for=("papers",)),
            _note(),
        ),
        build=lambda values: disputes.register_appeal(
            on.view.case,
            about=values["about"],
            on=given(values["on"], DAY),
            papers_received_on=values["papers_received_on"],
            today=on.today,
            note=values["note"],
        ),
    )


def papers_form(on: OnCase) -> FormSpec:
    """Return the form for the day on which appeal papers came."""
    case = on.view.case
    waiting = [one for one in disputes.running(case, APPEAL) if one.papers_received_on is None]
    return _one_day(
        on,
        title="Appeal papers received",
        save_words="Record papers",
        intro="Starts the authority's 30 working days to respond; August and 25 December to 1 January do not count.",
        label="Received on",
        running=waiting,
        build=lambda one, day: disputes.record_papers(case, one, on=day, today=on.today),
    )


def response_form(on: OnCase) -> FormSpec:
    """Return the form for the authority's response to an appeal."""
    case = on.view.case
    return _one_day(
        on,
        title="Response to the appeal",
        save_words="Record response",
        intro="Meets the 30 working days. To concede instead, record the outcome of the appeal.",
        label="Response sent on",
        running=_unanswered(case),
        build=lambda one, day: disputes.respond(case, one, on=day, today=on.today),
    )


def appeal_end_form(on: OnCase) -> FormSpec:
    """Return the form for the outcome of an appeal: an order, a concession, or neither."""
    return _end_form(
        on,
        kind=APPEAL,
        title="Outcome of the appeal",
        intro="An order or a concession is recorded as a later decision too. Its limits (reg 44; reg 45) run from the "
        "day of the order, or of the notice to the Tribunal, and replace those of the request; the 20-week date "
        "stays on record. A dismissed or withdrawn appeal changes nothing.",
        ends=disputes.APPEAL_ENDS,
    )


def reverse_form(on: OnCase) -> FormSpec:
    """Return the form for a refusal that the authority changes of its own motion."""

    def build(values: Values) -> Amendment:
        return disputes.reverse(
            on.view.case,
            about=values["about"],
            made_on=given(values["made_on"], DAY),
            told_on=values["told_on"],
            reasons=values["reasons"],
            today=on.today,
        )

    return case_form(
        on,
        title="Change a refusal",
        save_words="Record change",
        intro="No regulation sets a limit here. The first dates stay, and 10 and 14 weeks from agreeing to assess "
        "stand beside them as working limits, as the Ombudsman applies them.",
        fields=(
            Field(name="about", label="Which refusal", kind="choice", choices=tuple(_refusals(on.view.case).items())),
            Field(name="made_on", label="Changed on", kind="date", start=on.today, is_required=True),
            Field(name="told_on", label="Family told on", kind="date", blamed_for=("told",)),
            Field(name="reasons", label="Why", kind="long_text", is_required=True, blamed_for=("why", "words")),
        ),
        build=build,
    )


def _end_form(on: OnCase, *, kind: str, title: str, intro: str, ends: dict[str, str]) -> FormSpec:
    running = disputes.running(on.view.case, kind)

    def build(values: Values) -> Amendment:
        return disputes.end_dispute(
            on.view.case,
            _chosen(running, values),
            outcome=values["outcome"],
            on=given(values["on"], DAY),
            told_on=values["told_on"],
            note=values["note"],
            today=on.today,
        )

    def changes(values: Values) -> bool:
        return values["outcome"] in disputes.ROUTE_OF

    return case_form(
        on,
        title=title,
        save_words="Record outcome",
        intro=intro,
        fields=(
            *_which(on, running),
            Field(name="outcome", label="How it ended", kind="choice", choices=tuple(ends.items())),
            _day(on, "On", "The day of the agreement or order; for a concession, the day the Tribunal was told."),
            Field(
                name="told_on",
                label="Family told what follows on",
                kind="date",
                blamed_for=("told",),
                shown_when=changes,
                hint="Leave it empty until the letter has gone.",
            ),
            Field(
                name="note",
                label="Reasons",
                kind="long_text",
                blamed_for=("words why",),
                hint="Needed where the authority concedes." if kind == APPEAL else "",
            ),
        ),
        build=build,
    )


_OfDay = Callable[[Dispute, date], Amendment]
"""What makes the act from the dispute and the day."""


def _one_day(
    on: OnCase,
    *,
    title: str,
    save_words: str,
    intro: str,
    label: str,
    running: Sequence[Dispute],
    build: _OfDay,
) -> FormSpec:
    return case_form(
        on,
        title=title,
        save_words=save_words,
        intro=intro,
        fields=(*_which(on, running), _day(on, label)),
        build=lambda values: build(_chosen(running, values), given(values["on"], DAY)),
    )


def _which(on: OnCase, running: Sequence[Dispute]) -> tuple[Field, ...]:
    """Where several run, which one; the one that the form was opened from stands first."""
    if len(running) < 2:
        return ()
    choices = tuple((str(one.id), _words(one)) for one in running)
    start = str(on.chosen_id) if any(one.id == on.chosen_id for one in running) else None
    return (Field(name="dispute", label="Which", kind="choice", choices=choices, start=start),)


def _words(one: Dispute) -> str:
    return f"{disputes.KINDS[one.kind]}, {disputes.ABOUT[one.about].lower()}, {full_date(one.opened_on)}"


def _chosen(running: Sequence[Dispute], values: Values) -> Dispute:
    if not running:
        raise Refused("There is none running; record it first.")
    return next((one for one in running if str(one.id) == values.get("dispute")), running[0])


def _about(on: OnCase) -> Field:
    return Field(name="about", label="About", kind="choice", choices=tuple(disputes.disputable(on.view.case).items()))


def _day(on: OnCase, words: str, hint: str = "") -> Field:
    return Field(name="on", label=words, kind="date", start=on.today, is_required=True, hint=hint)


def _note() -> Field:
    return Field(name="note", label="Note", kind="long_text")


def _uncertified(case: Case) -> list[Dispute]:
    return [
        one for one in case.disputes if one.kind == MEDIATION and one.certificate_on is None and one.outcome != "agreed"
    ]


def _unanswered(case: Case) -> list[Dispute]:
    return [
        one for one in disputes.running(case, APPEAL) if one.papers_received_on is not None and one.responded_on is None
    ]


def _refusals(case: Case) -> dict[str, str]:
    facts = case.facts()
    return {about: disputes.ABOUT[about] for about in ("assess", "issue") if not why_not_later(facts, about)}
