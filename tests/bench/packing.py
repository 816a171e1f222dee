"""A pack of 60 cases and 2,100 pages of papers, built whole from the store, beside the least that makes its pages.

The least: qpdf merging the same files and saving them with AES-256, and reportlab drawing the program's pages and one
stamp a page. Each runs in a process of its own, so that the memory of a build can be told.
"""

import io
import json
import random
import resource
import subprocess
import sys
import time
from datetime import date
from datetime import time as hour
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from db.engine import open_store
from send_desktop.imports.papers.checking import checker
from send_desktop.progress import silent
from send_desktop.records import Pack
from send_desktop.services import packs, panel_agenda, panels
from send_desktop.services.acts import act
from send_desktop.services.documents import FileRead
from send_desktop.services.panel_rules import Allowed
from send_desktop.services.papers import add_files, paper_lines
from tests.bench import starting

CASES, PAPERS, PAGES = 60, 5, 7
TODAY = date(2026, 11, 20)
BY = "Bench"
PASSWORD = "correct horse battery"


def filled(folder: Path) -> Path:
    """Return a store with a meeting of 60 cases, each with five papers of seven pages, a third of them scans."""
    path = starting.filled_store(folder, "4000")
    store = open_store(path)
    with store.look() as reading:
        ids = reading.open_case_ids()[:CASES]
    meeting = panels.create_meeting(
        store,
        kind="emergency",
        on=date(2026, 11, 26),
        starts_at=hour(9),
        capacity=CASES,
        slot_minutes=10,
        by=BY,
        today=TODAY,
    )
    panel_agenda.add_items(store, meeting.id, ids, BY, TODAY)
    with store.look() as reading:
        items = [item for item, _ in reading.agenda(meeting.id).items]
    with checker() as lent:
        for number, item in enumerate(items):
            files = [FileRead(f"Advice {paper}.pdf", _paper(number * PAPERS + paper)) for paper in range(PAPERS)]
            add_files(store, item, files, BY, TODAY, allowed=Allowed(BY, "bench"), with_=lent)
    store.close()
    return path


def _paper(seed: int) -> bytes:
    """Return a paper of seven pages of words, two of them scans of grey noise at 100 dots an inch."""
    chance = random.Random(seed)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1)
    for page in range(PAGES):
        if page % 3 == 2:
            noise = Image.effect_noise((827, 1169), 20 + chance.random()).convert("L")
            scan = io.BytesIO()
            noise.resize((413, 585)).save(scan, "JPEG", quality=60)
            canvas.drawImage(ImageReader(scan), 0, 0, *A4)
        for line in range(45):
            words = " ".join(chance.choice(("needs", "reads", "with", "support", "small", "steps")) for _ in range(12))
            canvas.drawString(60, 780 - line * 16, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def ours(store: Path) -> float:
    """Build the pack whole from the store and return the seconds it took."""
    return _told("ours", store)["seconds"]


def least(store: Path) -> float:
    """Merge, draw, stamp and save the same with qpdf and reportlab alone; return the seconds it took."""
    return _told("least", store)["seconds"]


def memory_mb(store: Path) -> float:
    """Return the most memory that one build took, in MB, the program and its libraries included."""
    return _told("ours", store)["mb"]


def _told(which: str, store: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.packing", which, str(store)], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _ours(path: Path, folder: Path) -> float:
    import send_desktop.exports.panel_pdf  # noqa: F401 -- loaded before the clock starts, as on the other side

    store = open_store(path)
    with store.look() as reading:
        meeting_id = next(one.meeting.id for one in reading.meetings() if one.meeting.kind == "emergency")
    started = time.perf_counter()
    copies = packs.Copies(password=PASSWORD)
    packs.build_pack(store, meeting_id, folder / "pack.pdf", "named", BY, TODAY, silent, copies)
    took = time.perf_counter() - started
    with act(store, BY, "Tidy", TODAY) as work:
        for line in work.exports("pack"):
            work.remove(line, "bench")
        for one in work.every(Pack):
            work.remove(one, "bench")
    return took


def _least(path: Path, folder: Path) -> float:
    from send_desktop.exports.panel_pack import drawing, stamping
    from send_desktop.exports.panel_pack.document import Places

    store = open_store(path)
    with store.look() as reading:
        meeting_id = next(one.meeting.id for one in reading.meetings() if one.meeting.kind == "emergency")
        pack, _ = packs._gathered(reading, meeting_id, "named", BY, TODAY, False)
        agenda = reading.agenda(meeting_id)
        files = []
        for lines in paper_lines(reading, agenda).values():
            for line in lines:
                files.append(folder / f"{line.file.pdf_sha256}.pdf")
                files[-1].write_bytes(reading.content(line.file.pdf_sha256))
    started = time.perf_counter()
    cases, count = drawing._cases(pack, Places(), lambda item: None)
    front, more = drawing._front(pack, Places())
    total = count + more + sum(paper.pages for paper in pack.papers)
    stamps = stamping._drawn([stamping.Stamp(pack.page_words(page, total), False) for page in range(1, total + 1)])
    for name, data in (("front", front), ("cases", cases), ("stamps", stamps)):
        (folder / f"{name}.pdf").write_bytes(data)
    merged = [
        "qpdf",
        "--empty",
        "--pages",
        str(folder / "front.pdf"),
        str(folder / "cases.pdf"),
        *map(str, files),
        "--",
    ]
    subprocess.run([*merged, "--encrypt", PASSWORD, PASSWORD, "256", "--", str(folder / "out.pdf")], check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    run = {"ours": _ours, "least": _least}[sys.argv[1]]
    with TemporaryDirectory() as name:
        seconds = run(Path(sys.argv[2]), Path(name))
    print(json.dumps({"seconds": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
