"""What a criterion says of one reply, and what it is told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from counterpart import clauses
from counterpart.acts import Span, spans_of

SURE = 0.75  # confidence from which a word counts as an offence
STATUSES: tuple[str, ...] = ("met", "partly", "missed", "not_applicable", "not_scored")


@dataclass(frozen=True)
class ToldFact:
    """A fact of the scenario in a reply: told rightly or not, where, and as a clerk would say it.

    ``local``: the figure differs from place to place; ``hedged``: the reply says so.
    """

    fact: str
    right: bool
    span: Span
    local: bool = False
    hedged: bool = False


@dataclass(frozen=True)
class Matter:
    """What a better wording may draw upon; empty outside a scenario.

    It never decides a status: only what is said of it.
    """

    name: str = ""  # what they have come for: 结婚登记, annual income tax settlement
    address: str = ""  # how a clerk addresses them before knowing the name: 师傅
    window: str = ""
    greeting: str = ""  # fit for the hour
    move: str | None = None  # the citizen's latest
    asked: str = ""  # the fact they have just asked for, as a clerk would say it
    truth: str = ""  # what puts the misunderstanding right
    question: str = ""  # about their case, not answered yet


@dataclass(frozen=True)
class Turn:
    """One reply of the clerk in its setting. All that a criterion may know."""

    reply: str
    spans: tuple[Span, ...]
    language: str = "zh"
    citizen: str | None = None  # the citizen's line just before
    grievance: bool = False  # does that line voice a grievance?
    first: bool = False  # the clerk's first reply
    number: int = 1  # 1 for the clerk's first reply
    cooperated: bool = False  # the citizen has just answered or handed something over
    closing: bool = False  # the citizen has said that nothing is left open
    done_before: frozenset[str] = field(default_factory=frozenset)  # acts of earlier replies
    channel: str = "counter"  # counter or phone
    mood: str | None = None  # the citizen's mood before the reply
    gestures: tuple[str, ...] | None = None  # with the reply; None where they aren't recorded
    gestured: bool = False  # did an earlier reply carry a gesture?
    rings: int | None = None  # before a telephone was answered
    facts: tuple[ToldFact, ...] = ()  # of the scenario, in the order of must_tell
    belief: str = "none"  # the misunderstanding before: none, held, voiced, just_voiced, corrected
    corrected: bool = False  # this reply puts it right
    confirmed: Span | None = None  # this reply confirms it, with these words
    remarks: frozenset[str] = frozenset()  # labels of counterpart.remarks
    matter: Matter = field(default_factory=Matter)

    def found(self, *acts: str) -> list[Span]:
        """Return this reply's spans of any of the acts, in the order of the text."""
        return spans_of(list(self.spans), *acts)

    def span(self, name: str, start: int, end: int) -> Span:
        """Return some words of the reply as evidence for a criterion."""
        return Span(start, end, name)

    def text(self, span: Span) -> str:
        """Return the words of a span."""
        return self.reply[span.start : span.end]

    @property
    def clauses(self) -> list[str]:
        """Return the clauses of the reply; one of three dots where it holds no word."""
        return [self.reply[a:b] for a, b in clauses.split(self.reply)] or ["…"]


@dataclass(frozen=True)
class Finding:
    """A criterion's verdict on one reply.

    ``points`` lie between minus the criterion's penalty and its weight; ``evidence`` holds the
    spans that earned or lost them; ``advice`` is one sentence; ``better`` is a wording that keeps
    what the trainee said right, or empty where nothing needs changing.
    """

    criterion: str
    status: str
    points: float = 0.0
    evidence: tuple[Span, ...] = ()
    advice: str = ""
    better: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the finding in the form of ``counterpart score``."""
        return {
            "criterion": self.criterion,
            "status": self.status,
            "points": self.points,
            "evidence": [span.as_dict() for span in self.evidence],
            "advice": self.advice,
            "better": self.better,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Finding:
        """Read a finding written by :meth:`as_dict`."""
        evidence = tuple(Span.from_dict(span) for span in data["evidence"])
        return cls(**{**data, "evidence": evidence})


@dataclass(frozen=True)
class Verdict:
    """A criterion's raw verdict, before weights: status, evidence, the key of its words."""

    status: str
    evidence: tuple[Span, ...] = ()
    words: str = ""  # key into the criterion's ADVICE; the status by default
    better: str = ""
    about: str = ""  # what the advice quotes where no evidence stands in the reply


class Criterion(Protocol):
    """A module of this package: its rule, its source, its words and its scorer."""

    ID: str
    NAME: dict[str, str]
    RULE: dict[str, str]
    SOURCE: str
    ADVICE: dict[str, dict[str, str]]
    assess: Callable[[Turn], Verdict | None]  # None: not applicable to this reply
