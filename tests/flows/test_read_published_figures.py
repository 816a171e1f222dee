"""The team says which authority it is and who its neighbours are, and reads the Department's newer file in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from send_desktop.benchmarks import benchmark
from tests.helpers.window import Cases, Person
from ui.dialogs.benchmarks import ReadPublished
from ui.pages.timeliness.benchmarks import BenchmarksPart
from ui.pages.timeliness.page import TimelinessPage
from ui.widgets.places_field import PlacesField

HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,"
    "old_la_code,la_name,breakdown_topic,breakdown,plans_issued_den,plans_issued_within_20_weeks,"
    "pc_plans_issued_within_20_weeks,pc_plans_issued_20_weeks_ex,avg_weeks_issue_plan,new_heading"
)
ALL = "All EHC plans,All EHC plans"


def newer_file(folder: Path) -> Path:
    path = folder / "timeliness_20_week_2027.csv"
    rows = (
        HEAD,
        f"2026,Calendar year,National,E92000001,England,,,,,,{ALL},110000,55000,50.0,50.6,24.9,x",
        f"2026,Calendar year,Local authority,E92000001,England,E12000008,South East,E10000016,886,Kent,{ALL},1800,1080,"
        "60.0,61.5,c,x",
        f"2026,Calendar year,Local authority,E92000001,England,E12000006,,E10000015,919,Hertfordshire,{ALL},"
        "2500,1500,66.0,61.0,23.0,x",
    )
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    return path


def open_benchmarks(person: Person) -> BenchmarksPart:
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    page.choose_part("benchmarks")
    person.settle()
    part = page.part
    assert isinstance(part, BenchmarksPart)
    return part


def take(person: Person, name: str, letters: str) -> PlacesField:
    field = person.form.fields[name]
    assert isinstance(field, PlacesField)
    person.qtbot.keyClicks(field.line, letters)
    person.press(field.line, Qt.Key.Key_Return)
    return field


def words(part: BenchmarksPart, row: int) -> list[str]:
    return [cell.words for cell in part.beside.rows[row].cells]


def test_the_authority_is_chosen_by_a_few_letters_and_a_newer_year_is_read_beside_it(
    sit_down: Callable[..., Person], cases: Cases, tmp_path: Path
) -> None:
    cases.refused("Peppergoggle")
    person = sit_down(screen="timeliness")
    part = open_benchmarks(person)
    assert part.view is not None
    assert words(part, 0)[3:6] == ["46.1%", "–", "–"]
    assert words(part, 5)[1] == "100.0%"  # the one decision of the year was told in time
    assert part.chart.accessibleDescription().startswith("England: 2014 64.3%")

    person.qtbot.mouseClick(part.choose_button, Qt.MouseButton.LeftButton)
    person.settle()
    take(person, "ours", "notts")
    assert person.form.fields["ours"].line.text() == "notts"  # type: ignore[attr-defined]
    person.form.fields["ours"].line.clear()  # type: ignore[attr-defined]
    take(person, "ours", "nottinghams")
    neighbours = take(person, "neighbours", "kent")
    take(person, "neighbours", "hertf")
    take(person, "neighbours", "devon")
    neighbours.chosen.setCurrentRow(2)
    person.press(neighbours.chosen, Qt.Key.Key_Delete)
    assert neighbours.value() == ("E10000016", "E10000015")
    person.fill(region_shown=True)
    assert "East Midlands" in person.form.preview.text()
    person.save()
    assert "Nottinghamshire is compared with 2 statistical neighbours" in person.status
    assert words(part, 0)[3:6] == ["46.1%", "32.4%", "58.6%"]
    assert [row.cells[0].words for row in part.authorities.rows][:2] == ["Hertfordshire", "Kent"]

    person.qtbot.mouseClick(part.read_button, Qt.MouseButton.LeftButton)
    person.settle()
    form = person.form
    assert isinstance(form, ReadPublished)
    assert not form.save_button.isEnabled()
    person.fill(file=newer_file(tmp_path))
    person.settle()
    said = form.reading.toPlainText()
    assert said.startswith("England and 2 authorities, 2026.\n14 figures: 14 new.")
    assert "Hertfordshire, 2026: 66.0 per cent within 20 weeks, but 1,500 of 2,500 is 60.0." in said
    assert "plans_issued_den: plans issued" in said
    assert "new_heading" in said.rpartition("Columns that are not kept")[2]
    assert part.view.sets == []
    person.save()
    assert "timeliness_20_week_2027.csv is read" in person.status
    assert part.year == 2026
    assert words(part, 0)[3:6] == ["50.6%", "–", "61.3%"]

    part.choose_measure("mean_weeks.including")
    assert part.chart.accessibleName() == "Mean weeks to issue over the years"
    part.choose_table(True)
    assert part.years.rows[0].cells[0].words == "2026"
    assert benchmark("mean_weeks.including").difference in part.notes_shown

    person.press(part.sources, Qt.Key.Key_Down)
    part.sources.selectRow(1)
    person.press(part.sources, Qt.Key.Key_Space)
    person.settle()
    assert "is taken away" in person.status
    assert words(part, 0)[3] == "46.1%"
    person.shortcut(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert words(part, 0)[3] == "50.6%"


def test_a_file_that_is_no_such_table_is_said_and_cannot_be_kept(
    sit_down: Callable[..., Person], tmp_path: Path
) -> None:
    person = sit_down(screen="timeliness")
    part = open_benchmarks(person)
    form = part.open_read()
    person.settle()
    path = tmp_path / "minutes.csv"
    path.write_text("Item,Owner\nTimeliness,Lead\n", encoding="utf-8")
    person.fill(file=path)
    person.settle()
    assert "no headings that name an authority or region" in form.reading.toPlainText()
    assert not form.save_button.isEnabled()
