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
        "zh": "事情说完了，到“{words}”就没了下文，少一句送别，像在赶人。",
        "en": "All was settled, but “{words}” was the last they heard: no goodbye.",
    },
}
_GOODBYE = {"zh": "{}您慢走，路上注意安全。", "en": "Thank you for coming in, and have a good day."}
_ON_THE_PHONE = {
    "zh": "感谢您来电，您先挂机，再见。",
    "en": "Thank you for calling, and have a good day. Goodbye.",
}


def assess(turn: Turn) -> Verdict | None:
    """Judge the reply after the citizen said that nothing is left open, and every closing."""
    found = turn.found("closing")
    if found:
        return Verdict("met", tuple(found))
    if not turn.closing:
        return None
    goodbye = (_ON_THE_PHONE if turn.channel == "phone" else _GOODBYE)[turn.language]
    words = goodbye.format(turn.matter.address)
    return Verdict("missed", better=wording.ended(turn, words), about=turn.clauses[-1])
