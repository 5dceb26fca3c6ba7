"""Courteous closing: the talk ends with a kind word."""

from __future__ import annotations

from counterpart.rubric import wording
from counterpart.rubric.finding import Turn, Verdict

ID = "closing"
NAME = {"zh": "礼貌送别", "en": "Courteous closing"}
RULE = {
    "zh": "事情办完，问还有没有别的需要，或说慢走、再见（走有送声）。",
    "en": "When all is done, ask whether anything is left or say a courteous goodbye.",
}
SOURCE = "domain.md 2A 送别, 五声 (走有送声)"
ADVICE = {
    "met": {"zh": "好好送别了对方。", "en": "You saw them off courteously."},
    "missed": {
        "zh": "事情说完了，少了一句送别的话。",
        "en": "All was settled, but you did not see them off.",
    },
}
_GOODBYE = {
    "zh": "还有别的需要吗？没有的话您慢走。",
    "en": "Is there anything else? If not, have a good day.",
}


def assess(turn: Turn) -> Verdict | None:
    """Judge the reply after the citizen said that nothing is left open, and every closing."""
    found = turn.found("closing")
    if found:
        return Verdict("met", tuple(found))
    if not turn.closing:
        return None
    return Verdict(
        "missed", better=wording.after(turn.reply, _GOODBYE[turn.language], turn.language)
    )
