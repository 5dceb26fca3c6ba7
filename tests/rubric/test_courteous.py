"""A bare command becomes a request in natural words, or nothing."""

from __future__ import annotations

import pytest

from counterpart.rubric import courteous

REQUESTS = [
    ("身份证拿来", "请您把身份证给我看一下"),
    ("号给我", "请您把号给我看一下"),
    ("赶紧填表", "请您填一下表"),
    ("把表填了", "请您把表填一下"),
    ("你先去复印", "请您先去复印"),
    ("去那边排队", "请您到那边排一下队"),
    ("旁边等着去", "请您到旁边稍等一下"),
    ("等着", "请您稍等一下"),
    ("坐下", "请坐"),
    ("说重点", "请您拣要紧的说"),
    ("手机号报一下", "请您报一下手机号"),
    ("名字给我", "请您报一下名字"),
    ("看镜头", "请您看一下镜头"),
    ("签这儿", "请您签在这儿"),
    ("没带就回去拿", "没带，就麻烦您回去拿"),
    ("叫你女朋友来", "请您叫您女朋友来"),
]
IN_ENGLISH = [
    ("Sign here", "Could you sign here, please?"),
    ("Just wait there", "Could you wait there, please?"),
    ("You have to fill this in", "Could you fill this in, please?"),
    ("Passport", "Could I have your passport, please?"),
    ("Give me the form", "Could I have the form, please?"),
    ("Don't move", "please don't move"),
    ("Sit down over there", "please have a seat over there"),
    ("Next", "Who's next, please?"),
]
NO_REQUEST = [
    ("zh", "让开"), ("zh", "回去叫个有文化的来"), ("zh", "找派出所去"), ("zh", "请坐"), ("zh", "自己看去"),
    ("zh", "照片指纹这儿采"), ("zh", ""), ("en", "Hurry up"), ("en", "Try upstairs"),
    ("en", "Bring someone educated"), ("en", "On the app or here"), ("en", "Please sit"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "request_"), REQUESTS)
def test_a_command_in_chinese_becomes_a_request(words: str, request_: str) -> None:
    assert courteous.request(words, "zh") == request_


@pytest.mark.parametrize(("words", "request_"), IN_ENGLISH)
def test_a_command_in_english_becomes_a_request(words: str, request_: str) -> None:
    assert courteous.request(words, "en") == request_


def test_within_a_sentence_a_request_is_no_question() -> None:
    assert courteous.request("sign here", "en", whole=False) == "please sign here"


@pytest.mark.parametrize(("language", "words"), NO_REQUEST)
def test_what_no_courtesy_word_would_mend_is_left(language: str, words: str) -> None:
    assert courteous.request(words, language) == ""


@pytest.mark.parametrize(
    ("words", "language", "asked"),
    [
        ("身份证、户口本", "zh", "请您带上身份证、户口本"),
        ("Passport and bank card", "en", "Please bring your passport and bank card"),
        ("去三楼", "zh", ""),
        ("Upstairs", "en", ""),
    ],
)
def test_bare_names_of_papers_are_asked_for(words: str, language: str, asked: str) -> None:
    assert courteous.bring(words, language) == asked


@pytest.mark.parametrize(
    ("words", "hurries"),
    [("快点", True), ("赶紧的", True), ("Be quick", True), ("快点填表", False)],
)
def test_haste_alone_is_told_from_a_command(words: str, hurries: bool) -> None:
    assert courteous.hurries(words) is hurries
