"""The citizen's temperament as a Rasa policy."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from counterpart.rasa.session import assessment_of

CONFIDENCE = 0.7  # below rules and memorised stories (1.0), above Rasa's fallback (0.3)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class TemperamentPolicy(Policy):
    """Predict the move that the assessment of this reply chose, then ``action_listen``.

    The move itself comes from :func:`counterpart.moves.choose`. Where the reply could not
    be assessed (the action server is down) the citizen opens, or acknowledges and waits.
    """

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(config, model_storage, resource, execution_context)
        self._own_resource = resource

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the priority, which decides only between equal confidences."""
        return {"priority": 1}

    def train(
        self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Learn nothing: temperaments are tables."""
        return self._own_resource

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> TemperamentPolicy:  # fmt: skip
        """Create the policy; nothing was stored."""
        return cls(config, model_storage, resource, execution_context)

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:  # fmt: skip
        """Return the prediction for the tracker's state."""
        action = self._next_action(tracker)
        if action not in domain.action_names_or_texts:
            action = ACTION_LISTEN_NAME
        return PolicyPrediction.for_action_name(domain, action, type(self).__name__, CONFIDENCE)

    @staticmethod
    def _next_action(tracker: DialogueStateTracker) -> str:
        if tracker.latest_action_name != ACTION_LISTEN_NAME:
            return ACTION_LISTEN_NAME
        assessment = assessment_of(tracker)
        if assessment:
            return f"utter_{assessment['move']}"
        spoken_before = tracker.latest_bot_utterance is not None and bool(
            tracker.latest_bot_utterance.text
        )
        return "utter_acknowledge" if spoken_before else "utter_open"
