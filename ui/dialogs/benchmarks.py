"""The forms of benchmarks: whom the team compares itself with, and a newer file of the Department's figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from send_desktop.changes import Changes
from send_desktop.errors import Refused, SendDesktopError
from send_desktop.progress import Progress, silent
from send_desktop.services import benchmarks, published_sets
from send_desktop.services.benchmark_view import BenchmarkView
from send_desktop.services.published_sets import PublishedReport
from send_desktop.wording import counted, listed
from ui.desk import Desk
from ui.dialogs.form import Field, Form, FormSpec, Values
from ui.widgets.places_field import PlacesField

MOST_REMARKS = 200
"""Lines on single figures that are written out; the rest are counted."""

NOT_CHOSEN = "Choose the file to see what is in it. Nothing is kept until you press the button."


def choose_form(desk: Desk, view: BenchmarkView) -> FormSpec:
    """Return the form that says which authority this is, its neighbours, and what stands on the charts."""
    chosen, every = view.chosen, view.book.authorities()
    standing = [one for one in every if one.until is None]
    ours = chosen.ours or view.suggested

    def save(values: Values) -> Changes:
        on_charts = [name for name in benchmarks.CHARTED if values[f"{name}_shown"]]
        return benchmarks.choose(
            desk.store, _first(values["ours"]), values["neighbours"], values["others"], on_charts, desk.by, desk.today
        )

    return FormSpec(
        title="Choose authorities",
        save_words="Save choice",
        intro="Type a few letters of a name; Enter takes the one that is marked. In a list of those chosen, Delete "
        "takes one out.",
        say_heading="What is compared",
        say=lambda values: _said(view, values),
        save=save,
        fields=(
            Field(
                name="ours",
                label="This authority",
                makes=lambda: PlacesField(standing, (ours.code,) if ours else ()),
                hint=_suggested(view),
                blamed_for=("own neighbour",),
            ),
            Field(
                name="neighbours",
                label="Statistical neighbours",
                makes=lambda: PlacesField(
                    standing, [one.code for one in chosen.neighbours], benchmarks.MOST_NEIGHBOURS
                ),
                hint="The ten that the Department’s benchmarking tool gives, or your own.",
                blamed_for=("neighbours",),
            ),
            Field(
                name="others",
                label="Other authorities on the charts",
                makes=lambda: PlacesField(every, [one.code for one in chosen.others], benchmarks.MOST_OTHERS),
                blamed_for=("other authorities",),
            ),
            _tick("england_shown", "England on the charts", view),
            _tick("region_shown", "The region on the charts", view),
            _tick("neighbours_shown", "The middle of the neighbours on the charts", view),
        ),
    )


def _tick(name: str, words: str, view: BenchmarkView) -> Field:
    return Field(name=name, label=words, kind="tick", start=name.removesuffix("_shown") in view.chosen.on_charts)


def _suggested(view: BenchmarkView) -> str:
    return f"Proposed from the authority’s name under Options: {view.suggested.name}." if view.suggested else ""


def _first(codes: tuple[str, ...]) -> str:
    return codes[0] if codes else ""


def _said(view: BenchmarkView, values: Values) -> str:
    place = view.book.place(_first(values["ours"]))
    names = view.book.names()
    beside = ["England"] if values["england_shown"] else []
    if values["region_shown"] and place:
        beside.append(place.region_name)
    if values["neighbours_shown"] and values["neighbours"]:
        beside.append(f"the middle of {counted(len(values['neighbours']), 'neighbour')}")
    beside += [names[code] for code in values["others"]]
    return f"On the charts: {listed(beside)}." if beside else "No other authority stands on the charts."


class ReadPublished(Form):
    """Choose a file, read what it holds and what was made of it, then keep it; nothing is kept unread."""

    def __init__(self, desk: Desk) -> None:
        self._told_of: Path | None = None
        super().__init__(
            FormSpec(
                title="Read a newer file",
                save_words="Keep these figures",
                intro="The Department’s table of plans issued within 20 weeks, of requests or of assessments, as it "
                "was downloaded from Explore education statistics: .csv, .xlsx or .ods. The program itself reaches for "
                "no network.",
                fields=(Field(name="file", label="File", kind="file", is_required=True),),
                say=lambda values: "",
                save=lambda values: self._keep(values, silent),
                save_with=self._keep,
                reads=self._read,
                reads_heading="What the file holds",
            ),
            desk,
        )
        self.reading.setPlainText(NOT_CHOSEN)
        self.save_button.setEnabled(False)

    def _read_again(self) -> None:
        """Read what the file holds; until that stands there, nothing can be kept."""
        file = self.fields["file"].value()
        self._told_of = None
        self.save_button.setEnabled(False)
        if file is None:
            self.reading.setPlainText(NOT_CHOSEN)
            return
        self.reading.setPlainText(f"Reading {file.name}…")
        desk = self._desk

        def told(report: PublishedReport) -> None:
            if file == self.fields["file"].value():
                self._told_of = file
                self.reading.setPlainText(report_words(report))
                self.save_button.setEnabled(bool(report.new or report.differing))

        def failed(error: SendDesktopError) -> None:
            if file == self.fields["file"].value():
                self.reading.setPlainText(str(error))

        desk.tasks.read(
            self, lambda report: published_sets.preview(desk.store, file, desk.today, report), told, failed, long=True
        )

    def _read(self, values: Values) -> str:
        return report_words(published_sets.preview(self._desk.store, values["file"], self._desk.today))

    def _keep(self, values: Values, progress: Progress) -> Changes:
        if values["file"] != self._told_of:
            raise Refused("The file has not been read yet; look at what it holds first. Nothing was kept.")
        return published_sets.read_in(self._desk.store, values["file"], self._desk.by, self._desk.today, progress)


def report_words(report: PublishedReport) -> str:
    """Return what a file holds and what was made of it, as it is read before anything is kept."""
    return "\n".join(_report(report))


def _report(report: PublishedReport) -> Iterator[str]:
    file = report.file
    yield f"{report.holds}."
    yield _counts(report)
    for reason, count in file.left_out:
        yield f"Left out: {reason[0].lower()}{reason[1:]}, {counted(count, 'row')} of {file.rows_read:,}."
    for is_note, heading in ((False, "Look at these"), (True, "To know")):
        remarks = [one for one in file.remarks if one.is_note is is_note]
        if remarks:
            yield f"\n{heading} ({len(remarks):,})"
            yield from (_remark(one.place, one.year, one.text) for one in remarks[:MOST_REMARKS])
            if len(remarks) > MOST_REMARKS:
                yield f"and {len(remarks) - MOST_REMARKS:,} more"
    yield f"\nColumns understood ({len(file.matched)})"
    yield from (f"{heading}: {words}" for heading, words in file.matched)
    if file.not_understood:
        yield f"\nColumns that are not kept ({len(file.not_understood)})"
        yield ", ".join(file.not_understood)


def _counts(report: PublishedReport) -> str:
    if not report.new and not report.differing:
        return f"All of its {counted(report.same, 'figure')} are held already; there is nothing to keep."
    parts = [f"{report.new:,} new"] if report.new else []
    parts += [f"{report.same:,} as held"] if report.same else []
    parts += [f"{report.differing:,} that differ, and will stand over those held"] if report.differing else []
    return f"{counted(report.file.figures, 'figure')}: {listed(parts)}."


def _remark(place: str, year: int | None, text: str) -> str:
    return f"{place}, {year}: {text}" if place else text
