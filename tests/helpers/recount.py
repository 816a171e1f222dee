"""Every measure counted a second time, by other means: pandas over the raw rows of the store's file.

Nothing here knows how the program counts. It reads tables, follows the definitions in the measures table word for word,
and answers with the numerator, the denominator and the value of each.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from send_desktop.statute.working_days import england

Answer = tuple[int, int | None, float | None]
DAY = pd.Timedelta(days=1)
DISPUTED = {"mediation", "tribunal", "conceded"}


@dataclass(frozen=True)
class Tables:
    """The raw rows, dates as timestamps."""

    cases: pd.DataFrame
    advice: pd.DataFrame
    consultations: pd.DataFrame
    disputes: pd.DataFrame
    contacts: pd.DataFrame

    def only(self, ids: "pd.Index[Any]") -> "Tables":
        """Keep what belongs to some cases."""
        parts = (self.advice, self.consultations, self.disputes, self.contacts)
        return Tables(self.cases[self.cases.id.isin(ids)], *(one[one.case_id.isin(ids)] for one in parts))


def tables(path: Path) -> Tables:
    """Read a store's file."""
    with sqlite3.connect(path) as connection:

        def read(query: str) -> pd.DataFrame:
            return _dated(pd.read_sql_query(query, connection))

        cases = read(
            "SELECT r.*, p.date_of_birth, a.name AS area, o.name AS officer, m.name AS team, s.kind AS setting_kind "
            "FROM request r JOIN person p ON p.id = r.person_id LEFT JOIN area a ON a.id = r.area_id "
            "LEFT JOIN officer o ON o.id = r.officer_id LEFT JOIN team m ON m.id = o.team_id "
            "LEFT JOIN setting s ON s.id = r.setting_id"
        )
        plans = read("SELECT case_id, kind, sent_on FROM plan_version")
        later = read("SELECT * FROM later_decision")
        found = Tables(
            _with_outcomes(cases, plans, later),
            read("SELECT * FROM advice"),
            read("SELECT * FROM consultation"),
            read("SELECT * FROM dispute"),
            read("SELECT case_id, \"on\" AS day_on FROM contact WHERE party = 'family'"),
        )
    connection.close()
    return found


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    for name in frame.columns:
        if name.endswith("_on") or name == "date_of_birth":
            frame[name] = pd.to_datetime(frame[name])
    return frame


def _with_outcomes(cases: pd.DataFrame, plans: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    cases = cases.copy()
    cases["start"] = cases.became_responsible_on.fillna(cases.received_on)
    finals = plans[plans.kind == "final"].groupby("case_id").sent_on.min()
    cases["final"] = _days(cases, finals)
    later = later.assign(day=later.told_on.fillna(later.made_on))
    reversals = later[later.about == later.outcome]
    of_issue = reversals[reversals.about == "issue"].groupby("case_id").day.min()
    of_assess = reversals[reversals.about == "assess"].groupby("case_id").day.min()
    either = reversals[reversals.about.isin(["assess", "issue"])].groupby("case_id").day.min()
    cases["over_issue"] = _days(cases, of_issue)
    refused = cases.assess_outcome == "refuse"
    over_assess = _days(cases, of_assess)
    cases["over_assess"] = over_assess.where(~refused, _days(cases, either))
    wanted = later[
        later.route.isin(DISPUTED) & later.about.isin(["assess", "issue"]) & later.outcome.isin(["assess", "issue"])
    ]
    first_made = wanted.groupby("case_id").made_on.min()
    cases["after_dispute"] = _days(cases, first_made) <= cases.final
    return cases


def _days(cases: pd.DataFrame, by_case: "pd.Series[Any]") -> "pd.Series[Any]":
    return pd.to_datetime(cases.id.map(by_case.to_dict()))


def status(cases: pd.DataFrame, on: Any) -> "pd.Series[Any]":
    """Return each case's status at the end of a day, or of a day of its own; empty before the request."""
    withdrawn = cases.is_withdrawn.astype(bool) & (cases.withdrawn_on.isna() | (cases.withdrawn_on <= on))
    refused = (cases.assess_outcome == "refuse") & _stands(cases, "assess", on) & ~(cases.over_assess <= on)
    no_plan = (cases.issue_outcome == "no_plan") & _stands(cases, "issue", on) & ~(cases.over_issue <= on)
    plan = cases.final <= on
    closed = cases.closure.notna() & (cases.closed_on.isna() | (cases.closed_on <= on))
    choices = [cases.start > on, withdrawn, refused, no_plan, plan, closed]
    words = ["", "withdrawn", "refused", "no_plan", "plan_issued", cases.closure.fillna("open")]
    return pd.Series(np.select(choices, words, "open"), index=cases.index)


def _stands(cases: pd.DataFrame, about: str, on: Any) -> "pd.Series[Any]":
    told, made = cases[f"{about}_told_on"], cases[f"{about}_made_on"]
    return (told <= on) | (told.isna() & made.isna())


def undecided(cases: pd.DataFrame, on: Any) -> "pd.Series[Any]":
    """Say of each case whether its family had not been told of a decision by the day."""
    return cases.assess_outcome.isna() | ~_stands(cases, "assess", on)


def recounted(held: Tables, as_at: date, first: date, last: date, *, excluding: bool = False) -> dict[str, Answer]:
    """Return every measure by its id. ``excluding`` leaves out all of cases with an exception recorded."""
    if excluding:
        held = held.only(pd.Index(held.cases.id[~held.cases.is_exception_claimed.astype(bool)]))
    on, begins, ends = pd.Timestamp(as_at), pd.Timestamp(first), pd.Timestamp(last)
    until = min(on, ends)
    cases = held.cases
    there = cases[cases.start <= on]
    stand = status(there, on)
    found = _of_requests(there, begins, until)
    found |= _of_plans(there, begins, until) | _of_due(there, stand, on, begins, ends)
    found |= _of_open(held, there[stand == "open"], on) | _of_flow(cases, on, begins, until)
    found |= _of_advice(held.advice, there, stand, on, begins, until)
    found |= _of_consultations(held.consultations, there, stand, on, begins, until)
    return found | _of_disputes(held.disputes, there, on, begins, until)


def _count(mask: Any) -> Answer:
    number = int(np.sum(mask))
    return number, None, number


def _share(part: Any, whole: Any) -> Answer:
    n, d = int(np.sum(part)), int(np.sum(whole))
    return n, d, _rounded(Fraction(100 * n, d), 1) if d else None


def _rounded(value: Fraction, places: int) -> float:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _weeks(days: "pd.Series[Any]", how: Callable[["pd.Series[Any]"], Fraction]) -> Answer:
    known = days.dropna()
    return len(days), None, _rounded(how(known) / 7, 2) if len(known) else None


def _mean(days: "pd.Series[Any]") -> Fraction:
    return Fraction(int(days.sum()), len(days))


def _quantile(share: float) -> Callable[["pd.Series[Any]"], Fraction]:
    return lambda days: Fraction(float(days.quantile(share, interpolation="linear"))).limit_denominator(1000)


def _oldest(days: "pd.Series[Any]") -> Fraction:
    return Fraction(int(days.max()))


def _of_requests(cases: pd.DataFrame, begins: pd.Timestamp, until: pd.Timestamp) -> dict[str, Answer]:
    told, plan_told = cases.assess_told_on, cases.issue_told_on
    decided = cases.assess_outcome.notna() & told.between(begins, until)
    plan_decided = cases.issue_outcome.notna() & plan_told.between(begins, until)
    no_plan = plan_decided & (cases.issue_outcome == "no_plan")
    received = cases.start.between(begins, until)
    return {
        "cases": _count(cases.id > 0),
        "requests_received": _count(received),
        "requests_per_1000": (int(received.sum()), None, None),
        "decisions_within_6_weeks": _share(decided & ((told - cases.start) <= 42 * DAY), decided),
        "refused_to_assess": _share(decided & (cases.assess_outcome == "refuse"), decided),
        "refusals_overturned": _count((cases.assess_outcome == "refuse") & cases.over_assess.between(begins, until)),
        "refused_to_issue": _share(no_plan, plan_decided),
        "refusals_within_16_weeks": _share(no_plan & ((plan_told - cases.start) <= 112 * DAY), no_plan),
        "no_plans_overturned": _count((cases.issue_outcome == "no_plan") & cases.over_issue.between(begins, until)),
    }


def _of_plans(cases: pd.DataFrame, begins: pd.Timestamp, until: pd.Timestamp) -> dict[str, Answer]:
    sent = cases[cases.final.between(begins, until)]
    base = sent[~sent.after_dispute]
    days = (base.final - base.start).dt.days
    whole = pd.Series(True, index=base.index)
    return {
        "plans_issued": _count(whole),
        "plans_with_exception": _count(base.is_exception_claimed.astype(bool)),
        "plans_after_dispute": _count(sent.after_dispute),
        "within_20_weeks": _share(days <= 140, whole),
        "weeks_20_to_52": _share((days > 140) & (days <= 364), whole),
        "over_52_weeks": _share(days > 364, whole),
        "mean_weeks": _weeks(days, _mean),
        "median_weeks": _weeks(days, _quantile(0.5)),
        "p90_weeks": _weeks(days, _quantile(0.9)),
    }


def _of_due(
    cases: pd.DataFrame, stand: "pd.Series[Any]", on: pd.Timestamp, begins: pd.Timestamp, ends: pd.Timestamp
) -> dict[str, Answer]:
    day_140 = cases.start + 140 * DAY
    due = day_140.between(begins, ends) & stand.isin(["open", "plan_issued"])
    issued = due & (stand == "plan_issued")
    return {
        "plans_due": _count(due),
        "due_on_time": _share(issued & (cases.final <= day_140), due),
        "due_late": _count(issued & (cases.final > day_140)),
        "due_overdue": _count(due & (stand == "open") & (day_140 < on)),
    }


def _of_open(held: Tables, cases: pd.DataFrame, on: pd.Timestamp) -> dict[str, Answer]:
    age = (on - cases.start).dt.days
    heard = held.contacts[held.contacts.day_on <= on].groupby("case_id").day_on.max()
    last = _days(cases, heard).fillna(cases.start)
    waits = undecided(cases, on)
    bands = {"20_to_26": (140, 182), "26_to_39": (182, 273), "39_to_52": (273, 364), "over_52": (364, 10**6)}
    return {
        "open_cases": _count(age >= 0),
        "open_in_time": _count(age <= 140),
        "open_over_20_weeks": _count(age > 140),
        "open_over_20_share": _share(age > 140, age >= 0),
        **{f"open_{band}": _count((age > low) & (age <= high)) for band, (low, high) in bands.items()},
        "open_over_1_year": _count(age > 365),
        "open_over_2_years": _count(age > 730),
        "mean_open_over_20": _weeks(age[age > 140], _mean),
        "oldest_open": _weeks(age, _oldest),
        "open_undecided": _count(waits),
        "open_undecided_over_6_weeks": _count(waits & (age > 42)),
        "families_unheard": _count((on - last).dt.days > 28),
    }


def _of_flow(cases: pd.DataFrame, on: pd.Timestamp, begins: pd.Timestamp, until: pd.Timestamp) -> dict[str, Answer]:
    """Walk through the period day by day: a case closed on the day on which it stopped being open."""
    closed = pd.Series(False, index=cases.index)
    was_open = status(cases, begins - DAY) == "open"
    for day in pd.date_range(begins, until):
        is_open = status(cases, day) == "open"
        closed |= (was_open | (cases.start == day)) & ~is_open
        was_open = is_open
    now = status(cases, until)
    past: dict[str, Any] = {}
    for name, days in (("newly_past_6_weeks", 42), ("newly_past_20_weeks", 140)):
        limit = cases.start + days * DAY
        passed = (limit + DAY).between(begins, until) & (status(cases, limit) == "open")
        past[name] = passed & undecided(cases, limit) if days == 42 else passed
    return {
        "cases_closed": _count(closed),
        "closed_to_received": _share(closed, cases.start.between(begins, until)),
        "withdrawn": _count(closed & (now == "withdrawn")),
        "moved_out": _count(closed & (now == "moved")),
        "ceased": _count(closed & (now == "ceased")),
        **{name: _count(mask) for name, mask in past.items()},
    }


def _of_advice(
    advice: pd.DataFrame,
    cases: pd.DataFrame,
    stand: "pd.Series[Any]",
    on: pd.Timestamp,
    begins: pd.Timestamp,
    until: pd.Timestamp,
) -> dict[str, Answer]:
    advice = advice[advice.case_id.isin(cases.id)]
    is_open = advice.case_id.isin(cases.id[stand == "open"])
    asked, received = advice.requested_on, advice.received_on
    took = (received - asked).dt.days
    returned = received.between(begins, until)
    waiting = is_open & (asked <= on) & ~(received <= on)
    age = (on - asked).dt.days
    back = advice.returned_on.fillna(advice.incomplete_on)
    return {
        "advice_asked": _count(asked.between(begins, until)),
        "advice_returned": _count(returned),
        "advice_within_6_weeks": _share(returned & (took <= 42), returned),
        "advice_median_weeks": _weeks(took[returned], _quantile(0.5)),
        "advice_p90_weeks": _weeks(took[returned], _quantile(0.9)),
        "advice_sent_back": _count(back.between(begins, until)),
        "advice_outstanding": _count(waiting),
        "advice_over_6_weeks": _share(waiting & (age > 42), waiting),
        "advice_over_13_weeks": _share(waiting & (age > 91), waiting),
        "advice_over_19_weeks": _share(waiting & (age > 133), waiting),
        "advice_booked": _share(waiting & advice.booked_on.notna(), waiting),
        "advice_oldest": _weeks(age[waiting], _oldest),
    }


def _of_consultations(
    sent_out: pd.DataFrame,
    cases: pd.DataFrame,
    stand: "pd.Series[Any]",
    on: pd.Timestamp,
    begins: pd.Timestamp,
    until: pd.Timestamp,
) -> dict[str, Answer]:
    rows = sent_out[sent_out.case_id.isin(cases.id) & (sent_out.sent_on <= on)]
    due = rows.sent_on + 15 * DAY
    answered = rows.replied_on <= on
    is_over = due.between(begins, until) & (answered | (due < on))
    replied = rows.replied_on.between(begins, until)
    is_open = rows.case_id.isin(cases.id[stand == "open"])
    return {
        "consultations_sent": _count(rows.sent_on.between(begins, until)),
        "consultations_within_15_days": _share(is_over & (rows.replied_on <= due), is_over),
        "consultations_declined": _share(replied & rows.outcome.isin(["cannot_meet_need", "full"]), replied),
        "consultations_overdue": _count(is_open & ~answered & (due < on)),
    }


def _of_disputes(
    disputes: pd.DataFrame, cases: pd.DataFrame, on: pd.Timestamp, begins: pd.Timestamp, until: pd.Timestamp
) -> dict[str, Answer]:
    rows = disputes[disputes.case_id.isin(cases.id) & (disputes.opened_on <= on)]
    talks, appeals = rows[rows.kind == "mediation"], rows[rows.kind == "appeal"]
    by = talks.opened_on + 30 * DAY
    held = talks.held_on <= on
    is_over = by.between(begins, until) & (held | (by < on)) & ~((talks.outcome == "withdrawn") & ~held)
    ended = appeals.ended_on.between(begins, until)
    runs = ~(appeals.ended_on <= on)
    limit = pd.to_datetime(
        appeals.papers_received_on.map(lambda day: england().add(day.date(), 30), na_action="ignore")
    )
    missed = runs & (appeals.papers_received_on <= on) & ~(appeals.responded_on <= on) & (limit < on)
    return {
        "mediation_requests": _count(talks.opened_on.between(begins, until)),
        "mediation_within_30_days": _share(is_over & (talks.held_on <= by), is_over),
        "appeals_lodged": _count(appeals.opened_on.between(begins, until)),
        "appeals_open": _count(runs),
        "appeal_responses_missed": _count(missed),
        "appeals_conceded": _share(ended & (appeals.outcome == "conceded"), ended),
    }


def groups(cases: pd.DataFrame, dimension: str) -> "pd.Series[Any]":
    """Return each case's group of a dimension as the table of dimensions says it, empty for none on record."""
    if dimension == "year_group":
        born, on = cases.date_of_birth, cases.received_on
        august = pd.to_datetime((on.dt.year - (on.dt.month < 9)).astype(str) + "-08-31")
        years = august.dt.year - born.dt.year - ((born.dt.month * 100 + born.dt.day) > 831)
        return (years - 4).clip(-1, 14).map(lambda one: "" if pd.isna(one) else str(int(one)))
    column = {"need": "primary_need", "requester": "source", "setting_type": "setting_kind"}.get(dimension, dimension)
    return cases[column].fillna("")
