"""A file handed in for a panel becomes pages, or one sentence that says why not."""

import io
import itertools
import json
import shutil

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from send_desktop.errors import Refused
from send_desktop.imports.papers import word
from send_desktop.imports.papers.checking import CheckedPaper, check, checker
from tests.helpers import paper_files as made


def opened(checked: CheckedPaper) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(checked.pdf))


def read(checked: CheckedPaper) -> list[tuple[str, bool]]:
    return [tuple(one) for one in json.loads(checked.texts)]


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (made.pdf(3), 3),
        (made.pdf(1, size=made.SIZES["A3"]), 1),
        (made.pdf(1, size=made.SIZES["landscape"]), 1),
        (made.pdf(2, turn=90), 2),
        (made.pdf(500), 500),
    ],
    ids=["usual", "A3", "landscape", "turned", "500 pages"],
)
def test_a_pdf_keeps_its_pages_and_their_words(data: bytes, pages: int) -> None:
    checked = check(data, "Advice.pdf")
    assert (checked.pages, checked.problem, checked.mended) == (pages, "", "")
    assert read(checked)[-1] == (f"advice on the child, with some more words, leaf {pages}", True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (made.without_pages(), "It has no pages."),
        (b"%PDF-1.7\nnothing that a PDF would hold", "It is damaged"),
        (made.locked("secret"), "It is locked with a password"),
        (made.picture("JPEG")[:100], "It is a picture that cannot be read"),
    ],
    ids=["no pages", "broken", "locked", "broken picture"],
)
def test_what_no_pages_can_be_made_of_says_why_in_one_sentence(data: bytes, said: str) -> None:
    checked = check(data, "Advice.pdf")
    assert (checked.pages, checked.pdf) == (0, b"")
    assert checked.problem.startswith(said)


@pytest.mark.parametrize(
    ("data", "pages", "said"),
    [
        (made.cut_off(), 3, "It was damaged and has been repaired"),
        (made.locked(""), 2, "Its protection was taken off"),
        (made.with_attachment(), 2, "1 file attached inside it was left out."),
    ],
    ids=["cut off", "locked without a password", "attachment"],
)
def test_what_was_mended_or_left_out_is_said(data: bytes, pages: int, said: str) -> None:
    checked = check(data, "Advice.pdf")
    assert checked.pages == pages
    assert checked.mended.startswith(said)
    with opened(checked) as document:
        assert not document.is_encrypted
        assert not len(document.attachments)


def test_what_was_filled_into_a_form_stays_on_the_page_and_can_no_longer_be_changed() -> None:
    checked = check(made.form(), "Views.pdf")
    assert "likes small classes" in read(checked)[0][0]
    with opened(checked) as document:
        assert "/AcroForm" not in document.Root
        assert "/Annots" not in document.pages[0]


def test_a_page_of_a_pdf_that_is_a_scan_is_not_taken_for_read() -> None:
    checked = check(made.picture("PNG", size=(600, 800)), "Scan.png")
    assert read(checked) == [("", False)]
    again = check(checked.pdf, "Scan.pdf")
    assert read(again) == [("", False)]


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (made.picture("JPEG"), 1),
        (made.picture("PNG", "LA"), 1),
        (made.picture("TIFF", frames=4), 4),
        (made.picture("TIFF", "1", frames=2, compression="group4"), 2),
        (made.picture("JPEG", "CMYK"), 1),
    ],
    ids=["JPEG", "PNG", "TIFF of many pages", "fax TIFF", "CMYK"],
)
def test_a_picture_becomes_a_page_of_a4(data: bytes, pages: int) -> None:
    checked = check(data, "Photo")
    assert (checked.media, checked.pages, checked.problem) == ("image", pages, "")
    with opened(checked) as document:
        assert sorted(round(float(edge)) for edge in document.pages[0].mediabox[2:]) == [595, 842]


def test_a_photo_with_its_depth_or_a_moving_picture_is_one_page() -> None:
    for kind in ("MPO", "PNG"):
        assert check(made.picture(kind, frames=3), "Photo").pages == 1


@pytest.mark.parametrize("mode", ["I;16", "I", "F"])
def test_a_scan_of_finer_greys_is_not_turned_white_or_black(mode: str) -> None:
    scan = Image.linear_gradient("L").convert("F").point(lambda grey: grey * 200 + 0)
    out = io.BytesIO()
    (scan if mode == "F" else scan.convert("I").convert(mode)).save(out, "TIFF")
    shown = pypdfium2.PdfDocument(check(out.getvalue(), "Scan.tiff").pdf)[0].render().to_pil().convert("L")
    middle = shown.getpixel((shown.width // 2, shown.height // 2))
    assert isinstance(middle, int)
    assert 60 < middle < 190


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("/MediaBox", "[0 0 0 0]"),
        ("/MediaBox", "[0 0 1000000000 1000000000]"),
        ("/CropBox", "[500 700 -100 -50]"),
        ("/CropBox", "[5000 7000 6000 8000]"),
        ("/CropBox", "[1 2]"),
        ("/CropBox", "[/A /B /C /D]"),
        ("/CropBox", "/Wide"),
    ],
)
def test_a_page_with_a_box_that_cannot_be_gets_one_that_is_seen(entry: str, value: str) -> None:
    odd = made.changed(
        made.pdf(), lambda file: file.pages[0].obj.__setitem__(entry, pikepdf.Object.parse(value.encode()))
    )
    with opened(check(odd, "Odd.pdf")) as document:
        left, bottom, right, top = map(float, document.pages[0].cropbox)
    assert 0 <= left < right <= 596
    assert 0 <= bottom < top <= 842


NOTHING_DECODED = pikepdf.StreamDecodeLevel.none


def with_contents(contents: bytes) -> bytes:
    return made.changed(
        made.pdf(2), lambda file: file.pages[0].obj.__setitem__("/Contents", file.make_stream(contents))
    )


@pytest.mark.parametrize("contents", [b"q 9 0 0 9 0 0 cm q BT /F1 12 Tf", b"Q Q Q 0.001 0 0 0.001 0 0 cm"])
def test_what_a_page_leaves_open_moves_nothing_that_is_laid_over_it(contents: bytes) -> None:
    with opened(check(with_contents(contents), "Open.pdf")) as document:
        steps = [str(one.operator) for one in pikepdf.parse_content_stream(document.pages[0])]
    depths = list(itertools.accumulate({"q": 1, "Q": -1}.get(one, 0) for one in steps))
    assert (min(depths), depths[-1]) == (0, 0)
    assert steps.count("BT") == steps.count("ET")


def test_a_page_whose_contents_are_damaged_is_named_and_the_others_stay() -> None:
    def break_it(file: pikepdf.Pdf) -> None:
        file.pages[0].obj["/Contents"] = stream = file.make_stream(b"")
        stream.write(b"not deflated", filter=pikepdf.Name.FlateDecode)

    broken = made.changed(made.pdf(2), break_it, compress_streams=False, stream_decode_level=NOTHING_DECODED)
    checked = check(broken, "Broken.pdf")
    assert checked.pages == 2
    assert "What stood on page 1 is damaged and does not show" in checked.mended
    assert [is_read for _, is_read in read(checked)] == [False, True]


def test_a_scan_of_a3_stays_a3() -> None:
    checked = check(made.picture("JPEG", size=(1754, 2480), dpi=(150, 150)), "Scan.jpg")
    with opened(checked) as document:
        assert sorted(round(float(edge)) for edge in document.pages[0].mediabox[2:]) == [842, 1191]


def test_a_photo_stands_upright_as_it_was_taken() -> None:
    with opened(check(made.turned_photo(), "Photo.jpg")) as document:
        page = document.pages[0]
        width, height = (float(edge) for edge in page.mediabox[2:])
        turned = int(page.get("/Rotate", 0)) in (90, 270)
    assert (height > width) != turned, "a camera held on its side took a page that is higher than wide"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (made.HEIC, "IMG_1.HEIC", "Save it as JPEG"),
        (b"", "Advice.pdf", "is empty"),
        (b"MZ\x90\x00", "tool.exe", "is no paper that a pack can hold"),
        (b"PK\x03\x04rubbish", "Advice.docx", "is no paper that a pack can hold"),
    ],
    ids=["HEIC", "empty", "program", "broken Word file"],
)
def test_what_can_be_no_paper_is_refused_kindly_with_the_way_out(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        check(data, name)


def test_a_word_file_is_converted_where_a_program_for_it_is_there() -> None:
    assert shutil.which("soffice"), "LibreOffice is one of the programs that the checks use"
    checked = check(made.word(), "Advice.docx")
    assert (checked.media, checked.problem) == ("word", "")
    assert "advice on the child by the service" in read(checked)[0][0]


def test_without_a_program_for_it_a_word_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert check(made.word(), "Advice.docx").problem == word.NO_PROGRAM


def test_files_are_checked_apart_and_one_that_takes_too_long_takes_nothing_with_it() -> None:
    with checker() as lent:
        assert lent.check(made.pdf(), "One.pdf").pages == 1
        lent._seconds = 0.0
        assert lent.check(made.pdf(300), "Slow.pdf").problem.startswith("It took too long")
        lent._seconds = 60.0
        assert lent.check(made.pdf(2), "Two.pdf").pages == 2
