"""The audit in words: what panels record is read as people say it, not as columns are called."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest

from send_desktop.records import (
    AgendaItem,
    Attendance,
    AuditLine,
    Conflict,
    Decision,
    DelayReason,
    MemberView,
    PanelAction,
    PanelMeeting,
    PanelSeries,
    Recommendation,
    Stored,
)
from ui.pages.audit_words import EXPORT_KINDS, FIELDS, UNTOLD, change_words, field_words, record_words

KINDS = (
    AgendaItem, Attendance, Conflict, Decision, DelayReason, MemberView, PanelAction, PanelMeeting, PanelSeries,
    Recommendation,
)  # fmt: skip
PLAIN = frozenset({"id", "confidentiality", "terms_version", "is_active", "is_out_of_panel", "role", "weekday"})
"""Fields whose own name is what people call them."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_panels_record_has_its_words(kind: type[Stored]) -> None:
    named = {one.name for one in fields(kind)} - UNTOLD - PLAIN
    assert [name for name in sorted(named) if name not in FIELDS and not name.endswith("_id")] == []
    assert "_" not in record_words(kind.__name__)


def line(record: str, **changes: tuple[str | None, str | None]) -> AuditLine:
    return AuditLine(
        at=datetime(2026, 11, 20, tzinfo=UTC),
        by="P",
        act="Act",
        record=record,
        record_id=1,
        case_id=None,
        changes=dict(changes),
    )


def test_codes_and_days_are_read_as_words() -> None:
    done = line("PanelAction", kind=(None, "feedback_call"), done_on=(None, "2026-11-24"))
    assert change_words(done) == "Done on: 24 Nov 2026; Kind: Telephone feedback"
    assert change_words(line("Conflict", action=(None, "papers_only"))) == "What they did: Used the papers only"
    assert change_words(line("Decision", letter=(None, "panel_outcome"))) == "Letter: The outcome"
    assert change_words(line("Attendance", capacity=(None, "deputy"), role=(None, "ep"))) == (
        "Capacity: Deputy; Role: Educational psychologist"
    )
    given = line("DelayReason", reason=("ep_late", "family"), duty=(None, "final_plan"))
    assert change_words(given) == (
        "Reason: EP advice came late → The family needed more time; Limit: Final plan (20 weeks)"
    )
    assert field_words("PanelMeeting", "capacity") == "Places"
    assert EXPORT_KINDS["minutes"] == "Minutes"
