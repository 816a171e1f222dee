"""What holds for every test: no window on a screen, no question that waits, no trace in anybody's home."""

import itertools
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before any Qt import: without a display Qt ends the interpreter

import hypothesis
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QColorDialog, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox

hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")

_WAITS_FOR_EVER = {
    QDialog: ("exec",),
    QMenu: ("exec",),
    QMessageBox: ("exec", "about", "critical", "information", "question", "warning"),
    QFileDialog: ("exec", "getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    QInputDialog: ("exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    QColorDialog: ("exec", "getColor"),
}
_HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
_TOLD = ("SEND_DESKTOP_STORE", "SEND_DESKTOP_TODAY")
_HOME_NUMBERS = itertools.count(1)
_OURS = ("send_desktop", "ui", "db", "resources")


def _refuse(*_args: object, **_options: object) -> NoReturn:
    raise AssertionError("A modal dialog was opened: in a test it would wait for ever.")


@pytest.fixture(autouse=True)
def _nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    for dialog, names in _WAITS_FOR_EVER.items():
        for name in names:
            monkeypatch.setattr(dialog, name, _refuse)


@pytest.fixture(autouse=True)
def _empty_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.getbasetemp() / f"home-{next(_HOME_NUMBERS)}"
    home.mkdir()
    for name in _HOMES:
        monkeypatch.setenv(name, str(home))
    for name in _TOLD:
        monkeypatch.delenv(name, raising=False)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home / "settings"))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(home / "settings"))
    return home


@pytest.fixture(autouse=True)
def _nothing_goes_wrong_unseen(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test in which the program logs a warning fails, unless it is marked `logs_trouble`."""
    yield
    if request.node.get_closest_marker("logs_trouble"):
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    trouble = [one for one in records if one.levelno >= logging.WARNING and one.name.split(".")[0] in _OURS]
    assert not trouble, f"The program logged: {[one.getMessage() for one in trouble]}"
