"""The network learns what depends on order, and the same way every time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from thinc.api import set_dropout_rate

from counterpart import sequence
from counterpart.cues import CUE_NAMES
from counterpart.encoder import DIMENSIONS, STATE, Tokens
from counterpart.sequence import REDUCED, Clauses, Directions, SequenceClassifier

REPLIES = 160


@pytest.fixture(scope="module")
def lesson() -> tuple[Clauses, NDArray[np.bool_]]:
    """Replies of three clauses; an act is there where the first cue is, another one clause later."""
    chance = np.random.default_rng(5)
    clauses = np.full(REPLIES, 3, dtype=np.int32)
    tokens = chance.integers(1, 4, 3 * REPLIES).astype(np.int32)
    cues = (chance.random((3 * REPLIES, len(CUE_NAMES))) < 0.3).astype(np.float32)
    given = Clauses(
        states=chance.standard_normal((tokens.sum(), REDUCED)).astype(np.float32) / 10,
        tokens=tokens,
        meaning=np.zeros((3 * REPLIES, DIMENSIONS), dtype=np.float32),
        cues=cues,
        clauses=clauses,
        heard=np.zeros((REPLIES, DIMENSIONS + 2), dtype=np.float32),
    )
    there = cues[:, 0].reshape(-1, 3) > 0
    later = np.hstack([np.zeros((REPLIES, 1), bool), there[:, :-1]])
    return given, np.stack([there.ravel(), later.ravel()], axis=1)


@pytest.fixture(scope="module")
def taught(lesson: tuple[Clauses, NDArray[np.bool_]]) -> SequenceClassifier:
    """A network trained on the lesson."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequence, "_EPOCHS", 30)
        return SequenceClassifier.fit(*lesson)


def test_it_learns_what_a_clause_says_and_what_stood_before_it(
    lesson: tuple[Clauses, NDArray[np.bool_]], taught: SequenceClassifier
) -> None:
    found = taught.probabilities(lesson[0]) > 0.5
    assert (found == lesson[1]).mean(axis=0).min() > 0.97


def test_a_reply_alone_gets_what_it_gets_in_a_batch(
    lesson: tuple[Clauses, NDArray[np.bool_]], taught: SequenceClassifier
) -> None:
    given = lesson[0]
    alone = [taught.probabilities(given.of(np.array([i]))) for i in range(REPLIES)]
    assert np.array_equal(np.vstack(alone), taught.probabilities(given))


def test_the_same_lesson_gives_the_same_network(
    lesson: tuple[Clauses, NDArray[np.bool_]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequence, "_EPOCHS", 1)
    one, other = (SequenceClassifier.fit(*lesson).arrays("net") for _ in range(2))
    assert one.keys() == other.keys()
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_it_survives_a_file(
    tmp_path: Path, lesson: tuple[Clauses, NDArray[np.bool_]], taught: SequenceClassifier
) -> None:
    np.savez(tmp_path / "net.npz", **taught.arrays("net"))
    with np.load(tmp_path / "net.npz") as arrays:
        again = SequenceClassifier.from_arrays(arrays, "net", 2)
    assert np.array_equal(again.probabilities(lesson[0]), taught.probabilities(lesson[0]))


def test_slopes_are_those_of_the_loss(lesson: tuple[Clauses, NDArray[np.bool_]]) -> None:
    chance = np.random.default_rng(2)
    heard = chance.standard_normal((4, DIMENSIONS + 2)).astype(np.float32)
    given = replace(lesson[0].of(np.arange(4)), heard=heard)
    aims = chance.standard_normal((12, 2)).astype(np.float32)
    network = sequence._network(2)
    for part in network.layers:
        part.initialize()
    set_dropout_rate(network, 0.0)
    _, back = network(given, is_train=True)
    back(aims)
    for name in ("clause", "heard", "cues", "words"):
        node = next(n for n in network.get_ref(name).walk() if n.name == "relu")
        bias, slopes = node.get_param("b").copy(), node.get_grad("b")
        place, step = int(np.abs(slopes).argmax()), 1e-2
        losses = []
        for sign in (1, -1):
            moved = bias.copy()
            moved[place] += sign * step
            node.set_param("b", moved)
            losses.append(float((network.predict(given) * aims).sum()))
        node.set_param("b", bias)
        assert (losses[0] - losses[1]) / (2 * step) == pytest.approx(
            slopes[place], rel=0.1, abs=0.01
        )


def test_directions_keep_what_differs() -> None:
    chance = np.random.default_rng(4)
    states = np.zeros((2_000, STATE), dtype=np.float32)
    states[:, :300] = chance.standard_normal((2_000, 300)) * np.linspace(9, 0.1, 300) + 5
    directions = Directions.of(states)
    found = directions.reduce(Tokens(states, np.array([2_000])))
    assert found.shape == (2_000, REDUCED)
    assert np.abs(found.mean(axis=0)).max() < 0.01
    assert found.std(axis=0).max() < 1.5
