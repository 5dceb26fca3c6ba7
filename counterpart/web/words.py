"""The interface's texts in Chinese and English, from ``words.yml`` beside this file."""

from __future__ import annotations

import functools
import time
from pathlib import Path

from ruamel.yaml import YAML

LANGUAGES: tuple[str, ...] = ("zh", "en")
_FILE = Path(__file__).with_name("words.yml")


@functools.lru_cache(maxsize=1)
def table() -> dict[str, dict[str, str]]:
    """Return key -> language -> text."""
    read: dict[str, dict[str, str]] = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return read


def word(key: str, language: str, **values: object) -> str:
    """Return a text of the interface; a missing key raises KeyError, which a test looks for."""
    return table()[key][language].format(**values)


def preferred(accept_language: str | None) -> str:
    """Return the first of our languages in an Accept-Language header, else Chinese."""
    for part in (accept_language or "").split(","):
        tag = part.split(";")[0].strip().lower()
        if tag[:2] in LANGUAGES:
            return tag[:2]
    return LANGUAGES[0]


def when(seconds: float) -> str:
    """Return a UNIX time as date and minute on this machine's clock; both languages read it."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def of_widget(language: str) -> dict[str, str]:
    """Return the chat widget's texts, which fill their placeholders in the browser."""
    return {
        key.removeprefix("chat_"): texts[language]
        for key, texts in table().items()
        if key.startswith("chat_")
    }
