"""Rates a week that are not known for certain: of requests, and of what a service completes.

Three things make a forecast of a rate uncertain, and each is drawn from the authority's own weeks. The level: a
gamma posterior whose information is the events counted, less where weeks bunch (their dispersion in blocks of four
weeks). The season: a gamma posterior for each month about a prior shape. The weeks themselves: blocks of four
consecutive weeks drawn with replacement, so that a bad fortnight stays a bad fortnight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

BLOCK = 4
"""Weeks drawn together."""

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Rate:
    """Events by week, the last of them the week that ends on the as-at day, and what season is expected of them."""

    counts: Floats
    """One for each week measured, oldest first."""
    months: Ints
    """The month (0 to 11) of each of these weeks."""
    level_weeks: int
    """Over how many of the last weeks the present level is taken."""
    prior: Floats
    """The season expected beforehand: twelve factors whose mean is 1."""
    prior_worth: float
    """How many events of each month the prior counts for."""

    @property
    def season(self) -> Floats:
        """Return the twelve months' factors, the prior and the counts together."""
        events, expected = self._by_month()
        worth = self.prior_worth
        return np.asarray((worth * self.prior + events) / (worth + expected))

    @property
    def level(self) -> float:
        """Return the events a week of the last weeks, the season taken out."""
        recent = self.counts[-self.level_weeks :]
        exposure = self.season[self.months[-self.level_weeks :]].sum()
        return float(recent.sum() / exposure) if exposure else 0.0

    @property
    def dispersion(self) -> float:
        """Return how many times pure chance's variance the weeks' have, over blocks of four; 1 if too few to tell."""
        whole = len(self.counts) // BLOCK * BLOCK
        expected = np.maximum(self.level * self.season[self.months], 1e-9)
        if whole < 4 * BLOCK or not self.level:
            return 1.0
        seen = self.counts[-whole:].reshape(-1, BLOCK).sum(axis=1)
        due = expected[-whole:].reshape(-1, BLOCK).sum(axis=1)
        due *= seen.sum() / due.sum()
        return float(max(((seen - due) ** 2 / due).sum() / (len(seen) - 1), 0.05))

    def _by_month(self) -> tuple[Floats, Floats]:
        events = np.asarray(np.bincount(self.months, self.counts, MONTHS), dtype=np.float64)
        weeks = np.bincount(self.months, minlength=MONTHS)
        usual = self.counts.sum() / max(float(self.prior[self.months].sum()), 1e-9)
        return events, np.asarray(weeks * usual)


def months_of_weeks(as_at: date, first: int, last: int) -> Ints:
    """Return the month (0 to 11) in which the middle day of each week from ``first`` to ``last`` falls."""
    middles = (as_at + timedelta(days=7 * week - 3) for week in range(first, last + 1))
    return np.array([on.month - 1 for on in middles], dtype=np.int64)


def counted(weeks: Sequence[int], first: int) -> Floats:
    """Return how many of these weeks fall in each from ``first`` to week 0."""
    inside = np.array([week - first for week in weeks if first <= week <= 0], dtype=np.int64)
    return np.bincount(inside, minlength=1 - first).astype(np.float64)


def draw_levels(rate: Rate, runs: int, rng: np.random.Generator, least: float = 0.05) -> Floats:
    """Draw each run's level from its gamma posterior; ``least`` is the dispersion to be taken at the least."""
    spread = max(rate.dispersion, least)
    events = float(rate.counts[-rate.level_weeks :].sum())
    shape = (events + 0.5) / spread
    return np.asarray(rate.level * (events + 0.5) / max(events, 0.5) * rng.gamma(shape, 1 / shape, runs))


def draw_seasons(rate: Rate, runs: int, rng: np.random.Generator, least: float = 0.05) -> Floats:
    """Draw each run's twelve factors from their gamma posteriors; their mean over a year stays 1."""
    shape = np.maximum((rate.prior_worth * rate.prior + rate._by_month()[0]) / max(rate.dispersion, least), 1e-3)
    drawn = rng.gamma(shape, rate.season / shape, (runs, MONTHS))
    return np.asarray(drawn / drawn.mean(axis=1, keepdims=True))


def draw_weeks(rate: Rate, future: Ints, runs: int, rng: np.random.Generator) -> Floats:
    """Draw what each run has in each future week (their months given): level, season and blocks of past weeks."""
    expected = np.maximum(rate.level * rate.season[rate.months], 1e-9)
    past = rate.counts / expected
    past = past / max(float(past.mean()), 1e-9)
    blocks = -(-len(future) // BLOCK)
    starts = rng.integers(0, max(len(past) - BLOCK, 0) + 1, (runs, blocks))
    places = (starts[:, :, None] + np.arange(BLOCK)).reshape(runs, -1)[:, : len(future)]
    levels, seasons = draw_levels(rate, runs, rng), draw_seasons(rate, runs, rng)
    return np.asarray(levels[:, None] * seasons[:, future] * past[np.minimum(places, len(past) - 1)])


def draw_counts(rate: Rate, future: Ints, runs: int, rng: np.random.Generator) -> Ints:
    """Draw whole events: pure chance about level and season, bunched as much as the past weeks were.

    What comes by chance is never more even than chance: weeks that look so do because the season was fitted to them.
    """
    levels, seasons = draw_levels(rate, runs, rng, least=1.0), draw_seasons(rate, runs, rng, least=1.0)
    mean = levels[:, None] * seasons[:, future]
    extra = max(rate.dispersion - 1, 0.0)
    if extra > 0.05:
        mean = rng.gamma(np.maximum(mean / extra, 1e-9), extra)
    return rng.poisson(mean)
