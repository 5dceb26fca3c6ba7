"""Equal treatment: nobody is treated as lesser (一视同仁)."""

from __future__ import annotations

from counterpart.rubric import wording
from counterpart.rubric.finding import SURE, Turn, Verdict

ID = "equal_treatment"
NAME = {"zh": "一视同仁", "en": "Equal treatment"}
RULE = {
    "zh": "不因外貌、年龄、口音、学历、贫富、残疾轻慢对方。",
    "en": "Nobody is treated as lesser for looks, age, accent, schooling, means or disability.",
}
SOURCE = "Handout, fault 5 (不能一视同仁、衣貌取人); domain.md §6 五个一样"
ADVICE = {
    "met": {"zh": "一视同仁。", "en": "You treated them as anybody else."},
    "partly": {
        "zh": "“{words}”容易让对方觉得被看低。",
        "en": "“{words}” may make the person feel looked down on.",
    },
    "missed": {
        "zh": "“{words}”让对方觉得低人一等。",
        "en": "“{words}” treats the person as lesser.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge every reply: a slight costs its penalty, its absence earns nothing."""
    found = turn.found("discrimination")
    if not found:
        return None
    sure = [span for span in found if span.confidence >= SURE]
    better = wording.kinder(turn, found)
    return Verdict("missed" if sure else "partly", tuple(sure or found), better=better)
