"""What a command prints: one JSON document, or a plain table; progress and messages go to standard error."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import typer


def print_json(document: Any) -> None:
    """Print one JSON document and nothing else on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def say(text: str) -> None:
    """Say something to the person, on standard error, so that standard output stays clean."""
    typer.echo(text, err=True)


def show_progress(done: int, total: int, what: str) -> None:
    """Show progress as one line that rewrites itself, where standard error is a terminal."""
    if sys.stderr.isatty():
        share = 100 * done // total if total else 100
        sys.stderr.write(f"\r{what} {share}%\x1b[K" + ("\n" if done >= total else ""))
        sys.stderr.flush()


def print_table(
    headings: Sequence[str], rows: Sequence[Sequence[object]], *, right: frozenset[int] = frozenset()
) -> None:
    """Print a table in plain text, columns as wide as their longest cell; ``right`` are set to the right."""
    cells = [[("" if value is None else str(value)) for value in row] for row in rows]
    widths = [
        max(len(heading), *(len(row[at]) for row in cells)) if cells else len(heading)
        for at, heading in enumerate(headings)
    ]
    for row in ([*headings], ["-" * width for width in widths], *cells):
        line = (
            text.rjust(width) if at in right else text.ljust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        typer.echo("  ".join(line).rstrip())
