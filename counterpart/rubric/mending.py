"""Mend what is harmful in a reply: the sound ground on which every better wording is built.

Offences, brush-offs, guarantees, begging, wrong facts and bare commands are put otherwise, so that
no better wording repeats them; the rest stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterpart.acts import Span, overlap
from counterpart.cues import CUES, plain
from counterpart.rubric import courteous, fair_words, kind_words
from counterpart.rubric.draft import ENDS, Draft
from counterpart.rubric.finding import SURE, Turn

_MAY_I = {"zh": "请问", "en": "May I ask, "}
_SUBSTANCE = (
    "greeting", "please", "thanks", "apology", "empathy", "listening", "guidance", "where", "how_long", "steps",
    "ownership", "closing", "number", "feeling", "reassures",
)  # fmt: skip
_HARSH = ("taboo", "hushes", "fed_up", "mocks")
_NO_QUESTION = (*_HARSH, "helpless", "rhetorical")
_RHETORIC = re.compile(
    r"值几|良心|还是咋|咋的|难道|是不是.{0,4}(?:有病|不懂)|^(?:那|我)|够.{0,4}了吧"
)
_ASKS = re.compile(r"[\u3400-\u9fff]|(?:do|did|does|have|has|are|is|was|were|can|could|which|what|when|where|who|how)\b", re.I)  # fmt: skip
HARMFUL = (
    "taboo",
    "discrimination",
    "shirking",
    "bare_command",
    "explanation",
    "explanation_first",
)
_YES = re.compile(r"^(?:对|是|是的|对的|没错|嗯|yes|yeah|right|correct|exactly|i'm afraid so|sure)$", re.I)  # fmt: skip


def mended(turn: Turn) -> Draft:
    """Return the reply with its offences, brush-offs, wrong facts and commands mended."""
    draft = Draft(turn.reply, turn.language)
    wrong = [fact.span for fact in turn.facts if not fact.right]
    right = [fact.span for fact in turn.facts if fact.right]
    guaranteed, begged = fair_words.promises(turn), fair_words.begging(turn)
    hurting = [
        span
        for span in (*offences(turn), *turn.found("shirking"))
        if not within(span, [*guaranteed, *begged]) and (_surely(span) or not within(span, right))
    ]
    kept = [span for span in _good(turn) if not within(span, hurting)]
    _put_right(draft, turn, wrong)
    if guaranteed:
        draft.put(guaranteed, fair_words.honest(turn, guaranteed))
    if begged:
        draft.put(begged, fair_words.neutral(turn))
    if hurting:
        first = min(hurting)
        rest = [span for span in hurting if span != first]
        draft.cut([*rest, *_beside(draft, turn, hurting)], kept)
        helps = bool(wrong or right or turn.corrected)
        helps = helps or any(s.act in ("ownership", "guidance") for s in kept)
        draft.put([first], "" if helps else kind_words.useful(turn), kept)
        if draft.empty and helps and not wrong:
            draft.add(stopped(kind_words.useful(turn), turn.language))
    for span in commands(turn):
        _ask(draft, span, turn)
    for span in turn.found("taboo"):
        if merely_asks(turn, span) and _ASKS.match(turn.text(span)):
            draft.lead_in(span, _MAY_I[turn.language])
    return draft


def offences(turn: Turn) -> list[Span]:
    """Return the words that offend; those that only may are no offence where they do some good."""
    return [
        span
        for span in turn.found("taboo", "discrimination")
        if span.confidence >= SURE
        or any(CUES[name].search(plain(turn.text(span))) for name in _HARSH)
        or not (within(span, _good(turn)) or merely_asks(turn, span))
    ]


def _surely(span: Span) -> bool:
    return span.act != "shirking" and span.confidence >= SURE


def _good(turn: Turn) -> list[Span]:
    """Return the words that a kinder wording has to keep."""
    return [
        span
        for span in turn.spans
        if span.act not in HARMFUL
        and not (span.act == "ownership" and CUES["cannot"].search(turn.text(span)))
    ]


def _beside(draft: Draft, turn: Turn, hurting: Sequence[Span]) -> list[Span]:
    """Return the clauses that tell, ask and offer nothing, in a sentence with hurting words."""
    if turn.corrected:
        return []  # nobody knows in which clause
    sentences = {draft.opening_of(number) for number in draft.holding(hurting)}
    facts = [fact.span for fact in turn.facts]
    places = [Span(piece.start, piece.end, "") for piece in draft.pieces]
    return [
        place
        for number, place in enumerate(places)
        if draft.opening_of(number) in sentences
        and not within(place, [*hurting, *facts])
        and not _worth_keeping(turn, place)
    ]


def _worth_keeping(turn: Turn, place: Span) -> bool:
    words = turn.text(place)
    if any(overlap(span, place) for span in commands(turn)) and courteous.request(
        words, turn.language
    ):
        return True
    found = any(CUES[name].search(plain(words)) for name in _SUBSTANCE)
    return found and not CUES["cannot"].search(words)


def merely_asks(turn: Turn, span: Span) -> bool:
    """Tell whether words that may offend are a question about the case, put too shortly."""
    words = plain(turn.text(span))
    question = turn.reply[span.end : span.end + 1] in ("?", "？") or CUES["asks"].search(words)
    harsh = any(CUES[name].search(words) for name in _NO_QUESTION) or _RHETORIC.search(words)
    return span.confidence < SURE and span.act == "taboo" and bool(question) and not harsh


def commands(turn: Turn) -> list[Span]:
    """Return the bare commands that are no offence besides."""
    harmful = turn.found("taboo", "discrimination", "shirking")
    return [span for span in turn.found("bare_command") if not within(span, harmful)]


def within(span: Span, others: Sequence[Span]) -> bool:
    return any(overlap(span, other) for other in others)


def _put_right(draft: Draft, turn: Turn, wrong: Sequence[Span]) -> None:
    """Tell the facts as they are in the place of the words that are wrong."""
    lost = [fact for fact in turn.facts if within(fact.span, wrong)]
    for fact in sorted(lost, key=lambda fact: fact.span):
        number = min(draft.holding([fact.span]), default=len(draft.pieces))
        draft.insert(number, stopped(fact.fact, turn.language))
    draft.cut([f.span for f in lost])
    confirmed = [turn.confirmed] if turn.confirmed else _agreed(draft, turn)
    if confirmed and not lost:
        draft.put(confirmed, stopped(turn.matter.truth, turn.language))


def _agreed(draft: Draft, turn: Turn) -> list[Span]:
    """Return the sentence in which a belief that was just voiced gets a bare yes."""
    if turn.belief != "just_voiced" or turn.corrected or not turn.matter.truth:
        return []
    yes = [number for number, piece in enumerate(draft.pieces) if _YES.match(piece.text)]
    places = [Span(piece.start, piece.end, "") for piece in draft.pieces]
    return [place for number, place in enumerate(places) if draft.opening_of(number) in yes]


def _ask(draft: Draft, span: Span, turn: Turn) -> None:
    language = turn.language
    held = draft.holding([span])
    piece = draft.pieces[held[0]] if held else None
    if piece is None or piece.put or not piece.text:
        return
    if language == "en" and piece is not draft.pieces[-1] and not piece.mark.strip():
        return  # it goes on in another script
    place = Span(max(span.start, piece.start), min(span.end, piece.end), span.act)
    alone = (place.start, place.end) == (piece.start, piece.end)
    words = piece.text[place.start - piece.start : place.end - piece.start]
    asked = courteous.request(words, language, alone and draft.whole(held[0]))
    if turn.matter.asked and alone:
        asked = courteous.bring(words, language) or asked
    if asked and language == "zh" and _asked_already(draft, held[0]):
        asked = asked.removeprefix("请您")
    if asked:
        draft.reword(place, asked)
    elif alone and courteous.hurries(words):
        draft.cut([place])


def _asked_already(draft: Draft, number: int) -> bool:
    """Tell whether the clause before, in the same sentence, was made a request too."""
    before = draft.pieces[number - 1] if number else None
    return before is not None and before.put and not before.ends and before.text[:2] == "请您"


def stopped(words: str, language: str) -> str:
    """Return words closed as a sentence."""
    stop = "。" if language == "zh" else "."
    return words if not words or words[-1] in ENDS else words + stop
