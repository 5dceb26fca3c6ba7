"""Read a talk's settings and its latest assessment from a Rasa tracker."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from counterpart.library import library
from counterpart.scenario import Scenario
from counterpart.talk import settings


def assessment_of(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    """Return the assessment of the latest message, or None where that one was not scored."""
    message = tracker.latest_message
    assessment = tracker.get_slot("assessment")
    if not message or not assessment or assessment.get("message_id") != message.message_id:
        return None
    return dict(assessment)


def settings_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Return scenario, version, seed, difficulty and mood; a default talk where none was started."""
    return settings(tracker.current_slot_values(), tracker.sender_id)


def scenario_of(tracker: DialogueStateTracker) -> Scenario:
    """Return the pinned scenario of the talk."""
    found = settings_of(tracker)
    return library().pinned(found["scenario"], found["version"])


def said(tracker: DialogueStateTracker) -> list[str]:
    """Return the citizen's lines so far."""
    return [
        event.text
        for event in tracker.applied_events()
        if isinstance(event, BotUttered) and event.text
    ]
