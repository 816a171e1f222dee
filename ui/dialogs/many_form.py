"""A form whose act is on many: under its fields stands each change it would make, before any is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from send_desktop.changes import Changes
from send_desktop.errors import SendDesktopError
from send_desktop.progress import Progress, silent
from send_desktop.services.planned_changes import CHANGE, REFUSED, SAME, ChangePlan, PlannedChange
from send_desktop.wording import counted
from ui.desk import Desk
from ui.dialogs.form import Field, Form, FormSpec, Values
from ui.tasks import Job
from ui.theme import px
from ui.widgets.change_list import ChangeList
from ui.widgets.labels import label
from ui.widgets.running import Running
from ui.widgets.status import SHOWN_FOR_MS

REASON = Field(
    name="reason",
    label="Reason for the dates put right",
    kind="long_text",
    is_required=True,
    hint="How the right dates are known. One reason for all of them; it is kept in a note on each case.",
    blamed_for=("with a reason",),
)
"""Asked for once, however many dates on record a plan puts right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManySpec:
    """An act on many. ``plan`` works out each change, on the worker that reads; it may take long."""

    title: str
    plan: Callable[[Values, Progress], ChangePlan]
    fields: tuple[Field, ...] = ()
    intro: str = ""
    noun: str = "change"
    """What the button counts: 'Save 12 changes'."""


class ManyForm(Form):
    """The form with its changes. ``left_over`` carries the ids of the cases on which it could not be done."""

    left_over = Signal(object)

    def __init__(self, spec: ManySpec, desk: Desk) -> None:
        self.plan: ChangePlan | None = None
        self.changes = ChangeList()
        self.counts = label("", "strong", wraps=True)
        self.running = Running()
        self._many = spec
        self._planned_for: Values | None = None
        self._job: Job | None = None
        self._is_saving = False
        fields = (*spec.fields, replace(REASON, shown_when=lambda values: self.needs_reason))
        super().__init__(FormSpec(
            title=spec.title, save_words="Save", fields=fields, intro=spec.intro,
            say=lambda values: "", save=self._adopt,
        ), desk)  # fmt: skip

    @property
    def needs_reason(self) -> bool:
        """True where some of the changes put a recorded date right."""
        return self.plan is not None and self.plan.needs_reason

    def save(self) -> None:
        """Save what was previewed; while it is not worked out yet, only work it out."""
        if self._is_saving:
            return
        values = self._checked()
        if values is None or not self._is_current(values):
            self._say()
            return
        if not self.save_button.isEnabled():
            return
        self._is_saving = True
        self.save_button.setEnabled(False)
        job = self._desk.tasks.write(self, lambda go: self._adopt(values, go), self._saved, self._refused)
        self._follow(job, "Saving")

    # --- working out ---------------------------------------------------------------------------------

    def _say(self) -> None:
        """Work out the changes in the background, unless what is typed is not whole yet."""
        try:
            values = self.values()
        except ValueError:
            self._wait_for("What this changes shows here once what is typed can be read.")
            return
        lacking = [one.label for one in self._many.fields if one.is_required and not values[one.name]]
        if lacking:
            self._wait_for(f"What this changes shows here once “{lacking[0]}” is filled in.")
        elif not self._is_current(values):
            self._work_out(values)

    def _work_out(self, values: Values) -> None:
        self._stop()
        wanted = _without_reason(values)
        self.save_button.setEnabled(False)

        def planned(plan: ChangePlan) -> None:
            if self._job is job:
                self._planned(plan, wanted)

        def failed(error: SendDesktopError) -> None:
            if self._job is job:
                self._not_planned(error)

        job = self._desk.tasks.read(self, lambda go: self._many.plan(wanted, go), planned, failed)
        self._follow(job, "Working out what would change")

    def _follow(self, job: Job, words: str) -> None:
        """Show a job with its Cancel from half a second on."""
        self._job = job
        QTimer.singleShot(SHOWN_FOR_MS, self, lambda: self.running.follow(job, words) if self._job is job else None)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _planned(self, plan: ChangePlan, values: Values) -> None:
        self._job = None
        self.running.done()
        self.plan, self._planned_for = plan, values
        self._list(plan.changes)
        self._show_counts(plan)
        self._show_fields()

    def _not_planned(self, error: SendDesktopError) -> None:
        self._job = None
        self._wait_for("Nothing has been worked out, and nothing is changed.")
        self.notice.show_failure(error, retry=self._say)

    def _wait_for(self, words: str) -> None:
        self._stop()
        self.running.done()
        self.plan = self._planned_for = None
        self._list(())
        self._tell(words)
        self.save_button.setEnabled(False)

    def _list(self, changes: Sequence[PlannedChange]) -> None:
        self.changes.show_changes(changes)
        self.changes.setVisible(bool(changes))

    def _is_current(self, values: Values) -> bool:
        return self.plan is not None and self._planned_for == _without_reason(values)

    # --- saving ----------------------------------------------------------------------------------------

    def _adopt(self, values: Values, progress: Progress = silent) -> Changes:
        assert self.plan is not None
        return self.plan.adopt(self._desk.store, self._desk.by, values.get("reason") or "", progress)

    def _saved(self, changes: Changes) -> None:
        assert self.plan is not None
        self._job = None
        self.left_over.emit(self.plan.cases(REFUSED))
        super()._saved(changes)

    def _refused(self, error: SendDesktopError) -> None:
        self._is_saving = False
        self._job = None
        self.running.done()
        super()._refused(error)
        self.notice.show_failure(error, retry=self._again)

    def _again(self) -> None:
        """Read everything afresh: somebody was faster."""
        self.plan = self._planned_for = None
        self._say()

    # --- words and layout ------------------------------------------------------------------------------

    def _show_counts(self, plan: ChangePlan) -> None:
        will, cannot, same = (plan.count(outcome) for outcome in (CHANGE, REFUSED, SAME))
        parts = [self._will(will, len(plan.cases(CHANGE)))]
        parts += [f"{cannot:,} cannot be done"] if cannot else []
        parts += [f"{same:,} unchanged"] if same else []
        self._tell(" · ".join(parts))
        self.save_button.setText(f"Save {counted(will, self._many.noun)}" if will else "Nothing to save")
        self.save_button.setEnabled(bool(will))

    def _will(self, changes: int, cases: int) -> str:
        if not changes:
            return "Nothing would change"
        on = "" if self._many.noun == "case" else f" on {counted(cases, 'case')}"
        return f"{counted(changes, self._many.noun)}{on}"

    def _tell(self, words: str) -> None:
        self.counts.setText(words)
        self.counts.setAccessibleName(words)

    def _show_fields(self) -> None:
        super()._show_fields()
        shown = any(not self.fields[field.name].isHidden() for field in self.spec.fields)
        self._fields_area.setVisible(shown or bool(self.spec.intro))
        self._give_room()

    def _give_room(self) -> None:
        """Let the fields have the room they need and no more: the changes take the rest."""
        inside = self._fields_area.widget()
        if inside is None:
            return
        inside.ensurePolished()
        width = max(self._fields_area.viewport().width(), px(200))
        layout = inside.layout()
        needed = layout.heightForWidth(width) if layout and layout.hasHeightForWidth() else inside.sizeHint().height()
        self._fields_area.setMaximumHeight(max(needed, inside.sizeHint().height()) + px(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, px(12), 0)
        whole.setSpacing(px(8))
        self._fields_area: QScrollArea = self._scrolling()
        self._box = self._preview_box()
        self._box.hide()
        whole.addWidget(self._fields_area, 3)
        for widget in (self.counts, self.changes, self.running, self.notice):
            whole.addWidget(widget, 3 if widget is self.changes else 0)
        whole.addStretch(0)
        whole.addLayout(self._buttons())


def _without_reason(values: Values) -> Values:
    return {name: value for name, value in values.items() if name != REASON.name}
