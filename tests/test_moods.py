"""The citizen's moods and moves have names, labels and words."""

from __future__ import annotations

import pytest

from counterpart.moods import (
    ENDINGS,
    FROM_FIELDS,
    LINE_MOVES,
    MOOD_LABELS,
    MOODS,
    MOVES,
    NEAREST,
)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_mood_has_a_label(language: str) -> None:
    assert list(MOOD_LABELS[language]) == list(MOODS)
    assert len(set(MOOD_LABELS[language].values())) == len(MOODS)


def test_every_mood_falls_back_to_words_for_any_mood() -> None:
    assert set(NEAREST) == set(MOODS)
    assert all("any" in near and set(near) <= {*MOODS, "any"} for near in NEAREST.values())


def test_moves_have_their_words_in_one_place() -> None:
    assert len(set(MOVES)) == len(MOVES)
    assert set(LINE_MOVES) | FROM_FIELDS == set(MOVES)
    assert not set(LINE_MOVES) & FROM_FIELDS
    assert set(ENDINGS) <= set(LINE_MOVES)
