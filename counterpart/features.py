"""Numbers a classifier can weigh: meaning, character n-grams and cues of a clause in its reply."""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from counterpart import cues
from counterpart.encoder import DIMENSIONS, encoder

_BUCKETS = 2**15
_NGRAMS = (1, 2, 3)
_MEANING_SCALE = 6.0  # unit vectors must be scaled to stand beside counts (design.md)
_REPLY_SCALE = 3.0
_NGRAM_SCALE = 0.35
_SPACE = re.compile(r"\s+")

CLAUSE_WIDTH = 2 * DIMENSIONS + 3 * len(cues.CUE_NAMES) + 6 + _BUCKETS
TEXT_WIDTH = DIMENSIONS + _BUCKETS


@functools.lru_cache(maxsize=20_000)
def _buckets(text: str) -> tuple[int, ...]:
    text = "^" + _SPACE.sub(" ", text.lower()) + "$"
    grams = {text[i : i + n] for n in _NGRAMS for i in range(len(text) - n + 1)}
    return tuple(sorted({zlib.crc32(g.encode("utf-8", "replace")) % _BUCKETS for g in grams}))


def _ngrams(texts: Sequence[str]) -> sp.csr_matrix:
    columns = [_buckets(text) for text in texts]
    indptr = np.cumsum([0, *map(len, columns)])
    indices = np.fromiter((c for row in columns for c in row), dtype=np.int32, count=indptr[-1])
    data = np.full(len(indices), _NGRAM_SCALE, dtype=np.float32)
    return sp.csr_matrix((data, indices, indptr), shape=(len(texts), _BUCKETS))


def of_texts(texts: Sequence[str]) -> sp.csr_matrix:
    """Return features of whole texts, shape (len(texts), TEXT_WIDTH)."""
    meaning = encoder().encode(texts) * _MEANING_SCALE
    return sp.hstack([sp.csr_matrix(meaning), _ngrams(texts)], format="csr")


def of_clauses(reply: str, clauses: Sequence[tuple[int, int]], first: bool) -> sp.csr_matrix:
    """Return features of the clauses of one reply, shape (len(clauses), CLAUSE_WIDTH).

    Blocks: meaning of the clause, meaning of the reply, cues of the clause, of the clause before
    and of the one after, position, character n-grams of the clause with its closing mark.
    """
    texts = [reply[a:b] for a, b in clauses]
    vectors = encoder().encode([*texts, reply])
    meaning = vectors[:-1] * _MEANING_SCALE
    whole = np.repeat(vectors[-1:] * _REPLY_SCALE, len(texts), axis=0)
    with_mark = [reply[a : b + 1] for a, b in clauses]
    own = np.array([cues.present(text) for text in with_mark], dtype=np.float32)
    none = np.zeros((1, own.shape[1]), dtype=np.float32)
    before, after = np.vstack([none, own[:-1]]), np.vstack([own[1:], none])
    last = len(texts) - 1
    place = np.array(
        [[i == 0, i == last, i == 0 and first, last == 0, len(t) < 5, len(t) > 20]
         for i, t in enumerate(texts)],
        dtype=np.float32,
    )  # fmt: skip
    dense = np.hstack([meaning, whole, own, before * 0.5, after * 0.5, place])
    return sp.hstack([sp.csr_matrix(dense), _ngrams(with_mark)], format="csr")
