"""Packs for the tests of the paper: invented children on a real calendar, whole without a store."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from send_desktop.exports.panel_pack.pack import AdviceLine, ConsultationLine, LimitLine, Mark, PackItem, PanelPack
from send_desktop.records import (
    Advice,
    AgendaItem,
    Carer,
    Case,
    Consultation,
    Derived,
    ExceptionPeriod,
    PanelMeeting,
    Person,
    Provision,
    Request,
)
from send_desktop.track import track

TODAY = date(2026, 11, 20)
MEETING_DAY = date(2026, 11, 25)

CHILDREN = (
    ("Una", "Coombevale"),
    ("Kit", "Stanmoorley"),
    ("Zoë-Łucja", "O’Tarnwater-Ångströmby"),
    ("Ivy", "Bramblecote"),
    ("Teddy", "Oxbarrowe"),
    ("Aisha", "Wrenfoldish"),
)
SERVICES = ("EP", "SaLT", "OT", "Health", "Social care", "School")
KEY_POINTS = (
    "Working memory and processing well below age; needs instructions in small steps.",
    "Understands at the level of a child two years younger.",
    "",
    "No medical need beyond asthma.",
    "Not known to social care.",
    "Three cycles of support, little progress in reading.",
)
VIEW = "We want a small class where people understand how tired the day makes our child. Mornings are the hardest."
RECOMMENDATION = (
    "Issue a plan. Needs are long-standing, and support from the school's own resources has not been enough."
)


def meeting(kind: str = "issue", **changes: Any) -> PanelMeeting:
    """Return a meeting on the 25th of November 2026 at half past nine."""
    given = PanelMeeting(
        id=7,
        version=1,
        kind=kind,
        on=MEETING_DAY,
        starts_at=time(9, 30),
        capacity=8,
        papers_by=date(2026, 11, 19),
        venue="Committee room 2 and online",
        chair="J. Harrowgatebury, Head of SEND",
    )
    return replace(given, **changes)


def case(number: int, received_on: date, **changes: Any) -> Case:
    """Return a case with advice asked six weeks in, most of it back."""
    forename, surname = CHILDREN[(number - 1) % len(CHILDREN)]
    request = Request(
        id=number,
        reference=f"EHC-26-{number:04d}",
        person_id=number,
        received_on=received_on,
        source="parent",
        primary_need="SLCN",
        assess_outcome="assess",
        assess_made_on=received_on + timedelta(days=33),
        assess_told_on=received_on + timedelta(days=36),
        family_view=VIEW,
        officer_recommendation=RECOMMENDATION,
    )
    whole = Case(
        request=request,
        person=Person(id=number, forename=forename, surname=surname, date_of_birth=date(2019, 4, 3)),
        derived=Derived(stage="decision_to_issue", next_duty="final_plan", next_due=received_on + timedelta(days=140)),
        setting="Hawthorn Lane Primary School",
        area="Kettering",
        officer="Priya Okaforsson",
        preferred_setting="Larchmount School",
        carers=(Carer(person_id=number, name=f"Mrs Delyth {surname}"),),
        advice=tuple(_advice(number, received_on, service, index) for index, service in enumerate(SERVICES)),
        exceptions=(
            (
                ExceptionPeriod(
                    case_id=number,
                    reason="school_closed",
                    starts_on=date(2026, 7, 24),
                    ends_on=date(2026, 9, 2),
                    relieves=("final_plan",),
                ),
            )
            if number % 3 == 2
            else ()
        ),
    )
    return replace(whole, **changes)


def provision_case(number: int, received_on: date) -> Case:
    """Return a case with a draft out, settings consulted and provision proposed."""
    sent = received_on + timedelta(days=100)
    return case(
        number,
        received_on,
        consultations=(
            Consultation(
                case_id=number,
                setting="Larchmount School",
                sent_on=sent,
                replied_on=sent + timedelta(days=9),
                outcome="cannot_meet_need",
                grounds="The group is full and a further child would take "
                "it above the number for which staff are trained.",
                has_place=False,
            ),
            Consultation(case_id=number, setting="Hawthorn Lane Primary School", sent_on=sent),
        ),
        provision=(
            Provision(
                case_id=number,
                kind="now",
                setting="Hawthorn Lane Primary School",
                band="Band 3",
                annual_cost=812_500,
                education_share=812_500,
                health_share=0,
                care_share=0,
            ),
            Provision(
                case_id=number,
                kind="proposed",
                setting="Larchmount School",
                band="Specialist",
                annual_cost=2_734_000,
                education_share=2_300_000,
                health_share=304_000,
                care_share=130_000,
                description="A place in the language unit with weekly speech and language therapy.",
            ),
        ),
    )


def item(number: int, whole: Case, panel: PanelMeeting, asked: str = "issue", **changes: Any) -> PackItem:
    """Return an agenda item as the pack holds it."""
    starts = datetime.combine(panel.on, panel.starts_at) + timedelta(minutes=15 * (number - 1))
    due = whole.clock_start_on + timedelta(days=140)
    code = ("breached", "will_breach", "at_risk", "on_track")[min(3, max(0, (due - TODAY).days // 12 + 1))]
    made = PackItem(
        number=number,
        item=AgendaItem(id=number, meeting_id=7, case_id=whole.id, position=number, asked=asked),
        case=whole,
        starts=starts.time(),
        ends=(starts + timedelta(minutes=15)).time(),
        age=7,
        year_group="Year 3",
        rights_holder="Parent",
        primary_need="Speech, language and communication",
        stage="Decision to issue",
        day_number=(panel.on - whole.clock_start_on).days,
        legal_title="Final plan",
        legal_due=due,
        days_left=(due - panel.on).days,
        refuse_by=whole.clock_start_on + timedelta(days=112) if asked == "issue" else None,
        mark=Mark(
            code,
            {"breached": "Breached", "will_breach": "Will breach", "at_risk": "At risk", "on_track": "On track"}[code],
        ),
        reason="OT advice is 9 days overdue.",
        next_step="It must arrive by 4 December for the panel of 15 December, the last before week 20.",
        track=track(whole.facts(), whole.derived, TODAY),
        limits=(
            LimitLine(
                "Decision to assess", whole.clock_start_on + timedelta(days=42), Mark("on_track", "Met 1 Sep 2026")
            ),
            LimitLine("Last day to refuse", whole.clock_start_on + timedelta(days=112), Mark("waiting", "4 days left")),
            LimitLine("Final plan", due, Mark(code, "19 days left")),
        ),
        safe_dates=(
            LimitLine("OT advice in", date(2026, 11, 19), Mark("breached", "Passed")),
            LimitLine("Issue panel", MEETING_DAY, Mark("will_breach", "Cannot be met")),
            LimitLine("Draft served (15 days for the family)", date(2026, 11, 27), Mark("at_risk", "Expected later")),
            LimitLine("Final plan sent", due, Mark("on_track", "In reach")),
        ),
        exceptions=("Exception: School closed four weeks or more, 24 Jul 2026 to 2 Sep 2026. The clock runs on.",)
        if whole.exceptions
        else (),
        advice=tuple(_line(one) for one in whole.advice),
        consultations=tuple(
            ConsultationLine(
                one.setting,
                one.sent_on,
                one.sent_on + timedelta(days=15) if one.sent_on else None,
                one.replied_on,
                "Says it cannot meet need" if one.replied_on else "Awaited",
                "No place" if one.replied_on else "",
                one.grounds,
            )
            for one in whole.consultations
        ),
    )
    return replace(made, **changes)


def pack(cases: int = 6, kind: str = "issue", profile: str = "named", **changes: Any) -> PanelPack:
    """Return a pack of so many cases, received a fortnight apart."""
    panel = meeting(kind)
    asked = {"assessment": "assess", "provision": "provision"}.get(kind, "issue")
    make = provision_case if kind == "provision" else case
    first = date(2026, 6, 15)
    items = tuple(
        item(number, make(number, first + timedelta(days=14 * ((number - 1) % 10))), panel, asked)
        for number in range(1, cases + 1)
    )
    given = PanelPack(
        meeting=panel,
        area="Kettering",
        items=items,
        profile=profile,
        as_at=TODAY,
        built_at=datetime(2026, 11, 20, 16, 20),
        built_by="Priya Okaforsson",
        version=2,
    )
    return replace(given, **changes)


def with_case(given: PanelPack, number: int, **changes: Any) -> PanelPack:
    """Return the pack with fields of one item's request changed."""
    items = list(given.items)
    before = items[number - 1]
    request = replace(before.case.request, **changes)
    items[number - 1] = replace(before, case=replace(before.case, request=request))
    return replace(given, items=tuple(items))


def _advice(number: int, received_on: date, service: str, index: int) -> Advice:
    asked = received_on + timedelta(days=37)
    back = None if index == 2 else min(asked + timedelta(days=28 + 4 * index), TODAY)
    return Advice(
        case_id=number,
        service_id=index + 1,
        service=service,
        requested_on=asked,
        received_on=back,
        key_point=KEY_POINTS[index],
    )


def _line(one: Advice) -> AdviceLine:
    due = one.requested_on + timedelta(days=42) if one.requested_on else None
    late = (one.received_on - due).days if one.received_on and due else 0
    mark = Mark("breached", "9 days overdue") if one.received_on is None else Mark("on_track", "In time")
    if late > 0:
        mark = Mark("at_risk", f"In, {late} days late")
    return AdviceLine(one.service, one.requested_on, due, one.received_on, mark, one.key_point)
