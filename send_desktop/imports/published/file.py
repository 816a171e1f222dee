"""A file of the Department's figures read whole: lines in the program's own columns, and what there is to say of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from send_desktop.benchmarks.book import Book
from send_desktop.benchmarks.places import ENGLAND, REGION_CODES, REGIONS, Place, level_of, plain_name, standing_code
from send_desktop.benchmarks.published import Line
from send_desktop.errors import Refused
from send_desktop.imports.published.checks import Remark, checked, fractions_as_percentages
from send_desktop.imports.published.layout import Layout, find_layout
from send_desktop.imports.published.meanings import figure_meaning, meaning_words
from send_desktop.imports.published.values import read_number, read_period
from send_desktop.imports.workbook import Cell, read_workbook
from send_desktop.progress import Progress, silent
from send_desktop.wording import counted, listed

Values = dict[str, float]
Found = dict[tuple[str, int], Values]

_LEVEL_WORDS = {"national": "england", "country": "england", "england": "england", "regional": "region",
                "region": "region", "local authority": "authority", "la": "authority"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """What a file holds, before anything of it is kept."""

    name: str
    lines: tuple[Line, ...]
    matched: tuple[tuple[str, str], ...]
    """Each heading that was understood, with what it means in words."""
    not_understood: tuple[str, ...]
    rows_read: int
    left_out: tuple[tuple[str, int], ...]
    """Why rows were left out, and how many."""
    remarks: tuple[Remark, ...]

    @property
    def years(self) -> list[int]:
        """Return the calendar years of which it holds figures."""
        return sorted({line.year for line in self.lines})

    def places(self, level: str) -> int:
        """Return of how many places of a level it holds figures."""
        return len({line.place.code for line in self.lines if line.place.level == level})

    @property
    def figures(self) -> int:
        """Return how many figures it holds."""
        return sum(len(line.values) for line in self.lines)


def read_file(path: Path, book: Book, source: str, progress: Progress = silent) -> PublishedFile:
    """Read a .csv, .xlsx, .ods or .xls of the Department's figures; ``book`` is what is held, ``source`` its name.

    Raises Refused in one sentence for a file that is none or holds nothing to keep, Unavailable for one in use.
    """
    if path.suffix.lower() == ".zip":
        raise Refused(
            f"{path.name} is a zip; unpack it, and choose the table with plans issued within 20 weeks that is in it. "
            "Nothing was kept."
        )
    progress(0, 0, "Reading the file")
    workbook = read_workbook(path)
    layouts = [found for sheet in workbook.sheets if (found := find_layout(sheet))]
    if not layouts:
        raise Refused(
            f"{path.name} has no headings that name an authority or region, a year and a figure of timeliness; nothing "
            "was kept. Choose the Department’s table of plans issued within 20 weeks, as it was downloaded."
        )
    reader = _Reader(book, source)
    for layout in layouts:
        reader.read(layout, progress)
    return reader.file(path.name, layouts)


@dataclass(slots=True)
class _Reader:
    """Gathers the figures of every sheet of a file."""

    book: Book
    source: str
    found: Found = field(default_factory=lambda: defaultdict(dict))
    places: dict[str, Place] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    clashes: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    unread: list[Remark] = field(default_factory=list)
    other_periods: Counter[str] = field(default_factory=Counter)
    new: set[str] = field(default_factory=set)
    rows_read: int = 0
    _named: dict[str, Place] = field(default_factory=dict)
    _numbers: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place in [*REGIONS, *self.book.authorities()]:
            if place.until is None:
                self._named[plain_name(place.name)] = place
                self._numbers[place.number] = place
        self._named[plain_name("England")] = ENGLAND
        self._numbers.pop("", None)

    # --- rows ------------------------------------------------------------------------------------

    def read(self, layout: Layout, progress: Progress) -> None:
        indicator = ""
        every = len(layout.sheet.rows)
        for number, row in layout.rows():
            self.rows_read += 1
            if number % 5000 == 0:
                progress(number, every, "Reading the rows")
            indicator = _cell(layout, row, "indicator") or indicator
            if not layout.is_total(row):
                self.left_out["Breakdowns by age, sex and the like"] += 1
                continue
            place = self._place(layout, row)
            if place is None:
                self.left_out["Rows of no authority, region or England"] += 1
                continue
            for year, name, cell in self._cells(layout, row, indicator):
                self._keep(place, year, name, cell)

    def _cells(self, layout: Layout, row: Sequence[Cell], indicator: str) -> Iterator[tuple[int, str, Cell]]:
        named = figure_meaning(indicator) if layout.is_long else ""
        if layout.is_long and not named:
            self.left_out["Rows of other figures"] += 1
            return
        by_year = [one for one in layout.columns if one.year]
        for one in by_year:
            name = named or one.field
            if one.year and name != "value":
                yield one.year, name, row[one.index]
        if by_year:
            return
        year = self._year(layout, row)
        if year is None:
            return
        if named:
            yield from ((year, named, row[index]) for index in layout.of("value"))
        else:
            yield from ((year, one.field, row[one.index]) for one in layout.figures)

    def _year(self, layout: Layout, row: Sequence[Cell]) -> int | None:
        at = layout.of("period")
        if not at:
            return layout.title_year
        kind = layout.of("period_kind")
        period = read_period(row[at[0]], row[kind[0]] if kind else "")
        if period.year is None:
            self.left_out["Rows of no calendar year"] += 1
            if period.instead:
                self.other_periods[period.instead] += 1
        return period.year

    def _keep(self, place: Place, year: int, name: str, cell: Cell) -> None:
        read = read_number(cell)
        if read.problem:
            self.unread.append(
                Remark(place.name, year, f"“{read.problem[:40]}” is no {meaning_words(name)}; left out.")
            )
        if read.number is None:
            return
        held = self.found[place.code, year]
        if held.get(name, read.number) != read.number:
            self.clashes[place.code, year].add(name)
        held.setdefault(name, read.number)
        self.places[place.code] = place

    # --- places ----------------------------------------------------------------------------------

    def _place(self, layout: Layout, row: Sequence[Cell]) -> Place | None:
        level = _LEVEL_WORDS.get(_cell(layout, row, "level").casefold(), "")
        if level == "england":
            return ENGLAND
        codes = [text for name in ("la_code", "la_number", "area_code") for text in _cells_of(layout, row, name)]
        if level != "region":
            name = _cell(layout, row, "la_name") or ("" if codes else _cell(layout, row, "area_name"))
            found = self._authority(codes, name, layout, row)
            if found or level == "authority":
                return found
        return self._above(layout, row)

    def _authority(self, codes: Sequence[str], name: str, layout: Layout, row: Sequence[Cell]) -> Place | None:
        for code in (standing_code(one.upper()) for one in codes):
            if level_of(code) == "authority":
                return self.book.place(code) or self._new_place(code, name, codes, layout, row)
            if level_of(code):
                return next((one for one in (ENGLAND, *REGIONS) if one.code == code), None)
        for number in codes:
            if number in self._numbers:
                return self._numbers[number]
        return self._named.get(plain_name(name)) if name else None

    def _new_place(
        self, code: str, name: str, codes: Sequence[str], layout: Layout, row: Sequence[Cell]
    ) -> Place | None:
        name = name or _cell(layout, row, "area_name")
        number = next((one for one in codes if one.isdecimal() and len(one) == 3), "")
        if number in self._numbers:  # the Department keeps an authority's number while its area stays
            return self._numbers[number]
        if not name:
            return None
        region = _cell(layout, row, "region_code").upper()
        self.new.add(name)
        return Place(
            code=code, name=name, level="authority", number=number, region=region if region in REGION_CODES else ""
        )

    def _above(self, layout: Layout, row: Sequence[Cell]) -> Place | None:
        """Return the region or England that a row is of where it names no authority."""
        for name in ("region_code", "area_code", "country_code"):
            code = _cell(layout, row, name).upper()
            found = next((one for one in (*REGIONS, ENGLAND) if one.code == code), None)
            if found:
                return found
        for name in ("region_name", "area_name", "country_name"):
            found = self._named.get(plain_name(_cell(layout, row, name)))
            if found and found.level != "authority":
                return found
        return None

    # --- what came of it ---------------------------------------------------------------------------

    def file(self, name: str, layouts: Sequence[Layout]) -> PublishedFile:
        self._refuse_nothing(name)
        self._refuse_clashes(name)
        scaled = fractions_as_percentages(self.found)
        good, remarks = checked(self.found, self.places, self.book)
        lines = tuple(
            Line(place=self.places[code], year=year, values=values, source=self.source)
            for (code, year), values in sorted(good.items(), key=lambda one: (one[0][1], one[0][0]))
            if values
        )
        if not lines:
            raise Refused(f"{name} holds no figure that can be true; nothing was kept. Download the table again.")
        matched = {one.heading: meaning_words(one.field) for layout in layouts for one in layout.columns}
        unknown = dict.fromkeys(heading for layout in layouts for heading in layout.not_understood)
        return PublishedFile(
            name=name,
            lines=lines,
            matched=tuple(matched.items()),
            not_understood=tuple(heading for heading in unknown if heading not in matched),
            rows_read=self.rows_read,
            left_out=tuple(self.left_out.most_common()),
            remarks=(*_twice(layouts), *self._said(scaled), *self.unread, *remarks),
        )

    def _said(self, scaled: Sequence[str]) -> Iterator[Remark]:
        if scaled:
            words = listed([meaning_words(one) for one in scaled])
            yield Remark("", None, f"Read as per cent, though written as parts of 1: {words}.", is_note=True)
        if self.other_periods:
            said, count = self.other_periods.most_common(1)[0]
            yield Remark("", None, f"{counted(count, 'row')} of {said} left out: timeliness is by calendar year.", True)
        if self.new:
            yield Remark("", None, f"Not among the authorities held, and added: {listed(sorted(self.new))}.", True)

    def _refuse_nothing(self, name: str) -> None:
        if any(self.found.values()):
            return
        if self.other_periods:
            said = self.other_periods.most_common(1)[0][0]
            raise Refused(
                f"{name} speaks of {said} and not of calendar years, by which timeliness goes; nothing was kept."
            )
        if not self.rows_read:
            raise Refused(f"{name} has its headings and no row under them; nothing was kept. Download it again.")
        if self.left_out["Breakdowns by age, sex and the like"] == self.rows_read:
            raise Refused(
                f"{name} holds breakdowns by age, sex and the like, and no row of all plans; nothing was kept."
            )
        raise Refused(f"{name} has the right headings but no figure under them that could be read; nothing was kept.")

    def _refuse_clashes(self, name: str) -> None:
        if not self.clashes:
            return
        (code, year), fields = next(iter(self.clashes.items()))
        raise Refused(
            f"{name} gives more than one figure of {meaning_words(min(fields))} for {self.places[code].name} in {year} "
            "and does not say which is the total; nothing was kept. Choose the table of totals."
        )


def _twice(layouts: Sequence[Layout]) -> Iterator[Remark]:
    """Say which headings stand in a sheet twice: the first is read, and the other may hold something else."""
    for layout in layouts:
        read = {one.heading for one in layout.columns}
        for heading in dict.fromkeys(heading for heading in layout.not_understood if heading in read):
            yield Remark("", None, f"“{heading}” heads two columns; the first of them was read.")


def _cell(layout: Layout, row: Sequence[Cell], name: str) -> str:
    return next(iter(_cells_of(layout, row, name)), "")


def _cells_of(layout: Layout, row: Sequence[Cell], name: str) -> list[str]:
    texts = (_text(row[index]) for index in layout.of(name))
    return [text for text in texts if text]


def _text(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
