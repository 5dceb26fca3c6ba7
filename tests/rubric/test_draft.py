"""A reply that is taken apart and mended stays readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.acts import Span
from counterpart.rubric.draft import Draft
from tests.by_hand import span


@given(st.text(alphabet="您好请坐ab ,，。.?（）*", max_size=40))
def test_a_draft_that_nobody_mends_is_the_reply(text: str) -> None:
    assert (
        Draft(text, "zh").text() == text.strip().rstrip("，,；;：:、–—- ").rstrip()
        or not text.strip()
    )


@pytest.mark.parametrize(
    ("text", "cut", "left"),
    [
        ("您好，急什么急，请坐。", ["急什么急"], "您好，请坐。"),
        ("急什么急！请坐。", ["急什么急"], "请坐。"),
        ("您记错了，现在不用回去。", ["您记错"], "现在不用回去。"),
        ("现在不用回去，您记错了。", ["您记错"], "现在不用回去。"),
        ("急什么急，但是可以办。", ["急什么急"], "可以办。"),
        ("您再嚷，我叫保安。请坐。", ["我叫保安"], "请坐。"),
        ("Please sit, calm down.", ["calm down"], "Please sit."),
        ("Calm down. please sit.", ["Calm down"], "Please sit."),
        ("You got it wrong: tenants get one.", ["wrong"], "Tenants get one."),
        ("Calm down, and sign here.", ["Calm down"], "Sign here."),
        ("Sit. Hurry up, please.", ["Hurry up"], "Sit."),
        ("您记错了。", ["您记错"], ""),
    ],
)
def test_a_whole_clause_is_cut_with_what_leans_on_it(text: str, cut: list[str], left: str) -> None:
    draft = Draft(text, "en" if text.isascii() else "zh")
    draft.cut([span(text, "taboo", words) for words in cut])
    assert draft.text() == left


def test_words_that_do_good_are_kept_out_of_a_clause_that_is_cut() -> None:
    text = "您好急什么急。请坐。"
    draft = Draft(text, "zh")
    draft.cut([span(text, "taboo", "急什么急")], [span(text, "greeting", "您好")])
    assert draft.text() == "您好。请坐。"


@pytest.mark.parametrize(
    ("text", "old", "new", "better"),
    [
        ("急什么急？请坐。", "急什么急", "我来帮您", "我来帮您。请坐。"),
        ("您好，急什么急！", "急什么急", "我来帮您", "您好，我来帮您。"),
        ("急什么急请您坐下。", "急什么急", "我来帮您", "我来帮您，请您坐下。"),
        ("Sure, no passport, goodbye.", "no passport", "Bring it.", "Sure. Bring it. Goodbye."),
        ("no passport", "no passport", "bring it", "Bring it."),
    ],
)
def test_new_words_take_the_place_of_a_clause(text: str, old: str, new: str, better: str) -> None:
    draft = Draft(text, "en" if text.isascii() else "zh")
    draft.put([span(text, "taboo", old)], new)
    assert draft.text() == better


@pytest.mark.parametrize(
    ("text", "number", "words", "better"),
    [
        ("您好，请坐。", 1, "久等了。", "您好，久等了。请坐。"),
        ("Hello, please sit.", 1, "Sorry.", "Hello. Sorry. Please sit."),
        ("办好了", 9, "您慢走。", "办好了。您慢走。"),
        ("", 0, "Goodbye.", "Goodbye."),
    ],
)
def test_a_sentence_is_put_in(text: str, number: int, words: str, better: str) -> None:
    draft = Draft(text, "en" if text.isascii() and text else ("zh" if text else "en"))
    draft.insert(number, words)
    assert draft.text() == better


def test_a_stage_direction_is_no_clause() -> None:
    assert [piece.text for piece in Draft("（叹气）您说。", "zh").pieces] == ["您说"]


@st.composite
def _cuts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(alphabet="您好请坐ab ,，。.?", min_size=1, max_size=30))
    place = st.integers(0, len(text) - 1)
    ends = draw(st.lists(st.tuples(place, place), min_size=1, max_size=4))
    return text, [Span(min(a, b), max(a, b) + 1, "taboo") for a, b in ends]


@given(_cuts())
def test_every_letter_of_the_clauses_that_are_not_cut_is_kept_in_order(
    case: tuple[str, list[Span]],
) -> None:
    text, spans = case
    draft = Draft(text, "zh")
    held = draft.holding(spans)
    kept = "".join(p.text for n, p in enumerate(draft.pieces) if n not in held)
    draft.cut(spans)
    left = [c for c in draft.text() if c.isalnum()]
    assert [c.lower() for c in left] == [c.lower() for c in kept if c.isalnum()]
