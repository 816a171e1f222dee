"""A panel that was held: three cases, of which one is refused, one assessed and one not reached."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from send_desktop.records import Carer, Officer, PanelMember, PanelSeries
from send_desktop.services import attendance, panels, people, recommendations, sitting
from send_desktop.services.demo_desk import OPTIONS
from send_desktop.services.panel_decisions import adopt_decisions, agreeing, decide
from send_desktop.services.recommendations import Differing, Said, Wanted
from send_desktop.services.requests import NewRequest, record_request
from send_desktop.services.sitting_view import SittingView, sitting_view
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read

NINE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CHILDREN = (("Una", "Coombevale"), ("Kit", "Stanmoorley"), ("Ivy", "Bramblecote"))
CHAIR, EP, HEALTH = range(3)
REFUSAL = Said(
    outcome="refuse",
    evidence="Two terms of support from the school, with progress in Una's reading",
    criteria="Section 36(8) is not met: the school can meet the needs from its own resources",
    alternatives="A further cycle of support with the specialist teacher",
    family_view="Mrs Coombevale's letter was read; she is worried about mornings",
    actions=(Wanted("Send the outreach plan to the school", "Specialist teachers", date(2026, 12, 4)),),
    information=(Wanted("The hearing test of October", "Health", date(2026, 11, 27)),),
    views=(Differing("Sam Tarn", "health", "The hearing test should have been waited for"),),
)


def panel(store: Store) -> int:
    """Set up a series with three members and its meeting today with three cases on its agenda; return its id."""
    _families(store)
    with store.work(LEAD, "Found a series") as work:
        series = work.add(
            PanelSeries(
                name="Assessment", kind="assessment", first_on=TODAY, starts_at=time(9, 30), delegation="Scheme 4.2"
            )
        )
        for name, role in (("Orla Vexley", "chair"), ("Dr Ines Marlowe", "ep"), ("Sam Tarn", "health")):
            work.add(PanelMember(series_id=series.id, name=name, role=role, agency="Authority"))
    made = panels.create_meeting(
        store, kind="assessment", on=TODAY, starts_at=time(9, 30), chair="Orla Vexley", by=LEAD, today=TODAY
    )
    with store.work(LEAD, "Belong to the series") as work:
        work.replace(made, replace(made, series_id=series.id, quorum_roles=("chair", "ep")))
    panels.fill_agenda(store, made.id, LEAD, TODAY)
    return made.id


def _families(store: Store) -> None:
    with store.work(LEAD, "Add officers") as work:
        if LEAD not in [one.name for one in work.directory().officers]:
            work.add(Officer(name=LEAD))
    for name, value in OPTIONS.items():
        people.set_option(store, name, value, LEAD, TODAY)
    for number, (forename, surname) in enumerate(CHILDREN):
        asked = NewRequest(
            forename=forename, surname=surname, received_on=date(2026, 10, 12 + number), officer=LEAD,
            setting="Larkenfold Primary School",
        )  # fmt: skip
        case = read(store, min(record_request(store, asked, LEAD, TODAY).cases))
        with store.work(LEAD, "Add a carer") as work:
            work.add(
                Carer(
                    person_id=case.person.id, name=f"Mrs {surname}", relationship="Mother",
                    address="4 Ferry Lane, Calderwick",
                )
            )  # fmt: skip


def hear(store: Store, meeting_id: int) -> SittingView:
    """Hold the meeting: the first is refused, the second assessed, the third not reached; nothing is decided yet."""

    def look() -> SittingView:
        return sitting_view(store, meeting_id, TODAY)

    sitting.open_meeting(store, look().meeting, LEAD, TODAY, NINE)
    for at in (CHAIR, EP):
        view = look()
        attendance.arrive(store, view.meeting, view.seats[at], LEAD, TODAY, NINE)
    attendance.apologise(store, look().meeting, look().seats[HEALTH], LEAD, TODAY)
    _declare(store, look())
    for at, said in ((0, REFUSAL), (1, Said(outcome="assess"))):
        view = look()
        sitting.start_item(store, view, view.items[at], LEAD, TODAY, NINE + timedelta(minutes=20 * at))
        view = look()
        recommendations.recommend(
            store, view, view.items[at], said, LEAD, TODAY, NINE + timedelta(minutes=20 * at + 17)
        )
    closed = NINE + timedelta(hours=1)
    sitting.close_meeting(store, look(), LEAD, TODAY, closed, rest_not_reached=True)
    return look()


def _declare(store: Store, view: SittingView) -> None:
    who = view.seats[CHAIR].attendance
    assert who is not None
    attendance.declare(
        store, view.meeting, view.items[1].item, who.id, "Was Kit's head teacher until 2024", "stayed", LEAD, TODAY
    )


def decide_all(store: Store, view: SittingView) -> SittingView:
    """Decide as the panel recommended, by the chair's list."""
    at = NINE + timedelta(hours=2)
    made = [decide(view, one, agreeing(one, "Head of SEND", at)) for one in view.items[:2]]
    adopt_decisions(store, made, "Decided", LEAD, TODAY)
    return sitting_view(store, view.meeting.id, TODAY)
