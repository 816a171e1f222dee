"""Files of the Department's figures that are read in: said beforehand, kept in one act, taken off again."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from send_desktop.benchmarks.published import write_lines
from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.imports.published import PublishedFile, read_file
from send_desktop.progress import Progress, silent
from send_desktop.records import PublishedSet
from send_desktop.services.acts import act
from send_desktop.services.benchmarks import book_of, lines_of
from send_desktop.store import Reading, Store
from send_desktop.wording import counted, full_date, listed

LONGEST_NAME = 60

FIRST_YEAR = 2014
"""The year in which the first EHC plans were made (Children and Families Act 2014, Part 3)."""


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """What reading a file in would do: what it holds, and how that stands to what is held."""

    file: PublishedFile
    new: int
    """Figures that nothing is held for."""
    same: int
    differing: int

    @property
    def warnings(self) -> int:
        """Return how many remarks ask for a look."""
        return sum(1 for one in self.file.remarks if not one.is_note)

    @property
    def holds(self) -> str:
        """Say of what it holds figures: 'England, 9 regions and 151 authorities, 2019 to 2025'."""
        regions, authorities = self.file.places("region"), self.file.places("authority")
        parts = ["England"] if self.file.places("england") else []
        parts += [counted(regions, "region")] if regions else []
        parts += [f"{authorities:,} {'authority' if authorities == 1 else 'authorities'}"] if authorities else []
        return f"{listed(parts)}, {years_words(self.file.years[0], self.file.years[-1])}"


def preview(store: Store, path: Path, today: date, progress: Progress = silent) -> PublishedReport:
    """Say what reading a file in would do, and keep nothing.

    Raises Refused in a sentence for a file that holds no such figures, Unavailable for one that is in use.
    """
    with store.look() as reading:
        return _report(reading, path, today, progress)


def read_in(store: Store, path: Path, by: str, today: date, progress: Progress = silent) -> Changes:
    """Keep a file's figures: they stand over those held for the same year and place, and say where they come from.

    Raises what ``preview`` raises, and Refused for a file that changes nothing; then nothing is kept.
    """
    return read_and_keep(store, path, by, today, progress)[1]


def read_and_keep(
    store: Store, path: Path, by: str, today: date, progress: Progress = silent
) -> tuple[PublishedReport, Changes]:
    """Keep a file's figures as ``read_in`` does, and return what there was to say of it as well."""
    with act(store, by, "Read published figures", today) as work:
        report = _report(work, path, today, progress)
        if not report.new and not report.differing:
            raise Refused(f"Every figure of {path.name} is held already; nothing was kept.")
        content = write_lines(report.file.lines).encode("utf-8")
        first, last = report.file.years[0], report.file.years[-1]
        kept = work.add(
            PublishedSet(
                title=f"EHC plans, {years_words(first, last)}",
                file_name=path.name,
                first_year=first,
                last_year=last,
                read_on=today,
                read_by=by,
                sha256=work.keep_content(content),
            )
        )
    note = f"{path.name} is read: {report.holds}."
    return report, Changes(note, everything=True, undo=Undo("Read published figures", note, added=(kept,)))


def remove(store: Store, kept: PublishedSet, by: str, today: date) -> Changes:
    """Take a file's figures away; what they stood over shows again. Raises Stale where somebody was faster."""
    with act(store, by, "Remove published figures", today) as work:
        work.remove(kept, "These published figures are not to be shown.")
    note = f"{kept.title}, from {kept.file_name}, is taken away; the figures held before stand again."
    return Changes(note, everything=True, undo=Undo("Remove published figures", note, removed=(kept,)))


def held_sets(reading: Reading) -> list[tuple[PublishedSet, int]]:
    """Return the files that were read in with how many figures each holds, oldest first; 0 for one that is damaged."""
    sets = reading.every(PublishedSet)
    return [(one, sum(len(line.values) for line in lines_of(reading, one))) for one in sets]


def years_words(first: int, last: int) -> str:
    """Return '2019 to 2025', or '2025'."""
    return str(first) if first == last else f"{first} to {last}"


def _report(reading: Reading, path: Path, today: date, progress: Progress) -> PublishedReport:
    book = book_of(reading)
    file = read_file(path, book, _source(path, today), progress)
    _require_years(file, today)
    pairs = [
        (value, book.value(line.place.code, line.year, name))
        for line in file.lines
        for name, value in line.values.items()
    ]
    same = sum(1 for value, held in pairs if held is not None and abs(value - held) <= 0.051)
    new = sum(1 for _, held in pairs if held is None)
    return PublishedReport(file, new, same, len(pairs) - same - new)


def _require_years(file: PublishedFile, today: date) -> None:
    """Refuse a file of years in which there are no such figures: a slip, and it would stand as the newest year."""
    wrong = next((year for year in file.years if not FIRST_YEAR <= year <= today.year), None)
    if wrong is None:
        return
    why = "is still to come" if wrong > today.year else "was before there were plans"
    raise Refused(f"{file.name} holds figures of {wrong}, which {why}; nothing was kept. Put its years right.")


def _source(path: Path, today: date) -> str:
    name = path.name if len(path.name) <= LONGEST_NAME else f"{path.name[: LONGEST_NAME - 1]}…"
    return f"{name}, read {full_date(today)}"
