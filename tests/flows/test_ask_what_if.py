"""The team lead asks where the figure is going and what a purchase would do, and looks at a service's queue."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.engine import open_store
from send_desktop.services import demo
from send_desktop.store import Store
from tests.helpers.acting import TODAY
from tests.helpers.window import Person
from ui.pages.timeliness.page import TimelinessPage
from ui.pages.timeliness.queues import QueuesPart
from ui.pages.timeliness.trajectory import TrajectoryPart


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An authority of the demonstration: there must be history to forecast from."""
    opened = open_store(tmp_path / "window.db")
    demo.fill(opened, cases=150, scenario="Near national", seed=3, today=TODAY)
    yield opened
    opened.close()


def words(part: TrajectoryPart) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in part.compared.rows]


def test_a_purchase_of_ones_own_stands_beside_the_others_with_its_cost(sit_down: Callable[..., Person]) -> None:
    person = sit_down(screen="timeliness")
    page = person.window.page
    assert isinstance(page, TimelinessPage)

    page.choose_part("trajectory")
    person.settle()
    part = page.part
    assert isinstance(part, TrajectoryPart)
    assert [row[0] for row in words(part)] == [
        "As now",
        "Two more educational psychologists",
        "Seventy assessments bought a month",
        "One more panel a month",
    ]
    assert words(part)[2][1] == "£1,050,000"
    assert part.monthly.rows[0].cells[2].words == "as it was"
    assert "backlog" in part.said.text()
    assert "made on 22 May 2026" in part.tried.text(), "the forecast is held against the half year that came"

    part.ask_own()
    person.fill(title="Ten bought", bought_a_month="ten")
    person.save()
    assert person.has_form, "what is no number is refused, and stays where it was typed"
    person.fill(bought_a_month="10")
    person.save()
    assert words(part)[4][:3] == ["Ten bought", "£150,000", "£300,000"]

    part.compared.rows[4].act()
    person.settle()
    person.fill(title="Twenty bought", bought_a_month="20", until_on="1/1/26")
    person.save()
    assert person.has_form, "a what-if that has ended already would change nothing"
    person.fill(until_on="")
    person.save()

    person.come_back(TODAY, "timeliness")
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    page.choose_part("trajectory")
    person.settle()
    part = page.part
    assert isinstance(part, TrajectoryPart)
    assert [row[0] for row in words(part)][4:] == ["Twenty bought"], "it is kept for the next day, and stood in for"
    part.compared.rows[4].more[0][1]()
    person.settle()
    assert len(part.compared.rows) == 4
    assert not part.own.isVisible()

    page.choose_part("queues")
    person.settle()
    queue = page.part
    assert isinstance(queue, QueuesPart)
    assert "wait for EP advice" in queue.said.text()
    queue.change_inputs()
    person.fill(queue="729", demand="44", completed="38", cv_demand="1", cv_completed="1")
    person.save()
    figures = {row.cells[0].words: row.cells[1].words for row in queue.answers.rows}
    assert figures["Target queue, children"] == "66"
    assert figures["Relief capacity, children a week"] == "69.5"
    assert queue.subtitle() == "with inputs of your own"
