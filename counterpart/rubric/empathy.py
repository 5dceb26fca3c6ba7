"""Empathy: the clerk names the citizen's feeling or trouble."""

from __future__ import annotations

from counterpart.rubric import wording
from counterpart.rubric.finding import Turn, Verdict

ID = "empathy"
NAME = {"zh": "共情", "en": "Empathy"}
RULE = {
    "zh": "对方有情绪时，说出您看到的难处或心情。",
    "en": "Name the trouble or the feeling of a citizen who is upset.",
}
SOURCE = "Handout, aim (understand need, emotion and misunderstanding); domain.md §4"
ADVICE = {
    "met": {
        "zh": "说出了对方的难处，对方感到被理解。",
        "en": "You named their trouble: they feel understood.",
    },
    "partly": {
        "zh": "“{words}”道了歉，可没提对方的难处，听着像客套。",
        "en": "“{words}” apologises without naming what they went through, so it may sound routine.",
    },
    "missed": {
        "zh": "对方说了{heard}，您没有接这份心情，后面的话对方听不进去。",
        "en": "They told you {heard} and you passed over the feeling, so they can't take in the rest.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies to a grievance, until empathy was shown; any empathy counts."""
    found = turn.found("empathy")
    if found:
        return Verdict("met", tuple(found))
    if not turn.grievance or "empathy" in turn.done_before:
        return None
    sorry = turn.found("apology")
    return Verdict("partly" if sorry else "missed", tuple(sorry), better=wording.soothed(turn))
