"""Find acts by keywords alone, as a peer for the tagger: ``data/act_keywords.txt`` explains its form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from counterpart import paths
from counterpart.acts import ACTS, Span, with_order
from counterpart.cues import plain
from counterpart.tagger import TaggedReply

FILE = paths.DATA / "act_keywords.txt"
GRIEVANCE = "grievance"
_NAMES = {*ACTS, GRIEVANCE} - {"explanation_first"}
_CLAUSE_MARKS = "，。！？；：、…~,.!?;:\n"
_GAP = f"[^{_CLAUSE_MARKS}]{{0,20}}?"
_START = {
    "zh": rf"(?:^|(?<=[{_CLAUSE_MARKS}\s]))",
    "en": rf"(?:^|(?<=[{_CLAUSE_MARKS}])|(?<=[{_CLAUSE_MARKS}]\s))",
}
_HAN = re.compile(r"[\u3400-\u9fff]")
_CLAUSE = re.compile(f"[^{_CLAUSE_MARKS}]+")
_Entry = tuple[str, str, bool]  # act, language, whether its keywords are exceptions


def read(file: Path = FILE) -> dict[_Entry, list[str]]:
    """Return the keywords of each act and language, and their exceptions apart.

    Raises:
        ValueError: where a line names no act or no language, or holds no keyword.
    """
    found: dict[_Entry, list[str]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head, *words = (part.strip() for part in line.split(" | "))
        act, language, *rest = head.split()
        if act not in _NAMES or language not in _START or rest not in ([], ["not"]) or not words:
            raise ValueError(f"{file.name}:{number}: {head!r}")
        found.setdefault((act, language, bool(rest)), []).extend(words)
    return found


class KeywordActs:
    """The keywords, compiled."""

    def __init__(self, file: Path = FILE) -> None:
        self._patterns = {
            entry: re.compile("|".join(_pattern(w, entry[1]) for w in words), re.IGNORECASE)
            for entry, words in read(file).items()
        }

    def acts(self, reply: str, language: str, citizen: str | None) -> frozenset[str]:
        """Return the acts of a reply, given the citizen's line before it, in the same language."""
        return frozenset(span.act for span in self._find(reply, language, citizen).spans)

    def tag_many(self, replies: Iterable[tuple[str, str | None, bool]]) -> Iterator[TaggedReply]:
        """Yield what is found in each (reply, citizen, first); ``first`` is not used.

        A reply with a Chinese character in it is taken for Chinese. The confidences are all 1.
        """
        for reply, citizen, _ in replies:
            yield self._find(reply, "zh" if _HAN.search(reply) else "en", citizen)

    def _find(self, reply: str, language: str, citizen: str | None) -> TaggedReply:
        reply = plain(reply)
        spans = [
            Span(*match.span(), act)
            for act in sorted(_NAMES - {GRIEVANCE})
            for match in self._matches(act, language, reply)
        ]
        spans = _without_asked_for(spans, reply)
        grievance = any(self._matches(GRIEVANCE, language, plain(citizen or "")))
        return TaggedReply(tuple(with_order(spans, grievance)), grievance)

    def _matches(self, act: str, language: str, text: str) -> Iterable[re.Match[str]]:
        exceptions = self._patterns.get((act, language, True))
        if exceptions:
            text = exceptions.sub(lambda match: "_" * len(match[0]), text)
        return self._patterns[act, language, False].finditer(text)


def _without_asked_for(spans: list[Span], reply: str) -> list[Span]:
    """Return the spans less the bare commands of clauses that hold a ``please``."""
    asked = [
        clause.span()
        for clause in _CLAUSE.finditer(reply)
        if any(s.act == "please" and clause.start() <= s.start < clause.end() for s in spans)
    ]
    return [
        s for s in spans
        if s.act != "bare_command" or not any(start <= s.start < end for start, end in asked)
    ]  # fmt: skip


def _pattern(keyword: str, language: str) -> str:
    start = _START[language] if keyword.startswith("^") else ""
    words = keyword.removeprefix("^")
    pattern = _GAP.join(re.escape(part) for part in words.split("…"))
    if language == "en":
        before = r"(?<!\w)" if words[0].isalnum() else ""
        after = r"(?!\w)" if words[-1].isalnum() else ""
        pattern = f"{before}{pattern}{after}"
    return f"{start}{pattern}"
