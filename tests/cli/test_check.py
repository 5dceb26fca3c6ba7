"""``counterpart check`` reports every fault of every file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from counterpart import scenario
from tests.by_hand import SOUND, counterpart

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A sound file."""
    file = tmp_path / "good.yml"
    file.write_text(SOUND, encoding="utf-8")
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A file with three faults."""
    file = tmp_path / "bad.yml"
    text = SOUND.replace("language: en", "language: fr").replace("window: Traffic\n", "")
    file.write_text(text.replace("  after: 2", "  after: 0"), encoding="utf-8")
    return file


def _check(*arguments: str | Path) -> Result:
    return counterpart("check", *arguments)


def test_a_sound_file_is_said_to_be_sound(good: Path) -> None:
    result = _check(good)
    assert result.exit_code == 0
    assert result.stdout == f"{good}: no faults\n"


def test_without_files_the_projects_scenarios_are_checked() -> None:
    result = _check()
    assert result.exit_code == 0
    assert result.stdout.count("no faults") == len(scenario.files())


def test_every_fault_is_a_line_with_file_line_field_cause_and_choices(bad: Path) -> None:
    result = _check(bad)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    assert all(line.startswith(f"[E102] {bad}:") for line in lines)
    assert lines[0] == f"[E102] {bad}:1: field 'window': is missing. Valid: text."
    assert "'fr' is not a choice. Valid: zh, en" in lines[1]


def test_a_fault_in_one_file_does_not_hide_the_others(good: Path, bad: Path) -> None:
    result = _check(bad, good)
    assert result.exit_code == 1
    assert f"{good}: no faults" in result.stdout
    assert str(bad) in result.stdout


def test_a_program_gets_one_object_a_file(good: Path, bad: Path) -> None:
    result = _check("--json", good, bad)
    assert result.exit_code == 1
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == {"file": str(good), "faults": []}
    assert second["file"] == str(bad)
    assert len(second["faults"]) == 3
    assert all(
        set(fault) == {"file", "line", "field", "cause", "valid"} for fault in second["faults"]
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id: a\nb: [\n", "E101"),
        ("id: a\n\tb: c\n", "line 2"),
        (b"id: \xd1\xf8", "UTF-8"),
        (None, "E105"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: str | bytes | None, words: str
) -> None:
    file = tmp_path / "broken.yml"
    if content is not None:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    result = _check(file)
    assert result.exit_code == 1
    assert words in result.stdout
    assert str(file) in result.stdout


@pytest.mark.parametrize("content", ["", "- a\n", "words\n"])
def test_a_file_that_is_no_mapping_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "broken.yml"
    file.write_text(content, encoding="utf-8")
    result = _check(file)
    assert result.exit_code == 1
    assert f"{file}:1" in result.stdout
    assert "id, language" in result.stdout


def test_faults_are_told_in_chinese_to_a_chinese_user(
    bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERPART_LANG", "zh")
    assert "缺少" in _check(bad).stdout
