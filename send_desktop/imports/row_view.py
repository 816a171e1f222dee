"""One row seen through the mapping: its fields by id, and what there is to say about them as they are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from send_desktop.imports.codes import NEED_OF_WORDS, NOTHING, SOURCES, plain_words
from send_desktop.imports.issues import Issue, issue
from send_desktop.imports.planned import PlannedNote
from send_desktop.imports.values import DateReading, lines_of, read_date, said, text_of
from send_desktop.imports.workbook import Cell
from send_desktop.statute.working_days import WorkingDays

UNHELD_READINGS = frozenset({"words_in_date_column", "impossible_date", "error_in_cell"})


@dataclass(slots=True)
class Spellings:
    """The first spelling met of each name, so that capitals and spaces make no second one."""

    first: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """Return the spelling that this name is known by."""
        return self.first.setdefault(name.casefold(), name)


@dataclass(frozen=True, slots=True)
class Layout:
    """What is the same for every row of one sheet."""

    sheet: str
    places: Mapping[str, int]
    """Index of the column of each field."""
    names: Mapping[str, str]
    """Name of the column of each field."""
    column_names: Mapping[int, str]
    advice: tuple[tuple[str, int | None, int | None], ...]
    """Each service with the indexes of its two columns: requested, received."""
    as_at: date
    calendar: WorkingDays
    initials: Mapping[str, str]
    """Officers' names by their initials in lower case."""
    settings: Spellings
    areas: Spellings
    officers: Spellings
    notes: Mapping[int, Sequence[tuple[int, str]]]
    """Notes on cells by row number: each with its column's index."""
    hidden_rows: frozenset[int]


@dataclass(slots=True)
class RowView:
    """One row while it is read; ``issues`` and ``notes`` gather as its fields are asked for."""

    layout: Layout
    number: int
    cells: list[Cell]
    fields: Mapping[str, Cell]
    """The cells that the mapping reads, by field."""
    issues: list[Issue] = field(default_factory=list)
    notes: list[PlannedNote] = field(default_factory=list)

    @classmethod
    def of(cls, layout: Layout, number: int, cells: list[Cell]) -> "RowView":
        """See a row through its sheet's layout."""
        places = layout.places
        return cls(layout, number, cells, dict(zip(places, map(cells.__getitem__, places.values()), strict=True)))

    def say(self, code: str, field_id: str = "", value: str = "", more: str = "") -> None:
        """Say something about a field of this row."""
        column = self.layout.names.get(field_id, "")
        self.issues.append(issue(code, self.layout.sheet, self.number, column, value, more))

    def keep(self, field_id: str, text: str) -> None:
        """Keep words as a note that stood in a column where they cannot be held."""
        self.notes.append(PlannedNote("date column", self.layout.names.get(field_id, field_id), text))

    def cell(self, field_id: str) -> Cell:
        """Return the raw cell of a field; '' where the file has no such column."""
        return self.fields.get(field_id, "")

    def text(self, field_id: str) -> str:
        """Return a field as tidy text, '' where it stands for nothing."""
        cell = self.fields.get(field_id, "")
        if cell == "":
            return ""
        if not isinstance(cell, str):
            return text_of(cell)
        text = said(cell)
        if text and text != cell:
            self.say("stray_spaces", field_id, cell)
        return text

    def lines(self, field_id: str) -> str:
        """Return a field as free text, its line breaks kept."""
        cell = self.fields.get(field_id, "")
        return "" if cell == "" else lines_of(cell)

    def reading(self, field_id: str) -> DateReading:
        """Read a date field and say how it was written; words are kept as a note."""
        reading = read_date(self.cell(field_id))
        if reading.written:
            self._say_reading(field_id, reading)
        return reading

    def _say_reading(self, field_id: str, reading: DateReading) -> None:
        value = text_of(self.cell(field_id))
        self.say(reading.written, field_id, value, shown(reading.on) if reading.on else "")
        if reading.written in UNHELD_READINGS:
            self.keep(field_id, reading.words)

    def any_date(self, field_id: str) -> date | None:
        """Return the date of a field, future or not."""
        cell = self.fields.get(field_id, "")
        if cell == "":
            return None
        return cell if type(cell) is date else self.reading(field_id).on

    def done(self, field_id: str, planned: str = "date_after_as_at") -> date | None:
        """Return the date of something done.

        One after the as-at date is only planned: it is said, kept as a note and not held.
        """
        cell = self.fields.get(field_id, "")
        if cell == "":
            return None
        on = cell if type(cell) is date else self.reading(field_id).on
        if on is None or on <= self.layout.as_at:
            return on
        self.say(planned, field_id, shown(on), shown(self.layout.as_at))
        self.keep(field_id, shown(on))
        return None

    def need(self, field_id: str) -> str | None:
        """Return the SEN2 code of a need, or None; unknown words are said and kept."""
        text = self.text(field_id)
        words = plain_words(text)
        if words in NOTHING:
            return None
        code = NEED_OF_WORDS.get(words) or NEED_OF_WORDS.get(words.split(" ", 1)[0])
        if code is None:
            self.not_known(field_id, text)
        return code

    def source(self) -> str:
        """Return the code of who asked; blank is not_known."""
        text = self.text("request_source")
        words = plain_words(text)
        if words in NOTHING:
            return "not_known"
        code = SOURCES.get(words)
        if code is None:
            self.not_known("request_source", text)
        return code or "not_known"

    def not_known(self, field_id: str, text: str) -> None:
        """Say that words are no code, and keep them."""
        self.say("code_not_known", field_id, text)
        self.keep(field_id, text)


def shown(on: date) -> str:
    """Return a date as a spreadsheet shows it here: day first."""
    return f"{on.day:02}/{on.month:02}/{on.year}"


def days_after(on: date, days: int) -> date:
    """Return the day that is so many calendar days later."""
    return on + timedelta(days=days)
