"""The fields by which somebody lets a case on to an agenda after its papers closed, or beyond its places."""

from __future__ import annotations

from collections.abc import Callable

from send_desktop.services.panel_rules import Allowed
from ui.dialogs.form import Field, Values

REASONS = (
    "The date in law passes before the next meeting",
    "Advice came after the cut-off",
    "The chair agreed to a longer meeting",
)


def let_on_fields(
    shown_when: Callable[[Values], bool] | None = None, *, is_required: bool = False
) -> tuple[Field, ...]:
    """Return who allows it and why; shown when the meeting that is chosen needs it."""
    return (
        Field(name="allowed_by", label="Who allows it", shown_when=shown_when, is_required=is_required,
              hint="The cut-off has passed, or every place is taken: it is let on by name.",
              blamed_for=("say who allows",)),
        Field(name="allowed_reason", label="Why", suggestions=REASONS, shown_when=shown_when, is_required=is_required),
    )  # fmt: skip


def allowed_in(values: Values) -> Allowed | None:
    """Return who allows it and why, None where nobody is named."""
    by, reason = str(values.get("allowed_by") or ""), str(values.get("allowed_reason") or "")
    return Allowed(by, reason) if by or reason else None
