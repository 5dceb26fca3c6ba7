"""Courtesy words: a request to the citizen carries 请 or its like."""

from __future__ import annotations

from counterpart.rubric import mending, wording
from counterpart.rubric.finding import Turn, Verdict

ID = "courtesy_words"
NAME = {"zh": "请字当头", "en": "Please"}
RULE = {
    "zh": "请对方做什么时，要带“请”“麻烦您”一类的词。",
    "en": "A request to the citizen carries please or its like.",
}
SOURCE = "Handout, skill 4 (say 请 and 谢谢); domain.md 2A 十字文明用语, 2B 命令"
ADVICE = {
    "met": {"zh": "提要求时用了礼貌用语。", "en": "You asked with a courtesy word."},
    "partly": {
        "zh": "有的话很客气，“{words}”却像在下命令，对方会觉得被使唤。",
        "en": "One request was courteous, but “{words}” orders them about.",
    },
    "missed": {
        "zh": "“{words}”是命令的口气，对方会觉得被使唤。",
        "en": "“{words}” is an order, and nobody likes to be ordered about.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that ask the citizen to do something."""
    polite, bare = turn.found("please"), mending.commands(turn)
    if not polite and not bare:
        return None
    if not bare:
        return Verdict("met", tuple(polite))
    return Verdict("partly" if polite else "missed", tuple(bare), better=wording.asked(turn))
