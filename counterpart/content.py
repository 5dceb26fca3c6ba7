"""What a text names and denies: numbers with their units, dates, documents, denials, demands.

Words only, no meaning; :mod:`counterpart.fact_reading` weighs them together with similarity.
"""

from __future__ import annotations

import re

_LONGEST_NUMBER = 15  # digits that are read
# Wordings that hold a denial and deny nothing.
_NO_DENIAL = re.compile(
    r"别忘|不要忘|别[急慌怕]|别担心|别着急|不用?着急|不用?担心|不好意思|不客气|对不起|没关系|没事|不错|不过|差不多|没问题"
    r"|放心|不光|不仅|不但|是不是|能不能|要不要|行不行|对不对|don't forget|don't worry|no problem|no worries|not only",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"不用|不必|不需要?|不要|无需|没有|用不着|不能|不可以|不得|不再|不会|不是|别|甭|莫|不算|取消|免|犯不着|不收|不了|没|不|无"
    r"|\b(?:not|no|never|without|cannot|neither|nobody|nothing|nor)\b|n't\b",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(
    r"(?:不用|不必|不需要?|不要|无需|用不着|不得|别|甭|不能|不是|没有|不收|不看|不认)[^,，。;；!！?？]{0,6}$"
    r"|(?:\b(?:not|never|no|without)\b|n't\b)[^,.;!?]{0,18}$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^[^,，。;；!！?？]{0,3}(?:不了|不成|不行|不够|不用|不要|不需要|不算|没用|就免|取消)"
    r"|^[^。;；!！?？]{0,14}(?:都用不着|都不用|都不要|都不需要|都不收|全不要|一概不|用不着|甭带|取消了|不收了)"
    r"|^[^,.;!?]{0,14}(?:\b(?:isn't|is not|aren't|are not|won't|no longer|not needed|not necessary)\b)",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"还得|还要|还需|还短|还缺|还差|必须|非得|才[能行收给办可算]|另外|另附|得先|要先|先[把去拿办到回交]|光[^，。]{0,8}不[行够]|只[能有管]|附加|加上|再加|外加"
    r"|要交|得交|补一|不行|不够|\b(?:must|also|have to|has to|only|as well as|plus|another|extra|unless|every)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"不过|但是|但|可是|只是|可您|可你|就是得|\bbut\b|\bexcept\b|\bhowever\b|\bonly once\b", re.IGNORECASE)  # fmt: skip
_ELSEWHERE = re.compile(
    r"回[^答头来复家话音去事]|[去到上找向跑往][^，。,.]{1,9}(?:去|办|申请|交|开|领|登记|备案?|问|递|跑)|找[^，。]{1,8}|归[^，。]{1,6}管|跑一趟"
    r"|\b(?:go|goes|went|back) to\b|\bhave to (?:go|apply)\b|\bonly at\b|\bcollect it\b",
    re.IGNORECASE,
)
_FEE = re.compile(r"手续费|工本费|服务费|登记费|押金|定金|掏钱|付钱|收钱|缴费|收费|交钱|补一笔|\bfees?\b|\bcharges?\b|\bpay (?:the|an?|\d)", re.IGNORECASE)  # fmt: skip
_FREE = re.compile(r"免费|不收|不要钱|不花钱|一分钱|分文|没有[^，。]{0,4}费|不用[^，。]{0,3}钱|零元|白给|不掏|不用掏|\bfree\b|\bno (?:fee|charge)\b", re.IGNORECASE)  # fmt: skip
_DOCUMENT = re.compile(
    r"[\u4e00-\u9fff]{0,3}(证明|证件|证书|户口[本簿]|合同|介绍信|回执|发票|流水|复印件|病历|报告|凭证|护照|照片|押金条|工资[单条]|单子|营业执照|执照|协议|委托书|声明|承诺书|授权书|[证卡书函表])(?!地|明|件|实|据|情|示|格|处)"
    r"|\b(?:\w+ )?(certificates?|letters?|licen[cs]es?|contracts?|cards?|statements?|receipts?|cop(?:y|ies)|photos?|register|payslips?|passports?|permits?|records?)\b",
    re.IGNORECASE,
)
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2}
_NUMBER = re.compile(
    r"(?<![这那哪])(\d[\d,]*(?:\.\d+)?k?|[零一二三四五六七八九十百千万两俩半]+)\s*(个?工作日|个?月|小时|分钟|天|日|元|块钱?|年|%|％|岁|周|星期"
    r"|working days?|days?|weeks?|months?|years?|yuan|percent)",
    re.IGNORECASE,
)
_BARE_FEE = re.compile(r"费[^，。,.\d]{0,2}(\d+|[一二三四五六七八九十百两]+)")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTHS})\b|\b({_MONTHS}) (\d{{1,2}})(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:in|of|till|until|by|from|end of|after|to) ({_MONTHS})\b", re.IGNORECASE)
_MONEY = re.compile(r"(?<![\d,.])(\d{1,3}(?:,\d{3})+|\d{2,3}k)(?![\d,])", re.IGNORECASE)

Number = tuple[float, str]  # value and unit


def denials(text: str) -> int:
    """Return how many denials a text holds, set phrases that deny nothing left out."""
    return len(_DENIAL.findall(_NO_DENIAL.sub("〇", text)))


def denied(text: str, word: str) -> bool:
    """Tell whether a word that stands in the text is denied there."""
    at = text.lower().find(word.lower())
    return at >= 0 and _is_denied(text, at, at + len(word))


def _is_denied(text: str, start: int, end: int) -> bool:
    return bool(_DENIED_BEFORE.search(text[:start]) or _DENIED_AFTER.search(text[end:]))


def demands(text: str) -> int:
    """Return how many words ask for more or set a condition."""
    return len(_DEMAND.findall(text))


def turns(text: str) -> bool:
    """Tell whether a "but" stands in the text."""
    return bool(_TURN.search(text))


def elsewhere(text: str) -> bool:
    """Tell whether the text sends somebody somewhere; denied ways don't count."""
    return any(not _is_denied(text, *m.span()) for m in _ELSEWHERE.finditer(text))


def charges(text: str) -> bool:
    """Tell whether a text speaks of a fee that has to be paid."""
    paid = any(not _is_denied(text, *m.span()) for m in _FEE.finditer(text))
    return paid and not _FREE.search(text)


def is_free(text: str) -> bool:
    """Tell whether a text says that nothing is to be paid."""
    return bool(_FREE.search(text))


def documents(text: str, denied_too: bool = False) -> set[str]:
    """Return the documents a text asks for, by their last two characters or last word."""
    found = set()
    for match in _DOCUMENT.finditer(text):
        # "no photo", "不用护照": the match may begin with the denial
        starts = (match.start(), match.start(match.lastindex or 0))
        if denied_too or not any(_is_denied(text, at, match.end()) for at in starts):
            words = match.group().lower()
            found.add(words.split()[-1].rstrip("s") if words.isascii() else words[-2:])
    return found


def numbers(text: str) -> set[Number]:
    """Return the numbers a text states, each with its unit; denied ones don't count."""
    found: set[Number] = set()
    for match in _NUMBER.finditer(text):
        if not _is_denied(text, *match.span()):
            found.add((_value(match.group(1)), _unit(match.group(2))))
    for match in _BARE_FEE.finditer(text):
        found.add((_value(match.group(1)), "元"))
    for day, month, month2, day2 in _DATE.findall(text):
        found.add((float(day or day2), (month or month2).lower()))
    found |= {(0.0, m.group(1).lower()) for m in _MONTH.finditer(_DATE.sub("", text))}
    found |= {(_value(m.group(1)), "元") for m in _MONEY.finditer(text)}
    return {(value, unit) for value, unit in found if value >= 0}


def _unit(unit: str) -> str:
    unit = unit.lower().removeprefix("个").rstrip("s").removesuffix("钱")
    return {"块": "元", "％": "%", "yuan": "元", "percent": "%", "日": "天", "星期": "周"}.get(unit, unit)  # fmt: skip


def _value(number: str) -> float:
    if number == "半":
        return 0.5
    if number[0].isdigit():
        thousands = 1000.0 if number[-1] in "kK" else 1.0
        return float(number.rstrip("kK").replace(",", "")[:_LONGEST_NUMBER]) * thousands
    total = part = digit = 0
    for c in number[:_LONGEST_NUMBER].replace("半", ""):
        if c in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[c]
        elif c == "万":
            total, part, digit = (total + part + digit) * 10_000, 0, 0
        else:
            part += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
    return float(total + part + digit)
