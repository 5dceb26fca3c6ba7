"""What a reply asks for here and now, and what the clerk does, promises and reports, by its words."""

from __future__ import annotations

import re

from counterpart import clauses

# The first that matches counts; a request to come back with papers is no request on the spot.
_ON_THE_SPOT: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "waiting",
        re.compile(
            r"稍等|稍候|等一下(?!午)|等一会|等会儿|等我(?!们?的?(?:通知|电话|消息|短信|答复))|(?:别|不要)挂(?![失号])|稍微等|等[一两三几半\d]+(?:来)?分"
            r"|\bhold on\b|\bplease hold\b|\bcould you hold\b|\b(?:just )?(?:one|a) (?:moment|minute|second)\b"
            r"|\bbear with me\b|\bwait (?:a|for|here)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "sign",
        re.compile(
            r"签(?:个|一下|下)?(?:字|名)|在这(?:儿|里)?签|签(?:这|上)|填(?:一下|写|个|好|上|表)|按(?:个|一下|这个|这儿)?(?:手印|指纹|指)?(?=[。，！,.!]|$)|按(?:个|一下)?(?:手印|指纹|指)|拍(?:个|张)?照|照(?:个|张)?相|采.{0,3}指纹|(?<!我)(?<!我来)核对一下|看(?:一下|看|着)?(?:屏幕|镜头|这张)|扫(?:一下|个)|输(?:一下|入)?密码|刷(?:一下|个)脸|按\d"
            r"|\bsign (?:here|this|it|below)\b|\bfill (?:in|out)\b|\bscan (?:this|the)\b|\blook (?:at|into) the (?:screen|camera)\b|\bpress\b|\btype in\b|\benter your\b",
            re.IGNORECASE,
        ),
    ),
    (
        "hand_over",
        re.compile(
            r"(?:身份证|证件|社保卡|户口[本簿]|材料|表|单子|证|卡|照片|复印件|执照|合同|手机|号码?|护照|病历)[^。！？!?,，]{0,6}(?:给我|拿来|拿出来|递|出示|交给我|报一下|念一下|说一下|让我看|我看)"
            r"|(?:给我|出示|递给|交给|拿给|拿出|提供|报|念|把)[^。！？!?,，]{0,8}(?:身份证|证件|社保卡|户口[本簿]|材料|表|单子|照片|复印件|执照|合同|护照|号码|病历|姓名|名字|电话)"
            r"|拿(?:来|出来|给我)(?=[，。！,!我看]|$)|给证|(?:身份证|证件|社保卡|户口[本簿]|合同)呢|(?:^|(?<=[。！？]))(?:身份证|证件|社保卡|户口[本簿])(?=[。！]|$)"
            r"|\b(?:may|could|can) i (?:see|have|take|borrow)\b[^.?!]{0,24}\b(?:passport|card|id|papers|documents?|form|letter|name|number|phone)\b"
            r"|\b(?:show|hand|give|pass) me\b[^.?!]{0,24}\b(?:passport|card|id|papers|documents?|form|letter|name|number|phone)\b"
            r"|\b(?:id|passport|card|papers),? please\b|(?:^|(?<=[.!?] ))(?:your )?(?:id|passport|card)(?=[.!])|\bi (?:still |just |only )?need your (?:passport|bank card|card|id)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "sit_down",
        re.compile(
            r"请您?坐(?!地铁|公交|高铁|火车|飞机|班车|车|电梯|\d)|(?:您|快|先)坐(?=$|[，,。！!~～\s吧好会这那我])"
            r"|坐下(?!一?[班趟])|坐着(?!别|不|就|等|让)|坐一?会儿|\b(?:take|have) a seat\b|\bsit down\b",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
_NO_REQUEST = re.compile(r"\b(?:did|have|had) you\b[^.!?]*|\btakes\b[^.,;!?]*", re.IGNORECASE)
_AWAY = re.compile(r"回去|回家|下次|再来|来的时候|到时候|\bnext time\b|\bcome back\b|\bat home\b", re.I)  # fmt: skip
# What is told of papers to bring; one can wait with papers, though.
_LATER = re.compile(r"准备(?!好?了?的)|带[上着齐好来](?!了?的)|备[好齐]|[要需应]提供|(?<!我)需要(?![您你])|\bbring\b(?! me)|\byou(?:'ll| will)? need\b(?! to)", re.I)  # fmt: skip
_SENTENCE_END = re.compile(r"[。！？!?]")
# What has to be done in person, told of as a rule.
_IN_PERSON = re.compile(
    r"(?:要|得|须|需|只能|必须)[^，。！？]{0,4}(?:本人|亲自|现场|当场|采|拍照|按指纹)|本人(?:到|来|亲|办)"
)
_WORK = re.compile(
    r"查|核|问|联系|办|录|登记|填|打印|写|算|弄|教|带[您你]|领[您你]|叫|开|复印|打[个电]|转|记|盯|跟[进着]|陪|帮您看|帮你看|看一[下眼]|看看|约|申请|递|报上|反映|上报|催|改|补|调|交给|等[您你]"
    r"|\b(?:check|ask|call|ring|find|look|contact|chase|see|pull|print|enter|file|fill|take you|walk you|show you|help you (?:with|fill|do)|sort|book|write|send|register|put|do (?:it|this|that)|go through|explain)\b",
    re.IGNORECASE,
)
_FINISHED = re.compile(
    r"(?<![没等未])(?:办|弄|备|录|登记|申请|递|交|提交|受理|搞)(?:好|完|成|上|上去|进去|成功|完毕)了(?=[，。！,!]|$)|(?:受理|提交|递交|办成|搞定|办妥)了|(?:受理|办理|录入)完毕|成功了|(?:执照|回执|证|单子)[^，。]{0,6}(?:收好|拿好)|都收[好齐]了"
    r"|\ball (?:done|set|settled|finished)\b|\byou(?:'re| are) (?:all )?(?:done|settled|set|finished)\b|\b(?:it's|it is|that's|everything is) (?:all )?(?:done|filed|finished|submitted|paid)\b|\bthere, paid\b",
    re.IGNORECASE,
)
_PARTING = re.compile(
    r"(?:没(?:别的)?事|那)就(?:先)?这样吧?|下一[个位](?!月|步|次|回|趟|年|周|星期)|(?:您|你|行了?|好了?|就这样|那|快|办完)[，。,]?(?:先)?(?:走|回去|回|撤)吧|(?:那我?|先|就|我)?挂(?:电话)?了啊?(?=[，。！]|$)|慢走|再见|拜拜|回见|路上(?:慢|小心|当心|注意|骑慢|开慢)"
    r"|\bgood ?bye\b|\bbye\b|\bsafe journey\b|\bhave a (?:good|nice|lovely)\b|\btake care\b|\bnext[.!]$|\bnext,? please\b",
    re.IGNORECASE,
)
_SORRY = re.compile(
    r"抱歉|对不[起住]|不好意思|赔[^，。]{0,3}(?:不是|礼)|道[^，。]{0,3}歉|过意不去|见谅|包涵|原谅|谅解|委屈|受累|让您?[^，。]{0,4}(?:白跑|久等|担心|受)|添[^，。]{0,3}麻烦|怪我|我(?:们)?的(?:错|不对|不是|疏忽|责任)|没(?:说|讲|做|办)[^，。]{0,2}(?:清|好|到|周)|不周|失礼|惭愧"
    r"|\bsorry\b|\bapolog|\bmy (?:fault|mistake)\b|\bour (?:fault|mistake)\b|\bforgive\b|\bregret\b|\bpardon\b|\bexcuse\b|\bshouldn't have\b",
    re.IGNORECASE,
)
_PLEDGE = re.compile(
    r"我(?:们)?(?:这就|马上|现在|先|来|去|再|会|可以)?(?:就)?(?:帮|给|替|为)?(?:您|你)?(?:去|来|先|马上|现在|打电话)?(?:查|问|核实|联系|催|请示|反映|打听|打电话|看看|看一下|核对|沟通)"
    r"|\b(?:i'll|i will|let me|i'm going to|i am going to) (?:just )?(?:check|ask|call|ring|find out|look into|contact|chase|see(?! (?:your|the|it|them|that|this|some)\b)|pull)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"查到|查好|查了|查过|问到|问过|问了|问清|联系(?:上|好|过|了)|核实(?:过|好|了)|看到(?:了|您)|显示|系统里(?:有|没|是)|记录(?:在|是|都)|查出来|打过电话|那边说"
    r"|\bi(?:'ve| have) (?:checked|asked|called|found|looked|spoken)\b|\bit (?:says|shows)\b|\bi (?:can )?see (?:that|here|your)\b|\bthe (?:system|record)s? (?:says?|shows?)\b",
    re.IGNORECASE,
)


def on_the_spot(reply: str) -> str | None:
    """Return the move with which a citizen does what the reply asks for here and now, or None."""
    asked = _NO_REQUEST.sub(lambda found: " " * len(found.group()), reply)
    for move, words in _ON_THE_SPOT:
        if any(not _put_off(move, reply, found.span()) for found in words.finditer(asked)):
            return move
    return None


def _put_off(move: str, reply: str, place: tuple[int, int]) -> bool:
    """Tell whether the clauses in which the request stands are of another day or place."""
    start, end = place
    said = [reply[a:b] for a, b in clauses.split(reply) if a < end and start < b]
    later = move in ("hand_over", "sign")
    if move == "sign" and any(_IN_PERSON.search(s) for s in _sentences(reply, start, end)):
        return True
    return any(_AWAY.search(c) or (later and _LATER.search(c)) for c in said)


def _sentences(reply: str, start: int, end: int) -> list[str]:
    """Return the sentences in which a place lies."""
    cuts = [m.end() for m in _SENTENCE_END.finditer(reply)]
    bounds = zip([0, *cuts], [*cuts, len(reply)], strict=True)
    return [reply[a:b] for a, b in bounds if a < end and start < b]


def works(reply: str) -> bool:
    """Tell whether the clerk names something that they do for the citizen, beyond fine words."""
    return bool(_WORK.search(reply))


def pledges(reply: str) -> bool:
    """Tell whether the clerk says that they will find something out."""
    return bool(_PLEDGE.search(reply))


def reports(reply: str) -> bool:
    """Tell whether the clerk says what came of it."""
    return bool(_REPORT.search(reply))


def finishes(reply: str) -> bool:
    """Tell whether the clerk says that the matter is done."""
    return bool(_FINISHED.search(reply))


def parts(reply: str) -> bool:
    """Tell whether the clerk sees the citizen off, kindly or not."""
    return bool(_PARTING.search(reply))


def says_sorry(reply: str) -> bool:
    """Tell whether the reply holds words of apology."""
    return bool(_SORRY.search(reply))
