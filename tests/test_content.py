"""What a text names and denies, by its words alone."""

from __future__ import annotations

import pytest

from counterpart import content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by 30 June", {(30.0, "june")}),
        ("by June 30", {(30.0, "june")}),
        ("the 1st of March", {(1.0, "march")}),
        ("by June 30th or in July", {(30.0, "june"), (0.0, "july")}),
        ("in June", {(0.0, "june")}),
        ("不是十五天", set()),
        ("not 15 days", set()),
        ("十五天不够", set()),
        ("三号窗口", set()),
        ("十五个工作日", {(15.0, "工作日")}),
        ("15个工作日", {(15.0, "工作日")}),
        ("一百二十元", {(120.0, "元")}),
        ("一千零五块", {(1005.0, "元")}),
        ("三十块钱", {(30.0, "元")}),
        ("工本费20", {(20.0, "元")}),
        ("两万元", {(20_000.0, "元")}),
        ("半年", {(0.5, "年")}),
        ("1,860 yuan", {(1860.0, "元")}),
        ("20k", {(20_000.0, "元")}),
        ("5%", {(5.0, "%")}),
        ("10 percent", {(10.0, "%")}),
        ("15 working days", {(15.0, "working day")}),
        ("5月10日", {(5.0, "月"), (10.0, "天")}),
        ("", set()),
    ],
)
def test_numbers_are_read_with_their_units_and_not_where_they_are_denied(
    text: str, expected: set[content.Number]
) -> None:
    assert content.numbers(text) == expected


@pytest.mark.parametrize("text", ["一" + "万" * 100 + "天", "9" * 400 + "天", "1" * 400 + "k"])
def test_an_absurd_number_is_a_number(text: str) -> None:
    assert all(value >= 0 for value, _ in content.numbers(text))


@pytest.mark.parametrize(
    ("text", "asked", "named"),
    [
        ("户口本不用，带身份证", {"份证"}, {"口本", "份证"}),
        ("不用带身份证", set(), {"份证"}),
        ("身份证就免了", set(), {"份证"}),
        ("the contract isn't needed", set(), {"contract"}),
        ("no photo", set(), {"photo"}),
        ("带护照", {"护照"}, {"护照"}),
        ("不用带护照", set(), {"护照"}),
        ("不用证明", set(), {"证明"}),
        ("要户口本和结婚证", {"口本", "婚证"}, {"口本", "婚证"}),
        ("a passport and two photos", {"passport", "photo"}, {"passport", "photo"}),
        ("表示感谢", set(), set()),
        ("您方便就好", set(), set()),
        ("", set(), set()),
    ],
)
def test_documents_are_asked_for_or_only_named(text: str, asked: set[str], named: set[str]) -> None:
    assert content.documents(text) == asked
    assert content.documents(text, denied_too=True) == named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("别着急", 0),
        ("没问题", 0),
        ("不好意思", 0),
        ("是不是要带", 0),
        ("don't worry", 0),
        ("not only that", 0),
        ("不用担心，不用带", 1),
        ("don't worry, don't bring it", 1),
        ("不用带，也不收钱", 2),
        ("You need not bring it.", 1),
        ("带身份证", 0),
        ("", 0),
    ],
)
def test_set_phrases_that_deny_nothing_are_no_denials(text: str, expected: int) -> None:
    assert content.denials(text) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("不用户口本，带身份证", "身份证", False),
        ("身份证要带，户口本不用", "身份证", False),
        ("不用身份证", "身份证", True),
        ("身份证不用带", "身份证", True),
        ("You don't need a passport", "passport", True),
        ("A passport isn't needed", "Passport", True),
        ("Bring your passport", "passport", False),
        ("不用户口本", "身份证", False),
    ],
)
def test_a_word_is_denied_by_what_stands_beside_it(text: str, word: str, expected: bool) -> None:
    assert content.denied(text, word) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("还得再交一张", True), ("you must also pay", True), ("带身份证就行", False), ("", False)],
)
def test_what_asks_for_more_is_noticed(text: str, expected: bool) -> None:
    assert (content.demands(text) > 0) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("不过要等", True), ("free, but not today", True), ("好的", False), ("", False)],
)
def test_a_but_is_noticed(text: str, expected: bool) -> None:
    assert content.turns(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您不用回宁波", False),
        ("you needn't go to the bank", False),
        ("回头见", False),
        ("回答一下", False),
        ("您得回宁波办", True),
        ("去二楼申请", True),
        ("go to the bank", True),
        ("就在这儿办", False),
        ("", False),
    ],
)
def test_being_sent_somewhere_is_noticed(text: str, expected: bool) -> None:
    assert content.elsewhere(text) is expected


@pytest.mark.parametrize(
    ("text", "charges", "free"),
    [
        ("不收手续费", False, True),
        ("不用交钱", False, True),
        ("no fee", False, True),
        ("要交工本费", True, False),
        ("手续费五十", True, False),
        ("there is a fee", True, False),
        ("全程免费", False, True),
        ("it's free", False, True),
        ("请坐", False, False),
        ("", False, False),
    ],
)
def test_a_fee_is_told_from_what_is_free(text: str, charges: bool, free: bool) -> None:
    assert content.charges(text) is charges
    assert content.is_free(text) is free
