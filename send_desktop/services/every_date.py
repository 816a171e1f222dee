"""Every date of a case before and after an act: what a form shows before it is saved (trigger, preview, adopt)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from send_desktop.records import Case, Derived
from send_desktop.risk import RiskContext, finishes, latest_safe_dates, state, state_named
from send_desktop.services.duties import duties_of
from send_desktop.statute.stages import STAGE_TITLES, stage
from send_desktop.wording import ABSENT, day_month, days

LAW, SAFE, FORECAST = "Dates in law", "Latest safe dates", "Forecast"
"""The groups in which the lines stand."""

DUTY_WORDS = {
    "met": "met",
    "met_late": "met late",
    "due": "due",
    "overdue": "overdue",
    "excepted": "excepted",
    "not_needed": "not needed",
    "replaced": "replaced",
    "passed": "time passed",
}


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date of a case with the word for how it stands; no date where only the word counts."""

    group: str
    title: str
    on: date | None
    words: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What finds the same line before and after."""
        return self.group, self.title


@dataclass(frozen=True, slots=True)
class DateChange:
    """One date before and after an act; None where there was, or will be, none."""

    group: str
    title: str
    before: DateLine | None
    after: DateLine | None

    @property
    def is_changed(self) -> bool:
        """Say whether the act changes the date or how it stands."""
        return self.before != self.after

    @property
    def sign(self) -> str:
        """Return a sign and a word for what happens to it: '+ new', '− ends', '→ 7 days later', '= stays'."""
        if not self.is_changed:
            return "= stays"
        if self.before is None:
            return "+ new"
        return "− ends" if self.after is None else f"→ {self._moved()}"

    def said(self, line: DateLine | None, today: date) -> str:
        """Return one side as it is shown: '25 Nov, due'."""
        if line is None:
            return ABSENT
        shown = day_month(line.on, today) if line.on else ""
        return ", ".join(part for part in (shown, line.words) if part)

    def _moved(self) -> str:
        before, after = self.before, self.after
        if before is None or after is None or before.on is None or after.on is None or before.on == after.on:
            return after.words if after and after.words else "changes"
        moved = (after.on - before.on).days
        return f"{days(abs(moved))} {'later' if moved > 0 else 'earlier'}"


def date_lines(case: Case, derived: Derived, context: RiskContext, today: date) -> tuple[DateLine, ...]:
    """Return every date that the law and the forecast give a case as it stands, each under its own title."""
    return tuple(_numbered([*_law(case, context, today), *_forecast(case, derived, context, today)]))


def changes(before: tuple[DateLine, ...], after: tuple[DateLine, ...]) -> tuple[DateChange, ...]:
    """Set two gatherings of lines against each other, in the order of what will be; what ends stands where it stood."""
    old, new = {line.key: line for line in before}, {line.key: line for line in after}
    keys = list(new)
    for at, key in enumerate(old):
        if key not in new:
            keys.insert(_place(key, list(old)[:at], keys), key)
    return tuple(DateChange(*key, old.get(key), new.get(key)) for key in keys)


def _place(key: tuple[str, str], earlier: list[tuple[str, str]], keys: list[tuple[str, str]]) -> int:
    """Where a line that ends belongs: after the nearest one that stood before it."""
    for one in reversed(earlier):
        if one in keys:
            return keys.index(one) + 1
    return next((at for at, one in enumerate(keys) if one[0] == key[0]), 0)


def _law(case: Case, context: RiskContext, today: date) -> Iterator[DateLine]:
    for duty in duties_of(case, today, context.calendar):
        title = f"{duty.title} ({duty.subject})" if duty.subject else duty.title
        yield DateLine(LAW, title, duty.due, DUTY_WORDS[duty.state])
        if duty.working_target and duty.state in ("due", "overdue"):
            yield DateLine(LAW, f"{title}: working target", duty.working_target)


def _forecast(case: Case, derived: Derived, context: RiskContext, today: date) -> Iterator[DateLine]:
    facts = case.facts()
    for safe in latest_safe_dates(case.id, facts, case.area, context, today):
        yield DateLine(SAFE, safe.title, safe.on)
    ends = finishes(case.id, facts, case.area, context, today)
    yield DateLine(FORECAST, "Earliest finish", ends.earliest)
    yield DateLine(FORECAST, "Expected finish", ends.expected)
    code, at = state(derived, today), stage(facts, today)
    yield DateLine(FORECAST, "State", None, state_named(code).word if code else "No state")
    yield DateLine(FORECAST, "Stage", None, STAGE_TITLES[at] if at else "Closed")


def _numbered(lines: list[DateLine]) -> Iterator[DateLine]:
    """Two drafts, or advice asked of one service twice, have one title: the second is told apart by its number."""
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        number = seen[line.key] = seen.get(line.key, 0) + 1
        yield line if number == 1 else DateLine(line.group, f"{line.title} ({number})", line.on, line.words)
