"""A family answers a draft: what it asks for and its meeting stay with that draft, and a new draft begins again."""

from collections.abc import Callable
from datetime import timedelta

from send_desktop.store import Store
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person, typed

SitDown = Callable[..., Person]


def drafts(person: Person) -> list[str]:
    return [f"{row.cells[0].words}: {row.cells[2].words}" for row in person.rows("plans")]


def test_what_the_family_asks_for_stands_with_the_draft_that_it_is_about(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.drafted(days_ago=100)
    served = case.plans[0].sent_on
    person = sit_down()
    person.open_case(case)
    person.do(
        "representations",
        received_on=typed(served + timedelta(days=3)),
        asked="Name Larkenfold Primary School",
        meeting_asked_on=typed(served + timedelta(days=3)),
    )
    (line,) = drafts(person)
    assert "Name Larkenfold Primary School" in line
    assert "not held yet" in line
    assert read(store, case.id).plans[0].representations == "Name Larkenfold Primary School"
    assert any("Name Larkenfold Primary School" in words for words in person.chronology())


def test_a_draft_issued_again_gives_the_family_fifteen_fresh_days(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.drafted(days_ago=110))
    person.do("draft", on=typed(TODAY - timedelta(days=1)))
    newest, first = drafts(person)
    assert newest.startswith("Draft 2: Family may answer until 3 Dec")
    assert first.startswith("Draft 1: ")


def test_enter_on_a_draft_opens_its_own_representations(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.drafted(days_ago=110))
    person.do("draft", on=typed(TODAY - timedelta(days=1)))
    row = person.rows("plans")[1]
    assert row.act is not None
    row.act()
    assert person.form.values()["plan"] == str(person.case_page.view.case.plans[0].id)  # type: ignore[union-attr]


def test_a_meeting_before_the_draft_is_refused_and_what_was_typed_stays(sit_down: SitDown, cases: Cases) -> None:
    case = cases.drafted(days_ago=100)
    person = sit_down()
    person.open_case(case)
    person.open_act("representations")
    person.fill(asked="More therapy", received_on=typed(case.plans[0].sent_on - timedelta(days=1)))
    person.save()
    assert "must lie between" in person.form.notice.words
    assert person.form.values()["asked"] == "More therapy"
