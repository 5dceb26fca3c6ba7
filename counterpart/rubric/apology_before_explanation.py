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
        "zh": "先解释了“{words}”，后来才道歉或体谅；调换一下顺序。",
        "en": "You explained (“{words}”) before the apology or empathy; swap the two.",
    },
    "again": {
        "zh": "对方还有怨气，解释“{words}”之前再体谅一句会更好。",
        "en": "They are still upset; another kind word before explaining (“{words}”) would help.",
    },
    "missed": {
        "zh": "对方有怨气，您却先解释“{words}”，没有一句道歉或体谅。",
        "en": "They voiced a grievance and you explained (“{words}”) with no word of apology or empathy.",
    },
}
_SOOTHE = {
    "zh": "让您费心了，真对不起，您着急我能理解。",
    "en": "I'm sorry about this, and I understand why you're upset.",
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
    if soft:
        kind_words = turn.text(soft[0])
        rest = wording.replaced(turn.reply, [soft[0]], "")
        mark = "。" if turn.language == "zh" else "."
        return Verdict(
            "partly",
            tuple(too_early),
            better=wording.before(kind_words + mark, rest, turn.language),
        )
    if turn.done_before & {"apology", "empathy"}:
        return Verdict("partly", tuple(too_early), words="again")
    better = wording.before(_SOOTHE[turn.language], turn.reply, turn.language)
    return Verdict("missed", tuple(too_early), better=better)
