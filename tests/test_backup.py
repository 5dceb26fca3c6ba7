"""Backup and restore, also while somebody writes."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from counterpart import backup, migrations, store
from counterpart.errors import CounterpartError
from counterpart.people import People


def _people(state: Path) -> People:
    state.mkdir(parents=True, exist_ok=True)
    opened = store.engine(f"sqlite:///{state / 'counterpart.db'}")
    migrations.upgrade(opened)
    return People(opened)


def test_what_was_saved_comes_back_while_the_servers_run(tmp_path: Path) -> None:
    state = tmp_path / "state"
    people = _people(state)
    people.add_class("旧班")
    saved = backup.backup(tmp_path / "save.tar.gz", state)
    people.add_class("新班")
    aside = backup.restore(saved, state)
    assert [group.name for group in people.all_classes()] == ["旧班"]  # the same open engine
    assert aside is not None
    backup.restore(aside, state)
    assert [group.name for group in people.all_classes()] == ["新班", "旧班"]


def test_a_backup_never_overwrites(tmp_path: Path) -> None:
    _people(tmp_path / "state")
    target = tmp_path / "save.tar.gz"
    backup.backup(target, tmp_path / "state")
    with pytest.raises(CounterpartError, match="E519"):
        backup.backup(target, tmp_path / "state")


def test_other_archives_are_refused(tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("x")
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "evil.txt", "../evil.txt")
    with pytest.raises(CounterpartError, match="E519"):
        backup.restore(tmp_path / "other.tar.gz", tmp_path / "state")
    (tmp_path / "no.tar.gz").write_bytes(b"no archive")
    with pytest.raises(CounterpartError, match="E519"):
        backup.restore(tmp_path / "no.tar.gz", tmp_path / "state")
