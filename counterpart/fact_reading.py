"""Read whether a reply tells a fact rightly, wrongly or not at all.

Similarity proposes: it finds the stretch of the reply that speaks of the fact. Whether that stretch
agrees is weighed from what it names and denies beside the scenario's right and wrong tellings
(:data:`FEATURES`), by a small logistic model. Its weights are numbers in ``data/fact_weights.yml``,
fitted by :mod:`counterpart.fact_fitting`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterpart import clauses, content, paths
from counterpart.encoder import Vectors, encoder
from counterpart.errors import CounterpartError
from counterpart.scenario import Fact
from counterpart.yamlfile import load, plain

OUTCOMES = ("right", "wrong", "untold")
FEATURES: tuple[str, ...] = (
    "similar_right", "similar_wrong", "similar_fact", "right_over_wrong", "words", "all_words",
    "all_words_in_reply", "denials", "denial_unlike_right", "denial_unlike_wrong", "fact_word_denied",
    "fact_word_denied_near", "number_conflict", "number_agrees", "document_conflict",
    "other_document", "document_agrees", "letters_of_right", "letters_of_wrong",
    "letters_right_over_wrong", "asked", "asked_words", "demands", "demands_more", "length", "topic",
    "similar_all_words", "number_conflict_topic", "but", "most_wrong", "least_wrong",
    "nearest_wrong", "nearest_right", "nearest_wrong_over_right", "most_wrong_clause",
    "last_clause_wrong", "elsewhere", "charges", "question", "very_near_wrong", "very_near_right",
    "denies_more", "unknown_number", "very_short",
)  # fmt: skip
_MOST_STRETCHES = 60  # of a very long reply; single clauses come first
_LONGEST_RUN = 3  # clauses joined into one stretch
_NEAR = 0.22  # a stretch beside the best one, so much below it, still speaks of the fact
_HANDED_BACK = re.compile(r"收好|拿好|拿回|拿走|还您|还给您|带好|别忘了?拿|\bkeep (?:it|them|your)|\bhere(?:'s| is| are) your\b|\bdon't forget\b|\bback to you\b", re.I)  # fmt: skip
_BESIDE = 16  # characters
_LEAST_NEAR = 0.42
_SPEAKS_OF = 0.30  # cosine below which a reply doesn't speak of the fact


@dataclass(frozen=True)
class Stretch:
    """Some adjacent clauses of a reply."""

    start: int
    end: int
    text: str
    joined: bool  # of more than one clause


def stretches(reply: str) -> list[Stretch]:
    """Return every run of one to three adjacent clauses."""
    pieces = clauses.split(reply)
    runs = [
        Stretch(
            pieces[i][0], pieces[i + n - 1][1], reply[pieces[i][0] : pieces[i + n - 1][1]], n > 1
        )
        for n in range(1, _LONGEST_RUN + 1)
        for i in range(len(pieces) - n + 1)
    ]
    return runs[:_MOST_STRETCHES]


@dataclass(frozen=True)
class _Known:
    """What a fact's own text and right tellings name."""

    numbers: frozenset[content.Number]
    units: frozenset[str]
    documents: frozenset[str]
    text: str
    asks_documents: bool
    free: bool
    demands: float
    elsewhere: float
    denies: float
    but: float


@functools.lru_cache(maxsize=512)
def _known(fact: str, examples: tuple[str, ...]) -> _Known:
    texts = (fact, *examples)
    numbers = frozenset().union(*(content.numbers(t) for t in texts))
    return _Known(
        numbers=numbers,
        units=frozenset(unit for _, unit in numbers),
        documents=frozenset().union(*(content.documents(t, True) for t in texts)),
        text=" ".join(texts).lower(),
        asks_documents=bool(content.documents(fact)),
        free=content.is_free(fact),
        demands=float(np.mean([min(2, content.demands(t)) for t in examples])),
        elsewhere=float(np.mean([content.elsewhere(t) for t in examples])),
        denies=float(np.mean([content.denials(t) > 0 for t in examples])),
        but=float(np.mean([content.turns(t) for t in examples])),
    )


def features(
    reply: str, runs: Sequence[Stretch], vectors: Vectors, fact: Fact, asked: bool
) -> tuple[NDArray[np.float64], Stretch] | None:
    """Return the numbers of :data:`FEATURES` for a fact and a reply, and the stretch they are of.

    ``vectors`` are those of ``runs``, shape (len(runs), 512). None where the reply is empty or
    nothing in it speaks of the fact.
    """
    if not runs:
        return None
    known = _known(fact.fact, tuple(fact.examples))
    to_right = vectors @ encoder().encode([*fact.examples, fact.fact]).T
    to_wrong = vectors @ encoder().encode(fact.wrong).T if fact.wrong else np.zeros((len(runs), 1))
    right, whole, wrong = to_right[:, :-1].max(axis=1), to_right[:, -1], to_wrong.max(axis=1)
    if max(right.max(), wrong.max(), whole.max()) < _SPEAKS_OF:
        return None
    groups = fact.must_agree
    words = np.array([share_of_words(run.text, groups) for run in runs])
    joined = np.array([run.joined for run in runs])
    topic = np.maximum(np.maximum(right, wrong), whole) + 0.12 * words - 0.02 * joined
    topic[[bool(_HANDED_BACK.search(reply, run.start, run.end + 6)) for run in runs]] = 0.0
    if topic.max() < _SPEAKS_OF:
        return None
    i = int(topic.argmax())
    text = runs[i].text
    like_right = fact.examples[int(to_right[i, :-1].argmax())]
    like_wrong = fact.wrong[int(to_wrong[i].argmax())] if fact.wrong else ""
    least = max(_LEAST_NEAR, topic[i] - _NEAR)
    near = [j for j in range(len(runs)) if topic[j] >= least and _beside(runs[j], runs[i])] or [i]
    single = [j for j in near if not runs[j].joined] or near
    texts = [runs[j].text for j in near]
    over = (wrong - right).astype(float)
    denies, denies_right = content.denials(text), content.denials(like_right)
    stated = [content.numbers(t) for t in texts]
    conflict = any(
        n not in known.numbers and (n[1] in known.units or (n[1] == "元" and known.free))
        for numbers in stated
        for n in numbers
    )
    papers = max(
        sum(d not in known.documents and d not in known.text for d in content.documents(t))
        for t in texts
    )
    demands = min(2, max(content.demands(t) for t in texts))
    letters_right, letters_wrong = _letters(text, like_right), _letters(text, like_wrong)
    values = (
        right[i], wrong[i], whole[i], right[i] - wrong[i], words[i], words[i] == 1, words.max() == 1,
        min(denies, 2), (denies > 0) != (denies_right > 0),
        (denies > 0) != (content.denials(like_wrong) > 0), _word_denied(text, fact),
        any(_word_denied(t, fact) for t in texts), conflict,
        bool(content.numbers(text) & known.numbers), papers > 0 and known.asks_documents,
        papers > 0 and not known.asks_documents, bool(content.documents(text) & known.documents),
        letters_right, letters_wrong, letters_right - letters_wrong, asked, asked * words[i],
        demands > 0, demands - known.demands, len(text) / 30, topic[i], right[i] * (words[i] == 1),
        conflict * topic[i], any(content.turns(t) for t in texts) - known.but, over[near].max(),
        over[near].min(), wrong[near].max(), right[near].max(), wrong[near].max() - right[near].max(),
        over[single].max(), over[single[-1]],
        max(0.0, any(content.elsewhere(t) for t in texts) - known.elsewhere),
        known.free and any(content.charges(t) for t in texts),
        bool(re.search(r"[?？]", reply[runs[i].start : runs[i].end + 2])), max(0.0, wrong[i] - 0.75),
        max(0.0, right[i] - 0.75), (denies > 0) - known.denies,
        any(not numbers <= known.numbers for numbers in stated), len(reply) < 10,
    )  # fmt: skip
    return np.array(values, dtype=float), runs[i]


def contradicts(values: NDArray[np.float64]) -> bool:
    """Tell from features whether number, document or polarity speak against a right telling."""
    named = dict(zip(FEATURES, values, strict=True))
    return bool(named["number_conflict"] or named["document_conflict"] or named["fact_word_denied"])


def _beside(one: Stretch, other: Stretch) -> bool:
    return one.start >= other.start - _BESIDE and one.end <= other.end + _BESIDE


def share_of_words(text: str, groups: Sequence[Sequence[str]]) -> float:
    """Return the share of the word groups that stand in a text."""
    low = text.lower()
    met = sum(any(word.lower() in low for word in group) for group in groups)
    return met / len(groups) if groups else 0.5


def _word_denied(text: str, fact: Fact) -> bool:
    """Tell whether one of the fact's words is denied here although the examples never do so."""
    for group in fact.must_agree:
        words = [w for w in group if not content.denials(w) and not w.isdigit()]
        here = [w for w in words if w.lower() in text.lower()]
        if len(words) < len(group) or not here or not all(content.denied(text, w) for w in here):
            continue
        usual = sum(any(content.denied(e, w) for w in words) for e in fact.examples)
        if usual * 5 < len(fact.examples):
            return True
    return False


def _bigrams(text: str) -> set[str]:
    text = re.sub(r"[\W_]+", "", text.lower())
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _letters(text: str, other: str) -> float:
    """Return the share of a text's character bigrams that stand in another."""
    own = _bigrams(text)
    return len(own & _bigrams(other)) / len(own) if other else 0.0


@dataclass(frozen=True)
class Weights:
    """The fitted model: mean and scale of each feature, weights of shape (3, features)."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercepts: NDArray[np.float64]

    def probabilities(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probabilities of :data:`OUTCOMES`, rounded to three decimals."""
        scores = self.weights @ ((values - self.mean) / self.scale) + self.intercepts
        odds = np.exp(scores - scores.max())
        return np.asarray(np.round(odds / odds.sum(), 3))


@functools.lru_cache(maxsize=2)
def weights(file: Path = paths.DATA / "fact_weights.yml") -> Weights:
    """Return the weights of a file.

    Raises:
        CounterpartError: E207 where a feature is missing or unknown.
    """
    rows = plain(load(file))
    table = rows["features"]
    if set(table) != set(FEATURES):
        wrong = ", ".join(sorted(set(table) ^ set(FEATURES)))
        raise CounterpartError("E207", file=file, cause=wrong, valid=", ".join(FEATURES))
    numbers = np.array([table[name] for name in FEATURES], dtype=float)
    return Weights(
        numbers[:, 0], numbers[:, 1], numbers[:, 2:].T, np.array(rows["intercepts"], dtype=float)
    )
