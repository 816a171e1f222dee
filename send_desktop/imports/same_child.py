"""Rows about the same child: duplicates of one case, two requests that are two cases, and twins."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from zlib import crc32

from send_desktop.imports.issues import Issue, issue
from send_desktop.imports.planned import PlannedCase

ChildKey = tuple[object, ...]
Fullness = Callable[[PlannedCase], int]


def child_keys(upn: str | None, forename: str, surname: str, born: object) -> Iterator[ChildKey]:
    """Yield the keys by which a child is known again; twins share none, because forenames are in each."""
    first, last = forename.casefold(), surname.casefold()
    if upn:
        yield "upn", upn.upper(), first, last
        if born:
            yield "upn, born", upn.upper(), first, born
    if born:
        yield "name, born", first, last, born


def without_duplicates(cases: Sequence[PlannedCase], fullness: Fullness) -> tuple[list[PlannedCase], list[Issue]]:
    """Hold one case for rows with the same reference and child, the fuller; say of each other row why it is rejected.

    ``fullness`` counts the filled cells of a case's row.
    """
    groups: defaultdict[str, list[PlannedCase]] = defaultdict(list)
    for case in cases:
        groups[case.reference.casefold()].append(case)
    held: list[PlannedCase] = []
    issues: list[Issue] = []
    for group in groups.values():
        if len(group) == 1:
            held.append(group[0])
            continue
        for children in _by_child(group):
            best, found = _fullest(children, fullness)
            issues.extend(found)
            if held and held[-1].reference.casefold() == best.reference.casefold():
                best, found = _renamed(best, held[-1])
                issues.extend(found)
            held.append(best)
    return held, issues


def _by_child(group: list[PlannedCase]) -> list[list[PlannedCase]]:
    children: list[list[PlannedCase]] = []
    for case in group:
        for child in children:
            if _is_same_child(child[0], case):
                child.append(case)
                break
        else:
            children.append([case])
    return children


def _is_same_child(one: PlannedCase, other: PlannedCase) -> bool:
    if (one.forename.casefold(), one.surname.casefold()) == (other.forename.casefold(), other.surname.casefold()):
        return True
    return bool(one.upn) and one.upn == other.upn


def _fullest(rows: list[PlannedCase], fullness: Fullness) -> tuple[PlannedCase, list[Issue]]:
    # Of rows equally full the first is held.
    best = max(rows, key=fullness)
    issues: list[Issue] = []
    for case in rows:
        if case is best:
            continue
        if _without_place(case) == _without_place(best):
            issues.append(issue("duplicate_row", case.sheet, case.row, value=case.reference, more=str(best.row)))
            continue
        issues.append(issue("duplicate_row_older", case.sheet, case.row, value=case.reference, more=str(best.row)))
        issues.append(issue("duplicate_row_fuller", best.sheet, best.row, value=best.reference, more=str(case.row)))
    return best, issues


def _without_place(case: PlannedCase) -> PlannedCase:
    return replace(case, sheet="", row=0, notes=())


def _renamed(case: PlannedCase, other: PlannedCase) -> tuple[PlannedCase, list[Issue]]:
    """Give a case a reference of its own, the same at every import, where another child has the one written."""
    said = issue("reference_of_another_child", case.sheet, case.row, value=case.reference, more=str(other.row))
    return replace(case, reference=f"{case.reference}/{made_reference(case)[-4:]}"), [said]


def made_reference(case: PlannedCase) -> str:
    """Return a reference for a case whose row has none: from who and when, so that it is the same at every import."""
    who = "|".join((case.surname.casefold(), case.forename.casefold(), str(case.date_of_birth), case.upn or ""))
    return f"IMP-{case.received_on:%y%m%d}-{crc32(who.encode()) & 0xFFFF:04X}"


def children_of(cases: Sequence[PlannedCase]) -> tuple[list[int], list[Issue]]:
    """Return a number for each case, the same for one child, and say where a child has two requests or a twin."""
    numbers: dict[ChildKey, int] = {}
    upns: dict[int, str] = {}
    children: list[int] = []
    for count, case in enumerate(cases):
        keys = list(child_keys(case.upn, case.forename, case.surname, case.date_of_birth))
        child = next((numbers[key] for key in keys if key in numbers and _may_be(upns, numbers[key], case.upn)), count)
        for key in keys:
            numbers.setdefault(key, child)
        if case.upn:
            upns.setdefault(child, case.upn)
        children.append(child)
    return children, [*_second_requests(cases, children), *_twins(cases, children)]


def _may_be(upns: dict[int, str], child: int, upn: str | None) -> bool:
    """Two children of one name and date of birth with different UPNs are two children."""
    return upn is None or upns.get(child, upn) == upn


def _second_requests(cases: Sequence[PlannedCase], children: Sequence[int]) -> Iterator[Issue]:
    by_child: defaultdict[int, list[PlannedCase]] = defaultdict(list)
    for case, child in zip(cases, children, strict=True):
        by_child[child].append(case)
    for group in by_child.values():
        for case in group if len(group) > 1 else ():
            others = ", ".join(other.reference for other in group if other is not case)
            yield issue("same_child_two_requests", case.sheet, case.row, value=case.upn or "", more=others)


def _twins(cases: Sequence[PlannedCase], children: Sequence[int]) -> Iterator[Issue]:
    families: defaultdict[tuple[str, object], list[tuple[PlannedCase, int]]] = defaultdict(list)
    for case, child in zip(cases, children, strict=True):
        if case.date_of_birth:
            families[case.surname.casefold(), case.date_of_birth].append((case, child))
    for family in families.values():
        for case, child in family if len(family) > 1 else ():
            others = [str(other.row) for other, number in family if number != child]
            if others:
                yield issue("twins", case.sheet, case.row, value=case.surname, more=", ".join(others))
