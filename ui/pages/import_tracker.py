"""Import: a tracker comes in, after the screen has said what it will do; then of each row what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QStackedWidget

from send_desktop.changes import Changes
from send_desktop.errors import SendDesktopError
from send_desktop.progress import Progress
from send_desktop.services import tracker_import
from send_desktop.services.tracker_import import ImportReport
from send_desktop.wording import counted
from ui.desk import Desk
from ui.pages.import_parts import PreviewPart, ResultPart
from ui.pages.import_words import done_words, file_words
from ui.pages.page import Page
from ui.tasks import Failed, Job
from ui.widgets.drop_area import DropArea
from ui.widgets.empty import EmptyState
from ui.widgets.labels import button

FOLDER = "import/folder"
CHOOSING, PREVIEW, RESULT = range(3)


@dataclass(frozen=True, slots=True)
class Imported(Changes):
    """What an import changed, with its report for whoever still has the screen open."""

    report: ImportReport | None = None


class ImportPage(Page):
    """Choose or drop a file, see what it would do, import it, and read what became of each row."""

    title = "Import"
    help_text = (
        "Brings in the tracker that the team keeps: .xlsx, .xls, .ods or .csv. Choose a file or drop it here; "
        "nothing is written until you press Import, and then all of it in one step or none.\n\n"
        "As at is the day that the tracker speaks of. Columns says which heading is read as which field: choose "
        "another where it is wrong, and the counts follow. Rejected rows are left out and say why; a warning comes "
        "in and asks for a look.\n\n"
        "Importing the same file again changes only what has changed in it. Ctrl+C copies the marked rows."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.file: Path | None = None
        self.report: ImportReport | None = None
        self._as_at: date | None = None
        self._chosen_fields: dict[str, str] = {}
        self._job: Job | None = None
        self._asked = 0
        self._is_importing = False
        self.other_button = self.add_act(button("Another file", self.choose_file))
        self.import_button = self.add_act(button("Import", self.run, role="accent"))
        self.caseload_button = self.add_act(
            button("Open the caseload", lambda: self.wants_page.emit("caseload"), role="accent")
        )
        self.preview = PreviewPart(desk)
        self.result = ResultPart()
        self.first_button = button("Choose a file", self.choose_file, role="accent")
        self._build()
        self._show_state(CHOOSING)

    def arrive(self) -> None:
        super().arrive()
        if self._stack.currentIndex() == CHOOSING:
            self.first_button.setFocus()

    # --- choosing --------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask which file; it is read once it is chosen."""
        dialog = QFileDialog(self, "Import a tracker")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Trackers (*.xlsx *.xlsm *.xls *.ods *.csv)", "All files (*)"])
        folder = self.desk.memory.text(FOLDER)
        if folder and Path(folder).is_dir():
            dialog.setDirectory(folder)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self, file: Path) -> None:
        """Read a file and say what importing it would do; a file that cannot be read says so in one sentence."""
        if self._is_importing:
            return
        self.desk.memory.keep(FOLDER, str(file.parent))
        self.file, self._as_at, self._chosen_fields = file, None, {}
        self._show_state(CHOOSING)
        self.subtitle.setText(f"Reading {file.name}…")
        self._read(self._not_read)

    def choose_field(self, column: str, field: str) -> None:
        """Read a column as another field; a field that another column was given goes to this one."""
        for other, given in self._chosen_fields.items():
            if field and given == field:
                self._chosen_fields[other] = ""
        self._chosen_fields[column] = field
        self._read(self._not_judged)

    def choose_as_at(self, on: date) -> None:
        """Judge the file as at another day."""
        if self.report and on != self.report.as_at:
            self._as_at = on
            self._read(self._not_judged)

    def reload(self) -> None:
        """Read the file again, as it may have been saved since; a result stays as it is."""
        if self.report and self._stack.currentIndex() == PREVIEW and not self._is_importing:
            self._read(self._not_judged)

    def concerns(self, changes: Changes) -> bool:
        return not isinstance(changes, Imported)

    # --- importing -------------------------------------------------------------------------------

    def run(self) -> None:
        """Import the file in one transaction, with its bar and Cancel at the foot of the window."""
        if self.file is None or self._is_importing:
            return
        desk, file, as_at, fields = self.desk, self.file, self._as_at, dict(self._chosen_fields)
        self._set_importing(True)
        self.notice.clear()

        def work(progress: Progress) -> Imported:
            report = tracker_import.run(desk.store, file, desk.by, as_at, fields, today=desk.today, progress=progress)
            return Imported(done_words(report), everything=True, report=report)

        desk.tasks.write(self, work, self._done, self._not_imported, long=True)

    def _done(self, done: Imported) -> None:
        self._set_importing(False)
        if done.report is None:
            return
        self.report = done.report
        self.result.show_report(done.report)
        self._show_state(RESULT)
        self.subtitle.setText(done_words(done.report))
        self.result.filter_box.setFocus()

    def _not_imported(self, error: SendDesktopError) -> None:
        self._set_importing(False)
        self.notice.show_failure(error, retry=self.run)

    def _set_importing(self, is_importing: bool) -> None:
        self._is_importing = is_importing
        self.preview.setEnabled(not is_importing)
        self.other_button.setEnabled(not is_importing)
        self.import_button.setEnabled(not is_importing)
        if is_importing:
            self.import_button.setText("Importing…")
        elif self.report:
            self._show_import_button(self.report)

    # --- reading ---------------------------------------------------------------------------------

    def _read(self, failed: Failed) -> None:
        if self._job:
            self._job.cancel()
        self._asked += 1
        asked, desk, file = self._asked, self.desk, self.file
        as_at, fields = self._as_at, dict(self._chosen_fields)
        assert file is not None

        def work(progress: Progress) -> ImportReport:
            return tracker_import.preview(desk.store, file, as_at, fields, progress, today=desk.today)

        def told(error: SendDesktopError) -> None:
            if asked == self._asked:
                self._job = None
                failed(error)

        def read(report: ImportReport) -> None:
            if asked == self._asked:
                self._job = None
                self._judged(report)

        self._job = desk.tasks.read(self, work, read, told, long=True)

    def _judged(self, report: ImportReport) -> None:
        is_first = self._stack.currentIndex() != PREVIEW
        self.report = report
        self.notice.clear()
        self.preview.show_report(report)
        self.subtitle.setText(file_words(report))
        self._show_state(PREVIEW)
        self._show_import_button(report)
        if is_first:
            (self.import_button if self.import_button.isVisible() else self.other_button).setFocus()

    def _not_read(self, error: SendDesktopError) -> None:
        self.file = self.report = None
        self._show_state(CHOOSING)
        self.notice.show_failure(error)
        self.first_button.setFocus()

    def _not_judged(self, error: SendDesktopError) -> None:
        """Keep what is on the screen: the last choice is put back and the sentence says why."""
        if self.report:
            self._chosen_fields = dict(self.report.mapping) | dict.fromkeys(self.report.unmapped, "")
            self.preview.columns.show_mapping(self.report.mapping, self.report.unmapped)
        self.notice.show_failure(error, retry=self.reload)

    def _show_import_button(self, report: ImportReport) -> None:
        count = report.cases_created + report.cases_updated
        self.import_button.setText(f"Import {counted(count, 'case')}")
        self.import_button.setVisible(count > 0)
        if not count:
            self.notice.say(
                "Every case of this file is held as it stands; importing it would change nothing."
                if report.cases_unchanged
                else "No row of this file can come in as it stands; what is said of the rows below tells why."
            )

    # --- building --------------------------------------------------------------------------------

    def _show_state(self, state: int) -> None:
        self._stack.setCurrentIndex(state)
        self.other_button.setVisible(state != CHOOSING)
        self.import_button.setVisible(state == PREVIEW)
        self.caseload_button.setVisible(state == RESULT)
        if state == CHOOSING:
            self.subtitle.setText("")

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choosing())
        self._stack.addWidget(_scrolling(self.preview))
        self._stack.addWidget(self.result)
        self.body.addWidget(self._stack)
        self.preview.columns.chosen.connect(self.choose_field)
        self.preview.as_at_changed.connect(self.choose_as_at)
        self.result.rows.copied.connect(lambda count: self.said.emit(f"{counted(count, 'row')} copied as a table."))
        self.preview.issues.copied.connect(lambda count: self.said.emit(f"{counted(count, 'line')} copied as a table."))

    def _choosing(self) -> DropArea:
        area = DropArea(
            EmptyState(
                "Bring in the tracker",
                "Choose the workbook that the team keeps today, or drop it here: .xlsx, .xls, .ods or .csv. You will "
                "see what would come in, row by row, before anything is written.",
                self.first_button,
            )
        )
        area.dropped.connect(self.open_file)
        return area


def _scrolling(part: PreviewPart) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(part)
    return area
