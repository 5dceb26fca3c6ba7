"""The act tagger in Rasa's pipeline: writes ``acts`` and ``grievance`` to each message."""

from __future__ import annotations

import shutil
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from counterpart import corpus, training
from counterpart.rasa.guard import unguarded
from counterpart.tagger import ActTagger


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ServiceActTagger(GraphComponent):
    """Find the service acts of a reply and write them to the message property ``acts``.

    They are no entities: a detected entity changes the state that policies see, and acts overlap.
    """

    def __init__(
        self, storage: ModelStorage, resource: Resource, tagger: ActTagger | None = None
    ) -> None:
        self._storage, self._resource, self._tagger = storage, resource, tagger

    @staticmethod
    def required_packages() -> list[str]:
        """Return the distributions that must be installed."""
        return ["spacy"]

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> ServiceActTagger:  # fmt: skip
        """Create the untrained component."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> ServiceActTagger:  # fmt: skip
        """Load the pipeline that was packed into the model."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, ActTagger.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Return a hash of the labelled replies, so that new ones make the model stale."""
        return corpus.digest()

    def train(self, training_data: TrainingData) -> Resource:
        """Train on ``data/acts`` (Rasa's own training data has no acts) and pack the result."""
        trained = training.ensure_trained()
        with self._storage.write_to(self._resource) as folder:
            shutil.copytree(trained, folder, dirs_exist_ok=True)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Write ``acts`` (a list of spans as in ``counterpart score``) and ``grievance``."""
        for message in messages:
            metadata = message.get("metadata") or {}
            if self._tagger is None or metadata.get("silence"):
                continue
            tagged = self._tagger.tag(
                unguarded(message.get(TEXT) or ""),
                metadata.get("citizen"),
                bool(metadata.get("first")),
            )
            message.set("acts", [span.as_dict() for span in tagged.spans], add_to_output=True)
            message.set("grievance", tagged.grievance, add_to_output=True)
        return messages
