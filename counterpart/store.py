"""The database: where it is, how it is opened, and what was said (read only).

Rasa's tracker store writes the table ``events`` (sender_id, type_name, timestamp, intent_name,
action_name, data); nothing here does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from counterpart import paths
from counterpart.errors import CounterpartError

_BUSY_MS = 10_000


def database_url() -> str:
    """Return ``$COUNTERPART_DATABASE_URL``, else the SQLite file in ``.counterpart``."""
    url = os.environ.get("COUNTERPART_DATABASE_URL")
    if url:
        return url
    paths.STATE.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{paths.STATE / 'counterpart.db'}"


def prepare(engine: Engine) -> None:
    """Put SQLite into WAL mode and let writers wait for each other; leave others alone."""
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")

    engine.dispose()


@dataclass(frozen=True)
class StoredTalk:
    """The events of one conversation, as Rasa stored them, in order."""

    sender_id: str
    events: list[dict[str, Any]]


def talks(url: str | None = None, since: float | None = None) -> Iterator[StoredTalk]:
    """Yield every talk that has an event at or after ``since`` (a UNIX time), oldest first.

    Raises:
        CounterpartError: E208 where the database cannot be read.
    """
    url = url or database_url()
    try:
        engine = sa.create_engine(url)
        prepare(engine)
        if sa.inspect(engine).has_table("events"):
            yield from _read(engine, since or 0.0)
    except (sa.exc.SQLAlchemyError, ImportError) as fault:
        cause = str(fault).split("\n")[0]
        raise CounterpartError("E208", url=url.split("@")[-1], cause=cause) from fault


def _read(engine: Engine, since: float) -> Iterator[StoredTalk]:
    with engine.connect() as connection:
        senders = connection.execute(
            sa.text(
                "SELECT sender_id, MIN(id) AS first_id FROM events GROUP BY sender_id "
                "HAVING MAX(timestamp) >= :since ORDER BY first_id"
            ),
            {"since": since},
        ).fetchall()
        for sender_id, _ in senders:
            rows = connection.execute(
                sa.text("SELECT data FROM events WHERE sender_id = :sender ORDER BY id"),
                {"sender": sender_id},
            ).fetchall()
            yield StoredTalk(sender_id, [json.loads(row[0]) for row in rows])
