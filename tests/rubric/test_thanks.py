"""A citizen who has co-operated is thanked."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, thanks
from tests.by_hand import status, turn, words_of

CASES = [
    (turn("谢谢您，我查一下。", ("thanks", "谢谢您"), language="zh", cooperated=True), "met",
     ["谢谢您"]),
    (turn("Thank you, let me look.", ("thanks", "Thank you"), language="en", cooperated=True),
     "met", ["Thank you"]),
    (turn("谢谢您耐心等。", ("thanks", "谢谢您"), language="zh"), "met", ["谢谢您"]),
    (turn("我查一下。", language="zh", cooperated=True), "missed", []),
    (turn("Let me look.", language="en", cooperated=True), "missed", []),
    (turn("我查一下。", language="zh"), "not_applicable", []),
    (turn("Let me look.", language="en", cooperated=True, done_before=frozenset({"thanks"})),
     "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_thanks_are_due_after_co_operation_and_always_welcome(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = thanks.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        (turn("我查一下。", language="zh", cooperated=True), "谢谢"),
        (turn("Let me look.", language="en", cooperated=True), "Thank you"),
    ],
)
def test_the_better_wording_thanks_and_keeps_the_reply(reply: Turn, word: str) -> None:
    verdict = thanks.assess(reply)
    assert verdict is not None
    assert verdict.better.startswith(word)
    assert verdict.better.endswith(reply.reply)
