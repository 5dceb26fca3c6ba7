"""Measure the act tagger on writers it has never seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from counterpart import training
from counterpart.acts import ACTS, Span
from counterpart.corpus import LabelledReply
from counterpart.tagger import TaggedReply

KINDS = ("ordinary", "hard")
PARTS = (
    "all", "ordinary", "hard",
    "zh", "zh ordinary", "zh hard",
    "en", "en ordinary", "en hard",
)  # fmt: skip

Pair = tuple[LabelledReply, TaggedReply]
Progress = Callable[[str], None]


class Tagger(Protocol):
    """Whatever finds acts as :class:`counterpart.tagger.ActTagger` does."""

    def tag_many(self, replies: Iterable[tuple[str, str | None, bool]]) -> Iterable[TaggedReply]:
        """Yield what is found in each (reply, citizen, first)."""
        ...


Train = Callable[[Sequence[LabelledReply]], Tagger]


@dataclass
class Count:
    """Hits, false finds and misses of one act."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the finds that are right; 1.0 where nothing was found."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of the acts that were found; 1.0 where there is none."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.hit + self.extra + self.missed
        return 2 * self.hit / total if total else 1.0

    def __add__(self, other: Count) -> Count:
        return Count(self.hit + other.hit, self.extra + other.extra, self.missed + other.missed)

    def add(self, found: int, wanted: int, hit: int) -> None:
        """Add one reply's figures."""
        self.hit, self.extra, self.missed = (
            self.hit + hit, self.extra + found - hit, self.missed + wanted - hit
        )  # fmt: skip


@dataclass
class Report:
    """Figures by act; ``presence`` counts replies, ``spans`` counts overlapping spans."""

    replies: int = 0
    presence: dict[str, Count] = field(default_factory=lambda: {act: Count() for act in ACTS})
    grievance: Count = field(default_factory=Count)
    spans: dict[str, Count] = field(default_factory=lambda: {act: Count() for act in ACTS})

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the acts that occur."""
        return _mean(c.f1 for c in self.presence.values() if c.hit + c.missed)

    @property
    def span_f1(self) -> float:
        """Mean overlap F1 of the spans over the acts that occur."""
        return _mean(c.f1 for c in self.spans.values() if c.hit + c.missed)

    def __add__(self, other: Report) -> Report:
        return Report(
            self.replies + other.replies,
            {act: count + other.presence[act] for act, count in self.presence.items()},
            self.grievance + other.grievance,
            {act: count + other.spans[act] for act, count in self.spans.items()},
        )

    def add(self, wanted: Sequence[Span], found: Sequence[Span]) -> None:
        """Add one reply."""
        self.replies += 1
        for act in ACTS:
            want = [s for s in wanted if s.act == act]
            have = [s for s in found if s.act == act]
            self.presence[act].add(bool(have), bool(want), bool(want and have))
            self.spans[act].add(len(have), len(want), _overlaps(want, have))

    def add_pair(self, reply: LabelledReply, tagged: TaggedReply) -> None:
        """Add one reply, and the citizen's line before it."""
        self.add(reply.spans, tagged.spans)
        if reply.citizen:
            both = reply.grievance and tagged.grievance
            self.grievance.add(tagged.grievance, reply.grievance, both)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures, rounded to three decimals."""
        return {
            "replies": self.replies,
            "macro_f1": round(self.macro_f1, 3),
            "span_f1": round(self.span_f1, 3),
            "grievance": {
                "precision": round(self.grievance.precision, 3),
                "recall": round(self.grievance.recall, 3),
                "f1": round(self.grievance.f1, 3),
            },
            "acts": {
                act: {
                    "support": count.hit + count.missed,
                    "precision": round(count.precision, 3),
                    "recall": round(count.recall, 3),
                    "f1": round(count.f1, 3),
                    "span_f1": round(self.spans[act].f1, 3),
                }
                for act, count in self.presence.items()
            },
        }


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return float(np.mean(listed)) if listed else 0.0


def _overlaps(wanted: list[Span], found: list[Span]) -> int:
    free, hits = list(found), 0
    for span in wanted:
        match = next((f for f in free if f.start < span.end and span.start < f.end), None)
        if match:
            free.remove(match)
            hits += 1
    return hits


def folds(writers: Sequence[str], count: int) -> list[list[str]]:
    """Deal the writers into ``count`` groups, each held out once."""
    ordered = sorted(set(writers))
    return [ordered[i::count] for i in range(min(count, len(ordered)))]


def by_group(
    replies: Sequence[LabelledReply],
    count: int = 4,
    progress: Progress = lambda _: None,
    train: Train = training.train,
) -> Iterator[tuple[Tagger, list[Pair]]]:
    """Yield a tagger for each of ``count`` groups of writers, and what it finds in their replies.

    Each tagger is trained on the other groups, thresholds included, and tags the group's replies
    with the citizen's line before them.
    """
    for number, group in enumerate(folds([r.writer for r in replies], count), 1):
        progress(f"fold {number}/{count}: held out {', '.join(group)}")
        tagger = train([r for r in replies if r.writer not in group])
        tested = [r for r in replies if r.writer in group]
        yield tagger, tagged(tagger, tested)


def held_out(
    replies: Sequence[LabelledReply], count: int = 4, progress: Progress = lambda _: None
) -> Iterator[Pair]:
    """Yield every reply with what a tagger finds in it that has never seen its writer."""
    for _, pairs in by_group(replies, count, progress):
        yield from pairs


def tagged(tagger: Tagger, replies: Sequence[LabelledReply]) -> list[Pair]:
    """Return each reply with what ``tagger`` finds in it."""
    found = tagger.tag_many((r.reply, r.citizen, r.first) for r in replies)
    return list(zip(replies, found, strict=True))


def reports(
    pairs: Iterable[Pair], unit: Callable[[LabelledReply], str]
) -> dict[str, dict[str, Report]]:
    """Return for each of :data:`PARTS` the reports of its units, in the order of their names.

    A unit is what is drawn as a whole when figures are resampled: a writer, or a reply. Replies
    without a kind are neither in "ordinary" nor in "hard".
    """
    found: dict[str, dict[str, Report]] = {part: {} for part in PARTS}
    for reply, result in pairs:
        kind = [reply.kind] if reply.kind in KINDS else []
        for part in {"all", *kind, reply.language, *(f"{reply.language} {k}" for k in kind)}:
            found[part].setdefault(unit(reply), Report()).add_pair(reply, result)
    return {part: dict(sorted(units.items())) for part, units in found.items()}
