"""Better wordings: the trainee's own reply, mended for this citizen and their matter.

Every wording starts from :func:`mending.mended`; what the criterion at hand misses is added to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterpart.acts import Span, overlap
from counterpart.rubric import kind_words
from counterpart.rubric.draft import LIGHT, Draft
from counterpart.rubric.finding import Turn
from counterpart.rubric.mending import commands, mended, merely_asks, offences, stopped, within

_SORRY = {"zh": "实在对不起。", "en": "I'm so sorry."}
_ADDRESS = re.compile(r"^(?:师傅|大姐|大哥|大爷|大妈|阿姨|叔叔|婶子?|奶奶|爷爷|老师|同志|先生|女士|小伙子|姑娘|喂|madam|sir|ma'am|miss)$", re.I)  # fmt: skip
_FOR_WHAT = re.compile(r"[让害给叫][您你]|for |about |that you", re.IGNORECASE)
_BACK = re.compile(r"^(?:但是?|可是|不过|(?:but|and|so|though)\b)[，, ]*", re.IGNORECASE)


def soothed(turn: Turn, only_order: bool = False) -> str:
    """Return the reply with apology and empathy, as far as they are due, before any explanation.

    ``only_order`` adds none where the reply's own kind words only have to be moved.
    """
    draft = mended(turn)
    soft = [s for s in turn.found("apology", "empathy") if draft.holding([s])]
    early = turn.found("explanation_first")
    moved = _taken_out(draft, soft, early[0]) if early else ""
    at = _after_greeting(draft, turn)
    kind = kind_words.for_trouble(turn)
    if kind is None and not moved:
        return ""
    sorry = felt = ""
    if kind and not (only_order and moved):
        sorry = "" if _said(turn, "apology") else kind.apology
        felt = "" if _said(turn, "empathy") else (kind.feeling if sorry else kind.empathy)
        felt = felt or ("" if sorry or moved else kind.empathy)
    if soft and not early and not sorry:
        at = _behind(draft, soft[0])  # the apology is there: empathy follows it
    if sorry and moved and moved[:4] in sorry:
        sorry = _SORRY[turn.language]  # the rest is said in what was moved
    if turn.matter.name and turn.matter.name in draft.text():
        sorry = sorry.replace(f"{turn.matter.name}的事", "")  # it is named already
    words = [w for w in (sorry, moved, felt) if w]
    draft.insert(at, (" " if turn.language == "en" else "").join(words))
    return draft.text()


def _behind(draft: Draft, soft: Span) -> int:
    """Return the number of the clause behind a kind word and what it is for (让您久等了)."""
    number = draft.holding([soft])[0] + 1
    while number < len(draft.pieces) and _FOR_WHAT.match(draft.pieces[number].text):
        number += 1
    return number


def _said(turn: Turn, act: str) -> bool:
    return bool(turn.found(act)) or act in turn.done_before


def _taken_out(draft: Draft, soft: Sequence[Span], early: Span) -> str:
    """Take the kind words out of a reply that explains first; return them as a sentence."""
    taken = []
    for span in soft:
        [number, *_] = draft.holding([span])
        piece = draft.pieces[number]
        if span.start < early.start or not piece.text or piece.put:
            continue
        shared = overlap(Span(piece.start, piece.end, ""), early)
        words = piece.text[span.start - piece.start : span.end - piece.start] if shared else piece.text  # fmt: skip
        taken.append(_BACK.sub("", words).strip(LIGHT))
        piece.text = piece.text.replace(words, "", 1).strip(LIGHT)
    joint, stop = ("，", "。") if draft.language == "zh" else (". ", ".")
    if draft.language == "en":
        taken = [words[:1].upper() + words[1:] for words in taken]
    return joint.join(taken) + stop if taken else ""


def _after_greeting(draft: Draft, turn: Turn) -> int:
    """Return the number of the first clause behind the greeting, thanks and form of address."""
    opening = set(draft.holding(turn.found("greeting", "thanks")))
    number = 0
    while number < len(draft.pieces) and (
        number in opening or _ADDRESS.match(draft.pieces[number].text)
    ):
        number += 1
    return number


def greeted(turn: Turn, address: str, hello: str) -> str:
    """Return the mended reply with a greeting before it, and in Chinese the form of address."""
    draft = mended(turn)
    first = draft.pieces[0] if draft.pieces else None
    if turn.language == "zh" and first and _ADDRESS.match(first.text):
        address = first.text if first.text != "喂" else address
        first.text = ""
    draft.insert(0, f"{address}{hello}")
    return draft.text()


def answered(turn: Turn, words: str) -> str:
    """Return the mended reply with a sentence behind its greeting."""
    draft = mended(turn)
    draft.insert(_after_greeting(draft, turn), words)
    return draft.text()


def corrected(turn: Turn) -> str:
    """Return the mended reply with the truth about what the citizen has just said they believe."""
    text = mended(turn).text()
    truth = stopped(turn.matter.truth, turn.language)
    return text if truth in text else answered(turn, truth)


def ended(turn: Turn, words: str) -> str:
    """Return the mended reply with a sentence at its end."""
    draft = mended(turn)
    draft.add(words)
    return draft.text()


def asked(turn: Turn) -> str:
    """Return the mended reply where a command could be made a request; else nothing."""
    draft = mended(turn)
    reworded = any(draft.pieces[n].put for span in commands(turn) for n in draft.holding([span]))
    return draft.text() if reworded else ""


def kinder(turn: Turn, found: Sequence[Span]) -> str:
    """Return the mended reply; nothing where what was found is no offence to be mended."""
    offending = offences(turn)
    mends = any(within(span, offending) or merely_asks(turn, span) for span in found)
    return mended(turn).text() if mends else ""


def followed(turn: Turn, span: Span, words: str) -> str:
    """Return the mended reply with a sentence behind the sentence of a span."""
    draft = mended(turn)
    number = max(draft.holding([span]), default=len(draft.pieces) - 1)
    while number < len(draft.pieces) and not draft.pieces[number].ends:
        number += 1
    draft.insert(number + 1, words)
    return draft.text()


def without(turn: Turn, spans: Sequence[Span]) -> str:
    """Return the mended reply without the clauses of the spans."""
    draft = mended(turn)
    draft.cut(spans)
    return "" if draft.empty else draft.text()


def instead(turn: Turn, spans: Sequence[Span], words: str) -> str:
    """Return the mended reply with other words in the place of the clauses of the spans."""
    draft = mended(turn)
    draft.put(spans, words)
    return draft.text()


def before(addition: str, reply: str, language: str) -> str:
    """Return ``addition`` followed by the reply."""
    reply = reply.strip()
    if language == "en":
        return f"{addition} {reply}".strip()
    return f"{addition}{reply}"


def after(reply: str, addition: str, language: str) -> str:
    """Return the reply, closed as a sentence, followed by ``addition``."""
    draft = Draft(reply, language)
    draft.add(addition)
    return draft.text()
