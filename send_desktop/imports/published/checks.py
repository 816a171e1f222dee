"""Whether the figures of a file can be true, agree with one another, and with what is held."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from send_desktop.benchmarks.book import Book
from send_desktop.benchmarks.places import Place
from send_desktop.imports.published.meanings import PERCENTAGES, meaning_words
from send_desktop.measures.figures import half_up

Values = Mapping[str, float]

LONGEST_MEAN = 200.0
"""Weeks; a mean beyond it is a slip."""
MOST = 10_000_000
"""A count beyond it is a slip: England had 162,702 requests in 2025."""
ROUNDING = 0.11
"""Per cent points by which a share may part from its counts: rounded down, up or to even."""

SHARES = (
    ("pc20_incl_exceptions", "within20_incl", ("plans_issued_incl",)),
    ("pc20_excl_exceptions", "within20_excl", ("plans_issued_excl",)),
    ("pc_20_to_52wk_incl", "n_20_to_52wk_incl", ("plans_issued_incl",)),
    ("pc_20_to_52wk_excl", "n_20_to_52wk_excl", ("plans_issued_excl",)),
    ("pc_over_52wk_incl", "n_over_52wk_incl", ("plans_issued_incl",)),
    ("pc_over_52wk_excl", "n_over_52wk_excl", ("plans_issued_excl",)),
    ("decision_within_6wk_pc", "decision_within_6wk", ("decision_within_6wk", "decision_over_6wk")),
    ("no_plan_decision_within_16wk_pc", "no_plan_decision_within_16wk",
     ("no_plan_decision_within_16wk", "no_plan_decision_over_16wk")),
)  # fmt: skip
"""Each percentage, the count that it is of, and the counts that it is out of. Where these are two, the Department's
percentage is out of decisions without a day as well, so that it can only be the smaller one."""

AT_MOST = (
    ("within20_incl", "plans_issued_incl"),
    ("within20_excl", "plans_issued_excl"),
    ("plans_issued_excl", "plans_issued_incl"),
    ("within20_excl", "within20_incl"),
    ("n_over_52wk_incl", "plans_issued_incl"),
)
"""Counts of which the first cannot be more than the second."""

BANDS = (
    ("pc20_incl_exceptions", "pc_20_to_52wk_incl", "pc_over_52wk_incl"),
    ("pc20_excl_exceptions", "pc_20_to_52wk_excl", "pc_over_52wk_excl"),
)
"""Shares that make up all plans issued."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said of a file: of a place and year, or of the whole file."""

    place: str
    year: int | None
    text: str
    is_note: bool = False
    """True where it only says what was done or what differs; else it asks for a look."""


def fractions_as_percentages(found: Mapping[tuple[str, int], dict[str, float]]) -> list[str]:
    """Turn percentages that a workbook keeps as parts of 1 into per cent, in place; return which they were."""
    turned: list[str] = []
    for name in sorted(PERCENTAGES):
        values = [held[name] for held in found.values() if name in held]
        if not values or max(values) > 1 or not any(0 < value < 1 for value in values):
            continue
        if not _are_fractions(name, found):
            continue
        turned.append(name)
        for held in found.values():
            if name in held:
                held[name] = round(held[name] * 100, 4)
    return turned


def _are_fractions(name: str, found: Mapping[tuple[str, int], Values]) -> bool:
    """Ask the counts, where they are there; else two values in three above 0 must have more than a digit or two."""
    rule = next((one for one in SHARES if one[0] == name), None)
    for held in found.values():
        true = _true_share(held, rule[1], rule[2]) if rule and name in held else None
        if true is not None and true > 1:
            return abs(held[name] * 100 - true) < abs(held[name] - true)
    return sum(1 for held in found.values() if name in held) >= 20


def checked(
    found: Mapping[tuple[str, int], Values], places: Mapping[str, Place], book: Book
) -> tuple[dict[tuple[str, int], Values], list[Remark]]:
    """Return the figures that can be true, and what is to be said of them and of those that cannot."""
    good: dict[tuple[str, int], Values] = {}
    remarks: list[Remark] = []
    differing: list[Remark] = []
    for (code, year), values in found.items():
        place = places[code].name
        impossible = {name for name, value in values.items() if not _is_possible(name, value)}
        remarks += [
            Remark(place, year, f"{_cap(name)} of {values[name]:g} cannot be; left out.") for name in impossible
        ]
        kept = good[code, year] = {name: value for name, value in values.items() if name not in impossible}
        remarks += [Remark(place, year, words) for words in _contradictions(kept)]
        differing += [Remark(place, year, words, is_note=True) for words in _differences(kept, code, year, book)]
    return good, [*remarks, *differing]


def _is_possible(name: str, value: float) -> bool:
    if name in PERCENTAGES:
        return 0 <= value <= 100
    if name.startswith("avg_weeks"):
        return 0 < value <= LONGEST_MEAN
    return 0 <= value <= MOST and value == int(value)


def _contradictions(values: Values) -> Iterator[str]:
    for smaller, larger in AT_MOST:
        if smaller in values and larger in values and values[smaller] > values[larger]:
            yield (
                f"{values[smaller]:,.0f} {meaning_words(smaller)}, which is more than the {values[larger]:,.0f} "
                f"{meaning_words(larger)}."
            )
    for share, part, whole in SHARES:
        true, told = _true_share(values, part, whole), values.get(share)
        if true is None or told is None:
            continue
        apart = abs(told - true) if len(whole) == 1 else told - true
        if apart > ROUNDING:
            of = sum(values[one] for one in whole)
            yield (
                f"{told:.1f} {meaning_words(share)}, but {values[part]:,.0f} of {of:,.0f} is "
                f"{half_up(Fraction(true), 1):.1f}."
            )
    made_up = [sum(values.get(one, -1000) for one in band) for band in BANDS]
    unmade = [total for total in made_up if total >= 0 and abs(total - 100) > 0.3]
    if unmade:
        yield f"Its three bands make up {unmade[0]:.1f} and not 100 per cent of the plans issued."


def _differences(values: Values, code: str, year: int, book: Book) -> Iterator[str]:
    for name, value in values.items():
        held = book.value(code, year, name)
        if held is not None and abs(held - value) > 0.051:
            yield f"{_cap(name)}: {_plain(value)} here, {_plain(held)} held."


def _true_share(values: Values, part: str, whole: tuple[str, ...]) -> float | None:
    if part not in values or any(one not in values for one in whole):
        return None
    of = sum(values[one] for one in whole)
    return 100 * values[part] / of if of else None


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) and value >= 1000 else f"{value:g}"


def _cap(name: str) -> str:
    words = meaning_words(name)
    return words[0].upper() + words[1:]
