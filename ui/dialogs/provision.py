"""The form for provision and what it costs: now beside proposed, as a provision panel weighs them."""

from __future__ import annotations

from send_desktop.records import Provision
from send_desktop.services import plans
from send_desktop.services.amendments import Amendment, adopt
from ui.dialogs.case_form import OnCase
from ui.dialogs.form import Field, FormSpec, Values

KINDS = {"now": "now", "proposed": "proposed"}

BANDS = tuple(f"Band {number}" for number in range(1, 9))
"""Suggested while a band is typed; authorities name them as they like."""

FIGURES = (
    ("annual_cost", "Cost a year"),
    ("education_share", "Education"),
    ("health_share", "Health"),
    ("care_share", "Care"),
)


def provision_form(on: OnCase) -> FormSpec:
    """Return the form; the line under it says how the shares add up as they are typed."""

    def build(values: Values) -> Amendment:
        return plans.set_provision(on.view.case, *_typed(on, values))

    return FormSpec(
        title="Provision and cost",
        save_words="Save provision",
        intro="What a provision panel weighs: each figure is pounds a year. Shares without a cost make up the cost.",
        fields=_fields(on),
        say=lambda values: _say(on, values),
        say_heading="It adds up to",
        save=lambda values: adopt(on.desk.store, build(values), on.desk.by, on.today),
    )


def _fields(on: OnCase) -> tuple[Field, ...]:
    held = {kind: _held(on, kind) for kind in KINDS}
    rows: list[tuple[Field, Field]] = [
        _pair(held, "setting", "Setting", suggestions=on.settings()),
        _pair(held, "band", "Band", suggestions=BANDS),
        *(_pair(held, name, words, kind="money") for name, words in FIGURES),
        _pair(held, "description", "In words", kind="long_text"),
    ]
    return tuple(field for row in rows for field in row)


def _pair(held: dict[str, Provision], name: str, words: str, **how: object) -> tuple[Field, Field]:
    """Return a field of provision now and, beside it, the same of what is proposed."""
    now, proposed = (
        Field(
            name=f"{kind}_{name}",
            label=f"{words}, {KINDS[kind]}",
            start=getattr(held[kind], name),
            is_beside=kind == "proposed",
            blamed_for=("add up",) if (name, kind) == ("annual_cost", "proposed") else (),
            **how,  # type: ignore[arg-type]
        )
        for kind in KINDS
    )
    return now, proposed


def _held(on: OnCase, kind: str) -> Provision:
    case = on.view.case
    found = next((one for one in case.provision if one.kind == kind), None)
    if found:
        return found
    return Provision(case_id=case.id, kind=kind, setting=case.setting if kind == "now" else "")


def _typed(on: OnCase, values: Values) -> list[Provision]:
    known = {setting.name.casefold(): setting.id for setting in on.directory.settings}
    return [
        Provision(
            case_id=on.view.case.id,
            kind=kind,
            setting=values[f"{kind}_setting"],
            setting_id=known.get(values[f"{kind}_setting"].casefold()),
            band=values[f"{kind}_band"],
            annual_cost=values[f"{kind}_annual_cost"],
            education_share=values[f"{kind}_education_share"],
            health_share=values[f"{kind}_health_share"],
            care_share=values[f"{kind}_care_share"],
            description=values[f"{kind}_description"],
        )
        for kind in KINDS
    ]


def _say(on: OnCase, values: Values) -> str:
    return "\n".join(f"{one.kind.capitalize()}: {plans.shares_in_words(one)}." for one in _typed(on, values))
