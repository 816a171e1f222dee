"""What the project stands on: pinned with hashes, from no named index, and under terms that a council can accept."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, requires

from packaging.requirements import Requirement

from tests.architecture.clone import ROOT

_ACCEPTED = ("MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "MPL", "Mozilla", "LGPL", "zlib")
_SAID_IN_ITS_SOURCE = {"sqlcipher3": "zlib"}
"""Distributions whose metadata name no licence, with the licence that their source carries."""


def _runtime() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(settings["project"]["dependencies"])


def _closure(names: list[str]) -> set[str]:
    found: set[str] = set()
    waiting = names
    while waiting:
        wanted = Requirement(waiting.pop())
        if wanted.name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        found.add(wanted.name)
        waiting += requires(wanted.name) or []
    return found


def _alternatives(name: str) -> Iterator[str]:
    """The licences among which whoever uses a distribution may choose."""
    metadata = distribution(name).metadata
    said = metadata.get("License-Expression") or _SAID_IN_ITS_SOURCE.get(name) or metadata.get("License") or ""
    yield from said.splitlines()[0].split(" OR ") if said else ()
    yield from (one.rsplit("::", 1)[1] for one in metadata.get_all("Classifier") or [] if one.startswith("License"))


def _is_accepted(licence: str) -> bool:
    strong_copyleft = re.search(r"(?<!L)GPL", licence)
    return not strong_copyleft and any(one.casefold() in licence.casefold() for one in _ACCEPTED)


def test_every_library_that_is_shipped_may_be_used_without_copyleft_on_the_program() -> None:
    closure = _closure(_runtime())
    assert {name for name in closure if not any(map(_is_accepted, _alternatives(name)))} == set()


def test_a_library_under_the_gpl_alone_would_be_noticed() -> None:
    assert not _is_accepted("GPL-3.0-only")
    assert not _is_accepted("AGPL-3.0-or-later")
    assert _is_accepted("LGPL-3.0-only")


def test_the_lock_names_no_index_and_has_a_hash_for_every_file() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert not re.search(r"^\s*-(-index|-extra|-find|i |f )", lock, flags=re.MULTILINE)
    pins = re.findall(r"^[a-z0-9].*", lock, flags=re.MULTILINE)
    assert pins
    assert all(re.match(r"[a-z0-9.-]+==\S+ .*\\$", pin) for pin in pins)


def test_the_lock_holds_all_that_the_project_asks_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {Requirement(one) for one in (*settings["dependencies"], *settings["optional-dependencies"]["dev"])}
    pins = re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE)
    for wanted in asked:
        assert any(name == wanted.name and wanted.specifier.contains(version) for name, version in pins), wanted
