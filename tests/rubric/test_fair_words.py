"""All of a guarantee, and all of the begging, is found."""

from __future__ import annotations

import pytest

from counterpart.rubric import Turn, fair_words
from counterpart.rubric.mending import mended

MADE, BEGGED = frozenset({"promise_made"}), frozenset({"rating_begged"})


@pytest.mark.parametrize(
    ("text", "language", "better"),
    [
        ("您放心，肯定给您转过来，一周之内保证到账。", "zh",
         "您放心，哪天能办成我不敢打包票，有进展我马上告诉您。"),
        ("百分之百能批。", "zh", "结果要看审核，有消息我马上告诉您。"),
        ("It's definitely approved. Have a seat.", "en",
         "The decision isn't mine, but I'll tell you as soon as I hear. Have a seat."),
        ("我一定帮您问，保证能批。", "zh", "我一定帮您问，结果要看审核，有消息我马上告诉您。"),
    ],
)  # fmt: skip
def test_a_guarantee_gives_way_to_the_truth(text: str, language: str, better: str) -> None:
    assert mended(Turn(text, (), language, remarks=MADE)).text() == better


@pytest.mark.parametrize(
    ("text", "language", "better"),
    [
        ("麻烦给个五星好评，领导要考核的，帮帮忙。", "zh", "请您照实评价。"),
        ("Could you give me five stars, please? My boss checks. Goodbye.", "en",
         "Please rate the service just as you found it. Goodbye."),
    ],
)  # fmt: skip
def test_begging_gives_way_to_an_invitation(text: str, language: str, better: str) -> None:
    assert mended(Turn(text, (), language, remarks=BEGGED)).text() == better


def test_a_reply_that_does_neither_is_left_alone() -> None:
    reply = Turn("五星级的服务，我保证帮您查。", ())
    assert fair_words.promises(reply) == fair_words.begging(reply) == []
