"""The judge of the acts: what the linear model and the network say of a clause, averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpart.features import Piece, Reader, Reply, Table
from counterpart.linear import LinearClassifier
from counterpart.sequence import Directions, SequenceClassifier

_DECIMALS = 3


@dataclass
class Blend:
    """Two judges, the network's share of the verdict, and a threshold an act.

    ``share`` 0 asks the linear model alone, 1 the network alone.
    """

    reader: Reader
    linear: LinearClassifier | None
    network: SequenceClassifier | None
    share: float
    thresholds: NDArray[np.float32]

    def probabilities(
        self, replies: Sequence[tuple[Reply, Sequence[Piece]]]
    ) -> NDArray[np.float64]:
        """Return probabilities of the acts in the clauses of replies, kept to three decimals.

        Every reply has a clause at least. The shape is (clauses of all replies, acts).
        """
        table = self.reader.of_replies(replies)
        return mixed(*opinions(table, self.linear, self.network), self.share)

    def arrays(self) -> dict[str, Any]:
        """Return everything as arrays, for ``numpy.savez``."""
        directions = self.reader.directions
        return {
            "share": np.float64(self.share),
            "thresholds": self.thresholds,
            "directions": directions.weights,
            "centre": directions.centre,
            **(self.linear.arrays("linear") if self.linear else {}),
            **(self.network.arrays("network") if self.network else {}),
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> Blend:
        """Read what :meth:`arrays` wrote."""
        share, thresholds = float(arrays["share"]), arrays["thresholds"]
        return cls(
            Reader(Directions(arrays["directions"], arrays["centre"])),
            LinearClassifier.from_arrays(arrays, "linear") if share < 1 else None,
            SequenceClassifier.from_arrays(arrays, "network", len(thresholds)) if share else None,
            share,
            thresholds,
        )


def opinions(
    table: Table, linear: LinearClassifier | None, network: SequenceClassifier | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the probabilities of each judge; of one that is missing, 0.0."""
    none = np.zeros((), dtype=np.float64)
    return (
        linear.probabilities(table.rows) if linear else none,
        network.probabilities(table.order) if network else none,
    )


def mixed(
    linear: NDArray[np.float64], network: NDArray[np.float64], share: float
) -> NDArray[np.float64]:
    """Return the weighted mean of two judges' probabilities, kept to three decimals."""
    mean: NDArray[np.float64] = (1.0 - share) * linear + share * network
    return np.round(mean, _DECIMALS)
