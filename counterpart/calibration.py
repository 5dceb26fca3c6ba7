"""Whether a confidence says how often a find is right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from counterpart.evaluation import Pair

_BINS = 10


def calibration(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Return the expected calibration error and the reliability table behind it.

    Counted are the acts found, once a reply, each with the highest confidence of its spans; a find
    is right where the reply holds the act. What stayed below the thresholds is never shown to
    anybody and isn't counted. A row of the table is a tenth of the confidences: ``finds``, their
    mean ``confidence``, and ``right``, the share that is. The error is the mean difference of these
    two, each row weighted by its finds.
    """
    finds: list[tuple[float, bool]] = []
    for reply, tagged in pairs:
        best: dict[str, float] = {}
        for span in tagged.spans:
            best[span.act] = max(span.confidence, best.get(span.act, 0.0))
        finds += [(confidence, act in reply.acts) for act, confidence in best.items()]
    confidence = np.array([c for c, _ in finds], dtype=float)
    right = np.array([r for _, r in finds], dtype=float)
    place = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    table = [
        {
            "from": number / _BINS,
            "to": (number + 1) / _BINS,
            "finds": int(here.sum()),
            "confidence": round(float(confidence[here].mean()), 3),
            "right": round(float(right[here].mean()), 3),
        }
        for number in range(_BINS)
        if (here := place == number).any()
    ]
    apart = sum(abs(confidence[place == n].sum() - right[place == n].sum()) for n in range(_BINS))
    return {
        "finds": len(finds),
        "error": round(float(apart) / len(finds), 3) if finds else 0.0,
        "table": table,
    }
