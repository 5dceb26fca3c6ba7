"""Confidences are compared with how often the finds are right."""

from __future__ import annotations

from counterpart.acts import Span
from counterpart.calibration import calibration
from counterpart.corpus import LabelledReply
from counterpart.tagger import TaggedReply

PLEASE = Span(0, 2, "please")
POLITE = LabelledReply("w-1", "w", "zh", None, False, False, "greet", "请坐请坐", (PLEASE,))


def _found(*spans: tuple[str, float]) -> tuple[LabelledReply, TaggedReply]:
    return POLITE, TaggedReply(tuple(Span(0, 2, act, c) for act, c in spans), False)


def test_the_table_tells_how_often_finds_are_right() -> None:
    pairs = [
        _found(("please", 0.85)),
        _found(("please", 0.95), ("thanks", 0.81)),
        _found(("please", 1.0)),
    ]
    found = calibration(pairs)
    assert found["finds"] == 4
    assert found["table"] == [
        {"from": 0.8, "to": 0.9, "finds": 2, "confidence": 0.83, "right": 0.5},
        {"from": 0.9, "to": 1.0, "finds": 2, "confidence": 0.975, "right": 1.0},
    ]
    assert found["error"] == round((2 * 0.33 + 2 * 0.025) / 4, 3)


def test_an_act_counts_once_a_reply_with_its_highest_confidence() -> None:
    found = calibration([_found(("please", 0.4), ("please", 0.9))])
    assert found["table"] == [{"from": 0.9, "to": 1.0, "finds": 1, "confidence": 0.9, "right": 1.0}]


def test_where_nothing_is_found_nothing_is_wrong() -> None:
    assert calibration([_found()]) == {"finds": 0, "error": 0.0, "table": []}
