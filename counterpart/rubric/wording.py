"""Build a better wording out of what the trainee wrote."""

from __future__ import annotations

from counterpart import clauses
from counterpart.acts import Span, overlap

_ENDS = "。.!！?？~～…"
_MARKS = "，,。.；;：:！!？?、"
_LIGHT_MARKS = "，,；;：:、"


def before(addition: str, reply: str, language: str) -> str:
    """Return ``addition`` followed by the reply."""
    reply = reply.strip()
    if language == "en":
        return f"{addition} {reply}".strip()
    return f"{addition}{reply}"


def after(reply: str, addition: str, language: str) -> str:
    """Return the reply, closed as a sentence, followed by ``addition``."""
    reply = reply.strip().rstrip(_LIGHT_MARKS)
    if reply and reply[-1] not in _ENDS:
        reply += "。" if language == "zh" else "."
    return before(reply, addition, language) if reply else addition


def replaced(reply: str, spans: list[Span], by: str) -> str:
    """Return the reply with the spans cut out and ``by`` in the place of the first."""
    pieces, at = [], 0
    for number, span in enumerate(sorted(spans)):
        pieces.append(reply[at : span.start])
        if number == 0:
            pieces.append(_cased(reply[: span.start], by))
        at = max(at, span.end)
    return tidy("".join([*pieces, reply[at:]]))


def without_clauses(reply: str, spans: list[Span]) -> str:
    """Return the reply without the whole clauses in which the spans stand."""
    kept, at = "", 0
    for start, end in clauses.split(reply):
        if any(overlap(Span(start, end, ""), span) for span in spans):
            kept, at = resumed(kept, reply[at:start]), end
    return tidy(resumed(kept, reply[at:]))


def resumed(kept: str, rest: str) -> str:
    """Return what was kept and the rest after a cut, with a capital where a sentence begins."""
    rest = _cased(kept, rest.lstrip(_MARKS + _ENDS + "–—- \n"))
    joint = kept[-1:] + rest[:1]
    apart = len(joint) == 2 and joint.isascii() and joint[0] != " "
    return f"{kept} {rest}" if apart else kept + rest


def _cased(before: str, words: str) -> str:
    opens = before.rstrip()[-1:] in _ENDS  # also where nothing stands before
    return words[:1].upper() + words[1:] if opens else words


def tidy(text: str) -> str:
    """Drop the punctuation that is left standing alone after a cut."""
    out = ""
    for character in text:
        bare = out.rstrip()
        if character in _MARKS and (not bare or bare[-1] in _MARKS):
            continue
        if character == " " and (not out or out[-1] == " "):
            continue
        out += character
    return out.rstrip(_LIGHT_MARKS + " ")
