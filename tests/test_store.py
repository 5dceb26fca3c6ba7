"""The database is found, opened and read."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from counterpart import paths, store


def test_the_database_is_a_file_of_the_project_unless_another_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "STATE", tmp_path / "state")
    monkeypatch.delenv("COUNTERPART_DATABASE_URL", raising=False)
    assert store.database_url() == f"sqlite:///{tmp_path / 'state' / 'counterpart.db'}"
    assert (tmp_path / "state").is_dir()
    monkeypatch.setenv("COUNTERPART_DATABASE_URL", "postgresql://there/talks")
    assert store.database_url() == "postgresql://there/talks"


def test_sqlite_is_opened_in_wal_mode(tmp_path: Path) -> None:
    engine = store.engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA busy_timeout")).scalar() == 10_000
    engine.dispose()


def test_a_database_without_talks_yields_none(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    assert list(store.talks(f"sqlite:///{tmp_path / 'a.db'}")) == []
