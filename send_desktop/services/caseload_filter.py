"""What is typed into the caseload's filter: phrases that are understood, and words that are looked for.

Commas separate. A part that is one of ``PHRASES`` becomes a test of the line; every other part is plain
words, each of which must begin a word somewhere on the line (``is_found``). Nothing typed is ever wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from send_desktop.delay_reasons import AGENCIES, SERVICE_AGENCIES, agency_of
from send_desktop.records import Directory
from send_desktop.services.caseload import BEGINS
from send_desktop.services.caseload_line import CaseLine
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.wording import MONTHS, counted, day_month

Test = Callable[[CaseLine], bool]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One part that was understood: as typed, as the chip says it, and what it lets through."""

    typed: str
    title: str
    keeps: Test = field(compare=False)
    wants_closed: bool = False
    """True where it is about finished cases, which the scope of open ones would hide."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text was read as."""

    phrases: tuple[Phrase, ...] = ()
    words: str = ""

    def keeps(self, line: CaseLine) -> bool:
        """Say whether a line has every word and passes every phrase."""
        return all(phrase.keeps(line) for phrase in self.phrases) and all(map(line.sought.has, self._typed()))

    def among(self, lines: list[CaseLine]) -> list[CaseLine]:
        """Return the lines that it keeps, in their order: one test after the other, each on what is left."""
        for word in self._typed():
            lines = _with_word(lines, word)
        for phrase in self.phrases:
            lines = [line for line in lines if phrase.keeps(line)]
        return lines

    def _typed(self) -> list[str]:
        return self.words.lower().split()


def _with_word(lines: list[CaseLine], word: str) -> list[CaseLine]:
    """Do as ``Sought.has`` on every line; what the word needs is asked once, not of twenty thousand lines."""
    if not word.isalnum():
        return [line for line in lines if line.sought.has(word)]
    if any(sign.isdigit() for sign in word):
        return [line for line in lines if word in line.sought.folded]
    begun = BEGINS + word
    return [line for line in lines if begun in line.sought.marked]


@dataclass(frozen=True, slots=True)
class Known:
    """What the phrases may name: the day, services by code, and names by what they are."""

    today: date
    services: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Kind (officer, area, team, setting) and name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the table: how it is typed, what it means, and how it is read."""

    example: str
    meaning: str
    pattern: str
    read: Callable[[re.Match[str], Known], tuple[str, Test] | None]
    wants_closed: bool = False


def known_of(directory: Directory, today: date) -> Known:
    """Return what the phrases may name in a store."""
    lists = (
        ("officer", directory.officers), ("area", directory.areas),
        ("team", directory.teams), ("setting", directory.settings),
    )  # fmt: skip
    names = tuple((kind, one.name) for kind, listed in lists for one in listed)
    return Known(today, tuple(service.code for service in directory.services), names)


def understand(text: str, known: Known) -> Understood:
    """Read what was typed; never raises."""
    read = [(part, _phrase(" ".join(part.split()), known)) for part in text.split(",")]
    words = " ".join(part.strip() for part, phrase in read if phrase is None)
    return Understood(tuple(phrase for _, phrase in read if phrase), words.strip())


def without(text: str, phrase: Phrase, known: Known) -> str:
    """Return the text as if the phrase had never been typed."""
    parts = text.split(",")
    place = next((at for at, part in enumerate(parts) if _phrase(" ".join(part.split()), known) == phrase), None)
    kept = [part for at, part in enumerate(parts) if at != place]
    return ",".join(kept).strip() if any(part.strip() for part in kept) else ""


@lru_cache(maxsize=512)
def _phrase(part: str, known: Known) -> Phrase | None:
    for kind, pattern in _READY:
        found = pattern.fullmatch(part)
        read = kind.read(found, known) if found else None
        if read:
            return Phrase(part, *read, wants_closed=kind.wants_closed)
    return None


def _number(text: str) -> int:
    return int(text[:6])


def _weeks(found: re.Match[str], known: Known) -> tuple[str, Test]:
    is_over, limit = found[1].lower() == "over", _number(found[2])
    title = f"{'Over' if is_over else 'Under'} {counted(limit, 'week')}"
    return title, (lambda line: line.day > 7 * limit) if is_over else (lambda line: line.day < 7 * limit)


def _left(found: re.Match[str], known: Known) -> tuple[str, Test]:
    is_over, limit = found[1].lower() == "over", _number(found[2])
    title = f"{'Over' if is_over else 'Under'} {counted(limit, 'day')} left"

    def keeps(line: CaseLine) -> bool:
        return line.left is not None and (line.left > limit if is_over else line.left < limit)

    return title, keeps


def _day(found: re.Match[str], known: Known) -> tuple[str, Test]:
    is_over, limit = found[1].lower() == "over", _number(found[2])
    title = f"Day {'over' if is_over else 'under'} {limit}"
    return title, (lambda line: line.day > limit) if is_over else (lambda line: line.day < limit)


_STATES = {
    "breached": "Breached", "will breach": "Will breach", "at risk": "At risk",
    "on track": "On track", "excepted": "Excepted",
}  # fmt: skip


def _state(found: re.Match[str], known: Known) -> tuple[str, Test]:
    typed = found[0].lower()
    code = typed.replace(" ", "_")
    return _STATES[typed], lambda line: line.state == code


def _stage(found: re.Match[str], known: Known) -> tuple[str, Test]:
    title = next(one for one in STAGE_TITLES.values() if one.lower() == found[0].lower())
    return f"Stage: {title}", lambda line: line.stage == title


def _advice(found: re.Match[str], known: Known) -> tuple[str, Test] | None:
    how, typed = _how(found[0].lower())
    code = next((one for one in known.services if one.lower() == typed), None)
    return None if code is None else (_ADVICE[how].format(code), _asked_how(how, code, known.today))


_ADVICE = {
    "no": "{} not in", "in": "{} in", "overdue": "{} overdue", "not asked": "{} not asked",
}  # fmt: skip


def _how(typed: str) -> tuple[str, str]:
    for how in ("not asked", "no"):
        if typed.startswith(f"{how} "):
            return how, typed.removeprefix(f"{how} ")
    service, _, how = typed.rpartition(" ")
    return how, service


def _asked_how(how: str, code: str, today: date) -> Test:
    if how == "no":
        return lambda line: code in line.advice and line.advice[code].is_awaited
    if how == "in":
        return lambda line: code in line.advice and line.advice[code].received is not None
    if how == "overdue":
        return lambda line: line.is_open and code in line.advice and line.advice[code].is_overdue(today)
    return lambda line: code not in line.advice or line.advice[code].asked is None


def _no_officer(found: re.Match[str], known: Known) -> tuple[str, Test]:
    return "No officer", lambda line: not line.row.officer


def _named(found: re.Match[str], known: Known) -> tuple[str, Test] | None:
    typed = found[0].casefold()
    hits = [(kind, name) for kind, name in known.names if name.casefold() == typed]
    if not hits:
        return None
    kind, name = hits[0]
    return f"{kind.capitalize()}: {name}", lambda line: getattr(line.row, kind) == name


def _need(found: re.Match[str], known: Known) -> tuple[str, Test]:
    code = found[0].upper()
    return f"Need: {code}", lambda line: line.row.primary_need == code


def _due(first: date | None, last: date) -> Test:
    def keeps(line: CaseLine) -> bool:
        due = line.row.derived.next_due
        return due is not None and due <= last and (first is None or due >= first)

    return keeps


def _due_week(found: re.Match[str], known: Known) -> tuple[str, Test]:
    is_next = found[1].lower() == "next"
    monday = known.today - timedelta(days=known.today.weekday()) + timedelta(days=7 * is_next)
    return f"Due {'next' if is_next else 'this'} week", _due(monday, monday + timedelta(days=6))


def _due_by(found: re.Match[str], known: Known) -> tuple[str, Test] | None:
    on = _date(found[1], found[2], known.today)
    return None if on is None else (f"Due by {day_month(on, known.today)}", _due(None, on))


def _due_in(found: re.Match[str], known: Known) -> tuple[str, Test]:
    days = _number(found[1])
    last = known.today + timedelta(days=min(days, 36_500))
    return f"Due in {counted(days, 'day')}", _due(known.today, last)


def _date(day: str, month: str, today: date) -> date | None:
    """Return the next such day, from today on."""
    number = int(month) if month.isdigit() else next(
        (at for at, name in enumerate(MONTHS, start=1) if len(month) >= 3 and name.lower().startswith(month.lower())), 0
    )  # fmt: skip
    for year in range(today.year, today.year + 5):  # 29 February may be four years away
        try:
            on = date(year, number, int(day))
        except ValueError:
            continue
        if on >= today:
            return on
    return None


def _exception(found: re.Match[str], known: Known) -> tuple[str, Test]:
    return "With exception", lambda line: line.row.is_exception_claimed or line.row.derived.is_relieved


def _age(found: re.Match[str], known: Known) -> tuple[str, Test]:
    age = _number(found[1])
    return f"Age {age}", lambda line: line.age == age


def _year(found: re.Match[str], known: Known) -> tuple[str, Test]:
    year = f"Year {_number(found[1])}"
    return year, lambda line: line.year == year


def _closed(found: re.Match[str], known: Known) -> tuple[str, Test]:
    return "Closed", lambda line: not line.is_open


def _ended(found: re.Match[str], known: Known) -> tuple[str, Test]:
    days = _number(found[1])

    def keeps(line: CaseLine) -> bool:
        on = line.row.derived.finished_on or line.row.closed_on
        return not line.is_open and on is not None and (line.today - on).days <= days

    return f"Ended in {counted(days, 'day')}", keeps


def _issued_late(found: re.Match[str], known: Known) -> tuple[str, Test]:
    def keeps(line: CaseLine) -> bool:
        return line.row.derived.status == "plan_issued" and line.row.derived.finished_in_time is False

    return "Issued late", keeps


def _no_delay_reason(found: re.Match[str], known: Known) -> tuple[str, Test]:
    return "No delay reason", lambda line: line.has_unexplained


def _delay(found: re.Match[str], known: Known) -> tuple[str, Test] | None:
    typed = found[1].casefold()
    code = next((code for code, words in AGENCIES.items() if typed in _names_of(code, words)), None)
    if code is None:
        return None
    return f"Delay: {AGENCIES[code]}", lambda line: any(agency_of(*given) == code for given in line.delays.values())


def _names_of(code: str, words: str) -> tuple[str, ...]:
    services = (service for service, agency in SERVICE_AGENCIES.items() if agency == code)
    return tuple(one.casefold() for one in (code, words, *words.split(" or "), *services))


_ONE_OF_NEEDS = "SPLD|MLD|SLD|PMLD|SEMH|SLCN|HI|VI|MSI|PD|ASD|DS|OTH"

PHRASES: tuple[Kind, ...] = (
    Kind("over 16 weeks", "weeks since the request; also under", r"(over|under) (\d+) (?:weeks?|wks?)", _weeks),
    Kind("under 10 days left", "days to the legal date; also over", r"(over|under) (\d+) days? left", _left),
    Kind("day over 112", "days since the request; also under", r"day (over|under) (\d+)", _day),
    Kind("at risk", "or breached, will breach, on track, excepted", "|".join(_STATES), _state),
    Kind("consultation", "a stage by its name", "|".join(map(re.escape, STAGE_TITLES.values())), _stage),
    Kind("no EP", "advice of a service that was asked for and is not in", r"no \S.*", _advice),
    Kind("EP in", "its advice has come", r".*\S in", _advice),
    Kind("EP overdue", "asked more than six weeks ago and not in", r".*\S overdue", _advice),
    Kind("not asked EP", "not asked for yet", r"not asked \S.*", _advice),
    Kind("no delay reason", "a limit has passed and nobody has said why", "no delay reasons?", _no_delay_reason),
    Kind("delay EP", "whose the delay was: also health, panel, family", r"delay (\S.*)", _delay),
    Kind("no officer", "cases that are with nobody", "no officer", _no_officer),
    Kind("due this week", "the legal date; also next week", r"due (this|next) week", _due_week),
    Kind("by 15 Dec", "the legal date is then or before", r"(?:due )?by (\d{1,2})[ /](\d{1,2}|[a-z]+)", _due_by),
    Kind("in 10 days", "the legal date, from today", r"(?:due )?in (\d+) days?", _due_in),
    Kind("with exception", "an exception is recorded", "with exceptions?", _exception),
    Kind("age 5", "whole years today", r"age (\d+)", _age),
    Kind("year 3", "the school year", r"year (\d+)", _year),
    Kind("SLCN", "a primary need by its code", _ONE_OF_NEEDS, _need),
    Kind("Kettering", "an officer, area, team or setting by its whole name", ".+", _named),
    Kind("closed", "finished cases", "closed", _closed, wants_closed=True),
    Kind("ended in 28 days", "finished in the last so many days", r"ended in (\d+) days?", _ended, wants_closed=True),
    Kind("issued late", "plans sent after their 20 weeks", "issued late", _issued_late, wants_closed=True),
)
"""Every phrase that is understood, in the order in which they are tried; the help is made of it."""

_READY: Sequence[tuple[Kind, re.Pattern[str]]] = tuple(
    (kind, re.compile(kind.pattern, re.IGNORECASE | re.ASCII)) for kind in PHRASES
)


def phrases_in_words() -> str:
    """Return the table of phrases as lines for the help."""
    return "\n".join(f"{kind.example}: {kind.meaning}" for kind in PHRASES)
