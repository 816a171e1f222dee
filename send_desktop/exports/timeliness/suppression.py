"""What a public sheet withholds: counts under 6, and as many more as keep those from being worked out.

The figures hang together by sums (a month's plans are those on time and those late; the months make
up the year). A withheld count that a sum of shown ones gives away is no secret, so further counts
are withheld until none is determined by the whole system of sums.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from send_desktop.measures import Timeliness

SMALLEST_SHOWN = 6

Row = dict[str, Fraction]


@dataclass(slots=True)
class _System:
    """Every count by its path, those that are printed, and the sums among them all."""

    values: dict[str, int] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)
    sums: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)
    fixed: set[str] = field(default_factory=set)
    """Counts that are printed elsewhere too, and are never withheld here."""

    def show(self, path: str, value: int) -> str:
        self.values[path] = value
        self.printed.add(path)
        return path

    def total(self, whole: str, *parts: str) -> None:
        if parts:
            self.sums.append((whole, parts))

    def rest(self, whole: str, part: str) -> str:
        """Name what is left of ``whole`` without ``part``: not printed, but as good as printed where both are."""
        path = f"{whole} less {part}"
        self.values[path] = self.values[whole] - self.values[part]
        self.total(whole, part, path)
        return path

    def is_visible(self, path: str) -> bool:
        return path in self.printed and path not in self.withheld

    def is_secret(self, path: str) -> bool:
        return path in self.withheld or self.values[path] < SMALLEST_SHOWN


def withheld_paths(figures: Timeliness) -> frozenset[str]:
    """Return the paths of all counts, percentages and weeks that must not be shown."""
    system = _system(figures)
    system.withheld = {path for path in system.printed if system.values[path] < SMALLEST_SHOWN}
    while _tighten(system):
        pass
    return frozenset(system.withheld | set(_follow(system, figures)))


Cell = tuple[str, str]


def withheld_cells(
    counts: Mapping[Cell, int],
    groups: Sequence[str],
    total: str,
    parts: Sequence[tuple[str, str]],
    hidden: Collection[str] = (),
) -> frozenset[Cell]:
    """Return the cells, by group and measure, that a public table of groups must not show.

    The groups make up the total, which other tables print too (all but its ``hidden`` measures); ``parts`` are pairs
    of a measure and one that counts some of the same. Where nothing else can help, every group's cells are withheld.
    """
    system = _System()
    for (group, code), value in counts.items():
        system.show(f"{group}|{code}", value)
    for whole, part in parts:
        rests = [system.rest(f"{group}|{whole}", f"{group}|{part}") for group in groups]
        if groups:
            system.total(system.rest(f"{total}|{whole}", f"{total}|{part}"), *rests)
    for code in dict.fromkeys(code for _, code in counts):
        system.total(f"{total}|{code}", *(f"{group}|{code}" for group in groups))
    small = {path for path in system.printed if system.values[path] < SMALLEST_SHOWN}
    system.withheld = small | {f"{total}|{code}" for code in hidden}
    system.fixed = {f"{total}|{code}" for _, code in counts} - system.withheld
    while _tighten(system):
        pass
    if _is_open(system):
        system.withheld |= {f"{group}|{code}" for group, code in counts if group != total}
    return frozenset(cell for cell in counts if "|".join(cell) in system.withheld)


def _is_open(system: _System) -> bool:
    """Say whether a secret can be worked out still, for want of anything more to withhold."""
    return _determined(system) is not None


def public_json(figures: Timeliness) -> dict[str, Any]:
    """Return the JSON figures as they may be published: what is withheld is null, and officers are left out."""
    withheld = withheld_paths(figures)
    shown: dict[str, Any] = _without(figures.as_json(), "", withheld)
    return {**shown, "open_by_officer": {}}


def _without(value: Any, path: str, withheld: frozenset[str]) -> Any:
    if path in withheld:
        return None
    if isinstance(value, dict):
        return {key: _without(item, f"{path}.{key}" if path else key, withheld) for key, item in value.items()}
    if isinstance(value, list):
        return [_without(item, f"{path}.{item['month']}", withheld) for item in value]
    return value


def _tighten(system: _System) -> bool:
    """Withhold one more count, or several by the quick rule; False when nothing can be worked out any more."""
    changed = False
    for whole, parts in system.sums:
        changed |= _protect_in_sum(system, whole, parts)
    if changed:
        return True
    given_away = _determined(system)
    return given_away is not None and _withhold_near(system, given_away)


def _protect_in_sum(system: _System, whole: str, parts: tuple[str, ...]) -> bool:
    unknown = [path for path in (whole, *parts) if not system.is_visible(path)]
    if not any(system.is_secret(path) for path in unknown):
        return False
    small_sum = system.is_visible(whole) and sum(system.values[path] for path in unknown) < SMALLEST_SHOWN
    if len(unknown) != 1 and not small_sum:
        return False
    return _withhold_smallest(system, (whole, *parts))


def _withhold_near(system: _System, path: str) -> bool:
    near = [name for whole, parts in system.sums if path in (whole, *parts) for name in (whole, *parts)]
    return _withhold_smallest(system, near) or _withhold_smallest(system, system.printed)


def _withhold_smallest(system: _System, paths: Iterable[str]) -> bool:
    visible = [path for path in paths if system.is_visible(path) and path not in system.fixed]
    if not visible:
        return False
    system.withheld.add(min(visible, key=lambda path: (system.values[path], path)))
    return True


def _determined(system: _System) -> str | None:
    """Return a secret that the shown counts determine: one that elimination leaves alone in an equation."""
    pivots: dict[str, Row] = {}
    for equation in _equations(system):
        reduced = _reduce(equation, pivots)
        if not reduced:
            continue
        lead = min(reduced)
        scale = reduced[lead]
        reduced = {path: value / scale for path, value in reduced.items()}
        for name, other in pivots.items():
            if lead in other:
                pivots[name] = _minus(other, reduced, other[lead])
        pivots[lead] = reduced
    alone = (next(iter(row)) for row in pivots.values() if len(row) == 1)
    return next((path for path in sorted(alone) if system.is_secret(path)), None)


def _equations(system: _System) -> Iterator[Row]:
    for whole, parts in system.sums:
        equation: Row = {}
        for path, sign in ((whole, 1), *((part, -1) for part in parts)):
            if not system.is_visible(path):
                equation[path] = equation.get(path, Fraction(0)) + sign
        yield {path: value for path, value in equation.items() if value}


def _reduce(equation: Row, pivots: dict[str, Row]) -> Row:
    for path in [path for path in equation if path in pivots]:
        if path in equation:
            equation = _minus(equation, pivots[path], equation[path])
    return equation


def _minus(row: Row, other: Row, times: Fraction) -> Row:
    result = dict(row)
    for path, value in other.items():
        left = result.get(path, Fraction(0)) - times * value
        if left:
            result[path] = left
        else:
            result.pop(path, None)
    return result


# --- the sums of timeliness ---------------------------------------------------------------------


def _system(figures: Timeliness) -> _System:
    system = _System()
    _statuses(system, figures)
    _bands(system, figures)
    _ratios(system, figures)
    _advice(system, figures)
    _issued(system, figures)
    _due(system, figures)
    return system


def _statuses(system: _System, figures: Timeliness) -> None:
    system.show("cases", figures.cases)
    parts = [system.show(f"by_status.{status}", count) for status, count in figures.by_status.items()]
    system.total("cases", *parts)
    system.show("open_cases", figures.open_cases)
    system.total("by_status.open", "open_cases")
    bands = [system.show(f"open_bands.{band}", count) for band, count in figures.open_bands.items()]
    system.total("open_cases", *bands)
    system.show("open_over_20_weeks", figures.open_over_20_weeks)
    system.total("open_over_20_weeks", *bands[1:])
    system.show("open_undecided", figures.open_undecided)
    system.show("open_undecided_over_6_weeks", figures.open_undecided_over_6_weeks)
    system.rest("open_cases", "open_undecided")
    system.rest("open_undecided", "open_undecided_over_6_weeks")


def _bands(system: _System, figures: Timeliness) -> None:
    system.show("plans_issued", figures.plans_issued)
    system.show("plans_with_exception", figures.plans_with_exception)
    system.show("plans_after_dispute", figures.plans_after_dispute)
    names = ("within_20_weeks", "weeks_20_to_52", "over_52_weeks")
    for name in names:
        for variant in ("including", "excluding"):
            ratio = getattr(getattr(figures, name), variant)
            system.show(f"{name}.{variant}.n", ratio.n)
            system.show(f"{name}.{variant}.d", ratio.d)
        system.total("plans_issued", f"{name}.including.d")
        system.total("plans_issued", f"{name}.excluding.d", "plans_with_exception")
    for variant in ("including", "excluding"):
        parts = [f"{name}.{variant}.n" for name in names]
        system.total(f"within_20_weeks.{variant}.d", *parts)
        for part in parts:
            system.rest(f"within_20_weeks.{variant}.d", part)
    with_exception = [system.rest(f"{name}.including.n", f"{name}.excluding.n") for name in names]
    system.total("plans_with_exception", *with_exception)


def _ratios(system: _System, figures: Timeliness) -> None:
    for name in ("decisions_within_6_weeks", "refusals_within_16_weeks"):
        ratio = getattr(figures, name)
        system.rest(system.show(f"{name}.d", ratio.d), system.show(f"{name}.n", ratio.n))


def _advice(system: _System, figures: Timeliness) -> None:
    bands = ("waiting", "over_6_weeks", "over_13_weeks", "over_19_weeks")
    for service, waiting in figures.advice_outstanding.items():
        paths = [system.show(f"advice_outstanding.{service}.{band}", getattr(waiting, band)) for band in bands]
        for whole, part in pairwise(paths):
            system.rest(whole, part)
    services = [service for service in figures.advice_outstanding if service != "all"]
    for band in bands:
        parts = [f"advice_outstanding.{service}.{band}" for service in services]
        system.total(f"advice_outstanding.all.{band}", *parts)
    for service, count in figures.advice_unreceived_on_closed_cases.items():
        system.show(f"advice_unreceived_on_closed_cases.{service}", count)


def _issued(system: _System, figures: Timeliness) -> None:
    months = [f"issued_by_month.{month.month:%Y-%m}" for month in figures.issued_by_month]
    for path, month in zip(months, figures.issued_by_month, strict=True):
        system.show(f"{path}.issued", month.issued)
        _month(system, path, f"{path}.issued", month.on_time.n)
    system.total("plans_issued", *(f"{path}.issued" for path in months))
    system.total("within_20_weeks.including.n", *(f"{path}.on_time.n" for path in months))


def _due(system: _System, figures: Timeliness) -> None:
    parts = ("issued_on_time", "issued_late", "open_overdue", "open_not_yet_due")
    for month in figures.due_by_month:
        path = f"due_by_month.{month.month:%Y-%m}"
        whole = system.show(f"{path}.due", month.due)
        system.total(whole, *(system.show(f"{path}.{part}", getattr(month, part)) for part in parts))
        _month(system, path, whole, month.on_time.n)
        system.total(f"{path}.on_time.n", f"{path}.issued_on_time")


def _month(system: _System, path: str, whole: str, on_time: int) -> None:
    """Show a month's ratio and tie it to the month's whole."""
    system.total(whole, system.show(f"{path}.on_time.d", system.values[whole]))
    system.show(f"{path}.on_time.n", on_time)
    system.rest(whole, f"{path}.on_time.n")


def _follow(system: _System, figures: Timeliness) -> Iterator[str]:
    """Yield what goes with a withheld count: its percentage, the weeks of too few plans, the oldest of too few."""
    for path in system.withheld:
        head, _, tail = path.rpartition(".")
        if tail in {"n", "d"}:
            yield f"{head}.pct"
        if tail == "waiting":
            yield f"{head}.oldest_days"
    for months, name in ((figures.issued_by_month, "issued_by_month"), (figures.due_by_month, "due_by_month")):
        for month in months:
            # A month has so few exceptions that its two variants side by side would give them away.
            yield from (f"{name}.{month.month:%Y-%m}.on_time_excluding.{part}" for part in ("n", "d", "pct"))
    for variant in ("including", "excluding"):
        if f"within_20_weeks.{variant}.d" in system.withheld:
            yield from (f"{name}.{variant}" for name in ("mean_weeks", "median_weeks", "p90_weeks"))
