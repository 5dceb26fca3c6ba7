"""By the third reply the clerk has asked or checked."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, listening
from tests.by_hand import status, turn, words_of

CASES = [
    (turn("您是说要转到这里，对吗？", ("listening", "您是说要转到这里"), language="zh", first=True),
     "met", ["您是说要转到这里"]),
    (turn("When did you come?", ("listening", "When did you come"), language="en", number=5),
     "met", ["When did you come"]),
    (turn("带身份证来。", language="zh", number=3), "missed", []),
    (turn("Bring your passport.", language="en", number=3), "missed", []),
    (turn("带身份证来。", language="zh", number=2), "not_applicable", []),
    (turn("带身份证来。", language="zh", number=4), "not_applicable", []),
    (turn("Bring your passport.", language="en", number=3,
          done_before=frozenset({"listening"})), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_listening_is_met_where_it_happens_and_missed_on_the_third_reply(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = listening.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(
    ("reply", "question"),
    [
        (turn("带身份证来", language="zh", number=3), "吗？"),
        (turn("Bring your passport", language="en", number=3), "?"),
    ],
)
def test_the_better_wording_keeps_the_reply_and_ends_in_a_check(reply: Turn, question: str) -> None:
    verdict = listening.assess(reply)
    assert verdict is not None
    assert verdict.better.startswith(reply.reply)
    assert verdict.better.endswith(question)
