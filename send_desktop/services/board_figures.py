"""The figures on the page for the board, on one basis, and what a page for publication withholds of them.

Everything that counts plans leaves out those with an exception, as the Department's headline and the milestones do,
but for the one figure beside it that says that it has them. A page for publication withholds what the public weekly
sheet withholds, by the same function, so that the two side by side give no small count away.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from send_desktop.exports.board_page import BoardMilestone, BoardMonth, BoardTile
from send_desktop.exports.timeliness.sheet import WITHHELD
from send_desktop.exports.timeliness.suppression import SMALLEST_SHOWN, withheld_paths
from send_desktop.measures import Counted, Figure, IssuedMonth, Ratio, Timeliness, measure
from send_desktop.measures.figures import half_up
from send_desktop.measures.told import NOTHING, counted_words, figure_words
from send_desktop.services.milestones import STANDINGS, MilestoneLine, is_told_excluding

LABELS = {
    "reference": "Official - figures only, no child and no officer named",
    "public": "For publication - counts under 6 are withheld",
}
"""What stands at the foot of the page under each profile that it has."""

ALL_PLANS = "including"


@dataclass(frozen=True, slots=True)
class _Tile:
    measure: str
    words: str
    path: str = ""
    """Where the figure stands in the weekly sheet's figures, of which it is known what is withheld."""
    has_exceptions: bool = False
    """Whether plans with an exception are counted all the same."""


_WITHIN = _Tile("within_20_weeks", "issued in 20 weeks, excl. exceptions", "within_20_weeks.excluding")
_WITHIN_ALL = _Tile("within_20_weeks", "issued in 20 weeks, incl. exceptions", "within_20_weeks.including", True)
_DUE = _Tile("due_on_time", "of plans due in time, excl. exceptions")
_ISSUED = _Tile("plans_issued", "plans issued, incl. exceptions", "plans_issued", True)
_OPEN = _Tile("open_over_20_weeks", "open past 20 weeks", "open_over_20_weeks")
_MEDIAN = _Tile("median_weeks", "median to issue, excl. exceptions", "median_weeks.excluding")
_DECISIONS = _Tile("decisions_within_6_weeks", "of decisions told in 6 weeks", "decisions_within_6_weeks")

TILES = (_WITHIN, _WITHIN_ALL, _DUE, _OPEN, _MEDIAN, _DECISIONS)
PUBLIC_TILES = (_WITHIN, _WITHIN_ALL, _ISSUED, _OPEN, _MEDIAN, _DECISIONS)
"""Of plans due the public weekly sheet has no figure of the year; plans issued take their place."""

_PATHS = {
    "within_20_weeks": "within_20_weeks.excluding",
    "weeks_20_to_52": "weeks_20_to_52.excluding",
    "over_52_weeks": "over_52_weeks.excluding",
    "mean_weeks": "mean_weeks.excluding",
    "median_weeks": "median_weeks.excluding",
    "p90_weeks": "p90_weeks.excluding",
    "decisions_within_6_weeks": "decisions_within_6_weeks",
    "refusals_within_16_weeks": "refusals_within_16_weeks",
    "open_over_20_weeks": "open_over_20_weeks",
    "open_over_20_share": "open_over_20_weeks",
    "open_undecided": "open_undecided",
    "open_undecided_over_6_weeks": "open_undecided_over_6_weeks",
}
"""Where what a milestone can be set for stands in the weekly sheet's figures."""


class BoardFigures:
    """The figures of one page. ``whole`` is the year as the weekly sheet counts it."""

    def __init__(self, found: Counted, whole: Timeliness, *, is_public: bool) -> None:
        self._found = found
        self.whole = whole
        self.is_public = is_public

    @cached_property
    def _withheld(self) -> frozenset[str]:
        return withheld_paths(self.whole) if self.is_public else frozenset()

    def is_withheld(self, path: str) -> bool:
        """Say whether anything of the figure at a path may not be shown."""
        return any(one == path or one.startswith(f"{path}.") for one in self._withheld)

    def tiles(self) -> list[BoardTile]:
        """Return the six figures."""
        return [self._tile(one) for one in (PUBLIC_TILES if self.is_public else TILES)]

    @property
    def months_basis(self) -> str:
        """Say which plans the months count."""
        return "with exceptions" if self.is_public else "without exceptions"

    def months(self) -> list[BoardMonth]:
        """Return the months: without exceptions; to be published with them, as the public weekly sheet has them."""
        return [self._month(one) for one in self.whole.issued_by_month]

    def milestone(self, one: MilestoneLine) -> BoardMilestone:
        """Return a line of the milestones; withheld, it also does not say how it stands."""
        is_told = not self.is_public or self._may_be_told(one.figure)
        word, shape, meaning = STANDINGS[one.standing] if is_told else ("Withheld", "circle", "secondary")
        actual = one.actual_words if is_told else WITHHELD
        return BoardMilestone(
            one.milestone.title, one.baseline_words, one.target_words, actual, word, shape, meaning
        )  # fmt: skip

    def notes(self) -> tuple[str, ...]:
        """Say on which basis the page counts, and what it withholds."""
        basis = (
            "Figures of plans leave out those with an exception, as the Department's headline does, unless they say "
            "that they have them. Milestones are counted alike, for the year to date; of what is open, all."
        )
        running = "A month that is not over counts what was issued so far."
        if not self.is_public:
            return (f"{basis} {running}",)
        return (
            f"{basis} {running}",
            f"{WITHHELD} stands for a count under {SMALLEST_SHOWN}, or for what would give one away. By month plans "
            "are counted with exceptions: without, the difference would tell of single plans.",
        )

    # --- one by one ------------------------------------------------------------------------------

    def _tile(self, tile: _Tile) -> BoardTile:
        one = measure(tile.measure)
        figure = self._found.figure(one, excluding=is_told_excluding(one) and not tile.has_exceptions)
        if self.is_withheld(tile.path):
            return BoardTile(WITHHELD, tile.words, "withheld: small numbers")
        return BoardTile(figure_words(figure), tile.words, self._beside(tile, figure))

    def _beside(self, tile: _Tile, figure: Figure) -> str:
        if tile is _OPEN:
            return "" if self.is_withheld("open_cases") else f"of {self.whole.open_cases:,} open"
        if tile is _MEDIAN:
            return "half of the plans took no longer"
        if tile is _ISSUED:
            return "in the year to date"
        is_small = figure.measure.unit == "share" and 0 < figure.n < SMALLEST_SHOWN
        return f"{counted_words(figure)}, few cases" if is_small else counted_words(figure)

    def _month(self, one: IssuedMonth) -> BoardMonth:
        if not self.is_public:
            return BoardMonth(one.month, one.on_time_excluding.pct, _whole(one.on_time_excluding), _count(one, "excl"))
        path = f"issued_by_month.{one.month:%Y-%m}"
        plans = WITHHELD if self.is_withheld(f"{path}.issued") else _count(one, ALL_PLANS)
        if self.is_withheld(f"{path}.on_time"):
            return BoardMonth(one.month, None, WITHHELD if one.issued else NOTHING, plans)
        return BoardMonth(one.month, one.on_time.pct, _whole(one.on_time), plans)

    def _may_be_told(self, figure: Figure) -> bool:
        """Say whether a milestone's figure may be published: by the weekly sheet where it has it, else if it is large.

        A count that the sheet does not have might be one that it withholds, by another name: it is not told.
        """
        path = _PATHS.get(figure.measure.id)
        if path is not None:
            return not self.is_withheld(path)
        if figure.measure.unit == "count":
            return False
        parts = (figure.n, figure.d - figure.n) if figure.d is not None else (figure.n,)
        return min(parts) >= SMALLEST_SHOWN


def _whole(share: Ratio) -> str:
    return f"{half_up(Fraction(100 * share.n, share.d), 0):.0f}%" if share.d else NOTHING


def _count(one: IssuedMonth, variant: str) -> str:
    return f"{one.issued if variant == ALL_PLANS else one.on_time_excluding.d:,}"
