"""What is new: from the audit of an officer's cases, one line an act, in words. Pure."""

from collections.abc import Iterator

from send_desktop.records import AuditLine, DeskFacts
from send_desktop.services.today_lines import TodayLine, line

ARRIVED = {"Record advice": "advice arrived", "Record reply": "a setting replied"}
"""Acts by which something arrived, with what it was."""


def news_lines(facts: DeskFacts, officer_id: int | None) -> Iterator[TodayLine]:
    """Return one line for each act of others on a case, and one for each import.

    ``officer_id`` is whose cases they are; None for the whole team.
    """
    acts: dict[tuple[int | None, str, str], list[AuditLine]] = {}
    for one in facts.news:
        acts.setdefault((one.case_id, one.act, one.by), []).append(one)
    for (case_id, act, by), lines in acts.items():
        newest = lines[-1]
        if case_id is None or case_id not in facts.cases:
            yield TodayLine(kind="imported", words=_imported(newest), on=newest.at.astimezone().date())
            continue
        kind, words = _told(act, by, any(_is_given(one, officer_id) for one in lines))
        yield line(facts.cases[case_id], kind, words, newest.at.astimezone().date(), on=newest.at.astimezone().date())


def _told(act: str, by: str, is_given: bool) -> tuple[str, str]:
    if is_given:
        words = "A new request, recorded by {by} for you." if act == "Record request" else "{by} gave you this case."
        return "given", words.format(by=by)
    if act in ARRIVED:
        return "arrived", f"{by} recorded that {ARRIVED[act]}."
    return "changed", f"{by}: {act[:1].lower()}{act[1:]}."


def _is_given(one: AuditLine, officer_id: int | None) -> bool:
    """Say whether a line puts the case into this officer's hands."""
    if officer_id is None or one.record != "Request":
        return False
    return one.changes.get("officer_id", (None, None))[1] == str(officer_id)


def _imported(one: AuditLine) -> str:
    made, changed = (one.changes.get(name, (None, "0"))[1] or "0" for name in ("created", "updated"))
    return f"{one.by} imported a tracker: {made} new cases, {changed} brought up to date."
