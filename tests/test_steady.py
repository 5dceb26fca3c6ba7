"""Rows of a product don't depend on the rows beside them."""

from __future__ import annotations

import numpy as np
import pytest

from counterpart import steady
from counterpart.steady import Matrix


def numbers(*shape: int) -> Matrix:
    """Random numbers, the same in every run."""
    return np.random.default_rng(3).standard_normal(shape).astype(np.float32)


@pytest.mark.parametrize("shape", [(512, 768), (256, 256), (2910, 14), (6, 8), (5, 0)])
def test_a_row_alone_is_what_it_is_among_others(shape: tuple[int, int]) -> None:
    rows, weights = numbers(417, shape[0]), numbers(*shape)
    together = steady.times(rows, weights)
    for size in (1, 3, 16, 70, 200):
        parts = [steady.times(rows[i : i + size], weights) for i in range(0, len(rows), size)]
        assert np.array_equal(np.vstack(parts), together)


@pytest.mark.parametrize("count", [0, 1, 64, 193])
def test_it_is_the_product(count: int) -> None:
    rows, weights = numbers(count, 300), numbers(300, 20)
    found = steady.times(rows, weights)
    assert found.shape == (count, 20)
    assert np.allclose(found, rows @ weights, atol=1e-3)
