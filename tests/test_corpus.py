"""The labelled replies that the tagger learns from."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from counterpart import corpus
from counterpart.acts import ACTS
from counterpart.errors import CounterpartError

LINE: dict[str, Any] = {
    "id": "x-1", "language": "zh", "citizen": None, "grievance": False, "first": True,
    "intent": "greet", "reply": "您好", "spans": [{"act": "greeting", "start": 0, "end": 2}],
}  # fmt: skip


def _write(folder: Path, *lines: str) -> Path:
    file = folder / "x.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_the_projects_replies_are_sound() -> None:
    replies = corpus.load()
    assert len(replies) > 1000
    assert max(Counter(reply.id for reply in replies).values()) == 1
    assert {reply.language for reply in replies} == {"zh", "en"}
    assert {act for reply in replies for act in reply.acts} == set(ACTS)
    assert all(reply.citizen for reply in replies if reply.grievance)


def test_the_projects_grievances_are_sound() -> None:
    found = corpus.grievances()
    assert len(found) > 300
    assert 0.2 < sum(found.values()) / len(found) < 0.9


def test_a_line_is_read_with_its_writer(tmp_path: Path) -> None:
    _write(tmp_path, json.dumps(LINE))
    [reply] = corpus.load(tmp_path)
    assert reply.writer == "x"
    assert reply.reply == "您好"
    assert reply.acts == {"greeting"}
    assert reply.first


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "second",
    [
        "{",
        "[]",
        "7",
        json.dumps({**LINE, "spans": [{"act": "hug", "start": 0, "end": 2}]}),
        json.dumps({**LINE, "spans": [{"act": "greeting", "start": 0, "end": 3}]}),
        json.dumps({**LINE, "spans": [{"act": "greeting", "start": 1, "end": 1}]}),
        json.dumps({**LINE, "spans": [{"act": "greeting", "start": -1, "end": 2}]}),
        json.dumps({**LINE, "spans": None}),
        json.dumps({k: v for k, v in LINE.items() if k != "intent"}),
    ],
)
def test_a_faulty_line_is_named_with_file_and_number(tmp_path: Path, second: str) -> None:
    file = _write(tmp_path, json.dumps(LINE), second)
    with pytest.raises(CounterpartError) as caught:
        corpus.load(tmp_path)
    assert caught.value.code == "E201"
    assert f"{file}:2:" in str(caught.value)


@pytest.mark.parametrize("lines", [['{"line": "a"}'], ["x"], ['["a", true]']])
def test_a_faulty_grievance_is_named(tmp_path: Path, lines: list[str]) -> None:
    _write(tmp_path, *lines)
    with pytest.raises(CounterpartError, match=r"E201.*1"):
        corpus.grievances(tmp_path)


def test_the_projects_formulas_are_sound() -> None:
    found = corpus.formulas()
    assert len(found) > 50
    assert all(text for text, _ in found)
    assert any(not acts for _, acts in found)


def test_formulas_are_read_with_their_acts(tmp_path: Path) -> None:
    file = tmp_path / "formulas.txt"
    file.write_text("# head\n\ngreeting please | 您好，请坐 | Hello\n- | 好\n", encoding="utf-8")
    both = frozenset({"greeting", "please"})
    assert corpus.formulas(file) == [("您好，请坐", both), ("Hello", both), ("好", frozenset())]


def test_a_formula_with_an_unknown_act_is_named(tmp_path: Path) -> None:
    file = tmp_path / "formulas.txt"
    file.write_text("greeting | 您好\nhug | 抱抱\n", encoding="utf-8")
    with pytest.raises(CounterpartError, match=r"E201.*2.*hug"):
        corpus.formulas(file)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CounterpartError, match="E202"):
        corpus.load(tmp_path)


@pytest.mark.parametrize("mark", ["\u2028", "\x85"])
def test_a_line_separator_inside_a_reply_is_part_of_it(tmp_path: Path, mark: str) -> None:
    given = {**LINE, "reply": f"您好{mark}请坐"}
    _write(tmp_path, json.dumps(given, ensure_ascii=False))
    [reply] = corpus.load(tmp_path)
    assert reply.reply == given["reply"]


def test_the_digest_follows_the_data(tmp_path: Path) -> None:
    _write(tmp_path, json.dumps(LINE))
    first = corpus.digest(tmp_path)
    assert corpus.digest(tmp_path) == first
    _write(tmp_path, json.dumps({**LINE, "first": False}))
    assert corpus.digest(tmp_path) != first
