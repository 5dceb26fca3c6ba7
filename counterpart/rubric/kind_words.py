"""Kind words that fit this citizen: what troubles them, named; an offer in their own matter.

What the clerk's last reply did to them counts first, then the first trouble whose wording stands in
their line; where none does, the matter itself is named, or nothing is offered.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from counterpart import clauses
from counterpart.cues import plain
from counterpart.rubric.finding import Turn


class Words(NamedTuple):
    """Kind words for one trouble, each a sentence."""

    apology: str
    feeling: str  # empathy beside that apology
    empathy: str  # empathy that stands alone


_AFTER: dict[str, dict[str, Words]] = {  # the citizen's move, which answers the clerk's last reply
    "zh": {
        "retort": Words("刚才是我话说得不好，实在对不起。", "您听了生气是应该的。", "刚才的话换了谁听了都会生气，我理解。"),
        "retort_slight": Words("刚才是我话说得不好，实在对不起。", "您听了心里难受，我明白。", "刚才的话换了谁听了都难受，我理解。"),
        "object_shirking": Words("刚才没把您的事接下来，实在对不起。", "总被往外推，换了谁都着急。", "总被往外推，换了谁都着急，我理解。"),
        "reject_explanation": Words("我光顾着讲这些了，实在对不起。", "您心里正着急，我理解。", "您心里正着急，这些话听不进去，我理解。"),
        "protest_wrong": Words("刚才没给您说准，实在对不起。", "您起疑心是应该的。", "说法对不上，换了谁都会起疑，我理解。"),
        "contradicted": Words("前后没给您说一致，实在对不起。", "换了谁都会听糊涂，我理解您。", "前后说法不一样，换了谁都会糊涂，我理解。"),
        "asked_twice": Words("又让您说了一遍，实在对不起。", "换了谁都会着急，我理解您。", "一样的话要说两遍，换了谁都着急，我理解您。"),
        "prompt_silence": Words("刚才没顾上回您的话，实在对不起。", "换了谁都会着急，我理解您。", "没人回话，换了谁都会着急，我理解您。"),
        "remind_promise": Words("答应您的事还没给您回话，实在对不起。", "换了谁都会惦记，我理解您。", "换了谁都会惦记，我理解您的心情。"),
        "resent_smile": Words("刚才我不该笑，实在对不起。", "您心里难受，我明白。", "您心里正难受，我明白。"),
    },
    "en": {
        "retort": Words("I'm sorry for the way I put that.", "You have every right to be upset.", "I understand why that upset you."),
        "retort_slight": Words("I'm very sorry, I shouldn't have said that.", "I understand how upsetting that was.", "I understand how upsetting that was."),
        "object_shirking": Words("I'm sorry I didn't take this on at once.", "I understand how tiring it is to be passed along.", "I understand how tiring it is to be passed along."),
        "reject_explanation": Words("I'm sorry for going on about that.", "I can see how worried you are.", "I can see how worried you are."),
        "protest_wrong": Words("I'm sorry I didn't get that right.", "I can see why you find that hard to believe.", "I can see why you find that hard to believe."),
        "contradicted": Words("I apologise for saying two different things.", "I understand how frustrating that is.", "I understand how frustrating it is to hear two different things."),
        "asked_twice": Words("I apologise for making you say it twice.", "I understand how frustrating that is.", "I understand how frustrating it is to repeat yourself."),
        "prompt_silence": Words("I'm sorry I kept you waiting for an answer.", "I understand how upsetting that is.", "I understand how upsetting it is to get no answer."),
        "remind_promise": Words("I'm so sorry you're still waiting for my answer.", "I understand how worrying that is.", "I understand how worrying it is to wait for an answer."),
        "resent_smile": Words("I'm sorry I smiled just now.", "I can see how upset you are.", "I can see how upset you are."),
    },
}  # fmt: skip
_TROUBLES: dict[str, tuple[tuple[str, Words], ...]] = {
    "zh": (
        (r"公里|回.{0,3}(?:老家|户口|宁波|松桃|贵州)|户口[簿本].{0,10}(?:锁|拿不|没得|在我妈)|没得户口", Words("让您为这件事犯难，实在对不起。", "大老远回去一趟不容易，我理解。", "大老远回去一趟不容易，您的难处我理解。")),
        (r"证明.{0,6}活|活人|是死是活|问死活|验明正身|活着|还在世|喘气|又[冇没]死", Words("让您听了这样的话，受委屈了，实在对不起。", "换了谁心里都不是滋味。", "要人证明自己还在，换了谁心里都不是滋味。")),
        (r"(?:养老|退休)?(?:金|钱).{0,8}(?:[冇没]到|[冇没]得了|断|停|一分都)|停.{0,4}养老金|断.{0,4}钱|说停就停|空折子", Words("钱没按时发到您手上，让您着急了，实在对不起。", "家里等着用钱，您的心情我理解。", "家里等着这笔钱用，您着急我理解。")),
        (r"电话.{0,10}(?:打不通|占线|没人|没问明白|挂|撂|三回)|占线", Words("打了电话也没给您说明白，实在对不起。", "换了谁都会着急。", "电话里总问不明白，换了谁都着急。")),
        (r"[俺我](?:爸|爹|妈|娘|老伴|父亲|母亲).{0,24}(?:院|开刀|手术|病|治|药|瘦|床|躺)|病人|老伴.{0,8}(?:心脏|药)|肺上|排手术", Words("这个时候还让您为手续操心，实在对不起。", "家里人病着，您又急又怕，我理解。", "家里人病着，您心里一定又急又怕，我理解。")),
        (r"孙子.{0,8}(?:烧|病)|发烧", Words("这个时候还让您等着，实在对不起。", "孩子病着，您着急我理解。", "孩子病着，您心里一定很着急，我理解。")),
        (r"脸都|没脸|脸上|丢人|臊|没(?:朝|向).{0,4}伸|求人|张(?:嘴|这个嘴)|笑话|脊梁|熟人|要强|嚼舌|装穷|眼神|才敢进|低三下四|钻地缝|看着俺", Words("让您这么为难，实在对不起。", "您能来问，一点都不丢人，您的难处我理解。", "您能来问，一点都不丢人，您心里的难处我理解。")),
        (r"白跑|空跑|跑了?.{0,4}[趟回]|两回假|碰了?一鼻子灰|空着?手|来过一[趟次回]|我又来了|头一趟|腿都跑|上?礼拜.{0,6}来过", Words("让您白跑了一趟，实在对不起。", "换了谁心里都窝火，我理解您。", "一趟趟地跑，换了谁心里都窝火，我理解您。")),
        (r"打发|支走|支回|推出来|推来|皮球|退回|赶走|撵|摆[摆了]?手|手一?挥|堵回来|晾|糊弄|一句话就|一句外地", Words("之前没人好好听您说，让您受委屈了，实在对不起。", "换了谁心里都不好受。", "没人好好听您说，您心里一定不好受，我理解。")),
        (r"[等排耗]了?.{0,5}(?:半天|上午|小时|钟头|分钟|[好几两三][天回]|老半|礼拜|[这么好]久)", Words("让您等了这么久，实在对不起。", "换了谁都会着急。", "等了这么久，换了谁都会着急，我理解。")),
        (r"请.{0,5}假|工钱|误工|工头|全勤|扣.{0,4}[钱分]|上工|娃儿丢给", Words("耽误您上班了，实在对不起。", "请假出来一趟不容易，我理解。", "请假出来一趟不容易，您着急我理解。")),
        (r"单子(?:都|全)|跳单|不敢接|晚上的单|小休|上线|晚高峰|平台|赶时间|泡汤", Words("耽误您跑单了，实在对不起。", "您是停下活儿赶过来的，着急我理解。", "您是停下活儿赶过来的，着急我理解。")),
        (r"身份证.{0,8}(?:丢|掉|搞没|弄没|不见|没得了)|钱包(?:掉|丢)|丢[了张卡证]|死循环|寸步难行|证丢了", Words("证件丢了还让您到处问，实在对不起。", "没有证件，换了谁都着急。", "身份证丢了处处不方便，您着急我理解。")),
        (r"房租|搭钱|走字|走上了|投进去|买断|输不起|开火", Words("耽误您开张了，实在对不起。", "房租一天天走着，您着急我理解。", "房租一天天走着，店还开不了，您着急我理解。")),
        (r"过不下去|作难|拉扯|老头子走|供不起|咸菜|没法了|接不上|凑合|亏空|借钱", Words("没能早点帮上您，实在对不起。", "一个人撑着这个家，您真不容易。", "一个人撑着这个家，您真不容易，我理解。")),
        (r"膝盖|六楼|腿.{0,6}(?:下|坏|不好|疼|跑)|下[不得冇]+楼|腰(?:疼|不|也)", Words("让您受累了，实在对不起。", "您真是太不容易了。", "您身子不方便还要操心，真是太不容易了。")),
        (r"攻略|网上(?:说|讲|也讲|那篇|三篇|查)|帖子|一人一个说法|三个样|信谁|脑壳都|搞昏", Words("没能早点给您讲明白，实在对不起。", "说法这么多，换了谁都着急。", "说法这么多，换了谁都着急，我理解您。")),
        (r"睡不着|没睡|一夜|失眠|没合眼|翻来|几宿|愁(?!死)", Words("让您为这件事睡不好觉，实在对不起。", "您心里一定很煎熬。", "为这件事觉都睡不好，您心里一定很煎熬，我理解。")),
        (r"(?<!不)怕(?!你笑)|慌|急|愁死|担心|悬|打鼓|发毛|没底|遭不住|焦", Words("让您着急了，实在对不起。", "您的心情我理解。", "您心里着急，我很理解。")),
    ),
    "en": (
        (r"back and forth|another building|sent (?:me|to|across)|two buildings|that other building|up and down|across the road|(?:trip|morning).{0,20}nothing|pointing at the door|chased", Words("I'm sorry you were sent back and forth.", "That must have been exhausting.", "Being sent back and forth must have been exhausting.")),
        (r"\bwait(?:ed|ing)\b|\bqueu\w+|\bin line\b", Words("I'm sorry you had to wait so long.", "I understand how tiring that is.", "I understand how tiring such a wait is.")),
        (r"half a day|half day|day off|time off|\bclasses\b|docked|children waiting|off work", Words("I'm sorry this has cost you so much of your time.", "I understand how hard it is to get away from work.", "I understand how hard it is to get away from work.")),
        (r"\bfines?\b|permit|immigration|punish|in trouble|broken some rule|hid any|do wrong|did wrong", Words("I'm sorry this has given you such a fright.", "I can see why you're frightened.", "I can see why that frightened you.")),
        (r"ashamed|stupid|embarrass", Words("I'm sorry you were made to feel that way.", "I understand how uncomfortable that must have been.", "I understand how uncomfortable that must have been.")),
        (r"sle(?:ep|pt)|worried sick|knots|dreamt|cr(?:y|ied)\b|scared|worr(?:y|ied)|frightened|pray|head is spinning|chest", Words("I'm sorry this has worried you so much.", "I can see how hard it has been on you.", "I can see how much this has been worrying you.")),
        (r"nobody|no one|can't read|help me in english|something different|no word about|one clear", Words("I'm sorry nobody explained this to you properly.", "I understand how frustrating that is.", "I understand how frustrating it is when nobody gives you a clear answer.")),
        (r"\bowe[sd]?\b|\bowing\b|1,860|debt|that number|that figure", Words("I'm so sorry nobody explained that sum to you.", "I can see why it would worry you.", "I can see why a sum like that would worry you.")),
        (r"\blost\b|stolen|missing", Words("I'm sorry about what you've lost.", "I can imagine how upsetting that is.", "I can imagine how upsetting it is to lose it.")),
    ),
}  # fmt: skip
_OF_MATTER = {
    "zh": Words("{}的事让您费心了，实在对不起。", "您的心情我理解。", "您为{}的事着急，我很理解您的心情。"),
    "en": Words("I'm sorry for the trouble you've had.", "I understand how worrying your {} is.", "I understand how worrying your {} is."),
}  # fmt: skip
_PLAIN = {
    "zh": Words("给您添麻烦了，实在对不起。", "换了谁都会着急，我理解。", "换了谁都会着急，我理解您。"),
    "en": Words("I'm sorry for the trouble you've had.", "I understand how upsetting that is.", "I understand how upsetting this must be."),
}  # fmt: skip
# Moves that may voice a trouble in words of their own; after others none is guessed at.
_VOICES = frozenset({
    None, "open", "state_need", "complain", "press", "voice_misunderstanding", "reject_apology", "reject_courtesy",
    "doubt_promise", "demand_supervisor", "confused", "incident",
})  # fmt: skip
_OFFER = {
    "zh": ("这件事我来帮您办", "{}的事我来帮您办"),
    "en": ("Let me help you with this.", "Let me help you with your {}."),
}
_COME_BACK = {
    "zh": "还有什么需要，您随时来找我",
    "en": "If anything else comes up, do come back to me.",
}
_LONGEST = {"zh": 20, "en": 60}  # characters of a quotation


def for_trouble(turn: Turn) -> Words | None:
    """Return kind words for what the citizen has just voiced; None where it can't be told."""
    move, line = turn.matter.move, plain(turn.citizen or "")
    if move in _AFTER[turn.language]:
        return _AFTER[turn.language][move]
    for voiced, words in _TROUBLES[turn.language]:
        if re.search(voiced, line, re.IGNORECASE):
            return words
    if move not in _VOICES:
        return None
    if turn.matter.name:
        return Words(*(words.format(turn.matter.name) for words in _OF_MATTER[turn.language]))
    return _PLAIN[turn.language]


def heard(turn: Turn) -> str:
    """Return the clause of the citizen's line in which their trouble stands; "" without a line."""
    line = turn.citizen or ""
    pieces = [line[start:end] for start, end in clauses.split(line)]
    for voiced, _ in _TROUBLES[turn.language]:
        for piece in pieces:
            if re.search(voiced, plain(piece), re.IGNORECASE):
                return quoted(piece, turn.language)
    return quoted(max(pieces, key=len), turn.language) if pieces else ""


def quoted(words: str, language: str) -> str:
    """Return words short enough to be quoted."""
    longest = _LONGEST[language]
    if len(words) <= longest:
        return words
    if language == "zh":
        return words[:longest] + "……"
    return words[:longest].rsplit(" ", 1)[0] + " …"


def offer(turn: Turn) -> str:
    """Return an offer to take on what the citizen has come for; in Chinese without a full stop."""
    plainly, named = _OFFER[turn.language]
    return named.format(turn.matter.name) if turn.matter.name else plainly


def useful(turn: Turn) -> str:
    """Return what helps most at this point: the fact just asked for, the truth, or an offer."""
    if turn.closing:
        return _COME_BACK[turn.language]
    if turn.matter.asked and not any(fact.fact == turn.matter.asked for fact in turn.facts):
        return turn.matter.asked
    if turn.belief == "just_voiced" and not turn.corrected and turn.matter.truth:
        return turn.matter.truth
    return offer(turn)
