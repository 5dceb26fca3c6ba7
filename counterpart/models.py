"""The trained Rasa model: is there a fresh one, and train one when there isn't."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from counterpart import corpus, paths, training
from counterpart.errors import CounterpartError

_INPUTS = ("config.yml", "domain.yml", "data/nlu", "data/rules", "data/stories")
_CODE = ("tokenizer.py", "intent_classifier.py", "sentence_features.py", "service_act_tagger.py", "temperament_policy.py",
         "scenario_importer.py")  # fmt: skip


def digest() -> str:
    """Return a hash of everything a Rasa model is trained from; scenario files are not part of it."""
    total = hashlib.sha256(corpus.digest().encode())
    for name in _INPUTS:
        path = paths.ROOT / name
        for file in sorted(path.rglob("*.yml")) if path.is_dir() else [path]:
            total.update(file.read_bytes())
    for name in _CODE:
        total.update((Path(__file__).parent / "rasa" / name).read_bytes())
    return total.hexdigest()[:16]


def fresh() -> Path | None:
    """Return the model that fits today's data and code, or None."""
    model = paths.MODELS / f"counterpart-{digest()}.tar.gz"
    return model if model.exists() else None


def ensure(progress: Callable[[str], None] = lambda _: None) -> Path:
    """Return a fresh model, training it first where there is none.

    Rasa's own output goes to ``.counterpart/logs/train.log``; ``progress`` gets a line a step.

    Raises:
        CounterpartError: E205 where training fails.
    """
    model = fresh()
    if model:
        return model
    if not training.is_fresh():
        progress("act tagger")
        training.ensure_trained()
    progress("Rasa model")
    return train()


def train(force: bool = False) -> Path:
    """Train the Rasa model with ``rasa train`` and return its file."""
    log = paths.STATE / "logs" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    name = f"counterpart-{digest()}"
    command = [
        sys.executable,
        "-m",
        "rasa",
        "train",
        "--fixed-model-name",
        name,
        "--out",
        str(paths.MODELS),
    ]
    with log.open("wb") as out:
        done = subprocess.run(
            [*command, *(["--force"] if force else [])], cwd=paths.ROOT, stdout=out, stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONWARNINGS": "ignore"}, check=False,
        )  # fmt: skip
    model = paths.MODELS / f"{name}.tar.gz"
    if done.returncode or not model.exists():
        raise CounterpartError("E205", status=done.returncode, log=log, tail=tail(log))
    return model


def tail(log: Path, lines: int = 15) -> str:
    """Return the last lines of a log."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
