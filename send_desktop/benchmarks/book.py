"""Every published figure that is held: what the program ships, with what was read in laid over it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from send_desktop.benchmarks.measures import PERCENT, BenchmarkMeasure
from send_desktop.benchmarks.places import ENGLAND, REGIONS, Place, plain_name, standing_code
from send_desktop.benchmarks.published import Line, shipped
from send_desktop.measures.figures import half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One figure of one place and year as published."""

    place: Place
    year: int
    value: float
    n: float | None = None
    d: float | None = None
    """Out of how many, and how many of them, where the counts are published."""
    source: str = ""
    is_read_in: bool = False
    """Whether it came with a file that was read in, and not with the program."""


@dataclass(frozen=True, slots=True)
class _Held:
    value: float
    source: str
    is_read_in: bool


class Book:
    """Figures by place and year. What is laid over later stands over the same figure of the same place and year."""

    def __init__(self, lines: Iterable[Line] = (), read_in: Iterable[Iterable[Line]] = ()) -> None:
        self._held: dict[tuple[str, int], dict[str, _Held]] = {}
        self._places: dict[str, Place] = {one.code: one for one in (ENGLAND, *REGIONS)}
        self._add(lines, is_read_in=False)
        for one in read_in:
            self._add(one, is_read_in=True)

    def _add(self, lines: Iterable[Line], *, is_read_in: bool) -> None:
        for line in lines:
            place = line.place
            known = self._places.get(place.code)
            if known is None or (place.name and not known.name):
                self._places[place.code] = place
            held = self._held.setdefault((place.code, line.year), {})
            for name, value in line.values.items():
                held[name] = _Held(value, line.source, is_read_in)

    # --- places ----------------------------------------------------------------------------------

    def place(self, code: str) -> Place | None:
        """Return the place of a code, a former code of the same authority too; None for one nobody publishes."""
        return self._places.get(standing_code(code))

    def authorities(self) -> list[Place]:
        """Return every authority, those that are no more too, by name."""
        return sorted((one for one in self._places.values() if one.level == "authority"), key=lambda one: one.name)

    def names(self) -> dict[str, str]:
        """Return the names of all places by code."""
        return {code: one.name for code, one in self._places.items()}

    def authority_named(self, name: str) -> Place | None:
        """Return the standing authority of that name, however it is written: 'Kent County Council' is Kent."""
        wanted = plain_name(name)
        found = (one for one in self.authorities() if one.until is None and plain_name(one.name) == wanted)
        return next(found, None) if wanted else None

    # --- figures ---------------------------------------------------------------------------------

    def figure(self, code: str, year: int, measure: BenchmarkMeasure) -> Published | None:
        """Return a figure as published, worked out of its counts where only they are; None where neither is."""
        place = self.place(code)
        held = self._held.get((standing_code(code), year))
        if place is None or not held:
            return None
        n, d = _sum(held, measure.part), _sum(held, measure.whole)
        found = held.get(measure.column) or _share(held, measure, n, d)
        if found is None:
            return None
        return Published(
            place=place, year=year, value=found.value, n=n, d=d, source=found.source, is_read_in=found.is_read_in
        )

    def value(self, code: str, year: int, column: str) -> float | None:
        """Return what a column holds of a place and year; None where it is not published."""
        held = self._held.get((standing_code(code), year), {}).get(column)
        return held.value if held else None

    def years(self, measure: BenchmarkMeasure, code: str) -> list[int]:
        """Return the years for which a figure of a place is published, oldest first."""
        found = (year for held, year in self._held if held == standing_code(code))
        return sorted(year for year in found if self.figure(code, year, measure))

    def newest(self, measure: BenchmarkMeasure, code: str, until: int | None = None) -> Published | None:
        """Return a place's figure of the newest year, or of the newest up to a year."""
        years = [year for year in self.years(measure, code) if until is None or year <= until]
        return self.figure(code, years[-1], measure) if years else None

    def all_authorities(self, measure: BenchmarkMeasure, year: int) -> list[Published]:
        """Return the figure of every authority for which it is published."""
        codes = [code for code, held in self._held if held == year and self._places[code].level == "authority"]
        found = (self.figure(code, year, measure) for code in codes)
        return [one for one in found if one]


def _sum(held: Mapping[str, _Held], columns: str) -> float | None:
    values = [held.get(column) for column in columns.split("+")] if columns else [None]
    return None if any(one is None for one in values) else sum(one.value for one in values if one)


def _share(held: Mapping[str, _Held], measure: BenchmarkMeasure, n: float | None, d: float | None) -> _Held | None:
    if measure.unit != PERCENT or n is None or not d:
        return None
    part = held[measure.part]
    return _Held(half_up(Fraction(100 * int(n), int(d)), 1), part.source, part.is_read_in)


@cache
def shipped_book() -> Book:
    """Return what the program ships, with nothing laid over it."""
    return Book(shipped())
