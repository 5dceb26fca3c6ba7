"""No false promise: no outcome is guaranteed that isn't in the clerk's hands."""

from __future__ import annotations

from counterpart import remarks
from counterpart.rubric import mending
from counterpart.rubric.finding import Turn, Verdict

ID = "false_promise"
NAME = {"zh": "不乱许诺", "en": "No false promise"}
RULE = {
    "zh": "不替审批结果、到账日期打包票；能保证的只有自己会去做的事。",
    "en": "Guarantee no approval, payment or date; promise only what you will do yourself.",
}
SOURCE = "domain.md §0 (no waiving, no promised result), 1.1 (承诺时间内办结), 1.3 限时办结制"
ADVICE = {
    "met": {"zh": "没有乱许诺，说了实话。", "en": "You promised nothing you can't keep."},
    "missed": {
        "zh": "“{words}”是打包票，您做不了主，办不到时更伤人。",
        "en": "“{words}” guarantees a result that isn't yours to give.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that guarantee an outcome, or honestly decline to."""
    if "promise_made" in turn.remarks:
        span = remarks.words(turn.reply, "promise_made")
        return Verdict("missed", (span,), better=mending.mended(turn).text())
    if "promise_declined" in turn.remarks:
        return Verdict("met", (remarks.words(turn.reply, "promise_declined"),))
    return None
