"""Split a reply into clauses: the units in which acts are found."""

from __future__ import annotations

import re

MAX_CHARACTERS = 2000  # what is read of a reply; longer ones are kept whole but scored so far

_BREAK = re.compile(
    r"[。！!？?；;…\n\r\t~～]+|，+|(?<!\d)[,:：]|[,:：](?!\d)"  # not inside 9:30 or 1,860
    r"|(?<=\w)\.(?=\s|$|[^\w])"
    r"|(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])"  # blanks beside Chinese text
    r"|\s+-+\s+|[–—]+"
)
# A connective opens a clause of its own when something stands before it.
_OPENERS = re.compile(
    r"因为|但是|可是|不过|所以|然后|麻烦您|麻烦你|请您|请问|"
    r"\b(?:because|but|however|so please|and please|since the|as the|if you|then)\b",
    re.IGNORECASE,
)
_KEEP_TOGETHER = 4  # characters: a shorter head stays with what follows


def split(text: str) -> list[tuple[int, int]]:
    """Return the clauses of ``text`` as (start, end) in code points, end exclusive.

    Clauses hold no surrounding white space or punctuation, at least one letter, digit or symbol,
    and never overlap. Only the first :data:`MAX_CHARACTERS` are read.
    """
    text = text[:MAX_CHARACTERS]
    clauses: list[tuple[int, int]] = []
    start = 0
    for mark in [*_BREAK.finditer(text), None]:
        end = mark.start() if mark else len(text)
        clauses.extend(_at_openers(text, start, end))
        start = mark.end() if mark else end
    return clauses


def _at_openers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    for opener in _OPENERS.finditer(text, start, end):
        if opener.start() - cuts[-1] >= _KEEP_TOGETHER:
            cuts.append(opener.start())
    pieces = zip(cuts, [*cuts[1:], end], strict=True)
    return [piece for a, b in pieces if (piece := _trim(text, a, b))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return (start, end) if end > start else None


def _is_edge(character: str) -> bool:
    return character.isspace() or character in "\"'“”‘’「」『』()（）[]【】《》.·-"
