"""Forecasts: each open case's chance of passing its date, and a month's forecasts, kept, against what happened."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from send_desktop.changes import Changes
from send_desktop.errors import Refused, Unavailable
from send_desktop.forecast.breach import CHANCE, PASSED, TODAY, TOO_FEW, Forecast, forecast
from send_desktop.forecast.calibration import (
    BANDS,
    Bin,
    Calibration,
    Judged,
    band_of,
    calibrate,
    falls_in,
    months_to_judge,
    sentences,
)
from send_desktop.forecast.history import Course, course_of, courses, history_from, spells
from send_desktop.forecast.reasons import percent, reasons
from send_desktop.forecast.survival import History
from send_desktop.options import Options
from send_desktop.records import AdviceRow, Case, CaseloadRow, KeptForecast, TimelinessRow
from send_desktop.services.forecast_view import (
    PLAN,
    QUESTIONS,
    TOLD,
    BinLine,
    CalibrationView,
    CaseForecast,
    CaseLine,
    ForecastView,
    Group,
    JudgedLine,
)
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.store import Reading, Store
from send_desktop.wording import counted, full_date

KIND = "breach"
"""The kind under which a month's forecasts of breaches are kept."""

DOCUMENT = 1
"""The form of what is kept: raised when it changes."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was read once: every case and request for advice, and how far each had come by a day."""

    as_at: date
    rows: Sequence[TimelinessRow]
    courses: Sequence[Course]
    history: History

    @classmethod
    def of(cls, rows: Sequence[TimelinessRow], advice: Sequence[AdviceRow], as_at: date) -> "Known":
        """Return what is known of a day from the records as they now stand."""
        found = courses(rows, advice, as_at)
        return cls(as_at, rows, found, History(spells(found, history_from(as_at))))

    def forecasts(self, question: str, month: date | None = None) -> list[Forecast]:
        """Return the forecast of every open case that the question is ahead of, or whose date falls in a month."""
        wanted = self.courses if month is None else [one for one in self.courses if falls_in(one, question, month)]
        made = (forecast(one, self.history, question) for one in wanted)
        return [one for one in made if one is not None]


# --- the open cases ------------------------------------------------------------------------------


def forecast_view(
    store: Store, as_at: date, today: date, question: str = PLAN, month: date | None = None
) -> ForecastView:
    """Return the open cases in bands of chance as at a day, and a month (by default the last whole one) judged."""
    with store.look() as reading:
        if not shows(reading):
            return ForecastView(as_at=as_at, today=today, question=question, is_on=False)
        rows, advice = reading.timeliness_rows(), reading.advice_rows()
        known = Known.of(rows, advice, as_at)
        made = known.forecasts(question)
        months = tuple(months_to_judge(rows, today))
        wanted = month if month in months else next(iter(months), None)
        ids = {one.case_id for one in made} | {
            one.case_id for one in known.courses if _is_judged(one, question, wanted)
        }
        caseload = {one.id: one for one in reading.caseload(ids)}
        judged = _judged(reading, rows, advice, wanted, question, today, caseload) if wanted else None
        is_kept = _kept(reading, _first(today)) is not None
    return ForecastView(
        as_at=as_at,
        today=today,
        question=question,
        is_on=True,
        open_cases=len(made),
        groups=_groups(made, {one.case_id: one for one in known.courses}, caseload),
        too_little=_too_little(made),
        months=months,
        judged=judged,
        is_month_kept=is_kept,
    )


def _is_judged(one: Course, question: str, month: date | None) -> bool:
    return month is not None and falls_in(one, question, month)


def shows(reading: Reading) -> bool:
    """Say whether the team shows forecasts."""
    return Options.read(reading.options()).shows_forecasts


def _groups(
    made: Iterable[Forecast], known: Mapping[int, Course], caseload: Mapping[int, CaseloadRow]
) -> tuple[Group, ...]:
    """Return each band from the likeliest, then those without a chance; inside a group by reference."""
    lines: dict[str, list[CaseLine]] = {}
    for one in sorted(made, key=lambda one: one.reference):
        row = caseload.get(one.case_id)
        if row is not None:
            lines.setdefault(_group_of(one), []).append(_line(one, known[one.case_id], row))
    titles = [(band.id, band.title, band.words, True) for band in reversed(BANDS)]
    titles += [(code, title, words, False) for code, (title, words) in _WITHOUT.items()]
    found = (Group(id=g, title=t, words=w, is_band=b, lines=tuple(lines.get(g, ()))) for g, t, w, b in titles)
    return tuple(one for one in found if one.lines or one.is_band)


_WITHOUT = {
    TODAY: ("Last day today", "met today, or breached"),
    PASSED: ("Past the date already", "breached: no matter of chance"),
    TOO_FEW: ("Too little history", "no chance is given"),
    "other": ("No chance given", "a day is missing, or other dates apply"),
}
"""Those without a chance: title and words."""


def _group_of(one: Forecast) -> str:
    if one.chance is not None:
        return band_of(one.chance).id
    return one.state if one.state in _WITHOUT else "other"


def _line(one: Forecast, case: Course, row: CaseloadRow) -> CaseLine:
    stage = {"all_advice": "advice"}.get(case.stage, case.stage)
    return CaseLine(
        case_id=one.case_id,
        reference=one.reference,
        child=f"{row.surname}, {row.forename}",
        officer=row.officer,
        stage=_STAGES.get(stage, stage),
        due=one.due,
        days_left=one.days_left,
        chance=one.chance,
        words=percent(one.chance) if one.chance is not None else one.why_none,
    )


_STAGES = {**STAGE_TITLES, "decision": STAGE_TITLES["decision_to_issue"]}


def _too_little(made: Sequence[Forecast]) -> str:
    lacking = [one.why_none for one in made if one.state == TOO_FEW]
    return lacking[0] if lacking and not any(one.state == CHANCE for one in made) else ""


# --- one case ------------------------------------------------------------------------------------


class CaseForecaster:
    """Forecasts one case after another by the history of a day, which is read once."""

    def __init__(self) -> None:
        self._learnt: tuple[date, str, History] | None = None

    def of(self, reading: Reading, case: Case, today: date, where: str) -> CaseForecast | None:
        """Return what history says of a case; None when it is closed, or the team shows no forecasts.

        ``where`` is the store's: another store has another history.
        """
        if not shows(reading):
            return None
        one = course_of(case, today)
        if one is None or not one.is_open:
            return None
        return _case_forecast(one, self._history(reading, today, where))

    def _history(self, reading: Reading, today: date, where: str) -> History:
        if self._learnt is None or self._learnt[:2] != (today, where):
            known = Known.of(reading.timeliness_rows(), reading.advice_rows(), today)
            self._learnt = (today, where, known.history)
        return self._learnt[2]


def _case_forecast(one: Course, history: History) -> CaseForecast | None:
    said = [(question, forecast(one, history, question)) for question in (TOLD, PLAN)]
    made = [(question, found) for question, found in said if found is not None]
    if all(found.state == PASSED for _, found in made):
        return None
    return CaseForecast(
        line=_case_line([found for _, found in made if found.state != PASSED]),
        reasons=tuple((QUESTIONS[question], reasons(one, history, question)) for question, _ in made),
    )


FROM_HISTORY = "From history alone, meetings and promised dates aside"
"""How the line of a case begins: beside the risk sentence, which does look at the calendar."""

_LATER = {PLAN: "the plan is late", TOLD: "the family is told late"}


def _case_line(made: Sequence[Forecast]) -> str:
    parts = [f"{percent(one.chance)} that {_LATER[one.question]}" for one in made if one.chance is not None]
    if parts:
        return f"{FROM_HISTORY}: {', '.join(parts)}."
    return made[0].why_none if made[0].state != TOO_FEW else "Too little history for a forecast."


# --- a month, kept and judged --------------------------------------------------------------------


KEPT_ALREADY = "This month's forecasts are kept already."
NONE_KEPT = "Forecasts are switched off; none are kept."
NO_CASE = "There was no open case to forecast."
NOT_KEPT = frozenset({KEPT_ALREADY, NONE_KEPT, NO_CASE})
"""What ``keep_month`` says where it has kept nothing."""


def keep_month(store: Store, by: str, today: date) -> Changes:
    """Keep this month's forecasts, as at its first day, unless they are kept already or forecasts are switched off."""
    made_on, said = _first(today), Changes(note=KEPT_ALREADY)
    with store.look() as reading:
        if not shows(reading):
            return Changes(note=NONE_KEPT)
        if _kept(reading, made_on) is not None:
            return said
        known = Known.of(reading.timeliness_rows(), reading.advice_rows(), made_on)
    made = [one for question in QUESTIONS for one in known.forecasts(question)]
    if not made:
        return Changes(note=NO_CASE)
    with store.work(by, "Keep the month's forecasts") as work:
        if _kept(work, made_on) is None:  # nobody else has in between
            content, cases = work.keep_content(_document(made, made_on, today)), {one.case_id for one in made}
            work.add(KeptForecast(kind=KIND, made_on=made_on, sha256=content, cases=len(cases)))
            said = Changes(note=f"The forecasts as at {full_date(made_on)} are kept, to be held against what happens.")
    return said


def _document(made: Iterable[Forecast], made_on: date, kept_on: date) -> bytes:
    lines = [
        [one.case_id, one.reference, one.question, one.due.isoformat(), one.state, one.chance, one.why_none]
        for one in made
    ]
    whole = {"form": DOCUMENT, "made_on": made_on.isoformat(), "kept_on": kept_on.isoformat(), "forecasts": lines}
    return zlib.compress(json.dumps(whole, separators=(",", ":")).encode())


def _opened(content: bytes) -> tuple[list[Forecast], date]:
    """Return the forecasts that were kept, and the day on which they were."""
    whole: dict[str, Any] = json.loads(zlib.decompress(content))
    if whole["form"] != DOCUMENT:
        raise Refused("These forecasts were kept by a newer version of the program, which can show them.")
    made_on = date.fromisoformat(whole["made_on"])
    return [_kept_line(line, made_on) for line in whole["forecasts"]], date.fromisoformat(whole["kept_on"])


def _kept_line(line: Sequence[Any], made_on: date) -> Forecast:
    case_id, reference, question, due, state, chance, why = line
    on = date.fromisoformat(due)
    return Forecast(
        case_id=case_id,
        reference=reference,
        question=question,
        due=on,
        days_left=(on - made_on).days,
        state=state,
        chance=chance,
        why_none=why,
    )


def _kept(reading: Reading, made_on: date) -> KeptForecast | None:
    found = (one for one in reading.every(KeptForecast) if one.kind == KIND and one.made_on == made_on)
    return next(found, None)


def _held(reading: Reading, kept: KeptForecast) -> tuple[list[Forecast], date] | None:
    """Return what was kept of a month; None where it cannot be read, so that one month hides no other."""
    try:
        return _opened(reading.content(kept.sha256))
    except (Unavailable, Refused, zlib.error, ValueError, KeyError, TypeError):
        return None


def _judged(
    reading: Reading,
    rows: Sequence[TimelinessRow],
    advice: Sequence[AdviceRow],
    month: date,
    question: str,
    today: date,
    caseload: Mapping[int, CaseloadRow],
) -> CalibrationView:
    kept = _kept(reading, month)
    held = _held(reading, kept) if kept is not None else None
    if held is not None:
        made, kept_on = held
        source = f"These are the forecasts as they were kept on {full_date(kept_on)}, as at {full_date(month)}."
    else:
        made = Known.of(rows, advice, month).forecasts(question, month)
        why = "No forecasts were kept for this month" if kept is None else "What was kept for this month is damaged"
        source = (
            f"{why}: these are worked out again, as at {full_date(month)}, from what the records now say of that day."
        )
    found = calibrate(month, question, month, made, rows, today)
    return CalibrationView(
        month=month,
        question=question,
        count=found.count,
        bins=tuple(_bin_line(one, caseload) for one in found.bins),
        brier=found.brier,
        usual=found.usual,
        usual_brier=found.usual_brier,
        sentences=sentences(found),
        beside=_beside(found),
        source=source,
        is_kept=held is not None,
    )


def _beside(found: Calibration) -> tuple[str, ...]:
    told = []
    if found.left:
        told.append(f"{counted(found.left, 'case')} left without an answer before the date and {_are(found.left)}")
    if found.without_chance:
        told.append(f"{counted(found.without_chance, 'case')} had no chance given and {_are(found.without_chance)}")
    if found.still_ahead:
        told.append(f"{counted(found.still_ahead, 'case')} with a date still ahead {_are(found.still_ahead)}")
    return tuple(f"{one} not among them." for one in told)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _bin_line(one: Bin, caseload: Mapping[int, CaseloadRow]) -> BinLine:
    return BinLine(
        title=one.band.title,
        words=one.band.words,
        count=one.count,
        expected=one.expected,
        late=one.late,
        least=one.least,
        most=one.most,
        verdict=one.verdict,
        cases=tuple(_judged_line(case, caseload.get(case.forecast.case_id)) for case in one.judged),
    )


def _judged_line(one: Judged, row: CaseloadRow | None) -> JudgedLine:
    happened = "late" if one.is_late else "in time"
    return JudgedLine(
        case_id=one.forecast.case_id,
        reference=one.forecast.reference,
        child=f"{row.surname}, {row.forename}" if row else "",
        due=one.forecast.due,
        words=f"{percent(one.forecast.chance or 0.0)} said; {happened}",
    )


def _first(on: date) -> date:
    return on.replace(day=1)
