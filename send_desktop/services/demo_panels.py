"""The panels of a synthetic authority: their series and members, the school holidays, the meetings made of them."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from send_desktop.imports.papers.checking import Checker
from send_desktop.records import Case, PanelMember, PanelSeries, Paper
from send_desktop.services.documents import FileRead
from send_desktop.services.panel_calendar import meeting_of
from send_desktop.services.panel_days import days_of, school_year, until_usually, usual_holidays
from send_desktop.services.panel_series import new_series
from send_desktop.services.papers import accept, add_files
from send_desktop.services.synthetic import surname
from send_desktop.statute.working_days import england
from send_desktop.store import Store, Work

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

WITH_PAPERS = 3
"""Cases of each next agenda that come with papers."""

WEEKS_BEFORE = 2
"""Meetings that were held already, so that there is something to look back at."""

_KINDS = (("assessment", 2, time(9, 30)), ("issue", 3, time(13, 30)), ("provision", 1, time(10, 0)))
_MEMBERS = (
    ("chair", "Ruth", "Calderwick County Council"),
    ("ep", "Imran", "Educational Psychology Service"),
    ("health", "Nadia", "Calderwick Integrated Care Board"),
    ("social_care", "Gareth", "Children's Social Care"),
    ("head", "Claire", "Primary heads' group"),
    ("case_officer", "Wendy", "Calderwick County Council"),
)


def add_panels(work: Work, source: random.Random, today: date, capacity: int) -> None:
    """Set up three panels in term time with their members, and their meetings until the end of the school year."""
    years = {school_year(on)[0] for on in (today - timedelta(weeks=WEEKS_BEFORE), today, until_usually(today))}
    holidays = work.add_many([holiday for on in sorted(years) for holiday in usual_holidays(on)])
    for series in _series(today, capacity):
        kept = work.add(series)
        work.add_many(list(_members(source, kept)))
        days = days_of(kept, kept.first_on, until_usually(today), holidays, england())
        made = (meeting_of(kept, day.on) for day in days if not day.why_not)
        work.add_many([replace(one, status="held" if one.on < today else "planned") for one in made])


def _series(today: date, capacity: int) -> Iterator[PanelSeries]:
    monday = today - timedelta(days=today.weekday())
    for kind, weekday, starts_at in _KINDS:
        yield replace(
            new_series(kind, monday - timedelta(weeks=WEEKS_BEFORE)),
            weekday=weekday,
            starts_at=starts_at,
            capacity=capacity,
            venue="Committee room 2 and online",
            chair="Head of SEND",
            clerk="Panel office",
            delegation="Constitution, part 3, paragraph 4.2",
            terms_version="4, September",
        )


def _members(source: random.Random, series: PanelSeries) -> Iterator[PanelMember]:
    for role, first, agency in _MEMBERS:
        last = surname(source)
        email = f"{first}.{last}@example.org".lower()
        yield PanelMember(series_id=series.id, name=f"{first} {last}", agency=agency, role=role, email=email)


def add_papers(store: Store, meeting_id: int, today: date) -> None:
    """Put papers under the first cases of an agenda: what the school has done, and the advice that is in."""
    with store.look() as reading:
        items = reading.agenda(meeting_id).items[:WITH_PAPERS]
    for item, case in items:
        titles = ["Report of the setting", *(f"{one.service} advice" for one in case.advice if one.received_on)][:3]
        files = [FileRead(f"{title}.pdf", _paper(title, case)) for title in titles]
        add_files(store, item, files, "Demonstration", today, at=time(0), with_=Checker(apart=False))
    with store.look() as reading:
        added = reading.every(Paper, meeting_id)
    if added:  # a child is named on them, as on real ones; without this no pack could leave names out
        accept(store, added, "Demonstration", today)


def _paper(title: str, case: Case) -> bytes:
    """Return one paper of a synthetic case, on which its child is named as real papers do."""
    from reportlab.platypus import Spacer

    from send_desktop.exports.panel_pack.paper import style, words
    from send_desktop.exports.report_pdf import Report, draw

    name = case.person.name
    text = (
        f"{title} for {name}, {case.reference}. This paper is made up, as the child is.",
        "Working memory and processing are well below age; instructions are needed in small steps, one at a time.",
        "Three cycles of support have been tried and reviewed, with some progress in reading and little in writing.",
    )

    def story() -> "list[Flowable]":
        return [words(title, style(18, strong=True)), Spacer(0, 12), *(words(line, style(11)) for line in text)]

    return draw(Report(title, "Synthetic paper", title, "A synthetic paper about a synthetic child"), story)
