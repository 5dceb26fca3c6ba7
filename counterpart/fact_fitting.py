"""Fit the weights with which told facts are read: ``counterpart train --facts``.

Learnt from are the scenarios' own right and wrong tellings, each read without itself, and the
labelled pairs of the writers that are at hand (``data/fact_pairs``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterpart import paths
from counterpart.criteria_evaluation import pairs, split
from counterpart.encoder import encoder
from counterpart.fact_reading import FEATURES, OUTCOMES, features, stretches
from counterpart.scenario import Fact, Scenario

_TELLING_WEIGHT = 0.3  # of a scenario's own telling, beside 1 for a labelled pair
_PENALTY = 0.1  # inverse strength of the L2 penalty (scikit-learn's C)
_HEAD = """\
# With what weight each feature speaks for a fact told rightly, wrongly or not at all.
# Fitted by `counterpart train --facts`; counterpart/fact_reading.py names the features.
# Each row: mean and scale of the feature, then the weights for right, wrong, untold.
"""


@dataclasses.dataclass(frozen=True)
class Item:
    """A reply, the fact it is read for, and what a reader found."""

    reply: str
    fact: Fact
    asked: bool
    outcome: str
    weight: float
    scenario: str


def items(scenarios: Sequence[Scenario]) -> Iterator[Item]:
    """Yield everything that is learnt from."""
    for scenario in scenarios:
        for number, fact in enumerate(scenario.must_tell):
            yield from _tellings(scenario, number, fact)
            for answer in scenario.answers[:6]:
                yield Item(
                    answer.asked[0], fact, False, "untold", _TELLING_WEIGHT, scenario.id
                )  # fmt: skip
    known = {scenario.id: scenario for scenario in scenarios}
    for pair in split(pairs(), unseen=False):
        if pair.scenario in known:
            fact = known[pair.scenario].fact(pair.fact)
            yield Item(pair.reply, fact, pair.asked, pair.label, 1.0, pair.scenario)


def _tellings(scenario: Scenario, number: int, fact: Fact) -> Iterator[Item]:
    """Yield a fact's own tellings, each without itself, and some of them for the other facts."""
    for i, text in enumerate(fact.examples):
        rest = dataclasses.replace(fact, examples=[*fact.examples[:i], *fact.examples[i + 1 :]])
        yield Item(text, rest, False, "right", _TELLING_WEIGHT, scenario.id)
        if (i + number) % 3 == 0:
            for other in scenario.must_tell:
                if other is not fact:
                    yield Item(text, other, False, "untold", _TELLING_WEIGHT, scenario.id)
    for i, text in enumerate(fact.wrong):
        rest = dataclasses.replace(fact, wrong=[*fact.wrong[:i], *fact.wrong[i + 1 :]])
        yield Item(text, rest, False, "wrong", _TELLING_WEIGHT, scenario.id)


def matrix(found: Sequence[Item]) -> tuple[list[Item], NDArray[np.float64]]:
    """Return the items that speak of their fact, and their features, one row each."""
    kept, rows = [], []
    for item in found:
        runs = stretches(item.reply)
        read = features(
            item.reply, runs, encoder().encode([r.text for r in runs]), item.fact, item.asked
        )
        if read is not None:
            kept.append(item)
            rows.append(read[0])
    return kept, np.array(rows)


def fit(scenarios: Sequence[Scenario], file: Path = paths.DATA / "fact_weights.yml") -> int:
    """Fit the weights, write them to ``file``, and return from how many items they were learnt."""
    from sklearn.linear_model import LogisticRegression

    kept, rows = matrix(list(items(scenarios)))
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=_PENALTY, max_iter=3000)
    outcomes = np.array([OUTCOMES.index(item.outcome) for item in kept])
    model.fit((rows - mean) / scale, outcomes, sample_weight=[item.weight for item in kept])
    lines = [_HEAD, f"intercepts: {_row(model.intercept_)}", "features:"]
    for i, name in enumerate(FEATURES):
        lines.append(f"  {name}: {_row([mean[i], scale[i], *model.coef_[:, i]])}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(kept)


def _row(values: Sequence[float]) -> str:
    return "[" + ", ".join(f"{value:.4f}" for value in values) + "]"
