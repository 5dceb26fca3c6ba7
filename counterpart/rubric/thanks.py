"""Thanks: the clerk thanks the citizen for what they did."""

from __future__ import annotations

from counterpart.rubric import kind_words, wording
from counterpart.rubric.finding import Turn, Verdict

ID = "thanks"
NAME = {"zh": "道谢", "en": "Thanks"}
RULE = {
    "zh": "对方配合（回答、递材料、等候）之后要道谢。",
    "en": "Thank the citizen who has answered, waited or handed something over.",
}
SOURCE = "Handout, skill 4 (say 请 and 谢谢); domain.md 2A 十字文明用语"
ADVICE = {
    "met": {"zh": "对对方的配合道了谢。", "en": "You thanked them for their help."},
    "missed": {
        "zh": "对方刚配合了您，说“{words}”，却没听到一声谢谢。",
        "en": "They helped you along with “{words}”, and heard no thank-you.",
    },
}
_THANKS = {"zh": "谢谢您的配合。", "en": "Thank you for that."}
_THANKS_FOR = {
    "answer": {"zh": "谢谢您告诉我这些。", "en": "Thank you for telling me that."},
    "volunteer": {"zh": "谢谢您告诉我这些。", "en": "Thank you for telling me that."},
    "waiting": {"zh": "谢谢您的耐心等候。", "en": "Thank you for waiting."},
}


def assess(turn: Turn) -> Verdict | None:
    """Judge replies to a citizen who has just co-operated, and every spoken thanks."""
    found = turn.found("thanks")
    if found:
        return Verdict("met", tuple(found))
    if not turn.cooperated or "thanks" in turn.done_before:
        return None
    said = kind_words.quoted(turn.citizen or "…", turn.language)
    words = _THANKS_FOR.get(turn.matter.move or "", _THANKS)[turn.language]
    return Verdict("missed", better=wording.answered(turn, words), about=said)
