"""The chart over the years: every line is named at its end, no two names touch, and all of it is read out."""

import itertools

import pytest
from pytestqt.qtbot import QtBot

from ui.app import application_for
from ui.theme import appearance
from ui.widgets.year_lines import YearLine, YearLines, YearValue


def line(title: str, *values: tuple[int, float], is_partial: bool = False) -> YearLine:
    return YearLine(title, tuple(YearValue(year, value, f"{value}%", is_partial) for year, value in values))


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("height", [224, 320])
def test_no_two_names_touch_though_the_lines_end_at_one_place(qtbot: QtBot, scale: int, height: int) -> None:
    application_for()
    appearance().apply("light", scale)
    chart = YearLines()
    qtbot.addWidget(chart)
    chart.resize(620, height * scale // 100)
    titles = ("Ours", "England", "Yorkshire and The Humber", "Neighbours, middle", "Kent", "Devon")
    chart.show_lines(
        "Shares", [line(title, (2023, 40.0), (2025, 50.0 + place / 10)) for place, title in enumerate(titles)]
    )
    boxes = sorted((box for box, _ in chart.names()), key=lambda box: box.top())
    assert all(above.bottom() <= below.top() for above, below in itertools.pairwise(boxes))
    assert boxes[0].top() >= 0
    assert boxes[-1].bottom() <= chart.height() + 1
    chart.grab()
    appearance().apply("light", 100)


def test_every_value_is_read_out_and_a_part_of_a_year_is_said(qtbot: QtBot) -> None:
    application_for()
    chart = YearLines()
    qtbot.addWidget(chart)
    chart.show_lines(
        "Shares", [line("Ours", (2026, 51.8), is_partial=True), line("England", (2024, 46.4), (2025, 46.1))]
    )
    assert chart.accessibleDescription() == "Ours: 2026 in part 51.8%. England: 2024 46.4%, 2025 46.1%"
    assert chart.years() == [2024, 2025, 2026]
