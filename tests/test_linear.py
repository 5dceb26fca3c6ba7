"""The linear classifier learns, keeps three decimals and survives a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp
from numpy.typing import NDArray

from counterpart.linear import LinearClassifier, Mixed, f1, tuned

ROWS = 120


@pytest.fixture(scope="module")
def table() -> tuple[sp.csr_matrix, NDArray[np.bool_]]:
    """Rows of six features; the labels are the first two features, and one that never occurs."""
    chance = np.random.default_rng(7)
    features = (chance.random((ROWS, 6)) < 0.5).astype(np.float32)
    features[:, 5] = chance.random(ROWS)
    labels = np.stack([features[:, 0] > 0, features[:, 1] > 0, np.zeros(ROWS, bool)], axis=1)
    return sp.csr_matrix(features), labels


@pytest.fixture(scope="module")
def model(table: tuple[sp.csr_matrix, NDArray[np.bool_]]) -> LinearClassifier:
    """A classifier fitted to the table."""
    return LinearClassifier.fit(*table, strength=10.0)


def test_it_learns_what_can_be_learnt(
    table: tuple[sp.csr_matrix, NDArray[np.bool_]], model: LinearClassifier
) -> None:
    found = model.probabilities(table[0]) >= model.thresholds
    assert np.array_equal(found, table[1])


def test_a_label_that_never_occurs_is_never_found(
    table: tuple[sp.csr_matrix, NDArray[np.bool_]], model: LinearClassifier
) -> None:
    assert model.probabilities(table[0])[:, 2].max() < 0.01


def test_probabilities_have_three_decimals(
    table: tuple[sp.csr_matrix, NDArray[np.bool_]], model: LinearClassifier
) -> None:
    found = model.probabilities(table[0])
    assert found.shape == (ROWS, 3)
    assert ((found >= 0) & (found <= 1)).all()
    assert np.array_equal(found, np.round(found, 3))


def test_a_row_alone_gets_what_it_gets_in_a_batch(
    table: tuple[sp.csr_matrix, NDArray[np.bool_]], model: LinearClassifier
) -> None:
    alone = [model.probabilities(table[0][i])[0] for i in range(ROWS)]
    assert np.array_equal(np.stack(alone), model.probabilities(table[0]))


def test_the_same_table_gives_the_same_model(
    table: tuple[sp.csr_matrix, NDArray[np.bool_]], model: LinearClassifier
) -> None:
    again = LinearClassifier.fit(*table, strength=10.0)
    assert np.array_equal(again.weights, model.weights)


def test_less_strength_means_smaller_weights(
    table: tuple[sp.csr_matrix, NDArray[np.bool_]], model: LinearClassifier
) -> None:
    shy = LinearClassifier.fit(*table, strength=0.01)
    assert np.abs(shy.weights).sum() < np.abs(model.weights).sum()


def test_it_survives_a_file(
    tmp_path: Path, table: tuple[sp.csr_matrix, NDArray[np.bool_]], model: LinearClassifier
) -> None:
    np.savez(tmp_path / "model.npz", **model.arrays("acts"))
    with np.load(tmp_path / "model.npz") as arrays:
        again = LinearClassifier.from_arrays(arrays, "acts")
    assert np.allclose(again.probabilities(table[0]), model.probabilities(table[0]), atol=0.01)
    assert np.array_equal(again.thresholds, model.thresholds)


def test_dense_columns_beside_sparse_ones_are_as_good(
    table: tuple[sp.csr_matrix, NDArray[np.bool_]], model: LinearClassifier
) -> None:
    mixed = Mixed(table[0][:, :2].toarray(), table[0][:, 2:])
    again = LinearClassifier.fit(mixed, table[1], strength=10.0)
    assert mixed.shape == table[0].shape
    assert np.allclose(again.weights, model.weights, atol=0.01)
    assert np.array_equal(model.probabilities(mixed[3:9]), model.probabilities(mixed)[3:9])
    both = Mixed.joined([mixed[:50], mixed[50:]])
    assert np.array_equal(model.probabilities(both), model.probabilities(mixed))


def test_huge_scores_overflow_nothing() -> None:
    wild = LinearClassifier(
        np.array([[1e6], [-1e6]], np.float32), np.zeros(2, np.float32), np.full(2, 0.5, np.float32)
    )
    assert wild.probabilities(sp.csr_matrix([[1.0]])).tolist() == [[1.0, 0.0]]


@pytest.mark.parametrize(
    ("found", "truth", "expected"),
    [
        ([1, 0, 1], [1, 0, 1], 1.0),
        ([0, 0, 0], [0, 0, 0], 1.0),
        ([1, 1, 0], [0, 0, 1], 0.0),
        ([0, 0, 0], [1, 0, 0], 0.0),
        ([1, 1, 0], [1, 0, 1], 0.5),
    ],
)
def test_f1_is_that_of_the_textbook(found: list[int], truth: list[int], expected: float) -> None:
    assert f1(np.array(found, bool), np.array(truth, bool)) == expected


@pytest.mark.parametrize(
    ("scores", "low", "high"),
    [([0.3, 0.35, 0.1, 0.05], 0.1, 0.36), ([0.9, 0.8, 0.65, 0.6], 0.6, 0.81)],
)
def test_thresholds_are_set_between_right_and_wrong(
    scores: list[float], low: float, high: float
) -> None:
    threshold = tuned(np.array([scores]).T, np.array([[True], [True], [False], [False]]))[0]
    assert low < threshold <= high
