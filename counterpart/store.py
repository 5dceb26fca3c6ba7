"""The database: where it is, how it is opened, and what was said (read only).

Rasa's tracker store writes the table ``events`` (sender_id, type_name, timestamp, intent_name,
action_name, data); nothing here does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from counterpart import paths
from counterpart.errors import CounterpartError

_BUSY_MS = 10_000
_EVENTS = sa.text("SELECT data FROM events WHERE sender_id = :sender ORDER BY id")


def database_url() -> str:
    """Return ``$COUNTERPART_DATABASE_URL``, else the SQLite file in ``.counterpart``."""
    url = os.environ.get("COUNTERPART_DATABASE_URL")
    if url:
        return url
    paths.STATE.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{paths.STATE / 'counterpart.db'}"


def engine(url: str) -> Engine:
    """Return an engine; SQLite runs in WAL mode, keeps its connections, and lets writers wait."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url)
    # Without a pool, SQLAlchemy 1.4 opens the file anew for every session.
    made = sa.create_engine(
        url, poolclass=sa.pool.QueuePool, connect_args={"check_same_thread": False}
    )

    @sa.event.listens_for(made, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")

    return made


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
    if url and url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        raise CounterpartError("E208", url=url, cause="there is no such file")
    url = url or database_url()
    try:
        opened = engine(url)
        try:
            if sa.inspect(opened).has_table("events"):
                yield from _read(opened, since or 0.0)
        finally:
            opened.dispose()
    except (sa.exc.SQLAlchemyError, ImportError) as fault:
        cause = str(fault).split("\n")[0]
        raise CounterpartError("E208", url=url.split("@")[-1], cause=cause) from fault


def talk(opened: Engine, sender_id: str) -> StoredTalk:
    """Return one talk; a talk that nobody began has no events."""
    with opened.connect() as connection:
        rows = connection.execute(_EVENTS, {"sender": sender_id}).fetchall()
    return StoredTalk(sender_id, [json.loads(row[0]) for row in rows])


def _read(opened: Engine, since: float) -> Iterator[StoredTalk]:
    with opened.connect() as connection:
        senders = connection.execute(
            sa.text(
                "SELECT sender_id, MIN(id) AS first_id FROM events GROUP BY sender_id "
                "HAVING MAX(timestamp) >= :since ORDER BY first_id"
            ),
            {"since": since},
        ).fetchall()
        for sender_id, _ in senders:
            rows = connection.execute(_EVENTS, {"sender": sender_id}).fetchall()
            yield StoredTalk(sender_id, [json.loads(row[0]) for row in rows])
