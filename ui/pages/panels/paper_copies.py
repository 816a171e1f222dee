"""A paper of an item opened as it was given: a read-only copy in its own program."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from send_desktop.progress import Progress
from send_desktop.records import Document, Paper
from ui.pages.page import Page


def open_copy(page: Page, paper: Paper) -> None:
    """Open a read-only copy of a paper; the page says that it opens, or that no program here can."""
    desk = page.desk
    kept = Document(
        case_id=paper.case_id, title=paper.title, file_name=paper.file_name, sha256=paper.sha256, kind="paper"
    )

    def write(_: Progress) -> Path:
        with desk.store.look() as reading:
            return desk.copies.write(kept, reading.content(paper.sha256))

    def opened(path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            page.said.emit(f"{paper.title} opens as a read-only copy.")
        else:
            page.notice.say(f"No program on this computer opens {paper.file_name}.", kind="warning")

    desk.tasks.read(page, write, opened, page.show_failure)
