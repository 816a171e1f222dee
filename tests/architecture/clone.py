"""What the tests of the house look at: the files that git keeps, and the Python among them as trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("send_desktop", "ui", "db", "resources")


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep, relative to the root."""
    answer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(path for line in answer.stdout.splitlines() if (ROOT / (path := Path(line))).is_file())


def product_modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the four packages and dev.py, parsed; migrations aside, which are history."""
    for path in kept_files():
        is_product = path.parts[0] in PACKAGES and "versions" not in path.parts
        if path.suffix == ".py" and (is_product or path.name == "dev.py"):
            yield path, ast.parse((ROOT / path).read_text(encoding="utf-8"))
