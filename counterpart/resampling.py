"""How far a figure would move with other writers: intervals from resampled units (the bootstrap)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from counterpart.acts import ACTS
from counterpart.evaluation import Report

_ROUNDS = 2_000
_SEED = 0
_TAILS = (2.5, 97.5)

Figures = NDArray[np.float64]


def f1s(units: Sequence[Report]) -> Figures:
    """Return F1 of each act when units are drawn anew with replacement, shape (rounds, acts).

    Each unit (a writer with all their replies) is drawn as a whole, since replies of one writer
    resemble each other. NaN where an act doesn't occur in a draw. The same number of units gives
    the same draws, so two taggers that read the same replies can be compared draw by draw.
    """
    counts = np.array([[_triple(unit, act) for act in ACTS] for unit in units], dtype=float)
    share = np.full(len(units), 1 / len(units))
    times = np.random.default_rng(_SEED).multinomial(len(units), share, size=_ROUNDS)
    hit, extra, missed = np.moveaxis(np.tensordot(times, counts, axes=1), 2, 0)
    occurs = hit + missed > 0
    return np.where(occurs, 2 * hit / np.maximum(2 * hit + extra + missed, 1), np.nan)


def _triple(unit: Report, act: str) -> tuple[int, int, int]:
    count = unit.presence[act]
    return count.hit, count.extra, count.missed


def macro(drawn: Figures) -> Figures:
    """Return the mean over the acts that occur in each draw, shape (rounds,)."""
    mean: Figures = np.nanmean(drawn, axis=1)
    return mean


def interval(drawn: Figures) -> tuple[float, float]:
    """Return the bounds that hold 95 in 100 of the draws; NaN where the act never occurs."""
    known = drawn[~np.isnan(drawn)]
    low, high = np.percentile(known, _TAILS) if len(known) else (np.nan, np.nan)
    return round(float(low), 3), round(float(high), 3)
