"""The scenarios at hand: today's files, and every version that a talk was ever started with.

A talk pins the version of its scenario. The first time a version is read it is copied to the
archive, which is only ever added to, so that a talk goes on unchanged when its file is edited.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from threading import Lock

from counterpart import paths, scenario
from counterpart.errors import CounterpartError
from counterpart.scenario import Scenario
from counterpart.yamlfile import load, plain


class Library:
    """Find scenarios by id, or by id and version."""

    def __init__(self, folder: Path = paths.SCENARIOS, archive: Path | None = None) -> None:
        self.folder = folder
        self.archive = archive or paths.STATE / "scenarios"
        self._read: dict[Path, tuple[float, Scenario]] = {}
        self._lock = Lock()

    def all(self) -> list[Scenario]:
        """Return today's scenarios, by id.

        Raises:
            CounterpartError: E104 where a file has faults.
        """
        with self._lock:
            return sorted(
                (self._current(file) for file in scenario.files(self.folder)), key=lambda s: s.id
            )

    def latest(self, scenario_id: str) -> Scenario:
        """Return today's version of a scenario; a file's path is taken as well.

        Raises:
            CounterpartError: E103 where there is no such scenario, E104 where its file has faults.
        """
        path = Path(scenario_id)
        if path.suffix in (".yml", ".yaml"):
            with self._lock:
                return self._current(path)
        if (file := self._file(scenario_id)) is not None:
            with self._lock:
                return self._current(file)
        valid = ", ".join(file.stem for file in scenario.files(self.folder))
        raise CounterpartError("E103", scenario=scenario_id, valid=valid)

    def _file(self, scenario_id: str) -> Path | None:
        named = [self.folder / f"{scenario_id}{suffix}" for suffix in (".yml", ".yaml")]
        for file in [f for f in named if f.exists()] or scenario.files(self.folder):
            if self._id_in(file) == scenario_id:
                return file
        return None

    def _id_in(self, file: Path) -> str | None:
        known = self._read.get(file)
        if known is not None and known[0] == file.stat().st_mtime:
            return known[1].id
        data = load(file)
        return str(data.get("id")) if isinstance(data, dict) else None

    def _current(self, file: Path) -> Scenario:
        changed = file.stat().st_mtime if file.exists() else 0.0
        known = self._read.get(file)
        if known is None or known[0] != changed:
            found = scenario.read(file)
            self._keep(found, file)
            self._read[file] = known = (changed, found)
        return known[1]

    def _keep(self, found: Scenario, file: Path) -> None:
        copy = self._copy(found.id, found.version)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            draft = copy.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps(plain(load(file)), ensure_ascii=False), encoding="utf-8")
            draft.replace(copy)

    def _copy(self, scenario_id: str, version: str) -> Path:
        return self.archive / scenario_id / f"{version}.json"

    @lru_cache(maxsize=64)  # noqa: B019 - a library lives as long as its process
    def pinned(self, scenario_id: str, version: str) -> Scenario:
        """Return the version that a talk was started with.

        Raises:
            CounterpartError: E103 where this version was never read here.
        """
        copy = self._copy(scenario_id, version)
        if copy.exists() and scenario_id == Path(scenario_id).name:
            return scenario.from_dict(json.loads(copy.read_text(encoding="utf-8")))
        raise CounterpartError("E103", scenario=f"{scenario_id}@{version}", valid=str(self.archive))


@lru_cache(maxsize=1)
def library() -> Library:
    """Return the process's one library."""
    return Library()
