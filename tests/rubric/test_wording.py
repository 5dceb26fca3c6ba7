"""Better wordings keep what the trainee wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.acts import Span
from counterpart.rubric import wording
from tests.by_hand import span


@pytest.mark.parametrize(
    ("addition", "reply", "language", "expected"),
    [
        ("您好，", "请坐。", "zh", "您好，请坐。"),
        ("Good morning.", "Please sit.", "en", "Good morning. Please sit."),
        ("Good morning.", "  ", "en", "Good morning."),
        ("您好，", " 请坐 ", "zh", "您好，请坐"),
    ],
)
def test_words_are_put_in_front(addition: str, reply: str, language: str, expected: str) -> None:
    assert wording.before(addition, reply, language) == expected


@pytest.mark.parametrize(
    ("reply", "addition", "language", "expected"),
    [
        ("办好了", "您慢走。", "zh", "办好了。您慢走。"),
        ("办好了！", "您慢走。", "zh", "办好了！您慢走。"),
        ("Done", "Goodbye.", "en", "Done. Goodbye."),
        ("Is that all?", "Goodbye.", "en", "Is that all? Goodbye."),
        ("", "Goodbye.", "en", "Goodbye."),
        ("", "您慢走。", "zh", "您慢走。"),
    ],
)
def test_words_are_put_behind_a_closed_sentence(
    reply: str, addition: str, language: str, expected: str
) -> None:
    assert wording.after(reply, addition, language) == expected


@pytest.mark.parametrize(
    ("text", "cut", "by", "expected"),
    [
        ("您好，急什么急，请坐。", ["急什么急"], "", "您好，请坐。"),
        ("急什么急！请坐。", ["急什么急"], "", "请坐。"),
        ("急什么急，请坐，废话。", ["急什么急", "废话"], "我来看看", "我来看看，请坐"),
        ("Please sit, calm down.", ["calm down"], "all is well", "Please sit, all is well."),
        ("Calm down, please sit.", ["Calm down"], "all is well", "All is well, please sit."),
    ],
)
def test_words_are_replaced_once_and_the_rest_is_cut(
    text: str, cut: list[str], by: str, expected: str
) -> None:
    spans = [span(text, "taboo", words) for words in cut]
    assert wording.replaced(text, spans, by) == expected


@pytest.mark.parametrize(
    ("text", "cut"),
    [("Please sit, calm down.", "calm down"), ("Calm down. Please sit.", "Calm down")],
)
def test_a_cut_in_english_leaves_no_mark_alone(text: str, cut: str) -> None:
    left = wording.replaced(text, [span(text, "taboo", cut)], "")
    assert left.rstrip(".") == "Please sit"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("您好，您怎么不早问？现在不用回去。", "怎么不", "您好，现在不用回去。"),
        ("您记错了，现在不用回去。", "您记错", "现在不用回去。"),
        ("现在不用回去，您记错了。", "您记错", "现在不用回去"),
        ("You got it wrong: tenants get one.", "wrong", "Tenants get one."),
        ("No. You should have asked. tenants do.", "asked", "No. Tenants do."),
        ("Yes, you got it wrong - they do.", "wrong", "Yes, they do."),
        ("您记错了。", "您记错", ""),
    ],
)
def test_a_whole_clause_is_cut_and_what_follows_is_readable(
    text: str, words: str, expected: str
) -> None:
    assert wording.without_clauses(text, [span(text, "taboo", words)]) == expected


def test_a_reply_that_ends_in_a_comma_is_closed_with_one_mark() -> None:
    assert "，。" not in wording.after("办好了，", "您慢走。", "zh")


@st.composite
def _cuts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(alphabet="您好请坐ab ,，。.?", min_size=1, max_size=30))
    place = st.integers(0, len(text) - 1)
    ends = draw(st.lists(st.tuples(place, place), min_size=1, max_size=4))
    return text, [Span(min(a, b), max(a, b) + 1, "taboo") for a, b in ends]


@given(_cuts())
def test_every_letter_outside_the_cuts_is_kept_in_order(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    kept = [
        c
        for i, c in enumerate(text)
        if c.isalnum() and not any(s.start <= i < s.end for s in spans)
    ]
    assert [c for c in wording.replaced(text, spans, "") if c.isalnum()] == kept
