"""A window that is closed takes all its parts with it: what outlives it is restyled with every window that comes."""

import gc
from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.window import Cases, Person


def test_no_part_of_the_window_stands_by_itself(sit_down: Callable[..., Person], cases: Cases, qtbot: QtBot) -> None:
    before = set(QApplication.topLevelWidgets())
    person = sit_down()
    for screen in person.window.screens:
        person.window.go_to(screen.id)
        person.settle()
    person.open_case(cases.in_advice())
    person.open_act("contact")
    person.form.leave()
    person.settle()
    gc.collect()
    qtbot.wait(20)
    alone = [one for one in QApplication.topLevelWidgets() if one not in before and one.parent() is None]
    assert [type(one).__name__ for one in alone if one is not person.window] == []
