"""Taboo phrases: nothing rude, mocking, cold, threatening or belittling is said."""

from __future__ import annotations

from counterpart.rubric import wording
from counterpart.rubric.finding import Turn, Verdict

ID = "taboo"
NAME = {"zh": "服务忌语", "en": "Taboo phrases"}
RULE = {
    "zh": "不说服务忌语，不因外貌、年龄、口音、身份轻慢对方。",
    "en": "Say nothing rude or cold, and nothing that treats the citizen as lesser.",
}
SOURCE = "Handout, faults 1 and 5; domain.md 2B"
ADVICE = {
    "met": {"zh": "没有忌语。", "en": "No taboo phrase."},
    "missed": {
        "zh": "“{words}”是服务忌语，说出口很难挽回。",
        "en": "“{words}” is a taboo phrase; it is hard to win back what it costs.",
    },
    "partly": {
        "zh": "“{words}”听着可能有些生硬。",
        "en": "“{words}” may sound cold.",
    },
    "slight": {
        "zh": "“{words}”让对方觉得低人一等。",
        "en": "“{words}” treats the person as lesser.",
    },
}
SURE = 0.65  # confidence from which the words count as an offence
_INSTEAD = {"zh": "您别着急，我来帮您看", "en": "let me see how I can help"}


def assess(turn: Turn) -> Verdict | None:
    """Judge every reply: a taboo phrase costs its penalty, its absence earns nothing."""
    found = turn.found("taboo", "discrimination")
    if not found:
        return None
    better = wording.replaced(turn.reply, found, _INSTEAD[turn.language])
    sure = [span for span in found if span.confidence >= SURE]
    if not sure:
        return Verdict("partly", tuple(found), better=better)
    slight = sure[0].act == "discrimination"
    return Verdict("missed", tuple(sure), "slight" if slight else "missed", better)
