"""What is wrong in the records is found, each kind with the very cases that have it, and nothing else."""

from dataclasses import replace
from datetime import date

from send_desktop.measures.quality import TESTS, problems
from send_desktop.records import CaseloadRow, Derived, Person, TimelinessRow
from tests.helpers.truth import timeliness_row

TODAY = date(2026, 11, 20)
SOUND = Person(
    forename="Ada", surname="Ashdown", sex="F", ethnicity_main="WBRI", postcode="AB1 2CD", upn="A000000000000"
)


def row_of(case_id: int, **given: object) -> CaseloadRow:
    sound = CaseloadRow(
        id=case_id, version=1, reference=f"EHC-{case_id}", forename=f"Ada {case_id}", surname="Ashdown",
        date_of_birth=date(2018, 5, 4), upn=f"A00000000000{case_id}", setting="Elm School", area="North",
        officer="An officer", team="North", primary_need="ASD", received_on=date(2026, 6, 1),
        clock_start_on=date(2026, 6, 1), assess_outcome=None, assess_told_on=None, issue_outcome=None,
        issue_told_on=None, draft_served_on=None, final_sent_on=None, is_exception_claimed=False, closed_on=None,
        advice_outstanding="", derived=Derived(),
    )  # fmt: skip
    return replace(sound, **given)  # type: ignore[arg-type]


def facts_of(case_id: int, **given: object) -> TimelinessRow:
    return timeliness_row(
        **{"case_id": case_id, "received_on": date(2026, 6, 1), "need": "ASD", "source": "school", **given}
    )


def found_in(rows: list[CaseloadRow], facts: list[TimelinessRow], person: Person = SOUND) -> dict[str, tuple[int, ...]]:
    persons = {row.id: person for row in rows}
    return {one.code: one.case_ids for one in problems(rows, facts, persons, TODAY) if one.case_ids}


def test_a_sound_record_has_no_problem_and_every_kind_is_listed_all_the_same() -> None:
    assert found_in([row_of(1)], [facts_of(1)]) == {}
    assert len(problems([], [], {}, TODAY)) == len(TESTS) + 3


def test_impossible_dates_are_found() -> None:
    told = facts_of(1, assess_outcome="assess", assess_told_on=date(2026, 5, 1))
    ahead = facts_of(2, final_sent_on=date(2026, 12, 1))
    first = facts_of(3, final_sent_on=date(2026, 9, 1), draft_served_on=date(2026, 9, 20))
    assert found_in([row_of(1), row_of(2), row_of(3)], [told, ahead, first]) == {
        "before_request": (1,),
        "ahead": (2,),
        "plan_first": (3,),
    }
    born = [row_of(1, date_of_birth=date(2026, 7, 1)), row_of(2, date_of_birth=date(2001, 6, 1))]
    assert found_in(born, [facts_of(1), facts_of(2)]) == {"born_after": (1,), "too_old": (2,)}


def test_blanks_are_found_and_what_the_return_will_ask_for() -> None:
    blank = row_of(1, date_of_birth=None, officer="", upn=None, setting="", area="")
    found = found_in([blank], [facts_of(1, need=None, source="not_known")], Person(forename="Ada", surname="Ashdown"))
    assert set(found) == {
        "no_birth", "no_area", "no_officer", "no_setting", "no_number", "no_sex", "no_ethnicity", "no_postcode",
        "no_source", "no_need",
    }  # fmt: skip


def test_doubles_are_found_in_all_their_cases() -> None:
    twice = [row_of(1, forename="Ada"), row_of(2, forename="ada"), row_of(3, upn="A000000000001")]
    found = found_in(twice, [facts_of(1), facts_of(2), facts_of(3)])
    assert found == {"open_twice": (1, 2), "upn_shared": (1, 3)}
