"""Misunderstanding put right without blame: the wrong belief goes, the person keeps their face."""

from __future__ import annotations

import re

from counterpart.acts import Span
from counterpart.cues import plain
from counterpart.rubric import kind_words, mending, wording
from counterpart.rubric.finding import SURE, Turn, Verdict

ID = "misunderstanding"
NAME = {"zh": "化解误会", "en": "Misunderstanding put right"}
RULE = {
    "zh": "对方误会了，把话说清楚，不埋怨、不嘲笑。",
    "en": "Put a wrong belief right, with no blame and no mockery.",
}
SOURCE = "Handout, aim (understand need, emotion and misunderstanding); domain.md 2B 讽刺/质问"
ADVICE = {
    "met": {"zh": "误会说清了，没有让对方难堪。", "en": "You cleared it up and blamed nobody."},
    "partly": {
        "zh": "误会说清了，可“{words}”像在怪对方，人家面子上过不去。",
        "en": "You cleared it up, but “{words}” puts the blame on them, and they lose face.",
    },
    "missed": {
        "zh": "“{words}”坐实了对方的误会，对方会照着错的去办。",
        "en": "“{words}” confirms what they have wrong, and they will act on it.",
    },
    "passed_over": {
        "zh": "对方说的“{words}”是误会，您没有接这个话，对方会一直信下去。",
        "en": "They told you “{words}”, which is a mistake, and you passed over it, so they go on believing it.",
    },
}
_BLAME = re.compile(
    r"(?:你|您)(?:这人|自己)?(?:怎么|咋|为什么|为啥|干嘛|干吗)(?:不|就|也|会|能|还|连|老|总|这么|那么|才|没|信|听)"
    r"|早(?:干嘛|干吗|干什么|不问|点问)|谁让|谁叫|谁跟?(?:你|您)说的(?:找|你|您)|听风就是雨|瞎(?:听|信|传|说|想|琢磨|着急|操心|担心)"
    r"|自己(?:没|不)(?:看|弄|搞|问|听)|(?:你|您)(?:也|都)?不(?:看看|动脑|长脑|会看|会问)|也不(?:想想|看看|打听|问问|动动)"
    r"|都什么年代|想多了吧|想得(?:倒)?美|糊涂了?吧|长个?心眼|抄拧巴|也不查|不查查|说啥[您你]就信|大惊小怪|想得(?:也)?太|脑子|常识|没文化|不懂(?:就|还|装)|网上.{0,6}也信|(?:这|那)(?:种|话|都)?(?:也|都|你也|您也)信"
    r"|(?:你|您)(?:记错|听错|弄错|搞错|理解错|看错)(?!.{0,4}(?:没关系|不怪|很正常|也正常|难免))|(?:你|您)这(?:是|叫)?(?:误解|胡|瞎|想当然)"
    r"|怪(?:你|您)(?:自己)|说了?(?:多少|八百|几)遍"
    r"|\bwhy (?:didn't|don't|would|did) you\b|\byou should(?:'ve| have) (?:asked|read|checked|known|looked)"
    r"|\bif you(?:'d| had) (?:just |only |actually |bothered )?(?:read|asked|checked|listened|looked|paid)"
    r"|\bwho told you (?:that|such)\b.{0,3}$|\byour own (?:fault|mistake)\b|\byou (?:got|have|had) it (?:all )?wrong\b"
    r"|\bdon't believe everything\b|\bhow (?:could|can|did) you (?:even|think|believe|not)\b|\bobviously\b|\bcommon sense\b"
    r"|\bany ?(?:one|body) (?:would know|knows|could)\b|\beverybody knows\b|\bridiculous\b|\bsilly\b|\bought to know (?:better|that)\b|\bshould know better\b|\bif you(?:'d| had) bothered\b|\bnonsense\b|\bparanoid\b"
    r"|\byou people\b|\bhonestly, who\b|\bwhere did you get (?:that|such)\b.{0,20}(?:from|idea)",
    re.IGNORECASE,
)
_NO_BLAME = re.compile(r"不怪[您你]|不是[您你]的错|没说[您你]|not your fault|isn't your fault", re.IGNORECASE)  # fmt: skip
_DENIED = re.compile(r"(?:(?<!是)不是|不算)$|(?:\b(?:not|no|nothing)|n't)(?: at all| really| an?| that| so)*\s$", re.IGNORECASE)  # fmt: skip


def assess(turn: Turn) -> Verdict | None:
    """Judge replies that touch the misunderstanding, and those that pass over it."""
    if turn.belief in ("none", "corrected"):
        return None
    if turn.corrected:
        blame = _blame(turn)
        if blame:
            return Verdict("partly", tuple(blame), better=wording.without(turn, blame))
        return Verdict("met")
    if turn.confirmed:
        better = mending.mended(turn).text() if turn.matter.truth else ""
        return Verdict("missed", (turn.confirmed,), better=better)
    if turn.belief == "just_voiced":
        said = kind_words.quoted(turn.citizen or "…", turn.language)
        better = wording.corrected(turn) if turn.matter.truth else ""
        return Verdict("missed", words="passed_over", better=better, about=said)
    return None


def _blame(turn: Turn) -> list[Span]:
    text = plain(turn.reply)
    named = [
        turn.span(ID, m.start(), m.end())
        for m in _BLAME.finditer(text)
        if not _DENIED.search(text[: m.start()])
        and not _NO_BLAME.search(text[max(0, m.start() - 6) : m.end() + 6])
    ]
    return named or [s for s in turn.found("taboo", "discrimination") if s.confidence >= SURE]
