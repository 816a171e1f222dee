"""The final plan goes to three recipients; it is sent in law when the last of them has been sent it."""

from collections.abc import Callable
from datetime import timedelta

from send_desktop.records import Letter
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person, typed

SitDown = Callable[..., Person]


def test_the_final_plans_day_is_that_of_its_last_recipient(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.drafted(days_ago=130)
    person = sit_down()
    person.open_case(case)
    person.do(
        "final",
        family_on=typed(TODAY - timedelta(days=3)),
        setting_on=typed(TODAY - timedelta(days=1)),
        board_on=typed(TODAY - timedelta(days=2)),
    )
    assert read(store, case.id).plans[-1].sent_on == TODAY - timedelta(days=1)
    assert "Family 17 Nov, setting 19 Nov, board 18 Nov" in person.rows("plans")[0].cells[2].words
    assert person.case_page.clock.stage.text() == "Plan issued"


def test_while_a_copy_is_missing_the_form_says_whose_and_records_nothing(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.drafted(days_ago=130)
    person = sit_down()
    person.open_case(case)
    person.open_act("final")
    form = person.fill(family_on="today")
    assert "still to go to the setting that it names and the integrated care board" in form.preview.text()
    person.save()
    assert person.has_form
    assert len(read(store, case.id).plans) == 1
    person.fill(names_none=True, board_on="today")
    person.save()
    assert not person.has_form
    assert "no setting named" in person.rows("plans")[0].cells[2].words


def test_days_of_the_letters_are_there_when_the_form_opens(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.drafted(days_ago=130)
    with store.work(LEAD, "Send letters") as work:
        for recipient in ("family", "board"):
            work.add(
                Letter(
                    case_id=case.id, template="final", title="Final plan", recipient=recipient, addressee="As recorded",
                    made_on=TODAY, sent_on=TODAY, channel="email", about="final",
                )
            )  # fmt: skip
    person = sit_down()
    person.open_case(case)
    values = person.open_act("final").values()
    assert (values["family_on"], values["setting_on"], values["board_on"]) == (TODAY, None, TODAY)
