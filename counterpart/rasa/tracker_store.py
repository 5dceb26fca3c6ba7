"""Rasa's SQL tracker store on SQLite in WAL mode, or on any database by URL."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from counterpart import store

_REMEMBERED = 2_000


class CounterpartTrackerStore(SQLTrackerStore):
    """Keep talks in the database at ``$COUNTERPART_DATABASE_URL`` (SQLite by default).

    ``latest`` maps a sender to its tracker's slots as they were last *committed*, with the id of
    the message they belong to: an answer is given out only when it stands here.
    """

    def __init__(self, domain: Domain | None = None, event_broker: Any = None, **kwargs: Any) -> None:
        url = store.database_url()
        for name in ("host", "url", "db", "dialect"):
            kwargs.pop(name, None)
        super().__init__(domain, host=url, event_broker=event_broker, **kwargs)
        store.prepare(self.engine)
        self.latest: OrderedDict[str, tuple[str, dict[str, Any]]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the new events, then remember what was written."""
        self.latest.pop(tracker.sender_id, None)
        await super().save(tracker)
        message = tracker.latest_message
        if message is not None and message.message_id:
            self.latest[tracker.sender_id] = (message.message_id, tracker.current_slot_values())
            if len(self.latest) > _REMEMBERED:
                self.latest.popitem(last=False)


