"""Work away from the window: one worker reads, one writes, and nobody waits in silence."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from send_desktop.changes import Changes
from send_desktop.errors import Cancelled, Refused, SendDesktopError
from send_desktop.progress import Progress
from ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.stop()


def test_what_was_read_comes_back_on_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    threads: list[threading.Thread] = []
    got: list[int] = []

    def read(_: Progress) -> int:
        threads.append(threading.current_thread())
        return 42

    def done(answer: int) -> None:
        threads.append(threading.current_thread())
        got.append(answer)

    tasks.read(owner, read, done)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [42]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_an_act_tells_everybody_what_it_changed(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.waitSignal(tasks.changed) as told:
        tasks.write(owner, lambda _: Changes("Saved.", cases=frozenset({7})))
    assert told.args[0].cases == {7}


def test_a_refusal_goes_to_whoever_asked(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    refusals: list[SendDesktopError] = []

    def refuse(_: Progress) -> Changes:
        raise Refused("Not like this.")

    tasks.write(owner, refuse, None, refusals.append)
    qtbot.waitUntil(lambda: bool(refusals))
    assert str(refusals[0]) == "Not like this."


def test_a_fault_of_the_program_is_raised_where_it_is_caught_and_logged(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()

    def fail(_: Progress) -> int:
        raise ZeroDivisionError("a bug")

    with qtbot.captureExceptions() as caught:
        tasks.read(owner, fail, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_long_work_reports_and_can_be_cancelled(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    going = threading.Event()
    stopped: list[SendDesktopError] = []

    def work(report: Progress) -> int:
        going.set()
        for number in range(10_000_000):
            report(number, 10_000_000, "Counting")
            threading.Event().wait(0.001)
        return 1

    job = tasks.read(owner, work, lambda _: None, stopped.append, long=True)
    qtbot.waitUntil(going.is_set)
    job.cancel()
    qtbot.waitUntil(lambda: bool(stopped))
    assert isinstance(stopped[0], Cancelled)


def test_an_answer_for_a_screen_that_has_gone_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    from shiboken6 import delete

    owner = QObject()
    gate = threading.Event()
    got: list[int] = []

    def read(_: Progress) -> int:
        gate.wait(5)
        return 1

    tasks.read(owner, read, got.append)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert got == []


def test_no_act_waits_for_a_report(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    gate = threading.Event()
    tasks.read(owner, lambda _: gate.wait(10), lambda _: None)
    with qtbot.waitSignal(tasks.changed):
        tasks.write(owner, lambda _: Changes("Saved."))
    gate.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)


def test_an_act_that_failed_after_its_form_was_closed_is_still_told(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    closed = threading.Event()

    def refuse(_: Progress) -> Changes:
        closed.wait(5)
        raise Refused("Not like this.")

    with qtbot.waitSignal(tasks.untold) as told:
        tasks.write(owner, refuse, None, lambda _: None)
        owner.deleteLater()
        qtbot.wait(10)
        del owner
        closed.set()
    assert str(told.args[0]) == "Not like this."


def test_a_fault_of_the_program_is_told_to_the_form_so_that_it_can_be_saved_again(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    failures: list[SendDesktopError] = []

    def fault(_: Progress) -> Changes:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        tasks.write(owner, fault, None, failures.append)
        qtbot.waitUntil(lambda: bool(failures))
        qtbot.wait(10)
    assert "nothing of this was kept" in str(failures[0])
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
