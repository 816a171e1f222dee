"""Wrong input gets one clear sentence; nothing is imported and no traceback is seen."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from send_desktop.errors import Refused, SendDesktopError, Unavailable
from send_desktop.imports import guard
from send_desktop.imports.tracker import read
from tests.imports.reading import REFERENCE, plan_of, row, workbook


def _ole(stream: str) -> bytes:
    return guard.OLE_MAGIC + b"\x00" * 512 + stream.encode("utf-16-le") + b"\x00" * 512


BAD: dict[str, bytes] = {
    "empty.xlsx": b"",
    "empty.csv": b"",
    "blank.csv": b"\r\n\r\n",
    "text.xlsx": b"this is not a workbook",
    "text.xls": b"this is not a workbook",
    "text.ods": b"this is not a workbook",
    "cut-short.xlsx": (REFERENCE / "small_tracker.xlsx").read_bytes()[:4000],
    "not-a-workbook.xlsx": b"PK\x03\x04" + b"\x00" * 400,
    "page.pdf": b"%PDF-1.7",
    "page.csv": b"%PDF-1.7",
    "workbook.csv": (REFERENCE / "small_tracker.xlsx").read_bytes(),
    "password.xlsx": _ole("EncryptedPackage"),
    "other.xls": _ole("WordDocument"),
    "no-ending": b"hello",
    "odd.csv": b"\xff\xfe\x00",
    "binary.csv": b"Ref\x00Surname\x00",
    "another-list.csv": b"Product,Price\r\nChalk,2\r\n",
}


def assert_sentence(error: SendDesktopError, path: Path) -> None:
    """Assert that an error may be shown to an officer as it stands."""
    text = str(error)
    assert path.stem in text
    assert "nothing was imported" in text.casefold()
    assert text.endswith(".")
    assert "\n" not in text
    assert len(text) < 260


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_tracker_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    with pytest.raises(Refused) as refused:
        read(path)
    assert_sentence(refused.value, path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "trackers.xlsx"
    folder.mkdir()
    with pytest.raises(Refused, match="is a folder") as refused:
        read(folder)
    assert_sentence(refused.value, folder)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no file") as refused:
        read(tmp_path / "gone.xlsx")
    assert_sentence(refused.value, tmp_path / "gone.xlsx")


def test_a_file_that_another_program_holds_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "held.xlsx", row())

    def locked(self: Path) -> bytes:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(Unavailable, match="another program holds it") as refused:
        read(path)
    assert_sentence(refused.value, path)


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rows_after_it(tmp_path: Path) -> None:
    path = tmp_path / "quoted.csv"
    head = "Ref,Forename,Surname,DOB,Request received\r\n"
    path.write_text(
        head + 'A-1,Ada,"Pepper ""goggle""",1/2/18,1/6/26\r\nA-2,"Bo,Otter,1/2/18,1/6/26\r\nA-3,Cy,Wren,,1/6/26\r\n'
    )
    with pytest.raises(Refused, match="in line 3 and never closes it") as refused:
        read(path)
    assert_sentence(refused.value, path)


def test_a_workbook_without_a_row_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "bare.xlsx")
    with pytest.raises(Refused, match="holds no rows"):
        read(tmp_path / "bare.xlsx")


def test_a_workbook_without_a_tracker_header_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "other.xlsx", ["Chalk", 2], headings=["Product", "Price", "Date ordered", "Name"])
    with pytest.raises(Refused, match="reads like a tracker's header"):
        read(path)


def test_a_workbook_whose_only_tracker_is_hidden_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "hidden.xlsx", row())
    book = openpyxl.load_workbook(path)
    book.worksheets[0].sheet_state = "hidden"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("placeholder", "")
    _save_with_every_sheet_hidden(book, path)
    with pytest.raises(Refused, match="hidden sheets hold no cases"):
        read(path)


def _save_with_every_sheet_hidden(book: openpyxl.Workbook, path: Path) -> None:
    """Save what openpyxl will not: a workbook without a visible sheet, as some other programs leave one."""
    book.worksheets[0].sheet_state = "visible"
    whole = io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "xl/workbook.xml":
                content = content.replace(b'state="visible"', b'state="hidden"')
            target.writestr(part, content)


def test_a_zip_that_unpacks_to_far_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_UNPACKED_BYTES", 1_000_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    with pytest.raises(Refused, match="far larger than a tracker can be") as refused:
        read(path)
    assert_sentence(refused.value, path)


def test_a_file_of_monstrous_size_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_FILE_BYTES", 1000)
    with pytest.raises(Refused, match="far larger"):
        read(workbook(tmp_path / "large.xlsx", row()))


def test_one_stray_cell_at_the_far_corner_is_refused_and_not_laid_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "sprawl.xlsx", row())
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(path)
    with pytest.raises(Refused, match="stray cells") as refused:
        read(path)
    assert_sentence(refused.value, path)


def test_formatting_alone_far_below_the_tracker_does_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "formatted.xlsx", row())
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    assert len(plan_of(path).cases) == 1


def test_comments_that_declare_entities_are_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "county_tracker.xlsx"
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><comments>&b;</comments>'
    with zipfile.ZipFile(REFERENCE / "county_tracker.xlsx") as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, bomb if part == "xl/comments1.xml" else source.read(part))
    plan = plan_of(path)
    assert len(plan.cases) == 1800
    assert not any(note.origin == "cell note" for case in plan.cases for note in case.notes)
