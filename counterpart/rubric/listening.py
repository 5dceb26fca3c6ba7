"""Active listening: the clerk checks or asks before answering."""

from __future__ import annotations

from counterpart.rubric import wording
from counterpart.rubric.finding import Turn, Verdict

ID = "listening"
NAME = {"zh": "积极聆听", "en": "Active listening"}
RULE = {
    "zh": "最迟在第三句话之前，复述或询问对方的情况，弄清需求。",
    "en": "By your third reply, restate what was said or ask about the case.",
}
SOURCE = "Handout, skill 3 (listen actively); domain.md 2A 询问, §3 复述确认"
BY_REPLY = 3
ADVICE = {
    "met": {"zh": "核对或询问了对方的情况。", "en": "You checked or asked about their case."},
    "missed": {
        "zh": "说到第三句，还没有问过或复述过对方的情况。",
        "en": "Three replies in, you have not asked about the case or said back what you heard.",
    },
}
_CHECK = {
    "zh": "我跟您核对一下，您是想……对吗？",
    "en": "Let me check I've got this right: you'd like to …, is that so?",
}


def assess(turn: Turn) -> Verdict | None:
    """Judge every reply that listens, and the third one where none did."""
    found = turn.found("listening")
    if found:
        return Verdict("met", tuple(found))
    if turn.number != BY_REPLY or "listening" in turn.done_before:
        return None
    return Verdict("missed", better=wording.after(turn.reply, _CHECK[turn.language], turn.language))
