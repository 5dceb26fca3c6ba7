"""Sentence features are the same whoever asks, and never break."""

from __future__ import annotations

import numpy as np
import pytest

from counterpart import corpus
from counterpart.encoder import DIMENSIONS, Encoder, encoder


@pytest.fixture(scope="module")
def fresh() -> Encoder:
    """An encoder with a memory of its own and the model of the process's one."""
    encoder().encode(["您好"])
    made = Encoder()
    made._model = encoder()._model
    return made


@pytest.mark.parametrize("texts", [["您好"], ["Good morning", "您好", "🙂", "a" * 5000]])
def test_vectors_are_of_unit_length(texts: list[str]) -> None:
    vectors = encoder().encode(texts)
    assert vectors.shape == (len(texts), DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=0.01)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\0", "\ud800", "\u2028", "。"])
def test_texts_without_meaning_give_finite_numbers(text: str) -> None:
    assert np.isfinite(encoder().encode([text])).all()


def test_no_text_gives_no_row() -> None:
    assert encoder().encode([]).shape == (0, DIMENSIONS)


def test_near_meanings_lie_near_across_languages() -> None:
    zh, en, other = encoder().encode(["我需要带什么材料？", "What papers do I need?", "今天下雨"])
    assert zh @ en > zh @ other


def test_a_text_in_twice_gives_the_same_row_twice(fresh: Encoder) -> None:
    rows = fresh.encode(["请坐", "您好", "请坐"])
    assert np.array_equal(rows[0], rows[2])


def test_the_same_call_gives_the_same_numbers_whatever_was_asked_before(fresh: Encoder) -> None:
    texts = [reply.reply for reply in corpus.load()[:60]]
    batches = [texts[i : i + 3] for i in range(0, len(texts), 3)]
    fresh._cache.clear()
    first = [fresh.encode(batch) for batch in batches]
    fresh._cache.clear()
    fresh.encode(texts)
    for text in texts:
        fresh.encode([text])
    assert all(
        np.array_equal(fresh.encode(b), rows) for b, rows in zip(batches, first, strict=True)
    )


def test_company_changes_no_more_than_the_last_digit(fresh: Encoder) -> None:
    texts = [reply.reply for reply in corpus.load()[:60]]
    alone = np.vstack([fresh.encode([text]) for text in texts])
    assert np.abs(fresh.encode(texts) - alone).max() < 0.0002


def test_what_was_forgotten_is_encoded_again(
    fresh: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpart.encoder._CACHE_SIZE", 2)
    fresh._cache.clear()
    first = fresh.encode(["请坐"])
    for text in ("一", "二", "三"):
        fresh.encode([text])
    assert len(fresh._cache) == 2
    assert np.array_equal(fresh.encode(["请坐"]), first)
