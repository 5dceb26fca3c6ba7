"""JSON lines: one object a line, values as they are."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.export import jsonl


def _lines(*rows: dict[str, Any]) -> list[str]:
    out = io.StringIO(newline="")
    assert jsonl.write(rows, out) == len(rows)
    written = out.getvalue()
    assert written == "" or written.endswith("\n")
    return written.split("\n")[:-1]


@pytest.mark.parametrize(
    "text",
    [
        "您好",
        "a\nb",
        'a"b',
        "=1+1",
        "＝1+1",
        "+1",
        "-1",
        "@a",
        "\0",
        "\t",
        "\\",
        "🙂",
        "\u202e",
        "",
    ],
)
def test_a_row_comes_back_as_it_was(text: str) -> None:
    row = {"reply": text, "spans": [{"act": text}], "score": 0.5, "grade": None, "ended": True}
    [line] = _lines(row)
    assert json.loads(line) == row


def test_rows_keep_their_order() -> None:
    assert [json.loads(line)["turn"] for line in _lines(*({"turn": n} for n in range(5)))] == [
        0, 1, 2, 3, 4
    ]  # fmt: skip


def test_no_rows_make_an_empty_file() -> None:
    assert _lines() == []


def test_chinese_is_written_as_it_is_read() -> None:
    [line] = _lines({"reply": "您好"})
    assert "您好" in line


@given(st.dictionaries(st.text(max_size=5), st.one_of(st.text(), st.lists(st.text()), st.none())))
def test_any_row_is_one_line_that_comes_back(row: dict[str, Any]) -> None:
    [line] = _lines(row)
    assert json.loads(line) == row


def test_a_lone_surrogate_stops_no_export(tmp_path: Path) -> None:
    with (tmp_path / "talks.jsonl").open("w", encoding="utf-8") as out:
        assert jsonl.write([{"reply": "a\ud800"}], out) == 1
