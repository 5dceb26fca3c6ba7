"""What a reply says of results and ratings: guarantees, honest refusals, begging, invitations.

A small linear classifier over whole replies with the citizen's line before them, learnt from the
cases of ``data/criteria`` whose writers are at hand. It is trained and stored with the act tagger.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from counterpart import clauses, cues, features, paths
from counterpart.acts import Span
from counterpart.encoder import encoder
from counterpart.linear import LinearClassifier, Mixed

LABELS = ("promise_made", "promise_declined", "rating_begged", "rating_invited")
FILE = "remarks.npz"
_STRENGTH = 1.0
_CITIZEN_SCALE = 2.0
_CLAUSE_SCALE = 3.0
_CUE_SCALE = 1.5
_CUES = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"保证|担保|打包票|包票|保票|承诺|许诺|guarantee|promise|assure",
        r"肯定|一定|绝对|必|准[能行成过保]|指定|妥妥|板上钉钉|铁|稳|没跑|definite|certain|\bsure\b|no doubt|absolutely|done deal",
        r"没问题|放心|no problem",
        r"批|过|下来|到账|拿到|成|approved?|through|get it|\bpass",
        r"看|审|不一定|说不准|说了不算|定不了|没法|不敢|不能|谁也|depends|can't|cannot|\bmay\b|not up to|decide",
        r"只要|齐|符合|\bif\b|\bonce\b|as long",
        r"不出|误不了|耽误不了|找我|赔",
        r"评|打分|rating|\brate\b|feedback|\bscore|survey|tablet",
        r"五星|好评|满分|满意|五分|十分|高分|绿|笑脸|\bfive\b|\btop\b|\bbest\b|excellent|happy|smiley|\bten\b",
        r"差评|不满意|低|红|\bbad\b|\blow\b|\bpoor\b",
        r"扣|奖金|绩效|考核|指标|主任|领导|bonus|boss|target|\bpay\b",
        r"照实|如实|随|凭|怎么.{0,3}[想觉]|该.{0,2}几|都行|honest|\bany\b|either|you think|your call|\bfree\b",
        r"帮|拜托|照顾|辛苦|支持|please|\bhelp\b|favou?r",
    )
)  # fmt: skip
_OF_RESULTS = (0, 1, 2, 3, 6)  # cues without which nothing is said of a result
_OF_RATINGS = (7, 8, 9)  # ... of a rating
_IN_THE_QUESTION = 5  # cues of a guarantee, which the citizen may ask for

Reading = tuple[str, str | None]  # a reply, and the citizen's line before it


def table(readings: Sequence[Reading]) -> Mixed:
    """Return the features of replies, one row each: meaning, n-grams, cues and pairs of cues."""
    replies = [cues.plain(reply) for reply, _ in readings]
    heard = encoder().encode([line or " " for _, line in readings])
    pooled = np.array([_pooled(reply) for reply in replies])
    found = np.array([_found(reply, line or "") for reply, (_, line) in zip(replies, readings, strict=True)])  # fmt: skip
    left, right = np.tril_indices(len(_CUES), -1)
    together = found[:, left] * found[:, right]
    texts = features.of_texts(replies)
    dense = [
        texts.dense,
        heard * _CITIZEN_SCALE,
        pooled * _CLAUSE_SCALE,
        found * _CUE_SCALE,
        together,
    ]
    return Mixed(np.hstack(dense).astype(np.float32), texts.sparse)


def _pooled(reply: str) -> list[float]:
    """Return the greatest and the least value of each number over the reply's clauses."""
    pieces = [reply[a:b] for a, b in clauses.split(reply)] or [reply]
    vectors = encoder().encode(pieces)
    return [*vectors.max(axis=0), *vectors.min(axis=0)]


def _found(reply: str, line: str) -> list[float]:
    own = [float(bool(cue.search(reply))) for cue in _CUES]
    return own + [float(bool(cue.search(line))) for cue in _CUES[:_IN_THE_QUESTION]]


def train(labelled: Iterable[tuple[Reading, str | None]]) -> LinearClassifier:
    """Return a classifier learnt from replies, each with one of :data:`LABELS` or None."""
    listed = list(labelled)
    truth = np.array([[name == label for name in LABELS] for _, label in listed], dtype=bool)
    return LinearClassifier.fit(table([reading for reading, _ in listed]), truth, _STRENGTH)


@functools.lru_cache(maxsize=2)
def classifier(folder: Path = paths.ACT_MODEL) -> LinearClassifier:
    """Return the trained classifier; it is trained where there is none."""
    from counterpart import training

    training.ensure_trained(folder)
    with np.load(folder / FILE) as arrays:
        return LinearClassifier.from_arrays(arrays, "remarks")


@functools.lru_cache(maxsize=2048)
def read(reply: str, citizen: str | None) -> frozenset[str]:
    """Return which of :data:`LABELS` a reply is; of two on one matter the likelier."""
    plain = cues.plain(reply)
    model = classifier()
    chances = model.probabilities(table([(reply, citizen)]))[0]
    found = set()
    for pair, named in ((slice(0, 2), _OF_RESULTS), (slice(2, 4), _OF_RATINGS)):
        if not any(_CUES[cue].search(plain) for cue in named):
            continue
        best = int(chances[pair].argmax()) + pair.start
        if chances[best] >= model.thresholds[best]:
            found.add(LABELS[best])
    return frozenset(found)


def words(reply: str, label: str) -> Span:
    """Return the clause of a reply that holds most cues of a label, as evidence."""
    own = _CUES[:7] if label.startswith("promise") else _CUES[7:]
    pieces = clauses.split(reply) or [(0, len(reply))]
    start, end = max(pieces, key=lambda piece: sum(bool(c.search(reply, *piece)) for c in own))
    return Span(start, end, label)
