"""Recognise by meaning what a reply tells: facts, corrections, and questions to the citizen.

Sentence similarity only proposes; what a stretch names and denies decides
(:mod:`counterpart.fact_reading`). Wrong information is its own finding and never credit.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpart import fact_reading, paths, questions, requests
from counterpart.encoder import Vectors, encoder
from counterpart.fact_reading import Stretch, stretches
from counterpart.questions import Question
from counterpart.scenario import Answer, Fact, Misunderstanding
from counterpart.yamlfile import load, plain

_RESTATED = 0.38
_RESTATED_DETAIL = 0.5
_THE_SAME = 0.95  # as good as the listed wrong telling itself
_ASKED = 0.66
_ASKED_WITH_MARK = 0.52
_ASKED_TO_AGREE = 0.58  # ... whether they agree
_ASKED_WITH_MORE = 0.60  # ... beside the clauses before
_PERHAPS_ASKED = 0.42  # ... where no other answer is near
_LEAD = 0.08
_ASKED_ON_THE_SPOT = 0.75  # ... in the form of a request
_MOST_ANSWERS = 2
_SHORT = 8  # characters; what so short a question means stands in the clause before
_TAG = 4  # characters: "行吗", "好不好"; what is to be agreed to stands in the clause before
_MARKS = ("?", "？")
_NEAR = 0.5  # cosine to a right telling from which a stretch may speak of the fact
_LISTED = 0.85  # ... although it reads like a question about the talk itself
_ABOUT_THE_CASE = ("case", "echo", "consent", "worry")
_NO_QUESTION = ("sign", "waiting", "sit_down")

_HEDGED = re.compile(
    r"以.{0,10}为准|各地.{0,6}(?:不一|不同|有别|略有|差异|不大一样)|(?:每个|各个)(?:地方|城市|省).{0,4}(?:不一|不同)|看(?:当地|本地)|按(?:当地|本地|各地)"
    r"|\blocal (?:service )?guide\b|\bvar(?:y|ies)\b|\bdiffers?\b|\bdepends on (?:the|your|where)\b|\bdepending on (?:the|your|where)\b|\bcheck (?:the|with the|your) local\b",
    re.IGNORECASE,
)


def hedged(reply: str) -> bool:
    """Tell whether a reply says that a figure is local (以本地办事指南为准)."""
    return bool(_HEDGED.search(reply))


def said(fact: Fact) -> str:
    """Return a fact as a clerk says it: the first right telling, hedged where it has to be."""
    tellings = (t for t in fact.examples if hedged(t) or not fact.local)
    return next(tellings, fact.fact)


@dataclass(frozen=True)
class _Bar:
    """Probabilities from which a fact counts as told rightly, and wrongly."""

    right: float
    wrong: float


# A false alarm would blame the trainee for nothing, so "wrong" asks for more.
_PLAIN = _Bar(right=0.50, wrong=0.75)
_ANSWER = _Bar(right=0.40, wrong=0.75)  # the citizen has just asked for it
_NAMED = _Bar(right=0.90, wrong=0.50)  # a number, a document or a denial speaks against it


@dataclass(frozen=True)
class Told:
    """What a reply says of one fact: ``right`` or wrong, and where."""

    fact: str
    right: bool
    start: int
    end: int
    confidence: float = 1.0  # probability, kept to three decimals


@dataclass(frozen=True)
class Asked:
    """An answer that a reply asks for, and how near the question is to the scenario's."""

    answer: str
    similarity: float
    start: int


class Meaning:
    """The meaning of one reply, encoded once."""

    def __init__(self, reply: str) -> None:
        self.reply = reply
        self.stretches = stretches(reply)
        self.questions = questions.find(reply)
        self.vectors: Vectors = encoder().encode([s.text for s in self.stretches])

    def nearest(self, examples: Sequence[str]) -> NDArray[np.float64]:
        """Return for each stretch the cosine to its nearest example (-1 where there is none)."""
        if not examples or not self.stretches:
            return np.full(len(self.stretches), -1.0)
        return np.asarray((self.vectors @ encoder().encode(list(examples)).T).max(axis=1))

    def told(self, fact: Fact, asked: bool = False) -> Told | None:
        """Tell whether the reply tells ``fact``, rightly or wrongly; None where it doesn't.

        ``asked`` says that the citizen has just asked for it, so that a short answer will do.
        """
        read = fact_reading.features(self.reply, self.stretches, self.vectors, fact, asked)
        if read and self._asks_something(read[1]):  # a question tells nothing; look beside it
            told = [i for i, s in enumerate(self.stretches) if not self._asks_something(s)]
            rest = [self.stretches[i] for i in told]
            read = fact_reading.features(self.reply, rest, self.vectors[told], fact, asked)
        if read is None:
            return None
        values, stretch = read
        near = float(self.nearest(fact.wrong).max())
        if near >= _THE_SAME and near > self.nearest(fact.examples).max():
            return Told(fact.id, False, stretch.start, stretch.end)
        right, wrong, _ = fact_reading.weights().probabilities(values)
        if fact_reading.contradicts(values):
            bar = _NAMED
        else:
            bar = _ANSWER if asked else _PLAIN
        if wrong >= bar.wrong and wrong > right:
            return Told(fact.id, False, stretch.start, stretch.end, float(wrong))
        if right >= bar.right and right > wrong:
            return Told(fact.id, True, stretch.start, stretch.end, float(right))
        return None

    def _asks_something(self, stretch: Stretch) -> bool:
        mark = self.reply[stretch.end : stretch.end + 1]
        return mark in _MARKS or stretch.text.endswith(("吗", "么", "没"))

    def nears(self, fact: Fact, words: float = 0.0) -> bool:
        """Tell whether the reply speaks of a fact, told or not, with this share of its word groups."""
        near = self.nearest(fact.examples)
        return any(
            near[i] >= _NEAR and fact_reading.share_of_words(s.text, fact.must_agree) >= words
            for i, s in enumerate(self.stretches)
            if not self._asks_something(s)
        )

    def corrects(self, wrong: Misunderstanding, voiced: bool = False) -> Told | None:
        """Tell whether the reply puts the misunderstanding right, or confirms it (not ``right``).

        ``voiced`` says that the citizen has just voiced it, so that a short answer will do.
        """
        return self.told(wrong.as_fact(), voiced)

    def restates(self, case: Sequence[str], details: Sequence[str]) -> bool:
        """Tell whether what the reply says back is near to the citizen's own case or its details."""
        return bool(
            np.any(self.nearest(case) >= _RESTATED)
            or np.any(self.nearest(details) >= _RESTATED_DETAIL)
        )

    def asks(self, answers: Sequence[Answer]) -> list[Asked]:
        """Return which answers the reply asks for, at most two, in the order of the text."""
        if not answers or not self.stretches:
            return []
        near = np.array(
            [self.nearest(asked) for asked in (*(a.asked for a in answers), _off_topic())]
        )
        found: dict[str, Asked] = {}
        for question in self.questions:
            best = self._asked(question, near)
            if best is None or best[1] == len(answers):
                continue
            score, row = best
            asked = Asked(answers[row].id, score, question.start)
            if asked.answer not in found or score > found[asked.answer].similarity:
                found[asked.answer] = asked
        most = sorted(found.values(), key=lambda asked: -asked.similarity)[:_MOST_ANSWERS]
        return sorted(most, key=lambda asked: asked.start)

    def _asked(self, question: Question, near: NDArray[np.float64]) -> tuple[float, int] | None:
        """Return how near a question comes to an answer's, and the answer's row in ``near``.

        The last row is of questions off the topic. A question counts by its own words; a very short one also with the clauses before.
        """
        own = [i for i, s in enumerate(self.stretches) if (s.start, s.end) == question.place]
        if not own:
            return None
        score = near[:, own[0]]
        if question.kind not in _ABOUT_THE_CASE:
            return _best(score, _LISTED, False)
        if requests.on_the_spot(self.stretches[own[0]].text) in _NO_QUESTION:
            return _best(score, _ASKED_ON_THE_SPOT, False)
        found = []
        if question.kind != "consent" or question.end - question.start > _TAG:
            plain = question.marked and question.kind != "consent"
            unsure = _ASKED_TO_AGREE if question.kind == "consent" else _ASKED
            found = [_best(score, _ASKED_WITH_MARK if plain else unsure, plain)]
        if question.end - question.start <= _SHORT:
            found += [
                _best(near[:, i], _ASKED_WITH_MORE, False) for i in self._leading_to(question)
            ]
        return max((best for best in found if best), default=None)

    def _leading_to(self, question: Question) -> list[int]:
        """Return the stretches that end with a question and hold no other one."""
        others = [q.start for q in self.questions if q.start < question.start]
        return [
            i for i, s in enumerate(self.stretches)
            if s.joined and s.end == question.end and not any(s.start <= at for at in others)
        ]  # fmt: skip


@functools.lru_cache(maxsize=1)
def _off_topic() -> list[str]:
    """Return questions that no answer of any scenario is to."""
    lists = plain(load(paths.DATA / "off_topic.yml"))
    return [text for language in sorted(lists) for text in lists[language]]


def _best(near: NDArray[np.float64], enough: float, marked: bool) -> tuple[float, int] | None:
    """Return the nearest answer with its similarity, or None where it isn't near enough."""
    order = near.argsort()[::-1]
    score = float(near[order[0]])
    lead = score - float(near[order[1]]) if len(order) > 1 else score
    if score >= enough or (marked and score >= _PERHAPS_ASKED and lead >= _LEAD):
        return score, int(order[0])
    return None
