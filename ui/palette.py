"""The command palette: every act by its name, with its shortcut; what cannot be done now says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from rapidfuzz import fuzz

from send_desktop.progress import Progress
from send_desktop.records import Case, CaseloadRow
from ui.desk import Desk
from ui.widgets.finder import Finder, FoundLine

NEAR = 68
"""A command is found where its words are this like what was typed, of 100."""
AS_WELL = 0.9
"""What its explanation alone has of the typed words counts less than its name."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the palette is opened over: the case at hand, None for none, and the cases that were opened last."""

    case: Case | None
    recent: Sequence[CaseloadRow]


class Palette:
    """Fills a Finder with commands. The window gives its own; acts and recent cases are read from the store."""

    def __init__(
        self,
        finder: Finder,
        desk: Desk,
        open_act: Callable[[int, str], object],
        open_case: Callable[[int], object],
    ) -> None:
        self._finder = finder
        self._desk = desk
        self._open_act = open_act
        self._open_case = open_case
        self._commands: Sequence[FoundLine] = ()
        self._all: list[FoundLine] = []

    def open(self, commands: Sequence[FoundLine], case_id: int, recent: Sequence[int]) -> None:
        """Open over the window's and the page's commands; ``case_id`` is the case at hand, 0 for none."""
        self._commands = commands
        self._all = list(commands)
        self._finder.open("Command palette", "What do you want to do?", self._typed)
        desk = self._desk

        def read(_: Progress) -> Surroundings:
            with desk.store.look() as reading:
                case = reading.case(case_id) if case_id else None
                return Surroundings(case, reading.caseload([one for one in recent if one != case_id]))

        desk.tasks.read(self._finder, read, self._show, self._failed)

    def _failed(self, failure: Exception) -> None:
        if self._finder.is_asking(self._typed):
            self._finder.show_lines(self._commands, str(failure))

    def _show(self, around: Surroundings) -> None:
        acts = self._acts(around.case)
        lawful = [one for one in acts if not one.problem]
        recent = [self._case_line(row) for row in around.recent]
        self._all = [*lawful, *self._commands, *recent, *(one for one in acts if one.problem)]
        if self._finder.is_asking(self._typed):
            self._typed(self._finder.line.text())

    def _acts(self, case: Case | None) -> list[FoundLine]:
        from ui.dialogs.case_acts import ACTS

        whose = f"{case.person.forename} {case.person.surname}" if case else "Asks for the child first"
        return [
            FoundLine(
                one.title,
                f"{one.group} · {whose}",
                partial(self._open_act, case.id if case else 0, one.id),
                one.icon,
                "",
                one.problem(case, self._desk.today) if case else "",
            )
            for one in ACTS
        ]

    def _case_line(self, row: CaseloadRow) -> FoundLine:
        name = f"{row.forename} {row.surname}"
        return FoundLine(name, f"Opened last · {row.reference}", partial(self._open_case, row.id), "history")

    def _typed(self, words: str) -> None:
        lines = matching(self._all, words)
        self._finder.show_lines(lines, "" if lines else "No command is called that. Ctrl+F searches every case.")


def matching(lines: Sequence[FoundLine], words: str) -> list[FoundLine]:
    """Return the lines that what is typed may mean, the likest first, what cannot be done now always last."""
    wanted = words.strip().casefold()
    if not wanted:
        return list(lines)
    scored = sorted((bool(line.problem), -_score(wanted, line), place) for place, line in enumerate(lines))
    return [lines[place] for _, score, place in scored if -score >= NEAR]


def _score(wanted: str, line: FoundLine) -> float:
    said = AS_WELL * 100 if len(wanted) > 2 and wanted in line.detail.casefold() else 0
    return max(_likeness(wanted, line.title.casefold()), said)


def _likeness(wanted: str, title: str) -> float:
    """Score how like a title is: whole beginnings of its words count most, slips in spelling less."""
    parts = title.split()
    if all(any(part.startswith(word) for part in parts) for word in wanted.split()):
        return 100 + 10 * title.startswith(wanted)
    return 0.95 * fuzz.WRatio(wanted, title) if len(wanted) > 2 else 0
