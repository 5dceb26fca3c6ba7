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
    REACTIONS,
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
    assert set(LINE_MOVES) | FROM_FIELDS == {*MOVES, *REACTIONS}
    assert len(set(LINE_MOVES)) == len(LINE_MOVES)
    assert not set(LINE_MOVES) & FROM_FIELDS
    assert set(ENDINGS) <= set(LINE_MOVES)


def test_a_reaction_is_no_move_and_has_words_of_its_own() -> None:
    assert not set(REACTIONS) & set(MOVES)
    assert set(REACTIONS) <= set(LINE_MOVES)


def test_every_ending_has_a_cause_of_its_own() -> None:
    assert set(ENDINGS) <= set(MOVES)
    assert len(set(ENDINGS.values())) == len(ENDINGS)
