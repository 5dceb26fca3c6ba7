"""Wordings that hint at an act.

A cue is evidence, never a verdict: the tagger weighs it with the meaning of the clause, because
"我凭什么道歉" holds a cue of apology and is none. Cues also trim a found span to the words that
do the act where a clause does several things at once.
"""

from __future__ import annotations

import re

_PATTERNS: dict[str, str] = {
    "greeting": r"您好|你好|早上好|上午好|下午好|晚上好|欢迎|大家好|\b(?:hello|hi|hey|welcome)\b"
    r"|\bgood (?:morning|afternoon|evening)\b",
    "please": r"(?<![申邀聘宴敬恳])请(?!假|示|客|教过|柬)|麻烦[您你]?|劳驾|烦请|有劳|\bplease\b|\bkindly\b"
    r"|\bwould you mind\b|\bmay i (?:trouble|ask|have)\b|\bif you (?:wouldn't|don't) mind\b",
    "thanks": r"谢谢|感谢|多谢|辛苦[您你了]|\bthank(?:s| you)\b|\bappreciate\b|\bgrateful\b",
    "apology": r"对不起|抱歉|不好意思|对不住|过意不去|见谅|罪过|多担待|久等|让[您你].{0,8}(?:白跑|跑了)"
    r"|(?:我们|咱们|我)(?:这边)?的?(?:错|不对|疏忽|失误|问题)|怪我|\bsorry\b|\bapolog\w+|\bmy (?:mistake|fault|bad)\b"
    r"|\bour (?:mistake|fault|error)\b|\bon us\b|\bregret\b|\bpardon\b|\bforgive\b",
    "empathy": r"理解|体谅|换[谁我]|搁谁|谁[都也](?:会|得)?[急气烦]|不容易|难受|窝火|闹心|委屈|心[情里]|跑[一两几]趟|着急"
    r"|大[热冷老]|\bunderstand\b|\bfrustrat\w+|\bmust be\b|\bcan imagine\b|\bhear you\b|\bstress\w*"
    r"|\bupset\w*|\bnobody wants\b|\bhard on you\b|\btough\b|\bnot fair\b|\bdon't blame you\b",
    "explanation": r"因为|由于|规定|政策|按照?|根据|系统|所以|要求|才能|必须|不符|原因|上面|文件|\bbecause\b"
    r"|\bpolicy\b|\brules?\b|\brequire[sd]?\b|\bsystem\b|\bsince\b|\bdue to\b|\blaw\b|\bso that\b"
    r"|\bas the\b|\bregulations?\b",
    "listening": r"您是说|你是说|您的意思|也就是说|对吗|对吧|是不是|是吗|[吗么呢吧]$|哪[年天个里]|什么时候|多久|几[年月次]"
    r"|怎么回事|\bso you\b|\byou(?:'re| are) saying\b|\bis that right\b|\bdid you\b|\bhave you\b|\bwhen did\b"
    r"|\blet me make sure\b|\bcorrect\b|\bwhat happened\b",
    "guidance": r"带[上好着齐]?|窗口|[一二三四五六七八九十\d]号|楼|材料|身份证|户口|照片|工作日|网上|APP|手机|小程序|填|打印|办理|去.{1,8}办"
    r"|\bbring\b|\bcounter\b|\bwindow\b|\bfloor\b|\bform\b|\bapp\b|\bonline\b|\bdays?\b|\bfirst\b|\bthen\b"
    r"|\bnext\b|\byou(?:'ll| will) need\b|\bweeks?\b",
    "ownership": r"我[来帮给替这去马先就现].{0,6}|帮[您你]|给[您你]|交给我|包在|我负责|\bi'?ll\b|\blet me\b|\bi can\b"
    r"|\bleave it with me\b|\bi will\b|\bi'm going to\b|\bfor you\b",
    "closing": r"慢走|再见|拜拜|祝[您你]|还有.{0,6}(?:需要|问题|事|帮)|走好|路上|欢迎再来|\bbye\b|\bhave a\b|\banything else\b"
    r"|\btake care\b|\bgood(?:bye| day)\b|\bsafe\b|\bsee you\b",
    "shirking": r"不归|不[是关].{0,6}(?:我的事|管)|找别人|去别|问别|没办法|管不了|不知道|不清楚|办不了|找[领社单你他]|问[社单你他]"
    r"|\bnot my\b|\bnothing i can\b|\bno idea\b|\bcan't help\b|\bask (?:them|someone|your)\b|\bnot our\b"
    r"|\bdon't know\b|\bsomeone else\b|\bnot up to me\b",
    "taboo": r"急什么|嚷|喊什么|吵|没看见|听不懂|不会自己|有完没完|爱.不.|烦|废话|怎么(?:这|连|老)|什么态度|投诉去|随便你|活该"
    r"|\bdeaf\b|\bblind\b|\bstupid\b|\bwhatever\b|\bshut\b|\bhurry up\b|\bcalm down\b|\bcan't you\b|\bwaste\b"
    r"|\byour problem\b|\bcomplain\b|\bread the sign\b|\bi (?:already )?told you\b",
    "discrimination": r"外地|农村|乡下|你们这[些种]|这[把么]大?年纪|岁数|老[头太]|没文化|打工的|穷|残|女的|民工|土"
    r"|\byou people\b|\bforeigners?\b|\byour (?:age|kind|accent|english)\b|\bold (?:people|folks|man|lady)\b"
    r"|\buneducated\b|\bwhere you(?:'re| are) from\b|\bpeople like you\b",
    "bare_command": r"拿来|拿去|过来|去.{0,4}(?:窗口|排队)|快点|赶紧|填[一上好]|签|出示|坐[下那]|等着|站|别|自己"
    r"|^(?:sign|sit|wait|give|go|fill|bring|show|put|take|get|stand|hand|come|look|read|write|call|stop|don't)\b",
}

_MODIFIERS: dict[str, str] = {
    "negated": r"不用|别|不是|没有|没|凭什么|什么好|有什么|哪用|\bnot\b|\bno\b|\bn't\b|\bnever\b|n't\b",
    "quoted": r"[“”\"「」『』‘’]|说什么|\bsorry for what\b|\bsaid\b",
    "question": r"[?？]|[吗么呢]$",
    "rhetorical": r"凭什么|难道|哪有|谁让|怎么[不连老还]|\bwhat do you (?:want|expect)\b|\bwhy should\b",
    "lead_in_but": r"但|不过|可是|\bbut\b",
    "second_person_polite": r"您",
    "second_person_plain": r"你",
    "latin": r"[A-Za-z]{3,}",
    "number": r"\d|[一二三四五六七八九十百]+(?:号|天|日|年|月|元|楼)",
    "soft_particle": r"[吧呗哈哦呢啊呀]$",
    "exclaims": r"[!！]",
}

CUES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {**_PATTERNS, **_MODIFIERS}.items()
}
CUE_NAMES: tuple[str, ...] = tuple(CUES)

TRIMMED = frozenset({"greeting", "thanks"})  # acts whose words are usually a part of a clause


def present(text: str) -> list[bool]:
    """Return, for each name in :data:`CUE_NAMES`, whether the cue stands in ``text``."""
    return [bool(pattern.search(text)) for pattern in CUES.values()]
