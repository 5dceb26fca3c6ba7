"""Rasa's SQL tracker store on SQLite in WAL mode, or on any database by URL."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from counterpart import store

_REMEMBERED = 2_000


class Latest:
    """Remember, of each talk, the slots as they were last committed and the message they belong to.

    The channel gives an answer out only when it stands here.
    """

    latest: OrderedDict[str, tuple[str, dict[str, Any]]]

    def remember(self, tracker: DialogueStateTracker) -> None:
        """Note what was committed."""
        message = tracker.latest_message
        if message is not None and message.message_id:
            self.latest[tracker.sender_id] = (message.message_id, tracker.current_slot_values())
            if len(self.latest) > _REMEMBERED:
                self.latest.popitem(last=False)


class CounterpartTrackerStore(SQLTrackerStore, Latest):
    """Keep talks in the database at ``$COUNTERPART_DATABASE_URL`` (SQLite by default)."""

    def __init__(
        self, domain: Domain | None = None, event_broker: Any = None, **kwargs: Any
    ) -> None:
        for name in ("host", "url", "db", "dialect"):
            kwargs.pop(name, None)
        super().__init__(domain, host=store.database_url(), event_broker=event_broker, **kwargs)
        self.engine.dispose()
        self.engine = store.engine(store.database_url())
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self.latest = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the new events, then remember what was written."""
        self.latest.pop(tracker.sender_id, None)
        await super().save(tracker)
        self.remember(tracker)


class MemoryTrackerStore(InMemoryTrackerStore, Latest):
    """Keep talks in memory: for self-play."""

    def __init__(self, domain: Domain | None = None, **kwargs: Any) -> None:
        super().__init__(domain, **kwargs)
        self.latest = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker and remember its slots."""
        await super().save(tracker)
        self.remember(tracker)
