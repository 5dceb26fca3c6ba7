"""A reply taken apart into clauses, mended here and there, and put together again.

What isn't mended stays as it was typed. At a seam the marks, the blanks and the capitals are set
right, and a connective that has lost what it joined ("but", 可是) is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterpart import clauses
from counterpart.acts import Span, overlap

ENDS = "。.!！?？~～…"
LIGHT = "，,；;：:、–—- "
_CLOSERS = '”’"」）)*＊】]'
DIRECTION = re.compile(r"[（(【\[*＊]([^）)】\]*＊]{1,60})[）)】\]*＊]")  # a stage direction
_LINK = re.compile(
    r"(?:但是?|可(?:是|(?![以能不]))|不过|所以|因此|而且|然后|那就|就(?=[去回来等找])|so(?=[ ,])|and|but|or|then|yet|because)(?:[，, ]+|(?=[\u3400-\u9fff]))",
    re.IGNORECASE,
)
_BARE_COURTESY = re.compile(r"(?:please|thanks|ok|麻烦您?)$", re.IGNORECASE)
_LEANS = re.compile(  # a clause that can't stand without the one behind it
    r"(?:如果|要是|只要|除非|既然|等[你您]|再[不这吵闹喊嚷]|[你您](?:要|再|这么|这样)|没[^。]{1,8}的话|嫌)"
    r"|(?:if|when|unless|until|once|since|while|whether|even|before|after|instead|for an?)\b",
    re.IGNORECASE,
)


@dataclass
class Piece:
    """A clause of the reply, at ``start`` to ``end``, and the marks between it and the next.

    ``ahead`` is put before it; an empty ``text`` is left out; ``put`` tells words that were put in.
    """

    start: int
    end: int
    text: str
    mark: str
    ahead: str = ""
    put: bool = False

    @property
    def ends(self) -> bool:
        """Does a sentence end here?"""
        return any(character in ENDS for character in self.mark)


class Draft:
    """A reply that is being mended."""

    def __init__(self, reply: str, language: str) -> None:
        self.language = language
        bare = DIRECTION.sub(lambda found: " " * len(found.group()), reply)
        places = clauses.split(bare)
        followed = [*(start for start, _ in places[1:]), len(reply)][: len(places)]
        self.lead = reply[: places[0][0]] if places else reply
        self.pieces = [
            Piece(start, end, reply[start:end], reply[end:after])
            for (start, end), after in zip(places, followed, strict=True)
        ]
        self.tail = ""

    def holding(self, spans: Iterable[Span]) -> list[int]:
        """Return the numbers of the clauses that share words with any of the spans."""
        spans = list(spans)
        return [
            number
            for number, piece in enumerate(self.pieces)
            if any(overlap(Span(piece.start, piece.end, ""), span) for span in spans)
        ]

    def opening_of(self, number: int) -> int:
        """Return the number of the clause with which the sentence of a clause begins."""
        while number > 0 and not self.pieces[number - 1].ends:
            number -= 1
        return number

    def whole(self, number: int) -> bool:
        """Tell whether a clause is a sentence of its own."""
        last = number == len(self.pieces) - 1
        return self.opening_of(number) == number and (last or self.pieces[number].ends)

    def cut(self, spans: Sequence[Span], kept: Sequence[Span] = ()) -> None:
        """Leave out the clauses of the spans, and those that lean on them, but no word ``kept``."""
        held = self.holding(spans)
        for number in held:
            self._drop(self.pieces[number], spans, kept)
            before = number - 1
            while before >= 0 and before not in held and self._leans(before, kept):
                self.pieces[before].text = ""
                before -= 1
            after = number + 1
            if after < len(self.pieces) and not self.pieces[number].ends:
                if _BARE_COURTESY.match(self.pieces[after].text):
                    self.pieces[after].text = ""

    def put(self, spans: Sequence[Span], words: str, kept: Sequence[Span] = ()) -> None:
        """Put words in the place of the first clause of the spans; the others are left out."""
        held = self.holding(spans)
        self.cut(spans, kept)
        if held and words:
            first = self.pieces[held[0]]
            if first.text:
                first.ahead = words
            else:
                first.text, first.put = words, True

    def reword(self, span: Span, words: str) -> None:
        """Put words in the place of a span within its clause, and keep the rest of the clause."""
        held = self.holding([span])
        piece = self.pieces[held[0]]
        start, end = max(span.start, piece.start), min(span.end, piece.end)
        rest = piece.text[: start - piece.start], piece.text[end - piece.start :]
        piece.text, piece.put = f"{rest[0]}{words}{rest[1]}", True
        for number in held[1:]:
            self.pieces[number].text = ""

    def lead_in(self, span: Span, words: str) -> None:
        """Put words directly before the clause of a span, as a part of it."""
        piece = self.pieces[self.holding([span])[0]]
        if piece.text and not piece.put:
            if self.language == "zh":
                piece.text = words + re.sub("^你", "您", piece.text)
            else:
                piece.text = words + piece.text[:1].lower() + piece.text[1:]

    def insert(self, number: int, words: str) -> None:
        """Put a sentence before a clause; at the end where there is no such clause."""
        if number >= len(self.pieces):
            self.add(words)
        else:
            piece = self.pieces[number]
            piece.ahead = _joined(piece.ahead, words)

    def add(self, words: str) -> None:
        """Put a sentence at the end."""
        self.tail = _joined(self.tail, words)

    @property
    def empty(self) -> bool:
        """Is nothing left of what the trainee wrote?"""
        return not any(piece.text and not piece.put for piece in self.pieces)

    def text(self) -> str:
        """Return the reply put together."""
        out, seam, lost = self.lead.lstrip() if self.pieces else self.lead.strip(), False, False
        for piece in self.pieces:
            if piece.ahead:
                out, seam = self._sentence(out, piece.ahead), True
            if not piece.text:
                out, seam = (self._closed(out) if piece.ends and out else out), True
                lost = True
                continue
            elif piece.put and piece.text[-1] in ENDS:
                out, seam = self._sentence(out, piece.text), True
            elif piece.put:
                out, seam = self._linked(out, piece.text) + self._softened(piece.mark), False
            else:
                link = _LINK.match(piece.text) if lost else None
                words = piece.text[link.end() :] if link else piece.text
                out = (self._linked(out, words) if seam else out + words) + piece.mark
                seam = False
            lost = False
        if self.tail:
            return _joined(self._closed(out), self.tail)
        bare = out.rstrip(LIGHT)
        touched = seam or bool(self.pieces and self.pieces[-1].put)
        return self._closed(bare) if bare and touched else bare

    def _drop(self, piece: Piece, spans: Sequence[Span], kept: Sequence[Span]) -> None:
        """Take the words of the spans out of a clause, or all of it where nothing else is kept."""
        here = Span(piece.start, piece.end, "")
        lost = [span for span in spans if overlap(span, here)]
        good = [k for k in kept if overlap(k, here) and not any(overlap(k, s) for s in lost)]
        words = piece.text if good else ""
        for span in sorted(lost, reverse=True) if good else ():
            start, end = max(0, span.start - piece.start), span.end - piece.start
            words = words[:start] + words[end:]
        piece.text = words.strip(LIGHT)

    def _leans(self, number: int, kept: Sequence[Span]) -> bool:
        piece = self.pieces[number]
        here = Span(piece.start, piece.end, "")
        good = any(overlap(k, here) for k in kept)
        return not piece.ends and not piece.put and not good and bool(_LEANS.match(piece.text))

    def _sentence(self, out: str, words: str) -> str:
        """Return ``out`` and a sentence behind it; Chinese lets it follow a comma."""
        return _joined(self._closed(out), words) if self.language == "en" else self._linked(out, words)  # fmt: skip

    def _linked(self, out: str, words: str) -> str:
        """Return two texts joined; between Chinese clauses that have no mark stands a comma."""
        bare = out.rstrip(" ")
        if self.language == "zh" and bare and bare[-1] not in ENDS + LIGHT + _CLOSERS:
            out = bare + "，"
        return _joined(out, words)

    def _closed(self, out: str) -> str:
        out = out.rstrip(LIGHT)
        mark = "。" if self.language == "zh" else "."
        return out if not out or out[-1] in ENDS + _CLOSERS else out + mark

    def _softened(self, mark: str) -> str:
        """Return the marks behind words that were put in: no shout and no question."""
        stop, comma = ("。", "，") if self.language == "zh" else (". ", ", ")
        if any(character in ENDS for character in mark):
            return stop
        return mark if mark.strip() else comma


def _joined(out: str, words: str) -> str:
    """Return two texts with a blank between them where one is due, and a capital after a stop."""
    out = out.rstrip(" ")
    opens = out[-1:] in ENDS  # also where nothing stands before
    words = words[:1].upper() + words[1:] if opens else words
    joint = out[-1:] + words[:1]
    return f"{out} {words}" if len(joint) == 2 and joint.isascii() else out + words
