"""Searching: every case by what it is known by and what was said of it; never a word that is no longer there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import search_index
from db.engine import open_store
from db.store import SqlStore, writing
from send_desktop.records import Carer, Contact, Derived, Document, Found, Note, Officer, Person, Request, Setting
from tests.storage.conftest import Open
from tests.storage.making import RECEIVED, add_case

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüñ", min_size=1, max_size=12)
CAREFULLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def find(store: SqlStore, words: str, limit: int = 20, officer: str = "") -> Found:
    with store.look() as reading:
        return reading.search(words, limit, officer)


def references(store: SqlStore, words: str, officer: str = "") -> list[str]:
    return [hit.reference for hit in find(store, words, officer=officer).hits]


def add_child(store: SqlStore, reference: str, forename: str, surname: str, upn: str = "", **fields: object) -> Request:
    with store.work("Ann", "Record a request") as work:
        person = work.add(Person(forename=forename, surname=surname, upn=upn or None))
        return work.add(Request(reference=reference, person_id=person.id, received_on=RECEIVED, **fields))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """One store into which every example puts a case of its own."""
    store = open_store(tmp_path_factory.mktemp("searching") / "shelf.db")
    yield store
    store.close()


_taken = iter(range(1, 10_000))


@CAREFULLY
@given(surname=WORDS, note=st.lists(WORDS, min_size=1, max_size=8))
def test_every_case_is_found_by_reference_surname_and_any_word_of_its_notes(
    shelf: SqlStore, surname: str, note: list[str]
) -> None:
    reference = f"EHC-26-{next(_taken):04}"
    request = add_child(shelf, reference, "Ada", surname)
    with shelf.work("Ann", "Add note") as work:
        work.add(Note(case_id=request.id, on=RECEIVED, text=" ".join(note)))
    with shelf.look() as reading:
        for words in (reference, reference.lower(), surname, *note):
            assert request.id in {hit.case_id for hit in reading.search(words, 20_000).hits}, words


@CAREFULLY
@given(words=st.text(max_size=60))
def test_whatever_is_typed_is_answered(shelf: SqlStore, words: str) -> None:
    find(shelf, words)


@pytest.mark.parametrize(
    "words", ['"', "*", "a NEAR b", "NOT", "name:ada", "(", "O'", "\0", "\ud800", "^a", "-", "🙂", " "]
)
def test_signs_that_a_query_language_would_take_as_its_own_are_only_words(store: SqlStore, words: str) -> None:
    find(store, words)


def test_a_removed_note_is_no_longer_found(store: SqlStore) -> None:
    request = add_child(store, "EHC-26-0001", "Ada", "Peppergoggle")
    with store.work("Ann", "Add note") as work:
        note = work.add(Note(case_id=request.id, on=RECEIVED, text="The hedgehog was mentioned"))
    assert references(store, "hedgehog") == ["EHC-26-0001"]
    with store.work("Ann", "Remove note") as work:
        work.remove(note, "On the wrong child")
    assert references(store, "hedgehog") == []


def test_an_act_that_fails_leaves_the_index_as_it_was(store: SqlStore) -> None:
    request = add_child(store, "EHC-26-0001", "Ada", "Peppergoggle")
    with pytest.raises(ZeroDivisionError):
        _begin_a_note_and_fail(store, request.id)
    assert references(store, "hedgehog") == []


def test_what_was_said_and_filed_is_found_and_shown_where(store: SqlStore) -> None:
    request = add_child(store, "EHC-26-0001", "Ada", "Peppergoggle", "A999000123456")
    with store.work("Ann", "Fill") as work:
        work.add(Carer(person_id=request.person_id, name="Florian Ottersprocket"))
        work.add(Contact(case_id=request.id, on=RECEIVED, kind="call", summary="Asked about the wheelchair ramp"))
        work.add(Document(case_id=request.id, title="Speech therapy summary"))
    told = {words: find(store, words).hits[0] for words in ("ottersp", "wheelchair", "therapy", "A999000123456")}
    assert [hit.matched for hit in told.values()] == ["carers", "contacts", "documents", "upn"]
    assert told["wheelchair"].snippet == "Asked about the wheelchair ramp"


def test_a_name_and_a_word_of_a_note_together_find_the_one_case(store: SqlStore) -> None:
    for number, text in enumerate(("The ramp is built", "Nothing yet")):
        request = add_child(store, f"EHC-26-000{number}", "Ada", "Peppergoggle")
        with store.work("Ann", "Add note") as work:
            work.add(Note(case_id=request.id, on=RECEIVED, text=text))
    assert references(store, "pepper ramp") == ["EHC-26-0000"]


def test_the_very_reference_stands_first_then_names_then_what_is_only_mentioned(store: SqlStore) -> None:
    mentioned = add_child(store, "EHC-26-0003", "Bo", "Larkspindle")
    with store.work("Ann", "Add note") as work:
        work.add(Note(case_id=mentioned.id, on=RECEIVED, text="Brother of Peppergoggle, see EHC-26-0001"))
    add_child(store, "EHC-26-0001", "Ada", "Peppergoggle")
    add_child(store, "EHC-26-00012", "Cy", "Otterhoop")
    assert references(store, "peppergoggle") == ["EHC-26-0001", "EHC-26-0003"]
    assert references(store, "ehc-26-0001") == ["EHC-26-0001", "EHC-26-00012", "EHC-26-0003"]


def test_open_cases_stand_before_closed_and_ones_own_first_among_equals(store: SqlStore) -> None:
    with store.work("Ann", "Found") as work:
        officer = work.add(Officer(name="Priya Maplenoodle"))
    closed = add_child(store, "EHC-26-0001", "Ada", "Peppergoggle", officer_id=officer.id)
    add_child(store, "EHC-26-0002", "Ada", "Peppergoggle")
    add_child(store, "EHC-26-0003", "Bea", "Peppergoggle", officer_id=officer.id)
    with store.work("Ann", "Recompute") as work:
        work.save_derived({closed.id: Derived(status="withdrawn")})
    expected = ["EHC-26-0003", "EHC-26-0002", "EHC-26-0001"]
    assert references(store, "peppergoggle", officer="Priya Maplenoodle") == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kaitlyn", "caitlin"),
        ("caitlyn", "caitlin"),
        ("peppergogle", "peppergoggle"),
        ("pepergoggle", "peppergoggle"),
        ("kaitl", "caitlin"),
    ],
)
def test_a_slip_in_spelling_finds_the_nearest_name_and_says_so(store: SqlStore, typed: str, meant: str) -> None:
    add_child(store, "EHC-26-0001", "Caitlin", "Peppergoggle")
    found = find(store, typed)
    assert ([hit.reference for hit in found.hits], found.instead) == (["EHC-26-0001"], meant)


def test_a_number_is_never_taken_for_another(store: SqlStore) -> None:
    add_child(store, "EHC-26-0001", "Ada", "Peppergoggle", "A999000123456")
    assert find(store, "EHC-26-0002") == Found()
    assert find(store, "A999000123457") == Found()


def test_accents_and_apostrophes_need_not_be_typed(store: SqlStore) -> None:
    add_child(store, "EHC-26-0001", "Zoë", "O'Brambleton-Finch")
    for words in ("zoe", "ZOË", "o'bram", "brambleton", "finch zoe", "obrambleton"):
        assert references(store, words) == ["EHC-26-0001"], words


def test_a_renamed_setting_and_child_are_found_by_their_new_names_only(store: SqlStore) -> None:
    with store.work("Ann", "Found") as work:
        setting = work.add(Setting(name="Larkenfold Primary School"))
    request = add_child(store, "EHC-26-0001", "Ada", "Peppergoggle", setting_id=setting.id)
    with store.work("Ann", "Rename") as work:
        work.replace(setting, replace(setting, name="Mallowby Academy"))
        person = work.case(request.id).person
        work.replace(person, replace(person, surname="Otterhoop"))
    assert references(store, "mallowby") == references(store, "otterhoop") == ["EHC-26-0001"]
    assert references(store, "larkenfold") == references(store, "peppergoggle") == []


def test_an_index_that_is_missing_is_made_again_on_opening(path: Path, opened: Open) -> None:
    store = opened(path)
    with store.work("Ann", "Record") as work:
        add_case(work)
    with writing(store._engine) as connection:
        connection.exec_driver_sql("DROP TABLE search_words")
        connection.exec_driver_sql("DROP TABLE search")
        assert not search_index.is_there(connection)
    store.close()
    assert references(opened(path), "peppergoggle") == ["EHC-26-0001"]


def test_no_more_than_asked_for_are_returned(store: SqlStore) -> None:
    for number in range(9):
        add_child(store, f"EHC-26-000{number}", "Ada", "Peppergoggle")
    assert len(find(store, "ada", limit=4).hits) == 4


def _begin_a_note_and_fail(store: SqlStore, case_id: int) -> None:
    with store.work("Ann", "Add note") as work:
        work.add(Note(case_id=case_id, on=RECEIVED, text="The hedgehog was mentioned"))
        work.keep_search()
        raise ZeroDivisionError
