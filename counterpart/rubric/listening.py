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
        "zh": "到第三句还没问过、也没复述过对方的情况，“{words}”说得再对也可能不对症。",
        "en": "Three replies in you have neither asked nor said anything back, so “{words}” may miss their case.",
    },
}
_ASK = {"zh": "我先问您一句：{}", "en": "May I ask you something first? {}"}
_MORE = {
    "zh": "您的情况，能再跟我说说吗？",
    "en": "Could you tell me a little more about your case?",
}


def assess(turn: Turn) -> Verdict | None:
    """Judge every reply that listens, and the third one where none did."""
    found = turn.found("listening")
    if found:
        return Verdict("met", tuple(found))
    if turn.number != BY_REPLY or "listening" in turn.done_before:
        return None
    question = turn.matter.question
    words = _ASK[turn.language].format(question) if question else _MORE[turn.language]
    return Verdict("missed", better=wording.ended(turn, words), about=turn.clauses[0])
