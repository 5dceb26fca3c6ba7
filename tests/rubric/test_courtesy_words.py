"""Requests carry a courtesy word."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, courtesy_words
from tests.by_hand import status, turn, words_of

CASES = [
    (turn("请您签字。", ("please", "请您签字"), language="zh"), "met", ["请您签字"]),
    (turn("Please sign here.", ("please", "Please sign here"), language="en"), "met",
     ["Please sign here"]),
    (turn("请坐，身份证拿来。", ("please", "请坐"), ("bare_command", "身份证拿来"), language="zh"),
     "partly", ["身份证拿来"]),
    (turn("Please sit. Sign here.", ("please", "Please sit"), ("bare_command", "Sign here"),
          language="en"), "partly", ["Sign here"]),
    (turn("去三号窗口。", ("bare_command", "去三号窗口"), language="zh"), "missed", ["去三号窗口"]),
    (turn("Wait there.", ("bare_command", "Wait there"), language="en"), "missed", ["Wait there"]),
    (turn("需要身份证和照片。", ("guidance", "需要身份证和照片"), language="zh"),
     "not_applicable", []),
    (turn("Good morning.", ("greeting", "Good morning"), language="en"), "not_applicable", []),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected", "evidence"), CASES)
def test_requests_are_judged_by_their_courtesy_word(
    reply: Turn, expected: str, evidence: list[str]
) -> None:
    verdict = courtesy_words.assess(reply)
    assert status(verdict) == expected
    assert words_of(reply, verdict) == evidence


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        (turn("您好，去三号窗口，慢走。", ("bare_command", "去三号窗口"), language="zh"),
         ["您好", "请您到三号窗口", "慢走"]),
        (turn("您签个字。", ("bare_command", "您签个字"), language="zh"), ["签个字"]),
        (turn("Thanks. Sign here.", ("bare_command", "Sign here"), language="en"),
         ["thanks", "sign here"]),
    ],
)  # fmt: skip
def test_the_better_wording_asks_for_the_same_thing_with_a_courtesy_word(
    reply: Turn, kept: list[str]
) -> None:
    verdict = courtesy_words.assess(reply)
    assert verdict is not None
    better = verdict.better.casefold()
    assert [words for words in kept if words in better] == kept
    assert any(word in better for word in ("请", "麻烦", "please"))


def test_two_commands_are_both_evidence() -> None:
    reply = turn("Sit. Sign.", ("bare_command", "Sit"), ("bare_command", "Sign"), language="en")
    assert words_of(reply, courtesy_words.assess(reply)) == ["Sit", "Sign"]


@pytest.mark.parametrize("offence", ["taboo", "discrimination", "shirking"])
def test_a_command_that_is_an_offence_is_judged_as_the_offence_only(offence: str) -> None:
    reply = turn("一边等着去。", ("bare_command", "一边等着去"), (offence, "一边等着去"))
    assert courtesy_words.assess(reply) is None
