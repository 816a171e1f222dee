"""Cells of the grid as acts: an empty date filled, a date put right, an officer, notes; planned before any is saved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.errors import Cancelled, Refused, Stale
from send_desktop.records import Area, Case, Officer, Setting
from send_desktop.services import decisions
from send_desktop.services.grid_columns import typed_columns
from send_desktop.services.grid_edits import MOST_CELLS, EditPlan, Entry, plan_edits
from send_desktop.services.pasted_block import read_block
from send_desktop.services.planned_changes import CHANGE, REFUSED, SAME
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases

PlanOf = Callable[..., EditPlan]


@pytest.fixture
def plan(store: Store) -> PlanOf:
    """Plan cells of one case, each given by its column and value."""

    def make(case: Case, **cells: object) -> EditPlan:
        entries = [
            Entry(case_id=case.id, column=name.replace("__", ":"), typed=str(value), value=value)  # type: ignore[arg-type]
            for name, value in cells.items()
        ]
        with store.look() as reading:
            return plan_edits(reading, entries, TODAY)

    return make


@pytest.fixture
def cases(store: Store) -> Cases:
    with store.work(LEAD, "Found authority") as work:
        work.add(Officer(name=LEAD, initials="PM"))
        work.add(Officer(name="Tom Kestrellark"))
        work.add(Officer(name="Tara Kestrellark"))
        work.add(Area(name="North"))
        work.add(Setting(name="Larkenfold Primary School"))
    return Cases(store)


def said(plan: EditPlan) -> list[str]:
    return [one.says for one in plan.changes]


def test_an_empty_date_filled_is_the_act_itself(store: Store, cases: Cases, plan: PlanOf) -> None:
    case = cases.in_advice(services=("EP",))
    made = plan(case, in__EP=TODAY)
    assert said(made)[0].startswith("Record advice.")
    assert "Stage: Advice to Decision to issue." in said(made)[0]
    made.adopt(store, LEAD)
    assert read(store, case.id).advice[0].received_on == TODAY
    with store.look() as reading:
        assert reading.history(case.id)[-1].by == LEAD


def test_each_date_of_the_pathway_can_be_filled(store: Store, cases: Cases, plan: PlanOf) -> None:
    case = cases.to_draft(days_ago=110)
    plan(case, draft=TODAY - timedelta(days=16)).adopt(store, LEAD)
    plan(read(store, case.id), final=TODAY).adopt(store, LEAD)
    after = read(store, case.id)
    assert (after.draft_served_on, after.final_sent_on) == (TODAY - timedelta(days=16), TODAY)
    assert after.derived.status == "plan_issued"


def test_the_family_is_told_of_the_decision_whose_cell_was_filled(store: Store, cases: Cases, plan: PlanOf) -> None:
    case = cases.request(days_ago=40)
    made_on = TODAY - timedelta(days=5)
    case = cases.adopt(decisions.decide_to_assess(case, outcome="assess", made_on=made_on, told_on=None, today=TODAY))
    case = cases.adopt(decisions.decide_to_issue(case, outcome="issue", made_on=TODAY, told_on=None, today=TODAY))
    plan(case, assess_told=TODAY).adopt(store, LEAD)
    after = read(store, case.id).request
    assert (after.assess_told_on, after.issue_told_on) == (TODAY, None)


def test_a_date_alone_does_not_say_which_decision_it_was(cases: Cases, plan: PlanOf) -> None:
    made = plan(cases.request(), assess_told=TODAY, issue_panel=TODAY)
    assert [one.outcome for one in made.changes] == [REFUSED, REFUSED]
    assert "does not say which it was" in said(made)[0]
    assert "recorded with the decision" in said(made)[1]


def test_a_date_on_record_is_put_right_with_a_reason_and_not_without(store: Store, cases: Cases, plan: PlanOf) -> None:
    case = cases.request()
    right = case.request.received_on + timedelta(days=7)
    made = plan(case, received=right)
    assert made.needs_reason
    assert "Next legal date" in said(made)[0]
    with pytest.raises(Refused, match="with a reason"):
        made.adopt(store, LEAD)
    made.adopt(store, LEAD, "Stamped a week later")
    after = read(store, case.id)
    assert after.request.received_on == right
    assert next(note.text for note in after.notes if note.subject == "Correction").endswith("Stamped a week later")
    assert not any("asked for before" in note.text for note in after.notes)


def test_a_recorded_date_is_never_emptied(cases: Cases, plan: PlanOf) -> None:
    made = plan(cases.request(), received=None)
    assert made.changes[0].outcome == REFUSED
    assert "put right, not emptied" in said(made)[0]


def test_what_is_there_already_is_said_to_be_unchanged(store: Store, cases: Cases, plan: PlanOf) -> None:
    case = cases.request()
    made = plan(case, received=case.request.received_on, officer=LEAD, notes="", draft=None)
    assert [one.outcome for one in made.changes] == [SAME] * 4
    with pytest.raises(Refused, match="nothing here"):
        made.adopt(store, LEAD)


@pytest.mark.parametrize(("typed", "name"), [("pm", LEAD), ("tom", "Tom Kestrellark"), ("Tara K", "Tara Kestrellark")])
def test_an_officer_is_known_by_initials_or_by_the_beginning_of_a_name(
    store: Store, cases: Cases, plan: PlanOf, typed: str, name: str
) -> None:
    case = cases.request(officer="")
    made = plan(case, officer=typed)
    assert (made.changes[0].before, made.changes[0].after) == ("empty", name)
    made.adopt(store, LEAD)
    assert read(store, case.id).officer == name


def test_a_name_that_several_have_or_nobody_has_is_refused(cases: Cases, plan: PlanOf) -> None:
    case = cases.request()
    assert "may be Tara Kestrellark or Tom Kestrellark" in said(plan(case, officer="Kestrel"))[0]
    assert "no officer called Zebedee" in said(plan(case, officer="Zebedee"))[0]


def test_officer_area_setting_and_notes_are_typed_and_emptied(store: Store, cases: Cases, plan: PlanOf) -> None:
    case = cases.request()
    made = plan(case, area="north", setting="larkenfold primary school", notes="Brother at same school", officer="tom")
    made.adopt(store, LEAD)
    after = read(store, case.id)
    assert (after.area, after.setting, after.officer) == ("North", "Larkenfold Primary School", "Tom Kestrellark")
    assert after.request.comments == "Brother at same school"
    plan(after, area="", setting="", notes="", officer="").adopt(store, LEAD)
    after = read(store, case.id)
    assert (after.area, after.setting, after.officer, after.request.comments) == ("", "", "", "")


def test_a_setting_that_is_not_on_the_list_is_added_and_the_preview_says_so(
    store: Store, cases: Cases, plan: PlanOf
) -> None:
    case = cases.request()
    made = plan(case, setting="Brindlewick Academy", officer="tom")
    assert any("not on the list of settings yet" in words for words in said(made))
    made.adopt(store, LEAD)
    after = read(store, case.id)
    assert (after.setting, after.officer) == ("Brindlewick Academy", "Tom Kestrellark")


def test_several_cells_of_one_case_build_on_each_other_whatever_their_order(
    store: Store, cases: Cases, plan: PlanOf
) -> None:
    case = cases.in_advice(services=("EP",))
    made = plan(case, in__SaLT=TODAY, asked__SaLT=TODAY - timedelta(days=20), promised__EP=TODAY)
    assert [one.outcome for one in made.changes] == [CHANGE] * 3
    made.adopt(store, LEAD)
    salt = next(one for one in read(store, case.id).advice if one.service == "SaLT")
    assert (salt.requested_on, salt.received_on) == (TODAY - timedelta(days=20), TODAY)


def test_dates_that_only_fit_together_are_taken_together(store: Store, cases: Cases, plan: PlanOf) -> None:
    """Received moves past the day the family was told, which moves too."""
    case = cases.in_advice(days_ago=80)
    told = case.request.assess_told_on
    assert told
    moved = plan(case, received=told + timedelta(days=1))
    assert moved.changes[0].outcome == REFUSED
    both = plan(case, received=case.request.received_on + timedelta(days=30), assess_told=told + timedelta(days=3))
    assert [one.outcome for one in both.changes] == [CHANGE, CHANGE]


def test_one_cell_that_cannot_be_leaves_the_others(store: Store, cases: Cases, plan: PlanOf) -> None:
    case = cases.in_advice(services=("EP",))
    made = plan(case, in__EP=TODAY + timedelta(days=1), notes="Rang twice")
    assert {one.what: one.outcome for one in made.changes} == {"EP received": REFUSED, "Notes": CHANGE}
    made.adopt(store, LEAD)
    after = read(store, case.id)
    assert (after.request.comments, after.advice[0].received_on) == ("Rang twice", None)


def test_a_case_that_changed_since_the_screen_was_read_is_refused(store: Store, cases: Cases) -> None:
    case = cases.in_advice(services=("EP",))
    with store.look() as reading:
        seen = {row.id: row for row in reading.caseload([case.id])}
    entry = Entry(case_id=case.id, column="notes", typed="Mine", value="Mine")
    with store.look() as reading:
        assert plan_edits(reading, [entry], TODAY, seen=seen).count(CHANGE) == 1
    with store.work("Tom Kestrellark", "Change") as work:
        work.replace(case.request, replace(case.request, issue_outcome="issue"))
    with store.look() as reading:
        made = plan_edits(reading, [entry], TODAY, seen=seen)
    assert "Somebody else has changed this case" in said(made)[0]


def test_somebody_who_saves_between_preview_and_save_leaves_everything_as_it_was(
    store: Store, cases: Cases, plan: PlanOf
) -> None:
    first, second = cases.request(), cases.request("Otterbuckle")
    entries = [Entry(case_id=one.id, column="notes", typed="x", value="Mine") for one in (first, second)]
    with store.look() as reading:
        made = plan_edits(reading, entries, TODAY)
    with store.work("Tom Kestrellark", "Change") as work:
        work.replace(second.request, replace(second.request, comments="Theirs"))
    with pytest.raises(Stale):
        made.adopt(store, LEAD)
    assert read(store, first.id).request.comments == ""
    assert read(store, second.id).request.comments == "Theirs"


def test_what_was_saved_returns_what_takes_it_back(store: Store, cases: Cases, plan: PlanOf) -> None:
    case = cases.in_advice(services=("EP",))
    changes = plan(case, in__EP=TODAY, notes="Came by email").adopt(store, LEAD)
    assert changes.undo
    assert not changes.undo.why_not
    assert len(changes.undo.replaced) == 2


def test_a_cell_that_cannot_be_typed_in_or_read_is_pointed_at(store: Store, cases: Cases) -> None:
    case = cases.request()
    entries = [
        Entry(case_id=case.id, column="stage", typed="Final", value="Final"),
        Entry(case_id=case.id, column="draft", typed="31/13", problem="There is no such day as “31/13”."),
        Entry(case_id=case.id, column="notes", typed="a", value="a"),
        Entry(case_id=case.id, column="notes", typed="b", value="b"),
    ]
    with store.look() as reading:
        made = plan_edits(reading, entries, TODAY)
    assert [one.outcome for one in made.changes] == [REFUSED, REFUSED, CHANGE, REFUSED]
    assert made.changes[1].after == "31/13"
    with store.look() as reading, pytest.raises(Refused, match="too many at once"):
        plan_edits(reading, entries * MOST_CELLS, TODAY)


def test_every_service_has_its_columns(store: Store, cases: Cases) -> None:
    with store.look() as reading:
        ids = {column.id for column in typed_columns(reading.directory())}
    assert {"asked:EP", "in:EP", "promised:SaLT", "received", "final", "officer"} <= ids


# --- a block of cells ---------------------------------------------------------------------------------


HEADINGS = {"reference": "reference", "officer": "officer", "notes": "notes", "stage": "stage"}


def test_headings_are_recognised_and_their_columns_found() -> None:
    block = read_block("Reference\tOfficer\nEHC-26-0001\tTom\n", HEADINGS)
    assert (block.columns, block.rows) == (("reference", "officer"), (("EHC-26-0001", "Tom"),))
    assert block.by_reference() == 0


def test_a_heading_that_is_not_known_is_passed_over_where_the_cases_are_named() -> None:
    assert read_block("Reference\tHat size\tOfficer\nA\t7\tTom", HEADINGS).columns == ("reference", "", "officer")
    assert not read_block("Hat size\tOfficer\n7\tTom", HEADINGS).has_headings


def test_a_cell_with_quotation_marks_and_line_ends_stays_one_cell() -> None:
    block = read_block('"one\ntwo"\t"say ""no"""\r\n\'=3+4\t\'tis\n', HEADINGS)
    assert block.rows == (("one\ntwo", 'say "no"'), ("=3+4", "'tis"))


def test_one_value_is_one_cell_even_where_it_is_a_heading_too() -> None:
    assert read_block("Officer", HEADINGS).is_one_cell
    assert read_block("Tom\n", HEADINGS).is_one_cell
    assert read_block("", HEADINGS).rows == ()


@given(st.text(alphabet="ab\t\n\r\"'=Officer "))
def test_no_text_is_too_strange_to_take_apart(text: str) -> None:
    block = read_block(text, HEADINGS)
    assert all(isinstance(words, str) for row in block.rows for words in row)


_WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"))
_CELLS = st.lists(st.lists(_WORDS.filter(lambda words: words[:1] != "'"), min_size=1), min_size=1)


@given(_CELLS)
@settings(max_examples=60)
def test_what_a_spreadsheet_quotes_comes_back_as_it_was(rows: list[list[str]]) -> None:
    def quoted(words: str) -> str:
        return '"' + words.replace('"', '""') + '"'

    text = "\n".join("\t".join(map(quoted, row)) for row in rows)
    got = read_block(text, {}).rows
    want = [tuple(row) for row in rows]
    while len(want) > 1 and not any(words.strip() for words in want[-1]):
        want.pop()
    assert list(got) == want


def test_a_block_of_200_cells_is_planned_and_saved_in_one_act_with_progress(store: Store, cases: Cases) -> None:
    given = [cases.request(f"Otterbuckle{number}", officer="") for number in range(50)]
    columns = {"officer": "tom", "area": "North", "notes": "Moved", "setting": "Larkenfold Primary School"}
    entries = [Entry(case_id=case.id, column=id, value=value) for case in given for id, value in columns.items()]
    told: list[str] = []
    with store.look() as reading:
        made = plan_edits(reading, entries, TODAY, progress=lambda done, total, what: told.append(f"{done}/{total}"))
    assert made.count(CHANGE) == 200
    assert told[0] == "0/50"
    made.adopt(store, LEAD, progress=lambda done, total, what: told.append(what))
    assert "Saving" in told
    assert {read(store, case.id).officer for case in given} == {"Tom Kestrellark"}


def test_saving_can_be_stopped_half_way_and_then_nothing_is_saved(store: Store, cases: Cases) -> None:
    given = [cases.request(), cases.request("Otterbuckle")]
    entries = [Entry(case_id=case.id, column="notes", value="Mine") for case in given]

    def stop(done: int, total: int, what: str) -> None:
        if done:
            raise Cancelled("Stopped. Everything is as it was before.")

    with store.look() as reading:
        made = plan_edits(reading, entries, TODAY)
    with pytest.raises(Cancelled):
        made.adopt(store, LEAD, progress=stop)
    assert {read(store, case.id).request.comments for case in given} == {""}
