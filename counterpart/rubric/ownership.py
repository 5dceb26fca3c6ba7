"""Ownership: whoever is asked first takes the matter on (首问负责)."""

from __future__ import annotations

from counterpart.rubric import mending
from counterpart.rubric.finding import Turn, Verdict

ID = "ownership"
NAME = {"zh": "首问负责", "en": "Ownership"}
RULE = {
    "zh": "问到您就由您负责：能办的接着办，不能办的带到人、说清找谁。",
    "en": "First asked is responsible: take it on, or lead them to who can, by name and place.",
}
SOURCE = "domain.md 1.3 首问负责制, AB岗; 2B 推诿"
ADVICE = {
    "met": {"zh": "把事情接了下来。", "en": "You took the matter on."},
    "partly": {
        "zh": "帮了忙，可“{words}”像在往外推，对方会怕又没人管。",
        "en": "You helped, but “{words}” sounds like passing it on, and they fear being sent away again.",
    },
    "missed": {
        "zh": "“{words}”把人推了出去，对方不知道该找谁、怎么办。",
        "en": "“{words}” sends them away with nobody to go to.",
    },
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that take the matter on or pass it on."""
    owned, passed = turn.found("ownership"), turn.found("shirking")
    if not passed:
        return Verdict("met", tuple(owned)) if owned else None
    helped = bool(
        owned or turn.found("guidance") or turn.corrected or any(f.right for f in turn.facts)
    )
    better = mending.mended(turn).text()
    return Verdict("partly" if helped else "missed", tuple(passed), better=better)
