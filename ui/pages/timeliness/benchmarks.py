"""Benchmarks: ours beside England, the region, the neighbours and any authority, by the Department's own figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QPushButton, QVBoxLayout, QWidget

from send_desktop.benchmarks import BENCHMARKS, HEADLINE, LICENCE, PUBLISHER, BenchmarkMeasure, benchmark
from send_desktop.measures import measure
from send_desktop.services import published_sets
from send_desktop.services.benchmark_view import BenchmarkView, Series, read_view, unpublished
from ui.dialogs.benchmarks import ReadPublished, choose_form
from ui.pages.page import Page
from ui.pages.timeliness import benchmark_rows as say
from ui.pages.timeliness.part import Asked, Part
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.scrolling import scrolling
from ui.widgets.year_lines import YearLines

NARROW = 1000
"""Below this width, in pixels at 100 per cent, the chart and the authorities stand one under the other."""


class BenchmarksPart(Part):
    """Ours beside others in a published year, one measure over the years, and where the figures come from."""

    id = "benchmarks"
    title = "Benchmarks"
    can_look_back = True
    help_text = (
        "Ours beside what the Department has published: England, the region, the middle of your statistical "
        "neighbours, and each of them. Published figures are of whole calendar years; ours of the same year stands "
        "beside them, and the year of the day at the top is to date. A dash is a figure that was not published, never "
        "a nought.\n\n"
        "Enter on a line shows that measure over the years and by authority. Where ours would stand goes by quarters "
        "of all authorities, each counting once however large, in the newest year up to the one chosen in which at "
        "least a hundred are published. A year in which your records begin is told no place: the year to date is.\n\n"
        "Choose authorities says which authority this is, who its neighbours are and what stands on the charts, here, "
        "on the overview and in the weekly sheet.\n\n"
        "Read a newer file takes in the Department's table of a newer year. It says what it holds and what was made "
        "of it before anything is kept; what is kept stands over the figure of the same year and place, and can be "
        "taken away again."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view: BenchmarkView | None = None
        self._measure = HEADLINE
        self._year = 0
        self._is_table = False
        self.choose_button = button("Choose authorities", self.open_choose, role="accent")
        self.read_button = button("Read a newer file", self.open_read)
        self.measure_box, self.year_box = _box("Figure"), _box("Published year")
        self.beside = CardTable(
            "Ours beside others", CardColumn("Figure"), CardColumn("Ours to date", 120, True),
            CardColumn("Ours", 84, True, gives_way=3), CardColumn("England", 84, True),
            CardColumn("Region", 84, True, gives_way=4), CardColumn("Neighbours", 96, True, gives_way=5),
            CardColumn("", 16, gives_way=2),
            CardColumn("Where ours would stand", 238, gives_way=1),
        )  # fmt: skip
        self.authorities = CardTable(
            "By authority", CardColumn("Authority"), CardColumn("Figure", 72, True),
            CardColumn("Counted", 104, True, gives_way=2), CardColumn("", 12, gives_way=3),
            CardColumn("Where it stands", 196, gives_way=1),
        )  # fmt: skip
        self.sources = CardTable(
            "Where the figures come from", CardColumn("File", 260), CardColumn("Holds"),
            CardColumn("Read", 220, gives_way=1), CardColumn("", 100), has_headings=False,
        )  # fmt: skip
        self.chart = YearLines()
        self.years = CardTable("Over the years", CardColumn("Year"))
        self._build()

    # --- reading ---------------------------------------------------------------------------------

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.read_button, self.choose_button)

    @staticmethod
    def read(asked: Asked) -> BenchmarkView:
        asked.progress(0, 0, "Counting cases")
        with asked.store.look() as reading:
            return read_view(reading, asked.as_at)

    def subtitle(self) -> str:
        if self.view is None:
            return ""
        ours = self.view.chosen.ours
        return f"{ours.name}, {ours.region_name}" if ours else "No authority chosen yet"

    def show_read(self, view: BenchmarkView) -> None:
        self.view = view
        self._offer_years(view)
        self._first.setVisible(view.chosen.ours is None)
        self._show()

    def arrive(self) -> None:
        self.beside.setFocus()

    @property
    def year(self) -> int:
        """The published year that is compared: as chosen, else the newest in which most are published."""
        assert self.view is not None
        return self._year if self._year in self.view.years else self.view.usual_year

    @property
    def shown(self) -> BenchmarkMeasure:
        """The measure that is shown over the years and by authority."""
        return self._measure

    @property
    def notes_shown(self) -> str:
        """What stands under the table to read its figures by."""
        return self._notes.text()

    # --- acts ------------------------------------------------------------------------------------

    def open_choose(self) -> None:
        """Open the form that chooses the authority, its neighbours and the charts' comparators."""
        if self.view is not None:
            self.open(choose_form(self.desk, self.view))

    def open_read(self) -> ReadPublished:
        """Open the form that reads a newer file."""
        form = ReadPublished(self.desk)
        self.page.wants_form.emit(form)
        return form

    def take_away(self, place: int) -> None:
        """Take a file that was read in off again."""
        assert self.view is not None
        kept, _ = self.view.sets[place]
        store, by, today = self.desk.store, self.desk.by, self.desk.today
        self.act(lambda: published_sets.remove(store, kept, by, today))

    def choose_measure(self, benchmark_id: str) -> None:
        """Show another measure over the years and by authority."""
        self._measure = benchmark(benchmark_id)
        self.measure_box.setCurrentIndex(self.measure_box.findData(benchmark_id))
        self._show()

    def choose_year(self, year: int) -> None:
        """Compare with another published year."""
        self._year = year
        self.year_box.setCurrentIndex(self.year_box.findData(year))
        self._show()

    def choose_table(self, is_table: bool) -> None:
        """Show the years as a table, or as the chart."""
        self._is_table = is_table
        self.as_table.setChecked(is_table)
        self.fit(self.width(), self.height())
        self._show()

    def open_unpublished(self) -> None:
        """List the measures of which nothing is published at the side."""
        words = label("\n".join(unpublished()), wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setWindowTitle("Nothing published")
        self.page.wants_form.emit(words)

    # --- showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        view, one = self.view, self._measure
        if view is None:
            return
        self._beside.aside.setText(self._beside_words(view))
        self.beside.show_headings(say.beside_headings(view, self.year))
        self.beside.show_rows(say.beside_rows(view, self.year, one.id, self.choose_measure))
        self._show_years(view, one)
        self._authorities.aside.setText(f"{one.title}, {self.year}")
        rows = view.authorities(one, self.year)
        self.authorities.show_rows(say.authority_rows(rows, one, self.year))
        self._no_authorities.setVisible(not view.chosen.neighbours and not view.chosen.others)
        self.sources.show_rows(say.source_rows(view, self.take_away))
        notes = [one.difference, measure(one.measure).caution, *view.notes()]
        self._notes.setText("\n".join(words for words in notes if words))
        self._notes.setVisible(any(notes))

    def _beside_words(self, view: BenchmarkView) -> str:
        region = view.chosen.region
        count = len(view.chosen.neighbours)
        parts = [f"published for {self.year}", f"ours to date: {view.as_at.year}"]
        parts += [f"region: {region.name}"] if region else []
        parts += [f"neighbours: the middle of {count}"] if count else []
        return " · ".join(parts)

    def _show_years(self, view: BenchmarkView, one: BenchmarkMeasure) -> None:
        series = view.series(one)
        self._years.aside.setText(one.title)
        self.chart.show_lines(f"{one.title} over the years", say.chart_lines(series, one), say.unit_of(one))
        self._replace_year_table(series, one)
        self.chart.setVisible(not self._is_table and bool(series))
        self.years.setVisible(self._is_table and bool(series))
        self._hint.setText(self._year_hint() if series else "Nothing is published of it yet.")

    def _year_hint(self) -> str:
        in_part = "a year that is not over, or in which our records begin."
        if self._is_table:
            return f"In part: {in_part} A dash is a year that was not published."
        return f"Open marks: {in_part} No line is drawn over a year that was not published."

    def _replace_year_table(self, series: Sequence[Series], one: BenchmarkMeasure) -> None:
        """Make the table of years anew, as its columns are the lines of the chart."""
        old = self.years
        self.years = CardTable("Over the years", *say.year_columns(series))
        self.years.show_rows(say.year_rows(series, one, len(series)))
        self._years.body.replaceWidget(old, self.years)
        old.hide()
        old.deleteLater()

    def _offer_years(self, view: BenchmarkView) -> None:
        self.year_box.clear()
        for year in view.years:
            self.year_box.addItem(f"Published for {year}", year)
        self.year_box.setCurrentIndex(self.year_box.findData(self.year))
        self._flow.arrange()

    # --- building --------------------------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        self._flow.arrange()
        is_narrow = width < px(NARROW) or self._is_table  # as a table, every line of the chart needs its column
        self._pair.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.setSpacing(px(12))
        self._first = self._first_card()
        self._beside, self._authorities = _card("Ours beside others", self.beside), self._authority_card()
        self._years = self._year_card()
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(px(12))
        self._pair.addWidget(self._years, 1)
        self._pair.addWidget(self._authorities, 1)
        column.addWidget(self._tools())
        column.addWidget(self._first)
        column.addWidget(self._beside)
        self._beside.body.addWidget(self._foot())
        column.addLayout(self._pair)
        column.addWidget(self._source_card())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content))

    def _tools(self) -> QWidget:
        flow = self._flow = Flow(8)
        for one in BENCHMARKS:
            self.measure_box.addItem(one.title, one.id)
        self.measure_box.activated.connect(lambda _: self.choose_measure(str(self.measure_box.currentData())))
        self.year_box.activated.connect(lambda _: self.choose_year(int(self.year_box.currentData())))
        for box in (self.measure_box, self.year_box):
            flow.add(box)
        return flow

    def _first_card(self) -> Card:
        card = Card("Which authority is this?")
        words = (
            "Nothing says yet which authority you are. Choose it, and your region stands beside you; choose your "
            "statistical neighbours, and their middle and each of them do. Until then England alone is compared."
        )
        card.body.addWidget(label(words, "secondary", wraps=True))
        return card

    def _year_card(self) -> Card:
        card = Card("Over the years")
        self.as_table = button("As a table", role="chip")
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self.choose_table)
        card.tools.addWidget(self.as_table)
        self._hint = label("", "secondary", wraps=True)
        card.body.addWidget(self.chart, 1)
        card.body.addWidget(self.years)
        self.years.hide()
        card.body.addWidget(self._hint)
        return card

    def _authority_card(self) -> Card:
        card = _card("By authority", self.authorities)
        self._no_authorities = label(
            "Choose statistical neighbours, or other authorities, to see each of them here.", "secondary", wraps=True
        )
        card.body.insertWidget(1, self._no_authorities)
        return card

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._notes = label("", "secondary", wraps=True)
        self.unpublished_button = button("What nothing is published of", self.open_unpublished, role="link")
        column.addWidget(self._notes)
        column.addWidget(self.unpublished_button, 0, Qt.AlignmentFlag.AlignLeft)
        return foot

    def _source_card(self) -> Card:
        card = _card("Where the figures come from", self.sources)
        card.body.insertWidget(1, label(f"Source: {PUBLISHER}. {LICENCE}", "secondary", wraps=True))
        return card


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _card(heading: str, table: CardTable) -> Card:
    card = Card(heading)
    card.body.addWidget(table)
    card.body.addStretch(1)
    return card
