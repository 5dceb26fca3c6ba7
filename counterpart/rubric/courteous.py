"""Turn a bare command into a request that a courteous clerk would make."""

from __future__ import annotations

import re

# What no courtesy word makes a request: contempt, or sending somebody off.
_UNKIND = re.compile(
    r"文化|识字|读过书|正常人|人话|让开|滚|躲|挪开|杵|离.{0,6}远|看清楚|凉快|线外|自己[看查想找弄]去?$|站远|别?挡|推走|拿走|带走|走吧|赶紧走|谁.{0,6}[找寻]|别[堵挤嚷喊吵闹催问废啰]|莫挤|闭嘴|嘴|投诉|别处|别的窗口|告|随便|爱|说法|老家|走路|站着[办说]|扔|孙子|儿子|女儿|儿女|家属|^[你您]?(?:去|先)?[找问](?!一下|[您我])|(?:去|上).{1,8}问去?$|[找问].{1,8}去$"
    r"|\b(?:yell|grandma|educat\w+|somebody|someone|go away|get out|move along|stop \w+ing|shut|mind your|calm down|hurry|quick|keep up|complain|take it up|ask (?:them|other|somebody|your)|try (?:them|upstairs|head)|(?:son|grandson|daughter|carer|parents) |stay home|go (?:home|to work)|give it here|business|whatever|wait your turn)\b",
    re.IGNORECASE,
)  # fmt: skip
_HURRY = re.compile(r"[你您]?(?:给我)?(?:快[点些]?|赶紧的?|麻利[点儿]*|抓紧|别磨蹭|动作快点?)[儿啊吧]?|(?:hurry(?: up)?|(?:be |make it )?quick(?:ly)?|come on|keep up)", re.I)  # fmt: skip
_ALREADY = re.compile(r"请|麻烦|劳驾|好吗|\bplease\b|\bcould you\b|\bwould you\b", re.IGNORECASE)

# ------------------------------------------------------------------ Chinese

_HEAD = re.compile(
    r"^(?:那么?|快(?=[点些进过来说讲填签拿])|快[点些]|赶紧|赶快|抓紧|马上|立马|立刻|现在就|您|你|自己|自个儿|给我(?!看)|好了|行了|来来|嗯|哎|喂)+"
)
_MODAL = re.compile(r"^(?:得|要|必须|需要|应该|就)(?=[\u3400-\u9fff])")
_TAIL = re.compile(
    r"(?:[吧啊呀哈哦喽嘛呗啦哟呢]|行不行|听见没有?|快[点些]|赶紧的?|(?<=[队等着号印])去)+$"
)
_TOLD = "名字|姓名|号码|电话|手机号|身份证号码?|单号|车次|出生日期|地址"
_THINGS = "身份证|证件|户口[本簿]|社保卡|银行卡|居住证|护照|执照|病历|合同|材料|单子|表格?|照片|复印件|原件|回执|授权书|收据|发票|凭证"
_WHOSE = r"(?:(?![先再重取刷把去拿填看带交递复打])[\u3400-\u9fff]{1,4})?"
_LISTED = re.compile(rf"(?:本人)?(?:{_THINGS})(?:[和跟、，](?:{_THINGS}))*")
_SAY = re.compile(rf"^把?(?P<what>(?:{_TOLD}))(?:多少|呢)?(?:给我|报一?下|报我|报|说一?下|念一?下|发我)?$")  # fmt: skip
_SHOW = re.compile(
    rf"^把?(?P<what>{_WHOSE}(?:{_THINGS})(?:[和跟、](?:{_THINGS}))*|号|号码条)(?:都|全|先)?"
    r"(?:给我(?:一下|看看|看一下)?|拿来|拿过来|拿出来|拿给我(?:看看)?|掏出来|递过来|递给我|交给我(?:就行)?|交过来|呢|)$"
)
_FRONTED = re.compile(
    rf"^把?(?P<what>{_WHOSE}(?:{_THINGS}|名字|字|伞|眼镜|帽子|口罩))(?:都|全|先|也)?"
    r"(?P<do>(?:放|搁)(?:在|到)?[\u3400-\u9fff]{1,6}|带[上好齐来]|[收拿填写备准]+好|填[了上]?|签[了上]?|摘[了掉]?|复印(?:一份|两份|一下)?|打印(?:出来|一下)?|盖[个好]?章|[刷扫签填]一下|交上?来|翻到[\u3400-\u9fff]+|关[了掉上]?)$"
)
_PLACE = re.compile(
    r"^(?:去|到|上|往)?(?P<where>[那这][边儿里]|旁边|边上|后[面边头]|外[面边头]|里[面边]|前[面边]|门口|[一二三四五六七八九十\d]+号窗口?|[一二三四五六七八九十\d]+[楼层](?:大厅)?)(?P<do>[\u3400-\u9fff]{0,8})$"
)
_VERB = re.compile(
    r"^(?:先|再|重新?|别|不要|莫|千万别)?(?:[去到回来坐站等排拿取填写签按看听说讲报打带交递放印拍刷扫点换找问把跟留收记上下盖开关抬翻输用让叫补转存选登摘]|过来|进来|稍|复印|准备|对[着照准]|在(?=.*[签写按填等坐])|核对|确认|照(?=[相着张])|下载|注册|预约|保持|抓紧|保管|拨)"
)
_ONLY_IF = re.compile(r"^(?P<if>(?:没|不|缺|要是|如果|想|有).{1,10}?)就(?P<do>[去回重再拿补先等找到来带打].*)$")  # fmt: skip
_SHORT = {
    "坐": "请坐", "坐下": "请坐", "坐吧": "请坐", "坐坐坐": "请坐", "过来": "请您过来一下", "进来": "请进",
    "说": "请您说说情况", "讲": "请您说说情况", "说事": "请您说说情况", "说话": "请您说说情况",
    "等": "请您稍等一下", "等着": "请您稍等一下", "稍等": "请您稍等一下", "等一下": "请您稍等一下",
    "等会儿": "请您稍等一下", "等下": "请您稍等一下", "签字": "请您签个字", "签名": "请您签个名",
    "下一个": "请下一位过来", "下一位": "请下一位过来", "取号": "请您先取个号", "排队": "请您排一下队",
    "填表": "请您填一下表", "往下说": "请您接着说", "长话短说": "请您拣要紧的说", "讲重点": "请您拣要紧的说",
    "说重点": "请您拣要紧的说", "别挂": "请您先别挂", "听好": "请您听我说", "听着": "请您听我说",
    "拿来": "请您拿给我看一下", "看屏幕": "请您看一下屏幕", "看镜头": "请您看一下镜头", "别动": "请您先别动",
}  # fmt: skip
_SOFTER = (
    (re.compile(r"回[家去]等着$"), "回去等消息"),
    (re.compile(r"等着$|等会儿?$|(?<!稍)等一下$|(?<=[儿里边面])等$"), "稍等一下"),
    (re.compile(r"^排后[头面]去?$"), "到后面排一下队"),
    (re.compile(r"排队$"), "排一下队"),
    (re.compile(r"^签([这那])"), r"签在\1"),
    (re.compile(r"^写([这那])"), r"写在\1"),
    (re.compile(r"^(填|看|报|核对|确认)(?![一好清完在到个下上看着写])"), r"\1一下"),
    (re.compile(r"^(再)?按个"), r"\1按一下"),
)

# ------------------------------------------------------------------ English

_EN_HEAD = re.compile(
    r"^(?:(?:ok(?:ay)?|right|well|so|now|just|then|and|but|also|first|go ahead and|you(?:'ll| will)? (?:have|need) to|you(?:'ve)? (?:got to|must|should)|you|need to|must)\b[, ]*)+",
    re.IGNORECASE,
)
_EN_NOT = re.compile(r"^(?:don't|do not|never)\b", re.IGNORECASE)
_EN_VERB = re.compile(
    r"^(?:add|apply|attach|book|bring|call|check|choose|click|collect|come|copy|date|download|drop|enter|fetch|fill|find|follow|get|give|go|hand|have|hold|keep|leave|let|listen|look|make|move|open|pay|pick|press|print|pull|put|read|ring|scan|see|send|show|sign|sit|speak|spell|stand|start|stay|step|submit|take|tell|tick|try|turn|type|upload|use|wait|walk|write)\b",
    re.IGNORECASE,
)
_EN_THING = re.compile(r"^(?:(?:your|the) )?(?P<what>passport|id|id card|papers|documents?|form|ticket|bank card|card|permit|(?:full |first |last )?name|(?:phone )?number|date of birth|address)$", re.IGNORECASE)  # fmt: skip
_EN_GIVE = re.compile(r"^(?:give|hand|pass) me (?P<what>(?:your|the|that|this|a|an) .+)$", re.I)
_EN_SIT = re.compile(r"^sit(?: down)?(?P<where>(?: over)? (?:there|here))?$", re.IGNORECASE)
_EN_SHORT = {
    "next": "Who's next, please?", "next person": "Who's next, please?", "wait": "Could you wait a moment, please?",
    "hold on": "Could you hold on a moment, please?", "hang on": "Could you hold on a moment, please?",
    "go on": "Please go on", "start": "Please go ahead", "go ahead": "Please go ahead",
    "give me a sec": "Could you give me a second, please?", "give me a minute": "Could you give me a minute, please?",
    "put it in writing": "Could you put that in writing, please?",
}  # fmt: skip


def request(words: str, language: str, whole: bool = True) -> str:
    """Return a bare command as a courteous request, or "" where none would sound natural.

    ``whole`` says that it is a sentence of its own, so that it may become a question.
    """
    words = words.strip(" 。.!！?？~～，,")
    if not words or _UNKIND.search(words) or _ALREADY.search(words):
        return ""
    if language == "zh":
        return re.sub(r"你(?!们)", "您", _in_chinese(words))
    return _in_english(words, whole)


def bring(words: str, language: str) -> str:
    """Return bare names of papers as a request to bring them, or ""."""
    words = words.strip(" 。.!！?？~～，,")
    if language == "zh":
        return f"请您带上{words}" if _LISTED.fullmatch(words) else ""
    papers = re.split(r",? and |, ", words.lower())
    if not all(_EN_THING.match(paper) for paper in papers):
        return ""
    return f"Please bring your {words[:1].lower()}{words[1:]}"


def hurries(words: str) -> bool:
    """Tell whether a command only presses for haste, so that nothing is lost without it."""
    return bool(_HURRY.fullmatch(words.strip(" 。.!！，,")))


def _in_chinese(words: str) -> str:
    if re.search(r"[A-Za-z ，,、]{6,}", words):
        return ""
    words = _TAIL.sub("", _HEAD.sub("", words))
    words = _MODAL.sub("", words)
    if words in _SHORT:
        return _SHORT[words]
    if words in ("号报一下", "号码报一下", "报号"):
        return "请您报一下号码"
    if found := _SAY.match(words):
        return f"请您报一下{found['what']}"
    if found := _SHOW.match(words):
        return f"请您把{found['what']}给我看一下"
    if found := _FRONTED.match(words):
        done = re.sub(r"^([填签摘关])[了上掉]?$", r"\1一下", found["do"])
        return f"请您把{found['what']}{done}"
    if found := _PLACE.match(words):
        doing = _softer(found["do"])
        return f"请您到{found['where']}{doing}" if not doing or _VERB.match(doing) else ""
    if found := _ONLY_IF.match(words):
        return f"{found['if']}，就麻烦您{_softer(found['do'])}"
    return f"请您{_softer(words)}" if len(words) > 1 and _VERB.match(words) else ""


def _softer(words: str) -> str:
    for hard, soft in _SOFTER:
        words = hard.sub(soft, words, count=1)
    return words


def _in_english(words: str, whole: bool) -> str:
    words = _EN_HEAD.sub("", words)
    short = _EN_SHORT.get(words.lower())
    if short:
        return short if whole or not short.endswith("?") else f"please {words.lower()}"
    if found := _EN_THING.match(words):
        what = re.sub(r"(?i)\bid\b", "ID", found["what"].lower())
        return f"Could I have your {what}, please?" if whole else f"your {what}, please"
    if found := _EN_SIT.match(words):
        return f"please have a seat{found['where'] or ''}"
    if (found := _EN_GIVE.match(words)) and whole:
        return f"Could I have {found['what']}, please?"
    lower = words[:1].lower() + words[1:]
    if _EN_NOT.match(words):
        return f"please {lower}"
    if not _EN_VERB.match(words):
        return ""
    return f"Could you {lower}, please?" if whole else f"please {lower}"
