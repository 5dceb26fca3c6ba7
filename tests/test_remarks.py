"""Guarantees and ratings are read by a trained classifier of whole replies."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart import remarks


@pytest.mark.parametrize(
    ("reply", "line", "expected"),
    [
        ("您放心，这个我打包票，肯定能批下来。", "我这低保能批吗？", "promise_made"),
        ("能不能批要看审核，我不敢打包票。", "你就说能不能批吧。", "promise_declined"),
        ("麻烦您给个五星好评，谢谢啦。", "好，再见。", "rating_begged"),
        ("请您对本次服务作出评价，好不好照实评就行。", "办好了？", "rating_invited"),
        ("I guarantee it will be approved.", "Will I get it?", "promise_made"),
        ("Please give me five stars, it helps my bonus.", "Bye.", "rating_begged"),
    ],
)
def test_the_plainest_wordings_are_read_rightly(
    acts_model: Path, reply: str, line: str, expected: str
) -> None:
    assert remarks.read(reply, line) == {expected}


@pytest.mark.parametrize("reply", ["您好，请坐。", "Good morning.", "", "？"])
def test_a_reply_that_touches_neither_says_nothing(reply: str) -> None:
    assert remarks.read(reply, None) == frozenset()


def test_the_evidence_is_the_clause_with_the_words() -> None:
    reply = "您请坐，我保证肯定能批，别急。"
    span = remarks.words(reply, "promise_made")
    assert reply[span.start : span.end] == "我保证肯定能批"
