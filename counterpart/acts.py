"""The fifteen service acts of the codebook, and the spans in which they are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ACTS: tuple[str, ...] = (
    "greeting", "please", "bare_command", "thanks", "apology", "empathy", "explanation",
    "explanation_first", "listening", "guidance", "ownership", "closing", "shirking", "taboo",
    "discrimination",
)  # fmt: skip

LABELS: dict[str, dict[str, str]] = {
    "zh": dict(zip(ACTS, (
        "问候", "请", "命令", "谢谢", "道歉", "共情", "解释", "解释置前", "积极聆听", "指引",
        "主动担当", "送别", "推诿", "服务忌语", "区别对待"), strict=True)),
    "en": dict(zip(ACTS, (
        "greeting", "please", "bare command", "thanks", "apology", "empathy", "explanation",
        "explanation first", "listening", "guidance", "ownership", "closing", "passing the buck",
        "taboo phrase", "unequal treatment"), strict=True)),
}  # fmt: skip

HELP = frozenset({"guidance", "ownership"})
WARM = frozenset({"empathy", "apology"})
OFFENCES = frozenset({"taboo", "discrimination"})
HARMFUL = frozenset({"bare_command", "explanation_first", "shirking", "taboo", "discrimination"})


@dataclass(frozen=True, order=True)
class Span:
    """One act in a reply.

    ``start`` and ``end`` count Unicode code points of the reply as typed, end exclusive;
    ``confidence`` lies in [0, 1], kept to three decimals.
    """

    start: int
    end: int
    act: str
    confidence: float = 1.0

    def as_dict(self) -> dict[str, Any]:
        """Return the span in the form of ``counterpart score``."""
        return {
            "act": self.act,
            "start": self.start,
            "end": self.end,
            "confidence": self.confidence,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Span:
        """Read a span written by :meth:`as_dict`."""
        return cls(data["start"], data["end"], data["act"], data.get("confidence", 1.0))


def spans_of(spans: list[Span], *acts: str) -> list[Span]:
    """Return the spans of any of ``acts``, in the order of the text."""
    return sorted(span for span in spans if span.act in acts)


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share words."""
    return one.start < other.end and other.start < one.end


def has(spans: list[Span], *acts: str) -> bool:
    """Tell whether any of ``acts`` was found."""
    return any(span.act in acts for span in spans)


def with_order(spans: list[Span], grievance: bool) -> list[Span]:
    """Return ``spans`` with ``explanation_first`` set by the codebook's rule.

    The act stands when the citizen voiced a grievance and the first explaining span comes before
    any apology or empathy, or without either.
    """
    rest = [span for span in spans if span.act != "explanation_first"]
    explained = spans_of(rest, "explanation")
    if not grievance or not explained:
        return sorted(rest)
    first = explained[0]
    if any(soft.start < first.start for soft in spans_of(rest, "apology", "empathy")):
        return sorted(rest)
    return sorted([*rest, Span(first.start, first.end, "explanation_first", first.confidence)])
