"""Telephone manners: name the office, explain a hold, let the caller hang up first."""

from __future__ import annotations

import re

from counterpart import clauses
from counterpart.cues import plain
from counterpart.rubric import wording
from counterpart.rubric.draft import Draft
from counterpart.rubric.finding import Turn, Verdict

ID = "telephone_manners"
NAME = {"zh": "电话礼仪", "en": "Telephone manners"}
RULE = {
    "zh": "接起先问好、报单位；请对方等候要说原因或多久；让对方先挂。",
    "en": "Greet and name the office; say why or how long to hold; let the caller hang up first.",
}
SOURCE = "Handout, skill 6 (电话技巧); domain.md §3"
MOST_RINGS = 3
ADVICE = {
    "met": {"zh": "电话礼仪到位。", "en": "Good telephone manners."},
    "missed": {
        "zh": "接起电话就是“{words}”，没有问好，也没有报单位，对方不知道打对了没有。",
        "en": "With “{words}” you neither greeted nor named the office, so they can't tell whom they have reached.",
    },
    "no_office": {
        "zh": "“{words}”问了好，没有报单位，对方不知道打对了没有。",
        "en": "“{words}” greets; name the office as well, so that they know whom they have reached.",
    },
    "no_greeting": {
        "zh": "“{words}”报了单位，没有问好，听着冷冰冰的。",
        "en": "“{words}” names the office; greet as well, or it sounds cold.",
    },
    "rang_long": {
        "zh": "铃响过三声才接，“{words}”后面少一句“让您久等了”，对方等得正着急。",
        "en": "It rang more than three times before “{words}”: say sorry for the wait, as they have been kept.",
    },
    "bare_hold": {
        "zh": "“{words}”没说原因或多久，对方在电话那头不知道怎么了。",
        "en": "“{words}” doesn't say why or for how long, and a silent line worries them.",
    },
    "ordered": {
        "zh": "“{words}”是命令；要请对方稍等，并说明原因。",
        "en": "“{words}” is an order; ask them to hold, and say why.",
    },
    "hung_up": {
        "zh": "“{words}”是先挂电话；应当让对方先挂。",
        "en": "“{words}” hangs up on the caller; let them hang up first.",
    },
}
_HELLO = {"zh": "您好，", "en": "Good morning. "}
_OFFICE_IS = {"zh": "这里是{}。", "en": "This is {}."}
_HOTLINE = {"zh": "服务热线", "en": "the service hotline"}
_LATE = {"zh": "让您久等了。", "en": "Sorry to have kept you waiting."}
_HOLD = {"zh": "请您稍等", "en": "please hold"}
_HOLD_ON = {"zh": "请您稍等，", "en": "please hold "}  # where the clause goes on
_HOW_LONG = {"zh": "大概一分钟就好。", "en": "It will be about a minute."}
_LEAVE = {
    "zh": "您没有别的事的话，请您先挂机。",
    "en": "If there's nothing else, please hang up whenever you're ready.",
}
_ASK = {"zh": "请您稍等，大概一分钟。", "en": "Could you hold for about a minute, please?"}
_GREETING = re.compile(r"您好|你好|早上好|上午好|中午好|下午好|晚上好|\bhello\b|\bhi\b|\bgood (?:morning|afternoon|evening)\b|\bwelcome\b", re.I)  # fmt: skip
_OFFICE = re.compile(
    r"热线|中心|大厅|社保|医保|民政|公积金|税务|人社|政务|户政|派出所|街道|不动产|市场监管|[局处科所]|窗口|客服|工号|话务|坐席|座席|接线|\d{1,5}号"
    r"|我(?:是|叫|姓|小|老)|\bhotline\b|\bservices?\b|\boffice\b|\bcentre\b|\bcenter\b|\bdesk\b|\bhelpline\b|\bbureau\b|\bdepartment\b|\bagent\b"
    r"|\bmy name is\b|\bthis is \w+|\bi'm \w+ (?:from|at|with)\b|\b\w+ (?:speaking|here)\b|\b(?:hall|section|team|counter|line)\b",
    re.I,
)
_LATE_SORRY = re.compile(r"久等|等久|等半天|等这么|久候|对不住|抱歉|对不起|不好意思|\bsorry\b|\bapolog\w+|\bthank(?:s| you) for (?:waiting|holding|your patience)", re.I)  # fmt: skip
_WAIT = re.compile(
    r"稍等|稍候|等一?下(?![午周个次月])|等一会|等会儿?|等等|等(?=我(?!们?的?(?:通知|电话|消息|短信|答复)))|等着|等(?=[一两三几半\d]+来?[分秒])|(?:别|不要)挂(?![失号])|稍微等"
    r"|\bhold (?:on|the line|for|please)\b|\bplease hold\b|\bcould you hold\b|\b(?:can|would|may) (?:you|i|I) (?:hold|put you)\b|\bhang on\b|\bone moment\b|\b(?:just )?a (?:moment|minute|second|sec)\b"
    r"|\bwait(?= (?:a|for|while|there|please)\b)|(?:^|(?<=[.,;!?] ))wait\b|\bbear with me\b|\bput you (?:on hold|through)\b|\bdon't hang up\b|\bstay on\b",
    re.I,
)
# Wordings that tell of a wait and ask for none on the line.
_NO_HOLD = re.compile(
    r"(?:不用|不必|别)(?:一直|再)?等[着我等]?|\btak(?:es?|ing)\b[^.,;!?]*|\b(?:the|your|an?|any|no|long) wait\b"
    r"|\bin (?:just )?a (?:moment|minute|second|sec)\b|\ba (?:moment|minute|second) (?:ago|later)\b",
    re.I,
)
# The order at the head of a clause, with the small words around it.
_ORDERED = re.compile(
    r"(?:[你您那就先再都行好了]|给我|在[这那][里儿]?|\b(?:just|now|then|well|ok|okay|right|so|and|you)\b\s*)*"
    rf"(?:{_WAIT.pattern})"
    r"(?:一下|电话|[断机线着点会儿啊吧哈呢嘛了]|[你您]$|\s*\b(?:there|here|now|then|on|up|a|the|line|phone|minute|moment|second|sec|please)\b)*\s*",
    re.I,
)
_WHY = re.compile(
    r"[一二两三四五六几半\d]+(?:来)?(?:分钟|分|秒|小时)|我.{0,6}(?:查|看|问|核|找|调|确认|请示|翻|帮|给您|转|登记|记|打开|算)|(?:查|核|问|调)(?:一下|一查|询)|帮[您你]|系统|方便(?:吗|等)|可以(?:吗|等)|好吗|行吗|成吗|能等"
    r"|\bwhile i\b|\b(?:i'll|i will|i'm|let me|so (?:that )?i can|i need to|i'd like to|to) (?:just )?(?:check|look|find|ask|pull|see|get|confirm|open|put|transfer|verify|go|going)\b"
    r"|\bminutes?\b|\bseconds\b|\babout a (?:minute|moment)\b|\bmay i (?:put|ask)\b|\bwould you mind\b|\bis that (?:ok|okay|all right|alright)\b|\bif that's\b|\bcan you hold\b|\bcould you hold\b|\bare you able\b",
    re.I,
)
_KIND = re.compile(r"请|麻烦|劳驾|您|好吗|可以吗|行吗|\bplease\b|\bcould you\b|\bwould you\b|\bmay i\b|\bbear with\b|\bone moment\b|\bsorry\b|\bthank\w*", re.I)  # fmt: skip
_HANGS_UP = re.compile(
    r"(?:我|那|先|就)?(?<![别没])(?<!别先)(?<!不要)(?<!要先)挂(?:了|电话|断)(?:啊|吧|哈|呀|$|[。，！,.!])|我(?:这边|先)?(?:就)?挂|就这样(?:吧|了)?[，,。！!]?(?:挂|$|[。！!])|没(?:别的)?事(?:就|我)?挂|撂(?:了|电话)|不(?:跟|和)?[您你]?说了|没空跟"
    r"|\bi'm hanging up\b|\bhanging up now\b|\bi(?:'m going| have|'ve got) to (?:go|hang up)\b|\bthat's it\b.{0,4}bye|\bi'll hang up\b|\bgoing to hang up\b|\bcall (?:is )?over\b",
    re.I,
)
_YOU_FIRST = re.compile(r"[您你]先挂|等[您你]挂|[您你](?:再)?挂(?:就|机|断)?|请[您你]?挂机|[您你]先|先别挂|别挂|不要挂|\bafter you\b|\byou (?:can|may) hang up\b|\byou hang up\b|\blet you (?:go|hang up)\b", re.I)  # fmt: skip
_ENDS = re.compile(r"再见|拜拜|回见|慢走|慢着点|慢点|路上|还有.{0,8}(?:吗|么|需要|问题|帮)|其他.{0,6}(?:吗|么|帮|需要)|祝[您你]|保重|感谢.{0,4}来电|谢谢.{0,4}来电|\b(?:good)?bye\b|\banything else\b|\bhave a (?:good|nice|lovely|great)\b|\btake care\b|\bthank(?:s| you) for (?:calling|ringing|your call)\b", re.I)  # fmt: skip
_QUOTED = re.compile(r"(?:说|喊|讲|撂下)[：:，,“\"‘「]{0,2}$")
_KIND_BEFORE = re.compile(r"(?:请|麻烦|劳驾)[您你]?[^。！？!?]{0,8}$|(?:please|could you|may i)[^.!?]{0,30}$", re.I)  # fmt: skip
_ORDER = ("missed", "partly", "met")


def assess(turn: Turn) -> Verdict | None:
    """Judge the opening, a hold and the end of a call; the worst of one reply counts."""
    if turn.channel != "phone":
        return None
    verdicts = [v for part in (_opening, _hold, _end) if (v := part(turn)) is not None]
    return min(verdicts, key=lambda v: _ORDER.index(v.status)) if verdicts else None


def _opening(turn: Turn) -> Verdict | None:
    if not turn.first:
        return None
    text = plain(turn.reply)
    greeted, named = bool(_GREETING.search(text)), bool(_OFFICE.search(text))
    said, office = turn.clauses[0], _OFFICE_IS[turn.language].format(_office(turn))
    if not greeted and not named:
        return Verdict(
            "missed", better=wording.greeted(turn, "", _HELLO[turn.language] + office), about=said
        )
    if not greeted:
        hello = wording.greeted(turn, "", _HELLO[turn.language].rstrip())
        return Verdict("partly", words="no_greeting", better=hello, about=said)
    if not named:
        better = wording.answered(turn, office)
        return Verdict("partly", words="no_office", better=better, about=said)
    if (turn.rings or 0) > MOST_RINGS and not _LATE_SORRY.search(text):
        late = wording.after(turn.reply, _LATE[turn.language], turn.language)
        return Verdict("partly", words="rang_long", better=late, about=said)
    return Verdict("met")


def _office(turn: Turn) -> str:
    """Return the name of the office as one says it on the telephone."""
    if not turn.matter.window:
        return _HOTLINE[turn.language]
    return turn.matter.window if turn.language == "zh" else f"the {turn.matter.window} office"


def _hold(turn: Turn) -> Verdict | None:
    text = plain(turn.reply)
    asked = _WAIT.search(_NO_HOLD.sub(lambda found: " " * len(found.group()), text))
    quoted = asked and _QUOTED.search(text[: asked.start()])
    if not asked or quoted or _HANGS_UP.search(text):
        return None
    words = turn.span(ID, asked.start(), asked.end())
    clause = next((text[a:b] for a, b in clauses.split(turn.reply) if a <= asked.start() < b), "")
    if not _KIND.search(clause) and not _KIND_BEFORE.search(text[: asked.start()]):
        return Verdict("missed", (words,), "ordered", _requested(turn))
    if not _WHY.search(text):
        better = wording.after(turn.reply, _HOW_LONG[turn.language], turn.language)
        return Verdict("partly", (words,), "bare_hold", better)
    return Verdict("met", (words,))


def _requested(turn: Turn) -> str:
    """Return the reply with a request for its order where one fits in, or else at its end."""
    orders = [
        turn.span(ID, start, start + found.end())
        for start, end in clauses.split(turn.reply)
        if (found := _ORDERED.match(plain(turn.reply[start:end])))
    ]
    if not orders:
        return wording.after(turn.reply, _ASK[turn.language], turn.language)
    draft = Draft(turn.reply, turn.language)
    for order in orders[1:]:
        draft.cut([order])
    first = orders[0]
    goes_on = turn.reply[first.end : first.end + 1].isalnum()
    draft.reword(first, (_HOLD_ON if goes_on else _HOLD)[turn.language])
    better = draft.text()
    if _WHY.search(plain(better)):
        return better
    return wording.after(better, _HOW_LONG[turn.language], turn.language)


def _end(turn: Turn) -> Verdict | None:
    text = plain(turn.reply)
    hung = _HANGS_UP.search(text)
    if hung and not _YOU_FIRST.search(text):
        words = turn.span(ID, hung.start(), hung.end())
        better = wording.instead(turn, [words], _LEAVE[turn.language])
        return Verdict("missed", (words,), "hung_up", better)
    if not turn.first and (_ENDS.search(text) or _YOU_FIRST.search(text)):
        return Verdict("met")
    return None
