"""Two people work on one case: whoever saves second loses nothing and is told what to do."""

from collections.abc import Callable
from dataclasses import replace

from send_desktop.store import Store
from tests.helpers.acting import read
from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]


def test_a_stale_form_keeps_what_was_typed_and_offers_to_read_again(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.open_act("assess")
    person.fill(decided_by="Head of SEND")
    with store.work("Tom Kestrellark", "Assign") as work:
        work.replace(case.request, replace(case.request, comments="moved on"))
    person.save()
    assert person.has_form
    assert person.form.notice.words
    assert person.form.values()["decided_by"] == "Head of SEND"
    assert read(store, case.id).request.assess_outcome is None


def test_a_change_by_a_colleague_is_seen_on_reading_again(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request("Peppergoggle")
    person = sit_down()
    with store.work("Tom Kestrellark", "Rename") as work:
        work.replace(case.person, replace(case.person, surname="Otterbuckle"))
    person.window.reload()
    person.settle()
    assert person.names == ["Otterbuckle"]
