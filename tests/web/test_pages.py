"""The macros of the pages: marks over code points, stars, bars, labelled inputs."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from counterpart.errors import CounterpartError
from counterpart.web import words

_TEMPLATES = Path(words.__file__).parent / "templates"


def _macros(language: str = "en") -> Any:
    pages = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    t = functools.partial(words.word, language=language)
    return pages.get_template("macros.html").make_module({"t": t, "lang": language})


def _span(start: int, end: int, name: str, harmful: bool = False) -> dict[str, Any]:
    return {"start": start, "end": end, "act": name, "name": name, "harmful": harmful}


def _marked(reply: str, *spans: dict[str, Any]) -> str:
    return str(_macros().marked(reply, list(spans)))


def test_a_reply_without_acts_is_itself() -> None:
    assert _marked("您好") == "您好"


def test_words_are_marked_and_named_where_they_end() -> None:
    assert _marked("您好，请坐", _span(0, 2, "greeting"), _span(3, 4, "please")) == (
        '<mark>您好</mark><span class="act">greeting</span>，'
        '<mark>请</mark><span class="act">please</span>坐'
    )


def test_spans_count_code_points() -> None:
    marked = _marked("🙂🙂您好 e\u0301", _span(2, 4, "greeting"))
    assert marked == '🙂🙂<mark>您好</mark><span class="act">greeting</span> e\u0301'


def test_overlapping_acts_are_each_named_once() -> None:
    marked = _marked("abcdef", _span(0, 4, "one"), _span(2, 6, "two", harmful=True))
    assert marked == (
        '<mark>ab</mark><mark class="harmful">cd</mark><span class="act">one</span>'
        '<mark class="harmful">ef</mark><span class="act harmful">two</span>'
    )


def test_one_act_within_another_and_two_of_the_same_words() -> None:
    marked = _marked("abcd", _span(0, 4, "outer"), _span(1, 2, "inner"), _span(0, 4, "same"))
    assert re.sub(r"<span.*?</span>|</?mark.*?>", "", marked) == "abcd"
    assert re.findall(r">(\w+)</span>", marked) == ["inner", "outer", "same"]


def test_what_a_trainee_types_stays_text() -> None:
    marked = _marked('<b>"&', _span(0, 3, "greeting"))
    assert marked == '<mark>&lt;b&gt;</mark><span class="act">greeting</span>&#34;&amp;'


@pytest.mark.parametrize(("grade", "shown"), [(1, "★☆☆☆☆"), (5, "★★★★★")])
def test_stars_have_a_name(grade: int, shown: str) -> None:
    found = str(_macros().stars(grade))
    assert shown in found
    assert f'aria-label="{grade} of 5 stars"' in found


def test_a_bar_is_as_long_as_its_share() -> None:
    assert '<rect class="fill" width="37.5"' in str(_macros().bar(0.375))
    assert str(_macros().percent(0.375)) == "38 %"


def test_a_score_that_is_missing_is_said_so() -> None:
    assert str(_macros("zh").points(86.5)) == "86.5 分"
    assert str(_macros("zh").points(None)) == "没有成绩"


@pytest.mark.parametrize(("code", "tied"), [("E502", True), ("E511", False)])
def test_an_input_is_tied_to_the_fault_that_concerns_it(code: str, tied: bool) -> None:
    found = str(
        _macros().field(
            "code",
            "Class code",
            "A<",
            "Six letters",
            CounterpartError(code),
            ("E502",),
            maxlength=12,
        )
    )
    assert ("aria-invalid" in found) is tied
    assert (' aria-describedby="code-hint fault"' in found) is tied
    assert ' aria-describedby="code-hint' in found
    assert '<label for="code">Class code</label>' in found
    assert 'value="A&lt;"' in found
    assert 'maxlength="12"' in found
