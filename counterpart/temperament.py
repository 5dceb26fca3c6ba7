"""Temperaments: how strongly each act moves a citizen, read from ``data/temperaments.yml``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

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
    start: dict[str, float]
    moods: dict[str, str]


@functools.lru_cache(maxsize=4)
def table(file: Path = paths.DATA / "temperaments.yml") -> dict[str, Temperament]:
    """Return the temperaments by name.

    Raises:
        CounterpartError: E207 where a table lacks a field or has one too many.
    """
    found = {}
    for name, values in plain(load(file)).items():
        try:
            found[name] = Temperament(name=name, **values)
        except TypeError as fault:
            valid = ", ".join(Temperament.__dataclass_fields__)
            raise CounterpartError(
                "E207", file=file, cause=f"{name}: {fault}", valid=valid
            ) from fault
    return found


def names() -> list[str]:
    """Return the names a scenario may use."""
    return list(table())
