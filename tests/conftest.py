"""What many tests share: the trained tagger, the two scenarios, the user's language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from counterpart import training
from counterpart.library import Library
from counterpart.scenario import Scenario
from counterpart.tagger import ActTagger

settings.register_profile(
    "core", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("core")


@pytest.fixture(scope="session")
def acts_model() -> Path:
    """The folder of the trained act tagger; training takes some 15 s where there is none."""
    return training.ensure_trained()


@pytest.fixture(scope="session")
def tagger(acts_model: Path) -> ActTagger:
    """The trained act tagger."""
    return ActTagger.load(acts_model)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The project's scenarios, with an archive of the tests' own."""
    return Library(archive=tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="session")
def pension(shelf: Library) -> Scenario:
    """Wang Shifu, hot-tempered, in Chinese."""
    return shelf.latest("pension-transfer")


@pytest.fixture(scope="session")
def tax(shelf: Library) -> Scenario:
    """Grace Okafor, a worrier, in English."""
    return shelf.latest("tax-settlement-en")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in English, whatever the machine's locale."""
    monkeypatch.setenv("COUNTERPART_LANG", "en")


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in Chinese, whatever the machine's locale."""
    monkeypatch.setenv("COUNTERPART_LANG", "zh")
