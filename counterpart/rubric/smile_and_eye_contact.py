"""Smile and eye contact: gestures that fit the person at the counter."""

from __future__ import annotations

import re

from counterpart.cues import plain
from counterpart.rubric import mending, wording
from counterpart.rubric.draft import DIRECTION
from counterpart.rubric.finding import Turn, Verdict

ID = "smile_and_eye_contact"
NAME = {"zh": "微笑与目光", "en": "Smile and eye contact"}
RULE = {
    "zh": "抬头看着对方，微笑、点头、让座；对方伤心或发火时不笑，用目光和点头表示在听。",
    "en": "Look up, smile, nod, offer a seat; to grief or anger no smile, but eyes and a nod.",
}
SOURCE = "Handout, skills 2 and 5, fault 2; domain.md §6 (smile fits the visitor)"
BY_REPLY = 3
GESTURES = ("smile", "eye", "nod", "stand", "seat", "both-hands")
_GRIEF = frozenset({"angry", "upset"})
_WARY = frozenset({"impatient", "suspicious"})
ADVICE = {
    "met": {"zh": "目光和动作让对方感到受尊重。", "en": "Your gesture shows respect."},
    "partly": {
        "zh": "对方说{heard}时光微笑，会显得不当回事，先看着对方、点点头。",
        "en": "They said {heard}, and a smile alone makes light of that: look at them and nod first.",
    },
    "missed": {
        "zh": "到“{words}”已经第三句，还没有抬头看过对方，也没有微笑，对方会觉得您不想理人。",
        "en": "“{words}” is your third reply, and not one look or smile yet: they may feel ignored.",
    },
    "smile_at_grief": {
        "zh": "对方正难过或生气，这时微笑会伤人。",
        "en": "They are upset or angry: a smile hurts now.",
    },
    "unfriendly": {
        "zh": "“{words}”让对方觉得被怠慢。",
        "en": "“{words}” slights the person before you.",
    },
}
_SMILE = {"zh": "（抬头看着对方，微笑）", "en": "*looks up and smiles*"}
_NOD = {"zh": "（抬头看着对方，点点头）", "en": "*looks up and nods*"}
_SHOWN = {
    "smile": r"(?<!收起)(?<!收了)(?<!没有)(?<!不)微笑|笑着|带笑|笑了|一笑|(?<!收起)(?<!收了)笑容|笑脸|(?<!n't )(?<!not )(?<!without a )\bsmil\w+|\bgrins?\b",
    "eye": r"目光|看着|望着|注视|抬头|抬起头|直视|对视|面向|转向|正视|\blook(?:s|ing)? (?:up|at|into)\b|\beye contact\b|\bfac(?:es|ing)\b|\bmeets? (?:\w+ )?(?:eyes|gaze)\b|\bturns? to\b",
    "nod": r"点头|颔首|点了点头|点点头|\bnod\w*",
    "stand": r"起身|站起|起立|站着|欠身|鞠躬|迎上|\bst(?:and|ood)\w*(?: up)?\b|\bgets? up\b|\brises?\b|\bbows?\b",
    "seat": r"请坐|让座|拉.{0,3}椅|示意.{0,6}坐|\bseat\b|\bchair\b|\bgestures?\b",
    "both-hands": r"双手|两手|\bboth hands\b",
}
_UNFRIENDLY = re.compile(
    r"翻白眼|白眼|白了.{0,3}眼|不看|没看|没抬头|不抬头|头[也都]?[不没]抬|低头|盯着?(?:屏幕|手机|电脑|键盘)|看着?(?:屏幕|手机|电脑|别处|手表)|看手机|玩手机|刷手机"
    r"|扭头|扭过|转过身|转过脸|转头跟|背过|撇嘴|冷笑|嘲笑|讥笑|苦笑|皱眉|叹气|不耐烦|甩|扔|丢|摔|拍桌|敲桌|推回|打哈欠|嗑瓜子|摆手|挥手"
    r"|\broll\w* (?:\w+ )?eyes\b|\bsmirk\w*|\bsneer\w*|\bsigh\w*|\bscowl\w*|\bfrown\w*|\bshrug\w*|\byawn\w*|\bthrows?\b|\btoss\w*|\bslams?\b"
    r"|\blook(?:s|ing)? (?:away|down)\b|\blook(?:s|ing)? at (?:the |her |his |my )?(?:screen|phone|watch|monitor|keyboard|clock)\b"
    r"|\beyes (?:on|fixed on|glued to) (?:the |her |his )?(?:screen|phone|monitor|keyboard)\b|\bwithout looking\b|\bdoesn't look\b|\bkeeps? (?:typing|looking at|scrolling|staring)\b|\btyping\b|\bscroll\w*|\bturns? away\b|\bstar(?:es|ing) at\b",
    re.IGNORECASE,
)


_STOPPED = re.compile(
    r"(?:不再|停止|停下)[^，,]{0,6}|\bstop(?:s|ped|ping)? \w+ing\b", re.IGNORECASE
)


def directions(reply: str) -> list[str]:
    """Return the stage directions that stand in the text, without their brackets."""
    return [m.group(1) for m in DIRECTION.finditer(reply)]


def shown(reply: str, gestures: tuple[str, ...] | None) -> set[str]:
    """Return the friendly gestures of a reply: buttons, and stage directions in its text."""
    found = set(gestures or ())
    for text in directions(plain(reply)):
        if not _unfriendly(text):
            found |= {g for g, words in _SHOWN.items() if re.search(words, text, re.IGNORECASE)}
    return found


def _unfriendly(text: str) -> re.Match[str] | None:
    """Return the words that slight; what is said to stop doesn't."""
    return _UNFRIENDLY.search(_STOPPED.sub(lambda found: " " * len(found.group()), text))


def assess(turn: Turn) -> Verdict | None:
    """Judge replies with a gesture, and the third where there was none; never on the phone."""
    if turn.channel == "phone":
        return None
    for stage in DIRECTION.finditer(plain(turn.reply)):
        if bad := _unfriendly(stage.group(1)):
            at = stage.start(1)
            words = turn.span(ID, at + bad.start(), at + bad.end())
            return Verdict("missed", (words,), "unfriendly", _with_a_look(turn))
    found = shown(turn.reply, turn.gestures)
    if not found:
        due = turn.gestures is not None and turn.number == BY_REPLY and not turn.gestured
        late = Verdict("missed", better=_with_a_look(turn), about=turn.clauses[0])
        return late if due else None
    if "smile" in found and turn.mood in _GRIEF:
        return Verdict("missed", words="smile_at_grief", better=_with_a_look(turn))
    if found == {"smile"} and turn.mood in _WARY and turn.citizen:
        return Verdict("partly", better=_with_a_look(turn))
    return Verdict("met")


def _with_a_look(turn: Turn) -> str:
    """Return the reply with a gesture that fits the mood, for those that don't."""
    at_ease = turn.mood in (None, "calm", "relieved", "confused")
    look = (_SMILE if at_ease else _NOD)[turn.language]
    said = DIRECTION.sub(
        lambda found: "" if _misplaced(plain(found.group(1))) else found.group(),
        mending.mended(turn).text(),
    )
    return wording.before(look, said, turn.language)


def _misplaced(text: str) -> bool:
    return bool(_unfriendly(text) or re.search(_SHOWN["smile"], text, re.IGNORECASE))
