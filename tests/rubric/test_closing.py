"""When all is settled, the citizen is seen off."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, closing
from tests.by_hand import status, turn, words_of

CASES = [
    (turn("您慢走。", ("closing", "您慢走"), language="zh", closing=True), "met", ["您慢走"]),
    (turn("Goodbye.", ("closing", "Goodbye"), language="en", closing=True), "met", ["Goodbye"]),
    (turn("再见。", ("closing", "再见"), language="zh"), "met", ["再见"]),
    (turn("办好了。", language="zh", closing=True), "missed", []),
    (turn("Done.", language="en", closing=True), "missed", []),
    (turn("办好了。", language="zh"), "not_applicable", []),
    (turn("Done.", language="en"), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_a_goodbye_is_due_when_nothing_is_left_open(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = closing.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(
    ("reply", "goodbye"),
    [
        (turn("办好了", language="zh", closing=True), "慢走"),
        (turn("Done", language="en", closing=True), "good day"),
    ],
)
def test_the_better_wording_keeps_the_reply_and_sees_them_off(reply: Turn, goodbye: str) -> None:
    verdict = closing.assess(reply)
    assert verdict is not None
    assert verdict.better.startswith(reply.reply)
    assert goodbye in verdict.better
