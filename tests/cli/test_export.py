"""``counterpart export`` writes the talks of a database."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from counterpart.transcript import FIELDS
from tests.by_hand import counterpart

pytestmark = pytest.mark.usefixtures("english")
DAY = 86_400.0
NOON = 1_764_000_000.0  # 2025-11-24 16:00 UTC


def _events(scenario: str, time: float, *replies: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = [
        {"event": "slot", "name": "session", "value": {"scenario": scenario}, "timestamp": time}
    ]
    for number, text in enumerate(replies):
        made += [
            {"event": "user", "text": text, "message_id": str(number), "timestamp": time},
            {"event": "bot", "text": f"a{number}", "timestamp": time},
        ]
    return made


def _database(folder: Path, talks: dict[str, list[dict[str, Any]]]) -> str:
    file = folder / "talks.db"
    with sqlite3.connect(file) as connection:
        connection.execute(
            "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, "
            "timestamp FLOAT, intent_name TEXT, action_name TEXT, data TEXT)"
        )
        connection.executemany(
            "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)",
            [
                (sender, event["event"], event["timestamp"], json.dumps(event))
                for sender, events in talks.items()
                for event in events
            ],
        )
    connection.close()
    return f"sqlite:///{file}"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database with two talks, two days apart."""
    return _database(tmp_path, {
        "old": _events("pension-transfer", NOON - 2 * DAY, "您好", "=1+1"),
        "new": _events("tax-settlement-en", NOON, "Good morning"),
    })  # fmt: skip


def _export(url: str, *arguments: str) -> Result:
    return counterpart("export", "--database-url", url, *arguments)


def _rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_turn_of_every_talk_is_a_row_oldest_first(url: str) -> None:
    result = _export(url)
    assert result.exit_code == 0
    rows = _rows(result)
    assert [(row["talk"], row["turn"], row["reply"]) for row in rows] == [
        ("old", 1, "您好"), ("old", 2, "=1+1"), ("new", 1, "Good morning"),
    ]  # fmt: skip
    assert all(tuple(row) == FIELDS for row in rows)


@pytest.mark.parametrize(
    ("arguments", "talks"),
    [
        (["--scenario", "pension-transfer"], {"old"}),
        (["--scenario", "none"], set()),
        (["--since", "2025-11-24"], {"new"}),
        (["--since", "2025-11-22T00:00"], {"old", "new"}),
        (["--since", "2025-11-24T15:59:00Z"], {"new"}),
        (["--since", "2030-01-01"], set()),
        (["--since", "2025-11-24", "--scenario", "pension-transfer"], set()),
    ],
)
def test_talks_are_chosen_by_time_and_scenario(
    url: str, arguments: list[str], talks: set[str]
) -> None:
    result = _export(url, *arguments)
    assert result.exit_code == 0
    assert {row["talk"] for row in _rows(result)} == talks


def test_csv_is_written_for_a_spreadsheet(url: str, tmp_path: Path) -> None:
    file = tmp_path / "talks.csv"
    result = _export(url, "--format", "csv", "-o", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["reply"] for row in rows] == ["您好", "'=1+1", "Good morning"]


def test_csv_on_standard_output_keeps_its_line_ends(url: str) -> None:
    result = _export(url, "--format", "csv")
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert result.stdout_bytes.count(b"\r\n") == 4
    assert b"\r\r\n" not in result.stdout_bytes


@pytest.mark.parametrize("time", ["yesterday", "2025-13-01", ""])
def test_a_time_that_is_not_understood_is_named_with_the_right_form(url: str, time: str) -> None:
    result = _export(url, "--since", time)
    assert result.exit_code == 2
    assert f"[E406] The time '{time}'" in result.stderr
    assert "2026-11-23" in result.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_database_without_talks_gives_no_rows(tmp_path: Path, form: str) -> None:
    (tmp_path / "empty.db").touch()
    result = _export(f"sqlite:///{tmp_path / 'empty.db'}", "--format", form)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == (1 if form == "csv" else 0)


def test_an_unknown_format_is_named_with_the_valid_ones(url: str) -> None:
    result = _export(url, "--format", "xlsx")
    assert result.exit_code == 2
    assert "jsonl" in result.stderr


@pytest.mark.parametrize("text", ["/restart", '/intent{"a":"b"}', "'; DROP TABLE events; --", "\0"])
def test_odd_replies_are_exported_as_they_are(tmp_path: Path, text: str) -> None:
    [row] = _rows(_export(_database(tmp_path, {"t": _events("s", NOON, text)})))
    assert row["reply"] == text


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_lone_surrogate_stops_no_export(tmp_path: Path, form: str) -> None:
    events = {"a": _events("s", NOON, "a\ud800"), "b": _events("s", NOON, "您好")}
    result = _export(_database(tmp_path, events), "--format", form)
    assert result.exit_code == 0
    assert "您好" in result.stdout


def test_a_mistyped_file_is_named_and_not_created(tmp_path: Path) -> None:
    result = _export(f"sqlite:///{tmp_path / 'tlaks.db'}")
    assert result.exit_code == 2
    assert "tlaks.db" in result.stderr
    assert not (tmp_path / "tlaks.db").exists()


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////no/such/folder/talks.db"])
def test_a_database_that_cannot_be_opened_is_named(url: str) -> None:
    result = _export(url)
    assert result.exit_code == 2
    assert url in result.stderr
