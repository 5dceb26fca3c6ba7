"""Correct information: what is told is right, and local figures are told as local."""

from __future__ import annotations

from counterpart.rubric import mending, wording
from counterpart.rubric.finding import Turn, Verdict

ID = "correct_information"
NAME = {"zh": "信息准确", "en": "Correct information"}
RULE = {
    "zh": "说的数字、材料、地点要准；各地不同的数字要说明以本地办事指南为准。",
    "en": "Figures, papers and places are right; a figure that differs locally is said to.",
}
SOURCE = "domain.md 1.1 (指南准确), 1.3 一次性告知制, §5 grader rule"
ADVICE = {
    "met": {"zh": "告知的内容准确。", "en": "What you told them is right."},
    "partly": {
        "zh": "“{words}”各地不一样，不说“以本地办事指南为准”，对方会当成准数。",
        "en": "“{words}” differs from place to place, and without a word of that they will count on it.",
    },
    "missed": {
        "zh": "“{words}”说错了，对方会照着错的去办。",
        "en": "“{words}” is wrong, and they will act on it.",
    },
}
_LOCAL = {
    "zh": "具体以本地办事指南为准。",
    "en": "The local service guide has the exact figure.",
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that tell a fact of the scenario, rightly or wrongly."""
    wrong = [fact for fact in turn.facts if not fact.right]
    if wrong:
        return Verdict("missed", tuple(f.span for f in wrong), better=mending.mended(turn).text())
    if not turn.facts:
        return None
    unmarked = [fact for fact in turn.facts if fact.local and not fact.hedged]
    if unmarked:
        better = wording.followed(turn, unmarked[-1].span, _LOCAL[turn.language])
        return Verdict("partly", tuple(f.span for f in unmarked), better=better)
    return Verdict("met", tuple(f.span for f in turn.facts))
