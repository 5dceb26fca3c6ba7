"""A citizen who is upset hears that it was seen."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, empathy
from tests.by_hand import status, turn, words_of

CASES = [
    (turn("换谁都会急。", ("empathy", "换谁都会急"), language="zh", grievance=True), "met",
     ["换谁都会急"]),
    (turn("That must be hard.", ("empathy", "That must be hard"), language="en", grievance=True),
     "met", ["That must be hard"]),
    (turn("您辛苦了。", ("empathy", "您辛苦了"), language="zh"), "met", ["您辛苦了"]),
    (turn("对不起。", ("apology", "对不起"), language="zh", grievance=True), "partly", ["对不起"]),
    (turn("I apologise.", ("apology", "I apologise"), language="en", grievance=True), "partly",
     ["I apologise"]),
    (turn("按规定办。", ("explanation", "按规定办"), language="zh", grievance=True), "missed", []),
    (turn("That is the rule.", language="en", grievance=True), "missed", []),
    (turn("按规定办。", language="zh"), "not_applicable", []),
    (turn("That is the rule.", language="en", grievance=True,
          done_before=frozenset({"empathy"})), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_a_grievance_calls_for_empathy(reply: Turn, expected: str, evidence: list[str]) -> None:
    verdict = empathy.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize("case", [case for case in CASES if case[1] in ("partly", "missed")])
def test_the_better_wording_names_the_feeling_and_keeps_the_reply(
    case: tuple[Turn, str, list[str]],
) -> None:
    reply = case[0]
    verdict = empathy.assess(reply)
    assert verdict is not None
    assert {"zh": "理解", "en": "understand"}[reply.language] in verdict.better
    assert reply.reply.rstrip("。.") in verdict.better
