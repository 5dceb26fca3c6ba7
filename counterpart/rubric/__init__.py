"""The rubric: one module a criterion, weights in ``data/rubric.yml``.

To add a criterion, write its module with the names of :class:`finding.Criterion`, put it in
``_MODULES`` and give it a weight.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from counterpart import paths
from counterpart.errors import CounterpartError
from counterpart.rubric import (
    apology,
    apology_before_explanation,
    closing,
    correct_information,
    courtesy_words,
    empathy,
    equal_treatment,
    everything_told,
    false_promise,
    greeting,
    kind_words,
    listening,
    misunderstanding,
    ownership,
    rating_invitation,
    smile_and_eye_contact,
    taboo,
    telephone_manners,
    thanks,
)
from counterpart.rubric.finding import Criterion, Finding, Matter, ToldFact, Turn, Verdict
from counterpart.yamlfile import load, plain

_MODULES = (
    greeting, telephone_manners, smile_and_eye_contact, courtesy_words, thanks, apology,
    apology_before_explanation, empathy, listening, ownership, misunderstanding, correct_information,
    everything_told, false_promise, rating_invitation, taboo, equal_treatment, closing,
)  # fmt: skip
CRITERIA: dict[str, Criterion] = {m.ID: cast(Criterion, m) for m in _MODULES}
_UNHEARD = {"zh": "自己的情况", "en": "about their case"}  # where no line of theirs is known
_OFFENCES = (taboo.ID, equal_treatment.ID)
_KEYS = ("version", "order", "weights", "penalties", "values", "piecemeal")
_VALUES = ("met", "partly", "missed")
ORDERS = ("apology_first", "explanation_first", "off")


@dataclass(frozen=True)
class Rubric:
    """The tunable numbers of ``data/rubric.yml``."""

    version: str
    weights: Mapping[str, float]
    penalties: Mapping[str, float]
    values: Mapping[str, float]
    order: str
    piecemeal: float

    def weighted(self, weights: Mapping[str, float]) -> Rubric:
        """Return this rubric with a scenario's own weights."""
        return replace(self, weights={**self.weights, **weights})

    def points(self, criterion: str, status: str) -> float:
        """Return what a status is worth: its share of the weight, or minus the penalty."""
        if status == "missed" and criterion in self.penalties:
            return -self.penalties[criterion]
        return round(self.weights[criterion] * self.values.get(status, 0.0), 2)

    def findings(self, turn: Turn) -> list[Finding]:
        """Return the findings of one reply, in the order of the criteria."""
        found = [
            self.finding(CRITERIA[name], verdict, turn)
            for name in CRITERIA
            if (verdict := self._verdict(name, turn)) is not None
        ]
        offences = [f for f in found if f.criterion in _OFFENCES and f.status == "missed"]
        if offences:
            # No kind word makes an insult better: the only wording to offer is one without any.
            found = [f if f is offences[0] else replace(f, better="") for f in found]
        return found

    def _verdict(self, name: str, turn: Turn) -> Verdict | None:
        if name == apology_before_explanation.ID and self.order != "apology_first":
            return None
        return CRITERIA[name].assess(turn)

    def finding(self, criterion: Criterion, verdict: Verdict, turn: Turn) -> Finding:
        """Return a verdict with its points and its words to the trainee."""
        words = turn.text(verdict.evidence[0]) if verdict.evidence else verdict.about
        said = kind_words.heard(turn)
        advice = criterion.ADVICE[verdict.words or verdict.status][turn.language].format(
            words=words, heard=f"“{said}”" if said else _UNHEARD[turn.language]
        )
        better = "" if verdict.better == turn.reply.strip() else verdict.better
        return Finding(
            criterion.ID, verdict.status, self.points(criterion.ID, verdict.status),
            verdict.evidence, advice, better if verdict.status != "met" else "",
        )  # fmt: skip


@functools.lru_cache(maxsize=2)
def rubric(file: Path = paths.DATA / "rubric.yml") -> Rubric:
    """Return the rubric of a file.

    Raises:
        CounterpartError: E207 where a criterion, a key or the order is unknown.
    """
    data: dict[str, Any] = plain(load(file)) or {}
    _check(file, "(file)", data, set(_KEYS), complete=True)
    _check(file, "weights", data["weights"], set(CRITERIA), complete=True)
    _check(file, "penalties", data["penalties"], set(CRITERIA), complete=False)
    _check(file, "values", data["values"], set(_VALUES), complete=True)
    if data["order"] not in ORDERS:
        raise CounterpartError(
            "E207", file=file, cause=f"order: {data['order']}", valid=", ".join(ORDERS)
        )
    return Rubric(
        str(data["version"]), data["weights"], data["penalties"], data["values"], data["order"],
        float(data["piecemeal"]),
    )  # fmt: skip


def _check(file: Path, name: str, given: Any, valid: set[str], complete: bool) -> None:
    found = set(given) if isinstance(given, dict) else set()
    wrong = found ^ valid if complete else found - valid
    if wrong or not isinstance(given, dict):
        cause = f"{name}: {', '.join(sorted(wrong))}"
        raise CounterpartError("E207", file=file, cause=cause, valid=", ".join(sorted(valid)))


__all__ = ["CRITERIA", "Finding", "Matter", "Rubric", "ToldFact", "Turn", "Verdict", "rubric"]
