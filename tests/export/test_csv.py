"""CSV opens right in a spreadsheet, and no cell becomes a formula."""

from __future__ import annotations

import csv as reader
import io
from pathlib import Path
from typing import Any

import pytest

from counterpart.export import csv
from counterpart.transcript import FIELDS


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("", ""),
        ("您好", "您好"),
        (True, "true"),
        (False, "false"),
        (5, "5"),
        (-15.0, "-15.0"),
        (0.5, "0.5"),
        ([], ""),
        (["please", "thanks"], "please | thanks"),
        ({"a": "您"}, '{"a": "您"}'),
        ([{"act": "please"}], '[{"act": "please"}]'),
        ("a\0b", "a\ufffdb"),
        ("2 + 2 = 4", "2 + 2 = 4"),
    ],
)
def test_a_value_becomes_the_text_of_a_cell(value: Any, expected: str) -> None:
    assert csv.cell(value) == expected


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
@pytest.mark.parametrize("ahead", ["", " ", "  ", "\u3000", " \u3000"])
def test_a_text_like_a_formula_is_made_harmless(mark: str, ahead: str) -> None:
    text = f"{ahead}{mark}cmd|' /C calc'!A0"
    assert csv.cell(text) == "'" + text
    assert csv.cell([text, "b"]) == f"'{text} | b"


def _rows(*texts: str) -> str:
    out = io.StringIO(newline="")
    assert csv.write([{"reply": text, "turn": 1} for text in texts], out) == len(texts)
    return out.getvalue()


def test_the_file_begins_with_a_byte_order_mark_and_the_fields() -> None:
    assert _rows() == "\ufeff" + ",".join(FIELDS) + "\r\n"


@pytest.mark.parametrize(
    "text",
    ["a,b", 'say "您好"', "one\ntwo", "one\r\ntwo", "a;b", "'quoted'", "\u2028", " blank ", "🙂"],
)
def test_a_reply_comes_back_as_it_was(text: str) -> None:
    written = _rows(text, "next").removeprefix(csv.BOM)
    rows = list(reader.DictReader(io.StringIO(written, newline="")))
    assert [row["reply"] for row in rows] == [text, "next"]
    assert set(rows[0]) == set(FIELDS)


def test_a_field_that_is_not_there_is_an_empty_cell() -> None:
    written = _rows("您好").removeprefix(csv.BOM)
    [row] = reader.DictReader(io.StringIO(written, newline=""))
    assert row["talk"] == ""
    assert row["turn"] == "1"


def test_a_lone_surrogate_stops_no_export(tmp_path: Path) -> None:
    with (tmp_path / "talks.csv").open("w", encoding="utf-8", newline="") as out:
        assert csv.write([{"reply": "a\ud800"}], out) == 1
