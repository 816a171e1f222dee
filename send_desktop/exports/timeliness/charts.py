"""Native charts: few colours, data labels, a title that says what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.worksheet.worksheet import Worksheet

from send_desktop.exports.timeliness.cells import FAMILY, LINE, SECONDARY, TEXT
from send_desktop.exports.timeliness.page import Place

Dash = Literal["dash", "sysDash"]


def bars(
    title: str,
    place: Place,
    labels: str,
    columns: Sequence[tuple[str, str]],
    *,
    stacked: bool = False,
    inside: bool = False,
    form: str = "0",
) -> BarChart:
    """Return upright bars of these columns (title, hex colour) of a table, named by its column ``labels``.

    ``inside`` sets the figures at the foot of the bars, where no line can cross them.
    """
    chart = BarChart()
    chart.type, chart.gapWidth = "col", 45
    if stacked:
        chart.grouping, chart.overlap = "stacked", 100
    where = "ctr" if stacked else "inBase" if inside else "outEnd"
    _add(chart, place, labels, columns)
    for series, (_, colour) in zip(chart.series, columns, strict=True):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.graphicalProperties.line.noFill = True
        series.dLbls = _labels(form, where, "FFFFFF" if stacked or inside else TEXT)
    _dress(chart, title, form, has_legend=len(columns) > 1)
    return chart


def with_lines(chart: BarChart, place: Place, columns: Sequence[tuple[str, str, Dash]]) -> BarChart:
    """Lay level lines over bars, each a column (title, hex colour, dash) of the same table."""
    lines = LineChart()
    for title, colour, dash in columns:
        series = _series(place, title)
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, prstDash=dash, w=19050))
        series.marker.symbol = "none"
        series.smooth = False
        lines.series.append(series)
    _dress_axes(lines, "0%")
    chart += lines
    chart.legend = _legend()
    return chart


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line of a chart: the column it is drawn from, and how; its last point says its value where ``says``."""

    title: str
    colour: str
    width: float
    """Points."""
    dash: Dash | None = None
    says: bool = False


def curves(title: str, place: Place, labels: str, lines: Sequence[Drawn], form: str) -> LineChart:
    """Return lines of these columns of a table, named by its column ``labels``; where a cell is empty a line stops."""
    chart = LineChart()
    for line in lines:
        series = _series(place, line.title)
        stroke = LineProperties(solidFill=line.colour, prstDash=line.dash, w=round(12700 * line.width))
        series.graphicalProperties = GraphicalProperties(ln=stroke)
        series.marker.symbol = "none"
        series.smooth = False
        if line.says:
            series.dLbls = _end_label(place.last_row - place.header_row - 1, form, line.colour)
        chart.series.append(series)
    chart.set_categories(_reference(place, labels))
    chart.display_blanks = "gap"
    _dress(chart, title, form, has_legend=True)
    return chart


def level(chart: BarChart | LineChart, lowest: float, highest: float | None, step: float | None = None) -> None:
    """Fix the ends of the value axis."""
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = lowest, highest, step


def set_over(chart: Any, place: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Set a chart over whole cells, from ``first`` to ``last`` (row, column), so that it lines up with the tables."""
    begins = AnchorMarker(row=first[0] - 1, col=first[1] - 1)
    ends = AnchorMarker(row=last[0], col=last[1])
    chart.anchor = TwoCellAnchor(editAs="oneCell", _from=begins, to=ends)
    place.add_chart(chart)


def _add(chart: BarChart, place: Place, labels: str, columns: Sequence[tuple[str, str]]) -> None:
    for title, _ in columns:
        chart.series.append(_series(place, title))
    chart.set_categories(_reference(place, labels))


def _series(place: Place, title: str) -> Any:
    values = Reference(place.sheet, min_col=place.column(title), min_row=place.header_row, max_row=place.last_row)
    return Series(values, title_from_data=True)


def _reference(place: Place, title: str) -> Reference:
    return Reference(place.sheet, min_col=place.column(title), min_row=place.header_row + 1, max_row=place.last_row)


def _dress(chart: BarChart | LineChart, title: str, form: str, *, has_legend: bool) -> None:
    chart.title = _title(title)
    chart.style = None
    chart.roundedCorners = False
    chart.legend = _legend() if has_legend else None
    _dress_axes(chart, form)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=LINE))


def _dress_axes(chart: Any, form: str) -> None:
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.number_format, chart.y_axis.number_format = "mmm", form
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    chart.y_axis.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.x_axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    chart.x_axis.txPr = chart.y_axis.txPr = _text(900, SECONDARY)


def _legend() -> Legend:
    legend = Legend()
    legend.position = "b"
    legend.txPr = _text(900, SECONDARY)
    return legend


def _labels(form: str, position: str, colour: str) -> DataLabelList:
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.numFmt = form
    labels.position = position
    labels.txPr = _text(800, colour)
    return labels


def _end_label(point: int, form: str, colour: str) -> DataLabelList:
    """Label one point of a line, at its right."""
    labels = _labels(form, "r", colour)
    label = DataLabel(idx=point, numFmt=form, dLblPos="r", showVal=True, txPr=labels.txPr)
    label.showSerName = label.showCatName = label.showLegendKey = label.showPercent = False
    labels.showVal = False
    labels.dLbl = [label]
    return labels


def _title(text: str) -> Title:
    properties = _characters(1100, TEXT, bold=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), r=[RegularTextRun(rPr=properties, t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _text(hundredths: int, colour: str) -> RichText:
    properties = _characters(hundredths, colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)])


def _characters(hundredths: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=hundredths, b=bold, solidFill=colour, latin=Font(typeface=FAMILY))
