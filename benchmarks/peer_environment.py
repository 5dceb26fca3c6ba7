"""Python environments of the peers: each of its own, no part of this project's lock file."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

PROJECT = Path(__file__).resolve().parent.parent


class PeerMissing(click.ClickException):
    """A peer's environment can't be made: exit code 3, so that a script can tell it from a fault."""

    exit_code = 3


@dataclass(frozen=True)
class PeerEnvironment:
    """An environment in ``folder``, made with uv the first time.

    ``packages`` are installed with what they require, ``bare`` before them without. ``release`` is
    the one that must be there (``name==version``), and ``module`` is imported to see that it works.
    """

    folder: Path
    release: str
    module: str
    packages: Sequence[str]
    bare: Sequence[str] = ()
    size: str = ""

    @property
    def python(self) -> Path:
        """The interpreter."""
        return self.folder / "bin" / "python"

    def ready(self) -> Path:
        """Return the interpreter of the environment, which is made where there is none.

        Raises:
            PeerMissing: where it can't be made.
        """
        if self._works():
            return self.python
        fresh = not (self.folder / "pyvenv.cfg").exists()
        if fresh and self.folder.exists() and any(self.folder.iterdir()):
            raise PeerMissing(f"{self.folder} is neither empty nor an environment; see --peer-env")
        uv = self._uv()
        click.echo(
            f"making the environment of {self.release} in {self.folder} ({self.size})", err=True
        )
        if fresh:
            self._make([uv, "venv", "--quiet", "--python", sys.executable, str(self.folder)])
        if self.bare:
            self._make([*self._pip(uv), "--no-deps", *self.bare])
        self._make([*self._pip(uv), *self.packages])
        if not self._works():
            raise PeerMissing(
                f"{self.folder} holds no working {self.release}; delete it, try again"
            )
        return self.python

    def holds(self, module: str) -> bool:
        """Tell whether a module is installed there."""
        code = f"import sys, importlib.util as u; sys.exit(u.find_spec('{module}') is None)"
        return not _run([str(self.python), "-c", code]).returncode

    def add(self, package: str) -> bool:
        """Install one more package; tell whether it's there now."""
        return not _run([*self._pip(self._uv()), package]).returncode

    def _works(self) -> bool:
        if not self.python.exists():
            return False
        name, wanted = self.release.split("==")
        code = (
            f"import {self.module}; from importlib.metadata import version;"
            f"print('installed', version('{name}'))"
        )
        done = _run([str(self.python), "-W", "ignore", "-c", code])
        return done.stdout.split() == ["installed", wanted]

    def _pip(self, uv: str) -> list[str]:
        return [uv, "pip", "install", "--quiet", "--python", str(self.python)]

    def _uv(self) -> str:
        beside = PROJECT / ".counterpart" / "tools" / "bin" / "uv"
        found = shutil.which("uv") or (str(beside) if beside.exists() else None)
        if found is None:
            raise PeerMissing(
                f"no uv on PATH nor at {beside}. Install uv, or give an environment with"
                f" {shlex.join([*self.bare, *self.packages])} as --peer-env"
            )
        return found

    def _make(self, command: Sequence[str]) -> None:
        done = _run(command)
        if done.returncode:
            raise PeerMissing(
                f"the environment of {self.release} could not be made in {self.folder}; it needs a"
                f" package index and {self.size}.\n{shlex.join(command)}\n{done.stderr.strip()[-1500:]}"
            )


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)
