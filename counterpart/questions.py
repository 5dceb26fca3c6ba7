"""What each question of a reply is about, read from its words: the citizen's case, or the talk itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from counterpart import clauses

# case: the citizen's case. echo: the same with no question word ("身份证？"), or only an echo of theirs.
# consent: whether they agree. understood: whether they followed. more: what else they would know.
# worry: what ails them. need: what they have come for. check: their case said back.
# rhetorical: nothing that anybody would answer.
KINDS: tuple[str, ...] = (
    "case", "echo", "consent", "understood", "more", "worry", "need", "check", "rhetorical",
)  # fmt: skip

_END = re.compile(r"[。！!？?；;…\n]|\.(?=\s|$)")
_MARKS = ("?", "？")
_MARKED = re.compile(
    r"(?:吗|(?<![什那这怎多要])么|呢|不|没有?|没得|冇得|否)$|哪|什么|啥|多久|多[少大高]|几[年月次点个口岁号楼时天]|几$|怎么|怎样|咋|谁|还是|([一-鿿])[不没]\1|贵姓|高寿|何时|是否"
    r"|^(?:and |so |but |or |now )?(?:do|did|does|have|has|are|is|was|were|can|could|would|shall|which|what|when|where|who|how|why)\b",
    re.IGNORECASE,
)
_UNMARKED = re.compile(
    r"(?:吗|(?<![什那这怎多要])么|多少)$|是不是|有没有|对不对|能不能|带没带|(?<!没)(?<!没有)(?:什么|啥)$|(?:什么|啥)(?:时候|名字|地方|单位)|哪[年天个里家位儿些]|多久|多大|几[年月次点个口岁]|贵姓|高寿"
    r"|^(?:do|did|does|have|has|are|is|was|were|can|could|would) (?:you|your)\b|^(?:which|what|where|who|how)\b",
    re.IGNORECASE,
)
# Asked without any question word: "报一下电话", "我问的是店名".
_TELL_ME = re.compile(
    r"说说|讲讲|说一[下说]|讲一[下讲]|告诉我|报(?:一[下声]|上来|给我)|号码?给|念(?:给|一下)|留(?:个|一下|一个|下)|写(?:个|一下|一个|上[您你店姓名电地])|填(?:个|一个)|我问的?是|我(?:是|就|想)?问(?:一下|一句)?[您你什哪]|请回答|还没[说讲]"
    r"|^(?:[您你]的?)?(?:电话|手机号|号码|姓名|名字|年龄|岁数|住址|地址|店址|店名|户口|户籍|日期|单位|身份证号码?)$"
    r"|\btell me\b|\blet me have\b|\bdescribe\b|\bi need (?:your|the)\b",
    re.IGNORECASE,
)
# Adds nothing to the question before it.
_TAIL = re.compile(
    r"^(?:[您你])?(?:还)?(?:记得|知道|有印象|清楚)(?:吗|不|么)?$|^[您你]?(?:先|再|也|来)?(?:[跟和给对]我)?(?:说说|讲讲|说一[下说]|告诉我|说)(?:吧|呗|看)?$|^(?:啊|嗯|哦|是吗|真的)$"
    r"|^(?:and |then |so )?(?:do you (?:know|remember)|right|okay|ok|then|madam|sir)$",
    re.IGNORECASE,
)
_RHETORICAL = re.compile(
    r"([一-鿿])[什啥]么?\1|谁(?:求|挑|欠|惹|知道)|谁(?:叫|让)[你您](?:不|没|自己)|关[我你](?:什么|啥)?事|(?:什么|啥)(?:态度|说法)|(?<!有)没[^，。]{0,4}(?:什么|啥|多久)(?!时候)|不是哪个|没有没有|[什啥]么?(?:都|也)|谁[都也]|(?:哪儿|哪里|哪个|怎么|咋|几时)[都也就]|在哪[^，。]{0,3}都|哪来|哪(?:能|敢|有)"
    r"|(?:愁|急|怕|喊|慌|吵|装|哭|磨蹭|摆)(?:个)?(?:什么|啥)$|听不懂|听没听(?:见|到)|懂不懂|耳朵|聋|凭(?:什么|啥)|不是.{1,12}了吗$|怎么(?:还|这么|那么|又)|咋(?:还|这么|又)|还(?:想|要)怎|满意吧|五星|好评|怪谁|(?<![去来])干嘛|^干吗"
    r"|\bwho (?:cares|asked you)\b|\bare you deaf\b|\bwhat do you expect\b|\bhow should i know\b",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"来(?:这儿|这里)?(?:是)?(?:干|做)(?:嘛|什么|啥)|办(?:理)?(?:点|些)?(?:什么|啥|哪|何)(?![^，。！？,!?]{0,4}[都也])|(?<!没)(?<!没有)(?<!出)(?:什么|啥|哪)(?:业务|事)(?!儿?[都也])|(?<!没)有(?:什么|啥)(?:能|可以|需要|要)?(?:帮|为[您你])|能帮您(?:什么|做)|怎么帮"
    r"|\b(?:how|what) (?:can|may|could) (?:i|we) (?:help|do)\b|\bwhat brings you\b|\bwhat do you need\b|\bhow may\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:还有(?!谁)|别的|其他|其它)[^，。？?]{0,8}(?:问|需要|帮|事|不清楚|不明白|没明白|疑问|意见|不放心|没听|没说|没记|担心|怕|落下)|还有(?:别的|其他的?)?(?:没有?|没得|吗|么|不)?$|(?:还|再)(?:有)?(?:什么|啥|哪)[^，。]{0,8}(?:问|事|清楚|明白|放心|担心|落下|知道|讲|说|核)"
    r"|哪(?:里|儿|句|点|些|一?[句条处步样项])[^，。]{0,6}(?:不清楚|不明白|没听|没说|没懂|不懂|听漏|不对|对不上|拿不准|有疑问)|(?:想|要|来)(?:问|打听|咨询|了解)(?:点|些|一下)?(?:什么|啥|哪)|问我?(?:点)?(?:什么|啥)|还问(?:不|吗|什么|啥)|还有(?:什么|啥)[^，。]{0,6}的(?:吗|么|不|没有?)?$|有(?:没有)?(?:什么|啥)?(?:问题|疑问|不明白|不清楚|不懂)"
    r"|\banything (?:else|(?:that )?you|i can)\b|\b(?:any|other|more) (?:other |more |further )?questions?\b|\bwhat else\b|\bwhat (?:would|do|did) you (?:like to |want to )?(?:know|ask)\b|\b(?:which|what) (?:part|bit)\b|\bwhat(?:'s| is| isn't| is not) (?:not )?(?:clear|unclear|correct|wrong with it)\b",
    re.IGNORECASE,
)
_UNDERSTOOD = re.compile(
    r"(?<!没)(?:听|说|讲|记|看|弄|搞)得?(?:清楚|清|明白|懂|下来?|住|全)了?(?:吗|没有?|么|不|吧)|(?:清楚|明白|懂|记住|记下)了?(?:吗|没有?|么|不)$|(?:再|重)(?:新)?(?:说|讲|念|捋)一?遍(?:吗|么|不)?|要不要我(?:再|重)"
    r"|\b(?:that|it|this|everything|all) clear\b|\bclear so far\b|\bdo you (?:understand|follow)\b|\bgot (?:it|that|all that)\b|\bmakes? sense\b|\bshould i (?:repeat|say)\b|\bshall i (?:repeat|say)\b|\bare you with me\b",
    re.IGNORECASE,
)
_WORRY = re.compile(
    r"[急慌愁怕哭气]{1,2}(?:成这样)?(?:什么|啥)|担心(?:什么|啥|哪)|怎么(?:了|啦|回事)|咋(?:了|啦|回事)|(?:哪|什么|啥)(?:句话?|里|儿|地方)?[^，。]{0,4}(?:得罪|惹|冒犯)|为(?:什么|啥|何)[^，。]{0,6}(?:急|气|不高兴|难过|哭|担心)|[出遇]到?(?:什么|啥)(?:事|难)|心里(?:怎么|咋)想"
    r"|\bwhat(?:'s| is) (?:the matter|wrong|bothering|worrying)\b|\bworries you\b|\bworried about\b|\bwhy are you (?:so )?\w+\b|\bare you (?:ok|okay|all right)\b|\bwhat happened\??$|\bupset you\b",
    re.IGNORECASE,
)
_TAG = r"(?:好|行|可以|成|中|要得|管|同意|OK|ok)(?:吗|么|不|吧|嘛|啊|不好|不行|不可以|不成|不中)"
_CONSENT = re.compile(
    rf"^(?:(?:[您你]|咱)?(?:看|说|觉得)?(?:这样|这么)?.{{0,2}}){_TAG}$|^[您你]看[^，。]{{0,12}}{_TAG}$|(?:这样|这么)[^，。]{{0,6}}{_TAG}$"
    r"|愿意|愿不愿|介意|同意|要不要|用不用|需不需要|需要(?:我|给您|帮您)|想不想|方便(?:吗|不|么)|准备好|没问题吧|放心(?:吗|了吗|吧)"
    r"|\bshall (?:we|i)\b|\bwould you (?:like|mind|prefer)\b|\bis (?:that|this) (?:ok|okay|fine|all right)\b|\b(?:okay|all right|ready|agreed|deal)$|\bdo you want (?:me|us) to\b|\bcan we (?:start|begin|do)\b",
    re.IGNORECASE,
)
_CHECK = re.compile(
    r"[您你](?:是说|的意思|刚才说|是想|是要|要办的是|要办的|想办的|这是要|是来)|也就是说|就是说|跟您(?:核对|确认)|我(?:核对|确认|重复|复述)一下|没(?:理解|听)错|(?:^|[^不])(?:对|是)(?:吗|吧|不对|不是)[？?。]?$|(?:对|是)(?:吗|吧|不对|不是)[？?。]"
    r"|\bso you(?:'re|'ve|'d| want| need| are| have| would)?\b|\byou(?:'re| are) saying\b|\byou mean\b|\blet me (?:check|make sure|see if) i\b|\bis that (?:right|so|correct)\b|\bhave i got\b",
    re.IGNORECASE,
)
_KINDS_BY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rhetorical", _RHETORICAL), ("more", _MORE), ("understood", _UNDERSTOOD), ("need", _NEED),
    ("worry", _WORRY), ("check", _CHECK), ("consent", _CONSENT),
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A clause that asks: where it stands, what it is about, and whether it asks for sure.

    ``marked``: a question mark follows, or it says "tell me".
    """

    start: int
    end: int
    kind: str
    marked: bool

    @property
    def place(self) -> tuple[int, int]:
        """Where the clause begins and ends."""
        return self.start, self.end


def find(reply: str) -> list[Question]:
    """Return the questions of a reply, in its order."""
    return list(_find(reply))


def asks_need(reply: str) -> bool:
    """Tell whether the clerk asks what the citizen has come for."""
    return bool(_NEED.search(reply))


def checks(reply: str) -> bool:
    """Tell whether the clerk says back what they understood."""
    return bool(_CHECK.search(reply))


def _find(reply: str) -> Iterator[Question]:
    for start, end in clauses.split(reply):
        text, marked = reply[start:end], _is_marked(reply, end)
        alone = reply[end : end + 1] in _MARKS
        if _TAIL.search(text) or not _asks(text, marked, alone):
            continue
        marked = alone or (marked and bool(_MARKED.search(text))) or bool(_TELL_ME.search(text))
        yield Question(start, end, _kind(text, alone), marked)


def _asks(text: str, marked: bool, alone: bool) -> bool:
    if alone or _UNMARKED.search(text) or _TELL_ME.search(text):
        return True
    return marked and bool(_MARKED.search(text))


def _is_marked(reply: str, end: int) -> bool:
    """Tell whether the sentence in which a clause ends closes with a question mark."""
    close = _END.search(reply, end)
    return close is not None and close.group() in _MARKS


def _kind(text: str, alone: bool) -> str:
    """Return a question's kind; the first pattern that is found decides."""
    for kind, pattern in _KINDS_BY_WORDS:
        if pattern.search(text):
            return kind
    return "echo" if alone and not _MARKED.search(text) else "case"
