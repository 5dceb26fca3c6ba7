"""No false promise: no outcome is guaranteed that isn't in the clerk's hands."""

from __future__ import annotations

import re

from counterpart.rubric import wording
from counterpart.rubric.finding import Turn, Verdict

ID = "false_promise"
NAME = {"zh": "不乱许诺", "en": "No false promise"}
RULE = {
    "zh": "不替审批结果、到账日期打包票；能保证的只有自己会去做的事。",
    "en": "Guarantee no approval, payment or date; promise only what you will do yourself.",
}
SOURCE = "domain.md §0 (no waiving, no promised result), 1.1 (承诺时间内办结), 1.3 限时办结制"
ADVICE = {
    "met": {"zh": "没有乱许诺，说了实话。", "en": "You promised nothing you can't keep."},
    "missed": {
        "zh": "“{words}”是替结果打包票，办不到时更伤人。",
        "en": "“{words}” guarantees a result that isn't yours to give.",
    },
}
_HONEST = {
    "zh": "结果要看审核，我会一直帮您跟着",
    "en": "the decision isn't mine, but I'll follow it for you",
}
_OUTCOME = (
    r"(?:办(?:成|下来|好|妥|得成|得下来|得了|理成功|完)|批(?:下来|准|了|给|过|得下来)?|通过|审(?:核|批)?(?:通)?过|下来|拿(?:到|得到|下)|到账|到手|领(?:到|得到|上)|发(?:到|给您|下来)"
    r"|成功|没问题|没有问题|出不了(?:问题|岔子|错)|不会(?:有问题|卡|被退|拒|不批|出问题|出岔子|退回)|搞定|解决|给您(?:转|退|补|报|办|批|发)|报(?:销)?(?:下来|得了)|退(?:到|下来|给)|赔|合格|符合|够(?:条件|格|资格)|有戏|能成|能行|行得通|稳(?:过|了))"
)
_SURE = r"(?:肯定|一定|绝对|铁定|必定|必然|保证|保准|保您|保你|包您|包你|包管|包在.{0,4}身上|担保|打包票|百分之?百|百分百|百分之一百|100%|板上钉钉|准|稳)"
_PROMISE = re.compile(
    rf"{_SURE}[^。！？!?；;不没]{{0,12}}{_OUTCOME}|{_SURE}.{{0,3}}不会(?:有问题|卡|被退|拒|不批|出问题|出岔子|退回)"
    rf"|{_OUTCOME}[^。！？!?；;，,]{{0,4}}(?:包在我身上|我(?:敢)?(?:保证|担保|打包票)|我给您(?:打)?包票)"
    r"|(?:我|这我|我敢|我可以|我给[您你])(?:敢)?打包票|打保票|下保证|我(?:拿|以).{0,8}(?:担保|保证)|(?:不|没)(?:批|过|成|下来|到账|办成).{0,6}(?:找我|您?来?找我|我赔|我负责|唯我是问)"
    r"|(?:一准|准保|准能|准行|准成|准过|妥妥|稳稳|十拿九稳|万无一失|没跑|跑不了)"
    r"|\b(?:i|we) (?:can )?(?:guarantee|promise|assure|swear)\b(?! (?:to|i'll (?:call|ring|check|ask|look|chase|follow|keep|try|do|let|phone|email|get back)|you i'll (?:call|ring|check|ask|look|chase|follow|keep|try|do|let|phone|email|get back)|you (?:that )?i(?:'ll| will) (?:call|ring|check|ask|look|chase|follow|keep|try|do|let|phone|email|get back)))"
    r"|\b(?:i|we)(?:'ll| will) make sure (?:it|this|that|you|they|your \w+) (?:gets?|is|are|goes|go|will|pass\w*|com\w+|receive)\b.{0,24}(?:approved|through|paid|accepted|granted|money|refund\w*|permit|passed|done|sorted by|today|tomorrow)"
    r"|\b(?:definitely|certainly|absolutely|for sure|no doubt|100 ?(?:%|percent)|guaranteed)\b[^.!?]{0,30}\b(?:approved?|approval|get (?:it|the|your)|through|paid|accepted|granted|refund\w*|pass|eligible|qualify|arrive|no problem)\b"
    r"|\b(?:approved?|approval|accepted|granted|go through|get (?:it|the money|your (?:money|refund|permit))|be paid|pass|refunded)\b[^.!?]{0,20}\b(?:definitely|guaranteed|for sure|no question|without fail|100 ?(?:%|percent)|no doubt|for certain)\b"
    r"|\byou have my word\b|\bmark my words\b|\bno way (?:it|they)(?:'ll| will)? (?:fail|refuse|reject|say no)|\bthere's no chance (?:of|it|they)|\bit's a (?:sure thing|done deal|given)\b|\bin the bag\b|\byou can count on (?:it|getting|the)\b",
    re.IGNORECASE,
)
_DECLINED = re.compile(
    r"(?:不敢|不能|没法|没办法|无法|不好|不便|不会|不|谁也没法|谁也不能|谁都不敢|难)(?:跟您|给您|向您|随便|轻易|替.{0,6})?(?:打包票|保证|担保|承诺|许诺|说死|说得太满|说满|答应|打保票|下结论|断定|拍胸脯|说一定|说肯定|包)"
    r"|(?:能不能|是否|会不会|批不批|成不成|行不行|过不过|多久).{0,14}(?:要看|得看|取决|由.{0,10}(?:定|说了算|审|决定)|不是我|我说了不算|以.{0,8}为准|等.{0,6}审)"
    r"|\b(?:can't|cannot|can not|couldn't|won't|not able to|unable to|wouldn't want to|don't want to|shouldn't|no one can|nobody can|not in a position to|not going to|i'd be lying if i) (?:\w+ ){0,2}(?:guarantee|promise|say for (?:sure|certain)|commit)"
    r"|\bno guarantees?\b|\bwhether (?:it|they|you|or not)\b.{0,40}\b(?:depends|up to|decides?|not (?:mine|up to me|my))|\bthe decision (?:isn't|is not) mine\b|\bdepends on the (?:review|check|assessment|committee|decision|bank)",
    re.IGNORECASE,
)
_OWN_EFFORT = re.compile(
    r"(?:尽力|尽快|尽量|跟进|跟着|盯|问清|问问|问到|查清|查|催|联系|转达|反映|上报|汇报|回(?:复|电|话|您)|答复|通知|告诉|告知|打电话|说清|讲清|解释|教会|教|陪|带您|接待|记下|登记|上心|帮您(?:问|查|看|盯|催|跟|联系|反映|转|记|填|把))"
)
_QUOTED = re.compile(
    r"(?:谁|哪个|有人|他们|上次|中介|网上|别人|听说|说什么|说的|所谓)[^。！？]{0,10}$"
)
_CONDITION = re.compile(r"只要.{0,14}(?:齐|符合|合格|真实|没问题|属实)|如果.{0,14}(?:齐|符合|合格|属实)|材料(?:齐|没问题|合格)|条件(?:符合|够)|\bif (?:the|your|all|everything)\b|\bas long as\b|\bonce\b|\bprovided\b", re.I)  # fmt: skip


def promises(reply: str) -> list[tuple[int, int]]:
    """Return where an outcome is guaranteed, as (start, end) in code points."""
    found = []
    for match in _PROMISE.finditer(reply):
        before, words = reply[max(0, match.start() - 14) : match.start()], match.group()
        sentence = re.split(r"[。！？!?；;\n]", reply[: match.start()])[-1] + words
        if (
            _DECLINED.search(sentence)
            or _QUOTED.search(before)
            or re.search(r"[不没别]$|not $", before)
        ):
            continue
        if _OWN_EFFORT.search(words) or _CONDITION.search(sentence):
            continue
        if re.match(r"[^。！？!?；;，,]{0,8}[吗么][?？]?|[^.!]{0,30}\?", reply[match.end() :]):
            continue
        found.append(match.span())
    return found


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that guarantee an outcome, or honestly decline to."""
    found = promises(turn.reply)
    if found:
        spans = [turn.span(ID, start, end) for start, end in found]
        better = wording.replaced(turn.reply, spans, _HONEST[turn.language])
        return Verdict("missed", tuple(spans), better=better)
    declined = _DECLINED.search(turn.reply)
    if declined:
        return Verdict("met", (turn.span(ID, declined.start(), declined.end()),))
    return None
