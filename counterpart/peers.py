"""The taggers that ``counterpart evaluate --compare`` measures on the same held-out writers."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from counterpart import keyword_acts, training
from counterpart.evaluation import Train
from counterpart.footprint import Load
from counterpart.keyword_acts import KeywordActs
from counterpart.spacy_peer import SpacyPeer
from counterpart.tagger import ActTagger


@dataclass(frozen=True)
class Model:
    """How a tagger is trained, written into a folder and loaded from it."""

    train: Train
    save: Callable[[Any, Path], None]
    load: Load


def models() -> dict[str, Model]:
    """Return the models by name, the one that ships first."""
    return {name: Model(train, _save_ours, ActTagger.load) for name, train in _ours().items()} | {
        "patterns": Model(lambda _: KeywordActs(), _save_patterns, _load_patterns),
        "spacy": Model(SpacyPeer.train, SpacyPeer.to_disk, SpacyPeer.load),
    }


def _ours() -> dict[str, Train]:
    train: Callable[..., ActTagger] = training.train
    choice = inspect.signature(train).parameters.get("model")
    if choice is None:
        return {"linear": train}
    names = dict.fromkeys([choice.default, "blend", "linear", "sequence"])
    return {name: partial(train, model=name) for name in names}


def _save_ours(tagger: ActTagger, folder: Path) -> None:
    tagger.nlp.to_disk(folder)


def _save_patterns(_: KeywordActs, folder: Path) -> None:
    folder.mkdir()
    shutil.copy(keyword_acts.FILE, folder)


def _load_patterns(folder: Path) -> KeywordActs:
    return KeywordActs(folder / keyword_acts.FILE.name)
