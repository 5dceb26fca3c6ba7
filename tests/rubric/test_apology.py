"""A grievance is met with an apology, once."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, apology
from tests.by_hand import status, turn, words_of

AFTER = frozenset({"apology"})
CASES = [
    (turn("实在对不起。", ("apology", "实在对不起"), language="zh", grievance=True), "met",
     ["实在对不起"]),
    (turn("I'm sorry about that.", ("apology", "I'm sorry"), language="en", grievance=True), "met",
     ["I'm sorry"]),
    (turn("对不起，我说快了。", ("apology", "对不起"), language="zh", citizen="请问几点下班？"), "met",
     ["对不起"]),
    (turn("您跑两趟确实辛苦。", ("empathy", "您跑两趟确实辛苦"), language="zh", grievance=True),
     "partly", ["您跑两趟确实辛苦"]),
    (turn("That must be tiring.", ("empathy", "That must be tiring"), language="en",
          grievance=True), "partly", ["That must be tiring"]),
    (turn("带身份证来。", language="zh", grievance=True), "missed", []),
    (turn("Bring your passport.", language="en", grievance=True), "missed", []),
    (turn("带身份证来。", language="zh"), "not_applicable", []),
    (turn("带身份证来。", language="zh", grievance=True, done_before=AFTER), "not_applicable", []),
    (turn("Sorry again.", ("apology", "Sorry again"), language="en", citizen="And where?",
          done_before=AFTER), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_trouble_calls_for_one_apology(reply: Turn, expected: str, evidence: list[str]) -> None:
    verdict = apology.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize("case", [case for case in CASES if case[1] in ("partly", "missed")])
def test_the_better_wording_puts_an_apology_before_the_whole_reply(
    case: tuple[Turn, str, list[str]],
) -> None:
    reply = case[0]
    verdict = apology.assess(reply)
    assert verdict is not None
    assert verdict.better.startswith({"zh": "给您添麻烦了", "en": "I'm sorry"}[reply.language])
    assert verdict.better.endswith(reply.reply)
