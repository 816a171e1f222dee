"""``demo``: fills an empty store with a synthetic authority of a published shape."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

import resources
from send_desktop import paths
from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.progress import Progress, silent
from send_desktop.records import (
    Advice,
    Area,
    Consultation,
    Directory,
    Officer,
    Person,
    PlanVersion,
    Provision,
    Request,
    Setting,
    Stored,
    Team,
)
from send_desktop.services import demo_desk, panels
from send_desktop.services.acts import act
from send_desktop.services.demo_delays import delay_reasons
from send_desktop.services.demo_panels import add_panels, add_papers
from send_desktop.services.demo_sheets import send_last_sheet
from send_desktop.services.demo_sittings import hold
from send_desktop.services.synthetic import Child, Pathway, Profile, child, pathway, profile, received, school, surname
from send_desktop.store import Store, Work

SPAN_DAYS = 690
"""How far back the first requests go: long enough for a full year of plans as well as the year before."""
BATCH = 2_000
_BANDS = ("Band 3", "Band 4", "Band 5", "Band 6", "Specialist")
_VIEWS = (
    "We want a small class where people understand how tired the day makes our child.",
    "School has tried hard, but we see no progress since last year. We ask for a specialist place.",
    "We would like our child to stay where friends are, with someone who can sign.",
    "Mornings are the hardest. We need a plan that everyone follows.",
)
_POINTS = {
    "EP": "Needs adult support for most learning tasks; attention under five minutes.",
    "SaLT": "Understanding two years behind age; direct therapy advised each half term.",
    "OT": "Sensory breaks and adapted seating advised.",
    "Physio": "Daily stretching programme in school.",
    "Health": "Under community paediatrics; no new medical need.",
    "Social care": "Not known to social care.",
    "School": "Three cycles of support; progress has stalled.",
}


@dataclass(frozen=True, slots=True)
class _Batch:
    people: list[Person]
    requests: list[Request]
    pathways: list[Pathway]
    children: list[Child]


def fill(store: Store, *, cases: int, scenario: str, seed: int, today: date, progress: Progress = silent) -> Changes:
    """Fill an empty store. The same seed and day give the same authority. Raises Refused when it is not empty."""
    shape = profile(scenario)
    with store.look() as reading:
        if not reading.is_empty():
            raise Refused("The store holds cases already; a demonstration needs an empty one. Nothing has been added.")
    source = random.Random(seed)
    _found_authority(store, source, today, cases)
    days = sorted(received(source, today - timedelta(days=SPAN_DAYS), today) for _ in range(cases))
    for start in range(0, cases, BATCH):
        progress(start, cases, "Making cases")
        _add_cases(store, source, days[start : start + BATCH], start, shape, today)
    with act(store, "Demonstration", "Hold panels", today) as work:
        hold(work, today)
    _fill_next_meetings(store, today)
    send_last_sheet(store, _lead(store), today)
    progress(cases, cases, "Made")
    return Changes(f"{cases} synthetic cases in the shape of '{shape.name}' are in the store.", everything=True)


def _found_authority(store: Store, source: random.Random, today: date, cases: int) -> None:
    places = resources.load_json("names", "school_parts.json")
    with act(store, "Demonstration", "Found authority", today) as work:
        areas = work.add_many([Area(name=name) for name in places["areas"]])
        teams = work.add_many([Team(name=name) for name in ("North and East", "South and West")])
        work.add_many(_officers(source, areas, teams))
        work.add_many(list(_settings(source, places["place"])))
        for before, after in demo_desk.service_addresses(work.directory().services):
            work.replace(before, after)
        for name, words in demo_desk.OPTIONS.items():
            work.set_option(name, words)
        add_panels(work, source, today, max(6, round(cases / SPAN_DAYS * 7 * 0.9)))


def _officers(source: random.Random, areas: list[Area], teams: list[Team]) -> list[Officer]:
    names = (
        "Priya",
        "Tom",
        "Helen",
        "Imran",
        "Ruth",
        "Keith",
        "Nadia",
        "Gareth",
        "Sophie",
        "Wendy",
        "Sanjay",
        "Claire",
    )
    officers = []
    for at, first in enumerate(names):
        last = surname(source)
        officers.append(
            Officer(
                name=f"{first} {last}",
                initials=f"{first[0]}{last[0]}",
                email=f"{first}.{last}@example.org".lower(),
                team_id=teams[at % 2].id,
                area_id=areas[at % len(areas)].id,
                role="team_lead" if at == 0 else "case_officer",
                sign_in=paths.sign_in() if at == 0 else None,
            )
        )
    return officers


def _settings(source: random.Random, places: list[str]) -> Iterator[Setting]:
    kinds = ("primary", "primary", "primary", "secondary", "secondary", "special", "nursery", "post_16")
    seen: set[str] = set()
    for place in places:
        for kind in source.sample(kinds, 3):
            name = school(source, kind, place)
            if name not in seen:
                seen.add(name)
                yield Setting(name=name, kind=kind)


def _lead(store: Store) -> str:
    with store.look() as reading:
        return next(one.name for one in reading.directory().officers if one.role == "team_lead")


def _add_cases(store: Store, source: random.Random, days: list[date], first: int, shape: Profile, today: date) -> None:
    with act(store, "Demonstration", "Make cases", today, refresh_delays=True) as work:
        directory = work.directory()
        batch = _people_and_requests(work, source, days, first, shape, today, directory)
        records: dict[type[Stored], list[Stored]] = {}
        for request, way, who in zip(batch.requests, batch.pathways, batch.children, strict=True):
            for record in _facts(source, request, way, who, directory, today):
                records.setdefault(type(record), []).append(record)
        for kind in records.values():
            saved = work.add_many(kind)
            if isinstance(saved[0], Advice):
                _remind(work, source, [one for one in saved if isinstance(one, Advice)], today)


def _remind(work: Work, source: random.Random, advice: list[Advice], today: date) -> None:
    """Keep the reminders that overdue advice has had, and the day of the newest beside it."""
    made = [(one, demo_desk.chases(source, one, today)) for one in advice]
    work.add_many([chase for _, rungs in made for chase in rungs])
    for one, rungs in made:
        if rungs:
            work.replace(one, replace(one, last_chased_on=rungs[-1].on))


def _people_and_requests(
    work: Work,
    source: random.Random,
    days: list[date],
    first: int,
    shape: Profile,
    today: date,
    directory: Directory,
) -> _Batch:
    children = [child(source, first + at, on) for at, on in enumerate(days)]
    people = work.add_many(
        [
            Person(
                forename=one.forename, surname=one.surname, sex=one.sex, date_of_birth=one.date_of_birth, upn=one.upn
            )
            for one in children
        ]
    )
    ways = [_cut(pathway(source, shape, one.refusal_share), (today - one.received_on).days) for one in children]
    requests = work.add_many(
        [
            _request(source, who, person, way, f"EHC-{who.received_on:%y}-{first + at + 1:04d}", directory)
            for at, (who, person, way) in enumerate(zip(children, people, ways, strict=True))
        ]
    )
    return _Batch(people, requests, ways, children)


def _cut(way: Pathway, age: int) -> Pathway:
    """Leave out what lies after today: it has not happened yet."""

    def past(day: int | None) -> int | None:
        return day if day is not None and day <= age else None

    return replace(
        way,
        told_assess=past(way.told_assess),
        is_refused=way.is_refused and past(way.told_assess) is not None,
        advice=tuple((service, asked, got if got <= age else -1) for service, asked, got in way.advice if asked <= age),
        told_issue=past(way.told_issue),
        is_no_plan=way.is_no_plan and past(way.told_issue) is not None,
        draft=past(way.draft),
        consulted=past(way.consulted),
        replied=past(way.replied),
        final=past(way.final),
        withdrawn=past(way.withdrawn),
    )


def _request(
    source: random.Random, who: Child, person: Person, way: Pathway, reference: str, directory: Directory
) -> Request:
    def on(day: int | None) -> date | None:
        return who.received_on + timedelta(days=day) if day is not None else None

    assess = None if way.told_assess is None else ("refuse" if way.is_refused else "assess")
    issue = None if way.told_issue is None else ("no_plan" if way.is_no_plan else "issue")
    officer = source.choice(directory.officers) if source.random() > 0.03 else None
    told, decided = on(way.told_assess), on(way.told_issue)
    return Request(
        reference=reference,
        person_id=person.id,
        received_on=who.received_on,
        source=who.source,
        setting_id=_setting_for(source, who, directory).id,
        area_id=source.choice(directory.areas).id,
        officer_id=officer.id if officer else None,
        primary_need=who.need,
        assess_outcome=assess,
        assess_made_on=told - timedelta(days=source.randint(0, 3)) if told else None,
        assess_told_on=told,
        assess_decided_by="Head of SEND" if assess else "",
        assess_reasons="Progress is in line with support that the setting can give." if assess == "refuse" else "",
        issue_outcome=issue,
        issue_made_on=decided - timedelta(days=source.randint(0, 2)) if decided else None,
        issue_told_on=decided,
        issue_decided_by="Head of SEND" if issue else "",
        issue_reasons="Needs can be met from the setting's own resources." if issue == "no_plan" else "",
        is_exception_claimed=way.exception is not None,
        is_withdrawn=way.withdrawn is not None,
        withdrawn_on=on(way.withdrawn),
        withdrawn_reason="The family asked to wait." if way.withdrawn is not None else "",
        family_view=source.choice(_VIEWS) if assess == "assess" else "",
        family_preference=source.choice(directory.settings).name if issue == "issue" else "",
        officer_recommendation=_recommendation(assess, issue),
    )


def _recommendation(assess: str | None, issue: str | None) -> str:
    if issue == "issue":
        return "Name the family's preference, subject to the setting's reply and the cost."
    if assess == "assess":
        return "Issue a plan: needs are significant, lasting and beyond the setting's ordinary support."
    return "Assess: two terms of support show little progress." if assess is None else ""


def _facts(
    source: random.Random, request: Request, way: Pathway, who: Child, directory: Directory, today: date
) -> Iterator[Stored]:
    start = request.received_on
    services = {service.code: service.id for service in directory.services}
    family = demo_desk.carer(source, who, request.person_id)
    yield family
    yield from demo_desk.refusal_letters(request, family)
    for code, asked, got in way.advice:
        asked_for = Advice(
            case_id=request.id,
            service_id=services[code],
            service=code,
            requested_on=start + timedelta(days=asked),
            received_on=start + timedelta(days=got) if got >= 0 else None,
            key_point=_POINTS[code] if got >= 0 else "",
        )
        yield demo_desk.promised(source, asked_for, today)
    if way.draft is not None:
        yield PlanVersion(case_id=request.id, kind="draft", sent_on=start + timedelta(days=way.draft))
        yield from _placement(source, request, directory)
    if way.consulted is not None:
        yield _consultation(source, request, way, directory)
    if way.final is not None:
        yield PlanVersion(case_id=request.id, kind="final", sent_on=start + timedelta(days=way.final))
    if way.exception is not None:
        yield demo_desk.exception(source, request, way.exception)
    yield from demo_desk.contacts(source, request, who, today)
    yield from demo_desk.disagreements(source, request, today)
    yield from delay_reasons(request, way, directory, today)


def _placement(source: random.Random, request: Request, directory: Directory) -> Iterator[Provision]:
    now = next((one.name for one in directory.settings if one.id == request.setting_id), "")
    proposed = source.choice([one for one in directory.settings if one.kind in ("special", "primary", "secondary")])
    for kind, name, band, cost in (
        ("now", now, source.choice(_BANDS[:2]), source.randrange(300_000, 900_000, 5_000)),
        ("proposed", proposed.name, source.choice(_BANDS[1:]), source.randrange(900_000, 3_200_000, 10_000)),
    ):
        health = cost // 10 if kind == "proposed" else 0
        yield Provision(
            case_id=request.id,
            kind=kind,
            setting=name,
            band=band,
            annual_cost=cost,
            education_share=cost - health,
            health_share=health,
            care_share=0,
        )


def _consultation(source: random.Random, request: Request, way: Pathway, directory: Directory) -> Consultation:
    assert way.consulted is not None
    chosen = source.choice([one for one in directory.settings if one.kind in ("special", "primary", "secondary")])
    outcome = source.choice(("can_meet_need", "can_meet_need", "cannot_meet_need", "full")) if way.replied else None
    grounds = {
        "cannot_meet_need": "Unsuitable for age, aptitude or needs: no therapy base on site.",
        "full": "Admission would be incompatible with the efficient education of others: year group is full.",
    }.get(outcome or "", "")
    return Consultation(
        case_id=request.id,
        setting_id=chosen.id,
        setting=chosen.name,
        sent_on=request.received_on + timedelta(days=way.consulted),
        replied_on=request.received_on + timedelta(days=way.replied) if way.replied else None,
        outcome=outcome,
        grounds=grounds,
        has_place=outcome == "can_meet_need" if outcome else None,
    )


def _setting_for(source: random.Random, who: Child, directory: Directory) -> Setting:
    age = (who.received_on - who.date_of_birth).days / 365.25
    kind = "nursery" if age < 4 else "primary" if age < 11 else "secondary" if age < 16 else "post_16"
    return source.choice([one for one in directory.settings if one.kind == kind] or list(directory.settings))


def _fill_next_meetings(store: Store, today: date) -> None:
    """Put cases on the next agenda of each kind, as the team would have done by its cut-off."""
    with store.look() as reading:
        ahead = [summary.meeting for summary in reading.meetings(since=today)]
    for kind in ("assessment", "issue", "provision"):
        for meeting in [one for one in ahead if one.kind == kind][:1]:
            cut_off = min(today, meeting.papers_by or today)
            panels.fill_agenda(store, meeting.id, by="Demonstration", today=cut_off, at=time(0))
            add_papers(store, meeting.id, cut_off)
