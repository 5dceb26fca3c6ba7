"""Let ``rasa train`` and ``rasa data validate`` see the scenario files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from counterpart import scenario
from counterpart.errors import user_language


class ScenarioImporter(TrainingDataImporter):
    """Check every scenario file and declare the slot ``scenario``.

    A scenario's content stays outside the model, so publishing one trains nothing. The slot's
    values are the scenarios that hand-written stories name; any other counts as ``__other__``.

    Raises:
        RasaException: where a scenario file has faults, all of them in one message.
    """

    def __init__(
        self, config_file: str | None = None, domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None, scenario_dir: str = "data/scenarios",
        story_dir: str = "data/stories",
    ) -> None:  # fmt: skip
        root = Path(config_file).resolve().parent if config_file else Path.cwd()
        self._stories = root / story_dir
        faults = [
            fault for file in scenario.files(root / scenario_dir) for fault in scenario.check(file)
        ]
        if faults:
            listed = "\n".join(fault.message(user_language()) for fault in faults)
            raise RasaException(f"Scenario files have faults:\n{listed}")

    def get_domain(self) -> Domain:
        """Return the slot ``scenario``, the only one that stories may depend on."""
        values = sorted(set(self._named_in_stories()))
        slot = {
            "type": "categorical",
            "values": values or ["none"],
            "influence_conversation": True,
            "mappings": [{"type": "custom", "action": "action_assess_reply"}],
        }
        return Domain.from_dict({"version": "3.1", "slots": {"scenario": slot}})

    def _named_in_stories(self) -> Iterator[str]:
        for file in sorted(self._stories.rglob("*.yml")):
            content = YAML(typ="safe").load(file.read_text(encoding="utf-8")) or {}
            for story in content.get("stories", []):
                for step in story.get("steps", []):
                    for slot in step.get("slot_was_set", []):
                        if isinstance(slot, dict) and slot.get("scenario"):
                            yield str(slot["scenario"])

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Return nothing: scenes are played at run time, without training."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """Return nothing: ``rasa test`` never asks custom importers."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """Return nothing: config.yml is read by Rasa's own importer."""
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        """Return None: there is nothing to fill in."""
        return None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return nothing: intents are learned from ``data/nlu``."""
        return TrainingData()
