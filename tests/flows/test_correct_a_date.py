"""A date that was typed wrong is put right from the case page."""

from collections.abc import Callable
from datetime import timedelta

from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.store import Store
from tests.helpers.acting import read
from tests.helpers.window import Cases, Person, typed

SitDown = Callable[..., Person]


def test_the_form_starts_at_the_date_on_record_and_says_what_correcting_it_does_to_the_clock(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.in_advice()
    person = sit_down()
    person.open_case(case)
    form = person.open_act("correct")
    assert form.values()["on"] == case.request.received_on
    right = case.request.received_on + timedelta(days=7)
    person.fill(on=typed(right), reason="Stamped a week later.")
    assert "Next legal date" in form.preview.text()
    person.save()
    assert read(store, case.id).request.received_on == right
    assert "corrected to" in person.status
    assert any("Stamped a week later." in line for line in person.chronology())


def test_choosing_another_date_shows_it_and_an_impossible_one_is_refused_where_it_was_typed(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.in_advice()
    asked = next(one for one in recorded_dates(case) if one.title == "EP advice asked")
    person = sit_down()
    person.open_case(case)
    person.open_act("correct")
    person.fill(date=asked.key)
    assert person.form.values()["on"] == asked.on
    person.fill(on=typed(case.request.received_on - timedelta(days=1)), reason="Slip.")
    assert "would come before “Request received" in person.form.preview.text()
    person.save()
    assert person.has_form
    assert person.window.focusWidget() is person.form.fields["on"].focusProxy()
    assert read(store, case.id).advice == case.advice
