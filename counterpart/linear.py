"""A linear classifier of several labels: logistic regressions, trained together by L-BFGS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize

from counterpart import steady

_DECIMALS = 3
_ITERATIONS = 45
_LOWEST = 0.3  # threshold: weaker finds are not worth showing to a trainee
_RARE = 2  # a sparse column filled in fewer rows teaches nothing
_DENSE = 0.2  # share of filled rows from which a column is worth a dense product


@dataclass(frozen=True)
class Mixed:
    """Features of rows: dense columns, then sparse ones."""

    dense: NDArray[np.float32]
    sparse: sp.csr_matrix

    @classmethod
    def of(cls, features: Features) -> Mixed:
        """Return the features as they are, a sparse matrix without dense columns."""
        if isinstance(features, Mixed):
            return features
        return cls(np.zeros((features.shape[0], 0), dtype=np.float32), features)

    @classmethod
    def joined(cls, parts: Sequence[Mixed]) -> Mixed:
        """Return the rows of several, one after another."""
        sparse = sp.vstack([part.sparse for part in parts], format="csr")
        return cls(np.concatenate([part.dense for part in parts]), sparse)

    def __getitem__(self, rows: Any) -> Mixed:
        return Mixed(self.dense[rows], self.sparse[rows])

    @property
    def shape(self) -> tuple[int, int]:
        """Return the numbers of rows and of columns."""
        return len(self.dense), self.dense.shape[1] + self.sparse.shape[1]


Features: TypeAlias = "sp.csr_matrix | Mixed"


@dataclass
class LinearClassifier:
    """Weights of shape (labels, features), one intercept and one threshold a label."""

    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    thresholds: NDArray[np.float32]

    @classmethod
    def fit(
        cls, features: Features, labels: NDArray[np.bool_], strength: float
    ) -> LinearClassifier:
        """Fit one logistic regression a column of ``labels``, all columns at once.

        ``strength`` is the inverse of the L2 penalty (scikit-learn's C). Positive rows weigh twice,
        since an act that is overlooked costs a trainee more than a weak find below the threshold.
        """
        block = _Block(Mixed.of(features))
        targets = np.asarray(labels, dtype=np.float64)
        importance = strength * np.where(targets > 0, 2.0, 1.0)
        shape = (len(block.kept) + 1, labels.shape[1])

        def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            weights = flat.reshape(shape)
            scores = block.times(weights[:-1].astype(np.float32)) + weights[-1]
            chance = 1.0 / (1.0 + np.exp(-scores))
            misfit = np.logaddexp(0.0, scores) - targets * scores
            slope = importance * (chance - targets)
            pull = block.transposed_times(slope.astype(np.float32)) + weights[:-1]
            gradient = np.vstack([pull, slope.sum(axis=0)])
            return float(
                (importance * misfit).sum() + 0.5 * (weights[:-1] ** 2).sum()
            ), gradient.ravel()

        start = np.zeros(shape)
        start[-1] = -2.0
        found = minimize(
            loss,
            start.ravel(),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": _ITERATIONS, "maxcor": 6},
        ).x.reshape(shape)
        empty = ~labels.any(axis=0)
        found[-1, empty], found[:-1, empty] = -10.0, 0.0
        weights = np.zeros((labels.shape[1], features.shape[1]), dtype=np.float32)
        weights[:, block.kept] = found[:-1].T
        thresholds = np.full(labels.shape[1], 0.5, dtype=np.float32)
        return cls(weights, found[-1].astype(np.float32), thresholds)

    def probabilities(self, features: Features) -> NDArray[np.float64]:
        """Return probabilities in [0, 1], shape (rows, labels), kept to three decimals."""
        mixed = Mixed.of(features)
        width = mixed.dense.shape[1]
        scores = steady.times(mixed.dense, self._columns[:width]).astype(np.float64)
        scores += mixed.sparse @ self._columns[width:] + self.intercepts
        return np.round(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))), _DECIMALS)

    @cached_property
    def _columns(self) -> NDArray[np.float32]:
        return np.ascontiguousarray(self.weights.T)

    def arrays(self, prefix: str) -> dict[str, Any]:
        """Return the arrays under names that begin with ``prefix``, for ``numpy.savez``."""
        return {
            f"{prefix}_weights": self.weights.astype(np.float16),
            f"{prefix}_intercepts": self.intercepts,
            f"{prefix}_thresholds": self.thresholds,
        }

    @classmethod
    def from_arrays(cls, arrays: Any, prefix: str) -> LinearClassifier:
        """Read what :meth:`arrays` wrote."""
        return cls(
            arrays[f"{prefix}_weights"].astype(np.float32),
            arrays[f"{prefix}_intercepts"],
            arrays[f"{prefix}_thresholds"],
        )


def tuned(probabilities: NDArray[np.float64], labels: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the threshold of each label with the best F1, on data that no weight was fitted to.

    F1 is smoothed over neighbouring thresholds, since a single peak is chance.
    """
    steps = np.arange(_LOWEST - 0.1, 0.91, 0.05)
    best = []
    for chances, truth in zip(probabilities.T, labels.T, strict=True):
        smooth = np.convolve(
            [f1(chances >= step, truth) for step in steps], np.full(5, 0.2), "valid"
        )
        best.append(steps[2 + smooth.argmax()])
    return np.array(best, dtype=np.float32)


def f1(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """Return F1; 1.0 where there is nothing to find and nothing was found."""
    hit = int((found & truth).sum())
    total = int(found.sum() + truth.sum())
    return 2 * hit / total if total else 1.0


class _Block:
    """Features without their rare columns, split into dense and sparse ones for fast products."""

    def __init__(self, features: Mixed) -> None:
        matrix, width = features.sparse, features.dense.shape[1]
        known = np.count_nonzero(features.dense, axis=0) >= _RARE
        filled = np.asarray((matrix != 0).sum(axis=0)).ravel()
        is_dense = filled >= _DENSE * matrix.shape[0]
        dense, sparse = np.flatnonzero(is_dense), np.flatnonzero(~is_dense & (filled >= _RARE))
        self.kept = np.concatenate([np.flatnonzero(known), width + dense, width + sparse])
        self.dense = np.hstack([features.dense[:, known], matrix[:, dense].toarray()])
        self.dense = self.dense.astype(np.float32, copy=False)
        self.split = self.dense.shape[1]
        self.sparse = matrix[:, sparse].astype(np.float32).tocsr()
        self.sparse_transposed = self.sparse.T.tocsr()

    def times(self, weights: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return matrix @ weights, for weights of the kept columns."""
        product = self.dense @ weights[: self.split] + self.sparse @ weights[self.split :]
        return np.asarray(product, dtype=np.float64)

    def transposed_times(self, slope: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return matrix.T @ slope, a row a kept column."""
        rows = [self.dense.T @ slope, self.sparse_transposed @ slope]
        return np.vstack(rows).astype(np.float64)
