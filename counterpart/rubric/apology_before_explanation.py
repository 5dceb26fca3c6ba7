"""Apology or empathy before explanation: the fault the handout calls 解释置前.

No experiment swaps the order directly; the handout's house rule is backed by near evidence
(domain.md §4), so its direction is a setting: ``order`` in data/rubric.yml.
"""

from __future__ import annotations

from counterpart.rubric import wording
from counterpart.rubric.finding import Turn, Verdict

ID = "apology_before_explanation"
NAME = {"zh": "先道歉后解释", "en": "Apology before explanation"}
RULE = {
    "zh": "对方有怨气时，先道歉或体谅，再解释原因。",
    "en": "To a grievance, apologise or show understanding first, then explain.",
}
SOURCE = "Handout, fault 4 (“解释”置前); evidence and its limits in domain.md §4"
ADVICE = {
    "met": {
        "zh": "先安抚，后解释，顺序对了。",
        "en": "You soothed first and explained after: the right order.",
    },
    "partly": {
        "zh": "“{words}”说在了道歉、体谅的前面，对方听着像在找理由。",
        "en": "“{words}” comes before your kind words, so it sounds like an excuse.",
    },
    "again": {
        "zh": "“{words}”前面这回没有一句体谅的话，对方听着像在推脱。",
        "en": "“{words}” comes with no kind word before it this time, so it sounds like an excuse.",
    },
    "missed": {
        "zh": "对方说了{heard}，您接着就是“{words}”，没有一句道歉或体谅，听着像在找理由。",
        "en": "They told you {heard} and you answered “{words}” with no kind word, which sounds like an excuse.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that explain something to a citizen with a grievance."""
    explained = turn.found("explanation")
    if not turn.grievance or not explained:
        return None
    too_early = turn.found("explanation_first")
    soft = turn.found("apology", "empathy")
    if not too_early:
        return Verdict("met", (*soft[:1], explained[0]))
    better = wording.soothed(turn, only_order=True)
    if soft:
        return Verdict("partly", tuple(too_early), better=better)
    if turn.done_before & {"apology", "empathy"}:
        return Verdict("partly", tuple(too_early), "again", better)
    return Verdict("missed", tuple(too_early), better=better)
