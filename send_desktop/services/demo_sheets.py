"""The weekly sheet that a synthetic authority has sent, and what it has put in late and put right since."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.measures import status_as_at
from send_desktop.measures.frozen import freeze
from send_desktop.records import Case, TimelinessRow
from send_desktop.services import advice, decisions, timeliness
from send_desktop.services.amendments import Amendment, adopt
from send_desktop.services.corrections import correct_date
from send_desktop.services.export_log import left
from send_desktop.services.plans import FinalSent, send_final
from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.services.sent_sheets import keep, sheet_to_keep
from send_desktop.services.weekly_read import read_weekly
from send_desktop.store import Store

PROFILE = "reference"
OF_EACH = 2
"""How many facts of each kind are put in late or put right, where there are cases for them."""
TRIES = 25
"""How many cases are looked at to find them."""

Late = Callable[[Case, date, date], Amendment]
"""Makes what is put in on a case, as of the day of the sheet, today."""


def send_last_sheet(store: Store, by: str, today: date) -> None:
    """Keep the sheet of the last Friday as if it had left, and put in late, or right, some facts of the week before.

    No workbook is drawn, which would take as long as all the rest: the figures and their facts are what is kept.
    """
    friday = today - timedelta(days=(today.weekday() - 4) % 7 or 7)
    _keep_sheet(store, by, friday)
    with store.look() as reading:
        rows = reading.timeliness_rows()
    _put_in(store, by, [row.case_id for row in rows if _is_sent(row, friday)], _correct_final, friday, today)
    waiting = [row for row in rows if status_as_at(row, today) == "open" and row.received_on < friday]
    drafted = [row.case_id for row in waiting if row.draft_served_on and row.draft_served_on < friday]
    asked = [row.case_id for row in waiting if row.assess_outcome == "assess" and not row.issue_outcome]
    undecided = [row.case_id for row in waiting if row.assess_outcome is None]
    _put_in(store, by, drafted, _final_after_all, friday, today)
    _put_in(store, by, asked, _advice_after_all, friday, today)
    _put_in(store, by, undecided[::-1], _decision_after_all, friday, today)


def _keep_sheet(store: Store, by: str, friday: date) -> None:
    found = timeliness.figures(store, friday)
    with store.look() as reading:
        shown = timeliness.shown_json(reading, found, PROFILE)
        frozen = sheet_to_keep(read_weekly(reading), found, shown, PROFILE, datetime.now(UTC))
    target = Path(f"timeliness-{friday.isoformat()}.xlsx")
    with store.work(by, "Export weekly sheet") as work:
        line = left("weekly_sheet", freeze(frozen), target, by, PROFILE, found.open_cases)
        keep(work, frozen, work.add(line))


def _put_in(store: Store, by: str, case_ids: Iterable[int], late: Late, friday: date, today: date) -> None:
    """Put a fact in on the first cases that take it: what the law or another date forbids is passed over."""
    done = 0
    for case_id in list(case_ids)[:TRIES]:
        with store.look() as reading:
            case = reading.case(case_id)
        with suppress(Refused):
            adopt(store, late(case, friday, today), by, today)
            done += 1
        if done == OF_EACH:
            return


def _is_sent(row: TimelinessRow, friday: date) -> bool:
    final = row.final_sent_on
    return final is not None and friday - timedelta(days=60) <= final <= friday and not row.is_after_dispute


def _correct_final(case: Case, friday: date, today: date) -> Amendment:
    wrong = next(one for one in recorded_dates(case) if one.title == "Final plan sent")
    went = wrong.on + timedelta(days=1)
    while went.weekday() > 4:
        went += timedelta(days=1)
    return correct_date(case, wrong.key, on=went, reason="The post book has the day on which it went.", today=today)


def _final_after_all(case: Case, friday: date, today: date) -> Amendment:
    return send_final(case, sent=FinalSent.to_all(friday - timedelta(days=2)), today=today)


def _advice_after_all(case: Case, friday: date, today: date) -> Amendment:
    waits = next((one for one in case.advice if one.received_on is None), None)
    if waits is None:
        raise Refused("All its advice is in.")
    return advice.record_received(case, waits, on=friday - timedelta(days=1), today=today)


def _decision_after_all(case: Case, friday: date, today: date) -> Amendment:
    on = friday - timedelta(days=1)
    return decisions.decide_to_assess(case, outcome="assess", made_on=on, told_on=on, today=today)
