"""Courtesy words: a request to the citizen carries 请 or its like."""

from __future__ import annotations

from counterpart.acts import overlap
from counterpart.rubric import wording
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
        "zh": "有的要求用了“请”，“{words}”却像命令。",
        "en": "One request was courteous, but “{words}” sounds like an order.",
    },
    "missed": {
        "zh": "“{words}”听起来是命令，不是请求。",
        "en": "“{words}” is an order, not a request.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that ask the citizen to do something."""
    offences = turn.found("taboo", "discrimination", "shirking")
    polite = turn.found("please")
    bare = [
        span
        for span in turn.found("bare_command")
        if not any(overlap(span, other) for other in offences)
    ]
    if not polite and not bare:
        return None
    if not bare:
        return Verdict("met", tuple(polite))
    span = bare[0]
    words = turn.text(span)
    said_better = wording.replaced(turn.reply, [span], _courteous(words, turn.language))
    return Verdict("partly" if polite else "missed", tuple(bare), better=said_better)


def _courteous(words: str, language: str) -> str:
    if language == "en":
        return f"{words}, please"
    if words.startswith(("您", "你")):
        return f"麻烦您{words[1:]}"
    return f"{words}，麻烦您了"
