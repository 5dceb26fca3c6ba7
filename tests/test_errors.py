"""Errors come from one catalogue, in two languages."""

from __future__ import annotations

import copy
import pickle
import re
import string
from pathlib import Path

import pytest

import counterpart
from counterpart.errors import CATALOGUE, CounterpartError, user_language

SOURCE = Path(counterpart.__file__).parent


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", list(CATALOGUE))
def test_both_languages_of_an_error_tell_the_same(code: str) -> None:
    assert re.fullmatch(r"E[1-5]\d\d", code)
    assert set(CATALOGUE[code]) == {"zh", "en"}
    assert _names(CATALOGUE[code]["zh"]) == _names(CATALOGUE[code]["en"])


def test_every_error_that_is_raised_stands_in_the_catalogue() -> None:
    raised = {
        code
        for file in SOURCE.rglob("*.py")
        for code in re.findall(r'CounterpartError\(\s*"(\w+)"', file.read_text(encoding="utf-8"))
    }
    assert len(raised) > 10
    assert raised <= set(CATALOGUE)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is no scenario 'x'"), ("zh", "没有场景“x”")]
)
def test_the_message_is_filled_in_with_its_code(
    monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setenv("COUNTERPART_LANG", language)
    error = CounterpartError("E103", scenario="x", valid="a, b")
    assert str(error) == error.message(language)
    assert str(error).startswith("[E103]")
    assert words in str(error)
    assert "a, b" in str(error)


def test_braces_in_what_the_user_wrote_stay_as_they_are() -> None:
    error = CounterpartError("E103", scenario="{valid} {0} {", valid="a")
    assert "'{valid} {0} {'" in error.message("en")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"COUNTERPART_LANG": "zh"}, "zh"),
        ({"COUNTERPART_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "ZH_cn"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_users_language_is_chosen_or_that_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], expected: str
) -> None:
    for name in ("COUNTERPART_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert user_language() == expected


@pytest.mark.parametrize("again", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy])
def test_an_error_crosses_to_another_process(again: object) -> None:
    assert callable(again)
    error = again(CounterpartError("E103", scenario="x", valid="a"))
    assert error.message("en") == "[E103] There is no scenario 'x'. Valid: a."
