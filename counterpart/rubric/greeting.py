"""Greeting: the clerk opens the contact."""

from __future__ import annotations

from counterpart.rubric import wording
from counterpart.rubric.finding import Turn, Verdict

ID = "greeting"
NAME = {"zh": "主动问候", "en": "Greeting"}
RULE = {
    "zh": "第一句话先向来人问候（来有迎声）。",
    "en": "Your first words greet the person who has come.",
}
SOURCE = "Handout, skill 1 (greet as one greets a guest); domain.md 2A 迎接, 五声"
ADVICE = {
    "met": {
        "zh": "先打了招呼，对方知道您在听。",
        "en": "You greeted first: they know they have your attention.",
    },
    "missed": {
        "zh": "第一句“{words}”不是问候，对方会觉得自己来得不是时候。",
        "en": "“{words}” is no greeting to begin with, so they feel like one more number.",
    },
}
_HELLO = {"zh": "您好，", "en": "Good morning."}


def assess(turn: Turn) -> Verdict | None:
    """Judge the first reply only."""
    if not turn.first:
        return None
    found = turn.found("greeting")
    if found:
        return Verdict("met", tuple(found))
    hello = turn.matter.greeting or _HELLO[turn.language]
    seen = turn.channel == "counter"  # nobody is seen on the telephone
    better = wording.greeted(turn, turn.matter.address if seen else "", hello)
    return Verdict("missed", better=better, about=turn.clauses[0])
