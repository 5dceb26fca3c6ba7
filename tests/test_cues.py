"""Wordings that hint at an act."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart import cues
from counterpart.acts import ACTS


def test_every_learned_act_has_cues() -> None:
    assert set(ACTS) - {"explanation_first"} <= set(cues.CUE_NAMES)
    assert set(ACTS) >= cues.TRIMMED


@pytest.mark.parametrize(
    ("act", "text", "expected"),
    [
        ("please", "请坐", True),
        ("please", "麻烦您签字", True),
        ("please", "Would you mind waiting?", True),
        ("please", "在这里申请就行", False),
        ("please", "请假", False),
        ("please", "I'm pleased", False),
        ("greeting", "您好", True),
        ("greeting", "this way", False),
        ("thanks", "Thank you", True),
        ("apology", "对不起", True),
        ("apology", "I apologise", True),
    ],
)
def test_homographs_are_no_cue(act: str, text: str, expected: bool) -> None:
    assert bool(cues.CUES[act].search(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("請坐", "请坐"),
        ("銀行審檔", "银行审档"),
        ("Don’t worry", "Don't worry"),
        ("您好", "您好"),
        ("", ""),
    ],
)
def test_traditional_characters_and_curly_quotes_are_made_plain(text: str, expected: str) -> None:
    assert cues.plain(text) == expected


@given(st.text())
def test_a_plain_text_is_as_long_as_it_was(text: str) -> None:
    assert len(cues.plain(text)) == len(text)


def test_cues_are_reported_in_the_order_of_their_names() -> None:
    found = dict(zip(cues.CUE_NAMES, cues.present("您好"), strict=True))
    assert found["greeting"]
    assert found["second_person_polite"]
    assert not found["taboo"]
