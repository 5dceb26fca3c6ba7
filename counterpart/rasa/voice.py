"""The citizen's voice as Rasa's natural language generator (``nlg:`` in endpoints.yml)."""

from __future__ import annotations

import random
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from counterpart import voice
from counterpart.rasa.session import assessment_of, said, scenario_of, settings_of


class CitizenVoice(NaturalLanguageGenerator):
    """Word an ``utter_`` action for the talk's scenario, mood and seed."""

    def __init__(
        self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None
    ) -> None:
        self.domain = domain

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Return the line, with move, mood and stage direction beside it."""
        move = utter_action.removeprefix("utter_")
        scenario = scenario_of(tracker)
        assessment = assessment_of(tracker) or {}
        mood = assessment.get("mood") or tracker.get_slot("mood") or scenario.citizen.mood
        own = assessment.get("move") == move
        topic = assessment.get("topic") if own else None
        opener = assessment.get("opener") if own else None
        earlier = said(tracker)
        chance = random.Random(f"{settings_of(tracker)['seed']}:{len(earlier)}:{move}")
        return {
            "text": voice.line(scenario, move, mood, topic, set(earlier), chance, opener),
            "move": move,
            "mood": mood,
            "stage": voice.stage_direction(scenario, move, topic),
        }
