"""What a reply asks for here and now, and what the clerk does, promises and reports."""

from __future__ import annotations

import pytest

from counterpart import requests


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("请坐，身份证给我看一下。", "hand_over"),
        ("请坐，我查一下，您稍等。", "waiting"),
        ("您下次把身份证带来就行。", None),
        ("回去把材料准备好。", None),
        ("您回去填好表再来。", None),
        ("带上身份证，下次再来。", None),
        ("您回家等我们通知就行。", None),
        ("您等下午再来。", None),
        ("It takes a minute online.", None),
        ("Please bring your passport next time.", None),
        ("请您稍等，我查一下。", "waiting"),
        ("别挂，我看看。", "waiting"),
        ("Could you hold on?", "waiting"),
        ("Just a moment, please.", "waiting"),
        ("请您在这儿签个字。", "sign"),
        ("麻烦您把表填一下。", "sign"),
        ("您看着屏幕。", "sign"),
        ("Please sign here.", "sign"),
        ("Could you fill in the form?", "sign"),
        ("请把身份证递给我。", "hand_over"),
        ("请您出示身份证。", "hand_over"),
        ("May I see your passport?", "hand_over"),
        ("Show me your card, please.", "hand_over"),
        ("您请坐。", "sit_down"),
        ("Please have a seat.", "sit_down"),
        ("Sit down.", "sit_down"),
        ("可以坐公交车去。", None),
        ("您坐高铁要去哪里？", None),
        ("您坐的是几号的车？", None),
        ("Did you enter your deductions?", None),
        ("别挂失。", None),
        ("您回家等我们通知，请在这儿签个字。", "sign"),
        ("您带来的材料给我看看。", "hand_over"),
        ("您带着号稍等一下。", "waiting"),
        ("Could you enter your PIN?", "sign"),
        ("This will only take a moment.", "waiting"),
        ("需要十五个工作日。", None),
        ("补领要您本人来，拍照、按指纹。", None),
        ("让孙子把您的身份证备好。", None),
        ("您坐着别动，我来拿。", None),
        ("您填表，我来录。", "sign"),
        ("您的身份证呢，拿来我录。", "hand_over"),
        ("我问哪儿交的。身份证。", "hand_over"),
        ("要三样：身份证，户口簿，授权书。", None),
        ("ID please.", "hand_over"),
        ("I still need your passport.", "hand_over"),
        ("Good morning.", None),
        ("", None),
    ],
)
def test_a_request_on_the_spot_is_told_from_one_for_later(reply: str, expected: str | None) -> None:
    assert requests.on_the_spot(reply) == expected


@pytest.mark.parametrize(
    ("reply", "pledge", "report"),
    [
        ("您自己查一下。", False, False),
        ("You can check online.", False, False),
        ("Let me see your passport.", False, False),
        ("我来办。", False, False),
        ("我帮您查一下。", True, False),
        ("我这就给您问问。", True, False),
        ("I'll check for you.", True, False),
        ("Let me ask my colleague.", True, False),
        ("Let me see what I can do.", True, False),
        ("查到了，您的记录都在。", False, True),
        ("系统里有您的记录。", False, True),
        ("I've checked: it's all there.", False, True),
        ("The system shows nine years.", False, True),
        ("请坐。", False, False),
        ("", False, False),
    ],
)
def test_a_promise_to_find_out_is_told_from_its_result(
    reply: str, pledge: bool, report: bool
) -> None:
    assert requests.pledges(reply) is pledge
    assert requests.reports(reply) is report


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("备案已经录好了。", True),
        ("受理完毕，您可以回去了。", True),
        ("这张回执您收好。", True),
        ("All done, you can go home.", True),
        ("There, paid.", True),
        ("等办好了通知您。", False),
        ("还没办好。", False),
        ("我来给您办。", False),
        ("It takes 15 days.", False),
        ("", False),
    ],
)
def test_saying_that_the_matter_is_done_is_told_from_saying_that_it_will_be(
    reply: str, expected: bool
) -> None:
    assert requests.finishes(reply) is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("实在对不住您。", True),
        ("让您白跑了一趟。", True),
        ("是我没说清楚。", True),
        ("I'm so sorry about that.", True),
        ("我再说一遍。", False),
        ("Please sit down.", False),
        ("", False),
    ],
)
def test_words_of_apology_are_known(reply: str, expected: bool) -> None:
    assert requests.says_sorry(reply) is expected
