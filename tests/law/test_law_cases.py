"""Every worked case of the law: events in, due dates out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from send_desktop.statute.clock import timetable, timetable_json
from send_desktop.statute.working_days import england

CASES = json.loads((Path(__file__).parents[1] / "reference" / "law_cases.json").read_text(encoding="utf-8"))
KEYS = [
    *("id", "title", "starts_from", "due", "working_target", "closes"),
    *("binds", "source", "certainty", "statutory", "explanation"),
]


def dated(case: dict[str, Any]) -> dict[str, date]:
    return {name: date.fromisoformat(on) for name, on in case["events"].items()}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_worked_case_of_the_law_comes_out_to_the_day(case: dict[str, Any]) -> None:
    due = {duty.id: duty.due for duty in timetable(dated(case), england())}

    assert {name: due[name] for name in case["due"]} == {
        name: date.fromisoformat(on) for name, on in case["due"].items()
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_worked_case_is_explained_and_shaped_as_the_command_line_says(case: dict[str, Any]) -> None:
    events = dated(case)
    document = timetable_json(events, timetable(events, england()))

    assert json.loads(json.dumps(document)) == document
    assert document["events"] == case["events"]
    for duty in document["duties"]:
        assert list(duty) == KEYS
        assert set(duty["starts_from"].split(" + ")) <= set(events)
        assert duty["certainty"] in ("confirmed", "to_be_confirmed", "practice")
        assert duty["explanation"].endswith(".")
        assert "  " not in duty["explanation"]
