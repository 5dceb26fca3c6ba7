"""A reply is split into the clauses in which acts are found."""

from __future__ import annotations

import pytest

from counterpart import clauses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您好，请坐。", ["您好", "请坐"]),
        ("对不起！让您久等了……我马上办", ["对不起", "让您久等了", "我马上办"]),
        ("Good morning. Please sit down.", ["Good morning", "Please sit down"]),
        ("I'm sorry, let me check; one moment", ["I'm sorry", "let me check", "one moment"]),
        ("带身份证\n去三号窗口", ["带身份证", "去三号窗口"]),
        ("上午9:30来", ["上午9:30来"]),
        ("一共1,860元", ["一共1,860元"]),
        ("It costs 1,860 yuan.", ["It costs 1,860 yuan"]),
        ("材料不齐所以办不了", ["材料不齐", "所以办不了"]),
        (
            "We are closed because the system is down",
            ["We are closed", "because the system is down"],
        ),
        ("“您好”", ["您好"]),
        ("(Please wait)", ["Please wait"]),
        ("", []),
        (" \n\t", []),
        ("。。。！？", []),
    ],
)
def test_a_reply_is_split_at_its_joints(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in clauses.split(text)] == expected


def test_a_short_head_stays_with_what_follows() -> None:
    text = "那所以我说"
    assert [text[a:b] for a, b in clauses.split(text)] == [text]


@pytest.mark.parametrize("text", ["办" * 100_000, "好。" * 50_000, " " * 100_000])
def test_only_the_first_characters_of_a_long_reply_are_read(text: str) -> None:
    found = clauses.split(text)
    assert all(end <= clauses.MAX_CHARACTERS for _, end in found)
    assert found == clauses.split(text[: clauses.MAX_CHARACTERS])
