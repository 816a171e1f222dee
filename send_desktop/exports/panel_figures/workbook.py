"""The panels' figures as a workbook: real tables, typed text as text, every figure with the cases behind it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from send_desktop.codes import SEN_TYPES
from send_desktop.exports.panel_figures.sheet import FiguresSheet
from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.cells import Figure as Value
from send_desktop.exports.timeliness.page import Page
from send_desktop.panel_measures import (
    CAUTION,
    LINE_MEASURES,
    MEASURES,
    TOO_FEW,
    Entry,
    Figure,
    PanelLine,
    Rate,
    measure,
)
from send_desktop.panel_types import PANELS
from send_desktop.wording import full_date

MAKER = "SEND Desktop"
TITLE = "Panel figures"
FIGURES = (Column("Measure", "wrap"), Column("Figure", "one"), Column("Of", "count"), Column("Share", "pct"),
           Column("Note", "wrap"))  # fmt: skip
RATES = (Column("Agreed", "count"), Column("Of", "count"), Column("Rate", "pct"), Column("Take care", "wrap"))
NOTHING = "No figure"


def draw(sheet: FiguresSheet) -> bytes:
    """Return the whole workbook as a file's content."""
    content = BytesIO()
    build(sheet).save(content)
    return content.getvalue()


def build(sheet: FiguresSheet) -> Workbook:
    """Return the workbook in memory."""
    book = Workbook()
    _sign(book, sheet)
    _add_figures(book, sheet)
    _add_panels(book, sheet)
    _add_rates(book, sheet)
    _add_cases(book, sheet)
    _add_definitions(book, sheet)
    return book


def _sign(book: Workbook, sheet: FiguresSheet) -> None:
    """Name the program as the maker and nobody else: a workbook's properties are personal data too."""
    made = datetime.combine(sheet.made_on, time())
    book.properties.creator = book.properties.lastModifiedBy = MAKER
    book.properties.title = TITLE
    book.properties.created = book.properties.modified = made


def _lines(sheet: FiguresSheet) -> list[str]:
    authority = f"{sheet.authority}. " if sheet.authority else ""
    return [f"{authority}{sheet.scope_words}", f"As at {full_date(sheet.figures.as_at)}. {sheet.profile}."]


def _add_figures(book: Workbook, sheet: FiguresSheet) -> None:
    first = book.active
    assert first is not None
    first.title = "Figures"
    page = Page(first, (36, 11, 9, 10, 46))
    page.title(TITLE, _lines(sheet))
    page.table("PanelFigures", FIGURES, [_figure_row(one) for one in sheet.figures.figures])
    _print(page, sheet, "Figures")


def _figure_row(one: Figure) -> list[Any]:
    title = f"   {one.measure.title}" if one.measure.is_part else one.measure.title
    return [title, _value(one), one.of, one.pct, one.note or (NOTHING if one.value is None else "")]


def _value(one: Figure) -> Value:
    is_whole = one.value is None or one.measure.unit in ("count", "share")
    return Value(one.value, "count" if is_whole else "one")


def _add_panels(book: Workbook, sheet: FiguresSheet) -> None:
    page = Page(book.create_sheet("By panel"), (38, *(14 for _ in LINE_MEASURES)))
    page.title("By panel", _lines(sheet))
    columns = (Column("Panel", "wrap"), *(Column(measure(one).title, "one") for one in LINE_MEASURES))
    page.table("ByPanel", columns, [_panel_row(one) for one in sheet.figures.panels])
    _print(page, sheet, "By panel", landscape=True)


def _panel_row(line: PanelLine) -> list[Any]:
    return [line.name, *(_value(line.figures[one]) for one in LINE_MEASURES)]


def _add_rates(book: Workbook, sheet: FiguresSheet) -> None:
    page = Page(book.create_sheet("Agree rates"), (36, 11, 9, 10, 36))
    page.title("Agree rates", [*_lines(sheet), measure("agreed").definition])
    for name, title, rates in (
        ("ByArea", "Area", sheet.figures.by_area),
        ("ByNeed", "Primary need", sheet.figures.by_need),
    ):
        page.heading(f"By {title.lower()}", f"Of fewer than {TOO_FEW} decisions: {CAUTION.lower()}.")
        page.table(name, (Column(title, "wrap"), *RATES), [_rate_row(one) for one in rates])
    _print(page, sheet, "Agree rates")


def _rate_row(rate: Rate) -> list[Any]:
    one = rate.figure
    name = SEN_TYPES.get(rate.name, rate.name)
    return [name, Value(one.value, "count"), one.of, one.pct, CAUTION if rate.is_small else ""]


def _add_cases(book: Workbook, sheet: FiguresSheet) -> None:
    """Add the cases behind every figure: as many lines of a figure as it counts."""
    page = Page(book.create_sheet("Cases"), (34, 13, 22, 16, *((24,) if sheet.names_children else ()), 18, 40))
    page.title(
        "Cases", [*_lines(sheet), "What stands behind each figure. Filter by figure; a case may stand in several."]
    )
    child = (Column("Child"),) if sheet.names_children else ()
    columns = (
        Column("Figure", "wrap"), Column("Date", "date"), Column("Panel", "wrap"), Column("Reference"), *child,
        Column("Area", "wrap"), Column("What is counted", "wrap"),
    )  # fmt: skip
    place = page.table("Cases", columns, list(_case_rows(sheet)))
    page.freeze_below(place.header_row)
    _print(page, sheet, "Cases", landscape=True, repeat=(place.header_row, place.header_row))


def _case_rows(sheet: FiguresSheet) -> Iterator[Sequence[Any]]:
    for figure in sheet.figures.figures:
        for one in () if figure.measure.id == "minutes_mean" else figure.entries:  # the cases of the median
            yield _case_row(sheet, figure, one)


def _case_row(sheet: FiguresSheet, figure: Figure, one: Entry) -> list[Any]:
    panel = PANELS.get(one.meeting.kind, one.meeting.kind) if one.meeting else "Outside the panel"
    case = one.case
    child = [sheet.children.get(case.id, "") if case else ""] if sheet.names_children else []
    reference, area = (case.reference, case.area) if case else ("", "")
    return [figure.measure.title, one.on, panel, reference, *child, area, one.words]


def _add_definitions(book: Workbook, sheet: FiguresSheet) -> None:
    page = Page(book.create_sheet("Definitions"), (36, 90))
    page.title(
        "Definitions", ["How each figure is counted. Shares and middle values have one decimal, rounded half up."]
    )
    rows = [[one.title, one.definition] for one in MEASURES]
    page.table("Definitions", (Column("Measure", "wrap"), Column("How it is counted", "wrap")), rows)
    _print(page, sheet, "Definitions", landscape=True)


def _print(
    page: Page, sheet: FiguresSheet, side: str, *, landscape: bool = False, repeat: tuple[int, int] | None = None
) -> None:
    page.print_setup(sheet.profile, side, landscape=landscape, repeat=repeat)
