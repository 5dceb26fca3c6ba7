"""How far two readers agree who labelled the same replies without seeing each other's labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from counterpart.corpus import Dispute, LabelledReply, SecondLabels
from counterpart.evaluation import Count
from counterpart.tagger import LEARNED

GRIEVANCE = "grievance"
LABELS = (*LEARNED, GRIEVANCE)  # explanation_first follows from the others


@dataclass(frozen=True)
class Agreement:
    """Verdicts of two readers on one label, a reply each: whether it holds the label."""

    first: tuple[bool, ...]
    second: tuple[bool, ...]
    settled: tuple[Dispute, ...] = ()

    @property
    def f1(self) -> float:
        """F1 of one reader against the other; the same both ways."""
        both = sum(a and b for a, b in zip(self.first, self.second, strict=True))
        return Count(both, sum(self.second) - both, sum(self.first) - both).f1

    @property
    def kappa(self) -> float:
        """Cohen's kappa; 1.0 where both readers gave every reply the same verdict.

        Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and
        Psychological Measurement 20 (1960).
        """
        size = len(self.first)
        same = sum(a == b for a, b in zip(self.first, self.second, strict=True)) / size
        one, other = sum(self.first) / size, sum(self.second) / size
        chance = one * other + (1 - one) * (1 - other)
        return (same - chance) / (1 - chance) if chance < 1 else 1.0

    def as_dict(self) -> dict[str, Any]:
        """Return the figures; ``for_first``: how many disputes were settled as the first reader said."""
        return {
            "first": sum(self.first),
            "second": sum(self.second),
            "f1": round(self.f1, 3),
            "kappa": round(self.kappa, 3),
            "disputes": len(self.settled),
            "for_first": sum(d.settled == d.first for d in self.settled),
        }


def agreement(
    replies: Iterable[LabelledReply], second: Sequence[SecondLabels], disputes: Iterable[Dispute]
) -> dict[str, Agreement]:
    """Return the agreement on each of :data:`LABELS` over the replies that were labelled twice.

    The first reader's verdicts are those from before the disputes were settled, so what is measured
    is the agreement of two readers, not of one with the final labels.
    """
    known = {reply.id: reply for reply in replies}
    twice = [(known[labels.id], labels) for labels in second]
    of_label: dict[str, dict[str, Dispute]] = {label: {} for label in LABELS}
    for dispute in disputes:
        of_label[dispute.act][dispute.id] = dispute
    found = {}
    for label, settled in of_label.items():
        first = [settled[r.id].first if r.id in settled else _holds(r, label) for r, _ in twice]
        other = [_holds(labels, label) for _, labels in twice]
        found[label] = Agreement(tuple(first), tuple(other), tuple(settled.values()))
    return found


def _holds(labels: LabelledReply | SecondLabels, label: str) -> bool:
    if label == GRIEVANCE:
        return labels.grievance
    return any(span.act == label for span in labels.spans)
