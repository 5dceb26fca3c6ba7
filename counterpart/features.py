"""Numbers a classifier can weigh: meaning, character n-grams and cues of a clause in its reply."""

from __future__ import annotations

import functools
import re
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from counterpart import cues
from counterpart.encoder import DIMENSIONS, Vectors, encoder
from counterpart.linear import Mixed
from counterpart.sequence import Clauses, Directions

Reply = tuple[str, str | None, bool]  # a reply, the citizen's line before it, is it the first?
Piece = tuple[int, int]  # start and end of a clause

_BUCKETS = 2**15
_NGRAMS = (1, 2, 3)
_TEXT_SCALE = 6.0  # unit vectors must be scaled to stand beside counts (design.md)
_TEXT_NGRAM_SCALE = 0.35
# Of a clause, chosen across writers: heavier vectors of the clause learn its writer's manner.
_MEANING_SCALE = 2.2
_REPLY_SCALE = 2.0
_CITIZEN_SCALE = 1.5
_NEIGHBOUR_SCALE = 1.0
_NEIGHBOUR_CUE_SCALE = 0.5
_REPLY_CUE_SCALE = 0.6
_NGRAM_SCALE = 0.7
_REMEMBERED = 4_000  # clauses
_SPACE = re.compile(r"\s+")


@functools.lru_cache(maxsize=20_000)
def _buckets(text: str) -> tuple[int, ...]:
    text = "^" + _SPACE.sub(" ", cues.plain(text).lower()) + "$"
    grams = {text[i : i + n] for n in _NGRAMS for i in range(len(text) - n + 1)}
    return tuple(sorted({zlib.crc32(g.encode("utf-8", "replace")) % _BUCKETS for g in grams}))


def _ngrams(texts: Sequence[str], scale: float) -> sp.csr_matrix:
    columns = [_buckets(text) for text in texts]
    indptr = np.cumsum([0, *map(len, columns)])
    indices = np.fromiter((c for row in columns for c in row), dtype=np.int32, count=indptr[-1])
    data = np.full(len(indices), scale, dtype=np.float32)
    return sp.csr_matrix((data, indices, indptr), shape=(len(texts), _BUCKETS))


@functools.lru_cache(maxsize=20_000)
def _cues(text: str) -> Vectors:
    return np.array(cues.present(text), dtype=np.float32)


def of_texts(texts: Sequence[str]) -> Mixed:
    """Return features of whole texts: meaning and character n-grams."""
    return Mixed(encoder().encode(texts) * _TEXT_SCALE, _ngrams(texts, _TEXT_NGRAM_SCALE))


@dataclass(frozen=True)
class Table:
    """Features of clauses, reply by reply: as a row a clause, and as a sequence."""

    rows: Mixed
    order: Clauses

    @classmethod
    def joined(cls, parts: Sequence[Table]) -> Table:
        """Return several one after another."""
        return cls(
            Mixed.joined([part.rows for part in parts]), Clauses.joined([p.order for p in parts])
        )

    def of(self, replies: NDArray[np.int_]) -> Table:
        """Return the part of some replies, in the given order."""
        return Table(self.rows[self.order.rows(replies)], self.order.of(replies))


@dataclass(frozen=True)
class _Read:
    """What is known of a clause's text alone; ``total`` is the sum of its tokens' states."""

    vector: Vectors
    total: Vectors
    states: Vectors


class Reader:
    """Make features of clauses, remembering the latest texts.

    ``directions`` are those along which token states are kept.
    """

    def __init__(self, directions: Directions) -> None:
        self.directions = directions
        self._known: OrderedDict[str, _Read] = OrderedDict()

    def of_replies(self, replies: Sequence[tuple[Reply, Sequence[Piece]]]) -> Table:
        """Return features of the clauses of replies, each of which has a clause at least.

        Blocks of a row: meaning of the clause, cues of the clause, meaning and cues of the clauses
        before and after, meaning of the reply and of the citizen's line before it, cues of the reply,
        position; character n-grams of the clause. A clause is read with its closing mark.
        """
        pieces = [[text[a : b + 1] for a, b in spans] for (text, _, _), spans in replies]
        texts = [text for group in pieces for text in group]
        lines = [line or " " for (_, line, _), _ in replies]
        known = self._read([*texts, *lines])  # in one go, which is what a single reply waits for
        read, heard = known[: len(texts)], np.stack([line.vector for line in known[len(texts) :]])
        counts = np.array([len(group) for group in pieces], dtype=np.int32)
        starts = np.cumsum(counts) - counts
        meaning = np.stack([clause.vector for clause in read])
        own = np.stack([_cues(text) for text in texts])
        tokens = np.array([len(clause.states) for clause in read], dtype=np.int32)
        totals = np.add.reduceat(np.stack([clause.total for clause in read]), starts)
        whole = encoder().meaning(totals, np.add.reduceat(tokens, starts))
        alone = np.array([not line for (_, line, _), _ in replies], dtype=np.float32)[:, None]
        heard = heard * (1 - alone)
        first = np.array([is_first for (_, _, is_first), _ in replies], dtype=np.float32)
        shared = np.hstack(
            [
                whole * _REPLY_SCALE,
                heard * _CITIZEN_SCALE,
                np.maximum.reduceat(own, starts) * _REPLY_CUE_SCALE,
            ]
        )
        dense = [
            meaning * _MEANING_SCALE,
            own,
            _beside(meaning, counts) * _NEIGHBOUR_SCALE,
            _beside(own, counts) * _NEIGHBOUR_CUE_SCALE,
            np.repeat(shared, counts, axis=0),
            _places(counts, first, [b - a for _, spans in replies for a, b in spans]),
        ]
        return Table(
            Mixed(np.hstack(dense), _ngrams(texts, _NGRAM_SCALE)),
            Clauses(
                np.concatenate([clause.states for clause in read]), tokens, meaning, own, counts,
                np.hstack([heard, alone, first[:, None]]),
            ),
        )  # fmt: skip

    def of_formulas(self, texts: Sequence[str]) -> Table:
        """Return features of clauses that stand in no reply: each is a reply of its own.

        The blocks of the reply and of the position stay empty, so that a formula says nothing of them.
        """
        alone = self.of_replies([((text, None, False), [(0, len(text))]) for text in texts])
        alone.rows.dense[:, DIMENSIONS + len(cues.CUE_NAMES) :] = 0
        return alone

    def _read(self, texts: Sequence[str]) -> list[_Read]:
        found = {text: self._known[text] for text in texts if text in self._known}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        at = 0
        for tokens, vectors in encoder().read(missing):
            totals = tokens.totals
            states = np.split(self.directions.reduce(tokens), tokens.starts[1:])
            for one in zip(vectors, totals, states, strict=True):
                found[missing[at]] = _Read(*one)
                at += 1
        for text in found:
            self._known[text] = found[text]
            self._known.move_to_end(text)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return [found[text] for text in texts]


def _places(counts: NDArray[np.int32], first: Vectors, lengths: list[int]) -> Vectors:
    """Return, of each clause: opens, closes, opens the first reply, alone, short, long."""
    opens = np.zeros(len(lengths), dtype=np.float32)
    closes = opens.copy()
    opens[np.cumsum(counts) - counts] = 1
    closes[np.cumsum(counts) - 1] = 1
    characters = np.array(lengths)
    columns = [opens, closes, opens * np.repeat(first, counts), np.repeat(counts == 1, counts),
               characters < 5, characters > 20]  # fmt: skip
    places: Vectors = np.stack(columns, axis=1).astype(np.float32)
    return places


def _beside(rows: Vectors, counts: NDArray[np.int32]) -> Vectors:
    """Return, side by side, the row before and the one after; zeros at the ends of a reply."""
    before, after = np.zeros_like(rows), np.zeros_like(rows)
    before[1:], after[:-1] = rows[:-1], rows[1:]
    before[np.cumsum(counts) - counts] = 0
    after[np.cumsum(counts) - 1] = 0
    return np.hstack([before, after])
