"""Numbers a classifier can weigh: meaning, character n-grams and cues of a clause in its reply."""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Callable, Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from counterpart import cues
from counterpart.encoder import DIMENSIONS, Vectors, encoder

Encode = Callable[[Sequence[str]], Vectors]

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
_SPACE = re.compile(r"\s+")

CLAUSE_WIDTH = 5 * DIMENSIONS + 4 * len(cues.CUE_NAMES) + 6 + _BUCKETS
TEXT_WIDTH = DIMENSIONS + _BUCKETS


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


def of_texts(texts: Sequence[str]) -> sp.csr_matrix:
    """Return features of whole texts, shape (len(texts), TEXT_WIDTH)."""
    meaning = encoder().encode(texts) * _TEXT_SCALE
    return sp.hstack([sp.csr_matrix(meaning), _ngrams(texts, _TEXT_NGRAM_SCALE)], format="csr")


def encode_reply(
    texts: Sequence[str], reply: str, citizen: str | None, encode: Encode | None = None
) -> Vectors:
    """Return the vectors of a reply's clauses, of the reply and of the citizen's line, in a batch."""
    return (encode or encoder().encode)([*texts, reply, citizen or " "])


def of_clauses(
    reply: str,
    clauses: Sequence[tuple[int, int]],
    first: bool,
    citizen: str | None,
    encode: Encode | None = None,
) -> sp.csr_matrix:
    """Return features of the clauses of one reply, shape (len(clauses), CLAUSE_WIDTH).

    Blocks: meaning of the clause, of the reply, of the citizen's line before it and of the clauses
    before and after; cues of the clause, of its neighbours and of the reply; position; character
    n-grams of the clause with its closing mark. ``encode`` replaces the encoder, one batch a reply,
    where many replies were encoded ahead.
    """
    texts = [reply[a:b] for a, b in clauses]
    vectors = encode_reply(texts, reply, citizen, encode)
    meaning, whole, heard = vectors[:-2], vectors[-2], vectors[-1] * bool(citizen)
    with_mark = [reply[a : b + 1] for a, b in clauses]
    own = np.array([cues.present(text) for text in with_mark], dtype=np.float32)
    last = len(texts) - 1
    place = np.array(
        [[i == 0, i == last, i == 0 and first, last == 0, len(t) < 5, len(t) > 20]
         for i, t in enumerate(texts)],
        dtype=np.float32,
    )  # fmt: skip
    beside = np.hstack(
        [neighbours(meaning) * _NEIGHBOUR_SCALE, neighbours(own) * _NEIGHBOUR_CUE_SCALE]
    )
    shared = np.hstack(
        [whole * _REPLY_SCALE, heard * _CITIZEN_SCALE, own.max(axis=0) * _REPLY_CUE_SCALE]
    )
    dense = [meaning * _MEANING_SCALE, own, beside, np.tile(shared, (len(texts), 1)), place]
    return sp.hstack(
        [sp.csr_matrix(np.hstack(dense)), _ngrams(with_mark, _NGRAM_SCALE)], format="csr"
    )


def of_formulas(texts: Sequence[str]) -> sp.csr_matrix:
    """Return features of clauses that stand in no reply, shape (len(texts), CLAUSE_WIDTH).

    The blocks of the reply, the neighbours and the citizen's line stay empty.
    """
    meaning = encoder().encode([text.rstrip("，。！？,.!?") for text in texts]) * _MEANING_SCALE
    own = np.array([cues.present(text) for text in texts], dtype=np.float32)
    ngrams = _ngrams(texts, _NGRAM_SCALE)
    empty = sp.csr_matrix(
        (len(texts), CLAUSE_WIDTH - DIMENSIONS - own.shape[1] - _BUCKETS), dtype=np.float32
    )
    return sp.hstack([sp.csr_matrix(meaning), sp.csr_matrix(own), empty, ngrams], format="csr")


def neighbours(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return, side by side, the row before each row and the one after; zeros at the ends."""
    none = np.zeros((1, rows.shape[1]), dtype=np.float32)
    return np.hstack([np.vstack([none, rows[:-1]]), np.vstack([rows[1:], none])])
