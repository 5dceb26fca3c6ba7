"""The figures of one tagger: how right it is, how sure we are of that, and what it costs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from counterpart import calibration, corpus, evaluation, footprint, paths, resampling, training
from counterpart.corpus import LabelledReply
from counterpart.evaluation import PARTS, Pair, Report
from counterpart.footprint import Footprint
from counterpart.peers import Model
from counterpart.tagger import ActTagger

_SAMPLE = 200  # replies on which time is taken


@dataclass(frozen=True)
class Figures:
    """What was measured; ``units`` are reports by part and then by writer or reply."""

    units: dict[str, dict[str, Report]]
    calibration: dict[str, Any]
    footprint: Footprint

    def whole(self, part: str) -> Report:
        """Return the report of a part of the replies."""
        return sum(self.units[part].values(), Report())

    def drawn(self, part: str) -> resampling.Figures:
        """Return F1 of the acts in a part with its units resampled."""
        return resampling.f1s(list(self.units[part].values()))

    def as_dict(self) -> dict[str, Any]:
        """Return the figures, F1 with intervals of 95 %, by those parts that hold replies."""
        return {
            "parts": {part: self._part(part) for part in PARTS if self.units[part]},
            "calibration": self.calibration,
            "footprint": asdict(self.footprint),
        }

    def _part(self, part: str) -> dict[str, Any]:
        drawn, report = self.drawn(part), self.whole(part).as_dict()
        report["macro_f1_interval"] = resampling.interval(resampling.macro(drawn))
        for column, figures in enumerate(report["acts"].values()):
            figures["f1_interval"] = resampling.interval(drawn[:, column])
        return report


def held_out(
    replies: Sequence[LabelledReply], folds: int, progress: evaluation.Progress, model: Model
) -> Figures:
    """Measure a model on writers it has never seen; what it costs, on the last group's tagger."""
    taggers, found = zip(*evaluation.by_group(replies, folds, progress, model.train), strict=True)
    pairs = [pair for group in found for pair in group]
    with tempfile.TemporaryDirectory() as workshop:
        folder = Path(workshop) / "tagger"
        model.save(taggers[-1], folder)
        cost = footprint.measure(model.load, folder, _sample(replies))
    return _figures(pairs, lambda reply: reply.writer, cost)


def unseen(folder: Path = paths.ACTS / "unseen") -> Figures:
    """Measure the tagger that ships on the unseen set.

    Replies are resampled one by one: three writers are too few to draw from.
    """
    trained, replies = training.ensure_trained(), corpus.unseen(folder)
    pairs = evaluation.tagged(ActTagger.load(trained), replies)
    cost = footprint.measure(ActTagger.load, trained, _sample(replies))
    return _figures(pairs, lambda reply: reply.id, cost)


def difference(one: Figures, other: Figures) -> dict[str, Any]:
    """Return macro F1 of ``one`` less that of ``other`` on the same replies, with its interval."""
    draws = resampling.macro(one.drawn("all")) - resampling.macro(other.drawn("all"))
    apart = one.whole("all").macro_f1 - other.whole("all").macro_f1
    return {"macro_f1": round(apart, 3), "interval": resampling.interval(draws)}


def _figures(pairs: list[Pair], unit: Callable[[LabelledReply], str], cost: Footprint) -> Figures:
    return Figures(evaluation.reports(pairs, unit), calibration.calibration(pairs), cost)


def _sample(replies: Sequence[LabelledReply]) -> Sequence[LabelledReply]:
    return replies[:: max(1, len(replies) // _SAMPLE)][:_SAMPLE]
