"""The interface's texts: none missing in either language, none unused, placeholders that agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from counterpart.moods import MOVES
from counterpart.people import ROLES
from counterpart.register import MODES
from counterpart.rubric.finding import STATUSES
from counterpart.rubric.smile_and_eye_contact import GESTURES
from counterpart.scenario import CHANNELS, LANGUAGES
from counterpart.web import hints, words

_HERE = Path(words.__file__).parent

# Keys that are put together while the app runs: their beginning -> the ends it may get.
_ENDS: dict[str, tuple[str, ...]] = {
    "status_": STATUSES,
    "gesture_": GESTURES,
    "role_": ROLES,
    "channel_": CHANNELS,
    "language_": LANGUAGES,
    "difficulty_": ("1", "2", "3"),
    "mode_": tuple(mode for mode in MODES if mode != "drill"),
    "hint_begin_": CHANNELS,
}
_WIDGET = "chat_"  # keys of the chat widget, which gets every one of them

Use = tuple[str, str, frozenset[str] | None]  # where, key, values given (None: not seen)


def _in_templates() -> Iterator[Use]:
    pages = Environment(loader=FileSystemLoader(_HERE / "templates"))
    for name in pages.list_templates():
        tree = pages.parse((_HERE / "templates" / name).read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                given = frozenset(pair.key for pair in call.kwargs)
                key = call.args[0]
                beginning = key.nodes[0] if isinstance(key, nodes.Concat) else key
                assert isinstance(beginning, nodes.Const), f"{name}:{call.lineno}"
                ends = _ENDS[beginning.value] if beginning is not key else ("",)
                yield from ((f"{name}:{call.lineno}", beginning.value + end, given) for end in ends)


def _in_code() -> Iterator[Use]:
    for file in sorted(_HERE.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            where = f"{file.name}:{getattr(node, 'lineno', 0)}"
            match node:
                case ast.Call(func=ast.Name(id="word"), args=[ast.Constant(value=key), *_]):
                    yield where, key, frozenset(str(pair.arg) for pair in node.keywords)
                case ast.Call(
                    func=ast.Name(id="word"),
                    args=[ast.JoinedStr(values=[ast.Constant(value=start), _]), *_],
                ):
                    yield from ((where, start + end, frozenset()) for end in _ENDS[start])
                case ast.Subscript(
                    value=ast.Call(func=ast.Name(id="table")), slice=ast.Constant(value=str(key))
                ):
                    yield where, key, None
    for key in hints._OF_MOVE.values():
        yield "hints.py", key, frozenset()


def _uses() -> list[Use]:
    return [*_in_templates(), *_in_code()]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_text_is_missing(language: str) -> None:
    missing = [
        f"{where}: {key}"
        for where, key, _ in _uses()
        if not words.table().get(key, {}).get(language)
    ]
    assert missing == []


def test_no_text_is_unused() -> None:
    used = {key for _, key, _ in _uses()}
    assert [key for key in words.table() if key not in used and not key.startswith(_WIDGET)] == []


def test_every_text_is_there_in_both_languages_and_in_no_other() -> None:
    wrong = {
        key: list(texts)
        for key, texts in words.table().items()
        if set(texts) != set(words.LANGUAGES)
    }
    assert wrong == {}
    assert [
        key for key, texts in words.table().items() if not all(t.strip() for t in texts.values())
    ] == []


def test_placeholders_agree_between_the_languages() -> None:
    differ = [
        key
        for key, texts in words.table().items()
        if len({frozenset(_placeholders(t)) for t in texts.values()}) != 1
    ]
    assert differ == []


def test_every_use_fills_the_placeholders() -> None:
    wrong = [
        f"{where}: {key}"
        for where, key, given in _uses()
        if given is not None and given != _placeholders(words.table()[key]["zh"])
    ]
    assert wrong == []


def test_hints_are_for_moves_that_exist() -> None:
    assert set(hints._OF_MOVE) <= set(MOVES)


def test_chinese_texts_hold_chinese_and_english_ones_none() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    names = {"other_language", "product"}  # a language goes by its own name
    assert [
        k for k, texts in words.table().items() if k not in names and han.search(texts["en"])
    ] == []
    plain = {"comma", "pin", "chat_stage", "chat_list_separator"}  # signs only
    assert [
        k for k, t in words.table().items() if k not in names | plain and not han.search(t["zh"])
    ] == []
