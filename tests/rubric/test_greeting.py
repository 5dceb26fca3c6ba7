"""The first reply greets; no later one is judged."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, greeting
from tests.by_hand import status, turn, words_of

MET = [
    turn("您好，请坐。", ("greeting", "您好"), language="zh", first=True),
    turn("Good morning, have a seat.", ("greeting", "Good morning"), language="en", first=True),
]
MISSED = [
    turn("身份证带了没有？", language="zh", first=True),
    turn("Next. What is it?", language="en", first=True),
    turn("", language="zh", first=True),
]
NOT_JUDGED = [
    turn("您好，让您久等了。", ("greeting", "您好"), language="zh", number=3),
    turn("Sign here, please.", language="en", number=2),
]


@pytest.mark.parametrize("reply", MET)
def test_a_greeting_in_the_first_reply_is_met_on_its_own_words(reply: Turn) -> None:
    verdict = greeting.assess(reply)
    assert status(verdict) == "met"
    assert words_of(reply, verdict) == [reply.text(reply.spans[0])]


@pytest.mark.parametrize("reply", MISSED)
def test_a_first_reply_without_greeting_is_missed(reply: Turn) -> None:
    verdict = greeting.assess(reply)
    assert verdict is not None
    assert verdict.status == "missed"
    assert verdict.evidence == ()
    assert verdict.better.endswith(reply.reply)
    assert len(verdict.better) > len(reply.reply)


@pytest.mark.parametrize("reply", NOT_JUDGED)
def test_a_later_reply_is_not_judged(reply: Turn) -> None:
    assert greeting.assess(reply) is None


@pytest.mark.parametrize(("language", "word"), [("zh", "您好"), ("en", "Good morning")])
def test_the_better_wording_greets_in_the_language_of_the_talk(language: str, word: str) -> None:
    verdict = greeting.assess(turn("12333", language=language, first=True))
    assert verdict is not None
    assert verdict.better.startswith(word)
