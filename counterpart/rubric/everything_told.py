"""Everything told at once (一次性告知): no fact the citizen needs is left out.

Judged over the whole talk, when it ends: the scenario's ``must_tell`` against what was told, and
in how many replies.
"""

from __future__ import annotations

from collections.abc import Iterable

from counterpart.rubric.finding import Turn, Verdict

ID = "everything_told"
NAME = {"zh": "一次性告知", "en": "Everything told"}
RULE = {
    "zh": "对方需要知道的事一次说全、说对。",
    "en": "Tell the citizen all they need to know, and tell it right.",
}
SOURCE = "domain.md 1.3 一次性告知制"
AT_ONCE = 3  # replies
ADVICE = {
    "met": {"zh": "该告知的都说到了。", "en": "You told them all they needed."},
    "partly": {
        "zh": "还没告知：{words}，对方可能要为此再跑一趟。",
        "en": "Not told: {words}; they may have to come back for it.",
    },
    "piecemeal": {
        "zh": "都说到了，只是分了好几次；一次说全，对方不用再三追问。",
        "en": "You told them all they needed, but in pieces; say it at once, so nobody has to ask again.",
    },
    "missed": {
        "zh": "大部分没有告知：{words}，对方回去还是不知道怎么办。",
        "en": "Most was left untold ({words}), so they leave not knowing what to do.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Say nothing of a single reply."""
    return None


_AT_ONCE = {"zh": "我一次跟您说全：", "en": "Let me tell you everything at once. "}


def at_once(facts: Iterable[str], language: str) -> str:
    """Return facts, each as a clerk would say it, as one thing to say."""
    stop, joint = ("。", "") if language == "zh" else (".", " ")
    return _AT_ONCE[language] + joint.join(fact.rstrip(stop) + stop for fact in facts)


def of_talk(told: int, needed: int, replies: int) -> Verdict | None:
    """Judge a whole talk; None where the scenario asks for nothing.

    ``replies`` counts those that told something new: more than :data:`AT_ONCE` are piecemeal.
    """
    if not needed:
        return None
    if told >= needed:
        return Verdict("met") if replies <= AT_ONCE else Verdict("partly", words="piecemeal")
    return Verdict("partly" if told * 2 >= needed else "missed")
