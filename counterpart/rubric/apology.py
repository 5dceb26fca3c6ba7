"""Apology: trouble the citizen had is met with an apology."""

from __future__ import annotations

from counterpart.rubric import wording
from counterpart.rubric.finding import Turn, Verdict

ID = "apology"
NAME = {"zh": "道歉", "en": "Apology"}
RULE = {
    "zh": "对方诉说麻烦时，为给对方造成的不便道歉；道过歉就不必反复说。",
    "en": "When the citizen voices trouble, apologise for its effect on them; once is enough.",
}
SOURCE = "Handout, fault 4 (does not know how to apologise); domain.md §4"
ADVICE = {
    "met": {"zh": "为对方的不便道了歉。", "en": "You apologised for their trouble."},
    "partly": {
        "zh": "“{words}”体谅了对方，只差一句道歉，把对方受的麻烦认下来。",
        "en": "“{words}” shows understanding; an apology would also own up to the trouble they had.",
    },
    "missed": {
        "zh": "对方说了{heard}，您没有道歉，对方会觉得自己的麻烦没人在乎。",
        "en": "They told you {heard}, and no apology came: as if their trouble didn't count.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies to a grievance, until an apology was made; any apology counts."""
    found = turn.found("apology")
    if found and (turn.grievance or turn.citizen is None or "apology" not in turn.done_before):
        return Verdict("met", tuple(found))
    if not turn.grievance or "apology" in turn.done_before:
        return None
    kind = turn.found("empathy")
    return Verdict("partly" if kind else "missed", tuple(kind), better=wording.soothed(turn))
