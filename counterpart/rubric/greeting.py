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
        "zh": "第一句没有问候，对方会觉得不受欢迎。",
        "en": "Your first reply has no greeting, so the person does not feel received.",
    },
}
_OPENING = {"zh": "您好，", "en": "Good morning."}


def assess(turn: Turn) -> Verdict | None:
    """Judge the first reply only."""
    if not turn.first:
        return None
    found = turn.found("greeting")
    if found:
        return Verdict("met", tuple(found))
    return Verdict(
        "missed", better=wording.before(_OPENING[turn.language], turn.reply, turn.language)
    )
