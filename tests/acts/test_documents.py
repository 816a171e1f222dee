"""Documents: kept once, whole, in versions, and never handed out damaged."""

from pathlib import Path

import pytest

from send_desktop.errors import Refused
from send_desktop.records import Case, Document
from send_desktop.services import documents, plans, safety
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase

REPORT = documents.FileRead("EP report.pdf", b"%PDF-1.7 the psychologist's advice")
SECOND = documents.FileRead("EP report signed.pdf", b"%PDF-1.7 the psychologist's advice, signed")


def added(case: Case, done: Adopt, file: documents.FileRead = REPORT, replaces: Document | None = None) -> Case:
    return done(documents.add(case, file, title="EP advice", kind="advice", today=TODAY, by=LEAD, replaces=replaces))


def test_a_file_that_is_added_is_read_back_as_it_was(store: Store, new_case: NewCase, done: Adopt) -> None:
    case = added(new_case(), done)

    (document,) = case.documents
    assert (document.title, document.file_name, document.size) == ("EP advice", "EP report.pdf", len(REPORT.data))
    assert (document.added_on, document.added_by, document.sha256) == (TODAY, LEAD, REPORT.sha256)
    assert documents.content(store, document) == REPORT.data


def test_the_same_file_added_again_is_said_and_not_stored_twice(store: Store, new_case: NewCase, done: Adopt) -> None:
    case = added(new_case(), done)

    with pytest.raises(Refused, match="on the case already, as “EP advice”"):
        documents.add(case, REPORT, title="Another name", today=TODAY, by=LEAD)
    with store.look() as reading:
        assert reading.contents() == [REPORT.sha256]


def test_a_new_version_stands_in_place_of_the_older_which_stays_reachable(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    case = added(new_case(), done)
    case = added(case, done, SECOND, replaces=case.documents[0])

    (stands,) = documents.current(case)
    (before,) = documents.older(case, stands)
    assert (stands.number, before.number) == (2, 1)
    assert documents.newer(case, before) == stands
    assert documents.content(store, before) == REPORT.data


def test_a_version_cannot_be_put_in_after_one_that_is_replaced(new_case: NewCase, done: Adopt) -> None:
    case = added(new_case(), done)
    first = case.documents[0]
    case = added(case, done, SECOND, replaces=first)
    with pytest.raises(Refused, match="newer version"):
        added(case, done, documents.FileRead("c.pdf", b"third"), replaces=first)


def test_renaming_names_every_version(new_case: NewCase, done: Adopt) -> None:
    case = added(new_case(), done)
    case = added(case, done, SECOND, replaces=case.documents[0])
    case = done(documents.rename(case, documents.current(case)[0], title=" Psychologist's  advice ", kind="advice"))
    assert {one.title for one in case.documents} == {"Psychologist's advice"}


def test_removing_a_version_lets_the_one_before_stand_again_and_the_reason_is_kept(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    case = added(new_case(), done)
    case = added(case, done, SECOND, replaces=case.documents[0])

    with pytest.raises(Refused, match="why"):
        documents.remove(case, documents.current(case)[0], reason=" ")
    case = done(documents.remove(case, documents.current(case)[0], reason="It was another child's"))

    assert [one.number for one in documents.current(case)] == [1]
    with store.look() as reading:
        assert any("another child's" in str(line.changes) for line in reading.history(case.id))


def test_removing_an_older_version_keeps_the_newer_in_its_line(new_case: NewCase, done: Adopt) -> None:
    case = added(new_case(), done)
    case = added(case, done, SECOND, replaces=case.documents[0])
    (stands,) = documents.current(case)
    case = done(documents.remove(case, documents.older(case, stands)[0], reason="Added by mistake"))
    assert [one.number for one in documents.current(case)] == [2]
    assert documents.older(case, documents.current(case)[0]) == []


def test_what_was_sent_cannot_be_removed(to_draft: Case, done: Adopt) -> None:
    case = added(to_draft, done)
    case = done(plans.serve_draft(case, on=TODAY, today=TODAY, document=case.documents[0]))
    with pytest.raises(Refused, match="draft 1 as it was served"):
        documents.remove(case, case.documents[0], reason="A mistake")


def test_a_file_that_is_on_another_case_is_kept_only_when_it_belongs_to_both(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    first = added(new_case(), done)
    second = new_case(surname="Grindlefern")
    with store.look() as reading:
        references = reading.references_holding(REPORT.sha256)
    assert references == [first.reference]
    documents.require_only_here(first, REPORT, references)
    with pytest.raises(Refused, match=first.reference):
        documents.require_only_here(second, REPORT, references)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("empty.pdf", b"", "empty"), ("setup.exe", b"MZ", "is a program"), ("big.pdf", None, "50.1 MB")],
)
def test_a_file_that_cannot_be_kept_is_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    file = tmp_path / name
    if data is None:
        with file.open("wb") as stream:
            stream.truncate(documents.LARGEST + 100_000)
    else:
        file.write_bytes(data)
    with pytest.raises(Refused, match=words):
        documents.read_file(file)


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no file"):
        documents.read_file(tmp_path / "gone.pdf")
    with pytest.raises(Refused, match="is a folder"):
        documents.read_file(tmp_path)


def test_reading_a_large_file_tells_how_far_it_is(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"x" * (3 * documents.CHUNK))
    told: list[tuple[int, int]] = []
    read = documents.read_file(file, lambda done, total, what: told.append((done, total)))
    assert len(read.data) == 3 * documents.CHUNK
    assert told[-1] == (3 * documents.CHUNK, 3 * documents.CHUNK)


def test_a_copy_saved_elsewhere_is_the_file_and_is_on_record(
    store: Store, new_case: NewCase, done: Adopt, tmp_path: Path
) -> None:
    case = added(new_case(), done)
    target = tmp_path / "copy.pdf"

    words = documents.save_copy(store, case.documents[0], target, LEAD)

    assert target.read_bytes() == REPORT.data
    assert "“EP advice”" in words
    with store.look() as reading:
        assert reading.history(case.id)[-1].act == "Copy document"
    with pytest.raises(Refused, match="there already"):
        documents.save_copy(store, case.documents[0], target, LEAD)


def test_a_sound_store_has_nothing_to_say_of_its_files(store: Store, new_case: NewCase, done: Adopt) -> None:
    added(new_case(), done)
    assert safety.check(store).problems == ()


def test_a_case_known_from_a_tracker_without_its_files_is_sound(store: Store, new_case: NewCase) -> None:
    case = new_case()
    with store.work(LEAD, "Import") as work:
        work.add(Document(case_id=case.id, title="Known of, never held"))
    assert safety.check(store).problems == ()
    with store.look() as reading, pytest.raises(Refused, match="without it"):
        reading.content("")


def test_a_missing_file_is_named_by_the_check(store: Store, new_case: NewCase) -> None:
    case = new_case()
    with store.work(LEAD, "Import") as work:
        work.add(Document(case_id=case.id, title="Report", sha256="0" * 64))
    assert safety.check(store).problems == (f"{case.reference}: the stored content of “Report” is missing.",)
