"""The direction of imports, and the proof that each contract would notice a break."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.clone import PACKAGES, ROOT

_RUN = "from importlinter.cli import lint_imports_command as run; run()"

_BREAKS = [
    ("layers", "resources/__init__.py", "import send_desktop.statute.facts"),
    ("layers", "send_desktop/statute/facts.py", "import send_desktop.records"),
    ("layers", "send_desktop/records/case.py", "import send_desktop.store"),
    ("layers", "send_desktop/store.py", "import send_desktop.services.acts"),
    ("layers", "send_desktop/exports/__init__.py", "import send_desktop.imports"),
    ("layers", "send_desktop/imports/__init__.py", "import send_desktop.services.acts"),
    ("layers", "send_desktop/services/acts.py", "import send_desktop.commands"),
    ("layers", "send_desktop/services/acts.py", "import db"),
    ("layers", "send_desktop/commands/__init__.py", "import ui"),
    ("layers", "ui/__init__.py", "import db"),
    ("layers", "db/__init__.py", "import ui"),
    ("layers", "ui/__init__.py", "import send_desktop.__main__"),
    ("storage", "db/__init__.py", "import send_desktop.services"),
    ("window", "ui/__init__.py", "import send_desktop.commands"),
    ("qt", "send_desktop/services/acts.py", "import PySide6.QtCore"),
    ("qt", "db/__init__.py", "import PySide6"),
    ("sql", "send_desktop/services/acts.py", "import sqlalchemy"),
    ("sql", "ui/__init__.py", "import alembic"),
    ("law", "send_desktop/statute/facts.py", "import holidays"),
    ("network", "send_desktop/services/acts.py", "import socket"),
]


def _contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(settings["tool"]["importlinter"]["contracts"])


def _lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", _RUN, "--no-cache", *options]
    return subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=_all_but_python)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _all_but_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()]


def test_every_import_runs_the_way_the_house_says(copy: Path) -> None:
    answer = _lint(copy)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(("contract", "file", "line"), _BREAKS, ids=[f"{c}: {f}: {i}" for c, f, i in _BREAKS])
def test_a_deliberate_break_is_noticed(copy: Path, contract: str, file: str, line: str) -> None:
    module = copy / file
    whole = module.read_text(encoding="utf-8")
    module.write_text(f"{whole}\n{line}\n", encoding="utf-8")
    try:
        answer = _lint(copy, "--contract", contract)
    finally:
        module.write_text(whole, encoding="utf-8")
    assert answer.returncode == 1, answer.stdout
    assert "BROKEN" in answer.stdout


def test_each_contract_has_been_broken_once() -> None:
    assert {str(one["id"]) for one in _contracts()} == {contract for contract, _, _ in _BREAKS}


def test_every_part_of_the_core_has_its_place_in_the_layers() -> None:
    layers = next(one for one in _contracts() if one["id"] == "layers")["layers"]
    assert isinstance(layers, list)
    named = {name.strip() for row in layers for name in row.replace("|", ":").split(":")}
    parts = {f"send_desktop.{path.stem}" for path in (ROOT / "send_desktop").iterdir() if _is_part(path)}
    assert parts == {name for name in named if name.startswith("send_desktop.")}


def _is_part(path: Path) -> bool:
    is_package = path.is_dir() and any(path.glob("*.py"))
    return is_package or (path.suffix == ".py" and path.name != "__init__.py")
