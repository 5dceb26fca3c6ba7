"""Everything told at once (一次性告知): no fact the citizen needs is left out.

Judged over the whole talk, when it ends: the scenario's ``must_tell`` against what was told.
"""

from __future__ import annotations

from counterpart.rubric.finding import Turn, Verdict

ID = "everything_told"
NAME = {"zh": "一次性告知", "en": "Everything told"}
RULE = {
    "zh": "对方需要知道的事一次说全、说对。",
    "en": "Tell the citizen all they need to know, and tell it right.",
}
SOURCE = "domain.md 1.3 一次性告知制"
ADVICE = {
    "met": {"zh": "该告知的都说到了。", "en": "You told them all they needed."},
    "partly": {"zh": "还没告知：{words}。", "en": "Not told: {words}."},
    "missed": {"zh": "大部分没有告知：{words}。", "en": "Most was left untold: {words}."},
}


def assess(turn: Turn) -> Verdict | None:
    """Say nothing of a single reply."""
    return None


def of_talk(told: int, needed: int) -> Verdict | None:
    """Judge a whole talk; None where the scenario asks for nothing."""
    if not needed:
        return None
    if told >= needed:
        return Verdict("met")
    return Verdict("partly" if told * 2 >= needed else "missed")
