"""The fifteen acts, their spans, and the order of explanation and apology."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterpart.acts import ACTS, HARMFUL, LABELS, Span, has, spans_of, with_order

CODEBOOK = [
    "greeting",
    "please",
    "bare_command",
    "thanks",
    "apology",
    "empathy",
    "explanation",
    "explanation_first",
    "listening",
    "guidance",
    "ownership",
    "closing",
    "shirking",
    "taboo",
    "discrimination",
]


def test_the_acts_are_those_of_the_codebook_in_its_order() -> None:
    assert list(ACTS) == CODEBOOK


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_act_has_a_label_of_its_own(language: str) -> None:
    labels = LABELS[language]
    assert list(labels) == CODEBOOK
    assert len(set(labels.values())) == len(ACTS)


def test_the_harmful_acts_are_acts() -> None:
    assert set(ACTS) >= HARMFUL
    assert "apology" not in HARMFUL


def test_a_span_survives_being_written_and_read() -> None:
    span = Span(2, 5, "taboo", 0.731)
    assert Span.from_dict(span.as_dict()) == span


def test_a_span_without_confidence_is_certain() -> None:
    assert Span.from_dict({"start": 0, "end": 2, "act": "please"}).confidence == 1.0


def test_spans_are_chosen_by_act_in_the_order_of_the_text() -> None:
    spans = [Span(9, 12, "please"), Span(4, 6, "taboo"), Span(0, 2, "please")]
    assert spans_of(spans, "please") == [Span(0, 2, "please"), Span(9, 12, "please")]
    assert spans_of(spans, "taboo", "please") == sorted(spans)
    assert spans_of(spans, "thanks") == []


@pytest.mark.parametrize(
    ("acts", "expected"),
    [(("please",), True), (("thanks", "please"), True), (("thanks",), False), ((), False)],
)
def test_acts_are_found_or_not(acts: tuple[str, ...], expected: bool) -> None:
    assert has([Span(0, 2, "please")], *acts) is expected


EXPLAINS = Span(5, 9, "explanation", 0.8)
FIRST = Span(5, 9, "explanation_first", 0.8)


@pytest.mark.parametrize(
    ("spans", "grievance", "first"),
    [
        ([EXPLAINS], True, True),
        ([EXPLAINS, Span(12, 15, "apology")], True, True),
        ([EXPLAINS, Span(12, 15, "empathy")], True, True),
        ([Span(0, 3, "apology"), EXPLAINS], True, False),
        ([Span(0, 3, "empathy"), EXPLAINS], True, False),
        ([Span(0, 3, "greeting"), EXPLAINS], True, True),
        ([Span(0, 3, "apology"), EXPLAINS, Span(12, 15, "explanation")], True, False),
        ([EXPLAINS], False, False),
        ([Span(0, 3, "apology")], True, False),
        ([], True, False),
    ],
)
def test_explanation_comes_first_by_the_codebooks_rule(
    spans: list[Span], grievance: bool, first: bool
) -> None:
    ordered = with_order(spans, grievance)
    assert ordered == sorted([*spans, *([FIRST] if first else [])])


@pytest.mark.parametrize("grievance", [True, False])
def test_setting_the_order_twice_changes_nothing(grievance: bool) -> None:
    once = with_order([EXPLAINS, Span(12, 15, "apology")], grievance)
    assert with_order(once, grievance) == once


def test_a_stale_order_is_taken_away_when_there_is_no_grievance() -> None:
    assert with_order([EXPLAINS, FIRST], grievance=False) == [EXPLAINS]


def test_the_code_names_no_act_that_does_not_exist() -> None:
    source = Path(__file__).parent.parent / "counterpart" / "rubric"
    named = {
        act
        for file in source.glob("*.py")
        for call in re.findall(r"turn\.found\(([^)]*)\)", file.read_text(encoding="utf-8"))
        for act in re.findall(r'"(\w+)"', call)
    }
    assert named
    assert named <= set(ACTS)
