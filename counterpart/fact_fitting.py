"""Fit the weights with which told facts are read: ``counterpart train --facts``.

Learnt from are the scenarios' own right and wrong tellings, each read without itself, and the
labelled pairs of the writers that are at hand (``data/fact_pairs``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpart import paths
from counterpart.criteria_evaluation import pairs, split
from counterpart.encoder import encoder
from counterpart.fact_reading import FEATURES, OUTCOMES, features, stretches
from counterpart.scenario import Fact, Scenario

_TELLING_WEIGHT = 0.15  # of a scenario's own telling, beside 1 for a labelled pair
_OTHER_WEIGHT = 0.1  # of a telling of another fact: it may tell this one too
_LEAST_SCALE = 0.01  # of a feature that hardly varies
_UNLISTED = 3  # every third telling is also read as if no wrong ones were listed
_COMPOSED = 10  # replies a scenario that tell all its facts
_PENALTY = 0.2  # inverse strength of the L2 penalty (scikit-learn's C)
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
        if scenario.misunderstanding:
            yield from _tellings(scenario, scenario.misunderstanding.as_fact())
        yield from _composed(scenario)
        for fact in scenario.must_tell:
            yield from _tellings(scenario, fact)
            for answer in scenario.answers[:6]:
                yield Item(
                    answer.asked[0], fact, False, "untold", _TELLING_WEIGHT, scenario.id
                )  # fmt: skip
    known = {scenario.id: scenario for scenario in scenarios}
    for pair in split(pairs(), unseen=False):
        if pair.scenario in known:
            fact = known[pair.scenario].fact(pair.fact)
            yield Item(pair.reply, fact, pair.asked, pair.label, 1.0, pair.scenario)


def _tellings(scenario: Scenario, fact: Fact) -> Iterator[Item]:
    """Yield a fact's own tellings, each without itself, and those of the other facts."""
    for outcome, field in (("right", "examples"), ("wrong", "wrong")):
        texts = getattr(fact, field)
        for i, text in enumerate(texts):
            without: dict[str, Any] = {field: [*texts[:i], *texts[i + 1 :]]}
            rest = dataclasses.replace(fact, **without)
            yield Item(text, rest, False, outcome, _TELLING_WEIGHT, scenario.id)
            if i % _UNLISTED == 0:
                unlisted = dataclasses.replace(rest, wrong=[])
                yield Item(text, unlisted, False, outcome, _TELLING_WEIGHT, scenario.id)
    for other in scenario.must_tell:
        if other.id != fact.id:
            for text in (*other.examples, *other.wrong):
                yield Item(text, fact, False, "untold", _OTHER_WEIGHT, scenario.id)


def _composed(scenario: Scenario) -> Iterator[Item]:
    """Yield replies that tell all facts at once, one of them wrongly in every second reply."""
    for turn in range(_COMPOSED):
        texts = [fact.examples[turn % len(fact.examples)] for fact in scenario.must_tell]
        rest = [
            dataclasses.replace(fact, examples=[e for e in fact.examples if e != text])
            for fact, text in zip(scenario.must_tell, texts, strict=True)
        ]
        mistaken = turn // 2 % len(rest) if turn % 2 else None
        if mistaken is not None and (wrong := rest[mistaken].wrong):
            texts[mistaken] = wrong[turn % len(wrong)]
            kept = [w for w in wrong if w != texts[mistaken]]
            rest[mistaken] = dataclasses.replace(rest[mistaken], wrong=kept)
        joined = (" " if scenario.language == "en" else "").join(texts)
        for number, fact in enumerate(rest):
            outcome = "wrong" if number == mistaken else "right"
            yield Item(joined, fact, False, outcome, _TELLING_WEIGHT, scenario.id)


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
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), _LEAST_SCALE)
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
