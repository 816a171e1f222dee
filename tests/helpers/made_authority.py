"""A made-up authority put into a store, every case to its end: what lies after the day is for the forecasts to come."""

from datetime import date

from send_desktop.records import Advice, Person, PlanVersion, Request
from send_desktop.store import Store
from tests.bench.forecasting import Authority, authority


def put(store: Store, made: Authority, until: date | None = None) -> None:
    """Save the cases of an authority, as a team would have them by a day; nothing is worked out of them."""

    def by(on: date | None) -> date | None:
        return on if on is not None and (until is None or on <= until) else None

    with store.work("A test", "Put in an authority") as work:
        services = {one.code: one.id for one in work.directory().services}
        people = work.add_all([Person(forename="Ada", surname=f"Wren{row.case_id}") for row in made.rows])
        requests = [
            Request(
                reference=row.reference,
                person_id=person_id,
                received_on=row.received_on,
                assess_outcome=row.assess_outcome if by(row.assess_told_on) else None,
                assess_told_on=by(row.assess_told_on),
                issue_outcome=row.issue_outcome if by(row.issue_told_on) else None,
                issue_told_on=by(row.issue_told_on),
                is_withdrawn=by(row.withdrawn_on) is not None,
                withdrawn_on=by(row.withdrawn_on),
            )
            for row, person_id in zip(made.rows, people, strict=True)
        ]
        ids = dict(zip((row.case_id for row in made.rows), work.add_all(requests), strict=True))
        work.add_all(
            [
                Advice(
                    case_id=ids[one.case_id],
                    service_id=services[one.service],
                    service=one.service,
                    requested_on=one.requested_on,
                    received_on=by(one.received_on),
                )
                for one in made.advice
                if by(one.requested_on)
            ]
        )
        plans = [
            (row, kind, on)
            for row in made.rows
            for kind, on in (("draft", row.draft_served_on), ("final", row.final_sent_on))
        ]
        work.add_all(
            [PlanVersion(case_id=ids[row.case_id], kind=kind, sent_on=on) for row, kind, on in plans if on and by(on)]
        )


__all__ = ["authority", "put"]
