"""Every measure as one table: read by the screen, the workbook, the manual and the tests.

A measure that is counted says of which facts (its subject) and by which marks; one without a unit explains a word or a
layout that figures are shown in. The tables are in three parts, in the order in which a reader meets them.
"""

from send_desktop.measures.dictionary_beside import BESIDE
from send_desktop.measures.dictionary_cases import CASES
from send_desktop.measures.measure import Measure

MEASURES: tuple[Measure, ...] = (*CASES, *BESIDE)
"""In the order in which a reader meets them."""

COUNTED: tuple[Measure, ...] = tuple(one for one in MEASURES if one.unit)
"""Those that are figures of their own."""

_BY_ID = {one.id: one for one in MEASURES}


def measure(measure_id: str) -> Measure:
    """Return one measure. Raises KeyError for an id that is not in MEASURES."""
    return _BY_ID[measure_id]


def groups() -> dict[str, tuple[Measure, ...]]:
    """Return the counted measures by the heading under which they stand."""
    found: dict[str, list[Measure]] = {}
    for one in COUNTED:
        found.setdefault(one.group, []).append(one)
    return {group: tuple(ones) for group, ones in found.items()}
