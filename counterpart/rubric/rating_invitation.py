"""Rating: invited neutrally, never begged for (不索要好评)."""

from __future__ import annotations

import re

from counterpart.rubric import wording
from counterpart.rubric.finding import Turn, Verdict

ID = "rating_invitation"
NAME = {"zh": "评价不索要", "en": "No begging for a rating"}
RULE = {
    "zh": "可以请对方照实评价，不要求、不暗示、不交换好评。",
    "en": "Invite an honest rating; never ask, hint or trade for a good one.",
}
SOURCE = "domain.md 1.1 好差评 (voluntary; no improper prompts)"
ADVICE = {
    "met": {"zh": "请对方照实评价，没有索要好评。", "en": "You invited an honest rating."},
    "missed": {
        "zh": "“{words}”是在索要好评；评价要由对方自愿、照实打。",
        "en": "“{words}” begs for a good rating; a rating is free and honest.",
    },
}
_NEUTRAL = {"zh": "请您照实评价", "en": "please rate the service as you found it"}
_BEGGING = re.compile(
    r"(?:给|打|点|评|按|选|赏|留|来|送|刷|要|讨|赐|帮|补|加)[^。！？!?；;]{0,10}(?:五星|5星|五颗星|5颗星|五个星|满星|好评|非常满意|最满意|很满意|满分|一百分|10分|十分|高分|最高(?:分|档|那)|第一个|最左边|最右边|最上面|笑脸)"
    r"|(?:五星|5星|好评|非常满意|满分|高分)[^。！？!?；;]{0,8}(?:拜托|谢谢|感谢|呗|哦|哈|好吗|行吗|帮个忙|支持一下|给一个|走一个|来一个|安排)"
    r"|(?:别|不要|千万别|可别|先别)[^。！？!?；;]{0,6}(?:差评|不满意|低分|一星|投诉我|打低)|(?:差评|不满意|低分)[^。！？!?；;]{0,10}(?:扣|罚|影响我|考核|奖金|绩效|饭碗|挨批|通报)|(?:扣|影响)[^。！？!?；;]{0,8}(?:工资|奖金|绩效|考核)[^。！？!?；;]{0,12}(?:评价|评|好评|满意|分)"
    r"|(?:评价|评分|评星|打分|好评|评)[^。！？!?；;]{0,14}(?:手下留情|高抬贵手|照顾|关照|支持|多美言|帮帮忙|帮忙|往高|说好话|全靠您|算我|冲|指标|任务)|(?:满意)(?:的话|了)?[^。！？!?；;]{0,4}(?:就|请|麻烦)?[^。！？!?；;]{0,4}(?:点|按|评|给|打|选)[^。！？!?；;]{0,6}(?:满意|星|赞|好)"
    r"|\b(?:five|5|full|top|all)[- ]?(?:the )?(?:stars?|marks?|rating|score|points)\b|\b(?:good|great|nice|high|excellent|perfect|positive|glowing|best|top|highest)\b[^.!?]{0,12}\b(?:rating|review|score|feedback|marks?|grade|stars)\b"
    r"|\b(?:very satisfied|excellent|the top one|the highest|the smiley)\b[^.!?]{0,16}\b(?:button|option|please|for me)\b|\b(?:press|click|tap|pick|choose|hit|tick|select|give)\b[^.!?]{0,16}\b(?:very satisfied|excellent|top|highest|best|smiley|ten|10)\b"
    r"|\b(?:don't|do not|please don't|no)\b[^.!?]{0,16}\b(?:bad|low|poor|negative)\b[^.!?]{0,10}\b(?:rating|review|score|marks?|one|grade)\b|\b(?:my|our) (?:bonus|pay|target|numbers|boss|appraisal|quota|job)\b[^.!?]{0,30}\b(?:rating|review|stars?|score|depends?|feedback)\b|\b(?:rating|review|stars?|score|feedback)\b[^.!?]{0,30}\b(?:my|our) (?:bonus|pay|target|boss|appraisal|quota|job)\b"
    r"|\bput in a good word\b|\bgo easy on me\b|\bbe generous\b|\bbe kind (?:when|with|on|in)\b",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"评价|评议|评分|打分|评个|评一[下评]|评定|评星|点评|满意度|好差评|意见(?:簿|卡|箱)|\brat(?:e|ing)s?\b|\bfeedback\b|\bsurvey\b|\breview (?:the|our|my|this|today)\b|\bevaluat\w+|\bscore (?:the|us|our|this|my)\b|\bassess (?:the|our|my) service\b",
    re.IGNORECASE,
)
_OTHER_MATTER = re.compile(r"信用评|评级|等级评|评残|残疾评|评定(?:等级|结果|残)|劳动能力|工伤|职称|资产评估|房屋评估|评估|credit rating|exchange rate|review (?:your|the) (?:application|case|file|papers|documents|form)", re.I)  # fmt: skip
_HONEST = re.compile(r"照实|如实|真实|实话|好坏|好不好|好与不好|满不满意|满意不满意|满意还是|不满意(?:也|的|就)|怎么(?:想|觉得)|随(?:您|你|便)|自愿|都(?:行|可以)|哪里不(?:好|足)|\bhonest\w*|\bwhatever\b|\beither way\b|\bgood or bad\b|\bas you (?:found|see|like|feel)\b|\bhowever\b|\bup to you\b|\btruthful\w*", re.I)  # fmt: skip
_DENIED = re.compile(r"(?:不用|不必|不要求|不是(?:要|让|找|叫)|不为|用不着|没有?让|不能(?:要求|让|叫|索要|要|求|催)|不敢|哪敢|不会)[^。！？!?；;]{0,12}$|(?:n't|not|never|no need|without)\b[^.!?]{0,24}$", re.I)  # fmt: skip


def begging(reply: str) -> tuple[int, int] | None:
    """Return where a good rating is begged for, as (start, end) in code points, or None."""
    for match in _BEGGING.finditer(reply):
        sentence = re.split(r"[。！？!?；;\n]", reply[: match.start()])[-1]
        rest = re.split(r"[。！？!?；;\n]", reply[match.end() :])[0]
        whole = sentence + match.group() + rest
        if _DENIED.search(sentence) or (
            _HONEST.search(whole)
            and not re.search(r"五星|5星|好评|满分|five|5 ?-?star", whole, re.I)
        ):
            continue
        return match.span()
    return None


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that speak of the rating."""
    if asked := begging(turn.reply):
        span = turn.span(ID, *asked)
        better = wording.replaced(turn.reply, [span], _NEUTRAL[turn.language])
        return Verdict("missed", (span,), better=better)
    invited = _INVITES.search(turn.reply)
    if invited and not _OTHER_MATTER.search(turn.reply):
        return Verdict("met", (turn.span(ID, invited.start(), invited.end()),))
    return None
