"""Honest words in the place of guarantees, and of begging for a rating."""

from __future__ import annotations

import re

from counterpart import clauses, remarks
from counterpart.acts import Span
from counterpart.cues import plain
from counterpart.rubric.finding import Turn

_SURE = re.compile(
    r"保证|担保|包票|保票|肯定|绝对|一定[能会可行]|准[能行成过]|百分之?百|板上钉钉|没跑"
    r"|\b(?:guarantee\w*|promise|definitely|for sure|certainly|no doubt|without fail|done deal)\b",
    re.IGNORECASE,
)
_OWN_WORK = re.compile(r"我.{0,6}(?:帮|替|查|问|联系|打电话|告诉|通知|看)|\bi(?:'ll| will) (?:check|ask|call|ring|tell|let you know|look|help)\b", re.I)  # fmt: skip
_NOT_DONE = re.compile(
    r"没能|没有|没办|抱歉|对不起|\b(?:couldn't|wasn't able|sorry)\b", re.IGNORECASE
)
_BEGGING = re.compile(
    r"五星|好评|满分|[五十]分|满意|差评|绩效|考核|指标|奖金|扣钱|帮帮忙|拜托|支持一下|评价器|打分"
    r"|\b(?:five|stars?|top marks?|rating|survey|feedback|bonus|target|my boss|my manager|excellent)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"[天日周月号]|礼拜|马上|到账|\b(?:days?|weeks?|months?|today|tomorrow|soon|morning)\b", re.I)  # fmt: skip
_HONEST = {
    "zh": "结果要看审核，有消息我马上告诉您",
    "en": "The decision isn't mine, but I'll tell you as soon as I hear.",
}
_HONEST_TIME = {
    "zh": "哪天能办成我不敢打包票，有进展我马上告诉您",
    "en": "I can't promise a day, but I'll tell you as soon as there is news.",
}
_NEUTRAL = {"zh": "请您照实评价", "en": "Please rate the service just as you found it."}


def promises(turn: Turn) -> list[Span]:
    """Return the clauses that guarantee an outcome; none where the reply guarantees nothing."""
    if "promise_made" not in turn.remarks:
        return []
    sure = [s for s in _clauses(turn, _SURE) if not _OWN_WORK.search(plain(turn.text(s)))]
    if sure:
        return sure
    likely = remarks.words(turn.reply, "promise_made")
    return [] if _NOT_DONE.search(turn.text(likely)) else [likely]


def begging(turn: Turn) -> list[Span]:
    """Return the clauses that beg for a good rating; none where the reply doesn't."""
    if "rating_begged" not in turn.remarks:
        return []
    return sorted({remarks.words(turn.reply, "rating_begged"), *_clauses(turn, _BEGGING)})


def honest(turn: Turn, guaranteed: list[Span]) -> str:
    """Return what a clerk can say in the place of a guarantee: of a day, or of a result."""
    day = any(_TIME.search(turn.text(span)) for span in guaranteed)
    return (_HONEST_TIME if day else _HONEST)[turn.language]


def neutral(turn: Turn) -> str:
    """Return an invitation to rate that asks for no grade."""
    return _NEUTRAL[turn.language]


def _clauses(turn: Turn, words: re.Pattern[str]) -> list[Span]:
    text = plain(turn.reply)
    label = "promise_made" if words is _SURE else "rating_begged"
    return [Span(a, b, label) for a, b in clauses.split(turn.reply) if words.search(text, a, b)]
