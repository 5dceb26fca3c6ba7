"""A small network that reads a reply's clauses in their order, as a second judge of the acts.

For every clause it reads the states of the tokens (:mod:`counterpart.encoder`, reduced to their
principal directions) by a convolution of width three, the clause's meaning and its cues; then, by two
more convolutions, the clauses beside it, with the citizen's line. It is a thinc model: numpy, on one
core, the same weights from the same data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import (
    Adam,
    Dropout,
    Linear,
    Model,
    NumpyOps,
    Relu,
    chain,
    concatenate,
    expand_window,
    fix_random_seed,
    reduce_max,
    reduce_mean,
    residual,
    warmup_linear,
    with_array,
)
from thinc.types import Ragged

from counterpart import steady
from counterpart.cues import CUE_NAMES
from counterpart.encoder import DIMENSIONS, Tokens, Vectors

REDUCED = 256  # principal directions of the tokens' states that are kept
_WIDTH = 128
_SIDE = 64  # numbers made of a clause's meaning and of its cues
_HEARD = 32  # ... of the citizen's line
_DROPOUT = 0.25
_INPUT_DROPOUT = 0.1
_MEANING_SCALE = 20.0  # unit vectors must stand beside token states of variance one
_CITIZEN_SCALE = 10.0
_POSITIVE = 1.5  # weight of an act that is there
_EPOCHS = 12
_BATCH = 32  # replies
_RATE = 4e-3
_DECAY = 0.02
_WARM = 0.3  # share of the steps in which the rate rises
_LEAST_SPREAD = 1e-3
_SEED = 1


@dataclass(frozen=True)
class Clauses:
    """What the network is told of clauses, reply by reply.

    ``states`` are reduced, ``tokens`` counts them by clause; ``meaning`` and ``cues`` have a row a
    clause; ``clauses`` counts the clauses by reply; ``heard`` has a row a reply: the vector of the
    citizen's line, whether there is none, and whether it is the clerk's first reply.
    """

    states: Vectors
    tokens: NDArray[np.int32]
    meaning: Vectors
    cues: Vectors
    clauses: NDArray[np.int32]
    heard: Vectors

    def rows(self, replies: NDArray[np.int_]) -> NDArray[np.int_]:
        """Return the places of the clauses of some replies."""
        return _runs(self.clauses, replies)

    def of(self, replies: NDArray[np.int_]) -> Clauses:
        """Return the part of some replies, in the given order."""
        rows = self.rows(replies)
        return Clauses(
            self.states[_runs(self.tokens, rows)],
            self.tokens[rows],
            self.meaning[rows],
            self.cues[rows],
            self.clauses[replies],
            self.heard[replies],
        )

    @classmethod
    def joined(cls, parts: Sequence[Clauses]) -> Clauses:
        """Return several one after another."""
        names = ("states", "tokens", "meaning", "cues", "clauses", "heard")
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _runs(lengths: NDArray[np.int32], chosen: NDArray[np.int_]) -> NDArray[np.int_]:
    """Return the places of the rows of chosen groups, where group i has ``lengths[i]`` rows."""
    starts = np.cumsum(lengths) - lengths
    sizes = lengths[chosen]
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    places: NDArray[np.int_] = np.repeat(starts[chosen], sizes) + within
    return places


@dataclass(frozen=True)
class Directions:
    """Along which token states are kept: ``weights`` of shape (1280, REDUCED), and the mean there."""

    weights: Vectors
    centre: Vectors

    @classmethod
    def of(cls, states: Vectors) -> Directions:
        """Return the directions in which token states differ most.

        Every number of a state is first brought to variance one, since a few of them vary much more;
        then the strongest directions are toned down, since one of them would drown the others.
        """
        mean, spread = states.mean(axis=0), states.std(axis=0) + _LEAST_SPREAD
        alike = (states - mean) / spread
        values, found = np.linalg.eigh(alike.T @ alike / len(states))
        values, found = values[: -REDUCED - 1 : -1], found[:, : -REDUCED - 1 : -1]
        weights = (found / np.sqrt(values + values.mean()) / spread[:, None]).astype(np.float32)
        return cls(weights, mean @ weights)

    def reduce(self, tokens: Tokens) -> Vectors:
        """Return the states of tokens along the directions, shape (tokens, REDUCED)."""
        reduced: Vectors = steady.times(tokens.states, self.weights) - self.centre
        return reduced


def _network(acts: int) -> Model[Clauses, Vectors]:
    words: Model[Ragged, Vectors] = chain(
        with_array(chain(Dropout(_INPUT_DROPOUT), Relu(_WIDTH, REDUCED))),
        _beside(),
        concatenate(reduce_max(), reduce_mean()),
    )
    parts = {
        "words": words,
        "meaning": chain(Dropout(_INPUT_DROPOUT), Relu(_SIDE, DIMENSIONS)),
        "cues": Relu(_SIDE, len(CUE_NAMES)),
        "clause": chain(Dropout(_DROPOUT), Relu(_WIDTH, 2 * _WIDTH + 2 * _SIDE)),
        "beside": chain(_beside(), _beside()),
        "heard": chain(Dropout(_INPUT_DROPOUT), Relu(_HEARD, DIMENSIONS + 2)),
        "acts": chain(Dropout(_DROPOUT), Linear(acts, 2 * _WIDTH + _HEARD)),
    }
    return Model("acts_in_order", _forward, layers=[*parts.values()], refs=parts, ops=NumpyOps())


def _beside() -> Model[Ragged, Ragged]:
    """Return a layer that adds to a row what it makes of the rows beside it."""
    inner = chain(Dropout(_DROPOUT), Relu(_WIDTH, 3 * _WIDTH))
    return residual(chain(expand_window(1), with_array(inner)))


def _forward(
    model: Model[Clauses, Vectors], given: Clauses, is_train: bool
) -> tuple[Vectors, Callable[[Vectors], None]]:
    """Return the score of every act in every clause, and what takes their slopes back."""
    run = {name: model.get_ref(name) for name in model.ref_names}
    words, back_words = run["words"](Ragged(given.states, given.tokens), is_train)
    meaning, back_meaning = run["meaning"](given.meaning * _MEANING_SCALE, is_train)
    cues, back_cues = run["cues"](given.cues, is_train)
    clause, back_clause = run["clause"](np.hstack([words, meaning, cues]), is_train)
    beside, back_beside = run["beside"](Ragged(clause, given.clauses), is_train)
    heard, back_heard = run["heard"](given.heard * _CITIZEN_SCALE, is_train)
    whole = np.hstack([clause, beside.dataXd, np.repeat(heard, given.clauses, axis=0)])
    scores, back_acts = run["acts"](whole, is_train)
    starts = np.cumsum(given.clauses) - given.clauses

    def back(slope: Vectors) -> None:
        d_clause, d_beside, d_heard = _split(back_acts(slope), _WIDTH, _WIDTH)
        back_heard(np.add.reduceat(d_heard, starts))
        d_clause = d_clause + back_beside(Ragged(d_beside, given.clauses)).dataXd
        d_words, d_meaning, d_cues = _split(back_clause(d_clause), 2 * _WIDTH, _SIDE)
        back_cues(d_cues)
        back_meaning(d_meaning)
        back_words(d_words)

    return scores, back


def _split(rows: Vectors, *widths: int) -> list[Vectors]:
    return [np.ascontiguousarray(part) for part in np.split(rows, np.cumsum(widths), axis=1)]


@dataclass(frozen=True)
class SequenceClassifier:
    """The trained network."""

    network: Model[Clauses, Vectors]

    @classmethod
    def fit(cls, given: Clauses, labels: NDArray[np.bool_]) -> SequenceClassifier:
        """Train on clauses and the acts in them; ``labels`` has a row a clause.

        Sets the seed of numpy's global generator, from which thinc draws.
        """
        fix_random_seed(_SEED)
        network = _network(labels.shape[1])
        for part in network.layers:
            part.initialize()
        count = len(given.clauses)
        steps = _EPOCHS * -(-count // _BATCH)
        rates = list(islice(warmup_linear(_RATE, int(_WARM * steps), steps), steps))
        optimiser = Adam(rates, L2=_DECAY, L2_is_weight_decay=True, grad_clip=0.0)
        for _ in range(_EPOCHS):
            order = np.random.permutation(count)
            for start in range(0, count, _BATCH):
                replies = order[start : start + _BATCH]
                wanted = labels[given.rows(replies)]
                scores, back = network.begin_update(given.of(replies))
                importance = np.where(wanted, _POSITIVE, 1.0) / wanted.size
                back((importance * (_chance(scores) - wanted)).astype(np.float32))
                network.finish_update(optimiser)
                optimiser.step_schedules()
        return cls(network)

    def probabilities(self, given: Clauses) -> NDArray[np.float64]:
        """Return the probability of every act in every clause, shape (clauses, acts)."""
        return _chance(self.network.predict(given))

    def arrays(self, prefix: str) -> dict[str, Any]:
        """Return the weights under names that begin with ``prefix``, for ``numpy.savez``."""
        return {f"{prefix}_{name}": node.get_param(param) for name, node, param in self._weights()}

    @classmethod
    def from_arrays(cls, arrays: Any, prefix: str, acts: int) -> SequenceClassifier:
        """Read what :meth:`arrays` wrote."""
        made = cls(_network(acts))
        for name, node, param in made._weights():
            node.set_param(param, arrays[f"{prefix}_{name}"])
        return made

    def _weights(self) -> Iterator[tuple[str, Model[Any, Any], str]]:
        for place, node in enumerate(self.network.walk()):
            for param in node.param_names:
                yield f"{place}_{param}", node, param


def _chance(scores: Vectors) -> NDArray[np.float64]:
    chance: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(scores.astype(np.float64), -30, 30)))
    return chance
