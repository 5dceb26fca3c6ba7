"""A linear classifier of several labels: logistic regressions, trained together by L-BFGS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize

_DECIMALS = 3
_ITERATIONS = 45
_LOWEST = 0.3  # threshold: weaker finds are not worth showing to a trainee
_RARE = 2  # a sparse column filled in fewer rows teaches nothing
_DENSE = 0.2  # share of filled rows from which a column is worth a dense product


@dataclass
class LinearClassifier:
    """Weights of shape (labels, features), one intercept and one threshold a label."""

    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    thresholds: NDArray[np.float32]

    @classmethod
    def fit(
        cls, features: sp.csr_matrix, labels: NDArray[np.bool_], strength: float
    ) -> LinearClassifier:
        """Fit one logistic regression a column of ``labels``, all columns at once.

        ``strength`` is the inverse of the L2 penalty (scikit-learn's C). Positive rows weigh twice,
        since an act that is overlooked costs a trainee more than a weak find below the threshold.
        """
        block = _Block(features)
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

    def probabilities(self, features: sp.csr_matrix) -> NDArray[np.float64]:
        """Return probabilities in [0, 1], shape (rows, labels), kept to three decimals."""
        scores = np.asarray(features @ self.weights.T, dtype=np.float64) + self.intercepts
        chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))
        return np.round(chances, _DECIMALS)

    def tune(self, probabilities: NDArray[np.float64], labels: NDArray[np.bool_]) -> None:
        """Set each threshold to the best F1 on data the weights were not fitted to.

        F1 is smoothed over neighbouring thresholds, since a single peak is chance.
        """
        steps = np.arange(_LOWEST - 0.1, 0.91, 0.05)
        for column in range(labels.shape[1]):
            truth = labels[:, column]
            scores = [f1(probabilities[:, column] >= step, truth) for step in steps]
            smooth = np.convolve(scores, np.full(5, 0.2), "valid")
            self.thresholds[column] = steps[2 + smooth.argmax()]

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


def f1(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """Return F1; 1.0 where there is nothing to find and nothing was found."""
    hit = int((found & truth).sum())
    total = int(found.sum() + truth.sum())
    return 2 * hit / total if total else 1.0


class _Block:
    """A matrix without its rare columns, split into dense and sparse ones for fast products."""

    def __init__(self, matrix: sp.csr_matrix) -> None:
        filled = np.asarray((matrix != 0).sum(axis=0)).ravel()
        is_dense = filled >= _DENSE * matrix.shape[0]
        dense, sparse = np.flatnonzero(is_dense), np.flatnonzero(~is_dense & (filled >= _RARE))
        self.kept = np.concatenate([dense, sparse])
        self.split = len(dense)
        self.dense = matrix[:, dense].toarray().astype(np.float32)
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
