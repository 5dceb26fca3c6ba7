"""The score of a talk: findings of its turns gathered by criterion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counterpart.citizen import State
from counterpart.rubric import CRITERIA, Finding, Rubric, everything_told

Tally = dict[str, dict[str, int]]  # criterion -> status -> number of replies


def add(tally: Mapping[str, Mapping[str, int]], findings: Iterable[Finding]) -> Tally:
    """Return the tally with one reply's findings added."""
    new = {criterion: dict(counts) for criterion, counts in tally.items()}
    for finding in findings:
        counts = new.setdefault(finding.criterion, {})
        counts[finding.status] = counts.get(finding.status, 0) + 1
    return new


@dataclass(frozen=True)
class Line:
    """One criterion in the scorecard; ``value`` in [0, 1] or None where it never applied."""

    criterion: str
    value: float | None
    weight: float
    counts: dict[str, int]


@dataclass(frozen=True)
class Scorecard:
    """The score of a talk, 0 to 100, and its lines; None where nothing could be scored."""

    score: float | None
    lines: tuple[Line, ...]
    penalty: float

    def as_dict(self) -> dict[str, Any]:
        """Return the scorecard as plain values."""
        return {
            "score": self.score,
            "penalty": self.penalty,
            "criteria": {
                line.criterion: {"value": line.value, "weight": line.weight, "counts": line.counts}
                for line in self.lines
            },
        }


def of(
    tally: Mapping[str, Mapping[str, int]], rubric: Rubric, state: State, needed: int
) -> Scorecard:
    """Return the scorecard: the weighted mean of the criteria that applied, less penalties."""
    told = len(state.told)
    verdict = everything_told.of_talk(told, needed, state.tellings)
    if verdict:
        tally = {**tally, everything_told.ID: {verdict.status: 1}}
    share = told / needed if needed else None
    if share is not None and state.tellings > everything_told.AT_ONCE:
        share *= rubric.piecemeal
    lines = tuple(_line(name, tally.get(name, {}), rubric, share) for name in CRITERIA)
    counted = [line for line in lines if line.value is not None and line.weight > 0]
    weight = sum(line.weight for line in counted)
    penalty = sum(
        rubric.penalties[name] * tally.get(name, {}).get("missed", 0) for name in rubric.penalties
    )
    if not weight:
        return Scorecard(None, lines, penalty)
    mean = sum(line.weight * (line.value or 0.0) for line in counted) / weight
    return Scorecard(round(max(0.0, 100 * mean - penalty), 1), lines, penalty)


def _line(name: str, counts: Mapping[str, int], rubric: Rubric, share: float | None) -> Line:
    total = sum(counts.values())
    value: float | None = None
    if name == everything_told.ID and share is not None:
        value = round(share, 3)
    elif total:
        value = round(sum(n * rubric.values.get(s, 0.0) for s, n in counts.items()) / total, 3)
    return Line(name, value, rubric.weights[name], dict(counts))
