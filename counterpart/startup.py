"""Prepare Rasa when it is imported; loaded by ``zz_counterpart_rasa.pth`` at interpreter start.

Rasa 3.6.21 imports TensorFlow for components that this project never uses. The lock file leaves
TensorFlow out, and the finder below answers for the eight Rasa modules that would need it with
empty stand-ins. Nothing happens in a process that doesn't import Rasa, nor where TensorFlow is
installed. Reasons and measurements: docs/decisions/0001-rasa-without-tensorflow.md.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import types
from collections.abc import Sequence

RASA_VERSION = "3.6.21"

STAND_INS: dict[str, tuple[str, ...]] = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
}


class StandInLoader(importlib.abc.Loader):
    """Create a module that holds empty classes under the names Rasa imports."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Return an empty module."""
        return types.ModuleType(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Fill the module with its empty classes."""
        for name in STAND_INS[module.__name__]:
            setattr(module, name, type(name, (), {"__module__": module.__name__}))


class StandInFinder(importlib.abc.MetaPathFinder):
    """Answer for the Rasa modules that need TensorFlow when it isn't installed."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: types.ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        """Return a stand-in's spec, or None to let Python's own finders look."""
        if fullname == "rasa":
            prepare_environment()
        if fullname not in STAND_INS or importlib.util.find_spec("tensorflow") is not None:
            return None
        return importlib.machinery.ModuleSpec(fullname, StandInLoader())


def prepare_environment() -> None:
    """Set what endpoints.yml refers to, and switch telemetry off, unless somebody chose otherwise."""
    from counterpart.secret import shared_secret

    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("COUNTERPART_ACTION_URL", "http://127.0.0.1:5055/webhook")
    os.environ.setdefault("COUNTERPART_SECRET", shared_secret())


def install() -> None:
    """Put the finder first, once."""
    if not any(isinstance(finder, StandInFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, StandInFinder())


install()
