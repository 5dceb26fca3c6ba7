"""Products of matrices whose every row is the same alone and among others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_TILE = 16  # rows that the kernels of the linear-algebra library take at once
_MOST = 192  # rows of a product: more of them don't stay in the processor's cache
_SMALL = 2**16  # numbers in the weights below which the kernel depends on the number of rows
_BLOCK = 64  # rows of a product with such weights


def times(rows: Matrix, weights: Matrix) -> Matrix:
    """Return ``rows @ weights``, to the last bit the same for a row whatever stands beside it.

    A linear-algebra library adds up in another order where there are few rows, or few numbers in
    all. So rows are filled up with zeros to whole tiles, and multiplied by small weights in blocks of
    one size.
    """
    small = weights.size < _SMALL
    count, step = len(rows), _BLOCK if small else _MOST
    spare = -count % (_BLOCK if small else _TILE)
    if spare:
        rows = np.concatenate([rows, np.zeros((spare, rows.shape[1]), dtype=np.float32)])
    result = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], weights, out=result[start : start + step])
    return result[:count]
