"""The migrations make what the tables say."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from counterpart import migrations, store
from counterpart.tables import metadata


def test_migrations_and_tables_agree(tmp_path: Path) -> None:
    opened = store.engine(f"sqlite:///{tmp_path / 'new.db'}")
    migrations.upgrade(opened)
    migrations.upgrade(opened)
    with opened.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda _o, name, kind, _r, _c: (
                    kind != "table" or name in metadata.tables
                )
            },
        )
        assert compare_metadata(context, metadata) == []
