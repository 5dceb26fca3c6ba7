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
        "zh": "道了歉，再说一句对方的难处会更好。",
        "en": "You apologised; naming what it was like for them would do more.",
    },
    "missed": {
        "zh": "对方有情绪，您没有回应这份心情。",
        "en": "They were upset and you did not respond to the feeling.",
    },
}
_KIND = {
    "zh": "换了谁都会着急，我理解您。",
    "en": "Anyone would be upset by that; I do understand.",
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies to a grievance, until empathy was shown; any empathy counts."""
    found = turn.found("empathy")
    if found:
        return Verdict("met", tuple(found))
    if not turn.grievance or "empathy" in turn.done_before:
        return None
    better = wording.before(_KIND[turn.language], turn.reply, turn.language)
    sorry = turn.found("apology")
    return Verdict("partly" if sorry else "missed", tuple(sorry), better=better)
