"""Every measure of the table, against pandas over the raw rows: each published profile, and the county tracker."""

import csv
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import resources
from db.engine import open_store
from send_desktop.measures import COUNTED, Counted, breakdown, cohorts, dimension, moment, moment_of, months_up_to
from send_desktop.measures.dictionary import measure
from send_desktop.records import (
    Advice,
    Area,
    Consultation,
    Contact,
    Dispute,
    LaterDecision,
    Person,
    PlanVersion,
    Request,
)
from send_desktop.services import demo, tracker_import
from send_desktop.services.counting import Narrowed, broken_down, facts, over_months
from send_desktop.store import Store
from tests.helpers.acting import TODAY
from tests.helpers.recount import Tables, groups, recounted, status, tables
from tests.helpers.truth import REFERENCE

PROFILES = [row["scenario"] for row in csv.DictReader(resources.text("benchmarks", "scenarios.csv").splitlines())]
MIDSUMMER = date(2026, 6, 24)


def made(folder: Path, name: str) -> tuple[Store, Tables]:
    store: Store = open_store(folder / "counted.db")
    if name == "at every limit":
        stir(store, 400, random.Random(5))
    elif name == "county tracker":
        tracker_import.run(store, REFERENCE / "county_tracker.xlsx", "Tester", today=TODAY)
    else:
        demo.fill(store, cases=90, scenario=name, seed=11, today=TODAY)
    return store, tables(folder / "counted.db")


def counted(store: Store, **at: Any) -> Counted:
    with store.look() as reading:
        return Counted(facts(reading), moment(**at))


def told(found: Counted, *, excluding: bool) -> dict[str, tuple[int, int | None, float | None]]:
    shown = {one.id: found.figure(one, excluding=excluding) for one in COUNTED}
    return {code: (one.n, one.d, one.value) for code, one in shown.items()}


def stir(store: Store, cases: int, source: random.Random) -> None:
    """Fill a store with cases whose facts fall on every limit and the days beside it, likely together or not."""

    def near(start: date, *limits: int) -> date | None:
        chosen = source.choice([*limits, None])
        return None if chosen is None else min(start + timedelta(days=chosen + source.randint(-1, 1)), TODAY)

    def chance(share: float) -> bool:
        return source.random() < share

    with store.work("Tester", "Stir") as work:
        areas = work.add_many([Area(name="North"), Area(name="South")])
        service = next(one for one in work.directory().services if one.code == "EP")
        people = work.add_many([Person(forename="Ada", surname="Peppergoggle") for _ in range(cases)])
        requests = work.add_many([_request(source, person.id, number, areas) for number, person in enumerate(people)])
        for request in requests:
            start, mine = request.became_responsible_on or request.received_on, {"case_id": request.id}
            if chance(0.5):
                sent = near(start, 100, 139, 140, 141, 363, 364, 365)
                work.add_many([PlanVersion(**mine, kind="final", sent_on=sent)] if sent else [])
            if chance(0.3):
                about = source.choice(["assess", "issue"])
                work.add(
                    LaterDecision(
                        **mine,
                        about=about,
                        outcome=source.choice(["assess", "issue", "dismissed", "no_plan"]),
                        route=source.choice(["mediation", "tribunal", "conceded", "own_motion"]),
                        made_on=near(start, 60, 130) or start,
                        told_on=near(start, 62, 140),
                    )
                )
            for _ in range(source.randint(0, 2)):
                asked = near(start, 40, 60)
                came = near(asked or start, 41, 42, 43, 91, 133)
                back = near(start, 80, 120) if chance(0.3) else None
                booked = near(start, 50) if chance(0.3) else None
                work.add(
                    Advice(
                        **mine, service_id=service.id, service="EP", requested_on=asked, received_on=came,
                        returned_on=back, incomplete_on=near(start, 70) if chance(0.2) else None, booked_on=booked,
                    )
                )  # fmt: skip
            if chance(0.4):
                sent = near(start, 110, 125)
                outcome = source.choice(["full", "cannot_meet_need", "can_meet_need", None])
                work.add(Consultation(**mine, sent_on=sent, replied_on=near(sent or start, 15, 30), outcome=outcome))
            if chance(0.4):
                opened = near(start, 45, 120) or start
                work.add(
                    Dispute(
                        **mine,
                        kind=source.choice(["mediation", "appeal"]),
                        about="assess",
                        opened_on=opened,
                        papers_received_on=near(opened, 5, 20),
                        responded_on=near(opened, 45, 48),
                        held_on=near(opened, 29, 30, 31),
                        ended_on=near(opened, 35, 60),
                        outcome=source.choice([None, "conceded", "withdrawn", "agreed", "dismissed"]),
                    )
                )
            if chance(0.5):
                work.add(Contact(**mine, on=near(TODAY, -27, -28, -29) or start, kind="call"))


def _request(source: random.Random, person: int, number: int, areas: Sequence[Area]) -> Request:
    start = TODAY - timedelta(days=source.choice([0, 1, 41, 42, 43, 139, 140, 141, 182, 183, 364, 365, 366, 730, 740]))
    start -= timedelta(days=source.randint(0, 3))

    def some(*days: int) -> date | None:
        chosen = source.choice([*days, None])
        return None if chosen is None else start + timedelta(days=chosen)

    assess, issue = source.choice(["assess", "refuse", None]), source.choice(["issue", "no_plan", None, None])
    closure = source.choice(["moved", "ceased", None, None, None, None])
    return Request(
        reference=f"EHC-{number:05}",
        person_id=person,
        received_on=start,
        became_responsible_on=start + timedelta(days=2) if source.random() < 0.1 else None,
        area_id=source.choice([*(area.id for area in areas), None]),
        source=source.choice(["parent", "school", "not_known"]),
        assess_outcome=assess,
        assess_made_on=some(30, 42) if assess else None,
        assess_told_on=some(41, 42, 43) if assess else None,
        issue_outcome=issue,
        issue_made_on=some(100, 112) if issue else None,
        issue_told_on=some(111, 112, 113) if issue else None,
        is_exception_claimed=source.random() < 0.3,
        is_withdrawn=source.random() < 0.08,
        withdrawn_on=some(20, 100),
        closure=closure,
        closed_on=some(50, 150) if closure else None,
    )


@pytest.mark.parametrize("name", [*PROFILES, "county tracker", "at every limit"])
def test_every_measure_is_that_of_an_independent_count(tmp_path: Path, name: str) -> None:
    store, raw = made(tmp_path, name)
    days = [(TODAY, *moment_parts("month" if name in PROFILES else "quarter", TODAY))]
    days.append((MIDSUMMER, date(2026, 5, 1), date(2026, 7, 31)))  # a past day, in a period that runs on after it
    for as_at, first, last in days:
        found = counted(store, as_at=as_at, first=first, last=last)
        for excluding in (False, True):
            wanted = recounted(raw, as_at, first, last, excluding=excluding)
            ours = told(found, excluding=excluding)
            assert ours == wanted, f"{name} as at {as_at}, {first} to {last}"
    store.close()


def moment_parts(period: str, as_at: date) -> tuple[date, date]:
    at = moment_of(period, as_at)
    return at.first, at.last


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Tables]:
    return made(tmp_path_factory.mktemp("county"), "county tracker")


@pytest.fixture(scope="module")
def near_national(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Tables]:
    return made(tmp_path_factory.mktemp("near"), "Near national")


@pytest.mark.parametrize(
    ("where", "by"),
    [
        ("county", "area"),
        ("county", "officer"),
        ("county", "requester"),
        ("near_national", "need"),
        ("near_national", "year_group"),
        ("near_national", "setting_type"),
        ("near_national", "team"),
    ],
)
def test_each_group_is_counted_as_if_there_were_no_other(by: str, where: str, request: pytest.FixtureRequest) -> None:
    store, raw = request.getfixturevalue(where)
    first, last = moment_parts("month", TODAY)
    shown = broken_down(store, moment(TODAY, first, last), by, [one.id for one in COUNTED])
    group_of = groups(raw.cases, by)
    assert {one.value for one in shown.groups} == set(group_of[raw.cases.start <= pd.Timestamp(TODAY)])
    for group in shown.groups:
        only = raw.only(pd.Index(raw.cases.id[group_of == group.value]))
        ours = {code: (one.n, one.d, one.value) for code, one in group.figures.items()}
        assert ours == recounted(only, TODAY, first, last), group.called


def test_groups_add_up_to_the_total(near_national: tuple[Store, Tables]) -> None:
    store, _ = near_national
    for by in ("exception", "delay_reason", "area"):
        shown = broken_down(store, moment_of("year", TODAY), by, [one.id for one in COUNTED])
        for one in COUNTED:
            assert sum(group.figures[one.id].n for group in shown.groups) == shown.total.figures[one.id].n, one.id


def test_narrowed_to_a_group_the_figures_are_those_of_the_group(near_national: tuple[Store, Tables]) -> None:
    store, raw = near_national
    area = str(groups(raw.cases, "area").iloc[0])
    whole = broken_down(store, moment_of("year", TODAY), "area")
    narrowed = broken_down(store, moment_of("year", TODAY), "need", narrowed=Narrowed("area", area))
    assert narrowed.total.figures == next(one for one in whole.groups if one.value == area).figures


def test_the_cases_behind_a_figure_are_as_many_as_it_says_and_carry_what_it_counts(
    near_national: tuple[Store, Tables],
) -> None:
    store, raw = near_national
    found = counted(store, as_at=TODAY)
    for one in COUNTED:
        figure = found.figure(one)
        behind = found.behind(one)
        assert len(behind) == figure.n if one.subject == "case" else len(behind) <= figure.n
        if one.whole:
            assert len(found.behind(one, is_whole=True)) <= (figure.d or 0)
    late = found.behind(measure("open_over_20_weeks"), dimension=dimension("area"), group="")
    assert late == ()
    open_now = set(raw.cases.id[status(raw.cases, pd.Timestamp(TODAY)) == "open"])
    assert set(found.behind(measure("open_cases"))) == open_now


def test_a_trend_is_each_month_counted_by_itself(county: tuple[Store, Tables]) -> None:
    store, raw = county
    shown = over_months(store, TODAY, ("plans_issued", "within_20_weeks", "open_over_20_weeks"), months=4)
    assert [one.at.first for one in shown] == [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]
    for month in shown:
        wanted = recounted(raw, month.at.as_at, month.at.first, month.at.last)
        assert {code: (one.n, one.d, one.value) for code, one in month.figures.items()} == {
            code: wanted[code] for code in month.figures
        }
    assert [one.last for one in months_up_to(date(2026, 3, 10), 3)] == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 10),
    ]  # fmt: skip


def test_a_cohort_is_followed_from_its_month_and_nothing_is_said_of_what_is_ahead(
    county: tuple[Store, Tables],
) -> None:
    store, raw = county
    with store.look() as reading:
        found = cohorts(facts(reading).cases, TODAY)
    cases = raw.cases.assign(status=status(raw.cases, pd.Timestamp(TODAY)))
    for place, cohort in enumerate(found):
        own = cases[cases.start.dt.to_period("M") == pd.Period(cohort.month, "M")]
        own = own[own.status != ""]
        issued = own[own.status == "plan_issued"]
        assert cohort.received == len(own)
        assert cohort.still_open == int((own.status == "open").sum())
        assert cohort.issued == len(issued)
        for after, number in enumerate(cohort.issued_by):
            end = pd.Period(cohort.month, "M") + after
            if after > len(found) - 1 - place:
                assert number is None
            else:
                assert number == int((issued.final <= end.end_time).sum())


def test_measures_are_told_with_and_without_exceptions_side_by_side(near_national: tuple[Store, Tables]) -> None:
    store, _ = near_national
    found = counted(store, as_at=TODAY)
    shown = breakdown(found, dimension("exception"), ("plans_issued", "within_20_weeks"), excluding=True)
    none = next(one for one in shown.groups if one.value == "none")
    assert none.figures == shown.total.figures
    assert shown.total.figures["plans_issued"].n < found.figure(measure("plans_issued")).n
