"""Recognise by meaning what a reply tells: facts, corrections, and questions to the citizen.

Sentence similarity only proposes. A fact counts as told when its own words stand in the same
stretch of the reply, with the same polarity and no other number; otherwise a near sentence is
*wrong information*, which is its own finding and never credit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpart import clauses, requests
from counterpart.encoder import Vectors, encoder
from counterpart.scenario import Answer, Fact, Misunderstanding

_TOLD = 0.45  # cosine to the nearest example, when the fact's words agree
_ANSWERED = 0.30  # ... when the citizen has just asked for it
_TOLD_WITHOUT_WORDS = 0.72  # ... when the scenario names no words
_WRONG = 0.60  # cosine to the nearest example or wrong telling
_WRONGLY_TOLD = 0.75  # ... to a wrong telling alone, when it is nearer than any right one
_WRONG_MARGIN = 0.08
_CORRECTED = 0.52
_CORRECTED_IN_WORDS = 0.35  # ... when the correction's own words are said
_THE_SAME = 0.95  # as good as the example itself
_LONGEST_NUMBER = 15  # digits that are read
_LEAN = 0.06  # for or against an example by whether both negate something
_ASKED = 0.72
_ASKED_WITH_MARK = 0.48
_CONFIRMED = 0.70
_RESTATED = 0.38
_NO_QUESTION = ("sign", "waiting", "sit_down")
_MOST_STRETCHES = 60  # of a very long reply; single clauses come first
_LONGEST_RUN = 3  # clauses joined into one stretch

_NEGATION = re.compile(
    r"不用|不必|不需要?|不要|无需|没有|用不着|不能|不可以|不得|不再|不会|不是|别|不算|取消|免"
    r"|\b(?:not|no|never|without|cannot|neither|nobody|nothing)\b|n't\b",
    re.IGNORECASE,
)
_NEGATED_BEFORE = re.compile(
    r"(?:不用|不必|不需要?|不要|无需|用不着|不得|别|不能)[^,，。;；!！?？]{0,6}$"
    r"|(?:\b(?:not|never|no|without)\b|n't\b)[^,.;!?]{0,18}$",
    re.IGNORECASE,
)
_NEGATED_AFTER = re.compile(
    r"^[^,，。;；!！?？]{0,3}(?:不了|不成|不行|不够|不用|不要|不需要|不算|没用)"
    r"|^[^,.;!?]{0,12}(?:\b(?:isn't|is not|aren't|are not|won't)\b)",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"身份证|户口[本簿]|结婚证|离婚证|居住证|社保卡|劳动合同|工资[条单]|介绍信|离职证明|缴费凭证|凭证|银行卡|营业执照|护照|照片"
    r"|\b(?:passport|payslips?|contract|bank card|household register|tax certificate|photos?|marriage certificate)\b",
    re.IGNORECASE,
)
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2}
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?|[零一二三四五六七八九十百千万两俩]+)\s*(个?工作日|个月|小时|分钟|天|元|块|年|%|％|岁|"
                     r"working days?|days?|weeks?|months?|years?|yuan|percent)", re.IGNORECASE)  # fmt: skip
_DATE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (January|February|March|April|May|June|July|August|September"
                   r"|October|November|December)\b|\b(January|February|March|April|May|June|July|August|September"
                   r"|October|November|December) (\d{1,2})\b", re.IGNORECASE)  # fmt: skip
_ASKS = re.compile(r"[?？]|[吗么呢吧]\s*$|^(?:do|did|does|have|has|are|is|can|could|which|what|when|where|who|how)\b",
                   re.IGNORECASE)  # fmt: skip


_HEDGED = re.compile(
    r"以.{0,10}为准|各地.{0,6}(?:不一|不同|有别|略有|差异|不大一样)|(?:每个|各个)(?:地方|城市|省).{0,4}(?:不一|不同)|看(?:当地|本地)|按(?:当地|本地|各地)"
    r"|\blocal (?:service )?guide\b|\bvar(?:y|ies)\b|\bdiffers?\b|\bdepends on (?:the|your|where)\b|\bdepending on (?:the|your|where)\b|\bcheck (?:the|with the|your) local\b",
    re.IGNORECASE,
)


def hedged(reply: str) -> bool:
    """Tell whether a reply says that a figure is local (以本地办事指南为准)."""
    return bool(_HEDGED.search(reply))


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
class Told:
    """What a reply says of one fact: ``right`` or wrong, and where."""

    fact: str
    right: bool
    start: int
    end: int


class Meaning:
    """The meaning of one reply, encoded once."""

    def __init__(self, reply: str) -> None:
        self.reply = reply
        self.stretches = stretches(reply)
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
        right, wrong = self.nearest(fact.examples), self.nearest(fact.wrong)
        alike = self.nearest([w for w in fact.wrong if _agrees(w, fact)])
        enough = (_ANSWERED if asked else _TOLD) if fact.must_agree else _TOLD_WITHOUT_WORDS
        single = [(i, s) for i, s in enumerate(self.stretches) if not s.joined]
        denied = [
            s for i, s in single if max(right[i], wrong[i]) >= _WRONG and _contradicts(s.text, fact)
        ]
        listed = np.flatnonzero((wrong >= _THE_SAME) & (wrong > right))
        if len(listed):
            stretch = self.stretches[int(listed[0])]
            return Told(fact.id, False, stretch.start, stretch.end)
        for i in np.argsort(-right):
            stretch = self.stretches[int(i)]
            if right[i] < max(enough, alike[i]) or not _words_agree(stretch.text, fact):
                continue
            if not any(stretch.start <= m.start and m.end <= stretch.end for m in denied):
                return Told(fact.id, True, stretch.start, stretch.end)
        mistaken = denied + [s for i, s in single if _sounds_wrong(s, fact, right[i], wrong[i])]
        return Told(fact.id, False, mistaken[0].start, mistaken[0].end) if mistaken else None

    def corrects(self, wrong: Misunderstanding) -> bool:
        """Tell whether the reply puts the misunderstanding right.

        Where the scenario names the words of a correction, one of each group must be said and not
        denied; without them the nearest example decides, which overlooks short corrections.
        """
        if np.any(self.nearest(wrong.not_corrected_by) >= _THE_SAME):
            return False
        good, leaning = self.nearest(wrong.corrected_by), self._alike(wrong.corrected_by)
        bad = self._alike(wrong.not_corrected_by)
        if not wrong.must_agree:
            return bool(np.any((good >= _CORRECTED) & (leaning > bad)))
        return any(
            all(_stated(stretch.text, group) for group in wrong.must_agree)
            and good[i] >= _CORRECTED_IN_WORDS
            and not (bad[i] >= _WRONGLY_TOLD and bad[i] > leaning[i] + _WRONG_MARGIN)
            for i, stretch in enumerate(self.stretches)
            if not stretch.joined
        )

    def confirms(self, wrong: Misunderstanding) -> tuple[int, int] | None:
        """Return where the reply confirms the misunderstanding, or None."""
        good, bad = self._alike(wrong.corrected_by), self._alike(wrong.not_corrected_by)
        for i, stretch in enumerate(self.stretches):
            if bad[i] >= _CONFIRMED and bad[i] > good[i] + _WRONG_MARGIN:
                return stretch.start, stretch.end
        return None

    def restates(self, case: Sequence[str]) -> bool:
        """Tell whether what the reply says back is near to the citizen's own case."""
        return bool(np.any(self.nearest(case) >= _RESTATED))

    def _alike(self, examples: Sequence[str]) -> NDArray[np.float64]:
        """Return for each stretch the cosine to its nearest example, leaning to equal polarity."""
        if not examples or not self.stretches:
            return np.full(len(self.stretches), -1.0)
        own = np.array([bool(_NEGATION.search(s.text)) for s in self.stretches])
        theirs = np.array([bool(_NEGATION.search(example)) for example in examples])
        lean = np.where(own[:, None] == theirs[None, :], _LEAN, -_LEAN)
        return np.asarray((self.vectors @ encoder().encode(list(examples)).T + lean).max(axis=1))

    def asks(self, answers: Sequence[Answer]) -> str | None:
        """Return the id of the answer that the reply asks for, or None."""
        best: tuple[float, str] | None = None
        for answer in answers:
            for score, stretch in zip(self.nearest(answer.asked), self.stretches, strict=True):
                if (
                    requests.checks(stretch.text)
                    or requests.on_the_spot(stretch.text) in _NO_QUESTION
                ):
                    continue
                mark = self.reply[stretch.end : stretch.end + 1]
                enough = _ASKED_WITH_MARK if _ASKS.search(stretch.text + mark) else _ASKED
                if score >= enough and (best is None or score > best[0]):
                    best = (float(score), answer.id)
        return best[1] if best else None


def _sounds_wrong(stretch: Stretch, fact: Fact, right: float, wrong: float) -> bool:
    near = wrong >= _WRONGLY_TOLD and wrong > right + _WRONG_MARGIN
    return near and not _agrees(stretch.text, fact)


def _words_agree(text: str, fact: Fact) -> bool:
    low = text.lower()
    return all(any(word.lower() in low for word in group) for group in fact.must_agree)


def _agrees(text: str, fact: Fact) -> bool:
    """Tell whether words, polarity and numbers are the fact's; meaning aside."""
    return _words_agree(text, fact) and not _contradicts(text, fact)


def _contradicts(text: str, fact: Fact) -> bool:
    return (
        _negates(text, fact)
        or not _numbers(text) <= _known_numbers(fact)
        or not _documents(text) <= _known_documents(fact)
    )


def _documents(text: str) -> set[str]:
    """Return the documents a text asks for; those it says are not needed don't count."""
    named = _DOCUMENTS.finditer(text)
    return {
        m.group().lower() for m in named
        if not _NEGATED_BEFORE.search(text[: m.start()]) and not _NEGATED_AFTER.search(text[m.end() :])
    }  # fmt: skip


def _known_documents(fact: Fact) -> set[str]:
    return {m.group().lower() for t in [fact.fact, *fact.examples] for m in _DOCUMENTS.finditer(t)}


def _negates(text: str, fact: Fact) -> bool:
    """Tell whether one of the fact's words is negated here although the examples never do so."""
    for group in fact.must_agree:
        words = [w for w in group if not _NEGATION.search(w) and not w.isdigit()]
        if words and len(words) == len(group):
            here = [w for w in words if w.lower() in text.lower()]
            if here and all(_negated(text, w) for w in here):
                usual = sum(any(_negated(e, w) for w in words) for e in fact.examples)
                if usual * 5 < len(fact.examples):
                    return True
    return False


def _stated(text: str, words: Sequence[str]) -> bool:
    """Tell whether one of the words is said and, unless it is itself a denial, not denied."""
    low = text.lower()
    return any(
        word.lower() in low and (bool(_NEGATION.search(word)) or not _negated(text, word))
        for word in words
    )


def _negated(text: str, word: str) -> bool:
    at = text.lower().find(word.lower())
    after = text[at + len(word) :]
    return at >= 0 and bool(_NEGATED_BEFORE.search(text[:at]) or _NEGATED_AFTER.search(after))


def _numbers(text: str) -> set[tuple[float, str]]:
    found = {(_value(n), _unit(u)) for n, u in _NUMBER.findall(text)}
    for day, month, month2, day2 in _DATE.findall(text):
        found.add((float(day or day2), (month or month2).lower()))
    return {(value, unit) for value, unit in found if value >= 0}


def _known_numbers(fact: Fact) -> set[tuple[float, str]]:
    return set().union(*(_numbers(t) for t in [fact.fact, *fact.examples]))


def _unit(unit: str) -> str:
    unit = unit.lower().removeprefix("个").rstrip("s")
    return {"块": "元", "％": "%", "yuan": "元", "percent": "%"}.get(unit, unit)


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", "")[:_LONGEST_NUMBER])
    total = part = digit = 0
    for c in number[:_LONGEST_NUMBER]:
        if c in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[c]
        elif c == "万":
            total, part, digit = (total + part + digit) * 10_000, 0, 0
        else:
            part += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
    return float(total + part + digit)
