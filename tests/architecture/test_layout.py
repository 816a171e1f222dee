"""The top level as it was fixed, and what every file that is kept must be free of."""

import ast
import fnmatch
import importlib
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

from tests.architecture.clone import PACKAGES, ROOT, kept_files, product_modules

_FIXED = {"send_desktop", "ui", "resources", "db", "tests", "pyproject.toml", "build.spec", "README.md"}
_SMALL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "THIRD_PARTY.md",
    "dev.py",
    "requirements.lock",
}
_LONGEST_FUNCTION = 50
# Written in halves, so that this file may be kept too: a place on somebody's machine, work left for later.
_UNWELCOME = re.compile(
    "|".join(
        [
            r"(?<![\w:/.~])/(?:ro" r"ot|Us" r"ers|wo" r"rk)/",
            r"\bTO" r"DO\b",
            r"\bFIX" r"ME\b",
        ]
    )
)


def test_the_top_level_is_as_it_was_fixed() -> None:
    top = {path.parts[0] for path in kept_files()}
    assert top >= _FIXED
    assert top - _FIXED <= _SMALL


def test_no_test_folder_shadows_a_package() -> None:
    folders = {path.name for path in (ROOT / "tests").rglob("*") if path.is_dir()}
    assert not folders & {"db", "ui", "resources"}


def test_every_public_name_says_what_it_is_for() -> None:
    assert list(_bare_names()) == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in product_modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= _LONGEST_FUNCTION
    ]
    assert not long


def test_nothing_kept_names_a_machine_or_an_unfinished_thing() -> None:
    found = [
        f"{path}: {match[0]}" for path in kept_files() if (match := _UNWELCOME.search(_text(path))) and path.suffix
    ]
    assert not found


def test_all_that_is_shipped_is_named_as_package_data() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = settings["tool"]["setuptools"]["package-data"]
    for path in kept_files():
        if path.parts[0] in PACKAGES and path.suffix != ".py":
            inside = Path(*path.parts[1:]).as_posix()
            assert any(fnmatch.fnmatch(inside, pattern) for pattern in named.get(path.parts[0], [])), path


def _bare_names() -> Iterator[str]:
    """Public functions, classes and methods without a docstring; an override has that of what it overrides."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts and path.name != "__main__.py":
                module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
                yield from (f"{module.__name__}.{name}" for name, one in _public(module) if not one.__doc__)


def _public(module: ModuleType) -> Iterator[tuple[str, object]]:
    for name, one in vars(module).items():
        if name.startswith("_") or getattr(one, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(one):
            yield name, one
        if inspect.isclass(one):
            yield name, one
            yield from ((f"{name}.{method}", value) for method, value in _own_methods(one))


def _own_methods(owner: type) -> Iterator[tuple[str, object]]:
    for name, value in vars(owner).items():
        is_override = any(name in vars(base) for base in owner.__mro__[1:])
        if not name.startswith("_") and not is_override and isinstance(value, _METHODS):
            yield name, value


_METHODS = (FunctionType, property, staticmethod, classmethod)


def _text(path: Path) -> str:
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
