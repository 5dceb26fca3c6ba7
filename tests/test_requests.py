"""What a reply asks for on the spot, asks about and promises to find out."""

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
        ("Good morning.", None),
        ("", None),
    ],
)
def test_a_request_on_the_spot_is_told_from_one_for_later(reply: str, expected: str | None) -> None:
    assert requests.on_the_spot(reply) == expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("办什么都要身份证。", False),
        ("办什么业务都要身份证。", False),
        ("没什么事了。", False),
        ("没什么事，您慢走。", False),
        ("您叫什么名字？", False),
        ("您今天要办什么业务？", True),
        ("有什么能帮您的？", True),
        ("How can I help you?", True),
        ("What brings you here today?", True),
        ("Good morning.", False),
        ("", False),
    ],
)
def test_asking_what_they_have_come_for_is_noticed(reply: str, expected: bool) -> None:
    assert requests.asks_need(reply) is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("没什么，应该的。", False),
        ("那么，您带身份证来。", False),
        ("您带身份证了么。", True),
        ("您要办什么。", True),
        ("这么办就行。", False),
        ("您带身份证了吗", True),
        ("您带身份证了吗，还有照片", True),
        ("您是哪年来的", True),
        ("是不是要转到这里", True),
        ("您叫什么名字？", True),
        ("Is it yours?", True),
        ("请坐。", False),
        ("Please sign here.", False),
        ("", False),
    ],
)
def test_a_question_is_told_from_a_statement(reply: str, expected: bool) -> None:
    assert requests.asks(reply) is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("您带身份证了吗？", False),
        ("您是哪里人？", False),
        ("Do you have your passport?", False),
        ("您是说要转到这里，对吗？", True),
        ("您的意思是不想回去？", True),
        ("我跟您核对一下，是九年。", True),
        ("So you want a permit?", True),
        ("You mean the old one?", True),
        ("Let me check I understood.", True),
        ("请坐。", False),
        ("", False),
    ],
)
def test_saying_back_is_told_from_asking(reply: str, expected: bool) -> None:
    assert requests.checks(reply) is expected


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
