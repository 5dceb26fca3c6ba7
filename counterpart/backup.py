"""Copy the whole state into one archive and back: the database, the pinned scenarios, the secret.

SQLite is copied by its own online backup, so that the servers may go on. For PostgreSQL use its
own tools; the rest of the state is archived all the same.
"""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from counterpart import paths
from counterpart.errors import CounterpartError

_DATABASE = "counterpart.db"
_KEPT = ("scenarios", "secret")  # beside the database


def backup(target: Path, state: Path = paths.STATE) -> Path:
    """Write ``target`` (a .tar.gz) from the state folder and return it.

    Raises:
        CounterpartError: E519 where the target exists or can't be written.
    """
    if target.exists():
        raise CounterpartError("E519", file=target, cause="there is such a file already")
    with tempfile.TemporaryDirectory() as workshop:
        copy = Path(workshop) / _DATABASE
        if (state / _DATABASE).exists():
            _copy(state / _DATABASE, copy)
        try:
            with tarfile.open(target, "w:gz") as archive:
                for path in (copy, *(state / name for name in _KEPT)):
                    if path.exists():
                        archive.add(path, path.name)
        except OSError as fault:
            raise CounterpartError("E519", file=target, cause=fault) from fault
    return target


def restore(source: Path, state: Path = paths.STATE) -> Path | None:
    """Bring the state back; return where the state before it was put aside, None where it was empty.

    The database is replaced by SQLite's own backup, which running servers take up with their next
    statement; a talk's replies after the backup are in the state put aside.

    Raises:
        CounterpartError: E519 where the file is no backup of ours.
    """
    with tempfile.TemporaryDirectory() as workshop:
        fresh = Path(workshop)
        try:
            with tarfile.open(source) as archive:
                names = archive.getnames()
                if any(name.split("/")[0] not in (_DATABASE, *_KEPT) for name in names):
                    raise CounterpartError("E519", file=source, cause="it holds other files too")
                archive.extractall(fresh, filter="data")
        except (OSError, tarfile.TarError) as fault:
            raise CounterpartError("E519", file=source, cause=fault) from fault
        aside = _put_aside(state)
        state.mkdir(parents=True, exist_ok=True)
        if (fresh / _DATABASE).exists():
            _check(fresh / _DATABASE, source)
            with FileLock(str(state / "migrations.lock")):
                _copy(fresh / _DATABASE, state / _DATABASE)
        if (fresh / "scenarios").exists():
            shutil.copytree(fresh / "scenarios", state / "scenarios", dirs_exist_ok=True)
        if (fresh / "secret").exists() and not (state / "secret").exists():
            shutil.copy2(fresh / "secret", state / "secret")
    return aside


def _put_aside(state: Path) -> Path | None:
    if not (state / _DATABASE).exists():
        return None
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    return backup(state / f"before-restore-{stamp}.tar.gz", state)


def _copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as read, sqlite3.connect(target, timeout=30) as written:
        read.backup(written)
    read.close()
    written.close()


def _check(database: Path, source: Path) -> None:
    with sqlite3.connect(database) as opened:
        verdict = opened.execute("PRAGMA integrity_check").fetchone()[0]
    opened.close()
    if verdict != "ok":
        raise CounterpartError("E519", file=source, cause=verdict)
