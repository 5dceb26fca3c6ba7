"""How strongly a reply moves a citizen: temperaments and levels of difficulty, from ``data``."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
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


_LEVELS = ("1", "2", "3")
_Row = TypeVar("_Row", Temperament, Difficulty)


@functools.lru_cache(maxsize=4)
def table(file: Path = paths.DATA / "temperaments.yml") -> dict[str, Temperament]:
    """Return the temperaments by name.

    Raises:
        CounterpartError: E207 where a table lacks a field or has one too many.
    """
    return {
        name: _row(file, name, Temperament, values, {"name": name})
        for name, values in plain(load(file)).items()
    }


@functools.lru_cache(maxsize=4)
def difficulties(file: Path = paths.DATA / "difficulties.yml") -> dict[int, Difficulty]:
    """Return the levels of difficulty, 1 to 3.

    Raises:
        CounterpartError: E207 where a level is none of them, lacks a field or has one too many.
    """
    return {
        _level(file, name): _row(file, name, Difficulty, values, {})
        for name, values in plain(load(file)).items()
    }


def _level(file: Path, name: str) -> int:
    if name not in _LEVELS:
        valid = f"{', '.join(_LEVELS)} ({_fields(Difficulty)})"
        raise CounterpartError("E207", file=file, cause=name, valid=valid)
    return int(name)


def _row(file: Path, name: str, kind: type[_Row], values: Any, more: dict[str, Any]) -> _Row:
    try:
        return kind(**more, **values)
    except TypeError as fault:  # also where the values are no table
        cause = f"{name}: {fault}"
        raise CounterpartError("E207", file=file, cause=cause, valid=_fields(kind)) from fault


def _fields(kind: type[Temperament | Difficulty]) -> str:
    return ", ".join(field.name for field in fields(kind))


def names() -> list[str]:
    """Return the names a scenario may use."""
    return list(table())
