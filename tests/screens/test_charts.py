"""The chart: labels that never touch, marks that are walked through with the arrows, a table and a picture."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from send_desktop.measures.ahead import WAITS
from ui.dialogs.save_picture import as_png
from ui.pages.timeliness.board_data import FILLS
from ui.theme import appearance
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.chart import Chart
from ui.widgets.chart_card import ChartCard, Picture
from ui.widgets.chart_data import PATTERNS, Category, ChartData, Divider, Level, Mark, Series
from ui.widgets.row_chart import RowChart

SHARES = (0.0, 100.0, 59.0, 60.0, 61.0, 46.0, 47.0, 33.3, None, 87.5, 100.0)
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"]


def months() -> ChartData:
    marks = tuple(
        Mark(value=share, words=f"{share:.1f}" if share else "", says=f"{name}: {share}", opens=name)
        for name, share in zip(MONTHS, SHARES, strict=True)
    )
    return ChartData(
        id="months", title="59% of plans issued in 20 weeks", is_per_cent=True,
        categories=tuple(Category((one[:3], one[:1]), ("of 1,259", "1,259")) for one in MONTHS),
        series=(Series(name="Issued", marks=marks),),
        levels=(Level("Target 48%", 48), Level("England 2025 46.1%", 46.1, False), Level("Neighbours 2025 47.0%", 47)),
    )  # fmt: skip


def weeks() -> ChartData:
    marks = tuple(Mark(value=9 + 7 * (at % 13), words=str(9 + 7 * (at % 13)), says=f"Week {at}") for at in range(41))
    return ChartData(
        id="weeks", title="Open cases", categories=tuple(Category((str(at),)) for at in range(41)),
        series=(Series(name="Open", marks=marks),), divider=Divider(21, "20 weeks"),
    )  # fmt: skip


def stacked() -> ChartData:
    series = tuple(
        Series(
            name=f"What {10 ** at:,} cases wait for",
            marks=tuple(Mark(value=(at + place) % 4 or None, says=f"{at}, {place}", opens=(at, place))
                        for place in range(8)),
            pattern=pattern,
        )
        for at, pattern in enumerate(PATTERNS)
    )  # fmt: skip
    return ChartData(
        id="ahead", title="Ahead", categories=tuple(Category((f"{at} Nov", f"{at}")) for at in range(8)),
        series=series, is_stacked=True,
    )  # fmt: skip


def flow() -> ChartData:
    bars = tuple(Mark(value=at, words=f"{at}", says=f"in {at}") for at in range(13))
    line = tuple(Mark(value=1_000 - at * at, words=f"{1_000 - at * at:,}", says=f"open {at}") for at in range(13))
    return ChartData(
        id="flow", title="In and out", categories=tuple(Category((f"{at} Nov", f"{at}")) for at in range(13)),
        series=(Series(name="In", marks=bars), Series(name="Out", marks=bars, pattern="slanted"),
                Series(name="Open at the end", marks=line, is_line=True)),
    )  # fmt: skip


def compared() -> ChartData:
    """The months beside everybody that can be chosen: the target, three kinds and ten authorities."""
    places = [f"Bournemouth, Christchurch and Poole {at}" for at in range(10)]
    others = [Level(f"{one} 2025 {46 + at * 0.3:.1f}%", 46 + at * 0.3, False) for at, one in enumerate(places)]
    return replace(months(), id="compared", levels=(*months().levels, Level("South East 2025 44.0%", 44), *others))


EVERY = (months, weeks, stacked, flow, compared)


def rows(count: int = 7) -> ChartData:
    names = [f"Service of a very long name, number {at:,}" for at in range(count)]
    series = tuple(
        Series(name=f"Band {at}", pattern=pattern,
               marks=tuple(Mark(value=(at + 2 * place) % 5 or None, says=f"{at}, {place}", opens=(at, place))
                           for place in range(count)))
        for at, pattern in enumerate(PATTERNS[:4])
    )  # fmt: skip
    return ChartData(
        id="rows", title="Rows", is_stacked=True, series=series, levels=(Level("Average 4 h", 4),),
        categories=tuple(Category((one,), (f"{at * 999:,}, oldest 52 weeks", f"{at}")) for at, one in enumerate(names)),
    )  # fmt: skip


def shown(qtbot: QtBot, data: ChartData, width: int = 560, height: int = 240) -> Chart:
    chart = Chart()
    qtbot.addWidget(chart)
    chart.show_data(data)
    chart.resize(width, height)
    return chart


def seen(qtbot: QtBot, chart: Chart) -> None:
    """Show it with the keyboard, as the window does."""
    chart.show()
    chart.activateWindow()
    qtbot.waitUntil(chart.isActiveWindow)


@pytest.mark.parametrize("make", EVERY)
@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("width", [420, 640, 1500])
def test_no_two_labels_touch_and_none_leaves_the_chart(qtbot: QtBot, make: object, width: int, scale: int) -> None:
    appearance().apply("light", scale)
    data: ChartData = make()  # type: ignore[operator]
    chart = shown(qtbot, data, width, 240 * scale // 100)
    chart.resize(width, max(240 * scale // 100, chart.minimumHeight()))
    labels, plot = chart.labels(), chart.layout_now().plot
    appearance().apply("light", 100)

    for one, other in combinations(labels, 2):
        assert not one.box.intersects(other.box), f"{one.text} touches {other.text}"
    assert all(one.box.left() >= -1 and one.box.right() <= width + 1 and one.box.top() >= -1 for one in labels)
    assert all(any(label.text[:12] == one.words[:12] for label in labels) for one in data.levels)
    assert plot.height() >= 60 * scale / 100


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("width", [300, 640, 1500])
def test_no_two_labels_of_rows_touch_and_none_stands_on_a_bar(qtbot: QtBot, width: int, scale: int) -> None:
    appearance().apply("light", scale)
    chart = RowChart()
    qtbot.addWidget(chart)
    chart.resize(width, 400)
    chart.show_data(rows())
    layout, height = chart.layout_now(), chart.minimumHeight()
    labels, boxes = layout.labels(), list(layout.boxes.values())
    appearance().apply("light", 100)

    for one, other in combinations(labels, 2):
        assert not one.box.intersects(other.box), f"{one.text} touches {other.text}"
    assert not [one.text for one in labels if any(one.box.intersects(box) for box in boxes)]
    assert all(one.box.left() >= -1 and one.box.right() <= width + 1 for one in labels)
    assert max(one.box.bottom() for one in labels) <= height


def test_rows_are_walked_down_and_their_parts_along(qtbot: QtBot) -> None:
    chart = RowChart()
    qtbot.addWidget(chart)
    chart.resize(500, 300)
    chart.show_data(rows(3))
    seen(qtbot, chart)
    opened: list[object] = []
    chart.opened.connect(opened.append)
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down,
                Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Return):  # fmt: skip
        qtbot.keyClick(chart, key)
    assert opened == [(1, 0), (2, 0), (2, 1), (1, 1)]


def test_a_picture_is_light_whatever_the_window_wears(qtbot: QtBot) -> None:
    appearance().apply("dark", 100)
    card = ChartCard("months", CardTable("Months", CardColumn("Month")), Chart())
    qtbot.addWidget(card)
    card.chart.show_data(months())
    card.table.show_rows([Row((Cell(name),)) for name in MONTHS])
    card.show_chart()
    card.resize(560, 420)
    card.show()
    pictures = [card.picture()]
    card.as_table.click()
    pictures.append(card.picture())
    worn = appearance().theme.name
    appearance().apply("light", 100)

    assert worn == "dark"
    for picture in pictures:
        dark = [
            (x, y)
            for x in range(0, picture.width(), 5)
            for y in range(0, picture.height(), 5)
            if picture.pixelColor(x, y).lightnessF() < 0.3
        ]
        assert len(dark) < 0.1 * (picture.width() // 5) * (picture.height() // 5), "ink on a light ground"


def test_the_arrows_go_from_mark_to_mark_past_those_that_are_none_and_enter_opens(qtbot: QtBot) -> None:
    chart = shown(qtbot, months())
    seen(qtbot, chart)
    opened: list[object] = []
    chart.opened.connect(opened.append)
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    assert chart.current
    assert chart.current.says == "February: 100.0"  # January's share is nothing to stand on

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Left,
                Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Home, Qt.Key.Key_Return):  # fmt: skip
        qtbot.keyClick(chart, key)

    assert opened == ["March", "November", "August", "February"]


def test_up_and_down_go_through_the_parts_of_a_bar(qtbot: QtBot) -> None:
    chart = shown(qtbot, stacked())
    seen(qtbot, chart)
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    walked = [chart.current]
    for _ in range(6):
        qtbot.keyClick(chart, Qt.Key.Key_Up)
        walked.append(chart.current)
    assert [one.says for one in dict.fromkeys(walked) if one] == ["1, 0", "2, 0", "3, 0", "5, 0"]


def test_a_click_opens_the_bar_that_it_is_on(qtbot: QtBot) -> None:
    chart = shown(qtbot, stacked())
    seen(qtbot, chart)
    opened: list[object] = []
    chart.opened.connect(opened.append)
    place, box = next(iter(chart.layout_now().boxes.items()))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert opened == [place]


def test_a_screen_reader_hears_every_value_and_every_level(qtbot: QtBot) -> None:
    chart = shown(qtbot, months())
    assert chart.accessibleName() == "59% of plans issued in 20 weeks"
    assert "September: None" in chart.accessibleDescription()
    assert chart.accessibleDescription().endswith("Target 48%. England 2025 46.1%. Neighbours 2025 47.0%")


def test_series_are_told_apart_without_colour() -> None:
    for make in EVERY:
        bars = [(one.pattern, one.meaning) for one in make().series if not one.is_line]
        assert len({pattern for pattern, _ in bars}) == len(bars)
    assert len({pattern for _, pattern in FILLS.values()}) == len(WAITS) == len(FILLS)


def test_the_table_takes_the_place_of_the_chart_and_either_becomes_a_picture(qtbot: QtBot) -> None:
    chart, table = Chart(), CardTable("Months", CardColumn("Month"), CardColumn("Share", 80, True))
    card = ChartCard("months", table, chart)
    qtbot.addWidget(card)
    chart.show_data(months())
    table.show_rows([Row((Cell(name), Cell(str(share)))) for name, share in zip(MONTHS, SHARES, strict=True)])
    card.show_chart()
    card.resize(560, 420)
    card.show()
    pictures: list[Picture] = []
    card.wants_save.connect(pictures.append)

    qtbot.keyClick(card.save_button, Qt.Key.Key_Space)
    card.as_table.click()
    assert chart.isHidden()
    assert table.isVisible()
    qtbot.keyClick(card.save_button, Qt.Key.Key_Space)

    assert [one.name for one in pictures] == ["months", "months"]
    for one in pictures:
        read = QImage.fromData(as_png(one.image))
        assert read.width() >= 2 * table.width()
        assert len({read.pixel(x, y) for x in range(0, read.width(), 7) for y in range(0, read.height(), 7)}) > 3
