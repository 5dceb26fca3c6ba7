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
        "zh": "体谅了对方，再补一句道歉就完整了。",
        "en": "You showed understanding; a word of apology would complete it.",
    },
    "missed": {
        "zh": "对方在诉苦，您没有为此道歉。",
        "en": "They told you of their trouble and you did not apologise for it.",
    },
}
_SORRY = {"zh": "给您添麻烦了，实在对不起。", "en": "I'm sorry for the trouble you've had."}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies to a grievance, until an apology was made; any apology counts."""
    found = turn.found("apology")
    if found and (turn.grievance or turn.citizen is None or "apology" not in turn.done_before):
        return Verdict("met", tuple(found))
    if not turn.grievance or "apology" in turn.done_before:
        return None
    better = wording.before(_SORRY[turn.language], turn.reply, turn.language)
    kind = turn.found("empathy")
    return Verdict("partly" if kind else "missed", tuple(kind), better=better)
