"""Migrations of our own tables; Rasa makes its table ``events`` itself."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from filelock import FileLock
from sqlalchemy.engine import Engine

from counterpart import paths


def upgrade(opened: Engine) -> None:
    """Bring the database to today's tables; harmless when it is there already."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    paths.STATE.mkdir(parents=True, exist_ok=True)
    with FileLock(str(paths.STATE / "migrations.lock")), opened.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
