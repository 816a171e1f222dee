"""The whole plan of an import: every row read, duplicates settled, and each row's outcome. Pure: no store, no clock."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from send_desktop.imports.boundaries import boundary_notes
from send_desktop.imports.issues import IGNORED, IMPORTED, REJECTED, WITH_WARNING, Issue, issue
from send_desktop.imports.planned import ImportPlan, PlannedCase, RowOutcome
from send_desktop.imports.row_view import Layout, RowView, Spellings
from send_desktop.imports.rows import not_a_case, read_case
from send_desktop.imports.same_child import children_of, made_reference, without_duplicates
from send_desktop.imports.tracker import StaffMember, Table, TrackerFile, unmapped
from send_desktop.imports.values import is_blank
from send_desktop.imports.workbook import Cell
from send_desktop.progress import Progress, silent
from send_desktop.statute.working_days import WorkingDays, england

PROGRESS_EVERY = 250
Place = tuple[str, int]


@dataclass(slots=True)
class _Gathered:
    """What the rows have given so far."""

    cases: list[PlannedCase] = field(default_factory=list)
    rows: dict[Place, str] = field(default_factory=dict)
    """The reference of each row read, by (sheet, row); '' where it has none."""
    issues: list[Issue] = field(default_factory=list)
    facts: dict[str, list[int]] = field(default_factory=dict)
    """Indexes, by sheet, of the columns that facts are read from."""
    cells: dict[Place, list[Cell]] = field(default_factory=dict)

    def fullness(self, case: PlannedCase) -> int:
        """Return how many cells of a case's row say something."""
        cells = self.cells[case.sheet, case.row]
        return sum(1 for index in self.facts[case.sheet] if not is_blank(cells[index]))


def plan(
    tracker: TrackerFile,
    mapping: Mapping[str, str],
    as_at: date,
    initials: Mapping[str, str] | None = None,
    calendar: WorkingDays | None = None,
    progress: Progress = silent,
) -> ImportPlan:
    """Work out what an import would hold and say, as at ``as_at``.

    ``initials`` adds officers' names by initials to those of the workbook's own staff list.
    """
    gathered = _Gathered()
    known = {key.casefold(): name for key, name in (initials or {}).items()}
    known |= {member.initials.casefold(): member.name for member in tracker.staff if member.initials}
    spellings = Spellings(), Spellings(), _staff_spellings(tracker.staff)
    for table in tracker.tables:
        layout = _layout(table, mapping, as_at, known, spellings, calendar or england())
        _read_table(table, layout, gathered, progress)
    cases, issues = _settled(gathered)
    children, relations = children_of(cases)
    edges = [one for case in cases for one in boundary_notes(case, as_at)]
    every = _in_order(tracker, [*tracker.issues, *gathered.issues, *issues, *relations, *edges])
    return ImportPlan(
        file=tracker.name,
        as_at=as_at,
        sheets=tuple(table.sheet.name for table in tracker.tables),
        mapping=dict(mapping),
        unmapped=tuple(unmapped(tracker, mapping)),
        cases=tuple(cases),
        children=tuple(children),
        rows=tuple(_outcomes(gathered.rows, {(case.sheet, case.row): case.reference for case in cases}, every)),
        issues=tuple(every),
        staff=tracker.staff,
        setting_kinds=tracker.setting_kinds or {},
    )


def _staff_spellings(staff: Iterable[StaffMember]) -> Spellings:
    return Spellings({member.name.casefold(): member.name for member in staff})


def _layout(
    table: Table,
    mapping: Mapping[str, str],
    as_at: date,
    initials: Mapping[str, str],
    spellings: tuple[Spellings, Spellings, Spellings],
    calendar: WorkingDays,
) -> Layout:
    mapped = {mapping[column.name]: column for column in reversed(table.columns) if column.name in mapping}
    settings, areas, officers = spellings
    places = {one: column.index for one, column in mapped.items()}
    services = dict.fromkeys(one.split(".")[1] for one in mapping.values() if one.startswith("advice."))
    return Layout(
        sheet=table.sheet.name,
        places=places,
        names={one: column.name for one, column in mapped.items()},
        column_names={column.index: column.name for column in table.columns},
        advice=tuple(
            (service, places.get(f"advice.{service}.requested"), places.get(f"advice.{service}.received"))
            for service in services
        ),
        as_at=as_at,
        calendar=calendar,
        initials=initials,
        settings=settings,
        areas=areas,
        officers=officers,
        notes=_notes_by_row(table),
        hidden_rows=table.sheet.hidden_rows,
    )


def _notes_by_row(table: Table) -> Mapping[int, list[tuple[int, str]]]:
    by_row: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for (row, place), text in sorted(table.sheet.notes.items()):
        if text:
            by_row[row + 1].append((place, text))
    return by_row


def _read_table(table: Table, layout: Layout, gathered: _Gathered, progress: Progress) -> None:
    gathered.facts[layout.sheet] = [place for one, place in layout.places.items() if not one.startswith("calculated.")]
    total = len(table.sheet.rows)
    for number, cells in table.body():
        if number % PROGRESS_EVERY == 0:
            progress(number, total, f"Reading {layout.sheet}")
        view = RowView.of(layout, number, cells)
        place = (layout.sheet, number)
        kind = not_a_case(view)
        if kind:
            gathered.rows[place] = ""
            gathered.issues.append(issue(kind, layout.sheet, number))
            continue
        case = read_case(view)
        gathered.rows[place] = view.text("reference") if case is None else case.reference
        if case is None:
            gathered.issues.extend(one for one in view.issues if one.severity == "error")
            continue
        gathered.issues.extend(view.issues)
        gathered.cells[place] = cells
        gathered.cases.append(case)


def _settled(gathered: _Gathered) -> tuple[list[PlannedCase], list[Issue]]:
    issues: list[Issue] = []
    referenced: list[PlannedCase] = []
    for case in gathered.cases:
        if not case.reference:
            case = replace(case, reference=made_reference(case))
            issues.append(issue("missing_reference", case.sheet, case.row, more=case.reference))
        referenced.append(case)
    held, duplicates = without_duplicates(referenced, gathered.fullness)
    rejected = {(one.sheet, one.row) for one in duplicates if one.severity == "error"}
    # Of a row that is rejected as a duplicate only that is said.
    gathered.issues = [one for one in gathered.issues if (one.sheet, one.row) not in rejected]
    return held, [*(one for one in issues if (one.sheet, one.row) not in rejected), *duplicates]


def _in_order(tracker: TrackerFile, issues: list[Issue]) -> list[Issue]:
    sheets = {table.sheet.name: place for place, table in enumerate(tracker.tables)}
    return sorted(issues, key=lambda one: (sheets.get(one.sheet, len(sheets)), one.sheet, one.row or 0))


def _outcomes(rows: Mapping[Place, str], held: Mapping[Place, str], issues: Iterable[Issue]) -> Iterable[RowOutcome]:
    severities: defaultdict[Place, set[str]] = defaultdict(set)
    for one in issues:
        if one.row is not None:
            severities[one.sheet, one.row].add(one.severity)
    for place, reference in rows.items():
        said = severities.get(place, set())
        if place in held:
            yield RowOutcome(*place, WITH_WARNING if "warning" in said else IMPORTED, held[place])
        else:
            yield RowOutcome(*place, REJECTED if "error" in said else IGNORED, reference)
