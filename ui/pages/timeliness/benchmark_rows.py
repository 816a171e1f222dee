"""What the benchmarks say, as rows and lines: the same figures for the tables and the chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from send_desktop.benchmarks import BenchmarkMeasure, ComparatorLine, Standing, value_words
from send_desktop.benchmarks.measures import PERCENT
from send_desktop.measures import Figure, measure
from send_desktop.services.benchmark_view import AuthorityRow, BenchmarkView, BesideRow, Series
from send_desktop.services.published_sets import years_words
from send_desktop.wording import full_date
from ui.widgets.card_table import CardColumn, Cell, Row
from ui.widgets.line_names import STYLES, Style
from ui.widgets.year_lines import YearLine, YearValue

YEAR_COLUMN, MANY_YEAR_COLUMN, MANY = 136, 88, 7
"""The width of a line of the chart in its table, in pixels at 100 per cent; and where there are more than so many."""

NOTHING = Cell("–", "secondary", "Nothing is published, or nothing was there to count")


def beside_rows(view: BenchmarkView, year: int, chosen: str, open_measure: Callable[[str], object]) -> list[Row]:
    """Return every measure, ours beside the others; Enter on one shows it over the years and by authority."""
    return [_beside(row, view, year, chosen, open_measure) for row in view.rows(year)]


def beside_headings(view: BenchmarkView, year: int) -> tuple[str, ...]:
    """Return the headings, which name the years of ours: '2026 to date' and '2024', and which of them has a place."""
    is_over = (view.as_at.month, view.as_at.day) == (12, 31)
    now = f"{view.as_at.year}{'' if is_over else ' to date'}"
    ranked = view.ranked(year)
    place = f"Where ours of {ranked} would stand" if ranked == year else f"Where {now} would stand"
    return "Figure", f"Ours, {now}", f"Ours, {year}", "England", "Region", "Neighbours", "", place


def _beside(row: BesideRow, view: BenchmarkView, year: int, chosen: str, open_measure: Callable[[str], object]) -> Row:
    one = row.measure
    is_same = view.as_at.year in view.ours and row.ours is row.to_date
    return Row(
        (
            Cell(one.title, "strong" if one.id == chosen else "text", tip=_meaning(one)),
            _own(row.to_date, one),
            NOTHING if is_same else _own(row.ours, one),
            _line(row.england),
            _line(row.region),
            _line(row.neighbours),
            Cell(""),
            Cell(standing_words(row.standing, year), "text" if row.standing else "secondary"),
        ),
        partial(open_measure, one.id),
    )


def standing_words(standing: Standing | None, year: int) -> str:
    """Return 'Second quarter, 85th of 151', with the year where it is another; a dash where no place is told."""
    if standing is None:
        return "–"
    other = "" if standing.year == year else f" ({standing.year})"
    return f"{_quarter(standing)}, {standing.words.rpartition(': ')[2]}{other}"


def _quarter(standing: Standing) -> str:
    words = standing.words.partition(":")[0].removeprefix("in the ").removeprefix("in ").partition(",")[0]
    return f"{words[0].upper()}{words[1:]}"


def _own(figure: Figure | None, one: BenchmarkMeasure) -> Cell:
    if figure is None or figure.value is None:
        return NOTHING
    words = value_words(_rounded(figure.value), one.unit)
    return Cell(words, "strong", tip=f"{figure.n:,} of {figure.d:,}" if figure.d else "")


def _rounded(value: float) -> float:
    """Return ours to one decimal, half up, as the Department publishes; weeks have two."""
    return int(value * 10 + 0.5 + 1e-9) / 10


def _line(line: ComparatorLine | None) -> Cell:
    if line is None:
        return NOTHING
    parts = (line.title, line.counted, line.source)
    return Cell(line.words, tip=" · ".join(part for part in parts if part))


def _meaning(one: BenchmarkMeasure) -> str:
    return " ".join(part for part in (measure(one.measure).definition, one.difference) if part)


def authority_rows(rows: Sequence[AuthorityRow], one: BenchmarkMeasure, year: int) -> list[Row]:
    """Return ours among the neighbours and the other authorities, the best first."""
    return [
        Row(
            (
                Cell(row.title, "strong" if row.kind == "ours" else "text", tip=row.source),
                Cell(value_words(_rounded(row.value), one.unit), tip=row.counted) if row.value is not None else NOTHING,
                Cell(row.counted or "–", "secondary"),
                Cell(""),
                Cell(standing_words(row.standing, year), "secondary"),
            )
        )
        for row in rows
    ]


def chart_lines(series: Sequence[Series], one: BenchmarkMeasure) -> list[YearLine]:
    """Return the lines of the chart; ours first, in the style that stands out."""
    has_ours = bool(series) and series[0].key == "ours"
    styles = STYLES if has_ours else STYLES[1:]
    return [
        YearLine(
            title=line.title,
            values=tuple(
                YearValue(point.year, point.value, value_words(_rounded(point.value), one.unit), point.is_partial)
                for point in line.points
            ),
            meaning=meaning,
            shape=shape,
            dash=dash,
            width=width,
        )
        for line, (meaning, shape, dash, width) in zip(series, _in_turn(styles, len(series)), strict=True)
    ]


def _in_turn(styles: Sequence[Style], count: int) -> list[Style]:
    return [styles[place % len(styles)] for place in range(count)]


def unit_of(one: BenchmarkMeasure) -> str:
    """Return what stands behind the numbers of the chart's scale."""
    return "%" if one.unit == PERCENT else ""


def year_rows(series: Sequence[Series], one: BenchmarkMeasure, columns: int) -> list[Row]:
    """Return the chart as a table: a year a row, the newest first, a line a column."""
    years = sorted({point.year for line in series for point in line.points}, reverse=True)
    return [Row(tuple(_year_cells(series, one, year, columns))) for year in years]


def _year_cells(series: Sequence[Series], one: BenchmarkMeasure, year: int, columns: int) -> list[Cell]:
    cells = [Cell(str(year))]
    for line in series[:columns]:
        point = next((one_point for one_point in line.points if one_point.year == year), None)
        words = value_words(_rounded(point.value), one.unit) if point else ""
        cells.append(Cell(f"{words}{' in part' if point.is_partial else ''}") if point else NOTHING)
    return cells


def year_columns(series: Sequence[Series]) -> list[CardColumn]:
    """Return the columns of the chart's table."""
    gives = len(series)
    width = YEAR_COLUMN if len(series) <= MANY else MANY_YEAR_COLUMN
    return [
        CardColumn("Year"),
        *(
            CardColumn(line.title, width, True, gives_way=gives - place if place else 0)
            for place, line in enumerate(series)
        ),
    ]


def source_rows(view: BenchmarkView, take_away: Callable[[int], object]) -> list[Row]:
    """Return where the figures come from: what the program ships, then every file that was read in."""
    shipped = Row((Cell("With the program", "strong"), Cell("England and regions 2014 to 2025, authorities to 2024"),
                   Cell(""), Cell("")))  # fmt: skip
    return [shipped, *(_set_row(view, place, take_away) for place in range(len(view.sets)))]


def _set_row(view: BenchmarkView, place: int, take_away: Callable[[int], object]) -> Row:
    kept, figures = view.sets[place]
    held = f"{years_words(kept.first_year, kept.last_year)}, {figures:,} figures"
    if not figures:
        held = "Its content is damaged: take it away, and read the file again."
    act = partial(take_away, place)
    return Row(
        (
            Cell(kept.file_name, "strong", tip=kept.title),
            Cell(held),
            Cell(f"{full_date(kept.read_on)}, {kept.read_by}", "secondary"),
            Cell("Take away", "button"),
        ),
        press=act,
    )
