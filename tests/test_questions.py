"""What each question of a reply is about."""

from __future__ import annotations

import pytest

from counterpart import questions

KINDS = [
    ("您带身份证了么。", ["case"]),
    ("您叫什么名字？", ["case"]),
    ("您是哪年来的", ["case"]),
    ("是不是要转到这里", ["case"]),
    ("您带身份证了吗，还有照片", ["case"]),
    ("哪年来的，您还记得吗？", ["case"]),
    ("What do you earn, do you know?", ["case"]),
    ("您贵姓？今年多大？", ["case", "case"]),
    ("在哪儿交的，交了几年？", ["case", "case"]),
    ("请报一下手机号。", ["case"]),
    ("Is it yours?", ["case"]),
    ("Where do you live", ["case"]),
    ("身份证？", ["echo"]),
    ("一晚上没睡？", ["echo"]),
    ("给您约上门，好不好？", ["consent"]),
    ("Shall we do it now?", ["consent"]),
    ("您听清楚了吗？", ["understood"]),
    ("要不要我再说一遍？", ["understood"]),
    ("Is that clear?", ["understood"]),
    ("您还有什么要问的吗？", ["more"]),
    ("您哪里不清楚呢？", ["more"]),
    ("您刚才问我什么来着？", ["more"]),
    ("Any other questions?", ["more"]),
    ("我哪句话得罪您了？", ["worry"]),
    ("您担心什么？", ["worry"]),
    ("What's the matter?", ["worry"]),
    ("您要办什么。", ["need"]),
    ("How can I help you?", ["need"]),
    ("您在宁波交了九年，对吗？", ["check"]),
    ("跑什么跑？", ["rhetorical"]),
    ("没户口簿你愁什么，现在又不要那个。", ["rhetorical"]),
    ("您还在别的地方交过没有？", ["case"]),
    ("没什么，应该的。", []),
    ("那么，您带身份证来。", []),
    ("这么办就行。", []),
    ("请坐。", []),
    ("Please sign here.", []),
    ("", []),
]


@pytest.mark.parametrize(("reply", "expected"), KINDS)
def test_a_question_is_known_by_what_it_is_about(reply: str, expected: list[str]) -> None:
    assert [found.kind for found in questions.find(reply)] == expected


def test_every_kind_has_a_question_here() -> None:
    assert {kind for _, kinds in KINDS for kind in kinds} == set(questions.KINDS)


@pytest.mark.parametrize(
    ("reply", "marked"),
    [
        ("哪儿交的，交了几年？", [True, True]),
        ("您要办什么。", [False]),
        ("请报一下手机号，好吗？", [True, True]),
    ],
)
def test_a_question_mark_or_tell_me_makes_a_question_sure(reply: str, marked: list[bool]) -> None:
    assert [found.marked for found in questions.find(reply)] == marked


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
    assert questions.asks_need(reply) is expected


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
    assert questions.checks(reply) is expected
