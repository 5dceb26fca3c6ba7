"""The secret that the servers share."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from counterpart import paths
from counterpart.secret import matches, shared_secret


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of the test's own in the place of ``.counterpart``."""
    folder = tmp_path / "state"
    monkeypatch.setattr(paths, "STATE", folder)
    monkeypatch.delenv("COUNTERPART_SECRET", raising=False)
    return folder


def test_a_secret_is_made_once_and_kept_from_others(state: Path) -> None:
    made = shared_secret()
    assert len(made) >= 32
    assert shared_secret() == made
    assert stat.S_IMODE((state / "secret").stat().st_mode) == 0o600


def test_the_environment_wins_and_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    monkeypatch.setenv("COUNTERPART_SECRET", "from outside")
    assert shared_secret() == "from outside"
    assert not state.exists()


def test_white_space_around_a_secret_in_the_file_is_not_part_of_it(state: Path) -> None:
    state.mkdir()
    (state / "secret").write_text("abc\n", encoding="utf-8")
    assert shared_secret() == "abc"


@pytest.mark.parametrize("offered", [None, "", "ab", "abcd", "ABC", "口令", "abc\0"])
def test_only_the_secret_itself_matches(state: Path, offered: str | None) -> None:
    state.mkdir()
    (state / "secret").write_text("abc", encoding="utf-8")
    assert matches("abc")
    assert not matches(offered)


@pytest.mark.parametrize("content", ["", "\n"])
@pytest.mark.parametrize("offered", [None, ""])
def test_an_empty_secret_file_opens_no_door(state: Path, content: str, offered: str | None) -> None:
    state.mkdir()
    (state / "secret").write_text(content, encoding="utf-8")
    assert not matches(offered)


def test_stray_bytes_in_a_header_are_a_wrong_secret() -> None:
    assert not matches(b"\xff\xfe".decode("ascii", "surrogateescape"))
