"""``action_assess_reply``: the custom slot mapping that runs after every reply."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from counterpart.talk import assess_event


class ActionAssessReply(Action):
    """Score the latest reply and move the citizen; return slots only."""

    def name(self) -> str:
        """Return the action's name in the domain."""
        return "action_assess_reply"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        """Read the tracker, call the library, return slot events."""
        events = tracker.events
        slots = assess_event(tracker.slots, events, tracker.sender_id)
        return [
            SlotSet(name, value)
            for name, value in slots.items()
            if tracker.slots.get(name) != value
        ]
