"""An intent classifier on our linear model.

Rasa's own logistic regression loads its weights through skops, whose import alone takes seconds at
every start (docs/decisions/0008-own-intent-classifier.md).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from counterpart.linear import LinearClassifier

_FILE = "intents.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Rank intents by logistic regressions on the dense sentence features of the pipeline."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._model: LinearClassifier | None = None
        self._intents: list[str] = []

    @classmethod
    def required_components(cls) -> list[type]:
        """Return what must stand before in the pipeline."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the strength (scikit-learn's C) and how many intents the ranking names."""
        return {"strength": 1.0, "ranking_length": 3}

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:  # fmt: skip
        """Create the untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> LinearIntentClassifier:  # fmt: skip
        """Load the weights that were packed into the model."""
        made = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as arrays:
            made._model = LinearClassifier.from_arrays(arrays, "intents")
            made._intents = [str(name) for name in arrays["names"]]
        return made

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the intent examples and pack the weights."""
        examples = training_data.intent_examples
        self._intents = sorted(training_data.intents)
        labels = np.array(
            [[e.get(INTENT) == name for name in self._intents] for e in examples], dtype=bool
        )
        features = sp.csr_matrix(np.vstack([self._features(e) for e in examples]))
        self._model = LinearClassifier.fit(features, labels, self._config["strength"])
        with self._storage.write_to(self._resource) as folder:
            arrays = self._model.arrays("intents")
            np.savez_compressed(folder / _FILE, names=np.array(self._intents), **arrays)
        return self._resource

    @staticmethod
    def _features(message: Message) -> np.ndarray:
        _, sentence = message.get_dense_features(TEXT)
        if sentence is None:
            raise ValueError(f"No sentence features for {message.get(TEXT)!r}.")
        return np.asarray(sentence.features)

    def process(self, messages: list[Message]) -> list[Message]:
        """Write ``intent`` and ``intent_ranking``; a message without features gets no intent."""
        for message in messages:
            ranking = self._rank(message)[: self._config["ranking_length"]]
            message.set(INTENT, ranking[0] if ranking else None, add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        if self._model is None or message.get_dense_features(TEXT)[1] is None:
            return []
        chances = self._model.probabilities(sp.csr_matrix(self._features(message)))[0]
        shares = chances / max(float(chances.sum()), 1e-9)
        order = np.argsort(-shares, kind="stable")
        return [{"name": self._intents[i], "confidence": round(float(shares[i]), 3)} for i in order]
