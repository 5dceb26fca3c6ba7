"""Taboo phrases: nothing rude, mocking, cold or threatening is said."""

from __future__ import annotations

from counterpart.acts import overlap
from counterpart.rubric import wording
from counterpart.rubric.finding import SURE, Turn, Verdict

ID = "taboo"
NAME = {"zh": "服务忌语", "en": "Taboo phrases"}
RULE = {
    "zh": "不说粗暴、嘲讽、冷漠、威胁的话。",
    "en": "Say nothing rude, mocking, cold or threatening.",
}
SOURCE = "Handout, fault 1; domain.md 2B"
ADVICE = {
    "met": {"zh": "没有忌语。", "en": "No taboo phrase."},
    "missed": {
        "zh": "“{words}”是服务忌语，说出口很难挽回。",
        "en": "“{words}” is a taboo phrase; it is hard to win back what it costs.",
    },
    "partly": {
        "zh": "“{words}”听着可能有些生硬，心里着急的人容易多心。",
        "en": "“{words}” may sound cold to somebody who is tense.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge every reply: a taboo phrase costs its penalty, its absence earns nothing."""
    slights = turn.found("discrimination")  # counted once, by equal_treatment
    found = [s for s in turn.found("taboo") if not any(overlap(s, other) for other in slights)]
    if not found:
        return None
    sure = [span for span in found if span.confidence >= SURE]
    better = wording.kinder(turn, found)
    return Verdict("missed" if sure else "partly", tuple(sure or found), better=better)
