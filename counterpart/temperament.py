"""How strongly a reply moves a citizen: temperaments and levels of difficulty, from ``data``."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from counterpart import paths
from counterpart.errors import CounterpartError
from counterpart.yamlfile import load, plain


@dataclass(frozen=True)
class Temperament:
    """One table of the file; the file's head explains the fields."""

    name: str
    tension: dict[str, float]
    trust: dict[str, float]
    nothing_done: float
    corrected: float
    wrong: float
    cold: float
    wears_off: float
    patience: int
    leaves_at: float
    calm_at: float
    speaks_up: float
    digresses: float
    leaves_quietly: bool
    start: dict[str, float]
    moods: dict[str, str]


@dataclass(frozen=True)
class Difficulty:
    """One level of ``data/difficulties.yml``; the file's head explains the fields."""

    tension: float
    relief: float
    patience: int
    asks: float
    volunteers: float


_Row = TypeVar("_Row", Temperament, Difficulty)


@functools.lru_cache(maxsize=4)
def table(file: Path = paths.DATA / "temperaments.yml") -> dict[str, Temperament]:
    """Return the temperaments by name.

    Raises:
        CounterpartError: E207 where a table lacks a field or has one too many.
    """
    return {
        name: _row(file, name, Temperament, {"name": name, **values})
        for name, values in plain(load(file)).items()
    }


@functools.lru_cache(maxsize=4)
def difficulties(file: Path = paths.DATA / "difficulties.yml") -> dict[int, Difficulty]:
    """Return the levels of difficulty, 1 to 3.

    Raises:
        CounterpartError: E207 where a level lacks a field or has one too many.
    """
    return {
        int(level): _row(file, str(level), Difficulty, values)
        for level, values in plain(load(file)).items()
    }


def _row(file: Path, name: str, kind: Callable[..., _Row], values: dict[str, Any]) -> _Row:
    try:
        return kind(**values)
    except TypeError as fault:
        valid = ", ".join(kind.__dataclass_fields__)  # type: ignore[attr-defined]
        cause = f"{name}: {fault}"
        raise CounterpartError("E207", file=file, cause=cause, valid=valid) from fault


def names() -> list[str]:
    """Return the names a scenario may use."""
    return list(table())
