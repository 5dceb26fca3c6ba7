"""Training makes the model that was asked for, and chooses nothing by the writers it is tested on."""

from __future__ import annotations

import pytest

from counterpart import corpus, sequence, training
from counterpart.acts import Span
from counterpart.corpus import LabelledReply
from counterpart.tagger import LEARNED, ActCategoriser

REPLIES = corpus.load()[::40]


@pytest.mark.parametrize(
    ("model", "shares", "judges"),
    [
        ("linear", {0.0}, (True, False)),
        ("sequence", {1.0}, (False, True)),
        ("blend", {0.3, 0.4, 0.5, 0.6}, (True, True)),
    ],
)
def test_the_model_that_was_asked_for_is_made(
    monkeypatch: pytest.MonkeyPatch, model: str, shares: set[float], judges: tuple[bool, bool]
) -> None:
    monkeypatch.setattr(sequence, "_EPOCHS", 1)
    made = training.train(REPLIES, model)
    categoriser = made.nlp.get_pipe("act_categoriser")
    assert isinstance(categoriser, ActCategoriser)
    judge = categoriser.model
    assert judge is not None
    assert judge.share in shares
    assert (judge.linear is not None, judge.network is not None) == judges
    assert judge.thresholds.shape == (len(LEARNED),)
    assert ((judge.thresholds > 0) & (judge.thresholds < 1)).all()
    assert made.tag("您好").grievance is False


@pytest.mark.parametrize(
    ("span", "expected"),
    [((0, 2), True), ((0, 5), True), ((3, 5), False), ((1, 5), True), ((2, 5), False)],
)
def test_a_clause_has_the_acts_that_lie_in_it(span: tuple[int, int], expected: bool) -> None:
    reply = LabelledReply(
        "x", "w", "zh", None, False, True, "", "您好，请坐。", (Span(*span, "greeting"),)
    )
    labels = dict(zip(LEARNED, training.clause_labels((0, 2), reply), strict=True))
    assert labels["greeting"] is expected
    assert sum(labels.values()) == expected
